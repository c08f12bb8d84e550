//! The form of every type: in order, with everything missing, and with every field wrong.

use chrono::NaiveDate;

use crate::{
    agreement::Caution,
    destination::{Column, Details, Extent, Gate, Input, Type, cautions, gate::refuse},
    typed::{Typed, Wrong},
};

const COHORT: i32 = 2027;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 3, 1).expect("a date")
}

/// What somebody types who does it right.
fn right(kind: Type) -> Typed {
    let mut typed = Typed::default();
    for ask in kind.description().asks() {
        let text = match ask.column.input() {
            Input::Day => "2027-02-20",
            Input::Yuan => "6000",
            Input::Region => "江苏省南京市玄武区",
            Input::CreditCode => "91350100M000100Y43",
            Input::Telephone => "025-85550101",
            Input::Web => "https://shop.example.com/1",
            Input::Code(_) | Input::Line(_) if !ask.only.is_empty() => ask.only[0],
            Input::Code(crate::codes::List::UnitNature) => "39",
            Input::Code(crate::codes::List::UnitIndustry) => "34",
            Input::Code(crate::codes::List::JobCategory) => "13",
            Input::Code(_) | Input::Line(_) | Input::Text(_) => "11",
        };
        typed.0.insert(ask.column.as_str().into(), text.into());
    }
    typed
}

fn with(kind: Type, changes: &[(Column, &str)]) -> Typed {
    let mut typed = right(kind);
    for (column, text) in changes {
        typed.0.insert(column.as_str().into(), (*text).into());
    }
    typed
}

fn read(kind: Type, typed: &Typed) -> Result<Details, Wrong> {
    Details::read(typed, kind, COHORT, today(), Extent::Whole)
}

fn wrong(kind: Type, changes: &[(Column, &str)]) -> Vec<&'static str> {
    read(kind, &with(kind, changes))
        .expect_err("wrong")
        .into_keys()
        .collect()
}

#[test]
fn a_form_in_order_gives_what_its_type_asks_for_and_nothing_else() {
    for &kind in Type::ALL {
        let mut typed = right(kind);
        for column in Column::ALL {
            typed.0.entry(column.as_str().into()).or_insert("11".into());
        }
        let details = read(kind, &typed).unwrap_or_else(|wrong| panic!("{kind:?}: {wrong:?}"));
        assert_eq!(details.kind, kind);
        for &column in Column::ALL {
            let asked = kind.description().asks().any(|ask| ask.column == column)
                || matches!(column, Column::Type | Column::Category | Column::RegisteredOn);
            assert_eq!(details.get(column).is_some(), asked, "{kind:?}: {column:?}");
        }
    }
}

#[test]
fn what_must_be_there_is_asked_for_by_its_own_name() {
    for &kind in Type::ALL {
        let wrong = read(kind, &Typed::default()).expect_err("nothing was typed");
        for ask in kind.description().asks().filter(|ask| ask.needed) {
            let sentence = wrong
                .get(ask.column.as_str())
                .unwrap_or_else(|| panic!("{kind:?}: {}", ask.label));
            assert!(sentence.ends_with(ask.label), "{sentence}");
        }
        for ask in kind.description().asks().filter(|ask| ask.needed) {
            assert_eq!(
                self::wrong(kind, &[(ask.column, "  ")]),
                [ask.column.as_str()],
                "{kind:?}"
            );
        }
    }
}

#[test]
fn what_may_be_left_out_may_be_left_out() {
    for &kind in Type::ALL.iter().filter(|kind| **kind != Type::OwnBusiness) {
        let optional = kind.description().asks().filter(|ask| !ask.needed);
        let changes: Vec<(Column, &str)> = optional.map(|ask| (ask.column, "")).collect();
        assert!(read(kind, &with(kind, &changes)).is_ok(), "{kind:?}");
    }
}

#[test]
fn every_field_refuses_what_is_none_of_its_kind() {
    let long = "长".repeat(201);
    for &kind in Type::ALL {
        for ask in kind.description().asks() {
            let bad: &[&str] = match ask.column.input() {
                Input::Day => &["2027-02-30", "昨天", "2027-03-02", "1027-03-01"],
                Input::Yuan => &["很多", "-1", "6000.5", "99999999999"],
                Input::Region => &["玄武区", "999999", "<b>", "江苏省南京市", "320000"],
                Input::CreditCode => &["91350100", "91350100M000100Y4I"],
                Input::Telephone => &["110", "电话", "025-8555<script>"],
                Input::Web => &["javascript:alert(1)", "shop.example.com", "https://"],
                Input::Code(_) => &["99", "<b>", "' OR 1=1"],
                Input::Line(_) if !ask.only.is_empty() => &["别的"],
                Input::Line(_) | Input::Text(_) => &[&long, "a\u{0}b", "a\u{202e}b"],
            };
            for text in bad {
                let found = wrong(kind, &[(ask.column, text)]);
                assert!(
                    found.contains(&ask.column.as_str()),
                    "{kind:?} {} {text}",
                    ask.label
                );
            }
        }
    }
}

