//! 重新查询, as a reviewer sees it (rule 8.2): the register answers while the verdict is being written.

use crate::{chrome::Script, meet};

/// What the verdict is to heed as long as nobody has heard from the register.
const UNKNOWN: &str = "用人单位的经营状态未能确认，请手动查询";

/// What the reviewer has begun to write when the answer comes.
const BEGUN: &str = "请核对薪酬";

#[tokio::test]
async fn what_the_register_answers_reaches_the_verdict_that_is_being_written() {
    let Some((platform, [officer])) = meet(["officer"], Script::On).await else {
        return;
    };
    let case = platform.case(1, "undergraduate", "school_review").await;
    platform.unheard_of(&case).await;
    officer.sign_in("学校登录", "school-ug").await;
    officer.visit(&format!("/signing/{}", case.id)).await;
    officer.sees("暂时无法获取最新状态，请手动查询").await;
    officer.sees(UNKNOWN).await;
    officer.fill("具体问题", BEGUN).await;
    officer.click("重新查询").await;
    officer.sees("经营状态：").await;
    officer.does_not_see(UNKNOWN).await;
    let kept = officer
        .run("return document.querySelector('[name=words]').value")
        .await;
    assert_eq!(kept, BEGUN, "the verdict is still being written");
    assert_eq!(officer.console().await, [""; 0], "nothing went wrong unseen");
    officer.leaves().await;
}
