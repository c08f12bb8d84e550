//! A case in every state, and those who see it.

use std::collections::BTreeMap;

use chrono::{TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use wq_core::{
    access,
    db::schema::{accounts, cases, cohorts, destinations, students},
    ids::AccountId,
};

use super::Platform;
use crate::chrome::Person;

/// A case, and the sign-ins of its two sides.
#[derive(Queryable)]
pub struct Sample {
    pub id: i64,
    pub kind: String,
    pub module: String,
    pub student: String,
    pub company: Option<String>,
    pub state: String,
    /// What a termination ends.
    ends: Option<String>,
    /// The type of a destination.
    of_type: Option<String>,
}

impl Platform {
    /// Of every kind, state and type of the current cohort of the first school one case, that no other test was given.
    pub async fn every_state(&self) -> Vec<Sample> {
        let of_student = accounts::table;
        let of_company = diesel::alias!(accounts as of_company);
        let found: Vec<Sample> = cases::table
            .inner_join(students::table)
            .inner_join(cohorts::table.on(cohorts::year.eq(students::cohort)))
            .inner_join(of_student.on(accounts::student_id.eq(students::id.nullable())))
            .left_join(of_company.on(of_company.field(accounts::company_id).eq(cases::company_id)))
            .left_join(destinations::table)
            .filter(cohorts::is_current.and(cases::school_id.eq(1)))
            .filter(students::dormant_since.is_null())
            // Stories are told of those with a sign-in of the demonstration.
            .filter(accounts::login.eq(students::ref_))
            // A company's draft is a form of its own.
            .filter(cases::kind.ne("online").or(cases::state.ne("draft")))
            .filter(cases::created_at.lt(Utc::now() - TimeDelta::hours(1)))
            .order(cases::id.desc())
            .select((
                cases::id,
                cases::kind,
                cases::module,
                accounts::login,
                of_company.field(accounts::login).nullable(),
                cases::state,
                cases::ends,
                destinations::type_.nullable(),
            ))
            .load(&mut self.pool.get().await.unwrap())
            .await
            .unwrap();
        let mut given = self.given.lock().await;
        let mut samples = BTreeMap::new();
        for case in found {
            let key = (
                case.kind.clone(),
                case.state.clone(),
                case.ends.clone(),
                case.of_type.clone(),
            );
            if !samples.contains_key(&key) && given.insert(case.id) {
                samples.insert(key, case);
            }
        }
        samples.into_values().collect()
    }

    /// Lets someone have signed in, without the time that a password takes.
    pub async fn sign_in(&self, person: &Person, login: &str) {
        let conn = &mut self.pool.get().await.unwrap();
        let account: i64 = accounts::table
            .filter(accounts::login.eq(login))
            .select(accounts::id)
            .first(conn)
            .await
            .unwrap();
        let session = access::open(conn, AccountId(account), "browser").await.unwrap();
        person.holds("wq_session", &session.cookie()).await;
    }
}
