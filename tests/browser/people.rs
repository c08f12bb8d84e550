//! How people come to an account and keep it, and how strangers check an agreement.

use crate::{
    chrome::{Person, Script},
    inspection::Inspection,
    meet,
};

const NEW: &str = "Sommer-2027";

async fn sets_password(person: &Person, button: &str) {
    person.fill("新密码", NEW).await;
    person.fill("再次填写新密码", NEW).await;
    person.click(button).await;
}

async fn signs_in(person: &Person, door: &str, login: &str, password: &str) {
    person.visit("/login").await;
    person.click(door).await;
    person.fill("账号", login).await;
    person.fill("密码", password).await;
    person.click("登录").await;
}

#[tokio::test]
async fn a_student_activates_by_a_code_and_signs_in_anew() {
    let Some((platform, [student])) = meet(["student"], Script::Off).await else {
        return;
    };
    let newcomer = platform.newcomer().await;
    student.at(390).await;
    student.visit("/login/student").await;
    student.click("首次登录，激活账号").await;
    student.fill("姓名", &newcomer.name).await;
    student.fill("身份证号", &newcomer.id_number).await;
    student.click("获取验证码").await;
    student.sees("验证码已发送到").await;
    let code = platform.code_sent_to(&newcomer.mobile, "激活账号").await;
    student.fill("短信验证码", &code).await;
    sets_password(&student, "激活并登录").await;
    student.sees("账号已激活").await;
    student.sees(&newcomer.reference).await;
    student.loses_cookies().await;
    signs_in(&student, "学生登录", &newcomer.reference, NEW).await;
    student.sees(&format!("{}，您好", newcomer.name)).await;
    student.leaves().await;
}

#[tokio::test]
async fn a_company_registers_and_activates_by_mail() {
    let Some((platform, [company])) = meet(["company"], Script::On).await else {
        return;
    };
    let address = "hr@new-company.example";
    company.visit("/login/company").await;
    company.click("用人单位注册").await;
    company.fill("统一社会信用代码", "91320100MA1WXYT123").await;
    company.fill("单位名称", "江苏晨星智造有限公司").await;
    company.choose_first("单位性质").await;
    company.choose_first("单位行业").await;
    company
        .fill_from_list("单位所在地", "玄武区", "江苏省南京市玄武区")
        .await;
    company.fill("单位地址", "中山路 1 号").await;
    company.fill("联系人", "沈晨").await;
    company.fill("手机号码", "13911110000").await;
    company.fill("电子邮箱", address).await;
    company.attach("营业执照", "picture.png").await;
    company.click("提交注册").await;
    company.sees_one_of(&["激活邮件已发送", "校验位不正确"]).await;
    if company.text().await.contains("校验位不正确") {
        company.click_choice("代码无误，仍然提交").await;
        company.click("提交注册").await;
    }
    company.sees("激活邮件已发送").await;
    let link = platform.link_sent_to(address, "激活单位账号").await;
    let mut inspection = Inspection::of("registration");
    inspection.page(&company, &link, 200).await;
    inspection.passes();
    company.sees("江苏晨星智造有限公司").await;
    sets_password(&company, "设置密码，完成注册").await;
    company.sees("单位注册完成").await;
    company.visit(&link).await;
    company.sees("已经使用过").await;
    company.leaves().await;
}

#[tokio::test]
async fn a_student_who_forgot_the_password_sets_another_and_is_signed_out_everywhere() {
    let Some((platform, [student, elsewhere])) = meet(["student", "elsewhere"], Script::On).await else {
        return;
    };
    let known = platform.student("student-20").await;
    elsewhere.sign_in("学生登录", "student-20").await;
    student.visit("/login/student").await;
    student.click("忘记密码").await;
    student.fill("考生号（登录账号）", "student-20").await;
    student.click("获取验证码").await;
    student.sees("10 分钟内有效").await;
    let code = platform.code_sent_to(&known.mobile, "重置密码").await;
    student.fill("短信验证码", &code).await;
    sets_password(&student, "设置新密码").await;
    student.sees("新密码已生效").await;
    signs_in(&student, "学生登录", "student-20", NEW).await;
    student.sees("您好").await;
    elsewhere.reloads().await;
    elsewhere.sees("登录已失效").await;
    student.leaves().await;
    elsewhere.leaves().await;
}

#[tokio::test]
async fn a_company_that_forgot_the_password_follows_the_link_in_its_mail() {
    let Some((platform, [company])) = meet(["company"], Script::Off).await else {
        return;
    };
    let address = platform.address("company-04").await;
    company.visit("/login/company").await;
    company.click("忘记密码").await;
    company.fill("登录账号", "company-04").await;
    company.click("发送邮件").await;
    company.arrives_at("/password/sent").await;
    company.sees("如果这个账号存在").await;
    let link = platform.link_sent_to(&address, "重置密码").await;
    company.visit(&link).await;
    sets_password(&company, "设置新密码").await;
    company.sees("新密码已生效").await;
    signs_in(&company, "单位登录", "company-04", NEW).await;
    company.sees("发起签约邀请").await;
    company.visit(&link).await;
    company.sees("已经使用过").await;
    company.leaves().await;
}

#[tokio::test]
async fn one_sees_where_one_is_signed_in_and_signs_out_elsewhere() {
    let Some((_, [here, there])) = meet(["here", "there"], Script::On).await else {
        return;
    };
    there.sign_in("学生登录", "student-17").await;
    here.sign_in("学生登录", "student-17").await;
    here.visit("/account/sessions").await;
    here.sees("登录设备").await;
    here.sees("本机").await;
    here.click("退出其他设备").await;
    here.sees("其他设备已全部退出登录").await;
    there.reloads().await;
    there.sees("登录已失效").await;
    here.reloads().await;
    here.sees("本机").await;
    here.leaves().await;
    there.leaves().await;
}

#[tokio::test]
async fn a_stranger_checks_an_agreement_from_the_page_of_the_doors() {
    let Some((platform, [stranger])) = meet(["stranger"], Script::Off).await else {
        return;
    };
    let number = platform.agreement_number().await;
    stranger.at(390).await;
    stranger.visit("/login").await;
    stranger.click("核验协议").await;
    stranger.fill("协议编号", &number).await;
    stranger.click("核验").await;
    stranger.arrives_at(&format!("/verify/{number}")).await;
    stranger.sees("目前有效").await;
    stranger.visit("/login/company").await;
    stranger.click("核验协议").await;
    stranger.fill("协议编号", "1").await;
    stranger.click("核验").await;
    stranger.sees("没有查到这份协议").await;
    stranger.leaves().await;
}
