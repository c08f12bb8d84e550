//! What the employment system holds of the student: the panel alone while its answer is awaited, asking again, and
//! 获取最新学生信息.

use chrono::Utc;
use maud::html;
use poem::{Response, handler, web::Path};
use wq_core::{
    case::{ActError, queue},
    codes::{List, name, region_name},
    employment::{Record, Taken, take_over},
    ids::CaseId,
    review::{Compared, about_student, ask_about_student},
    sync::Destination,
};

use super::{
    asked::{Asked, href},
    desk::Desk,
};
use crate::{
    fault::Fault,
    response::{Flash, part, to},
    routes::wording::moment,
    submission::Submission,
    view::{
        facts::Fact,
        review::{
            company::Again,
            employment::{Difference, Employment, Held, Known, employment as view},
            verdict::differing_late,
        },
    },
};

/// `GET /{module}/{id}/employment`: asked for again and again.
#[handler]
pub async fn employment(desk: Desk, Path(id): Path<i64>) -> Result<Response, Fault> {
    let asked = desk.came_from();
    let conn = desk.visitor.conn().await?;
    let compared = about_student(&conn, &desk.account, desk.module, CaseId(id))
        .await?
        .ok_or(Fault::NotFound)?;
    Ok(panel_alone(&desk, &asked, CaseId(id), &compared))
}

/// `POST /{module}/{id}/employment`: asks the employment system again.
#[handler]
pub async fn ask(desk: Desk, Path(id): Path<i64>, _form: Submission) -> Result<Response, Fault> {
    let (asked, case) = (desk.came_from(), CaseId(id));
    let mut conn = desk.visitor.conn().await?;
    let compared = ask_about_student(&mut conn, &desk.account, desk.module, case)
        .await?
        .ok_or(Fault::NotFound)?;
    if desk.visitor.partial {
        return Ok(panel_alone(&desk, &asked, case, &compared));
    }
    desk.visitor.say(Flash::Asking);
    Ok(to(&asked.case(case, "")))
}

/// `POST /{module}/{id}/student`: 获取最新学生信息. A student who went to another department is no longer this officer's to see.
#[handler]
pub async fn refresh(desk: Desk, Path(id): Path<i64>, _form: Submission) -> Result<Response, Fault> {
    let (asked, case) = (desk.came_from(), CaseId(id));
    let mut conn = desk.visitor.conn().await?;
    let scope = desk.account.scope();
    let reached = async |conn: &_| queue::place(conn, &scope, desk.module, case).await;
    reached(&conn).await?.ok_or(Fault::NotFound)?;
    desk.visitor
        .say(match take_over(&mut conn, &desk.account, case).await {
            Ok(Taken::Over(_)) => Flash::TakenOver,
            Ok(Taken::Nothing) => Flash::NothingToTakeOver,
            Ok(Taken::Unknown) => Flash::NotHeard,
            // Decided meanwhile: the page says by whom.
            Err(ActError::Moved) => Flash::DecidedMeanwhile,
            Err(error) => return Err(error.into()),
        });
    Ok(to(&match reached(&conn).await? {
        Some(_) => asked.case(case, ""),
        None => asked.list(),
    }))
}

/// The panel of a case.
pub fn panel(desk: &Desk, asked: &Asked, case: CaseId, compared: &Compared) -> Employment {
    let record = compared.record.as_ref();
    Employment {
        known: known(asked, case, compared),
        asked: record.and_then(when),
        outdated: record.is_some_and(is_outdated),
        source: href(desk.module, case, "/employment"),
        again: Again {
            action: asked.case(case, "/employment"),
            csrf: desk.visitor.csrf.clone(),
        },
    }
}

/// When it answered; and that the answer is an old one, where none could be had since.
fn when(record: &Record) -> Option<String> {
    let at = moment(record.fetched_at?);
    Some(if is_outdated(record) {
        format!("上次获取于 {at}")
    } else {
        format!("{at} 获取")
    })
}

/// It answered once, and not when it was last asked.
fn is_outdated(record: &Record) -> bool {
    record
        .fetched_at
        .is_some_and(|at| at < record.asked_at && !record.is_awaited(Utc::now()))
}

fn known(asked: &Asked, case: CaseId, compared: &Compared) -> Known {
    let Some(record) = &compared.record else {
        return Known::NeverAsked;
    };
    if record.is_awaited(Utc::now()) {
        return Known::Asking;
    }
    if record.fetched_at.is_none() {
        return Known::Unavailable;
    }
    let Some(theirs) = compared.theirs() else {
        return Known::NoSuchStudent;
    };
    let differences: Vec<Difference> = compared
        .differences(&theirs)
        .into_iter()
        .map(|difference| Difference {
            label: difference.field.label().into(),
            ours: compared.ours.shown(difference.field),
            theirs: theirs.shown(difference.field),
            can_be_taken: difference.can_be_taken_over,
        })
        .collect();
    let can = differences.iter().any(|difference| difference.can_be_taken);
    Known::Held(Held {
        take_over: (can && compared.may_take_over).then(|| asked.case(case, "/student")),
        reported: record.destination().as_ref().map(reported).unwrap_or_default(),
        differences,
    })
}

/// The panel alone, and beside it what a verdict is to heed of it, where the reader has one to give.
fn panel_alone(desk: &Desk, asked: &Asked, case: CaseId, compared: &Compared) -> Response {
    let heeded = compared
        .may_take_over
        .then(|| differing_late(&cautions(compared)));
    part(html! { (view(&panel(desk, asked, case, compared))) @if let Some(heeded) = heeded { (heeded) } })
}

/// What of the two systems' differences a reviewer is to think of before deciding (rule 8.5).
pub fn cautions(compared: &Compared) -> Vec<String> {
    let Some(theirs) = compared.theirs() else {
        return Vec::new();
    };
    let differences = compared.differences(&theirs);
    let named = |can_be_taken: bool| {
        let labels: Vec<&str> = differences
            .iter()
            .filter(|difference| difference.can_be_taken_over == can_be_taken)
            .map(|difference| difference.field.label())
            .collect();
        (!labels.is_empty()).then(|| labels.join("、"))
    };
    let lasting =
        named(false).map(|labels| format!("{labels}与就业管理系统不一致，且无法在此同步，应审核不通过"));
    let open = named(true).map(|labels| format!("{labels}与就业管理系统不一致，请先获取最新学生信息"));
    lasting.into_iter().chain(open).collect()
}

/// 已报送去向, with the employment system's own words for the category.
fn reported(held: &Destination) -> Vec<Fact> {
    let mut facts = vec![
        Fact::new("毕业去向类别", &held.category_name),
        Fact::new("签约/登记时间", moment(held.registered_at)),
    ];
    if let Some(company) = &held.company {
        let region = company.region.as_deref().map(region_name).unwrap_or_default();
        facts.extend([
            Fact::new("单位名称", &company.name),
            Fact::new(
                "统一社会信用代码",
                company.credit_code.clone().unwrap_or_default(),
            ),
            Fact::new("单位所在地", region),
        ]);
    }
    let category = held.job_category.as_deref();
    facts.extend(category.map(|code| Fact::new("职位类别", name(List::JobCategory, code))));
    facts.extend(
        held.agreement_number
            .as_ref()
            .map(|number| Fact::new("协议编号", number)),
    );
    facts
}
