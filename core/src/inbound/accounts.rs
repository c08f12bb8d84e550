//! The account feed: school and department officers, made, changed and disabled in the employment system (2.4).

use chrono::{DateTime, Utc};
use diesel::{dsl::now, insert_into, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::Client;
use crate::{
    access::{self, LevelScope, PasswordHash, RoleName},
    audit::{self, Entry},
    db::{
        Conn,
        schema::{accounts, schools},
    },
    ids::{AccountId, SchoolId},
};

/// An account as the employment system sends it. No `Debug`: it names a person and holds a hash.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The sign-in name, the same on both sides.
    pub login: String,
    /// Name of the person or office.
    pub name: String,
    /// `school` or `department`.
    pub role: String,
    /// 院校代码.
    pub school_code: String,
    /// A school officer's levels: `all`, `undergraduate` or `graduate`.
    #[serde(default)]
    pub level: Option<String>,
    /// A department officer's 院系, as the roster writes it (2.1).
    #[serde(default)]
    pub department: Option<String>,
    /// The password's argon2id hash in PHC form; absent: the former one stays, or signing in by password is not possible.
    #[serde(default)]
    pub password_hash: Option<String>,
    /// Removed there.
    #[serde(default)]
    pub disabled: bool,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Taken {
    /// A new account.
    Created,
    /// It differs from what it was.
    Changed,
    /// It can no longer sign in, and was signed out.
    Disabled,
    /// It was just like this.
    Unchanged,
}

/// Why a line is not taken over. The others are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WrongLine {
    /// Sign-in name or name is empty, too long, or holds what cannot be shown.
    Malformed,
    /// The role is neither of the two, or lacks what belongs to it.
    Role,
    /// The hash is not argon2id in PHC form, or asks for more work than a sign-in may cost.
    PasswordHash,
    /// No such school, or not one that this key may send for.
    School,
    /// The sign-in name belongs to an account of another school, or of someone who is no officer.
    LoginTaken,
}

/// What an officer's account must be like. No `Debug`: it names a person.
#[derive(Clone, PartialEq, Eq)]
struct Officer {
    name: String,
    role: RoleName,
    level: Option<LevelScope>,
    department: Option<String>,
}

/// Takes the lines over, each by itself, in one transaction. The answers are in the lines' order. The same feed twice
/// changes nothing.
pub async fn take_accounts(
    conn: &mut Conn,
    client: &Client,
    lines: &[Line],
) -> QueryResult<Vec<Result<Taken, WrongLine>>> {
    conn.transaction(async |conn| {
        let mut answers = Vec::with_capacity(lines.len());
        for line in lines {
            answers.push(take(conn, client, line).await?);
        }
        Ok(answers)
    })
    .await
}

