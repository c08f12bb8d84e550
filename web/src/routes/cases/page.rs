//! The review page: what core answers, in the words of the screen.

use wq_core::{
    agreement::Caution,
    case::{CodedReason, State, Step, Verdicts},
    codes::{List, name, region_name},
    company::Standing,
    ids::CaseId,
    review::Reviewed,
    roster,
};

use super::{
    acts::acts,
    asked::{Asked, href},
    desk::Desk,
    employment::{cautions as differing, panel},
    matter,
};
use crate::{
    routes::{
        reading,
        wording::{badge, day, late, waiting},
    },
    view::{
        facts::{Fact, Section},
        form::{Choice, Posted},
        review::{
            Neighbours, Review,
            company::{Again, Standing as StandingPanel},
            student::{IdNumber, Student},
            verdict::{Awaited, Conflict, Verdict},
        },
    },
};

/// What the page says besides what is the case.
#[derive(Default)]
pub struct Told {
    /// What was typed, where it came back.
    pub posted: Posted,
    /// Somebody else was quicker.
    pub conflict: Option<Conflict>,
    /// The ID number in full, once it was asked for.
    pub id_number: Option<String>,
}

/// The page of a case.
pub fn page(desk: &Desk, asked: &Asked, reviewed: &Reviewed, reasons: &[CodedReason], told: Told) -> Review {
    let Reviewed { case, history, .. } = reviewed;
    let office = &desk.office;
    let ends = reviewed.matter.ends();
    let beside = |id| asked.case(id, "");
    Review {
        name: reviewed.student.name.clone(),
        number: matter::number(reviewed),
        state: badge(case.state, office.form, ends),
        document: matter::document(reviewed),
        acts: acts(asked, reviewed),
        waiting: waiting(case.state, case.entered_at).or_else(|| late(case.state, case.due_at)),
        stages: match case.state {
            State::Termination(state) => {
                reading::termination_stages(state, ends, office.mode, office.form, history)
            }
            state => reading::stages(state, office.mode, office.form, history),
        },
        sections: matter::sections(reviewed),
        company: matter::company(desk, reviewed),
        files: reading::attachments(&reviewed.files),
        student: Student {
            section: student(&reviewed.student),
            id_number: id_number(desk, asked, reviewed, told.id_number),
        },
        employment: panel(desk, asked, case.id, &reviewed.compared),
        given_up: reviewed.given_up.iter().map(matter::given_up).collect(),
        history: reading::with_changes(reading::events(history, office.form), &reviewed.changes),
        notified: reading::notified(&reviewed.notified),
        verdict: verdict(desk, asked, reviewed, reasons, told.posted),
        awaited: awaited(desk, reviewed),
        conflict: told.conflict,
        neighbours: Neighbours {
            list: asked.list(),
            previous: reviewed.neighbours.previous.map(beside),
            next: reviewed.neighbours.next.map(beside),
        },
    }
}

fn student(student: &roster::Student) -> Section {
    Section {
        title: "学生信息".into(),
        facts: vec![
            Fact::new("姓名", &student.name),
            Fact::new("性别", name(List::Gender, &student.gender)),
            Fact::new("民族", name(List::Ethnicity, &student.ethnicity)),
            Fact::new("政治面貌", name(List::PoliticalStatus, &student.political_status)),
            Fact::new("学号", &student.student_no),
            Fact::new("所在院系", &student.department),
            Fact::new("所在班级", &student.class_name),
            Fact::new("专业", &student.major_name),
            Fact::new("学历", name(List::EducationLevel, &student.education_level)),
            Fact::new("学制", format!("{} 年", student.study_years)),
            Fact::new("毕业时间", day(Some(student.graduates_on))),
            Fact::new("培养方式", name(List::TrainingMode, &student.training_mode)),
            Fact::new("生源所在地", region_name(&student.origin_region)),
            Fact::new("手机号码", masked(&student.mobile)),
        ],
    }
}

/// A mobile number with its middle hidden.
fn masked(mobile: &str) -> String {
    match (mobile.get(..3), mobile.get(7..)) {
        (Some(start), Some(end)) => format!("{start}****{end}"),
        _ => String::new(),
    }
}

/// The ID number's line: masked with a way to see it, or in full.
fn id_number(desk: &Desk, asked: &Asked, reviewed: &Reviewed, full: Option<String>) -> IdNumber {
    let reveal = full.is_none().then(|| asked.case(reviewed.case.id, "/id-number"));
    IdNumber {
        shown: full.unwrap_or_else(|| reviewed.student.masked_id_number()),
        reveal,
        csrf: desk.visitor.csrf.clone(),
    }
}

/// The register's word, with a way to ask again where the company is on the platform.
pub fn standing(desk: &Desk, case: CaseId, known: Option<&Standing>) -> StandingPanel {
    let at = |rest: &str| href(desk.module, case, rest);
    let again = known.map(|_| Again {
        action: at("/lookup"),
        csrf: desk.visitor.csrf.clone(),
    });
    StandingPanel {
        again,
        ..reading::standing(known, at("/standing"))
    }
}

fn verdict(
    desk: &Desk,
    asked: &Asked,
    reviewed: &Reviewed,
    reasons: &[CodedReason],
    posted: Posted,
) -> Option<Verdict> {
    let verdicts = &reviewed.verdicts;
    if !verdicts.any() {
        return None;
    }
    let case = &reviewed.case;
    let verb = case.state.verb(desk.office.form);
    let at = |rest: &str| asked.case(case.id, rest);
    Some(Verdict {
        act: verb.into(),
        step: step(case.state.in_review(), verb),
        approve: verdicts.approve.is_ok().then(|| at("/approval")),
        one_sided: verdicts.one_sided.is_ok().then(|| at("/one-sided")),
        send_back: verdicts.send_back.is_ok().then(|| at("/return")),
        reject: at("/rejection"),
        reasons: reasons
            .iter()
            .map(|reason| Choice::new(&reason.code, &reason.name))
            .collect(),
        version: case.version,
        warned: reading::warned_of(reviewed.standing.as_ref().filter(|_| desk.heeds_warnings())),
        csrf: desk.visitor.csrf.clone(),
        posted,
        cautions: cautions(desk, verdicts, &reviewed.cautions),
        differing: differing(&reviewed.compared),
    })
}

fn awaited(desk: &Desk, reviewed: &Reviewed) -> Option<Awaited> {
    let state = reviewed.case.state;
    let why = reviewed.verdicts.none_because(state, desk.visitor.reader())?;
    let verb = state.verb(desk.office.form);
    Some(Awaited {
        act: verb.into(),
        step: step(state.in_review(), verb),
        why,
    })
}

/// What a reviewer is to think of before deciding: why approving is refused, and what deserves a second look.
pub fn cautions(desk: &Desk, verdicts: &Verdicts, cautions: &[Caution]) -> Vec<String> {
    let against = verdicts
        .approve
        .err()
        .map(|refusal| refusal.message(desk.visitor.reader()));
    let cautions = cautions.iter().map(Caution::sentence);
    against.into_iter().chain(cautions).collect()
}

fn step(step: Option<Step>, verb: &str) -> String {
    match step {
        Some(Step::Department) => format!("学院{verb}"),
        Some(Step::School) => format!("学校{verb}"),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn a_mobile_number_is_shown_by_its_ends() {
        assert_eq!(masked("13800000001"), "138****0001");
        assert_eq!(masked("138"), "");
        assert_eq!(masked("一二三四五"), "");
    }
}
