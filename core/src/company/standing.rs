//! How a company stands: the enterprise register's word (8.2) and schools' warnings (8.3).

use chrono::{DateTime, Utc};
use diesel::{dsl::count_star, insert_into, prelude::*, upsert::excluded};
use diesel_async::RunQueryDsl;

use super::register_status::Verdict;
use crate::{
    db::{
        Conn,
        schema::{company_register, warnings},
    },
    ids::{CompanyId, SchoolId},
};

/// From this many schools on, a warning shows to everyone (12.2).
const EVERYONE_FROM: i64 = 5;

/// The register's last answer, and whether it could be had since.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = company_register, check_for_backend(diesel::pg::Pg))]
pub struct Register {
    /// What the status means for signing.
    pub verdict: Verdict,
    /// 经营状态 as the register words it.
    pub status_text: String,
    /// 经营异常名录.
    pub abnormal: bool,
    /// 严重违法失信.
    pub seriously_illegal: bool,
    /// When this was answered; none: never.
    pub fetched_at: Option<DateTime<Utc>>,
    /// When it was last asked for.
    pub asked_at: DateTime<Utc>,
    /// Why the last question had no answer; none: it had one, or is on its way.
    pub failure: Option<String>,
}

/// How a company stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The enterprise register; none: never asked.
    pub register: Option<Register>,
    /// Is it warned of by the school that looks?
    pub warned_here: bool,
    /// How many schools warn of it, if enough for everyone to be told.
    pub warned_by: Option<i64>,
}

/// How a company stands in the eyes of a school; none: of a company, or of nobody's school.
pub async fn standing(
    conn: &mut Conn,
    company: CompanyId,
    school: Option<SchoolId>,
) -> QueryResult<Standing> {
    let register = company_register::table
        .find(company)
        .select(Register::as_select())
        .first(conn)
        .await
        .optional()?;
    let standing = warnings::table
        .filter(warnings::company_id.eq(company))
        .filter(warnings::withdrawn_at.is_null());
    let schools: i64 = standing.select(count_star()).first(conn).await?;
    let warned_here = match school {
        Some(school) if schools > 0 => {
            let here = standing.filter(warnings::school_id.eq(school));
            diesel::select(diesel::dsl::exists(here)).get_result(conn).await?
        }
        _ => false,
    };
    Ok(Standing {
        register,
        warned_here,
        warned_by: Some(schools).filter(|&schools| schools >= EVERYONE_FROM),
    })
}

/// What the register answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What the status means for signing.
    pub verdict: Verdict,
    /// 经营状态 as the register words it.
    pub status_text: String,
    /// 经营异常名录.
    pub abnormal: bool,
    /// 严重违法失信.
    pub seriously_illegal: bool,
}

impl Answer {
    /// The register has no such company. That is an answer too, and no proof that there is none: a code may be mistyped.
    pub fn not_registered() -> Self {
        Self {
            verdict: Verdict::Unknown,
            status_text: "登记机关查无此单位".into(),
            abnormal: false,
            seriously_illegal: false,
        }
    }
}

/// Keeps an answer with its time.
pub async fn answered(conn: &mut Conn, company: CompanyId, answer: Answer) -> QueryResult<()> {
    let now = Utc::now();
    insert_into(company_register::table)
        .values((
            company_register::company_id.eq(company),
            company_register::verdict.eq(answer.verdict),
            company_register::status_text.eq(answer.status_text),
            company_register::abnormal.eq(answer.abnormal),
            company_register::seriously_illegal.eq(answer.seriously_illegal),
            company_register::fetched_at.eq(Some(now)),
            company_register::asked_at.eq(now),
            company_register::failure.eq(None::<String>),
        ))
        .on_conflict(company_register::company_id)
        .do_update()
        .set((
            company_register::verdict.eq(excluded(company_register::verdict)),
            company_register::status_text.eq(excluded(company_register::status_text)),
            company_register::abnormal.eq(excluded(company_register::abnormal)),
            company_register::seriously_illegal.eq(excluded(company_register::seriously_illegal)),
            company_register::fetched_at.eq(excluded(company_register::fetched_at)),
            company_register::asked_at.eq(excluded(company_register::asked_at)),
            company_register::failure.eq(excluded(company_register::failure)),
        ))
        .execute(conn)
        .await
        .map(drop)
}

/// The register could not be asked. The last answer stays, and is shown with its age.
pub async fn unanswered(conn: &mut Conn, company: CompanyId, why: &str) -> QueryResult<()> {
    insert_into(company_register::table)
        .values((
            company_register::company_id.eq(company),
            company_register::verdict.eq(Verdict::Unknown),
            company_register::failure.eq(why),
        ))
        .on_conflict(company_register::company_id)
        .do_update()
        .set((
            company_register::asked_at.eq(Utc::now()),
            company_register::failure.eq(why),
        ))
        .execute(conn)
        .await
        .map(drop)
}
