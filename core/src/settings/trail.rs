//! Settings as the audit trail keeps them, so that an officer who was overtaken can be told what changed.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::{Value, json};

use super::{Settings, read::SUBJECT};
use crate::{
    access::{Account, Role},
    case::ReviewMode,
    db::{Conn, schema::audit_entries},
};

pub(super) fn written(settings: &Settings) -> Value {
    json!({
        "signing": settings.signing_open,
        "paper": settings.paper_open,
        "destinations": settings.destination_open,
        "review_mode": settings.review_mode.as_str(),
        "termination_limit": settings.termination_limit,
    })
}

fn read(value: &Value) -> Option<Settings> {
    let switch = |name: &str| value.get(name)?.as_bool();
    let mode = value.get("review_mode")?.as_str()?;
    Some(Settings {
        signing_open: switch("signing")?,
        paper_open: switch("paper")?,
        destination_open: switch("destinations")?,
        review_mode: ReviewMode::ALL.into_iter().find(|known| known.as_str() == mode)?,
        termination_limit: value.get("termination_limit")?.as_i64()?.try_into().ok()?,
    })
}

/// What the officer's school had set in a cohort at a version that was left since; none where there was none such. Reads
/// `audit_entries_subject`.
pub async fn settings_at(
    conn: &mut Conn,
    by: &Account,
    cohort: i32,
    version: i32,
) -> QueryResult<Option<Settings>> {
    let Role::School { school, .. } = by.role else {
        return Ok(None);
    };
    let detail: Option<Value> = audit_entries::table
        .filter(audit_entries::subject.eq(SUBJECT))
        .filter(audit_entries::subject_id.eq(school.0))
        .filter(
            audit_entries::detail
                .retrieve_as_text("cohort")
                .eq(cohort.to_string()),
        )
        .filter(
            audit_entries::detail
                .retrieve_as_text("version")
                .eq((i64::from(version) + 1).to_string()),
        )
        .order(audit_entries::id.desc())
        .select(audit_entries::detail)
        .first(conn)
        .await
        .optional()?;
    Ok(detail.and_then(|detail| read(detail.get("before")?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_trail_keeps_reads_back() {
        let settings = Settings {
            signing_open: true,
            review_mode: ReviewMode::DepartmentThenSchool,
            termination_limit: 99,
            ..Settings::default()
        };
        assert_eq!(read(&written(&settings)), Some(settings));
        assert_eq!(read(&json!({})), None);
    }
}
