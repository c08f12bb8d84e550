//! How a company stands, in words.

use chrono::Utc;
use wq_core::company::{Register, Standing, Verdict};

use crate::{
    routes::wording::moment,
    view::review::company::{self as view, Known},
};

/// The register's word; none of a company that is not on the platform. `source` is the address of this panel alone.
pub fn standing(known: Option<&Standing>, source: String) -> view::Standing {
    let register = known.and_then(|standing| standing.register.as_ref());
    view::Standing {
        known: known.map_or(Known::Unregistered, |_| {
            register.map_or(Known::Unavailable, of_register)
        }),
        asked: register.and_then(asked),
        source,
        again: None,
    }
}

/// When the register answered; and what, where it does not answer any more.
fn asked(register: &Register) -> Option<String> {
    let at = moment(register.fetched_at?);
    Some(match register.failure {
        Some(_) => format!("上次查询于 {at}：{}", register.status_text),
        None => format!("{at} 查询"),
    })
}

fn of_register(register: &Register) -> Known {
    if register.is_awaited(Utc::now()) {
        return Known::Asking;
    }
    if register.failure.is_some() {
        return Known::Unavailable;
    }
    let flags = [
        (register.abnormal, "列入经营异常名录"),
        (register.seriously_illegal, "列入严重违法失信名单"),
    ];
    let words = std::iter::once(register.status_text.as_str())
        .chain(flags.into_iter().filter(|(set, _)| *set).map(|(_, words)| words))
        .collect::<Vec<_>>()
        .join("，");
    match register.verdict {
        Verdict::Ok => Known::Good(words),
        Verdict::Warn => Known::Doubtful(words),
        Verdict::No => Known::Bad(words),
        Verdict::Unknown if register.fetched_at.is_some() => Known::Unclear(words),
        Verdict::Unknown => Known::Unavailable,
    }
}

/// What a student is told of a company that schools warn of.
pub fn warning(known: Option<&Standing>) -> Option<String> {
    let known = known?;
    let by = match (&known.warned_here, known.warned_by) {
        (Some(reason), _) => format!("本校已将该单位列为预警单位：{}。", reason.label()),
        (None, Some(schools)) => format!("已有 {schools} 所学校将该单位列为预警单位。"),
        (None, None) => return None,
    };
    Some(format!("{by}请谨慎签约，可先联系本校就业部门。"))
}

/// The credit code of the company that a page warns of.
pub fn warned_of(known: Option<&Standing>) -> Option<String> {
    known.and_then(Standing::warned_of).map(str::to_owned)
}

/// What is said where the page did not say so yet: the warning came after it was drawn, or the company was typed in only then.
/// `button` is what goes on all the same.
pub fn warned_meanwhile(button: &str) -> String {
    format!("该用人单位为预警单位，请核实；确认无误再次点击“{button}”")
}
