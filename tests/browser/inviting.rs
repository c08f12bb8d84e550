//! A company at its desk: a draft gone on with, an invitation edited, many sent from a file.

use std::fs;

use crate::{chrome::Script, meet, story::fill_in_an_invitation};

#[tokio::test]
async fn a_company_keeps_a_draft_sends_it_edits_it_and_invites_from_a_file() {
    play("company-03", ["student-08", "student-09"], Script::On).await;
}

#[tokio::test]
async fn drafts_edits_and_files_need_no_script() {
    play("company-02", ["student-11", "student-12"], Script::Off).await;
}

async fn play(login: &str, students: [&str; 2], script: Script) {
    let Some((platform, [company])) = meet(["company"], script).await else {
        return;
    };
    let one = platform.student(students[0]).await;
    let other = platform.student(students[1]).await;
    company.sign_in("单位登录", login).await;
    fill_in_an_invitation(&company, &one, script).await;
    company.fill("薪酬", "").await;
    company.click("保存草稿").await;
    company.sees("草稿已保存").await;
    // Back to the form: it is the draft that it made, and saved again there is still one.
    company.goes_back().await;
    company.click("保存草稿").await;
    company.sees("草稿已保存").await;
    company.click("签约邀请").await;
    company.click("草稿（1）").await;
    company.click(&one.name).await;
    company.fill("薪酬", "9000").await;
    company.click("发送邀请").await;
    company.sees("签约邀请已发送").await;

    company.click("修改").await;
    company.sees("修改签约邀请").await;
    company.fill("薪酬", "9500").await;
    company.click("保存修改").await;
    company.sees("薪酬：9000 元 → 9500 元").await;

    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("invitations.csv");
    let titles = "学生姓名,身份证号,工作职位类别,职位名称,工作地点,报到日期,薪酬,试用期,合同开始日期,违约金";
    let rest = "工程技术人员,测试工程师,江苏省南京市玄武区,2027-07-01";
    let (name, number) = (&other.name, &other.id_number);
    let right = format!("{name},{number},{rest},8800,0,2027-07-01,0");
    let wrong = format!("{name},1,{rest},很多,0,2027-07-01,0");
    fs::write(&path, format!("{titles}\n{right}\n{wrong}\n")).expect("a file");
    company.click("签约邀请").await;
    company.click("批量邀请").await;
    company.chooses_file("表格文件", &path).await;
    company.click("上传并核对").await;
    company.sees("有 1 行不能发送").await;
    company.sees("请填写 18 位身份证号").await;
    company.click("发送 1 份邀请").await;
    company.sees("已发送 1 份邀请").await;
    company.click("清除上传的内容").await;
    company.sees("上传的内容已清除").await;
    company.turns_up("签约邀请", &other.name).await;
    company.sees("测试工程师").await;
    assert_eq!(company.console().await, [""; 0], "nothing went wrong unseen");
    company.leaves().await;
}

#[tokio::test]
async fn a_file_that_is_too_large_leads_back_to_the_form() {
    let Some((_, [company])) = meet(["company"], Script::On).await else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("invitations.csv");
    fs::write(&path, "x".repeat(20 * 1024 * 1024)).expect("a file");
    company.sign_in("单位登录", "company-03").await;
    company.click("签约邀请").await;
    company.click("批量邀请").await;
    company.chooses_file("表格文件", &path).await;
    company.click("上传并核对").await;
    company.sees("提交的内容过大").await;
    company.click("返回填写页面").await;
    company.sees("上传表格").await;
    company.leaves().await;
}
