//! What tests have to know of the demonstration, since people know it from elsewhere.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{insert_into, prelude::*, update};
use diesel_async::RunQueryDsl;
use wq_core::db::schema::{
    accounts, agreements, audit_entries, case_events, cases, cohorts, companies, company_register, jobs,
    sessions, students,
};

use super::Platform;

/// A student as a company knows them from the application.
#[derive(Queryable, Selectable)]
#[diesel(table_name = students, check_for_backend(diesel::pg::Pg))]
pub struct Student {
    pub name: String,
    pub id_number: String,
    pub mobile: String,
    /// 考生号, by which the employment system knows the student.
    #[diesel(column_name = ref_)]
    pub reference: String,
    #[diesel(column_name = wechat_openid)]
    pub openid: Option<String>,
}

/// A case that waits for its reviewers.
pub struct Case {
    pub id: i64,
    pub student: String,
}

impl Platform {
    /// The student of a demonstration account.
    pub async fn student(&self, login: &str) -> Student {
        accounts::table
            .inner_join(students::table.on(accounts::student_id.eq(students::id.nullable())))
            .filter(accounts::login.eq(login))
            .select(Student::as_select())
            .first(&mut self.pool.get().await.unwrap())
            .await
            .unwrap()
    }

    /// A student of the current cohort who has not activated their account yet, and whom no other test was given.
    pub async fn newcomer(&self) -> Student {
        let found: Vec<(i64, Student)> = students::table
            .left_join(accounts::table.on(accounts::student_id.eq(students::id.nullable())))
            .filter(accounts::id.is_null())
            .filter(students::dormant_since.is_null())
            .order((students::cohort.desc(), students::id))
            .limit(10)
            .select((students::id, Student::as_select()))
            .load(&mut self.pool.get().await.unwrap())
            .await
            .unwrap();
        let mut given = self.given.lock().await;
        let mut new = found.into_iter().filter(|(id, _)| given.insert(-id));
        new.next().expect("the demonstration has newcomers").1
    }

    /// The mail address of a demonstration account.
    pub async fn address(&self, login: &str) -> String {
        accounts::table
            .filter(accounts::login.eq(login))
            .select(accounts::email)
            .first(&mut self.pool.get().await.unwrap())
            .await
            .unwrap()
    }

    /// A job whose time has not come.
    pub async fn waiting_job(&self) -> i64 {
        jobs::table
            .filter(jobs::state.eq("ready"))
            .order(jobs::due_at.desc())
            .select(jobs::id)
            .first(&mut self.pool.get().await.unwrap())
            .await
            .unwrap()
    }

    /// The number of an agreement in force.
    pub async fn agreement_number(&self) -> String {
        agreements::table
            .inner_join(cases::table)
            .filter(cases::kind.eq("online").and(cases::state.eq("signed")))
            .filter(agreements::number.is_not_null())
            .select(agreements::number.assume_not_null())
            .first(&mut self.pool.get().await.unwrap())
            .await
            .unwrap()
    }

    /// A student of the current cohort of a school who has no case at all, and whom no other test was given. Signs in by 考生号.
    pub async fn free_student(&self, school: i64) -> Student {
        let found: Vec<(i64, Student)> = students::table
            .inner_join(cohorts::table.on(cohorts::year.eq(students::cohort)))
            .inner_join(accounts::table.on(accounts::student_id.eq(students::id.nullable())))
            .left_join(cases::table)
            .filter(cohorts::is_current)
            .filter(students::school_id.eq(school))
            .filter(students::dormant_since.is_null())
            .filter(students::training_mode.eq("1"))
            .filter(accounts::login.eq(students::ref_).and(cases::id.is_null()))
            .order(students::id)
            .select((students::id, Student::as_select()))
            .load(&mut self.pool.get().await.unwrap())
            .await
            .unwrap();
        let mut given = self.given.lock().await;
        let mut free = found.into_iter().filter(|(id, _)| given.insert(-id));
        free.next().expect("the demonstration has free students").1
    }

    /// The company of a demonstration account, by its name.
    pub async fn company(&self, login: &str) -> String {
        accounts::table
            .inner_join(companies::table)
            .filter(accounts::login.eq(login))
            .select(companies::name)
            .first(&mut self.pool.get().await.unwrap())
            .await
            .unwrap()
    }

