//! 解约 between the two sides of an online agreement (guide 8.1): asking, answering, taking back.

mod life;
mod races;
mod refused;

use diesel::{ExpressionMethods, QueryDsl};
use diesel_async::RunQueryDsl;
use wq_core::{
    access::Account,
    case::{Acted, Command, Explanation, ReviewMode, remind},
    db::schema::{cases, terminations},
    ids::CaseId,
};
use wq_tests::{Client, Company, Site, Student, World};

/// What is filled in by whoever asks.
const FORM: [(&str, &str); 3] = [
    ("cause", "other_post"),
    ("words", "已被另一单位录用，<b>与单位协商</b>"),
    ("ends_on", "2026-12-01"),
];

/// An agreement in force between a company and a student, and the pages.
pub struct Signed {
    pub world: World,
    pub site: Site,
    pub company: Company,
    pub student: Student,
    pub officer: Account,
    pub agreement: Acted,
}

impl Signed {
    pub async fn new() -> Self {
        let world = World::new().await;
        let site = Site::of(&world).await;
        let (company, student, officer) = (
            world.company().await,
            world.student().await,
            world.officer().await,
        );
        let agreement = world.sign(&company, &student, &officer).await;
        // The agreement was signed long before the day on which it is to end.
        world.sql("UPDATE agreements SET signed_on = '2026-01-01'").await;
        world
            .sql("UPDATE school_settings SET termination_limit = 2")
            .await;
        Self {
            world,
            site,
            company,
            student,
            officer,
            agreement,
        }
    }

    pub async fn reader(&self) -> Client {
        self.site.signed_in(&self.world, &self.student.account).await
    }

    pub async fn employer(&self) -> Client {
        self.site.signed_in(&self.world, &self.company.account).await
    }

    /// Where a side asks.
    pub fn form_of(&self, side: &str) -> String {
        format!("/{side}/agreements/{}/termination", self.agreement.case)
    }

    /// The student asks; answers the termination.
    pub async fn asked(&self) -> Acted {
        let answer = self.reader().await.post(&self.form_of("student"), &form()).await;
        self.begun(&answer)
    }

    /// The company asks; answers the termination.
    pub async fn asked_by_company(&self) -> Acted {
        let answer = self
            .employer()
            .await
            .post(&self.form_of("company"), &form())
            .await;
        self.begun(&answer)
    }

    fn begun(&self, answer: &wq_tests::Answer) -> Acted {
        assert_eq!(answer.status, 303, "{}", answer.body);
        let id = answer.location().rsplit('/').next().expect("a number");
        Acted {
            case: CaseId(id.parse().expect("a number")),
            version: 1,
            ..self.agreement
        }
    }

    pub async fn state(&self, case: CaseId) -> String {
        let state = cases::table.find(case).select(cases::state);
        state.first(&mut *self.world.conn().await).await.expect("a case")
    }

    pub async fn terminations(&self) -> i64 {
        let count = terminations::table.count();
        count
            .get_result(&mut *self.world.conn().await)
            .await
            .expect("a count")
    }
}

/// The day is today's, whatever day it is.
pub fn form() -> [(&'static str, &'static str); 3] {
    let today: &'static str = wq_core::time::today().to_string().leak();
    [FORM[0], FORM[1], ("ends_on", today)]
}

fn page(side: &str, case: Acted) -> String {
    format!("/{side}/terminations/{}", case.case)
}