async fn take(conn: &mut Conn, client: &Client, line: &Line) -> QueryResult<Result<Taken, WrongLine>> {
    let officer = match read(line) {
        Ok(officer) => officer,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let Some(school) = school_of(conn, client, &line.school_code).await? else {
        return Ok(Err(WrongLine::School));
    };
    let Some(known) = known(conn, &line.login).await? else {
        return create(conn, client, school, line, &officer).await.map(Ok);
    };
    if known.school != Some(school) || !matches!(known.officer.role, RoleName::School | RoleName::Department)
    {
        return Ok(Err(WrongLine::LoginTaken));
    }
    change(conn, client, school, &known, line, &officer).await.map(Ok)
}

fn read(line: &Line) -> Result<Officer, WrongLine> {
    let fits = |text: &str, most: usize| {
        !text.trim().is_empty() && text.chars().count() <= most && !text.chars().any(char::is_control)
    };
    if !fits(&line.login, 64) || line.login.trim() != line.login || !fits(&line.name, 60) {
        return Err(WrongLine::Malformed);
    }
    if line
        .password_hash
        .as_deref()
        .is_some_and(|hash| !PasswordHash::is_acceptable(hash))
    {
        return Err(WrongLine::PasswordHash);
    }
    let level = line.level.as_deref().map(LevelScope::parse);
    let department = line.department.clone().filter(|department| fits(department, 100));
    let (role, level, department) = match (line.role.as_str(), level, department) {
        ("school", Some(Some(level)), None) => (RoleName::School, Some(level), None),
        ("department", None, Some(department)) => (RoleName::Department, None, Some(department)),
        _ => return Err(WrongLine::Role),
    };
    Ok(Officer {
        name: line.name.clone(),
        role,
        level,
        department,
    })
}

async fn school_of(conn: &mut Conn, client: &Client, code: &str) -> QueryResult<Option<SchoolId>> {
    let found: Option<(SchoolId, String)> = schools::table
        .filter(schools::code.eq(code.replace('\0', "\u{fffd}")))
        .select((schools::id, schools::province))
        .first(conn)
        .await
        .optional()?;
    let may = |(id, province): &(SchoolId, String)| {
        client.school_id == Some(*id) || client.province.as_ref() == Some(province)
    };
    Ok(found.filter(may).map(|(id, _)| id))
}

struct Known {
    id: AccountId,
    school: Option<SchoolId>,
    officer: Officer,
    disabled: bool,
    password_hash: String,
}

async fn known(conn: &mut Conn, login: &str) -> QueryResult<Option<Known>> {
    type Row = (
        AccountId,
        Option<SchoolId>,
        String,
        RoleName,
        Option<LevelScope>,
        Option<String>,
        Option<DateTime<Utc>>,
        String,
    );
    let found: Option<Row> = accounts::table
        .filter(accounts::login.eq(login))
        .select((
            accounts::id,
            accounts::school_id,
            accounts::name,
            accounts::role,
            accounts::level,
            accounts::department,
            accounts::disabled_at,
            accounts::password_hash,
        ))
        .for_update()
        .first(conn)
        .await
        .optional()?;
    Ok(found.map(
        |(id, school, name, role, level, department, disabled_at, password_hash)| Known {
            id,
            school,
            officer: Officer {
                name,
                role,
                level,
                department,
            },
            disabled: disabled_at.is_some(),
            password_hash,
        },
    ))
}

async fn create(
    conn: &mut Conn,
    client: &Client,
    school: SchoolId,
    line: &Line,
    officer: &Officer,
) -> QueryResult<Taken> {
    if line.disabled {
        return Ok(Taken::Unchanged);
    }
    let id: AccountId = insert_into(accounts::table)
        .values((
            accounts::login.eq(&line.login),
            accounts::password_hash.eq(line.password_hash.as_deref().unwrap_or_default()),
            accounts::role.eq(officer.role),
            accounts::name.eq(&officer.name),
            accounts::school_id.eq(school),
            accounts::level.eq(officer.level),
            accounts::department.eq(&officer.department),
        ))
        .returning(accounts::id)
        .get_result(conn)
        .await?;
    note(conn, client, school, id, "account.feed_create").await?;
    Ok(Taken::Created)
}

async fn change(
    conn: &mut Conn,
    client: &Client,
    school: SchoolId,
    known: &Known,
    line: &Line,
    officer: &Officer,
) -> QueryResult<Taken> {
    let hash = line.password_hash.as_ref().unwrap_or(&known.password_hash);
    if known.officer == *officer && known.disabled == line.disabled && *hash == known.password_hash {
        return Ok(Taken::Unchanged);
    }
    let account = update(accounts::table.find(known.id));
    account
        .set((
            accounts::name.eq(&officer.name),
            accounts::role.eq(officer.role),
            accounts::level.eq(officer.level),
            accounts::department.eq(&officer.department),
            accounts::password_hash.eq(hash),
        ))
        .execute(conn)
        .await?;
    let ends = line.disabled && !known.disabled;
    if ends {
        update(accounts::table.find(known.id))
            .set(accounts::disabled_at.eq(now))
            .execute(conn)
            .await?;
    } else if known.disabled && !line.disabled {
        update(accounts::table.find(known.id))
            .set(accounts::disabled_at.eq(None::<DateTime<Utc>>))
            .execute(conn)
            .await?;
    }
    // Another password there means that the old one may be in other hands.
    if line.disabled || *hash != known.password_hash {
        access::close_all(conn, known.id).await?;
    }
    let act = if ends {
        "account.feed_disable"
    } else {
        "account.feed_change"
    };
    note(conn, client, school, known.id, act).await?;
    Ok(if ends { Taken::Disabled } else { Taken::Changed })
}

async fn note(
    conn: &mut Conn,
    client: &Client,
    school: SchoolId,
    id: AccountId,
    act: &str,
) -> QueryResult<()> {
    let entry = Entry::system(act, "account", Some(id.0)).in_school(school);
    audit::write(conn, &entry.with(json!({ "client": client.id }))).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(role: &str, level: Option<&str>, department: Option<&str>) -> Line {
        Line {
            login: "li".into(),
            name: "李老师".into(),
            role: role.into(),
            school_code: "10284".into(),
            level: level.map(Into::into),
            department: department.map(Into::into),
            password_hash: None,
            disabled: false,
        }
    }

    fn wrong(line: &Line) -> Option<WrongLine> {
        read(line).err()
    }

    #[test]
    fn each_role_brings_what_belongs_to_it_and_nothing_else() {
        assert_eq!(wrong(&line("school", Some("all"), None)), None);
        assert_eq!(wrong(&line("department", None, Some("计算机学院"))), None);
        for other in [
            line("school", None, None),
            line("school", Some("none"), None),
            line("school", Some("all"), Some("计算机学院")),
            line("department", None, None),
            line("department", None, Some(" ")),
            line("department", Some("all"), Some("计算机学院")),
            line("operator", None, None),
            line("", None, None),
        ] {
            assert_eq!(
                wrong(&other),
                Some(WrongLine::Role),
                "{} {:?}",
                other.role,
                other.level
            );
        }
    }

    #[test]
    fn names_that_cannot_be_shown_and_hashes_of_another_kind_are_refused() {
        let good = line("school", Some("all"), None);
        for login in ["", " li", "li\u{0}", &"x".repeat(65)] {
            let line = Line {
                login: login.into(),
                ..good.clone()
            };
            assert_eq!(wrong(&line), Some(WrongLine::Malformed));
        }
        let line = Line {
            password_hash: Some("Demo-2027".into()),
            ..good
        };
        assert_eq!(wrong(&line), Some(WrongLine::PasswordHash));
    }
}
