//! The life of a case: what happened, and how far it has come.

use serde_json::Value;
use wq_core::{
    agreement::{Part, parts},
    case::{Actor, AgreementForm, EditableField, Kind, Question, ReviewMode, State, Step, history::Happened},
    codes::name,
    destination::{Column, Type},
    employment::StudentChange,
    termination::Field,
};

use super::{destination, offline, online, paper};
use crate::{
    routes::wording::{badge, moment},
    view::{
        badge::Tone,
        history::{Event, Stage},
    },
};

/// The command of a school officer who ends an agreement for the student's side alone.
const ONE_SIDED: &str = "approve_one_sided";

/// The timeline, in the order given.
pub fn events(history: &[Happened], form: AgreementForm) -> Vec<Event> {
    history.iter().map(|happened| event(happened, form)).collect()
}

/// The verdict with which a case came back to its student, where it did.
pub fn came_back(history: &[Happened], form: AgreementForm) -> Option<Event> {
    let last = history.first().filter(|last| last.command == "return")?;
    Some(event(last, form))
}

/// The timeline of a reviewer, newest first: with what officers took over of the student since the case began.
pub fn with_changes(events: Vec<Event>, changes: &[StudentChange]) -> Vec<Event> {
    let began = events
        .last()
        .map(|event| event.moment.clone())
        .unwrap_or_default();
    let mut all: Vec<Event> = changes
        .iter()
        .map(taken_over)
        .filter(|event| event.moment >= began)
        .chain(events)
        .collect();
    // In one time zone, so that the texts are in the order of the moments.
    all.sort_by(|one, other| other.moment.cmp(&one.moment));
    all
}

/// `政治面貌：群众 → 中共党员`.
fn taken_over(change: &StudentChange) -> Event {
    let fields = change
        .fields()
        .map(|(field, before, after)| format!("{}：{before} → {after}", field.label()));
    Event {
        what: "获取最新学生信息".into(),
        actor: change.by.clone(),
        time: moment(change.at),
        moment: change.at.to_rfc3339(),
        tone: Tone::Info,
        change: Some(fields.collect::<Vec<_>>().join("；")),
        ..Event::default()
    }
}

fn event(happened: &Happened, form: AgreementForm) -> Event {
    let role = happened.actor.label();
    let actor = match (&happened.name, happened.actor) {
        (Some(name), Actor::DepartmentOfficer | Actor::SchoolOfficer) => format!("{role} {name}"),
        (Some(name), Actor::Student | Actor::Company | Actor::System) => name.clone(),
        (None, _) => role.to_owned(),
    };
    Event {
        about: None,
        what: what(happened, form),
        actor,
        time: moment(happened.at),
        moment: happened.at.to_rfc3339(),
        tone: happened
            .to()
            .map_or(Tone::Quiet, |state| badge(state, form, None).tone),
        change: edited(happened),
        reason: happened.reason.clone(),
        words: happened.text.clone(),
    }
}

/// `学院鉴证通过`: a reviewer's act says at which step it was taken. What a student takes back is nobody's verdict, and 学生单方面解约 names
/// who ends the agreement.
fn what(happened: &Happened, form: AgreementForm) -> String {
    let by_officer = matches!(happened.actor, Actor::DepartmentOfficer | Actor::SchoolOfficer);
    let Some(from) = happened.from().filter(|_| by_officer) else {
        return happened.label().to_owned();
    };
    let said = verdict(happened).replace("审核", from.verb(form));
    match from.in_review() {
        Some(Step::Department) => format!("学院{said}"),
        Some(Step::School) if happened.command != ONE_SIDED => format!("学校{said}"),
        Some(Step::School) | None => said,
    }
}

/// A verdict; of a termination it says so, for it stands beside those of its agreement.
fn verdict(happened: &Happened) -> String {
    let label = happened.label();
    match happened.kind {
        Kind::Termination if !label.contains("解约") => format!("解约{label}"),
        Kind::Online | Kind::Offline | Kind::Paper | Kind::Destination | Kind::Termination => {
            label.to_owned()
        }
    }
}

/// What was changed, by an edit or by who handed in again: `职位类别：工程技术人员 → 科学研究人员`.
fn edited(happened: &Happened) -> Option<String> {
    let (before, after) = (happened.before.as_ref()?, happened.after.as_ref()?);
    let changes = match happened.to()? {
        State::Destination(_) => of_destination(before, after),
        State::Termination(_) => of_termination(before, after),
        State::Online(_) | State::Offline(_) | State::Paper(_)
            if happened.command == Question::EditAfterApproval(Vec::new()).as_str() =>
        {
            of_approved(before, after)
        }
        State::Online(_) | State::Offline(_) | State::Paper(_) => of_agreement(before, after),
    };
    (!changes.is_empty()).then(|| changes.join("；"))
}

/// What an officer changed of an approved agreement.
fn of_approved(before: &Value, after: &Value) -> Vec<String> {
    let code = |values: &Value, field: EditableField| {
        let code = values.get(field.as_str())?.as_str()?;
        Some(name(field.list(), code).to_owned())
    };
    let change = |field: EditableField| {
        let (before, after) = (code(before, field)?, code(after, field)?);
        Some(format!("{}：{before} → {after}", field.label()))
    };
    EditableField::ALL.iter().copied().filter_map(change).collect()
}

fn of_destination(before: &Value, after: &Value) -> Vec<String> {
    let kind = after.get(Column::Type.as_str()).and_then(Value::as_str);
    let kind = kind.and_then(Type::parse);
    let words = |value: &Value, column: Column| {
        let stored = value.as_str().filter(|stored| !stored.is_empty());
        stored.map_or_else(|| "无".to_owned(), |stored| column.words(stored))
    };
    let change = |column: Column| {
        let (old, new) = (before.get(column.as_str())?, after.get(column.as_str())?);
        let label = kind.map_or(column.label(), |kind| kind.description().label(column));
        (old != new).then(|| format!("{label}：{} → {}", words(old, column), words(new, column)))
    };
    Column::ALL.iter().copied().filter_map(change).collect()
}

/// What a company changed of an invitation, or a student of a form, in the order of its form.
fn of_agreement(before: &Value, after: &Value) -> Vec<String> {
    let change = |part: &Part| {
        let (before, after) = (before.get(part.key)?, after.get(part.key)?);
        let (before, after) = (part.words(before), part.words(after));
        Some(format!("{}：{before} → {after}", part.label))
    };
    parts().filter_map(change).collect()
}

fn of_termination(before: &Value, after: &Value) -> Vec<String> {
    let change = |field: Field| {
        let (before, after) = (before.get(field.as_str())?, after.get(field.as_str())?);
        let (before, after) = (field.words(before), field.words(after));
        Some(format!("{}：{before} → {after}", field.label()))
    };
    Field::ALL.iter().copied().filter_map(change).collect()
}

/// The steps of an agreement or a destination; nothing for a termination, which [`super::termination_stages`] draws. `history` says at
/// which step what was turned down stopped.
pub fn stages(state: State, mode: ReviewMode, form: AgreementForm, history: &[Happened]) -> Vec<Stage> {
    match state {
        State::Online(state) => online::stages(state, mode, form, history),
        State::Offline(state) => offline::stages(state, mode, form, history),
        State::Paper(state) => paper::stages(state, mode, history),
        State::Destination(state) => destination::stages(state, mode, history),
        State::Termination(_) => Vec::new(),
    }
}
