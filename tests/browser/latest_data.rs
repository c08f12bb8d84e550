//! 获取最新学生信息, as people see it (rule 8.5): a student is mended in the employment system, and the reviewer takes it over.

use std::time::Duration;

use tokio::time::sleep;

use crate::{
    chrome::{Person, Script},
    meet, pictures,
};

/// What the reviewer is told once the employment system has answered.
const DIFFERS: &str = "学生信息与就业管理系统不一致";

/// What the reviewer is told once nothing differs any more.
const AGREES: &str = "学生信息与就业管理系统一致";

/// What the reviewer has begun to write when the answer comes.
const BEGUN: &str = "请核对政治面貌";

#[tokio::test]
async fn what_is_mended_in_the_employment_system_is_taken_over_with_one_click() {
    story(Script::On).await;
}

#[tokio::test]
async fn taking_over_needs_no_script() {
    story(Script::Off).await;
}

async fn story(script: Script) {
    let Some((platform, [clerk, officer])) = meet(["clerk", "officer"], script).await else {
        return;
    };
    let case = platform.case(1, "undergraduate", "school_review").await;
    let reference = platform.reference(&case).await;
    let graduate = format!("{}/employment/graduates/{reference}", platform.outside_url);
    clerk.visit(&graduate).await;
    clerk.fill("政治面貌（代码）", "06").await;
    clerk.click("保存学生信息").await;
    clerk.sees("返回就业管理系统").await;

    officer.sign_in("学校登录", "school-ug").await;
    officer.visit(&format!("/signing/{}", case.id)).await;
    officer.sees("就业管理系统中的信息").await;
    // Somebody may have opened the case shortly before the student was mended.
    if script == Script::Off {
        reloads_until(&officer, "重新获取").await;
    }
    officer.fill("具体问题", BEGUN).await;
    officer.click("重新获取").await;
    match script {
        Script::On => {
            officer.sees(DIFFERS).await;
            officer
                .sees("政治面貌与就业管理系统不一致，请先获取最新学生信息")
                .await;
            let kept = officer
                .run("return document.querySelector('[name=words]').value")
                .await;
            assert_eq!(kept, BEGUN, "the verdict is still being written");
        }
        Script::Off => reloads_until(&officer, DIFFERS).await,
    }
    officer.sees("可获取最新学生信息后再审核").await;
    pictures::keep("latest-data/differs", &officer.picture(true).await);
    officer.click("获取最新学生信息").await;
    officer.sees("已获取最新学生信息").await;
    match script {
        Script::On => officer.sees(AGREES).await,
        // Where the answer has grown old meanwhile it is asked for again, and nothing but a reload shows it.
        Script::Off => reloads_until(&officer, AGREES).await,
    }
    officer.does_not_see(DIFFERS).await;
    // Taken over, the case is decided like any other.
    officer.click("通过").await;
    officer.sees("已通过。").await;
    for person in [clerk, officer] {
        assert_eq!(person.console().await, [""; 0], "nothing went wrong unseen");
        person.leaves().await;
    }
}

/// Without a script the page does not change by itself.
async fn reloads_until(person: &Person, words: &str) {
    for _ in 0..40 {
        if person.text().await.contains(words) {
            return;
        }
        sleep(Duration::from_millis(500)).await;
        person.reloads().await;
    }
    panic!("it never said {words}:\n{}", person.text().await);
}
