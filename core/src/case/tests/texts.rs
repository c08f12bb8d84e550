//! The texts that the database, the screens and the documents hold.

use std::collections::BTreeSet;

use super::super::questions::{self, commands};
use super::super::reason::TEXT_LIMIT;
use super::super::{
    AgreementForm, DeclineReason, Explanation, Objection, ReasonCode, RefusalClass, TextError, tables,
};
use super::*;
use crate::typed::Typed;

/// The database's texts, which migrations repeat.
const STATES: [(Kind, &str); 5] = [
    (
        Kind::Online,
        "draft invited declined withdrawn expired department_review school_review signed rejected terminated",
    ),
    (
        Kind::Offline,
        "draft agreement_department_review agreement_school_review agreement_returned awaiting_stamped_copy \
         signing_department_review signing_school_review signing_returned signed voided abandoned terminated",
    ),
    (
        Kind::Paper,
        "draft department_review school_review returned signed voided abandoned terminated",
    ),
    (
        Kind::Destination,
        "draft department_review school_review returned registered voided abandoned given_up",
    ),
    (
        Kind::Termination,
        "draft asked_by_student asked_by_company withdrawn refused department_review school_review returned failed \
         terminated abandoned",
    ),
];

#[test]
fn the_states_have_the_texts_that_the_database_checks() {
    for (kind, texts) in STATES {
        let listed: Vec<_> = State::all()
            .filter(|state| state.kind() == kind)
            .map(State::as_str)
            .collect();
        assert_eq!(listed, texts.split_whitespace().collect::<Vec<_>>());
    }
}

#[test]
fn every_state_is_read_back_from_its_kind_and_text() {
    for state in State::all() {
        assert_eq!(State::parse(state.kind(), state.as_str()), Some(state));
    }
    assert_eq!(
        State::parse(Kind::Online, "returned"),
        None,
        "the text of another kind"
    );
}

#[test]
fn every_state_but_the_drafts_is_reached_and_every_state_reached_is_listed() {
    let reached: BTreeSet<_> = tables::moves()
        .into_iter()
        .map(|(kind, _, to)| (kind, to.as_str()))
        .collect();
    let listed: BTreeSet<_> = State::all().map(|state| (state.kind(), state.as_str())).collect();
    assert_eq!(listed, &reached | &Kind::ALL.map(|kind| (kind, "draft")).into());
}

#[test]
fn kinds_steps_modes_and_actors_are_read_back_from_their_texts() {
    for kind in Kind::ALL {
        assert_eq!(Kind::parse(kind.as_str()), Some(kind));
    }
    for mode in ReviewMode::ALL {
        assert_eq!(ReviewMode::parse(mode.as_str()), Some(mode));
    }
    for actor in Actor::ALL {
        assert_eq!(Actor::parse(actor.as_str()), Some(actor));
    }
}

#[test]
fn no_two_commands_share_a_name() {
    let names: BTreeSet<_> = commands().iter().map(Command::as_str).collect();
    assert_eq!(names.len(), commands().len());
}

#[test]
fn the_labels_are_the_guides() {
    let label = |kind, text, ends| state(kind, text).label(AgreementForm::ThreeParty, ends);
    assert_eq!(
        label(Kind::Online, "school_review", None),
        "学生已同意签约，等待学校审核"
    );
    assert_eq!(
        label(Kind::Offline, "agreement_department_review", None),
        "就业协议审核中，等待学院审核"
    );
    assert_eq!(
        label(Kind::Offline, "signing_school_review", None),
        "签约审核中，等待学校审核"
    );
    assert_eq!(
        label(Kind::Destination, "school_review", None),
        "去向登记审核中，等待学校审核"
    );
    assert_eq!(
        label(Kind::Termination, "asked_by_student", None),
        "学生发起解约，等待单位应约"
    );
    let online = Some(AgreementKind::Online);
    assert_eq!(
        label(Kind::Termination, "school_review", online),
        "已同意解约，等待学校审核"
    );
    let paper = Some(AgreementKind::Paper);
    assert_eq!(
        label(Kind::Termination, "school_review", paper),
        "解约中，等待学校审核"
    );
}

#[test]
fn under_a_two_party_agreement_the_school_attests() {
    let rejected = state(Kind::Online, "rejected");
    assert_eq!(
        rejected.label(AgreementForm::TwoParty, None),
        "鉴证不通过，签约失败"
    );
    assert_eq!(
        rejected.label(AgreementForm::ThreeParty, None),
        "审核不通过，签约失败"
    );
}

