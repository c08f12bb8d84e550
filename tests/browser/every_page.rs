//! Every page that a role can reach, looked over.

use crate::{chrome::Script, inspection::Inspection, people};

#[tokio::test]
async fn the_pages_of_strangers() {
    people!(stranger: Script::On);
    let mut inspection = Inspection::of("stranger");
    for path in ["/login", "/login/staff", "/login/student", "/login/company"] {
        inspection.page(&stranger, path, 200).await;
    }
    inspection.page(&stranger, "/nowhere", 404).await;
    stranger.visit("/login/staff").await;
    stranger
        .run("document.querySelector('main form').noValidate = true")
        .await;
    stranger.click("登录").await;
    stranger.sees("请填写账号").await;
    inspection.here(&stranger, "登录 without anything", 422).await;
    inspection.passes();
    stranger.leaves().await;
}