    /// An online agreement of a school and level in this state, that no other test was given.
    pub async fn case(&self, school: i64, level: &str, state: &str) -> Case {
        let found: Vec<(i64, String)> = cases::table
            .inner_join(students::table)
            .filter(cases::kind.eq("online").and(cases::state.eq(state)))
            .filter(cases::school_id.eq(school).and(cases::level.eq(level)))
            .filter(students::dormant_since.is_null())
            // Not one that another test is playing just now.
            .filter(cases::created_at.lt(Utc::now() - TimeDelta::hours(1)))
            .order(cases::id.desc())
            .select((cases::id, students::name))
            .load(&mut self.pool.get().await.unwrap())
            .await
            .unwrap();
        let mut given = self.given.lock().await;
        let (id, student) = found
            .into_iter()
            .find(|(id, _)| given.insert(*id))
            .expect("the demonstration has enough cases");
        Case { id, student }
    }

    /// 考生号 of a case's student, by which the employment system knows them.
    pub async fn reference(&self, case: &Case) -> String {
        cases::table
            .inner_join(students::table)
            .filter(cases::id.eq(case.id))
            .select(students::ref_)
            .first(&mut self.pool.get().await.unwrap())
            .await
            .unwrap()
    }

    /// Makes a company that only this case knows.
    pub async fn employs(&self, name: &str, case: &Case) {
        let conn = &mut self.pool.get().await.unwrap();
        let company: i64 = insert_into(companies::table)
            .values((
                companies::credit_code.eq("91320100MA1WEM1NGX"),
                companies::name.eq(name),
                companies::nature.eq("39"),
                companies::industry.eq("34"),
                companies::region.eq("320102"),
            ))
            .returning(companies::id)
            .get_result(conn)
            .await
            .unwrap();
        update(cases::table.find(case.id))
            .set(cases::company_id.eq(company))
            .execute(conn)
            .await
            .unwrap();
    }

    /// The enterprise register has not answered about the company of a case so far.
    pub async fn unheard_of(&self, case: &Case) {
        let company = cases::table
            .filter(cases::id.eq(case.id))
            .select(cases::company_id.assume_not_null());
        update(company_register::table.filter(company_register::company_id.eq_any(company)))
            .set((
                company_register::verdict.eq("unknown"),
                company_register::fetched_at.eq(None::<DateTime<Utc>>),
                company_register::asked_at.eq(Utc::now()),
                company_register::failure.eq("timeout"),
            ))
            .execute(&mut self.pool.get().await.unwrap())
            .await
            .unwrap();
    }

    /// How many lists were taken away.
    pub async fn exports(&self) -> i64 {
        audit_entries::table
            .filter(audit_entries::act.eq("cases.export"))
            .count()
            .get_result(&mut self.pool.get().await.unwrap())
            .await
            .unwrap()
    }

    /// The commands of a case's trail, oldest first.
    pub async fn trail(&self, case: &Case) -> Vec<String> {
        case_events::table
            .filter(case_events::case_id.eq(case.id))
            .order(case_events::version)
            .select(case_events::command)
            .load(&mut self.pool.get().await.unwrap())
            .await
            .unwrap()
    }

    /// How many online agreements a company has with a student, in any state.
    pub async fn agreements(&self, company: &str, student: &Student) -> i64 {
        cases::table
            .inner_join(students::table)
            .inner_join(companies::table)
            .filter(students::ref_.eq(&student.reference))
            .filter(companies::name.eq(company))
            .count()
            .get_result(&mut self.pool.get().await.unwrap())
            .await
            .unwrap()
    }

    /// Lets the sessions of an account run out, as if it had not been used for a day.
    pub async fn let_sessions_run_out(&self, login: &str) {
        let account = accounts::table
            .filter(accounts::login.eq(login))
            .select(accounts::id);
        let over = update(sessions::table.filter(sessions::account_id.eq_any(account)))
            .set(sessions::seen_at.eq(Utc::now() - TimeDelta::days(1)))
            .execute(&mut self.pool.get().await.unwrap())
            .await
            .unwrap();
        assert!(over > 0, "{login} was signed in");
    }
}
