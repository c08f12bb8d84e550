//! 用人单位注册: what a company says of itself, and what becomes of it once its mail address is proved.

use chrono::Utc;
use diesel::{insert_into, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};

use super::{ask, users};
use crate::{
    access::{self, Browser, NewPassword, PasswordHash, SignedIn},
    audit::{self, Entry},
    codes::{self, CreditCode, List},
    contact::{Email, Mobile},
    db::{
        Conn,
        schema::{companies, company_registrations},
    },
    files::{Hash, Ticket, by_ticket},
    ids::{CompanyId, RegistrationId},
    one_time::{Handle, Key, New, Purpose, Refused, Subject, TooSoon, Way, issue, redeem},
    typed::{Reader, Typed, Wrong},
};

/// A registration in order. No `Debug`: it names people.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = company_registrations, check_for_backend(diesel::pg::Pg))]
pub struct Registration {
    credit_code: String,
    name: String,
    nature: String,
    industry: String,
    region: String,
    address: String,
    postcode: String,
    contact: String,
    telephone: String,
    mobile: String,
    email: String,
    /// 营业执照: where its bytes are kept, and its name.
    licence: Option<Hash>,
    licence_name: Option<String>,
}

/// A registration in order, and the ticket of the licence that was uploaded to it.
pub struct Filled {
    registration: Registration,
    licence: Ticket,
}

/// The field in which the licence is chosen.
pub const LICENCE: &str = "licence";

impl Registration {
    /// Reads the form. A credit code whose check digit is wrong is taken only with the field `code_is_right`: some in real use
    /// are.
    pub fn read(typed: &Typed, licence: Option<Ticket>, cohort: i32) -> Result<Filled, Wrong> {
        let mut reader = Reader::new(typed);
        let registration = Self::fields(typed, &mut reader, cohort);
        if licence.is_none() {
            reader.mark(LICENCE, "请上传营业执照");
        }
        match (reader.finish(registration), licence) {
            (Ok(registration), Some(licence)) => Ok(Filled {
                registration,
                licence,
            }),
            (read, _) => Err(read.err().unwrap_or_default()),
        }
    }

    fn fields(typed: &Typed, reader: &mut Reader<'_>, cohort: i32) -> Self {
        Self {
            credit_code: credit_code(typed, reader),
            name: reader.required("name", "单位名称", 100),
            nature: reader.code("nature", "单位性质", List::UnitNature, cohort),
            industry: reader.code("industry", "单位行业", List::UnitIndustry, cohort),
            region: reader.region("region", "单位所在地"),
            address: reader.required("address", "单位地址", 200),
            postcode: reader.postcode("postcode"),
            contact: reader.required("contact", "联系人", 30),
            telephone: reader.telephone("telephone"),
            mobile: mobile(typed, reader),
            email: email(typed, reader),
            licence: None,
            licence_name: None,
        }
    }

    /// Where the link goes.
    pub fn email(&self) -> &str {
        &self.email
    }

    /// 单位名称.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// 统一社会信用代码.
    pub fn credit_code(&self) -> &str {
        &self.credit_code
    }
}

/// Is this a code that has the right shape and a wrong check digit, which its owner may insist on?
pub fn is_doubtful(credit_code: &str) -> bool {
    CreditCode::parse(credit_code).is_some_and(|code| !code.checks())
}

fn credit_code(typed: &Typed, reader: &mut Reader<'_>) -> String {
    match CreditCode::parse(typed.get("credit_code")) {
        Some(code) if code.checks() || reader.yes("code_is_right") => code.as_str().to_owned(),
        Some(_) => {
            reader.mark(
                "credit_code",
                "校验位不正确，请逐位核对；确认无误的，请在下方确认后重新提交",
            );
            String::new()
        }
        None => {
            reader.mark("credit_code", "请填写 18 位统一社会信用代码");
            String::new()
        }
    }
}

fn mobile(typed: &Typed, reader: &mut Reader<'_>) -> String {
    match Mobile::parse(typed.get("mobile")) {
        Some(mobile) => mobile.as_str().to_owned(),
        None => {
            reader.mark("mobile", "请填写 11 位手机号码");
            String::new()
        }
    }
}

fn email(typed: &Typed, reader: &mut Reader<'_>) -> String {
    match Email::parse(typed.get("email")) {
        Some(email) => email.as_str().to_owned(),
        None => {
            reader.mark("email", "请填写正确的电子邮箱");
            String::new()
        }
    }
}