#[test]
fn every_refusal_is_one_chinese_sentence_that_says_what_to_do() {
    for (code, refusal) in questions::refusals() {
        for reader in Actor::ALL {
            let message = refusal.message(reader);
            assert!(
                message.ends_with('。') && message.matches('。').count() == 1,
                "{code}: {message}"
            );
            let way_out = ["请", "联系", "可"].iter().any(|word| message.contains(word));
            assert!(way_out, "{code} offers no way out: {message}");
        }
    }
}

#[test]
fn a_refusal_speaks_to_the_student_and_of_the_student_to_others() {
    for (code, refusal) in questions::refusals() {
        let message = refusal.message(Actor::Student);
        for others_words in ["该毕业生", "由毕业生", "请毕业生"] {
            assert!(!message.contains(others_words), "{code}: {message}");
        }
        for reader in [Actor::Company, Actor::DepartmentOfficer, Actor::SchoolOfficer] {
            let message = refusal.message(reader);
            assert!(!message.contains("您的培养方式"), "{code}: {message}");
        }
    }
    let barred = Refusal::AgreementsClosedToStudent;
    assert!(barred.message(Actor::Student).starts_with("您的培养方式不可网签"));
    assert!(barred.message(Actor::Company).contains("不能签订就业协议"));
}

#[test]
fn a_stale_page_is_a_conflict_and_anothers_work_is_forbidden() {
    let stale = refused(Kind::Paper, "signed", Command::Approve, school());
    assert_eq!(stale.class(), RefusalClass::Conflict);
    let anothers = refused(Kind::Paper, "school_review", Command::Approve, student());
    assert_eq!(anothers.class(), RefusalClass::Forbidden);
    let ruled_out = refused(
        Kind::Paper,
        "draft",
        Command::Submit,
        Facts {
            place_free: false,
            ..student()
        },
    );
    assert_eq!(ruled_out.class(), RefusalClass::Rule);
}

#[test]
fn an_explanation_is_never_empty_and_never_over_500_characters() {
    assert_eq!(Explanation::new(" \n\t　"), Err(TextError::Empty));
    assert_eq!(
        Explanation::new("  单位信息有误 ").map(|text| text.to_string()),
        Ok("单位信息有误".to_owned())
    );
    assert!(Explanation::new(&"字".repeat(TEXT_LIMIT)).is_ok());
    assert_eq!(
        Explanation::new(&"字".repeat(TEXT_LIMIT + 1)),
        Err(TextError::TooLong)
    );
    for hidden in ["a\0b", "不\u{202e}同意", "\u{2067}同意"] {
        assert_eq!(Explanation::new(hidden), Err(TextError::Unprintable));
    }
    assert!(Explanation::new("第一行\r\n第二行").is_ok());
}

#[test]
fn a_reason_code_is_one_word_of_the_list() {
    assert!(ReasonCode::new("company_details_2").is_ok());
    for wrong in ["", "单位", "a b", "A", &"a".repeat(41)] {
        assert_eq!(ReasonCode::new(wrong), Err(TextError::NoCode));
    }
}

#[test]
fn the_printed_rules_are_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/rules.md");
    let printed = std::fs::read_to_string(path).expect("docs/rules.md is part of the repository");
    assert!(
        printed == tables::markdown(),
        "docs/rules.md no longer says what the rules say; refresh it with: cargo run -- rules > docs/rules.md"
    );
}

#[test]
fn a_student_declines_for_a_reason_of_the_list_with_or_without_words() {
    let read = |reason: &str, words: &str| {
        let fields = [("reason", reason), ("words", words)];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Objection::read(&Typed(fields.into()))
    };
    assert_eq!(read("pay", "  "), Ok(Objection::of(DeclineReason::Pay)));
    let words = read("other", "已出国").expect("in order").text;
    assert_eq!(words, Explanation::new("已出国").ok());
    let wrong = |reason, words: &str| {
        let wrong = read(reason, words).expect_err("wrong");
        wrong.into_keys().collect::<Vec<_>>()
    };
    assert_eq!(wrong("", ""), ["reason"]);
    assert_eq!(
        wrong("company_details", &"字".repeat(TEXT_LIMIT + 1)),
        ["reason", "words"]
    );
    for &reason in DeclineReason::ALL {
        assert!(ReasonCode::new(reason.as_str()).is_ok() && !reason.label().is_empty());
    }
    let said = Question::Decline(Objection::of(DeclineReason::Place));
    assert_eq!(said.words(), (Some("place"), None), "the event keeps it");
}
