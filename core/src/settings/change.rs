//! A school officer changes 签约设置.

use diesel::{insert_into, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde_json::json;

use super::{
    Settings, current_cohort,
    decide::decide,
    lock::Locked,
    read::{SUBJECT, standing},
    school::{Item, MOST_TERMINATIONS},
    trail::written,
    turn::alone_in_school,
};
use crate::{
    access::{Account, Role},
    audit::{self, Entry},
    case::ReviewMode,
    db::{Conn, schema::school_settings},
    typed::{Reader, Typed, Wrong},
};

/// Why settings were not changed. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// Not the account's to set (2.3).
    #[error("no such settings")]
    NotFound,
    /// Somebody changed them since the officer looked at them.
    #[error("the settings moved on")]
    Moved,
    /// Rules stand against it.
    #[error("locked: {0:?}")]
    Locked(Locked),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
}

/// What an officer wants. What the form did not send, because its control was locked, stays as it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wish {
    signing: Option<bool>,
    paper: Option<bool>,
    destinations: Option<bool>,
    review_mode: Option<ReviewMode>,
    termination_limit: Option<i32>,
}

impl Wish {
    /// Reads the form.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn read(typed: &Typed) -> Result<Self, Wrong> {
        let mut reader = Reader::new(typed);
        let mut switch = |item: Item| match typed.get(item.field()) {
            "" => None,
            "on" => Some(true),
            "off" => Some(false),
            _ => {
                reader.mark(item.field(), "请选择其中一项");
                None
            }
        };
        let (signing, paper) = (switch(Item::Signing), switch(Item::Paper));
        let destinations = switch(Item::Destinations);
        let mode = typed.get(Item::ReviewMode.field());
        let review_mode = ReviewMode::ALL.into_iter().find(|known| known.as_str() == mode);
        if review_mode.is_none() && !mode.is_empty() {
            reader.mark(Item::ReviewMode.field(), "请选择其中一项");
        }
        let limit = Item::TerminationLimit.field();
        let times = reader.required_whole(limit, "次数", 0..=MOST_TERMINATIONS);
        reader.finish(Self {
            signing,
            paper,
            destinations,
            review_mode,
            termination_limit: Some(times),
        })
    }

    fn over(self, now: &Settings) -> Settings {
        Settings {
            signing_open: self.signing.unwrap_or(now.signing_open),
            paper_open: self.paper.unwrap_or(now.paper_open),
            destination_open: self.destinations.unwrap_or(now.destination_open),
            review_mode: self.review_mode.unwrap_or(now.review_mode),
            termination_limit: self.termination_limit.unwrap_or(now.termination_limit),
        }
    }
}

/// Changes the settings of the officer's school, as the officer saw them at version `seen`. Answers what they are now:
/// more may have come on than was asked for (3.2). A wish for what is already so writes nothing.
///
/// # Errors
/// See [`ChangeError`].
pub async fn change(conn: &mut Conn, by: &Account, seen: i32, wish: Wish) -> Result<Settings, ChangeError> {
    let Role::School { school, .. } = by.role else {
        return Err(ChangeError::NotFound);
    };
    conn.transaction(async |conn| {
        let cohort = current_cohort(conn).await?.ok_or(ChangeError::NotFound)?;
        alone_in_school(conn, school, cohort).await?;
        let now = standing(conn, school, cohort).await?;
        if now.version != seen {
            return Err(ChangeError::Moved);
        }
        let after =
            decide(&now.settings, now.facts, &wish.over(&now.settings)).map_err(ChangeError::Locked)?;
        if after == now.settings {
            return Ok(after);
        }
        let key = (
            school_settings::school_id.eq(school),
            school_settings::cohort.eq(cohort),
            school_settings::version.eq(0),
        );
        insert_into(school_settings::table)
            .values(key)
            .on_conflict_do_nothing()
            .execute(conn)
            .await?;
        update(school_settings::table.find((school, cohort)))
            .set((after, school_settings::version.eq(seen + 1)))
            .execute(conn)
            .await?;
        let detail = json!({
            "cohort": cohort, "version": seen + 1, "before": written(&now.settings), "after": written(&after),
        });
        let entry = Entry::of(by, "settings.change", SUBJECT, Some(school.0)).with(detail);
        audit::write(conn, &entry).await?;
        Ok(after)
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: &[(&str, &str)]) -> Typed {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Typed(fields.iter().map(owned).collect())
    }

    #[test]
    fn what_the_form_does_not_send_stays_as_it_is() {
        let wish = Wish::read(&typed(&[("termination_limit", "3"), ("paper", "off")])).expect("in order");
        let now = Settings {
            signing_open: true,
            paper_open: true,
            ..Settings::default()
        };
        let expected = Settings {
            paper_open: false,
            termination_limit: 3,
            ..now
        };
        assert_eq!(wish.over(&now), expected);
    }

    #[test]
    fn r_3_4_the_limit_is_a_whole_number_from_0_to_99() {
        for good in ["0", "1", " 99 "] {
            assert!(
                Wish::read(&typed(&[("termination_limit", good)])).is_ok(),
                "{good}"
            );
        }
        for bad in ["", "-1", "100", "1.5", "many", "九"] {
            let wrong = Wish::read(&typed(&[("termination_limit", bad)])).expect_err(bad);
            assert_eq!(wrong.into_keys().collect::<Vec<_>>(), ["termination_limit"]);
        }
    }

    #[test]
    fn a_choice_that_is_none_is_refused_beside_its_field() {
        let form = [
            ("termination_limit", "1"),
            ("signing", "maybe"),
            ("review_mode", "nobody"),
        ];
        let wrong = Wish::read(&typed(&form)).expect_err("two are wrong");
        assert_eq!(wrong.into_keys().collect::<Vec<_>>(), ["review_mode", "signing"]);
    }
}
