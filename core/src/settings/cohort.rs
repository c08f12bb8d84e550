//! The current cohort (应届), and the settings of a school for any cohort: what is read of earlier students is read as it was.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Office;
use crate::{
    case::{AgreementForm, ReviewMode},
    db::{
        Conn,
        schema::{cohorts, province_settings, school_settings, schools},
    },
    ids::SchoolId,
};

/// The cohort whose students may act (4.1); none until there is one.
pub async fn current_cohort(conn: &mut Conn) -> QueryResult<Option<i32>> {
    cohorts::table
        .filter(cohorts::is_current)
        .select(cohorts::year)
        .first(conn)
        .await
        .optional()
}

/// The cohorts that the platform knows, the latest first.
pub async fn cohorts(mut conn: &Conn) -> QueryResult<Vec<i32>> {
    cohorts::table
        .order(cohorts::year.desc())
        .select(cohorts::year)
        .load(&mut conn)
        .await
}

/// The office of a school as it is, or was, for a cohort; none where there is no such school.
pub async fn office_of(conn: &mut Conn, school: SchoolId, cohort: i32) -> QueryResult<Option<Office>> {
    let of_school = school_settings::school_id
        .eq(schools::id)
        .and(school_settings::cohort.eq(cohort));
    let of_province = province_settings::province
        .eq(schools::province)
        .and(province_settings::cohort.eq(cohort));
    let found = schools::table
        .left_join(school_settings::table.on(of_school))
        .left_join(province_settings::table.on(of_province))
        .filter(schools::id.eq(school))
        .select((
            schools::name,
            province_settings::agreement_form.nullable(),
            school_settings::review_mode.nullable(),
        ))
        .first::<(String, Option<AgreementForm>, Option<ReviewMode>)>(conn)
        .await
        .optional()?;
    Ok(found.map(|(name, form, mode)| Office {
        school,
        name,
        cohort,
        form: form.unwrap_or(AgreementForm::TwoParty),
        mode: mode.unwrap_or(ReviewMode::SchoolOnly),
    }))
}
