//! The office of a reviewer: school, current cohort, agreement form and review mode.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    case::{AgreementForm, ReviewMode, Step},
    db::{
        Conn,
        schema::{cohorts, province_settings, school_settings, schools},
    },
    ids::SchoolId,
};

/// What a school works under in the current cohort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// The school.
    pub school: SchoolId,
    /// Its name.
    pub name: String,
    /// The current cohort.
    pub cohort: i32,
    /// Two-party or three-party; two-party until the province has said so.
    pub form: AgreementForm,
    /// Who reviews.
    pub mode: ReviewMode,
}

impl Office {
    /// An office, by what its province and school have set so far.
    pub(crate) fn new(
        school: SchoolId,
        name: String,
        cohort: i32,
        form: Option<AgreementForm>,
        mode: Option<ReviewMode>,
    ) -> Self {
        Self {
            school,
            name,
            cohort,
            form: form.unwrap_or(AgreementForm::TwoParty),
            mode: mode.unwrap_or(ReviewMode::SchoolOnly),
        }
    }

    /// The step at which a case is final.
    pub fn steps(&self) -> &'static [Step] {
        match self.mode {
            ReviewMode::SchoolOnly => &[Step::School],
            ReviewMode::DepartmentThenSchool => &Step::ALL,
        }
    }
}

/// The office of a school; none where there is no current cohort.
pub async fn office(mut conn: &Conn, school: SchoolId) -> QueryResult<Option<Office>> {
    let of_school = school_settings::school_id
        .eq(schools::id)
        .and(school_settings::cohort.eq(cohorts::year));
    let of_province = province_settings::province
        .eq(schools::province)
        .and(province_settings::cohort.eq(cohorts::year));
    let found = schools::table
        .inner_join(cohorts::table.on(cohorts::is_current))
        .left_join(school_settings::table.on(of_school))
        .left_join(province_settings::table.on(of_province))
        .filter(schools::id.eq(school))
        .select((
            schools::name,
            cohorts::year,
            province_settings::agreement_form.nullable(),
            school_settings::review_mode.nullable(),
        ))
        .first::<(String, i32, Option<AgreementForm>, Option<ReviewMode>)>(&mut conn)
        .await
        .optional()?;
    Ok(found.map(|(name, cohort, form, mode)| Office::new(school, name, cohort, form, mode)))
}
