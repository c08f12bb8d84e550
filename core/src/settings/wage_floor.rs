//! The lowest monthly wage of a region, which its province keeps: each holds from a day on, until the next one does.

use chrono::NaiveDate;
use diesel::{delete, insert_into, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde_json::json;

use crate::{
    access::{Account, Role},
    audit::{self, Entry},
    codes::region_name,
    db::{Conn, schema::wage_floors, starts_with::starts_with},
    time,
    typed::{Reader, Typed, Wrong},
};

/// The most that is believed as a lowest wage, in yuan a month.
const MOST_YUAN: i32 = 100_000;

/// The wage floor in yuan a month at a place of work: of the county, else of its prefecture, else of its province; none
/// where nobody has entered one.
pub async fn wage_floor(mut conn: &Conn, region: &str) -> QueryResult<Option<i32>> {
    let above = |digits: usize| region.get(..digits).map(|start| format!("{start:0<6}"));
    let regions: Vec<String> = [Some(region.to_owned()), above(4), above(2)]
        .into_iter()
        .flatten()
        .collect();
    // A county's code is above its prefecture's, and that one above its province's.
    wage_floors::table
        .filter(wage_floors::region.eq_any(regions))
        .filter(wage_floors::valid_from.le(time::today()))
        .order((wage_floors::region.desc(), wage_floors::valid_from.desc()))
        .select(wage_floors::yuan)
        .first(&mut conn)
        .await
        .optional()
}

/// The lowest wage of a region from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = wage_floors, check_for_backend(diesel::pg::Pg))]
pub struct WageFloor {
    /// The region: a province, a prefecture or a county.
    pub region: String,
    /// Yuan a month.
    pub yuan: i32,
    /// The first day on which it holds.
    pub valid_from: NaiveDate,
}

/// Why a lowest wage was not kept. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum FloorError {
    /// Not of the account's province (2.3).
    #[error("no such wage floor")]
    NotFound,
    /// Somebody changed it since the officer looked at it; what it is now.
    #[error("the wage floor moved on")]
    Moved(Option<i32>),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
}

impl WageFloor {
    /// Reads the form of a province.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn read(typed: &Typed, province: &str) -> Result<Self, Wrong> {
        let mut reader = Reader::new(typed);
        let region = reader.region_of_any_level("region", "地区");
        if !is_within(province, &region) {
            reader.mark("region", format!("请选择{}范围内的地区", region_name(province)));
        }
        let yuan = reader.required_whole("yuan", "最低工资标准", 1..=MOST_YUAN);
        let valid_from = reader.required_date("valid_from", "生效日期");
        let known = reader.finish((region, yuan, valid_from))?;
        let (region, yuan, Some(valid_from)) = known else {
            return Err(Wrong::new());
        };
        Ok(Self {
            region,
            yuan,
            valid_from,
        })
    }
}

/// The two digits with which the codes of a province begin.
fn start_of(province: &str) -> &str {
    province.get(..2).unwrap_or(province)
}

fn is_within(province: &str, region: &str) -> bool {
    region.starts_with(start_of(province))
}

/// Everything that an officer's province has entered, by region, the latest first. None for everyone but province officers.
/// A few dozen rows.
pub async fn wage_floors_of(mut conn: &Conn, by: &Account) -> QueryResult<Option<Vec<WageFloor>>> {
    let Role::Province { province } = &by.role else {
        return Ok(None);
    };
    wage_floors::table
        .filter(starts_with(wage_floors::region, start_of(province)))
        .order((wage_floors::region, wage_floors::valid_from.desc()))
        .select(WageFloor::as_select())
        .load(&mut conn)
        .await
        .map(Some)
}

