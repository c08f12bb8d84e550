//! Two officers have the same case open: one decides it, the other is told and loses nothing.

use crate::{
    chrome::{Person, Script},
    meet,
    platform::Case,
};

const WORDS: &str = "合同期限与附件不一致，请与单位核对后重新发起";

#[tokio::test]
async fn the_slower_officer_sees_what_happened_and_keeps_the_words() {
    let Some((platform, [first, second])) = meet(["first", "second"], Script::On).await else {
        return;
    };
    let case = platform.case(1, "undergraduate", "school_review").await;
    both_open(&first, &second, &case).await;
    explain(&second).await;
    first.click("通过").await;
    first.sees("已通过。").await;
    second.click("审核不通过").await;
    sees_the_other(&second, "周敏").await;
    second.sees(WORDS).await;
    assert_eq!(
        platform.trail(&case).await.last().map(String::as_str),
        Some("approve")
    );
    leave([first, second]).await;
}

#[tokio::test]
async fn the_slower_officer_keeps_the_words_without_a_script_as_well() {
    let Some((platform, [first, second])) = meet(["first", "second"], Script::Off).await else {
        return;
    };
    let case = platform.case(1, "undergraduate", "school_review").await;
    both_open(&first, &second, &case).await;
    explain(&second).await;
    first.click("通过").await;
    first.sees("已通过。").await;
    second.click("审核不通过").await;
    sees_the_other(&second, "周敏").await;
    second.sees(WORDS).await;
    leave([first, second]).await;
}

#[tokio::test]
async fn of_two_officers_at_the_same_instant_one_wins() {
    let Some((platform, [first, second])) = meet(["first", "second"], Script::On).await else {
        return;
    };
    let case = platform.case(1, "undergraduate", "school_review").await;
    let before = platform.trail(&case).await.len();
    both_open(&first, &second, &case).await;
    tokio::join!(explain(&first), explain(&second));
    tokio::join!(first.click("通过"), second.click("审核不通过"));
    first.sees_one_of(&["已通过。", "您的操作没有生效"]).await;
    let trail = platform.trail(&case).await;
    assert_eq!(trail.len(), before + 1, "one verdict, not two: {trail:?}");
    let (winner, loser, name) = match trail.last().map(String::as_str) {
        Some("approve") => (&first, &second, "周敏"),
        Some("reject") => (&second, &first, "何静怡"),
        other => panic!("a verdict, not {other:?}"),
    };
    winner.sees_one_of(&["已通过。", "已审核不通过"]).await;
    sees_the_other(loser, name).await;
    loser.sees(WORDS).await;
    leave([first, second]).await;
}

async fn both_open(first: &Person, second: &Person, case: &Case) {
    let open = async |person: &Person, login: &str| {
        person.sign_in("学校登录", login).await;
        person.visit(&format!("/signing/{}", case.id)).await;
        person.sees(&case.student).await;
        person.control("通过").await;
    };
    tokio::join!(open(first, "school"), open(second, "school-ug"));
}

async fn explain(officer: &Person) {
    officer.choose_first("原因").await;
    officer.fill("具体问题", WORDS).await;
}

async fn sees_the_other(officer: &Person, name: &str) {
    officer.sees("您的操作没有生效").await;
    officer.sees(name).await;
}

async fn leave(people: [Person; 2]) {
    for person in people {
        person.leaves().await;
    }
}
