//! The table itself.

use std::collections::BTreeSet;

use crate::{
    codes::{List, name, options},
    destination::{Category, Column, Gate, Input, Type},
};

#[test]
fn every_type_stands_at_its_place_in_the_table() {
    assert_eq!(Type::ALL.len(), 21);
    for &kind in Type::ALL {
        assert_eq!(kind.description().kind, kind);
    }
}

#[test]
fn the_guides_section_9_names_the_types() {
    let labels: Vec<String> = Type::ALL.iter().map(|kind| kind.label()).collect();
    assert_eq!(
        labels,
        [
            "签就业协议形式就业（公招接收函）",
            "签就业协议形式就业（士官）",
            "签就业协议形式就业（医学规培）",
            "签就业协议形式就业（国际组织任职）",
            "签就业协议形式就业（出国出境工作）",
            "签劳动合同形式就业",
            "其他录用形式就业（聘用证明）",
            "科研助理、管理助理",
            "应征义务兵",
            "国家基层项目",
            "地方基层项目",
            "自主创业",
            "自由职业",
            "升学（专升本）",
            "升学（考研）",
            "升学（第二学士学位）",
            "出国出境深造",
            "定向/委培毕业去向补充登记",
            "待就业",
            "不就业拟升学",
            "其他暂不就业",
        ]
    );
}

#[test]
fn every_type_has_a_national_category_in_use_for_every_cohort_since_2014() {
    for &kind in Type::ALL {
        for cohort in 2014..=2030 {
            let codes = kind.description().category.codes(cohort);
            assert!(!codes.is_empty(), "{kind:?} in {cohort}");
        }
    }
    let of = |kind: Type, cohort| kind.description().category.of_none_chosen(cohort);
    assert_eq!(of(Type::ResearchAssistant, 2027), "271");
    assert_eq!(of(Type::ResearchAssistant, 2020), "27");
    assert_eq!(of(Type::Postgraduate, 2020), "80");
    assert_eq!(of(Type::SecondBachelor, 2027), "802");
    assert_eq!(of(Type::StudyAbroad, 2027), "85");
    assert_eq!(of(Type::NationalProject, 2027), "50");
}

#[test]
fn r_4_2_the_training_modes_21_and_41_see_one_type_and_all_others_the_rest() {
    assert_eq!(Type::offered(false).collect::<Vec<_>>(), [Type::Commissioned]);
    let others: Vec<Type> = Type::offered(true).collect();
    assert_eq!(others.len(), 20);
    assert!(!others.contains(&Type::Commissioned));
}

#[test]
fn whatever_can_be_chosen_is_in_its_code_table() {
    for &kind in Type::ALL {
        for ask in kind.description().asks() {
            if let Input::Code(list) = ask.column.input() {
                let known: BTreeSet<&str> = options(list, 2027).map(|code| code.code.as_str()).collect();
                assert!(ask.only.iter().all(|code| known.contains(code)), "{kind:?}");
            }
        }
        if let Category::Chosen(codes) = kind.description().category {
            let ask = kind
                .description()
                .asks()
                .find(|ask| ask.column == Column::Category);
            assert_eq!(ask.expect("the student chooses").only, codes);
            assert!(codes.iter().all(|code| name(List::Destination, code) != *code));
        }
    }
}

/// The employment system takes no company without name and region, and wants one for these categories.
#[test]
fn what_the_employment_system_requires_is_asked_for() {
    for &kind in Type::ALL {
        let needed = |column| {
            kind.description()
                .asks()
                .any(|ask| ask.column == column && ask.needed)
        };
        let category = kind.description().category.of_none_chosen(2027);
        if ["10", "11", "12", "271"].contains(&category) {
            assert!(needed(Column::CompanyName), "{kind:?}");
        }
        if kind
            .description()
            .asks()
            .any(|ask| ask.column == Column::CompanyName)
        {
            assert!(needed(Column::Region), "{kind:?}");
        }
        if kind.description().gate != Gate::None {
            assert!(needed(Column::Pay) && needed(Column::Region), "{kind:?}");
        }
    }
}

#[test]
fn only_those_who_are_not_placed_show_nothing() {
    for &kind in Type::ALL {
        let bare = matches!(kind, Type::Unplaced | Type::PreparingForStudy | Type::NotSeeking);
        assert_eq!(kind.description().proof.is_empty(), bare, "{kind:?}");
    }
}

#[test]
fn no_type_asks_twice_for_a_column_and_every_column_is_asked_for_by_some_type() {
    let mut asked = BTreeSet::from([Column::Type]);
    for &kind in Type::ALL {
        let columns: Vec<Column> = kind.description().asks().map(|ask| ask.column).collect();
        let once: BTreeSet<Column> = columns.iter().copied().collect();
        assert_eq!(once.len(), columns.len(), "{kind:?}");
        asked.extend(once);
    }
    assert_eq!(asked.len(), Column::ALL.len());
}
