//! A province's schools in the current cohort, for its officers: figures only (domain section 2).

use diesel::{
    QueryableByName,
    prelude::*,
    sql_query,
    sql_types::{Array, BigInt, Bool, Integer, Text},
};
use diesel_async::RunQueryDsl;

use crate::{
    access::{Account, Role},
    case::AgreementForm,
    db::{
        Conn,
        schema::{cohorts, province_settings},
    },
    destination::Type,
};

/// How a province stands.
#[derive(Debug, Clone)]
pub struct ProvinceFigures {
    /// Region code of the province.
    pub province: String,
    /// The current cohort.
    pub cohort: i32,
    /// What the province has set (3.1); none: nothing yet, and nothing can be switched on.
    pub form: Option<AgreementForm>,
    /// Its schools, by name.
    pub schools: Vec<SchoolFigures>,
}

/// How one school stands.
#[derive(Debug, Clone, QueryableByName)]
pub struct SchoolFigures {
    /// The school.
    #[diesel(sql_type = Text)]
    pub name: String,
    /// Is online signing on?
    #[diesel(sql_type = Bool)]
    pub signing_open: bool,
    /// Students on the roster, without the dormant ones.
    #[diesel(sql_type = BigInt)]
    pub students: i64,
    /// Those of them with a destination in force that places them ([`Type::is_placement`]).
    #[diesel(sql_type = BigInt)]
    pub placed: i64,
    /// Their cases that wait for someone.
    #[diesel(sql_type = BigInt)]
    pub open: i64,
}

/// The figures that a province officer may see. None for every other role, and while no cohort is current.
///
/// Reads `students_roster` and `cases_school` of each school.
pub async fn province(conn: &mut Conn, account: &Account) -> QueryResult<Option<ProvinceFigures>> {
    let Role::Province { province } = &account.role else {
        return Ok(None);
    };
    let of_province = province_settings::cohort
        .eq(cohorts::year)
        .and(province_settings::province.eq(province));
    let current = cohorts::table
        .left_join(province_settings::table.on(of_province))
        .filter(cohorts::is_current)
        .select((cohorts::year, province_settings::agreement_form.nullable()))
        .first::<(i32, Option<AgreementForm>)>(conn)
        .await
        .optional()?;
    let Some((cohort, form)) = current else {
        return Ok(None);
    };
    let schools = sql_query(include_str!("province.sql"))
        .bind::<Text, _>(province)
        .bind::<Integer, _>(cohort)
        .bind::<Array<Text>, _>(placements())
        .load(conn)
        .await?;
    Ok(Some(ProvinceFigures {
        province: province.clone(),
        cohort,
        form,
        schools,
    }))
}

/// The types of destination that place a student, as the database spells them.
fn placements() -> Vec<&'static str> {
    let types = Type::ALL.iter().copied();
    types
        .filter(|kind| kind.is_placement())
        .map(Type::as_str)
        .collect()
}