/// Why a registration is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotRegistered {
    /// A company of this code is registered: who works there is taken in by its users.
    Already,
    /// A letter was sent to the address a moment ago.
    TooSoon(TooSoon),
}

/// Keeps the registration until its mail address is proved, and sends the link. Any number may wait for one credit code: the
/// first that proves an address holds.
pub async fn register(conn: &mut Conn, filled: Filled) -> QueryResult<Result<(), NotRegistered>> {
    let Filled {
        mut registration,
        licence,
    } = filled;
    conn.transaction(async |conn| {
        if is_registered(conn, &registration.credit_code).await? {
            return Ok(Err(NotRegistered::Already));
        }
        (registration.licence, registration.licence_name) = by_ticket(conn, &licence).await?.unzip();
        let id: RegistrationId = insert_into(company_registrations::table)
            .values(&registration)
            .returning(company_registrations::id)
            .get_result(conn)
            .await?;
        let new = New {
            purpose: Purpose::Registration,
            way: Way::Mail,
            address: &registration.email,
            subject: Subject::Registration(id),
        };
        Ok(issue(conn, &new).await?.map(drop).map_err(NotRegistered::TooSoon))
    })
    .await
}

/// Another registration of the same company was first.
pub async fn is_taken(conn: &mut Conn, registration: &Registration) -> QueryResult<bool> {
    is_registered(conn, &registration.credit_code).await
}

async fn is_registered(conn: &mut Conn, credit_code: &str) -> QueryResult<bool> {
    let registered = companies::table
        .filter(companies::credit_code.eq(credit_code))
        .filter(companies::registered_at.is_not_null());
    diesel::select(diesel::dsl::exists(registered))
        .get_result(conn)
        .await
}

/// A registration that waits for its link.
pub async fn waiting(conn: &mut Conn, id: RegistrationId) -> QueryResult<Option<Registration>> {
    company_registrations::table
        .find(id)
        .select(Registration::as_select())
        .first(conn)
        .await
        .optional()
}

/// Why a link registers nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotActivated {
    /// The link proves nothing.
    Refused(Refused),
    /// Another registration of the same company was first.
    Already,
    /// The mail address signs in to another account.
    EmailTaken,
}

/// Why everything is taken back.
enum Undone {
    Not(NotActivated),
    Database(diesel::result::Error),
}

impl From<diesel::result::Error> for Undone {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error)
    }
}

/// The link of a registration was opened and a password set: the company is registered from now on, its user signed in,
/// and the register asked how it stands. Where another stands in the way the link is not used up: opened again, it says the same.
pub async fn activate(
    conn: &mut Conn,
    key: &Key,
    handle: &Handle,
    secret: &str,
    password: &NewPassword,
    browser: impl Into<Browser>,
) -> QueryResult<Result<SignedIn, NotActivated>> {
    let (hash, browser) = (PasswordHash::of_new(password).await, browser.into());
    let activated = conn.transaction(async |conn| {
        let proof = match redeem(conn, key, Purpose::Registration, handle, secret).await? {
            Ok(proof) => proof,
            Err(refused) => return Ok(Err(NotActivated::Refused(refused))),
        };
        let Subject::Registration(id) = proof.subject else {
            return Ok(Err(NotActivated::Refused(Refused::Late)));
        };
        let Some(registration) = waiting(conn, id).await? else {
            return Ok(Err(NotActivated::Refused(Refused::Late)));
        };
        let Some(email) = Email::parse(&registration.email) else {
            return Err(Undone::Not(NotActivated::EmailTaken));
        };
        let Some(company) = take_over(conn, &registration).await? else {
            return Err(Undone::Not(NotActivated::Already));
        };
        let Some(account) = users::open(conn, company, &email, &hash).await? else {
            // The company is not registered without a user.
            return Err(Undone::Not(NotActivated::EmailTaken));
        };
        audit::write(
            conn,
            &Entry::of(&account, "company.register", "company", Some(company.0)),
        )
        .await?;
        ask(conn, company).await?;
        let token = access::open(conn, account.id, browser).await?;
        Ok(Ok(SignedIn { account, token }))
    });
    match activated.await {
        Ok(activated) => Ok(activated),
        Err(Undone::Not(why)) => Ok(Err(why)),
        Err(Undone::Database(error)) => Err(error),
    }
}