#[test]
fn a_draft_is_kept_as_far_as_it_goes_and_refuses_only_what_cannot_be_kept() {
    for &kind in Type::ALL {
        let read = |typed: &Typed| Details::read(typed, kind, COHORT, today(), Extent::SoFar);
        let empty = read(&Typed::default()).expect("a draft");
        assert_eq!(empty.registered_on, today());
        let mut typed = Typed::default();
        typed.0.insert("registered_on".into(), "昨天".into());
        assert!(read(&typed).is_err());
        assert!(read(&right(kind)).is_ok());
    }
}

#[test]
fn a_credit_code_that_does_not_check_is_taken_with_a_caution() {
    let details = read(
        Type::LabourContract,
        &with(
            Type::LabourContract,
            &[(Column::CreditCode, "91350100m000100y44")],
        ),
    )
    .expect("taken");
    assert_eq!(details.credit_code.as_deref(), Some("91350100M000100Y44"));
    assert_eq!(cautions(&details, Some(2490)), [Caution::CreditCode]);
}

#[test]
fn a_business_needs_a_licence_and_a_web_shop_an_address() {
    let kind = Type::OwnBusiness;
    assert_eq!(wrong(kind, &[(Column::CreditCode, "")]), ["credit_code"]);
    let shop = (Column::Programme, "电子商务创业");
    assert_eq!(wrong(kind, &[shop, (Column::Website, "")]), ["website"]);
    assert!(read(kind, &with(kind, &[shop, (Column::CreditCode, "")])).is_ok());
}

#[test]
fn a_project_without_a_code_of_its_own_is_named() {
    for (kind, of_its_own, of_none) in [
        (Type::NationalProject, "502", "50"),
        (Type::LocalProject, "512", "519"),
    ] {
        let unnamed = (Column::Programme, "");
        assert!(read(kind, &with(kind, &[(Column::Category, of_its_own), unnamed])).is_ok());
        assert_eq!(
            wrong(kind, &[(Column::Category, of_none), unnamed]),
            ["programme"]
        );
        assert_eq!(wrong(kind, &[(Column::Category, "10")]), ["category"]);
    }
}

#[test]
fn study_abroad_is_complete_or_refused() {
    for column in [Column::Country, Column::Institution, Column::InstitutionForeign] {
        assert_eq!(wrong(Type::StudyAbroad, &[(column, "")]), [column.as_str()]);
    }
}

#[test]
fn pay_below_the_lowest_wage_is_refused_or_warned_of_as_the_type_says() {
    for &kind in Type::ALL {
        let gate = kind.description().gate;
        let details = read(kind, &right(kind)).expect("in order");
        let below = Some(6001);
        assert_eq!(
            refuse(&details, below).is_err(),
            gate == Gate::Refusal,
            "{kind:?}"
        );
        assert!(refuse(&details, Some(6000)).is_ok() && refuse(&details, None).is_ok());
        let warned = cautions(&details, below).contains(&Caution::PayBelowFloor(6001));
        assert_eq!(warned, gate != Gate::None, "{kind:?}");
        let unknown = cautions(&details, None).contains(&Caution::FloorUnknown);
        assert_eq!(unknown, gate != Gate::None, "{kind:?}");
        assert_eq!(cautions(&details, Some(6000)), []);
    }
    let refused: Vec<Type> = Type::ALL
        .iter()
        .copied()
        .filter(|kind| kind.description().gate == Gate::Refusal)
        .collect();
    assert_eq!(
        refused,
        [Type::OtherEmployment, Type::ResearchAssistant, Type::Freelance]
    );
}

#[test]
fn of_another_type_what_both_ask_for_is_kept() {
    let contract = read(Type::LabourContract, &right(Type::LabourContract)).expect("in order");
    let proof = contract.turned_into(Type::OtherEmployment, "12");
    assert_eq!(
        (proof.company_name, proof.pay),
        (contract.company_name.clone(), Some(6000))
    );
    let study = contract.turned_into(Type::StudyAbroad, "85");
    assert_eq!(
        (study.category.as_str(), study.company_name, study.pay),
        ("85", None, None)
    );
}
