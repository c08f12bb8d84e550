//! The settings of a school as its officers see them, with everything that bears on a change.

use chrono::{DateTime, Utc};
use diesel::{dsl::exists, prelude::*, select};
use diesel_async::RunQueryDsl;

use super::{Facts, Handler, Settings, handlers::of_school, office};
use crate::{
    access::{Account, LevelScope, Role},
    case::{AgreementForm, State},
    db::{
        Conn,
        schema::{accounts, audit_entries, cases, province_settings, school_settings, schools},
    },
    ids::SchoolId,
};

/// The subject of the trail's entries about settings.
pub(super) const SUBJECT: &str = "school_settings";

/// 签约设置 of an officer's school in the current cohort.
#[derive(Debug, Clone)]
pub struct SchoolSettings {
    /// The school's name.
    pub school: String,
    /// The current cohort.
    pub cohort: i32,
    /// What the province has set; none: nothing can be switched on (3.1).
    pub form: Option<AgreementForm>,
    /// What is set.
    pub settings: Settings,
    /// Rises with every change; 0 before the first.
    pub version: i32,
    /// What bears on a change.
    pub facts: Facts,
    /// 协议经办人, of whatever level.
    pub handlers: Vec<Handler>,
    /// The levels that the reader is responsible for.
    pub officer: LevelScope,
    /// Who changed the settings last, if anybody has.
    pub last: Option<LastChange>,
}

/// Who changed the settings last.
#[derive(Debug, Clone, Queryable)]
pub struct LastChange {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
}

/// What a change is judged by, as it stands in the database.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    pub settings: Settings,
    pub version: i32,
    pub form: Option<AgreementForm>,
    pub facts: Facts,
}

/// The settings of an officer's school in the current cohort. None for everyone but school officers, and while no cohort
/// is current.
pub async fn school_settings(conn: &mut Conn, by: &Account) -> QueryResult<Option<SchoolSettings>> {
    let Role::School { school, level } = by.role else {
        return Ok(None);
    };
    let Some(office) = office(conn, school).await? else {
        return Ok(None);
    };
    let standing = standing(conn, school, office.cohort).await?;
    let handlers = of_school(conn, school, office.cohort).await?;
    let last = last_change(conn, school, office.cohort).await?;
    Ok(Some(SchoolSettings {
        school: office.name,
        cohort: office.cohort,
        form: standing.form,
        settings: standing.settings,
        version: standing.version,
        facts: standing.facts,
        handlers,
        officer: level,
        last,
    }))
}

/// Settings and facts of a school and cohort. Reads `cases_open_school`.
pub(super) async fn standing(conn: &mut Conn, school: SchoolId, cohort: i32) -> QueryResult<Standing> {
    let row = school_settings::table
        .find((school, cohort))
        .select((
            Settings::as_select(),
            school_settings::version,
            school_settings::acted_at.is_not_null(),
        ))
        .first::<(Settings, i32, bool)>(conn)
        .await
        .optional()?;
    let form = province_settings::table
        .inner_join(schools::table.on(schools::province.eq(province_settings::province)))
        .filter(schools::id.eq(school))
        .filter(province_settings::cohort.eq(cohort))
        .select(province_settings::agreement_form)
        .first::<AgreementForm>(conn)
        .await
        .optional()?;
    let reviewed: Vec<&str> = State::all()
        .filter(|state| state.in_review().is_some())
        .map(State::as_str)
        .collect();
    let under_review = cases::table
        .filter(cases::school_id.eq(school))
        .filter(cases::cohort.eq(cohort))
        .filter(cases::open)
        .filter(cases::state.eq_any(reviewed));
    let in_review = select(exists(under_review)).get_result(conn).await?;
    let (settings, version, acted) = row.unwrap_or_default();
    Ok(Standing {
        settings,
        version,
        form,
        facts: Facts {
            form_set: form.is_some(),
            acted,
            in_review,
        },
    })
}

/// Reads `audit_entries_subject`.
async fn last_change(conn: &mut Conn, school: SchoolId, cohort: i32) -> QueryResult<Option<LastChange>> {
    audit_entries::table
        .inner_join(accounts::table)
        .filter(audit_entries::subject.eq(SUBJECT))
        .filter(audit_entries::subject_id.eq(school.0))
        .filter(
            audit_entries::detail
                .retrieve_as_text("cohort")
                .eq(cohort.to_string()),
        )
        .order(audit_entries::id.desc())
        .select((audit_entries::at, accounts::name))
        .first(conn)
        .await
        .optional()
}