/// Writes the company, or takes over the row of one that was only named on agreements; none where it is registered.
async fn take_over(conn: &mut Conn, registration: &Registration) -> QueryResult<Option<CompanyId>> {
    let found: Option<(CompanyId, Option<chrono::DateTime<Utc>>)> = companies::table
        .filter(companies::credit_code.eq(&registration.credit_code))
        .select((companies::id, companies::registered_at))
        .for_update()
        .first(conn)
        .await
        .optional()?;
    let details = (
        companies::name.eq(&registration.name),
        companies::nature.eq(&registration.nature),
        companies::industry.eq(&registration.industry),
        companies::region.eq(&registration.region),
        companies::address.eq(&registration.address),
        companies::postcode.eq(&registration.postcode),
        companies::contact.eq(&registration.contact),
        companies::telephone.eq(&registration.telephone),
        companies::mobile.eq(&registration.mobile),
        companies::email.eq(&registration.email),
        companies::licence.eq(&registration.licence),
        companies::licence_name.eq(&registration.licence_name),
        companies::registered_at.eq(Some(Utc::now())),
    );
    match found {
        Some((_, Some(_))) => Ok(None),
        Some((id, None)) => {
            update(companies::table.find(id))
                .set(details)
                .execute(conn)
                .await?;
            Ok(Some(id))
        }
        None => insert_into(companies::table)
            .values((companies::credit_code.eq(&registration.credit_code), details))
            .on_conflict(companies::credit_code)
            .do_nothing()
            .returning(companies::id)
            .get_result(conn)
            .await
            .optional(),
    }
}

/// The choices of 单位性质 and 单位行业 in use, by code.
pub fn choices(list: List, cohort: i32) -> Vec<(&'static str, &'static str)> {
    codes::options(list, cohort)
        .map(|code| (code.code.as_str(), code.name.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const COHORT: i32 = 2027;

    fn form(changes: &[(&str, &str)]) -> Typed {
        let mut typed = Typed::default();
        let good = [
            ("credit_code", "91350100m000100y43"),
            ("name", "福建云帆软件有限公司"),
            ("nature", "39"),
            ("industry", "34"),
            ("region", "320102"),
            ("address", "玄武大道 1 号"),
            ("contact", "周敏"),
            ("mobile", "138 1234 5678"),
            ("email", "HR@Example.com"),
        ];
        for (field, value) in good.iter().chain(changes) {
            typed.0.insert((*field).into(), (*value).into());
        }
        typed
    }

    fn licence() -> Option<Ticket> {
        Ticket::parse(&"0".repeat(32))
    }

    #[test]
    fn a_form_in_order_is_read_and_tidied() {
        let Ok(Filled {
            registration: read, ..
        }) = Registration::read(&form(&[]), licence(), COHORT)
        else {
            panic!("in order")
        };
        assert_eq!(read.credit_code, "91350100M000100Y43");
        assert_eq!(
            (read.mobile.as_str(), read.email()),
            ("13812345678", "HR@example.com")
        );
    }

    #[test]
    fn a_wrong_check_digit_is_taken_when_it_is_confirmed() {
        let doubtful = ("credit_code", "91350100M000100Y44");
        assert!(is_doubtful(doubtful.1) && !is_doubtful("91350100M000100Y43") && !is_doubtful("9"));
        let wrong = Registration::read(&form(&[doubtful]), licence(), COHORT)
            .err()
            .expect("not confirmed");
        assert_eq!(wrong.keys().collect::<Vec<_>>(), [&"credit_code"]);
        assert!(Registration::read(&form(&[doubtful, ("code_is_right", "yes")]), licence(), COHORT).is_ok());
        let shapeless = form(&[("credit_code", "9135"), ("code_is_right", "yes")]);
        assert!(
            Registration::read(&shapeless, licence(), COHORT).is_err(),
            "a shape is not to be confirmed"
        );
    }

    #[test]
    fn every_wrong_field_is_found_at_once() {
        let wrong = [
            ("name", ""),
            ("nature", "0"),
            ("industry", ""),
            ("region", "火星"),
            ("postcode", "12"),
            ("mobile", "1"),
            ("email", "a@b\r\nBcc: c"),
            ("telephone", "\u{0}"),
        ];
        let found = Registration::read(&form(&wrong), None, COHORT)
            .err()
            .expect("wrong");
        assert_eq!(found.len(), wrong.len() + 1, "and the licence");
    }
}
