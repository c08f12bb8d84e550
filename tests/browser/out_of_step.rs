//! Browsers out of step with the platform: stale tabs, double clicks, the back button, sessions that ended.

use crate::{
    chrome::{Person, Script},
    meet,
    platform::Case,
    story,
    verdicts::says_no,
};

async fn opens(officer: &Person, login: &str, case: &Case) {
    officer.sign_in("学校登录", login).await;
    officer.visit(&format!("/signing/{}", case.id)).await;
    officer.sees(&case.student).await;
}

#[tokio::test]
async fn a_stale_tab_decides_nothing() {
    let Some((platform, [officer])) = meet(["officer"], Script::On).await else {
        return;
    };
    let case = platform.case(1, "graduate", "school_review").await;
    opens(&officer, "school-pg", &case).await;
    officer.choose_first("原因").await;
    officer.fill("具体问题", "协议内容有误").await;
    let stale = officer.opens_a_tab().await;
    officer.visit(&format!("/signing/{}", case.id)).await;
    officer.click("通过").await;
    officer.sees("已通过。").await;
    officer.turns_to(stale).await;
    officer.click("审核不通过").await;
    officer.sees("您的操作没有生效").await;
    officer.sees("协议内容有误").await;
    assert_eq!(
        platform.trail(&case).await.last().map(String::as_str),
        Some("approve")
    );
    officer.leaves().await;
}

#[tokio::test]
async fn what_an_act_said_is_said_once() {
    for script in [Script::On, Script::Off] {
        let Some((platform, [officer])) = meet(["officer"], script).await else {
            return;
        };
        let case = platform.case(2, "undergraduate", "school_review").await;
        opens(&officer, "school-b", &case).await;
        officer.click("通过").await;
        officer.sees("已通过。").await;
        officer.click("首页").await;
        officer.sees("等待最久").await;
        officer.does_not_see("已通过。").await;
        officer.leaves().await;
    }
}

#[tokio::test]
async fn a_double_click_decides_once() {
    for script in [Script::On, Script::Off] {
        let Some((platform, [officer])) = meet(["officer"], script).await else {
            return;
        };
        let case = platform.case(1, "graduate", "school_review").await;
        let before = platform.trail(&case).await.len();
        opens(&officer, "school-pg", &case).await;
        officer.double_clicks("通过").await;
        officer.sees_one_of(&["已通过。", "您的操作没有生效"]).await;
        officer.visit(&format!("/signing/{}", case.id)).await;
        officer.sees("签约完成").await;
        assert_eq!(platform.trail(&case).await.len(), before + 1);
        officer.leaves().await;
    }
}

/// Counts the forms that the page sends, and says when the first was answered: by then a second one that had waited for it has left.
const COUNT: &str = "
    const fetch = window.fetch;
    window.sent = 0;
    window.fetch = (...request) => {
        if (request[1]?.method === 'POST') window.sent += 1;
        return fetch(...request);
    };
    document.addEventListener('htmx:finally:request', (event) => {
        // What has waited is sent as soon as everybody has heard of the end.
        if (event.detail.ctx.request.method === 'POST') setTimeout(() => { window.answered = true; });
    });";

#[tokio::test]
async fn the_second_half_of_a_double_click_never_leaves_the_page() {
    let Some((platform, [officer])) = meet(["officer"], Script::On).await else {
        return;
    };
    let case = platform.case(1, "graduate", "school_review").await;
    opens(&officer, "school-pg", &case).await;
    officer.run(COUNT).await;
    officer.double_clicks("通过").await;
    officer
        .waits("for the answer", async || {
            (officer.run("return window.answered").await == true).then_some(())
        })
        .await;
    assert_eq!(officer.run("return window.sent").await, 1);
    officer.leaves().await;
}

/// A verdict leads to the next case, and its buttons stand where the last click was.
#[tokio::test]
async fn the_second_half_of_a_double_click_does_not_decide_the_next_case() {
    let Some((platform, [officer])) = meet(["officer"], Script::On).await else {
        return;
    };
    let case = platform.case(2, "undergraduate", "school_review").await;
    opens(&officer, "school-b", &case).await;
    officer
        .run(
            "document.addEventListener('htmx:after:swap', () => {
                window.atFirst = getComputedStyle(document.querySelector('#verdict button')).pointerEvents;
            })",
        )
        .await;
    officer.click("通过").await;
    officer.sees("已通过。").await;
    assert_eq!(officer.run("return window.atFirst").await, "none");
    officer
        .waits("for the buttons to answer", async || {
            let now = "return getComputedStyle(document.querySelector('#verdict button')).pointerEvents";
            (officer.run(now).await == "auto").then_some(())
        })
        .await;
    officer.leaves().await;
}

