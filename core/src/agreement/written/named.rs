//! The offline agreements that name a company: its list.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    access::Scope,
    agreement::Sent,
    case::Kind,
    db::{
        Conn,
        one_of::one_of,
        schema::{agreements, cases, province_settings, schools},
    },
    ids::CaseId,
    paging::{Page, Turn},
};

/// Agreements on a page.
const PAGE: usize = 20;

/// One page of the offline agreements in reach, newest first. Served by cases_company.
pub async fn named(conn: &mut Conn, scope: &Scope, turn: Turn) -> QueryResult<Page<Sent>> {
    let form = province_settings::province
        .eq(schools::province)
        .and(province_settings::cohort.eq(cases::cohort));
    let rows = cases::table
        .inner_join(schools::table)
        .inner_join(agreements::table)
        .left_join(province_settings::table.on(form))
        .filter(scope.cases())
        .filter(one_of(cases::kind, [Kind::Offline.as_str()]))
        .select(Sent::as_select())
        .limit(PAGE as i64 + 1)
        .into_boxed();
    let rows = match turn {
        Turn::First => rows.order(cases::id.desc()),
        Turn::Older(id) => rows.filter(cases::id.lt(CaseId(id))).order(cases::id.desc()),
        Turn::Newer(id) => rows.filter(cases::id.gt(CaseId(id))).order(cases::id.asc()),
    };
    let rows = rows.load(conn).await?;
    Ok(Page::of(rows, turn, PAGE, |sent: &Sent| sent.id.0))
}
