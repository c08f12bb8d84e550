//! 两方协议 or 三方协议, set by the province for its schools and a cohort (rule 3.1).

use diesel::{dsl::exists, insert_into, prelude::*, select};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde_json::json;

use super::{lock::Lock, turn::alone_in_province};
use crate::{
    access::{Account, Role},
    audit::{self, Entry},
    case::AgreementForm,
    db::{
        Conn,
        schema::{cohorts, province_settings, school_settings, schools},
    },
};

/// Why a form was not set. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
    /// Not the account's to set, or no such cohort (2.3).
    #[error("no such setting")]
    NotFound,
    /// Somebody set it since the officer looked at it.
    #[error("the setting moved on")]
    Moved,
    /// A rule stands against it.
    #[error("locked: {}", .0.code())]
    Locked(Lock),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
}

/// What a province has set for a cohort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CohortForm {
    /// The cohort.
    pub cohort: i32,
    /// The form of its agreements; none: not set yet.
    pub form: Option<AgreementForm>,
    /// Why it stays as it is, where it does.
    pub lock: Option<Lock>,
}

/// What is known of a cohort of a province.
#[derive(Debug, Clone, Copy)]
struct Known {
    form: Option<AgreementForm>,
    /// Later than, or the same as, the current one.
    to_come: bool,
    /// Some student or company of some school of the province has acted.
    acted: bool,
}

/// Why the form of a cohort cannot change; none where it can. The guide names no lock; but an agreement is signed on the
/// form that both sides were shown, so it stays once anybody has acted under it.
fn form_lock(known: Known) -> Option<Lock> {
    match known {
        Known { to_come: false, .. } => Some(Lock::EarlierCohort),
        Known {
            form: Some(_),
            acted: true,
            ..
        } => Some(Lock::FormInUse),
        _ => None,
    }
}

/// The forms of every cohort that the platform knows, the latest first. None for everyone but province officers.
pub async fn province_forms(conn: &mut Conn, by: &Account) -> QueryResult<Option<Vec<CohortForm>>> {
    let Role::Province { province } = &by.role else {
        return Ok(None);
    };
    let years: Vec<i32> = cohorts::table
        .order(cohorts::year.desc())
        .select(cohorts::year)
        .load(conn)
        .await?;
    let mut forms = Vec::new();
    for cohort in years {
        let known = known(conn, province, cohort).await?;
        forms.push(CohortForm {
            cohort,
            form: known.form,
            lock: form_lock(known),
        });
    }
    Ok(Some(forms))
}

/// Sets the form for the schools of the officer's province, as the officer saw it. To set what is already so writes
/// nothing.
///
/// # Errors
/// See [`FormError`].
pub async fn set_form(
    conn: &mut Conn,
    by: &Account,
    cohort: i32,
    seen: Option<AgreementForm>,
    form: AgreementForm,
) -> Result<(), FormError> {
    let Role::Province { province } = &by.role else {
        return Err(FormError::NotFound);
    };
    conn.transaction(async |conn| {
        let exists_cohort = select(exists(cohorts::table.find(cohort)));
        if !exists_cohort.get_result::<bool>(conn).await? {
            return Err(FormError::NotFound);
        }
        alone_in_province(conn, province, cohort).await?;
        let now = known(conn, province, cohort).await?;
        if now.form != seen {
            return Err(FormError::Moved);
        }
        if now.form == Some(form) {
            return Ok(());
        }
        if let Some(lock) = form_lock(now) {
            return Err(FormError::Locked(lock));
        }
        insert_into(province_settings::table)
            .values((
                province_settings::province.eq(province),
                province_settings::cohort.eq(cohort),
                province_settings::agreement_form.eq(form),
            ))
            .on_conflict((province_settings::province, province_settings::cohort))
            .do_update()
            .set(province_settings::agreement_form.eq(form))
            .execute(conn)
            .await?;
        let detail = json!({ "cohort": cohort, "before": now.form.map(AgreementForm::as_str), "after": form.as_str() });
        // A province is named by its region code, which is a number.
        let entry = Entry::of(by, "settings.form", "province_settings", province.parse().ok()).with(detail);
        audit::write(conn, &entry).await?;
        Ok(())
    })
    .await
}

async fn known(conn: &mut Conn, province: &str, cohort: i32) -> QueryResult<Known> {
    let form = province_settings::table
        .find((province, cohort))
        .select(province_settings::agreement_form)
        .first(conn)
        .await
        .optional()?;
    let current: Option<i32> = super::current_cohort(conn).await?;
    let acts = school_settings::table
        .inner_join(schools::table)
        .filter(schools::province.eq(province))
        .filter(school_settings::cohort.eq(cohort))
        .filter(school_settings::acted_at.is_not_null());
    Ok(Known {
        form,
        to_come: current.is_none_or(|current| cohort >= current),
        acted: select(exists(acts)).get_result(conn).await?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r_3_1_a_form_can_change_until_somebody_acted_under_it_and_never_for_earlier_cohorts() {
        for form in [
            None,
            Some(AgreementForm::TwoParty),
            Some(AgreementForm::ThreeParty),
        ] {
            for acted in [false, true] {
                for to_come in [false, true] {
                    let expected = match (to_come, form, acted) {
                        (false, _, _) => Some(Lock::EarlierCohort),
                        (true, Some(_), true) => Some(Lock::FormInUse),
                        (true, None, _) | (true, Some(_), false) => None,
                    };
                    assert_eq!(form_lock(Known { form, to_come, acted }), expected);
                }
            }
        }
    }
}
