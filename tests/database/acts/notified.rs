//! Who was told of a case, and what came of it.

use wq_core::{
    access::Account,
    case::{Audience, Channel, Command},
    message::{DeliveryState, notified, told},
};
use wq_tests::World;

#[tokio::test]
async fn officers_see_who_was_told_of_a_case_in_their_reach_and_whether_it_arrived() {
    let world = World::new().await;
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    let accepted = world.accepted(&company, &student).await;
    world.act(&officer, accepted, &Command::Approve).await;
    world
        .sql("UPDATE messages SET state = 'sent', sent_at = now() WHERE channel = 'mail'")
        .await;
    world
        .sql("UPDATE messages SET state = 'unreachable' WHERE notice = 'invitation'")
        .await;
    let conn = &*world.conn().await;
    let told_of = async |by: &Account| {
        let told = told(conn, &by.scope(), accepted.case).await;
        notified(&told.expect("the database"))
    };
    let all = told_of(&officer).await;
    let shown: Vec<_> = all
        .iter()
        .map(|one| {
            (
                one.subject,
                one.audience,
                one.deliveries[0].channel,
                one.deliveries[0].state,
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            (
                "学校审核通过",
                Audience::Student,
                Channel::WeChat,
                DeliveryState::Owed
            ),
            (
                "学校审核通过",
                Audience::Company,
                Channel::Mail,
                DeliveryState::Sent
            ),
            (
                "毕业生已同意签约",
                Audience::Company,
                Channel::Mail,
                DeliveryState::Sent
            ),
            (
                "签约邀请",
                Audience::Student,
                Channel::WeChat,
                DeliveryState::Unreachable
            ),
        ]
    );
    assert!(all[1].sent_at.is_some() && all[3].sent_at.is_none());
    let other = world.student().await.account;
    assert_eq!(told_of(&other).await, []);
}
