//! A company's invitations in words.

use wq_core::{
    agreement::{ANSWER_DAYS, Group, Sent, SentOne, Wanted, draft::Origin},
    case::case_number,
    codes::{List, name, options, region_name},
    company::Company,
    ids::CaseId,
    paging::Page,
    termination,
};

use super::list::{LIST, address};
use crate::{
    routes::{
        agreement::document_link,
        reading,
        wording::{badge, due, moment},
    },
    view::{
        badge::Tone,
        confirm::Confirm,
        count::{self, Board, Count},
        facts::{Fact, Section},
        form::{Choice, Field, Posted},
        home::company::CompanyHome,
        invitation::{Invitation, InvitationForm, InvitationRow, Invitations, Purpose},
        list::{Filters, Link, Pager},
        termination::Panel,
    },
};

pub const NEW: &str = "/company/invitations/new";
/// The drafts.
pub const DRAFTS: &str = "/company/drafts";
/// The page of a file.
pub const BATCH: &str = "/company/invitations/batch";

/// The page of an invitation.
pub fn href(case: CaseId) -> String {
    format!("{LIST}/{case}")
}

pub fn home<'a>(company: Company, counts: &Counts, latest: impl Iterator<Item = &'a Sent>) -> CompanyHome {
    CompanyHome {
        name: company.name,
        credit_code: company.credit_code,
        invite: Some(NEW.into()),
        warning: None,
        board: board(counts),
        latest: latest.map(row).collect(),
        all: LIST.into(),
    }
}

/// How many invitations and terminations stand where.
pub struct Counts {
    pub invitations: Vec<(Group, i64)>,
    pub terminations: Vec<(termination::Group, i64)>,
}

pub fn board(counts: &Counts) -> Board {
    let counted = |&(group, number): &(Group, i64)| {
        Count::new(
            tone(group),
            group.label(),
            number.unsigned_abs(),
            address(Some(group), None, None),
        )
    };
    Board {
        stream: Some("/live"),
        source: "/company/board".into(),
        groups: vec![
            count::Group {
                title: "签约邀请".into(),
                counts: counts.invitations.iter().map(counted).collect(),
            },
            count::Group {
                title: "解约".into(),
                counts: counts.terminations.iter().map(ended).collect(),
            },
        ],
    }
}

/// The terminations that are under way, by group.
fn ended(&(group, number): &(termination::Group, i64)) -> Count {
    let tone = match group {
        termination::Group::ToAnswer => Tone::Wait,
        termination::Group::Asked | termination::Group::Review => Tone::Info,
    };
    let opens = format!("/company/terminations?state={}", group.as_str());
    Count::new(tone, group.label(), number.unsigned_abs(), opens)
}

fn tone(group: Group) -> Tone {
    match group {
        Group::Waiting => Tone::Info,
        Group::Review => Tone::Wait,
        Group::Signed => Tone::Ok,
        Group::Unsigned | Group::Terminated => Tone::Quiet,
    }
}

pub fn list(
    wanted: &Wanted,
    find: Option<&str>,
    (total, drafts): (i64, i64),
    page: &Page<Sent>,
    csrf: String,
) -> Invitations {
    let choices = Group::ALL
        .iter()
        .map(|group| Choice::new(group.as_str(), group.label()))
        .collect();
    let turn = |side, id: Option<i64>| id.map(|id| address(wanted.group, find, Some((side, id))));
    let search = Field::search("q", "学生姓名").value(&wanted.search);
    Invitations {
        filters: Filters {
            action: format!("{LIST}/filter"),
            csrf,
            list: LIST.into(),
            fields: vec![
                Field::select("state", "签约状态", Some("全部"), choices)
                    .value(wanted.group.map_or("", Group::as_str)),
                // What browsers remember of former searches is somebody's name.
                Field {
                    autocomplete: Some("off"),
                    max_length: Some(50),
                    ..search
                },
            ],
        },
        count: format!("共 {total} 份"),
        rows: page.rows.iter().map(row).collect(),
        pager: Pager {
            previous: turn("newer", page.newer),
            next: turn("older", page.older),
            place: String::new(),
        },
        invite: Some(NEW.into()),
        ways: vec![
            Link::new(format!("草稿（{drafts}）"), DRAFTS),
            Link::new("批量邀请", BATCH),
        ],
    }
}

