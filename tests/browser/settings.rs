//! 签约设置 and the live counts, as people see them.

use tokio::time::{Duration, Instant, sleep};

use crate::{
    chrome::{Person, Script},
    inspection::Inspection,
    meet,
};

const LIMIT: &str = "学生可提交解约申请次数";

#[tokio::test]
async fn a_wrong_limit_is_read_out_and_the_slower_of_two_officers_keeps_what_was_typed() {
    let Some((_, [first, second])) = meet(["first", "second"], Script::On).await else {
        return;
    };
    tokio::join!(
        first.sign_in("学校登录", "school"),
        second.sign_in("学校登录", "school-ug")
    );
    tokio::join!(opens_settings(&first), opens_settings(&second));
    let mut inspection = Inspection::of("settings");
    first.fill(LIMIT, "一百").await;
    first.submits_as_it_is("保存").await;
    first.sees("请填写 0 到 99 之间的整数").await;
    assert!(first.focus().await.starts_with("有内容需要修改"));
    inspection.here(&first, "a wrong limit", 422).await;

    first.fill(LIMIT, "4").await;
    first.click("保存").await;
    first.sees("签约设置已保存。").await;
    second.fill(LIMIT, "5").await;
    second.click("保存").await;
    second.sees("您的修改没有保存").await;
    assert!(
        second.focus().await.starts_with("周敏 于"),
        "{}",
        second.focus().await
    );
    second.sees("最多 3 次 → 最多 4 次").await;
    inspection.here(&second, "overtaken", 409).await;
    second.click("保存").await;
    second.sees("签约设置已保存。").await;
    let kept = "return document.getElementById('f-termination_limit').value";
    assert_eq!(second.run(kept).await, "5");
    inspection.passes();
    first.leaves().await;
    second.leaves().await;
}

async fn opens_settings(officer: &Person) {
    officer.click("签约设置").await;
    officer.sees("协议经办人信息").await;
    officer.sees("不可再关闭").await;
}

#[tokio::test]
async fn a_count_changes_without_a_reload_when_another_officer_decides() {
    let Some((platform, [watching, deciding])) = meet(["watching", "deciding"], Script::On).await else {
        return;
    };
    // Of the second school, where little else happens; what does makes the number smaller too.
    let case = platform.case(2, "undergraduate", "school_review").await;
    tokio::join!(
        watching.sign_in("学校登录", "school-b"),
        deciding.sign_in("学校登录", "school-b")
    );
    watching.run("window.untouched = true").await;
    let before = mine(&watching).await;
    assert!(before > 0, "the demonstration has cases that wait");
    deciding.visit(&format!("/signing/{}", case.id)).await;
    deciding.click("通过").await;
    deciding.sees("已通过。").await;
    let decided = Instant::now();
    while mine(&watching).await >= before {
        // The page would fetch by itself when it is looked at again, and it is not.
        assert!(
            decided.elapsed() < Duration::from_secs(10),
            "still {}",
            mine(&watching).await
        );
        sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(
        watching.run("return window.untouched").await,
        true,
        "the same document"
    );
    watching.does_not_see("网络不通").await;

    // Gone to another page and back, there is one stream, not two.
    watching.click("签约设置").await;
    watching.sees("协议经办人信息").await;
    let console = watching.console().await;
    assert!(console.is_empty(), "{console:?}");
    watching.leaves().await;
    deciding.leaves().await;
}

/// 待我处理, as the board says.
async fn mine(officer: &Person) -> i64 {
    let number = officer
        .run("return Number(document.querySelector('#board .dial').textContent)")
        .await;
    number.as_i64().expect("a number")
}
