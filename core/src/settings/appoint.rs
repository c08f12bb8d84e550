//! A school officer submits 协议经办人信息, once and for good (rule 3.5).

use diesel::{insert_into, prelude::*};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde_json::json;

use super::{Handler, current_cohort, handlers::of_school, lock::Lock, turn::alone_in_school};
use crate::{
    access::{Account, LevelScope, Role},
    audit::{self, Entry},
    db::{Conn, schema::handlers},
    typed::{Reader, Typed, Wrong},
};

/// Why handler details were not taken. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum AppointError {
    /// Not the account's to set (2.3).
    #[error("no such settings")]
    NotFound,
    /// A rule stands against it, or somebody was quicker.
    #[error("locked: {}", .0.code())]
    Locked(Lock),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
}

/// Why an officer cannot submit the handler of a level (`All`: of the whole school); none where it can be done. `set` are
/// the levels that have one.
pub fn handler_lock(officer: LevelScope, set: &[LevelScope], level: LevelScope) -> Option<Lock> {
    use LevelScope::{All, Graduate, Undergraduate};
    match (officer, level) {
        (All, _) | (Undergraduate, Undergraduate) | (Graduate, Graduate) => {}
        (Undergraduate | Graduate, All) => return Some(Lock::OneLevelOnly),
        (Undergraduate, Graduate) | (Graduate, Undergraduate) => return Some(Lock::OtherLevel),
    }
    if set.contains(&level) {
        Some(Lock::HandlerFinal)
    } else if set.contains(&All) {
        Some(Lock::HandlerOfAll)
    } else if level == All && !set.is_empty() {
        Some(Lock::HandlerByLevel)
    } else {
        None
    }
}

impl Handler {
    /// Reads the form for a level.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn read(typed: &Typed, level: LevelScope) -> Result<Self, Wrong> {
        let mut reader = Reader::new(typed);
        let name = reader.required("name", "就业协议经办人", 20);
        let telephone = reader.required("telephone", "联系电话", 30);
        if !telephone.is_empty() && !is_telephone(&telephone) {
            reader.mark("telephone", "请填写区号和号码，如 025-83790000，分机写在后面");
        }
        let address = reader.required("address", "通讯地址", 100);
        let postcode = reader.required("postcode", "邮政编码", 6);
        if !(postcode.len() == 6 && postcode.bytes().all(|digit| digit.is_ascii_digit())) {
            reader.mark("postcode", "请填写6位数字的邮政编码");
        }
        for (field, text) in [("name", &name), ("address", &address)] {
            if text.contains(['\n', '\r', '\t']) {
                reader.mark(field, "请写在一行内");
            }
        }
        reader.finish(Self {
            level,
            name,
            telephone,
            address,
            postcode,
        })
    }
}

/// Digits, and what people write between them.
fn is_telephone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let between = |c: char| matches!(c, '-' | ' ' | '+' | '(' | ')' | '转');
    digits >= 7 && text.chars().all(|c| c.is_ascii_digit() || between(c))
}

/// Submits handler details for the officer's school in the current cohort.
///
/// # Errors
/// See [`AppointError`].
pub async fn appoint(conn: &mut Conn, by: &Account, handler: &Handler) -> Result<(), AppointError> {
    let Role::School {
        school,
        level: officer,
    } = by.role
    else {
        return Err(AppointError::NotFound);
    };
    conn.transaction(async |conn| {
        let cohort = current_cohort(conn).await?.ok_or(AppointError::NotFound)?;
        alone_in_school(conn, school, cohort).await?;
        let set: Vec<LevelScope> = of_school(conn, school, cohort)
            .await?
            .into_iter()
            .map(|handler| handler.level)
            .collect();
        if let Some(lock) = handler_lock(officer, &set, handler.level) {
            return Err(AppointError::Locked(lock));
        }
        insert_into(handlers::table)
            .values((
                handlers::school_id.eq(school),
                handlers::cohort.eq(cohort),
                handler,
            ))
            .execute(conn)
            .await?;
        // Name and telephone stand in the table, for good; the trail needs only to say that they came.
        let entry = Entry::of(by, "settings.appoint", "handlers", Some(school.0))
            .with(json!({ "cohort": cohort, "level": handler.level.as_str() }));
        audit::write(conn, &entry).await?;
        Ok(())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use LevelScope::{All, Graduate, Undergraduate};

    /// Every set of levels that can come about.
    const SETS: [&[LevelScope]; 5] = [
        &[],
        &[All],
        &[Undergraduate],
        &[Graduate],
        &[Undergraduate, Graduate],
    ];

    /// Which levels an officer can fill in.
    fn open(officer: LevelScope, set: &[LevelScope]) -> Vec<LevelScope> {
        let levels = LevelScope::ALL.iter().copied();
        levels
            .filter(|level| handler_lock(officer, set, *level).is_none())
            .collect()
    }

    #[test]
    fn r_3_5_an_officer_of_all_levels_chooses_and_fills_in_what_is_missing() {
        let open = SETS.map(|set| open(All, set));
        assert_eq!(open[0], [All, Undergraduate, Graduate], "nothing is set");
        assert_eq!(open[1], [], "set for the whole school");
        assert_eq!(open[2], [Graduate], "graduate is missing");
        assert_eq!(open[3], [Undergraduate], "undergraduate is missing");
        assert_eq!(open[4], [], "both are set");
    }

    #[test]
    fn r_3_5_an_officer_of_one_level_fills_in_that_level_and_nothing_else() {
        for (own, other) in [(Undergraduate, Graduate), (Graduate, Undergraduate)] {
            for set in SETS {
                let free = !set.contains(&All) && !set.contains(&own);
                let expected = if free { vec![own] } else { vec![] };
                assert_eq!(open(own, set), expected, "{own:?} with {set:?}");
                assert_eq!(handler_lock(own, set, All), Some(Lock::OneLevelOnly));
                assert_eq!(handler_lock(own, set, other), Some(Lock::OtherLevel));
            }
        }
    }

    #[test]
    fn r_3_5_what_was_submitted_is_final_for_everyone() {
        for officer in LevelScope::ALL {
            for set in SETS {
                for level in set {
                    assert!(
                        handler_lock(*officer, set, *level).is_some(),
                        "{officer:?} {level:?}"
                    );
                }
            }
        }
    }

    fn form(fields: [&str; 4]) -> Typed {
        let names = ["name", "telephone", "address", "postcode"];
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Typed(names.into_iter().zip(fields).map(owned).collect())
    }

    #[test]
    fn a_form_in_order_is_read_and_each_wrong_field_is_named() {
        let good = form(["陈静", "025-83790000 转 8012", "南京市文昌路1号", "210096"]);
        let handler = Handler::read(&good, All).expect("in order");
        assert_eq!((handler.level, handler.name.as_str()), (All, "陈静"));
        let bad = form(["", "找陈老师", "", "21009"]);
        let wrong = Handler::read(&bad, All).expect_err("all four");
        assert_eq!(
            wrong.into_keys().collect::<Vec<_>>(),
            ["address", "name", "postcode", "telephone"]
        );
        let long = form(["静", "02583790000", &"路".repeat(101), "２１００９６"]);
        let wrong = Handler::read(&long, All).expect_err("two");
        assert_eq!(wrong.into_keys().collect::<Vec<_>>(), ["address", "postcode"]);
    }
}
