//! What the lists of students share: who reads them, the filters and the pager around the rows.

use poem::Response;
use wq_core::{
    access::Account,
    paging::Turn,
    roster::{Find, Found},
};

use super::asked::{Asked, Query};
use crate::{
    fault::Fault,
    response::to,
    routes::departments::departments,
    submission::Submission,
    view::students::Students,
    visitor::{Connection, Visitor},
};

/// A list that an officer asks for.
pub struct Reading<'a> {
    visitor: &'a Visitor,
    asked: Asked,
    /// Who reads it.
    pub account: &'a Account,
    /// The cohort of their office.
    pub cohort: i32,
    /// What the rows are read on.
    pub conn: Connection<'a>,
}

impl<'a> Reading<'a> {
    /// The list at `path`, as its address asks for it.
    pub async fn of(visitor: &'a Visitor, path: &'static str, query: &Query) -> Result<Self, Fault> {
        Ok(Self {
            visitor,
            asked: Asked::read(path, query, &visitor.app.settings.key),
            account: visitor.officer()?,
            cohort: visitor.office()?.cohort,
            conn: visitor.conn().await?,
        })
    }

    /// What it is narrowed to.
    pub fn find(&self) -> Find {
        self.asked.find()
    }

    /// The page of it.
    pub fn turn(&self) -> Turn {
        self.asked.turn
    }

    /// The list with what was found.
    pub async fn drawn<T, R>(self, found: &Found<T>, row: fn(&T) -> R) -> Result<Students<R>, Fault> {
        let departments = departments(self.visitor, self.account, &self.conn, self.cohort).await?;
        Ok(Students {
            filters: self.asked.filters(self.visitor, self.account, &departments),
            count: format!("共 {} 人", found.total),
            pager: self.asked.pager(found, &self.visitor.app.settings.key),
            rows: found.page.rows.iter().map(row).collect(),
        })
    }
}

/// What was typed into the filters of the list at `path` becomes the address of a list.
pub fn filtered(visitor: &Visitor, path: &'static str, form: &Submission) -> Result<Response, Fault> {
    visitor.officer()?;
    let asked = Asked::typed(path, form);
    Ok(to(&asked.href(Turn::First, &visitor.app.settings.key)))
}
