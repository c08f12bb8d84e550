//! Light and dark.

use crate::{chrome::Script, meet};

#[tokio::test]
async fn the_switch_of_light_and_dark_is_there_after_going_back_too() {
    let Some((_, [officer])) = meet(["officer"], Script::On).await else {
        return;
    };
    officer.sign_in("学校登录", "school-ug").await;
    officer.visit("/signing?group=mine").await;
    officer.choose("签约状态", "全部").await;
    officer.arrives_at("/signing?group=all").await;
    officer.goes_back().await;
    officer.arrives_at("/signing?group=mine").await;
    let switched = "const toggle = document.querySelector('[data-theme-toggle]');
        if (!toggle.checkVisibility()) return 'hidden';
        toggle.click();
        return document.documentElement.dataset.theme;";
    assert_eq!(officer.run(switched).await, "dark");
    officer.leaves().await;
}