/// Enters a lowest wage of the officer's province, or corrects it, as the officer saw it: `seen` is the amount that stood
/// there. To set what is already so writes nothing.
///
/// # Errors
/// See [`FloorError`].
pub async fn set_wage_floor(
    conn: &mut Conn,
    by: &Account,
    seen: Option<i32>,
    floor: &WageFloor,
) -> Result<(), FloorError> {
    own(by, &floor.region)?;
    conn.transaction(async |conn| {
        let now = standing(conn, &floor.region, floor.valid_from).await?;
        if now != seen {
            return Err(FloorError::Moved(now));
        }
        if now == Some(floor.yuan) {
            return Ok(());
        }
        let written = match now {
            Some(_) => {
                update(wage_floors::table.find((&floor.region, floor.valid_from)))
                    .set(wage_floors::yuan.eq(floor.yuan))
                    .execute(conn)
                    .await?
            }
            None => {
                insert_into(wage_floors::table)
                    .values(floor)
                    .on_conflict_do_nothing()
                    .execute(conn)
                    .await?
            }
        };
        if written == 0 {
            let now = standing(conn, &floor.region, floor.valid_from).await?;
            return Err(FloorError::Moved(now));
        }
        record(conn, by, floor, now, Some(floor.yuan)).await?;
        Ok(())
    })
    .await
}

/// Takes a lowest wage back that was entered by mistake.
///
/// # Errors
/// See [`FloorError`].
pub async fn remove_wage_floor(conn: &mut Conn, by: &Account, floor: &WageFloor) -> Result<(), FloorError> {
    own(by, &floor.region)?;
    conn.transaction(async |conn| {
        let now = standing(conn, &floor.region, floor.valid_from).await?;
        if now != Some(floor.yuan) {
            return Err(FloorError::Moved(now));
        }
        delete(wage_floors::table.find((&floor.region, floor.valid_from)))
            .execute(conn)
            .await?;
        record(conn, by, floor, now, None).await?;
        Ok(())
    })
    .await
}

fn own(by: &Account, region: &str) -> Result<(), FloorError> {
    match &by.role {
        Role::Province { province } if is_within(province, region) => Ok(()),
        _ => Err(FloorError::NotFound),
    }
}

async fn standing(conn: &mut Conn, region: &str, valid_from: NaiveDate) -> QueryResult<Option<i32>> {
    wage_floors::table
        .find((region, valid_from))
        .select(wage_floors::yuan)
        .for_update()
        .first(conn)
        .await
        .optional()
}

async fn record(
    conn: &mut Conn,
    by: &Account,
    floor: &WageFloor,
    before: Option<i32>,
    after: Option<i32>,
) -> QueryResult<()> {
    let detail = json!({ "valid_from": floor.valid_from, "before": before, "after": after });
    // A region is named by its code, which is a number.
    let entry = Entry::of(by, "settings.wage_floor", "wage_floor", floor.region.parse().ok()).with(detail);
    audit::write(conn, &entry).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(region: &str, yuan: &str, valid_from: &str) -> Result<WageFloor, Wrong> {
        let typed = [("region", region), ("yuan", yuan), ("valid_from", valid_from)];
        let typed = typed.map(|(field, text)| (field.to_owned(), text.to_owned()));
        WageFloor::read(&Typed(typed.into()), "320000")
    }

    #[test]
    fn a_province_enters_the_wages_of_its_own_regions() {
        let floor = read("江苏省南京市", "2490", "2026-01-01").expect("in order");
        assert_eq!((floor.region.as_str(), floor.yuan), ("320100", 2490));
        assert!(read("浙江省", "2490", "2026-01-01").is_err_and(|wrong| wrong.contains_key("region")));
    }

    #[test]
    fn a_wage_without_amount_or_day_is_none() {
        for (yuan, day, field) in [
            ("", "2026-01-01", "yuan"),
            ("0", "2026-01-01", "yuan"),
            ("2490.5", "2026-01-01", "yuan"),
            ("2490", "", "valid_from"),
            ("2490", "明年", "valid_from"),
        ] {
            let wrong = read("320000", yuan, day).expect_err("wrong");
            assert_eq!(wrong.into_keys().collect::<Vec<_>>(), [field]);
        }
    }
}
