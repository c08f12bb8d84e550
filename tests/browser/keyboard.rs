//! An officer without a mouse.

use wq_sandbox::accounts::PASSWORD;

use crate::{
    chrome::{ENTER, HOME, Script, TAB},
    meet,
};

#[tokio::test]
async fn a_case_is_approved_without_a_mouse() {
    let Some((_, [officer])) = meet(["officer"], Script::On).await else {
        return;
    };
    officer.visit("/login/staff").await;
    officer.press("dept-law".chars()).await;
    officer.press([TAB]).await;
    officer.press(PASSWORD.chars()).await;
    officer.press([ENTER]).await;
    officer.arrives_at("/").await;

    officer.tabs_to("在线签约管理").await;
    officer.press([ENTER]).await;
    officer.tabs_to("签约状态").await;
    officer.press([HOME]).await;
    officer.tabs_to("查询").await;
    officer.press([ENTER]).await;
    officer.arrives_at("/signing?group=mine").await;
    officer.press(['j']).await;
    let student = officer.focus().await;
    officer.press([ENTER]).await;
    officer.sees("具体问题").await;
    officer.sees(&student).await;

    officer.press(['r']).await;
    assert!(officer.focus().await.starts_with("原因"));
    officer.tabs_to("通过").await;
    officer.press([ENTER]).await;
    officer.sees("已通过。").await;
    officer.leaves().await;
}

#[tokio::test]
async fn the_first_stop_of_the_tab_key_skips_to_the_page_itself() {
    let Some((_, [officer])) = meet(["officer"], Script::On).await else {
        return;
    };
    officer.sign_in("学校登录", "dept-cs").await;
    officer.press([TAB]).await;
    assert_eq!(officer.focus().await, "跳到正文");
    officer.press([ENTER]).await;
    officer.press([TAB]).await;
    let inside = officer
        .run("return document.activeElement.closest('main') !== null")
        .await;
    assert_eq!(inside, true, "{}", officer.focus().await);
    officer.leaves().await;
}
