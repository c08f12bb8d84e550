//! Every page that a role can reach: no violation of axe-core, nothing that sticks out, nothing in the console.

use crate::{
    chrome::{Person, Script},
    inspection::Inspection,
    meet,
};

/// Crawls as one account.
macro_rules! crawls {
    ($($test:ident: $door:literal $login:literal;)+) => {$(
        #[tokio::test]
        async fn $test() {
            let Some((_, [reader])) = meet(["reader"], Script::On).await else { return };
            reader.sign_in($door, $login).await;
            let mut inspection = Inspection::of($login);
            inspection.crawl(&reader).await;
            inspection.passes();
            reader.leaves().await;
        }
    )+};
}

crawls! {
    the_pages_of_a_school: "学校登录" "school";
    the_pages_of_a_department: "学校登录" "dept-cs";
    the_pages_of_a_province: "学校登录" "province";
    the_pages_of_an_operator: "学校登录" "operator";
    the_pages_of_a_company: "单位登录" "company-01";
    the_pages_of_a_student_with_invitations: "学生登录" "student-03";
    the_pages_of_a_student_who_signed: "学生登录" "student-06";
    the_pages_of_a_student_who_was_rejected: "学生登录" "student-07";
    the_pages_of_a_dormant_student: "学生登录" "student-19";
}

#[tokio::test]
async fn the_pages_of_strangers() {
    let Some((_, [stranger])) = meet(["stranger"], Script::On).await else {
        return;
    };
    let mut inspection = Inspection::of("stranger");
    inspection.crawl(&stranger).await;
    inspection.page(&stranger, "/nowhere", 404).await;
    stranger.visit("/login/staff").await;
    stranger.submits_as_it_is("登录").await;
    stranger.sees("请填写账号").await;
    takes_the_focus(&stranger, "有内容需要修改").await;
    inspection.here(&stranger, "sign-in without a word", 422).await;
    inspection.passes();
    stranger.leaves().await;
}

#[tokio::test]
async fn the_pages_that_refuse_a_company() {
    let Some((platform, [company])) = meet(["company"], Script::On).await else {
        return;
    };
    company.sign_in("单位登录", "company-05").await;
    let mut inspection = Inspection::of("refusals");
    inspection.page(&company, "/company/invitations/1", 404).await;
    company.visit("/company/invitations/new").await;
    company.submits_as_it_is("发送邀请").await;
    company.sees("有内容需要修改").await;
    takes_the_focus(&company, "有内容需要修改").await;
    inspection.here(&company, "invitation without a word", 422).await;
    platform.let_sessions_run_out("company-05").await;
    company.submits_as_it_is("发送邀请").await;
    company.sees("登录已失效").await;
    inspection.here(&company, "session that ran out", 401).await;
    inspection.passes();
    company.leaves().await;
}

#[tokio::test]
async fn the_pages_that_refuse_an_officer() {
    let Some((platform, [officer])) = meet(["officer"], Script::On).await else {
        return;
    };
    let case = platform.case(1, "graduate", "school_review").await;
    officer.sign_in("学校登录", "school-pg").await;
    officer.visit(&format!("/signing/{}", case.id)).await;
    officer.submits_as_it_is("审核不通过").await;
    officer.sees("有内容需要修改").await;
    takes_the_focus(&officer, "有内容需要修改").await;
    let mut inspection = Inspection::of("refusals");
    inspection.here(&officer, "verdict without a word", 422).await;

    officer.fill("具体问题", "协议内容有误").await;
    officer.choose_first("原因").await;
    let stale = officer.opens_a_tab().await;
    officer.visit(&format!("/signing/{}", case.id)).await;
    officer.click("通过").await;
    officer.sees("已通过。").await;
    // The next case asks the employment system again and again, and would go on when the session is gone.
    officer.visit("/signing").await;
    officer.turns_to(stale).await;
    officer.click("审核不通过").await;
    officer.sees("您的操作没有生效").await;
    takes_the_focus(&officer, "学校用户 宋知远已于").await;
    inspection.here(&officer, "somebody was quicker", 409).await;

    officer.visit("/signing").await;
    officer.loses_cookies().await;
    officer.click("宋知远").await;
    officer.click("退出登录").await;
    officer.sees("页面已过期").await;
    inspection.here(&officer, "form that is too old", 403).await;
    inspection.passes();
    officer.leaves().await;
}

#[tokio::test]
async fn the_page_that_asks_before_a_job_is_cancelled() {
    let Some((platform, [operator])) = meet(["operator"], Script::On).await else {
        return;
    };
    let job = platform.waiting_job().await;
    operator.sign_in("学校登录", "operator").await;
    operator.visit(&format!("/ops/jobs/{job}")).await;
    operator.click("取消").await;
    operator.sees(&format!("取消任务 {job}？")).await;
    let mut inspection = Inspection::of("cancellation");
    inspection
        .page(&operator, &format!("/ops/jobs/{job}/cancellation"), 200)
        .await;
    inspection.passes();
    operator.leaves().await;
}

#[tokio::test]
async fn the_pages_of_the_outside_systems() {
    let Some((platform, [reader])) = meet(["reader"], Script::On).await else {
        return;
    };
    let mut inspection = Inspection::of("outside");
    for path in ["/", "/employment", "/register", "/wechat", "/sms", "/mail"] {
        let address = format!("{}{path}", platform.outside_url);
        reader.visit(&address).await;
        inspection.here(&reader, path, 200).await;
    }
    inspection.passes();
    reader.leaves().await;
}

#[tokio::test]
async fn the_inspection_finds_what_is_wrong() {
    let Some((_, [stranger])) = meet(["stranger"], Script::On).await else {
        return;
    };
    let page = "data:text/html,<title>x</title><img src=http://127.0.0.1:1/x><div style=width:2000px>x</div>";
    let mut inspection = Inspection::of("faulty");
    inspection.page(&stranger, page, 200).await;
    for wrong in ["image-alt", "2000", "ERR_"] {
        let found = inspection.found();
        assert!(
            found.iter().any(|line| line.contains(wrong)),
            "{wrong}: {found:?}"
        );
    }
    stranger.leaves().await;
}

/// What went wrong is read out at once.
async fn takes_the_focus(person: &Person, words: &str) {
    let focus = person.focus().await;
    assert!(focus.starts_with(words), "the focus is on {focus}");
}
