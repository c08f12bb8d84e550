//! The companies that a school has marked, also those it has taken back.

use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*};
use diesel_async::RunQueryDsl;
use std::collections::HashMap;

use super::school_of;
use crate::{
    access::Account,
    codes::CreditCode,
    company::WarningReason,
    db::{
        Conn,
        schema::{accounts, companies, warnings},
        starts_with::starts_with,
        text_enum::text_enum,
    },
    ids::{AccountId, WarningId},
    paging::{Page, Turn},
};

/// Marks on a page.
const PAGE: usize = 50;

text_enum! {
    /// Which marks.
    States {
        /// 预警中.
        Standing = "standing",
        /// 已撤销.
        Withdrawn = "withdrawn",
        /// Both.
        All = "all",
    }
}

/// What a list of marks is narrowed to.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Which marks.
    pub states: States,
    /// A credit code, or the start of a name; empty: every company.
    pub company: String,
}

/// A mark on a company.
#[derive(Debug, Clone)]
pub struct Marked {
    /// The mark, the company and why.
    pub mark: Mark,
    /// Who set it, where that is known.
    pub by: Option<String>,
    /// Who took it back.
    pub withdrawn_by: Option<String>,
}

/// The row of a mark.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = warnings, check_for_backend(Pg))]
pub struct Mark {
    /// The mark.
    pub id: WarningId,
    /// 单位名称.
    #[diesel(select_expression = companies::name)]
    pub name: String,
    /// 统一社会信用代码.
    #[diesel(select_expression = companies::credit_code)]
    pub credit_code: String,
    /// Why.
    pub reason: WarningReason,
    /// The particulars.
    pub explanation: String,
    /// When it was set.
    pub marked_at: DateTime<Utc>,
    /// When it was taken back.
    pub withdrawn_at: Option<DateTime<Utc>>,
    marked_by: Option<AccountId>,
    withdrawn_by: Option<AccountId>,
}

/// A page of the school's marks, newest first; none for who marks none. Served by warnings_listed.
pub async fn list(
    mut conn: &Conn,
    by: &Account,
    wanted: &Wanted,
    turn: Turn,
) -> QueryResult<Option<Page<Marked>>> {
    let Some(school) = school_of(by) else {
        return Ok(None);
    };
    let marks = warnings::table
        .inner_join(companies::table)
        .filter(warnings::school_id.eq(school))
        .into_boxed();
    let marks = match wanted.states {
        States::Standing => marks.filter(warnings::withdrawn_at.is_null()),
        States::Withdrawn => marks.filter(warnings::withdrawn_at.is_not_null()),
        States::All => marks,
    };
    let marks = match CreditCode::parse(&wanted.company) {
        _ if wanted.company.is_empty() => marks,
        Some(code) => marks.filter(companies::credit_code.eq(code.as_str().to_owned())),
        None => marks.filter(starts_with(companies::name, &wanted.company)),
    };
    let marks = match turn {
        Turn::First => marks.order(warnings::id.desc()),
        Turn::Older(id) => marks
            .filter(warnings::id.lt(WarningId(id)))
            .order(warnings::id.desc()),
        Turn::Newer(id) => marks
            .filter(warnings::id.gt(WarningId(id)))
            .order(warnings::id.asc()),
    };
    let marks = marks.limit(PAGE as i64 + 1).select(Mark::as_select());
    let rows = named(conn, marks.load(&mut conn).await?).await?;
    Ok(Some(Page::of(rows, turn, PAGE, |marked| marked.mark.id.0)))
}

/// One mark of the school; none where the school has no such mark.
pub async fn marked(mut conn: &Conn, by: &Account, id: WarningId) -> QueryResult<Option<Marked>> {
    let Some(school) = school_of(by) else {
        return Ok(None);
    };
    let mark = warnings::table
        .inner_join(companies::table)
        .filter(warnings::id.eq(id))
        .filter(warnings::school_id.eq(school))
        .select(Mark::as_select());
    let found: Option<Mark> = mark.first(&mut conn).await.optional()?;
    Ok(named(conn, found.into_iter().collect()).await?.pop())
}

/// Says who set the marks, and who took them back.
async fn named(mut conn: &Conn, marks: Vec<Mark>) -> QueryResult<Vec<Marked>> {
    let of = |mark: &Mark| [mark.marked_by, mark.withdrawn_by];
    let ids: Vec<AccountId> = marks.iter().flat_map(of).flatten().collect();
    let names: Vec<(AccountId, String)> = accounts::table
        .filter(accounts::id.eq_any(ids))
        .select((accounts::id, accounts::name))
        .load(&mut conn)
        .await?;
    let names: HashMap<AccountId, String> = names.into_iter().collect();
    let name = |id: Option<AccountId>| id.and_then(|id| names.get(&id).cloned());
    let marked = |mark: Mark| Marked {
        by: name(mark.marked_by),
        withdrawn_by: name(mark.withdrawn_by),
        mark,
    };
    Ok(marks.into_iter().map(marked).collect())
}
