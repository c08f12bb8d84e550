//! Every state with every command, actor and mode, against a table written by hand from the guide.

use std::collections::BTreeSet;

use super::super::questions::{asked_of, commands};
use super::super::{AgreementKind, Kind, ReviewMode, State, decide, tables};

/// Each line: state, command, actor, mode (`*` for both), next state. Nothing else is allowed.
const ONLINE: &str = "
    draft             invite              company            *                      invited
    invited           edit_invitation     company            *                      invited
    invited           accept              student            school_only            school_review
    invited           accept              student            department_then_school department_review
    invited           decline             student            *                      declined
    invited           withdraw            company            *                      withdrawn
    invited           expire              system             *                      expired
    invited           remind              system             *                      invited
    department_review approve             department_officer department_then_school school_review
    department_review reject              department_officer department_then_school rejected
    school_review     approve             school_officer     *                      signed
    school_review     reject              school_officer     *                      rejected
    signed            edit_after_approval school_officer     *                      signed
    signed            end_by_termination  system             *                      terminated
";

const OFFLINE: &str = "
    draft                       submit              student            school_only            agreement_school_review
    draft                       submit              student            department_then_school agreement_department_review
    agreement_department_review withdraw            student            department_then_school draft
    agreement_department_review approve             department_officer department_then_school agreement_school_review
    agreement_department_review return              department_officer department_then_school agreement_returned
    agreement_department_review reject              department_officer department_then_school voided
    agreement_school_review     withdraw            student            school_only            draft
    agreement_school_review     approve             school_officer     *                      awaiting_stamped_copy
    agreement_school_review     return              school_officer     *                      agreement_returned
    agreement_school_review     reject              school_officer     *                      voided
    agreement_returned          submit              student            school_only            agreement_school_review
    agreement_returned          submit              student            department_then_school agreement_department_review
    agreement_returned          abandon             student            *                      abandoned
    awaiting_stamped_copy       upload_stamped_copy student            school_only            signing_school_review
    awaiting_stamped_copy       upload_stamped_copy student            department_then_school signing_department_review
    awaiting_stamped_copy       upload_stamped_copy company            school_only            signing_school_review
    awaiting_stamped_copy       upload_stamped_copy company            department_then_school signing_department_review
    awaiting_stamped_copy       abandon             student            *                      abandoned
    awaiting_stamped_copy       remind              system             *                      awaiting_stamped_copy
    signing_department_review   withdraw            student            department_then_school awaiting_stamped_copy
    signing_department_review   approve             department_officer department_then_school signing_school_review
    signing_department_review   return              department_officer department_then_school signing_returned
    signing_department_review   reject              department_officer department_then_school voided
    signing_school_review       withdraw            student            school_only            awaiting_stamped_copy
    signing_school_review       approve             school_officer     *                      signed
    signing_school_review       return              school_officer     *                      signing_returned
    signing_school_review       reject              school_officer     *                      voided
    signing_returned            upload_stamped_copy student            school_only            signing_school_review
    signing_returned            upload_stamped_copy student            department_then_school signing_department_review
    signing_returned            upload_stamped_copy company            school_only            signing_school_review
    signing_returned            upload_stamped_copy company            department_then_school signing_department_review
    signing_returned            abandon             student            *                      abandoned
    signed                      edit_after_approval school_officer     *                      signed
    signed                      end_by_termination  system             *                      terminated
";

const PAPER: &str = "
    draft             submit              student            school_only            school_review
    draft             submit              student            department_then_school department_review
    department_review withdraw            student            department_then_school draft
    department_review approve             department_officer department_then_school school_review
    department_review return              department_officer department_then_school returned
    department_review reject              department_officer department_then_school voided
    school_review     withdraw            student            school_only            draft
    school_review     approve             school_officer     *                      signed
    school_review     return              school_officer     *                      returned
    school_review     reject              school_officer     *                      voided
    returned          submit              student            school_only            school_review
    returned          submit              student            department_then_school department_review
    returned          abandon             student            *                      abandoned
    signed            edit_after_approval school_officer     *                      signed
    signed            end_by_termination  system             *                      terminated
";

const DESTINATION: &str = "
    draft             submit         student            school_only            school_review
    draft             submit         student            department_then_school department_review
    department_review withdraw       student            department_then_school draft
    department_review approve        department_officer department_then_school school_review
    department_review return         department_officer department_then_school returned
    department_review reject         department_officer department_then_school voided
    department_review edit_in_review department_officer department_then_school department_review
    school_review     withdraw       student            school_only            draft
    school_review     approve        school_officer     *                      registered
    school_review     return         school_officer     *                      returned
    school_review     reject         school_officer     *                      voided
    school_review     edit_in_review school_officer     *                      school_review
    returned          submit         student            school_only            school_review
    returned          submit         student            department_then_school department_review
    returned          abandon        student            *                      abandoned
    registered        give_up        student            *                      given_up
";

