//! What only a kind of case has, in the words of its review page: its details, its company, its document.

use wq_core::{
    case::{CaseRow, Initiator, case_number},
    codes::{List, name, region_name},
    company::Standing,
    review::{Contract, Destination, Ending, GivenUp, Matter, Means, Reviewed},
    termination::Cause,
};

use super::{desk::Desk, page};
use crate::{
    routes::{
        agreement::document_link,
        reading,
        wording::{day, moment, yuan},
    },
    view::{
        facts::{Fact, Section},
        review::company::Company,
    },
};

/// 协议信息, 去向信息 or 解约信息, and whatever else the kind has.
pub fn sections(reviewed: &Reviewed) -> Vec<Section> {
    match &reviewed.matter {
        Matter::Agreement(contract) => agreement("协议信息", contract).into(),
        Matter::Destination(destination) => vec![of_destination(destination)],
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
        Matter::Destination(destination) => employer(destination)?,
    };
    let standing = reviewed.standing.as_ref();
    Some(Company {
        section,
        standing: page::standing(desk, reviewed.case.id, standing),
        warning: warning(standing),
        licence: reviewed
            .licence
            .as_ref()
            .and(reviewed.case.company_id)
            .map(licence_href),
    })
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
pub fn document(reviewed: &Reviewed) -> Option<String> {
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
        Fact::new("毕业生已发起次数", asked.asks.to_string()),
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

/// The fields that the type asks for; what it does not ask for is not shown. The company has a section of its own.
pub fn of_destination(destination: &Destination) -> Section {
    let coded = |list: List| move |code: &String| name(list, code).to_owned();
    let asked = [
        (
            "职位类别",
            destination.job_category.as_ref().map(coded(List::JobCategory)),
        ),
        ("职位名称", destination.job_title.clone()),
        (
            "薪酬",
            destination.pay.map(|pay| format!("{}/月（税前）", yuan(pay))),
        ),
        ("国家地区", destination.country.clone()),
        ("院校", destination.institution.clone()),
        ("院校外文名", destination.institution_foreign.clone()),
        ("专业", destination.major.clone()),
        (
            "学历",
            destination
                .education_level
                .as_ref()
                .map(coded(List::EducationLevel)),
        ),
        ("项目或类型", destination.programme.clone()),
        (
            "所在地",
            destination
                .region
                .as_deref()
                .filter(|_| destination.company_name.is_none())
                .map(|code| region_name(code).to_owned()),
        ),
        ("原因", destination.reason.clone()),
    ];
    let asked = asked
        .into_iter()
        .filter_map(|(label, value)| Some(Fact::new(label, value?)));
    Section {
        title: "去向信息".into(),
        facts: [
            Fact::new("毕业去向类别", name(List::Destination, &destination.category)),
            Fact::new("登记日期", day(Some(destination.registered_on))),
        ]
        .into_iter()
        .chain(asked)
        .collect(),
    }
}

/// A destination that the student gave up, in full.
pub fn given_up(given_up: &GivenUp) -> Section {
    let registered = of_destination(&given_up.destination);
    let employer = employer(&given_up.destination).map(|section| section.facts);
    Section {
        title: "曾作废的去向".into(),
        facts: std::iter::once(Fact::new("作废时间", moment(given_up.at)))
            .chain(registered.facts)
            .chain(employer.into_iter().flatten())
            .collect(),
    }
}

/// 单位信息 of a destination; none where its type has no company.
pub fn employer(destination: &Destination) -> Option<Section> {
    let company = destination.company_name.as_ref()?;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let coded = |list: List, code: &Option<String>| {
        code.as_ref()
            .map(|code| name(list, code).to_owned())
            .unwrap_or_default()
    };
    let region = destination.region.as_deref().map(region_name).unwrap_or_default();
    Some(Section {
        title: "单位信息".into(),
        facts: vec![
            Fact::new("单位名称", company),
            Fact::new("统一社会信用代码", text(&destination.credit_code)),
            Fact::new("单位性质", coded(List::UnitNature, &destination.nature)),
            Fact::new("单位行业", coded(List::UnitIndustry, &destination.industry)),
            Fact::new("单位所在地", region),
            Fact::new("单位地址", text(&destination.address)),
            Fact::new("联系人", text(&destination.contact)),
            Fact::new("联系电话", text(&destination.telephone)),
        ],
    })
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