fn row(sent: &Sent) -> InvitationRow {
    InvitationRow {
        href: href(sent.id),
        student: sent.student.clone(),
        school: sent.school.clone(),
        post: sent.job_title.clone(),
        state: badge(sent.state, sent.form(), None),
        sent: moment(sent.created_at),
        due: match sent.due_at.filter(|_| sent.is_waiting()) {
            Some(at) => due(at).label,
            None => format!("{} 更新", moment(sent.entered_at)),
        },
    }
}

/// What the form of an invitation is for that is still written.
pub fn writing(origin: &Origin) -> Purpose {
    let (save, written_on) = match origin {
        Origin::Blank(key) => (DRAFTS.to_owned(), vec![("key", key.as_str().to_owned())]),
        Origin::Draft(id, version) => (
            format!("{DRAFTS}/{id}"),
            vec![("draft", id.to_string()), ("version", version.to_string())],
        ),
    };
    Purpose::Write {
        save,
        written_on,
        answer_days: ANSWER_DAYS.to_string(),
    }
}

/// The form of an invitation.
pub fn form(
    company: &Company,
    cohort: i32,
    csrf: String,
    posted: Posted,
    purpose: Purpose,
) -> InvitationForm {
    InvitationForm {
        csrf,
        action: LIST.into(),
        back: LIST.into(),
        company: vec![
            Fact::new("单位名称", &company.name),
            Fact::new("统一社会信用代码", &company.credit_code),
            Fact::new("单位性质", name(List::UnitNature, &company.nature)),
            Fact::new("单位行业", name(List::UnitIndustry, &company.industry)),
            Fact::new(
                "单位地址",
                format!("{}{}", region_name(&company.region), company.address),
            ),
            Fact::new("联系人", &company.contact),
            Fact::new("联系电话", &company.telephone),
        ],
        company_edit: None,
        job_categories: options(List::JobCategory, cohort)
            .map(|code| Choice::new(&code.code, &code.name))
            .collect(),
        regions: "/regions".into(),
        posted,
        purpose,
    }
}

/// The form of an invitation that waits for its answer.
pub fn revision(
    one: &SentOne,
    company: &Company,
    csrf: String,
    posted: Posted,
    version: i32,
) -> InvitationForm {
    let due = one.case.due_at.map(crate::routes::wording::last_minute);
    let purpose = Purpose::Edit {
        version,
        student: vec![
            Fact::new("学生姓名", &one.student),
            Fact::new("身份证号", &one.id_number),
            Fact::new("院校", &one.office.name),
            Fact::new("现在的答复期限", due.unwrap_or_default()),
        ],
    };
    InvitationForm {
        action: format!("{}/revision", href(one.case.id)),
        back: href(one.case.id),
        ..form(company, one.case.cohort, csrf, posted, purpose)
    }
}

pub fn one(one: &SentOne, termination: Option<Panel>) -> Invitation {
    let form = one.office.form;
    let state = one.case.state;
    let student = Section {
        title: "邀请对象".into(),
        facts: vec![
            Fact::new("学生姓名", &one.student),
            Fact::new("身份证号", &one.id_number),
            Fact::new("院校", &one.office.name),
            Fact::new(
                "答复期限",
                one.case
                    .due_at
                    .map(crate::routes::wording::last_minute)
                    .unwrap_or_default(),
            ),
            Fact::new("协议编号", one.number.clone().unwrap_or_default()),
        ],
    };
    let act = |word: &str, verb: &str| Link::new(word, format!("{}/{verb}", href(one.case.id)));
    let edit = one.may_edit.then(|| act("修改", "revision"));
    let withdraw = one.may_withdraw.then(|| act("撤回", "withdrawal"));
    Invitation {
        student: one.student.clone(),
        number: case_number(one.case.id),
        state: badge(state, form, None),
        document: document_link(one.case.id, one.number.as_deref()),
        stages: reading::stages(state, one.office.mode, form, &one.history),
        sections: vec![
            student,
            reading::offered(&one.terms),
            reading::rest(&one.terms),
            reading::company(&one.terms),
        ],
        acts: edit.into_iter().chain(withdraw).collect(),
        termination,
        history: reading::events(&one.history, form),
    }
}

pub fn withdrawal(one: &SentOne, csrf: String) -> Confirm {
    Confirm {
        title: format!("撤回发给{}的邀请？", one.student),
        consequences: vec![
            "撤回后，毕业生不能再答复这份邀请。".into(),
            "撤回不能恢复；如仍要签约，请重新发起邀请。".into(),
        ],
        action: format!("{}/withdrawal", href(one.case.id)),
        csrf,
        version: Some(one.case.version.into()),
        button: "撤回".into(),
        grave: true,
        back: Link::new("返回", href(one.case.id)),
        ..Confirm::default()
    }
}
