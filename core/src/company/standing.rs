//! How a company stands: the enterprise register's word (8.2) and schools' warnings (8.3).

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{insert_into, prelude::*, upsert::excluded};
use diesel_async::{AsyncConnection, RunQueryDsl};

use super::{register_status::Verdict, warning::Reason};
use crate::{
    db::{
        Conn,
        schema::{companies, company_register, warnings},
    },
    ids::{CompanyId, SchoolId},
    jobs::{enqueue, payloads::LookUpCompany},
    typed::Typed,
};

/// From this many schools on, a warning shows to everyone (12.2).
pub(super) const EVERYONE_FROM: usize = 5;

/// An answer of the register is good for a day.
const FRESH: TimeDelta = TimeDelta::hours(24);

/// The field in which a form says whose warning its reader was told of, see [`Standing::is_news`].
pub const TOLD: &str = "warned";

/// How long a reader is told that the answer is on its way.
const PATIENCE: TimeDelta = TimeDelta::minutes(2);

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

impl Register {
    /// A question is on its way: asked, and neither answered nor failed since. After [`PATIENCE`] nobody waits any more.
    pub fn is_awaited(&self, now: DateTime<Utc>) -> bool {
        let answered = self.fetched_at.is_some_and(|at| at >= self.asked_at);
        !answered && self.failure.is_none() && now - self.asked_at < PATIENCE
    }

    /// The answer is too old to go by, and none is on its way.
    pub fn is_stale(&self, now: DateTime<Utc>) -> bool {
        self.fetched_at.is_none_or(|at| now - at > FRESH) && now - self.asked_at > PATIENCE
    }
}

/// How a company stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// 统一社会信用代码.
    pub credit_code: String,
    /// The enterprise register; none: never asked.
    pub register: Option<Register>,
    /// Why the school that looks warns of it; none: it does not.
    pub warned_here: Option<Reason>,
    /// How many schools warn of it, if enough for everyone to be told.
    pub warned_by: Option<usize>,
    /// Has it shown its 营业执照?
    pub has_licence: bool,
}

impl Standing {
    /// Is it warned of, as far as the one who looks is told?
    pub fn is_warned(&self) -> bool {
        self.warned_here.is_some() || self.warned_by.is_some()
    }

    /// What a form that tells of the warning sends back as [`TOLD`]: the credit code of whom it warns; none where it warns of nobody.
    pub fn warned_of(&self) -> Option<&str> {
        self.is_warned().then_some(self.credit_code.as_str())
    }

    /// Would the warning be news to the one who sends `form`? It came after the page was drawn, or the page named another company.
    pub fn is_news(&self, form: &Typed) -> bool {
        self.warned_of().is_some_and(|code| code != form.get(TOLD))
    }
}

/// The code of a company, whether it has shown its licence, its register, and one of its marks.
type Row = (String, bool, Option<Register>, Option<SchoolId>, Option<Reason>);

/// How a company stands in the eyes of a school; none: of a company, or of nobody's school.
pub async fn standing(
    mut conn: &Conn,
    company: CompanyId,
    school: Option<SchoolId>,
) -> QueryResult<Standing> {
    let standing_marks = warnings::company_id
        .eq(companies::id)
        .and(warnings::withdrawn_at.is_null());
    let rows: Vec<Row> = companies::table
        .left_join(company_register::table)
        .left_join(warnings::table.on(standing_marks))
        .filter(companies::id.eq(company))
        .select((
            companies::credit_code,
            companies::licence.is_not_null(),
            Option::<Register>::as_select(),
            warnings::school_id.nullable(),
            warnings::reason.nullable(),
        ))
        .load(&mut conn)
        .await?;
    let warnings: Vec<(SchoolId, Reason)> = rows
        .iter()
        .filter_map(|(.., school, reason)| (*school).zip(*reason))
        .collect();
    let company = rows.into_iter().next();
    let (credit_code, has_licence, register) = company
        .map_or_else(Default::default, |(code, licence, register, ..)| {
            (code, licence, register)
        });
    let here = warnings.iter().find(|(by, _)| Some(*by) == school);
    Ok(Standing {
        credit_code,
        register,
        warned_here: here.map(|(_, reason)| *reason),
        warned_by: Some(warnings.len()).filter(|&schools| schools >= EVERYONE_FROM),
        has_licence,
    })
}