#[tokio::test]
async fn a_double_click_invites_once() {
    for (script, login) in [(Script::On, "student-10"), (Script::Off, "student-16")] {
        let Some((platform, [company])) = meet(["company"], script).await else {
            return;
        };
        let student = platform.student(login).await;
        let name = platform.company("company-03").await;
        let before = platform.agreements(&name, &student).await;
        company.sign_in("单位登录", "company-03").await;
        story::fill_in_an_invitation(&company, &student, script).await;
        company.double_clicks("发送邀请").await;
        company.sees(&student.name).await;
        company.sees("等待学生应约").await;
        assert_eq!(platform.agreements(&name, &student).await, before + 1);
        company.leaves().await;
    }
}

#[tokio::test]
async fn the_back_button_after_a_verdict_shows_the_case_as_it_is() {
    for script in [Script::On, Script::Off] {
        let Some((platform, [officer])) = meet(["officer"], script).await else {
            return;
        };
        let case = platform.case(2, "undergraduate", "school_review").await;
        opens(&officer, "school-b", &case).await;
        officer.click("通过").await;
        officer.sees("已通过。").await;
        officer.goes_back().await;
        officer.sees(&case.student).await;
        officer.sees("签约完成").await;
        officer.does_not_see("未通过时填写").await;
        officer.leaves().await;
    }
}

#[tokio::test]
async fn signed_out_in_one_tab_the_other_does_nothing() {
    let Some((platform, [officer])) = meet(["officer"], Script::On).await else {
        return;
    };
    let case = platform.case(1, "graduate", "school_review").await;
    let before = platform.trail(&case).await;
    opens(&officer, "school-pg", &case).await;
    let stale = officer.opens_a_tab().await;
    officer.visit("/").await;
    officer.click("宋知远").await;
    officer.click("退出登录").await;
    officer.sees("您已退出登录").await;
    officer.turns_to(stale).await;
    officer.click("通过").await;
    officer.sees("登录已失效").await;
    officer.click("重新登录").await;
    officer.sees("学校登录").await;
    assert_eq!(platform.trail(&case).await, before, "nothing was decided");
    officer.leaves().await;
}

#[tokio::test]
async fn words_outlive_the_session_in_which_they_were_typed() {
    for script in [Script::On, Script::Off] {
        let Some((platform, [officer])) = meet(["officer"], script).await else {
            return;
        };
        let case = platform.case(2, "undergraduate", "school_review").await;
        let before = platform.trail(&case).await.len();
        opens(&officer, "school-b", &case).await;
        let form = officer.opens_a_tab().await;
        officer.visit("/").await;
        officer.click("潘立诚").await;
        officer.click("退出登录").await;
        officer.sees("您已退出登录").await;
        officer.turns_to(form).await;
        says_no(&officer, "审核不通过", "写了很久的一段说明").await;
        officer.sees("填写的内容仍在本页").await;
        assert_eq!(platform.trail(&case).await.len(), before, "nothing was decided");
        let refused = officer.follows_to_a_tab("重新登录").await;
        officer.click("学校登录").await;
        officer.fill("账号", "school-b").await;
        officer.fill("密码", wq_sandbox::accounts::PASSWORD).await;
        officer.click("登录").await;
        officer.sees(&case.student).await;
        officer.turns_to(refused).await;
        officer.click("已重新登录，继续提交").await;
        officer.sees("已审核不通过，原因已告知学生").await;
        officer.visit(&format!("/signing/{}", case.id)).await;
        officer.sees("写了很久的一段说明").await;
        officer.leaves().await;
    }
}

#[tokio::test]
async fn signed_in_as_another_in_one_tab_the_other_does_nothing() {
    let Some((platform, [officer])) = meet(["officer"], Script::On).await else {
        return;
    };
    let case = platform.case(1, "graduate", "school_review").await;
    let before = platform.trail(&case).await;
    opens(&officer, "school-pg", &case).await;
    let stale = officer.opens_a_tab().await;
    officer.sign_in("学校登录", "operator").await;
    officer.turns_to(stale).await;
    officer.click("通过").await;
    officer.sees("已切换到另一个账号").await;
    assert_eq!(platform.trail(&case).await, before, "nothing was decided");
    officer.leaves().await;
}

#[tokio::test]
async fn a_session_that_ran_out_is_said_and_nothing_is_done() {
    let Some((platform, [student])) = meet(["student"], Script::On).await else {
        return;
    };
    student.sign_in("学生登录", "student-03").await;
    student.click("签约邀请").await;
    student.sees("签约邀请").await;
    platform.let_sessions_run_out("student-03").await;
    student.reloads().await;
    student.sees("登录已失效").await;
    student.click("重新登录").await;
    student.sees("学生登录").await;
    student.leaves().await;
}
