//! Agreements in force, for tests that end one.

use diesel::{dsl::exists, prelude::*};
use diesel_async::RunQueryDsl;
use wq_core::db::schema::{accounts, cases, cohorts, students};

use super::{Platform, Student};

/// An agreement in force, and who acts on it.
pub struct InForce {
    pub id: i64,
    pub student: Student,
    /// The sign-in of the company; empty where it has none.
    pub company: String,
    /// The sign-in of the department officer; empty where the school reviews alone.
    pub department: String,
}

impl Platform {
    /// An agreement of this kind in force, of a school and the current cohort, that nobody has asked to end and no other test was
    /// given. Its student signs in by 考生号.
    pub async fn in_force(&self, school: i64, kind: &str) -> InForce {
        let conn = &mut self.pool.get().await.unwrap();
        let other = diesel::alias!(cases as other);
        let termination = other
            .filter(other.field(cases::student_id).eq(cases::student_id))
            .filter(other.field(cases::kind).eq("termination"));
        let found: Vec<(i64, Option<i64>, String, Student)> = cases::table
            .inner_join(students::table)
            .inner_join(cohorts::table.on(cohorts::year.eq(students::cohort)))
            .inner_join(accounts::table.on(accounts::student_id.eq(students::id.nullable())))
            .filter(cohorts::is_current)
            .filter(cases::school_id.eq(school).and(cases::kind.eq(kind)))
            .filter(cases::state.eq("signed"))
            .filter(students::dormant_since.is_null())
            .filter(accounts::login.eq(students::ref_))
            .filter(diesel::dsl::not(exists(termination)))
            .order(cases::id)
            .select((
                cases::id,
                cases::company_id,
                cases::department,
                Student::as_select(),
            ))
            .load(conn)
            .await
            .unwrap();
        let mut given = self.given.lock().await;
        let (id, company, department, student) = found
            .into_iter()
            .find(|(id, ..)| given.insert(*id))
            .expect("the demonstration has enough agreements");
        let login = accounts::table.select(accounts::login).into_boxed();
        let company = login
            .filter(accounts::company_id.eq(company))
            .first(conn)
            .await
            .optional()
            .unwrap();
        let department = accounts::table
            .filter(
                accounts::role
                    .eq("department")
                    .and(accounts::school_id.eq(school)),
            )
            .filter(accounts::department.eq(department))
            .select(accounts::login)
            .first(conn)
            .await
            .optional()
            .unwrap();
        InForce {
            id,
            student,
            company: company.unwrap_or_default(),
            department: department.unwrap_or_default(),
        }
    }
}
