//! The one-place rule (5.1) and its companions, held by unique indexes even against code that never asked.

use diesel::insert_into;
use diesel_async::RunQueryDsl;
use wq_core::case::State;

use super::*;

#[tokio::test]
async fn r_5_1_a_second_occupying_case_is_refused_whatever_the_two_are() {
    let mut conn = unguarded().await;
    let occupying: Vec<State> = State::all().filter(|state| state.occupies()).collect();
    assert_eq!(occupying.len(), 19);
    let pairs = occupying
        .iter()
        .flat_map(|first| occupying.iter().map(move |second| (first, second)));
    for (student, (first, second)) in (1..).zip(pairs) {
        insert(&mut conn, student, *first).await.expect("the first");
        let refused = insert(&mut conn, student, *second).await;
        assert_eq!(
            refused_by(refused),
            "cases_one_place",
            "{first:?} then {second:?}"
        );
    }
}

#[tokio::test]
async fn r_5_1_what_does_not_occupy_stands_beside_what_does() {
    let mut conn = unguarded().await;
    let signed = State::parse(Kind::Paper, "signed").expect("a state");
    insert(&mut conn, 1, signed).await.expect("the place");
    let beside = State::all().filter(|state| !state.occupies() && state.kind() != Kind::Termination);
    for state in beside {
        insert(&mut conn, 1, state).await.expect("beside it");
    }
}

#[tokio::test]
async fn an_agreement_has_one_open_termination_at_a_time() {
    let mut conn = unguarded().await;
    let terminations: Vec<State> = State::all()
        .filter(|state| state.kind() == Kind::Termination)
        .collect();
    let asked = State::parse(Kind::Termination, "asked_by_student").expect("a state");
    insert(&mut conn, 1, asked).await.expect("the first");
    for state in terminations {
        let inserted = insert(&mut conn, 1, state).await;
        if state.is_open() && state != Kind::Termination.draft() {
            assert_eq!(refused_by(inserted), "cases_one_termination", "{state:?}");
        } else {
            inserted.expect("a draft, or over");
        }
    }
}

#[tokio::test]
async fn a_company_has_one_open_invitation_to_a_student_at_a_time() {
    let mut conn = unguarded().await;
    let invite = async |conn: &mut Conn, student, company: i64| {
        insert_into(cases::table)
            .values((
                Case::of(student, Kind::Online, "invited"),
                cases::company_id.eq(company),
            ))
            .execute(conn)
            .await
    };
    invite(&mut conn, 1, 1).await.expect("the first");
    invite(&mut conn, 1, 2).await.expect("another company");
    invite(&mut conn, 2, 1).await.expect("another student");
    assert_eq!(refused_by(invite(&mut conn, 1, 1).await), "cases_one_invitation");
}

async fn insert(conn: &mut Conn, student: i64, state: State) -> QueryResult<usize> {
    insert_into(cases::table)
        .values(Case::of(student, state.kind(), state.as_str()))
        .execute(conn)
        .await
}