/// Asks the register for a company, in one transaction with the note that it was asked. A question that waits already
/// stands for this one too: asking twice does no harm.
pub async fn ask(conn: &mut Conn, company: CompanyId) -> QueryResult<()> {
    conn.transaction(async |conn| {
        let now = Utc::now();
        insert_into(company_register::table)
            .values((
                company_register::company_id.eq(company),
                company_register::verdict.eq(Verdict::Unknown),
                company_register::asked_at.eq(now),
            ))
            .on_conflict(company_register::company_id)
            .do_update()
            .set((
                company_register::asked_at.eq(now),
                company_register::failure.eq(None::<String>),
            ))
            .execute(conn)
            .await?;
        let job = LookUpCompany {
            company_id: company.0,
        };
        enqueue(conn, &job).await.map(drop)
    })
    .await
}

/// Asks the register again where its answer is older than a day, or there is none (rule 8.2): whenever a page that shows it is
/// opened. How the company stands then.
pub async fn ask_if_stale(
    conn: &mut Conn,
    company: CompanyId,
    school: Option<SchoolId>,
    known: Standing,
) -> QueryResult<Standing> {
    let now = Utc::now();
    let register = known.register.as_ref();
    if register.is_none_or(|register| register.is_stale(now)) {
        ask(conn, company).await?;
        return standing(conn, company, school).await;
    }
    Ok(known)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn register(asked: TimeDelta, fetched: Option<TimeDelta>, failure: Option<&str>) -> Register {
        let now = Utc::now();
        Register {
            verdict: Verdict::Ok,
            status_text: "存续".into(),
            abnormal: false,
            seriously_illegal: false,
            fetched_at: fetched.map(|ago| now - ago),
            asked_at: now - asked,
            failure: failure.map(Into::into),
        }
    }

    #[test]
    fn r_8_2_an_answer_is_awaited_until_it_comes_fails_or_takes_too_long() {
        let (second, day) = (TimeDelta::seconds(1), TimeDelta::days(2));
        let awaited = |asked, fetched, failure| register(asked, fetched, failure).is_awaited(Utc::now());
        assert!(awaited(second, None, None));
        assert!(awaited(second, Some(day), None));
        assert!(!awaited(second, Some(TimeDelta::zero()), None), "answered");
        assert!(!awaited(second, Some(day), Some("timeout")), "failed");
        assert!(!awaited(PATIENCE * 2, None, None), "too long");
    }

    #[test]
    fn r_12_2_a_warning_is_news_to_who_was_told_of_none_or_of_another_company() {
        let code = "91350100M000100Y43";
        let news = |here: Option<Reason>, told: &str| {
            let standing = Standing {
                credit_code: code.into(),
                register: None,
                warned_here: here,
                warned_by: None,
                has_licence: false,
            };
            standing.is_news(&Typed([(TOLD.to_owned(), told.to_owned())].into()))
        };
        let warned = Some(Reason::Fake);
        assert!(news(warned, ""), "it came meanwhile");
        assert!(news(warned, "91512081MA62K0260E"), "another company was named");
        assert!(!news(warned, code), "the page said so");
        assert!(!news(None, code), "it went meanwhile");
        assert!(!news(None, ""));
    }

    #[test]
    fn r_8_2_an_answer_older_than_a_day_is_stale_unless_it_was_just_asked_for() {
        let stale = |asked, fetched| register(asked, fetched, None).is_stale(Utc::now());
        assert!(stale(FRESH * 2, Some(FRESH * 2)));
        assert!(stale(FRESH, None));
        assert!(!stale(TimeDelta::seconds(1), Some(FRESH * 2)), "asked just now");
        assert!(!stale(TimeDelta::hours(1), Some(TimeDelta::hours(1))));
    }
}
