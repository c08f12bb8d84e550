//! The pages that no crawl comes to: behind a code, a link in a letter, or what somebody has to write first.

use crate::{chrome::Script, inspection::Inspection, meet};

#[tokio::test]
async fn the_pages_behind_codes_and_links() {
    let Some((platform, [stranger, student, company])) =
        meet(["stranger", "student", "company"], Script::On).await
    else {
        return;
    };
    let mut inspection = Inspection::of("codes");
    inspection.page(&stranger, "/password/sent", 200).await;
    inspection.page(&stranger, "/registration/sent", 200).await;
    let number = platform.agreement_number().await;
    let agreement = format!("/verify/{number}");
    inspection.page(&stranger, &agreement, 200).await;

    let newcomer = platform.newcomer().await;
    stranger.visit("/activation").await;
    stranger.fill("姓名", &newcomer.name).await;
    stranger.fill("身份证号", &newcomer.id_number).await;
    stranger.click("获取验证码").await;
    stranger.sees("验证码已发送到").await;
    inspection.here(&stranger, "code of an activation", 200).await;

    stranger.visit("/password/student").await;
    stranger.fill("考生号（登录账号）", "student-14").await;
    stranger.click("获取验证码").await;
    stranger.sees("10 分钟内有效").await;
    inspection.here(&stranger, "code of a new password", 200).await;

    let address = platform.address("company-01").await;
    stranger.visit("/password/company").await;
    stranger.fill("登录账号", "company-01").await;
    stranger.click("发送邮件").await;
    let link = platform.link_sent_to(&address, "重置密码").await;
    inspection.page(&stranger, &link, 200).await;

    student.sign_in("学生登录", "student-14").await;
    student.visit("/student/profile").await;
    student.fill("新手机号码", "13900001414").await;
    student.click("获取验证码").await;
    student.sees("验证码已发送到").await;
    inspection.here(&student, "code of a new number", 200).await;

    let colleague = "colleague@new-company.example";
    company.sign_in("单位登录", "company-02").await;
    company.visit("/company/users").await;
    company.fill("电子邮箱", colleague).await;
    company.click("发送邀请").await;
    let link = platform.link_sent_to(colleague, "加入用人单位").await;
    inspection.page(&stranger, &link, 200).await;
    stranger.fill("新密码", "Sommer-2027").await;
    stranger.fill("再次填写新密码", "Sommer-2027").await;
    stranger.click("设置密码并登录").await;
    stranger.arrives_at("/").await;
    company.visit("/company/users").await;
    company.click("移除").await;
    company.sees("该用户立即退出登录").await;
    inspection.here(&company, "removal of a user", 200).await;
    inspection.passes();
    for person in [stranger, student, company] {
        person.leaves().await;
    }
}

#[tokio::test]
async fn the_pages_to_which_no_link_of_the_demonstration_leads() {
    let Some((platform, [officer, company])) = meet(["officer", "company"], Script::On).await else {
        return;
    };
    let mut inspection = Inspection::of("unlinked");
    platform.sign_in(&officer, "school").await;
    for address in ["/warnings/companies/1", "/warnings/codes/91320100MA1WQQQQ0Y"] {
        inspection.page(&officer, address, 200).await;
    }

    platform.sign_in(&company, "company-01").await;
    company.visit("/company/invitations/new").await;
    company.fill("学生姓名", "草稿里的学生").await;
    company.click("保存草稿").await;
    company.sees("草稿已保存").await;
    company.visit("/company/drafts").await;
    company.click("草稿里的学生").await;
    company.sees("发送邀请").await;
    inspection.here(&company, "draft", 200).await;
    let removal = format!("{}/removal", company.path().await);
    inspection.page(&company, &removal, 200).await;
    inspection.passes();
    officer.leaves().await;
    company.leaves().await;
}
