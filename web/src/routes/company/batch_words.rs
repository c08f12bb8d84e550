//! A file of invitations in words.

use wq_core::agreement::{
    Invitation,
    batch::{Judged, Kept, MOST},
};

use super::{batch::LARGEST, present::BATCH};
use crate::{
    routes::wording::yuan,
    view::{
        batch::{Batch, Found, RightLine, WrongLine},
        list::Link,
    },
};

/// Right lines that are shown: enough to see that the columns are what they should be.
const SHOWN: usize = 100;

/// The page of a file. Where another was refused, what was found in the former stays out of sight, so that nobody sends it for the
/// other.
pub fn page(kept: Option<(&Kept, Vec<Judged<'_>>)>, csrf: String, error: Option<String>) -> Batch {
    Batch {
        csrf,
        action: BATCH.into(),
        limits: format!(
            "XLSX 或 CSV，不超过 {} MB，一次最多 {MOST} 行",
            LARGEST / (1024 * 1024)
        ),
        templates: vec![
            Link::new("下载模板（XLSX）", format!("{BATCH}/template.xlsx")),
            Link::new("下载模板（CSV）", format!("{BATCH}/template.csv")),
        ],
        former: (error.is_some() && kept.is_some()).then(|| Link::new("返回之前上传的表格", BATCH)),
        found: kept
            .filter(|_| error.is_none())
            .map(|(kept, judged)| found(kept, &judged)),
        error,
    }
}

fn found(kept: &Kept, judged: &[Judged<'_>]) -> Found {
    let right: Vec<RightLine> = judged.iter().filter_map(right).collect();
    let hidden = right.len().saturating_sub(SHOWN);
    Found {
        sent: (kept.sent > 0).then(|| format!("已发送 {} 份邀请，其余的没有发送。", kept.sent)),
        wrong: judged.iter().filter_map(wrong).collect(),
        right: right.into_iter().take(SHOWN).collect(),
        hidden,
        sending: format!("{BATCH}/sending"),
        version: kept.id,
        removal: format!("{BATCH}/removal"),
    }
}

fn wrong(judged: &Judged<'_>) -> Option<WrongLine> {
    let wrong = judged.invitation.as_ref().err()?;
    let sentence = |(title, sentence): &(&str, String)| {
        if title.is_empty() {
            sentence.clone()
        } else {
            format!("{title}：{sentence}")
        }
    };
    Some(WrongLine {
        number: judged.line.number,
        student: judged.line.typed.get("student_name").chars().take(50).collect(),
        wrong: wrong.iter().map(sentence).collect(),
    })
}

fn right(judged: &Judged<'_>) -> Option<RightLine> {
    let invitation: &Invitation = judged.invitation.as_ref().ok()?;
    Some(RightLine {
        number: judged.line.number,
        student: invitation.student_name.clone(),
        id_number: invitation.id_number.masked(),
        post: invitation.terms.job_title.clone(),
        pay: format!("{}/月", yuan(invitation.terms.pay)),
        days: format!("{} 天", invitation.answer_days),
    })
}
