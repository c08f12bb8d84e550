//! What is registered, in groups, and how far it has come.

use wq_core::{
    case::{
        ReviewMode, State, Step,
        destination::State::{
            self as Destination, Abandoned, Draft, GivenUp, InReview, Registered, Returned, Voided,
        },
        history::Happened,
    },
    destination::{Ask, Column, Details, Input, Part},
};

use super::progress::progress;
use crate::{
    routes::wording::{day, yuan},
    view::{
        facts::{Fact, Section},
        history::{Reached, Stage},
    },
};

/// What is registered, drawn from the description of its type.
pub fn registered(details: &Details) -> Vec<Section> {
    let description = details.kind.description();
    let mut sections = vec![Section {
        title: "去向信息".into(),
        facts: vec![
            Fact::new("去向类型", details.kind.label()),
            Fact::new("毕业去向类别", details.words(Column::Category)),
        ],
    }];
    for part in description.parts {
        let facts = facts(details, part);
        // The day stands with the type, not in a group of its own.
        match sections.last_mut() {
            Some(section) if part.asks.iter().all(|ask| ask.column.input() == Input::Day) => {
                section.facts.extend(facts)
            }
            _ => sections.push(Section {
                title: part.title.into(),
                facts,
            }),
        }
    }
    sections
}

/// The same, with the group of its employer apart, where the type has one.
pub fn apart(details: &Details) -> (Vec<Section>, Option<Section>) {
    let parts = details.kind.description().parts.iter();
    let has_company = |part: &&Part| part.asks.iter().any(|ask| ask.column == Column::CompanyName);
    let title = parts.into_iter().find(has_company).map(|part| part.title);
    let (company, rest): (Vec<Section>, Vec<Section>) = registered(details)
        .into_iter()
        .partition(|section| title == Some(section.title.as_str()));
    (rest, company.into_iter().next())
}

fn facts(details: &Details, part: &Part) -> Vec<Fact> {
    let known = part.asks.iter().filter(|ask| ask.column != Column::Category);
    known.map(|ask| fact(details, ask)).collect()
}

fn fact(details: &Details, ask: &Ask) -> Fact {
    match ask.column.input() {
        Input::Day => Fact::new(ask.label, day(Some(details.registered_on))),
        Input::Yuan => {
            let pay = details.pay.map(|pay| format!("{}/月（税前）", yuan(pay)));
            Fact::new(ask.label, pay.unwrap_or_default())
        }
        Input::Text(_) => Fact::wide(ask.label, details.words(ask.column)),
        _ => Fact::new(ask.label, details.words(ask.column)),
    }
}

/// The steps, in order; the department's only where there is one.
pub fn stages(state: Destination, mode: ReviewMode, history: &[Happened]) -> Vec<Stage> {
    let steps = [
        (Draft, "填写去向信息"),
        (InReview(Step::Department), "学院审核"),
        (InReview(Step::School), "学校审核"),
        (Registered, "登记完成"),
    ];
    progress(
        mode,
        &[InReview(Step::Department)],
        steps,
        stands_at(state, history),
    )
}

/// The step at which it stands, or stopped. What came back stands where it is to be mended.
fn stands_at(state: Destination, history: &[Happened]) -> (Destination, Reached) {
    match state {
        Draft | Returned => (Draft, Reached::Now),
        InReview(_) => (state, Reached::Now),
        Registered | GivenUp => (Registered, Reached::Done),
        Abandoned => (Draft, Reached::Stopped),
        Voided => match history.first().and_then(Happened::from) {
            Some(State::Destination(last)) => (last, Reached::Stopped),
            _ => (InReview(Step::School), Reached::Stopped),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Reached::{Ahead, Done, Now, Stopped};
    use wq_core::destination::Type;

    fn drawn(state: Destination, mode: ReviewMode) -> Vec<Reached> {
        let stages = stages(state, mode, &[]);
        stages.into_iter().map(|stage| stage.reached).collect()
    }

    #[test]
    fn what_came_back_stands_where_it_is_to_be_mended() {
        assert_eq!(drawn(Returned, ReviewMode::SchoolOnly), [Now, Ahead, Ahead]);
        assert_eq!(
            drawn(InReview(Step::School), ReviewMode::DepartmentThenSchool),
            [Done, Done, Now, Ahead]
        );
        assert_eq!(drawn(Voided, ReviewMode::SchoolOnly), [Done, Stopped, Ahead]);
        assert_eq!(drawn(GivenUp, ReviewMode::DepartmentThenSchool), [Done; 4]);
    }

    #[test]
    fn every_type_reads_in_groups_with_everything_that_it_asks_for() {
        let today = chrono::NaiveDate::from_ymd_opt(2027, 3, 1).expect("a date");
        for &kind in Type::ALL {
            let details = Details::blank(kind, "10", today);
            let sections = registered(&details);
            assert_eq!(sections[0].facts[0].value, kind.label());
            let labels: Vec<&str> = sections
                .iter()
                .flat_map(|section| &section.facts)
                .map(|fact| fact.label.as_str())
                .collect();
            for ask in kind
                .description()
                .asks()
                .filter(|ask| ask.column != Column::Category)
            {
                assert!(labels.contains(&ask.label), "{kind:?}: {}", ask.label);
            }
        }
    }
}