/// Of an online agreement.
const TERMINATION_OF_ONLINE: &str = "
    draft             ask      student            *                      asked_by_student
    draft             ask      company            *                      asked_by_company
    asked_by_student  withdraw student            *                      withdrawn
    asked_by_student  agree    company            school_only            school_review
    asked_by_student  agree    company            department_then_school department_review
    asked_by_student  refuse   company            *                      refused
    asked_by_student  force    school_officer     *                      terminated
    asked_by_student  remind   system             *                      asked_by_student
    asked_by_company  withdraw company            *                      withdrawn
    asked_by_company  agree    student            school_only            school_review
    asked_by_company  agree    student            department_then_school department_review
    asked_by_company  refuse   student            *                      refused
    asked_by_company  remind   system             *                      asked_by_company
    department_review approve  department_officer department_then_school school_review
    department_review reject   department_officer department_then_school failed
    school_review     approve  school_officer     *                      terminated
    school_review     reject   school_officer     *                      failed
";

/// Of an offline or a paper agreement.
const TERMINATION_OF_PAPERS: &str = "
    draft             submit            student            school_only            school_review
    draft             submit            student            department_then_school department_review
    department_review withdraw          student            department_then_school withdrawn
    department_review approve           department_officer department_then_school school_review
    department_review return            department_officer department_then_school returned
    department_review reject            department_officer department_then_school failed
    school_review     withdraw          student            school_only            withdrawn
    school_review     approve           school_officer     *                      terminated
    school_review     approve_one_sided school_officer     *                      terminated
    school_review     return            school_officer     *                      returned
    school_review     reject            school_officer     *                      failed
    returned          submit            student            school_only            school_review
    returned          submit            student            department_then_school department_review
    returned          abandon           student            *                      abandoned
";

type Allowed = BTreeSet<[String; 5]>;

fn written(table: &str) -> Allowed {
    let mut allowed = Allowed::new();
    for line in table.trim().lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [state, command, actor, mode, to] = words[..] else {
            panic!("five words: {line}")
        };
        for each in ReviewMode::ALL.map(ReviewMode::as_str) {
            if mode == "*" || mode == each {
                allowed.insert([state, command, actor, each, to].map(String::from));
            }
        }
    }
    allowed
}

fn found(kind: Kind, ends: Option<AgreementKind>) -> Allowed {
    let mut allowed = Allowed::new();
    for from in State::all().filter(|state| state.kind() == kind) {
        for command in commands() {
            for facts in asked_of(kind).filter(|facts| facts.agreement == ends) {
                if let Ok(transition) = decide(from, &command, &facts) {
                    let (actor, mode, to) =
                        (facts.actor.as_str(), facts.mode.as_str(), transition.to.as_str());
                    allowed.insert([from.as_str(), command.as_str(), actor, mode, to].map(String::from));
                }
            }
        }
    }
    allowed
}

fn assert_allowed(kind: Kind, ends: Option<AgreementKind>, table: &str) {
    let (found, written) = (found(kind, ends), written(table));
    let missing: Vec<_> = written.difference(&found).collect();
    let unwanted: Vec<_> = found.difference(&written).collect();
    assert!(
        missing.is_empty() && unwanted.is_empty(),
        "missing: {missing:#?}\nunwanted: {unwanted:#?}"
    );
}

#[test]
fn an_online_agreement_allows_what_the_table_says_and_nothing_else() {
    assert_allowed(Kind::Online, None, ONLINE);
}

#[test]
fn an_offline_agreement_allows_what_the_table_says_and_nothing_else() {
    assert_allowed(Kind::Offline, None, OFFLINE);
}

#[test]
fn a_paper_agreement_allows_what_the_table_says_and_nothing_else() {
    assert_allowed(Kind::Paper, None, PAPER);
}

#[test]
fn a_destination_allows_what_the_table_says_and_nothing_else() {
    assert_allowed(Kind::Destination, None, DESTINATION);
}

#[test]
fn the_termination_of_an_online_agreement_allows_what_the_table_says_and_nothing_else() {
    assert_allowed(
        Kind::Termination,
        Some(AgreementKind::Online),
        TERMINATION_OF_ONLINE,
    );
}

#[test]
fn the_termination_of_an_offline_or_paper_agreement_allows_what_the_table_says_and_nothing_else() {
    assert_allowed(
        Kind::Termination,
        Some(AgreementKind::Offline),
        TERMINATION_OF_PAPERS,
    );
    assert_allowed(
        Kind::Termination,
        Some(AgreementKind::Paper),
        TERMINATION_OF_PAPERS,
    );
}

#[test]
fn the_moves_for_the_database_are_those_of_the_tables() {
    let tables = [
        (Kind::Online, ONLINE),
        (Kind::Offline, OFFLINE),
        (Kind::Paper, PAPER),
        (Kind::Destination, DESTINATION),
        (Kind::Termination, TERMINATION_OF_ONLINE),
        (Kind::Termination, TERMINATION_OF_PAPERS),
    ];
    let written: BTreeSet<_> = tables
        .into_iter()
        .flat_map(|(kind, table)| {
            written(table)
                .into_iter()
                .map(move |[from, _, _, _, to]| (kind, from, to))
        })
        .filter(|(_, from, to)| from != to)
        .collect();
    let moves = tables::moves();
    let listed: BTreeSet<_> = (moves.iter())
        .map(|(kind, from, to)| (*kind, from.as_str().to_owned(), to.as_str().to_owned()))
        .collect();
    assert_eq!(listed, written);
    assert_eq!(listed.len(), moves.len(), "each move is listed once");
}
