//! The review page: what core answers, in the words of the screen.

use wq_core::{
    agreement::{Agreement, Reviewed},
    case::{Step, case_number},
    codes::{List, name, region_name},
    company::Standing,
    ids::CaseId,
    roster,
};

use super::{
    asked::{Asked, href},
    desk::Desk,
};
use crate::{
    routes::{
        agreement::document_link,
        reading,
        wording::{badge, day, waiting},
    },
    view::{
        facts::{Fact, Section},
        form::{Choice, Posted},
        review::{
            Neighbours, Review,
            company::{Again, Company, Standing as StandingPanel},
            student::{IdNumber, Student},
            verdict::{Conflict, Verdict},
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

/// The page of an agreement.
pub fn page(desk: &Desk, asked: &Asked, reviewed: &Reviewed, told: Told) -> Review {
    let Reviewed {
        agreement, office, ..
    } = reviewed;
    let case = &agreement.case;
    let terms = &agreement.terms;
    let beside = |id| asked.case(id, "");
    Review {
        name: agreement.student.name.clone(),
        number: number(agreement),
        state: badge(case.state, office.form, None),
        document: document_link(case.id, agreement.number.as_deref()),
        amend: reviewed
            .verdicts
            .amend
            .is_ok()
            .then(|| asked.case(case.id, "/amendment")),
        waiting: waiting(case.state, case.entered_at),
        stages: reading::stages(case.state, office.mode, office.form, &reviewed.history),
        sections: vec![
            Section {
                title: "协议信息".into(),
                ..reading::offered(terms)
            },
            reading::rest(terms),
        ],
        company: Some(Company {
            section: reading::company(terms),
            standing: standing(desk, case.id, reviewed.standing.as_ref()),
            warning: warning(reviewed.standing.as_ref()),
        }),
        student: Student {
            section: student(&agreement.student),
            id_number: id_number(desk, asked, agreement, told.id_number),
            differences: Vec::new(),
            refresh: None,
            csrf: desk.visitor.csrf.clone(),
        },
        reported: None,
        given_up: Vec::new(),
        history: reading::events(&reviewed.history, office.form),
        notified: reading::notified(&reviewed.notified),
        verdict: verdict(desk, asked, reviewed, told.posted),
        conflict: told.conflict,
        neighbours: Neighbours {
            list: asked.list(),
            previous: reviewed.neighbours.previous.map(beside),
            next: reviewed.neighbours.next.map(beside),
        },
    }
}

fn number(agreement: &Agreement) -> String {
    let kind = agreement.case.state.kind().label();
    let case = case_number(agreement.case.id);
    match &agreement.number {
        Some(number) => format!("{kind} {case} · 协议编号 {number}"),
        None => format!("{kind} {case}"),
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
fn id_number(desk: &Desk, asked: &Asked, agreement: &Agreement, full: Option<String>) -> IdNumber {
    let reveal = full
        .is_none()
        .then(|| asked.case(agreement.case.id, "/id-number"));
    IdNumber {
        shown: full.unwrap_or_else(|| agreement.student.masked_id_number()),
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

fn warning(known: Option<&Standing>) -> Option<String> {
    let known = known?;
    let here = known
        .warned_here
        .map(|reason| format!("本校预警：{}", reason.label()));
    let everywhere = known
        .warned_by
        .map(|schools| format!("{schools} 所高校将该单位标记为预警单位"));
    let parts: Vec<String> = here.into_iter().chain(everywhere).collect();
    (!parts.is_empty()).then(|| parts.join("；"))
}

fn verdict(desk: &Desk, asked: &Asked, reviewed: &Reviewed, posted: Posted) -> Option<Verdict> {
    let verdicts = &reviewed.verdicts;
    if !verdicts.any() {
        return None;
    }
    let case = &reviewed.agreement.case;
    let verb = case.state.verb(reviewed.office.form);
    let at = |rest: &str| asked.case(case.id, rest);
    let against = verdicts
        .approve
        .err()
        .map(|refusal| refusal.message(desk.visitor.reader()));
    let cautions = reviewed.cautions.iter().map(|caution| caution.sentence());
    Some(Verdict {
        act: verb.into(),
        step: step(case.state.in_review(), verb),
        approve: verdicts.approve.is_ok().then(|| at("/approval")),
        send_back: verdicts.send_back.is_ok().then(|| at("/return")),
        reject: at("/rejection"),
        reasons: reviewed
            .reasons
            .iter()
            .map(|reason| Choice::new(&reason.code, &reason.name))
            .collect(),
        version: case.version,
        csrf: desk.visitor.csrf.clone(),
        posted,
        cautions: against.into_iter().chain(cautions).collect(),
    })
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
