//! The states of the rules are the states of the database.

use std::collections::BTreeSet;

use diesel::{insert_into, sql_types::Bool};
use diesel_async::RunQueryDsl;
use wq_core::case::{Module, State};

use super::*;

#[tokio::test]
async fn the_generated_columns_say_what_the_rules_say_of_every_state() {
    let mut conn = unguarded().await;
    let mut differing = Vec::new();
    for (student, state) in (1..).zip(State::all()) {
        let generated: (bool, String, bool) = insert_into(cases::table)
            .values(Case::of(student, state.kind(), state.as_str()))
            .returning((cases::occupies, cases::module, cases::open))
            .get_result(&mut conn)
            .await
            .expect("a state of its kind");
        // A draft is open to whoever writes it, but nobody waits for it.
        let open = state.is_open() && state != state.kind().draft();
        let module = Module::of(state.kind()).as_str().to_owned();
        if generated != (state.occupies(), module, open) {
            differing.push((state, generated));
        }
    }
    assert_eq!(differing, []);
}

#[tokio::test]
async fn r_11_all_but_drafts_and_invitations_without_a_yes_is_handed_in() {
    let mut conn = unguarded().await;
    let mut differing = Vec::new();
    for (student, state) in (1..).zip(State::all()) {
        let given_up = Case::of(student, Kind::Destination, "given_up");
        let given_up = put(&mut conn, given_up).await;
        let before = handed_in_since(&mut conn, given_up).await;
        put(&mut conn, Case::of(student, state.kind(), state.as_str())).await;
        let since = handed_in_since(&mut conn, given_up).await;
        let expected = match state.kind() {
            Kind::Online => {
                !["draft", "invited", "declined", "withdrawn", "expired"].contains(&state.as_str())
            }
            Kind::Offline | Kind::Paper | Kind::Destination | Kind::Termination => {
                state != state.kind().draft()
            }
        };
        if (before, since) != (false, expected) {
            differing.push((state, before, since));
        }
    }
    assert_eq!(differing, []);
}

/// Writes a case that was handed in just now.
async fn put(conn: &mut Conn, case: Case<'_>) -> i64 {
    insert_into(cases::table)
        .values((case, cases::submitted_at.eq(diesel::dsl::now)))
        .returning(cases::id)
        .get_result(conn)
        .await
        .expect("a case")
}

async fn handed_in_since(conn: &mut Conn, given_up: i64) -> bool {
    diesel::select(diesel::dsl::sql::<Bool>(&format!(
        "(SELECT handed_in_since(cases) FROM cases WHERE id = {given_up})"
    )))
    .get_result(conn)
    .await
    .expect("an answer")
}

#[tokio::test]
async fn a_kind_takes_its_own_states_and_no_other_text() {
    let mut conn = unguarded().await;
    let known: BTreeSet<&str> = State::all().map(State::as_str).collect();
    let texts = (known.into_iter()).chain(["", "Draft", " draft", "approved", "in_review"]);
    let pairs = texts.flat_map(|text| Kind::ALL.map(|kind| (kind, text)));
    let mut differing = Vec::new();
    for (student, (kind, text)) in (1..).zip(pairs) {
        let inserted = insert_into(cases::table)
            .values(Case::of(student, kind, text))
            .execute(&mut conn)
            .await;
        let taken = inserted.is_ok();
        if taken != State::parse(kind, text).is_some() {
            differing.push((kind, text));
        } else if !taken {
            assert_eq!(refused_by(inserted), "cases_state");
        }
    }
    assert_eq!(differing, []);
}

#[tokio::test]
async fn only_a_termination_ends_an_agreement_and_every_one_does() {
    let mut conn = unguarded().await;
    for kind in Kind::ALL {
        let mut case = Case::of(1, kind, "draft");
        case.agreement_id = case.agreement_id.xor(Some(1));
        let inserted = insert_into(cases::table).values(case).execute(&mut conn).await;
        assert_eq!(refused_by(inserted), "cases_agreement", "{kind:?}");
    }
}
