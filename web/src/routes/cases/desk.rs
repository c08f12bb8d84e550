//! An officer at a module.

use poem::{FromRequest, Request, RequestBody};
use std::sync::Arc;
use wq_core::{
    access::{Account, LevelScope, Role},
    case::{self, CodedReason, Module, queue},
    db::Conn,
    ids::CaseId,
    review::{self, Reviewed},
    settings::Office,
};

use super::asked::Asked;
use crate::{fault::Fault, parcel::refused, visitor::Visitor};

/// Who reads, at which office, in which module, and what of it. For everyone but officers the pages do not exist.
pub struct Desk {
    pub visitor: Arc<Visitor>,
    pub account: Account,
    pub office: Office,
    pub module: Module,
    query: String,
}

impl Desk {
    /// The list that the address asks for.
    pub fn asked(&self) -> Asked {
        self.as_far_as_offered(Asked::read(self.module, &self.query, self.key()))
    }

    /// The list that a case's address leads back to.
    pub fn came_from(&self) -> Asked {
        self.as_far_as_offered(Asked::of_case(self.module, &self.query, self.key()))
    }

    /// Opens a case that is decided at this moment.
    pub async fn reopen(&self, conn: &mut Conn, asked: &Asked, case: CaseId) -> Result<Reviewed, Fault> {
        match self.open(conn, asked, case).await {
            Err(Fault::NotFound) => Err(self.missing(conn, case).await),
            opened => opened,
        }
    }

    /// What is said of a case that is out of reach when somebody decides it: that its student has just taken it back, or nothing.
    pub async fn missing(&self, conn: &Conn, case: CaseId) -> Fault {
        match queue::was_taken_back(conn, &self.account.scope(), self.module, case).await {
            Ok(true) => Fault::Moved,
            Ok(false) => Fault::NotFound,
            Err(error) => error.into(),
        }
    }

    /// The key that seals searched texts.
    pub fn key(&self) -> &[u8; 32] {
        &self.visitor.app.settings.key
    }

    /// A case of the module, for who came from a list.
    pub async fn open(&self, conn: &mut Conn, asked: &Asked, case: CaseId) -> Result<Reviewed, Fault> {
        review::open(conn, &self.account, &self.office, &asked.wanted, case)
            .await?
            .ok_or(Fault::NotFound)
    }

    /// The coded reasons from which a verdict's is chosen. They hardly ever change, and are asked for again after a while.
    pub async fn reasons(&self, conn: &Conn) -> Result<Arc<[CodedReason]>, Fault> {
        let known = &self.visitor.app.reasons;
        let key = (self.office.school, self.module);
        if let Some(known) = known.get(&key) {
            return Ok(known);
        }
        let found: Arc<[CodedReason]> = case::reasons(conn, key.0, key.1).await?.into();
        known.insert(key, found.clone());
        Ok(found)
    }

    /// Does a warning of the company hold up an approval? Not that of an agreement's end: a warning is no reason to keep it.
    pub fn heeds_warnings(&self) -> bool {
        self.module != Module::Terminations
    }

    /// May the list be narrowed to a department? A department officer has only the one.
    pub fn offers_departments(&self) -> bool {
        matches!(self.account.role, Role::School { .. })
    }

    /// May the list be narrowed to a level? An officer of one level sees no other.
    pub fn offers_levels(&self) -> bool {
        match self.account.role {
            Role::School { level, .. } => level == LevelScope::All,
            _ => true,
        }
    }

    /// Leaves out the filters that this officer is not shown.
    pub fn as_far_as_offered(&self, mut asked: Asked) -> Asked {
        if !self.offers_departments() {
            asked.wanted.department = None;
        }
        if !self.offers_levels() {
            asked.wanted.level = LevelScope::All;
        }
        asked
    }
}

impl<'a> FromRequest<'a> for Desk {
    async fn from_request(request: &'a Request, body: &mut RequestBody) -> poem::Result<Self> {
        let visitor = request
            .extensions()
            .get::<Arc<Visitor>>()
            .expect("looked up before every page")
            .clone();
        let account = match visitor.officer() {
            Ok(account) => account.clone(),
            Err(fault) => return Err(refused(fault, request, body).await.into()),
        };
        let office = visitor.office()?.clone();
        let module = visitor
            .path
            .split('/')
            .nth(1)
            .and_then(Module::parse)
            .ok_or(Fault::NotFound)?;
        Ok(Self {
            account,
            office,
            module,
            query: request.uri().query().unwrap_or_default().to_owned(),
            visitor,
        })
    }
}
