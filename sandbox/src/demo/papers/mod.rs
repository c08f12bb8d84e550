//! The papers that people of the demonstration have handed in: drawn here, and taken in as every upload is.
//!
//! One photograph serves all cases that ask for its like, so that a first start draws a handful, however many cases there are.

mod draw;
mod ink;

use std::io::Write;

use anyhow::{Context, anyhow};
use chrono::{DateTime, Utc};
use diesel::{ExpressionMethods, QueryDsl, delete};
use diesel_async::RunQueryDsl;
use serde::Serialize;
use wq_core::{
    case::Kind,
    db::{Conn, schema::uploads},
    destination::Type,
    files::{Arrived, Files, Holder, Purpose, hold, inspect},
};

use super::{
    accounts::of_student,
    companies::Company,
    insert::Row,
    play::Details,
    roads::Step,
    tell::{Person, Teller},
};
use draw::{Paper, photograph, scanned};

/// Companies that show their 营业执照: `company-01` and those after it.
const LICENSED: usize = 3;

const AGREEMENT: Paper<'static> = Paper {
    title: "普通高等学校毕业生就业协议书",
    lines: &[
        "甲方（用人单位）、乙方（毕业生）以登记信息为准。",
        "一、甲方如实介绍单位情况，同意录用乙方。",
        "二、乙方如实介绍自己的情况，同意到甲方就业。",
        "三、岗位、地点、薪酬和期限以登记信息为准。",
        "四、双方协商一致，可以解除本协议。",
    ],
    stamp: None,
};

const SIGNATURES: Paper<'static> = Paper {
    title: "签章页",
    lines: &[
        "甲方（盖章）：见右下",
        "经办人（签字）：王示例",
        "",
        "乙方（签字）：李示例",
        "",
        "本页与前页为同一份就业协议书。",
    ],
    stamp: Some("用人单位"),
};

const MATERIAL: Paper<'static> = Paper {
    title: "解除就业协议函",
    lines: &[
        "经双方协商一致，同意解除就业协议书，",
        "双方不再因该协议互负义务。",
        "",
        "特此函告贵校，请予办理。",
    ],
    stamp: Some("用人单位"),
};

const ADMISSION: &str = "录取通知书";
const CONTRACT: &str = "劳动合同";
const STATEMENT: &str = "证明材料";
const PROOFS: [&str; 3] = [ADMISSION, CONTRACT, STATEMENT];

/// What is written on every proof, under the title of what it is.
const PROOF: [&str; 4] = [
    "毕业生姓名、学校和专业以登记信息为准。",
    "单位或院校名称、日期以登记信息为准。",
    "",
    "情况属实，特此证明。",
];

/// A paper that the product has taken in.
struct Kept {
    hash: String,
    name: String,
}

/// The papers, as cases ask for them.
pub(super) struct Papers {
    agreement: Vec<Kept>,
    material: Vec<Kept>,
    /// By their titles.
    proofs: Vec<(&'static str, Kept)>,
}

/// A file of a case, as its row is written.
#[derive(Serialize)]
pub(super) struct Attachment {
    case_id: i64,
    hash: String,
    name: String,
    purpose: &'static str,
    uploaded_by: i64,
    uploaded_at: DateTime<Utc>,
}

impl Row for Attachment {
    const TABLE: &'static str = "case_files";
}

impl Papers {
    /// Draws and keeps them, and shows the 营业执照 of some companies. What a load that failed has left in the store is
    /// there to be found by the next: the same papers are the same bytes.
    pub(super) async fn keep(
        conn: &mut Conn,
        files: &Files,
        companies: &mut [Company],
    ) -> anyhow::Result<Self> {
        let first = picture(conn, files, "就业协议书第1页", &AGREEMENT).await?;
        let second = picture(conn, files, "就业协议书签章页", &SIGNATURES).await?;
        let material = scanned(&MATERIAL)?;
        let material = take_in(conn, files, "解除就业协议函.pdf", &material).await?;
        let mut proofs = Vec::new();
        for title in PROOFS {
            let paper = Paper {
                title,
                lines: &PROOF,
                stamp: Some("出具单位"),
            };
            proofs.push((title, picture(conn, files, title, &paper).await?));
        }
        for company in companies.iter_mut().take(LICENSED) {
            let Kept { hash, name } = licence(conn, files, company).await?;
            (company.licence, company.licence_name) = (Some(hash), Some(name));
        }
        Ok(Self {
            agreement: vec![first, second],
            material: vec![material],
            proofs,
        })
    }

