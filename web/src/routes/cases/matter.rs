//! What only a kind of case has, in the words of its review page: its details, its company, its document.

use wq_core::{
    case::{CaseRow, Initiator, case_number},
    company::Standing,
    review::{Contract, Ending, GivenUp, Matter, Means, Reviewed},
    termination::Cause,
};

use super::{desk::Desk, page};
use crate::{
    routes::{
        agreement::document_link,
        licence_href, reading,
        wording::{day, moment},
    },
    view::{
        document::Document,
        facts::{Fact, Section},
        review::company::{Company, Known},
    },
};

/// 协议信息, 去向信息 or 解约信息, and whatever else the kind has.
pub fn sections(reviewed: &Reviewed) -> Vec<Section> {
    match &reviewed.matter {
        Matter::Agreement(contract) => agreement("协议信息", contract).into(),
        Matter::Destination(details) => reading::apart(details).0,
        Matter::Termination(ending) => [termination(&reviewed.case, ending)]
            .into_iter()
            .chain(agreement("原协议信息", &ending.contract))
            .collect(),
    }
}

/// The company, where the kind names one.
pub fn company(desk: &Desk, reviewed: &Reviewed) -> Option<Company> {
    let section = match &reviewed.matter {
        Matter::Agreement(contract) => reading::company(&contract.terms),
        Matter::Termination(ending) => reading::company(&ending.contract.terms),
        Matter::Destination(details) => reading::apart(details).1?,
    };
    let standing = reviewed.standing.as_ref();
    let mut panel = page::standing(desk, reviewed.case.id, standing);
    if is_codeless(reviewed) {
        panel.known = Known::Codeless;
    }
    Some(Company {
        section,
        standing: panel,
        warning: warning(standing),
        licence: reviewed
            .case
            .company_id
            .filter(|_| standing.is_some_and(|standing| standing.has_licence))
            .map(licence_href),
    })
}

/// Every agreement has the credit code of its company, and not every destination.
fn is_codeless(reviewed: &Reviewed) -> bool {
    match reviewed.matter {
        Matter::Destination(_) => reviewed.case.employer_code.is_none(),
        Matter::Agreement(_) | Matter::Termination(_) => false,
    }
}

/// Kind and number: `线上签约 2027-000123 · 协议编号 …`.
pub fn number(reviewed: &Reviewed) -> String {
    let case = &reviewed.case;
    let known = format!("{} {}", case.state.kind().label(), case_number(case.id));
    match reviewed
        .matter
        .contract()
        .and_then(|contract| contract.number.as_ref())
    {
        Some(number) => format!("{known} · 协议编号 {number}"),
        None => known,
    }
}

/// The way to the document of the agreement that the case is.
pub fn document(reviewed: &Reviewed) -> Option<Document> {
    match &reviewed.matter {
        Matter::Agreement(contract) => document_link(reviewed.case.id, contract.number.as_deref()),
        Matter::Destination(_) | Matter::Termination(_) => None,
    }
}

fn agreement(title: &str, contract: &Contract) -> [Section; 2] {
    let mut offered = Section {
        title: title.into(),
        ..reading::offered(&contract.terms)
    };
    if contract.signed_on.is_some() {
        offered.facts.push(Fact::new("签约日期", day(contract.signed_on)));
    }
    [offered, reading::rest(&contract.terms)]
}

fn termination(case: &CaseRow, ending: &Ending) -> Section {
    let asked = &ending.asked;
    let by = match case.initiator {
        Initiator::Student => "毕业生",
        Initiator::Company => "用人单位",
        Initiator::School => "学校",
    };
    let means = match asked.means {
        Means::Agreed => None,
        Means::Forced => Some("强制解约"),
        Means::OneSided => Some("学生单方面解约"),
    };
    let mut facts = vec![
        Fact::new("解约发起方", by),
        Fact::new("原协议类型", ending.ended.kind().label()),
        Fact::new("毕业生已发起次数", ending.asks.to_string()),
    ];
    facts.extend(means.map(|means| Fact::new("解约方式", means)));
    facts.extend(asked.ended_on.map(|on| Fact::new("解约日期", day(Some(on)))));
    facts.push(Fact::new("解约原因", Cause::word(&asked.reason_code)));
    facts.push(Fact::wide("具体说明", &asked.reason_text));
    facts.extend(
        asked
            .explanation
            .as_ref()
            .map(|words| Fact::wide("情况说明", words)),
    );
    Section {
        title: "解约信息".into(),
        facts,
    }
}

/// A destination that the student gave up, in full.
pub fn given_up(given_up: &GivenUp) -> Section {
    let registered = reading::registered(&given_up.details).into_iter();
    Section {
        title: "曾作废的去向".into(),
        facts: std::iter::once(Fact::new("作废时间", moment(given_up.at)))
            .chain(registered.flat_map(|section| section.facts))
            .collect(),
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