    /// What a student hands in with a step of a case.
    fn of(&self, step: &Step, details: &Details) -> Option<(Purpose, &[Kept])> {
        match (step.from.kind(), step.command, details) {
            (Kind::Paper, "submit", _) => Some((Purpose::Agreement, &self.agreement)),
            (Kind::Offline, "upload_stamped_copy", _) => Some((Purpose::StampedCopy, &self.agreement)),
            (Kind::Termination, "submit", _) => Some((Purpose::Material, &self.material)),
            (Kind::Destination, "submit", Details::Destination(registered)) => {
                let title = proof(Type::parse(registered.kind)?)?;
                let (_, kept) = self.proofs.iter().find(|(known, _)| *known == title)?;
                Some((Purpose::Proof, std::slice::from_ref(kept)))
            }
            _ => None,
        }
    }
}

/// What proves a type of destination: the likest of what is drawn; none where it needs no proof.
fn proof(kind: Type) -> Option<&'static str> {
    let asked = kind.description().proof;
    let like = |word: &str| asked.iter().any(|one| one.contains(word));
    match asked {
        [] => None,
        _ if like("录取") => Some(ADMISSION),
        _ if like("合同") => Some(CONTRACT),
        _ => Some(STATEMENT),
    }
}

async fn licence(conn: &mut Conn, files: &Files, company: &Company) -> anyhow::Result<Kept> {
    let lines = [
        format!("统一社会信用代码：{}", company.credit_code),
        format!("名称：{}", company.name),
        format!("住所：{}", company.address),
        "经营范围：以登记机关核定的为准。".to_owned(),
    ];
    let paper = Paper {
        title: "营业执照",
        lines: &lines.each_ref().map(String::as_str),
        stamp: Some("登记机关"),
    };
    picture(conn, files, "营业执照", &paper).await
}

async fn picture(conn: &mut Conn, files: &Files, name: &str, paper: &Paper<'_>) -> anyhow::Result<Kept> {
    take_in(conn, files, &format!("{name}.png"), &photograph(paper)?).await
}

/// As an upload of a form that is handed in at once.
async fn take_in(conn: &mut Conn, files: &Files, name: &str, content: &[u8]) -> anyhow::Result<Kept> {
    let mut file = tempfile::tempfile().context("a paper of the demonstration")?;
    file.write_all(content)?;
    let arrived = Arrived {
        name: name.to_owned(),
        size: content.len() as u64,
        content: file,
    };
    let fit = inspect(arrived).await?;
    let fit = fit.map_err(|unfit| anyhow!("a paper of the demonstration: {name} {unfit}"))?;
    let ticket = hold(conn, files, Holder::Stranger, fit).await?;
    let (hash, name) = delete(uploads::table.filter(uploads::ticket.eq(&ticket)))
        .returning((uploads::hash, uploads::name))
        .get_result(conn)
        .await?;
    Ok(Kept { hash, name })
}

impl Teller<'_> {
    /// The files that a student hands in with a step. What comes back once more keeps those that it has.
    pub(super) fn hand_in(&mut self, person: &Person, place: usize, step: &Step, at: DateTime<Utc>) {
        let playing = &person.cases[place];
        let case_id = playing.case.id;
        let has = self.sheet.attachments.last();
        if has.is_some_and(|last| last.case_id == case_id) {
            return;
        }
        let Some((purpose, papers)) = self.papers.of(step, &playing.details) else {
            return;
        };
        let uploaded_by = of_student(person.student.id);
        let attachments = papers.iter().map(|paper| Attachment {
            case_id,
            hash: paper.hash.clone(),
            name: paper.name.clone(),
            purpose: purpose.as_str(),
            uploaded_by,
            uploaded_at: at,
        });
        self.sheet.attachments.extend(attachments);
    }
}
