//! The form of an agreement that the student writes down.

use chrono::NaiveDate;

use super::Form;
use crate::{
    agreement::{Terms, parts::SIGNED_ON},
    codes::{CreditCode, List, region_name},
    company::{Company, misnamed},
    contact::{Email, Mobile},
    db::{Conn, QueryError},
    time,
    typed::{Reader, Typed, Wrong},
};

/// The field of the files.
pub const FILES: &str = "files";

/// Every field of the form but its files.
pub const FIELDS: [&str; 31] = [
    "credit_code",
    "company_name",
    "nature",
    "industry",
    "region",
    "address",
    "postcode",
    "contact",
    "telephone",
    "mobile",
    "email",
    "job_category",
    "job_title",
    "work_region",
    "report_on",
    "salary",
    "probation_months",
    "probation_salary",
    "contract_from",
    "contract_to",
    "penalty",
    "takes_archive",
    "takes_household",
    "archive_unit",
    "archive_address",
    "archive_postcode",
    "archive_contact",
    "archive_phone",
    "household_address",
    "benefits",
    "other_terms",
];

/// A form in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What it says.
    pub terms: Terms,
    /// When it was signed, where it is on paper already.
    pub signed_on: Option<NaiveDate>,
}

impl Written {
    /// Reads the form for a student of a cohort. A credit code whose check digit is wrong is taken, and shown to the reviewers; a
    /// company that is registered here goes by the name that it registered.
    pub async fn read(
        conn: &Conn,
        typed: &Typed,
        form: Form,
        cohort: i32,
    ) -> Result<Result<Self, Wrong>, QueryError> {
        let mut reader = Reader::new(typed);
        let company = company(typed, &mut reader, cohort);
        if let Some(sentence) = misnamed(conn, &company.credit_code, &company.name).await? {
            reader.mark("company_name", sentence);
        }
        let signed_on = match form {
            Form::Offline => None,
            Form::Paper => signed_on(&mut reader),
        };
        let terms = Terms::checked(&mut reader, company, cohort);
        Ok(reader.finish(Self { terms, signed_on }))
    }
}

/// 单位信息, as the student writes it.
fn company(typed: &Typed, reader: &mut Reader<'_>, cohort: i32) -> Company {
    let code = CreditCode::parse(typed.get("credit_code"));
    if code.is_none() {
        reader.mark("credit_code", "请填写 18 位统一社会信用代码");
    }
    let mobile = typed.get("mobile");
    if !mobile.is_empty() && Mobile::parse(mobile).is_none() {
        reader.mark("mobile", "手机号码为 11 位，没有的可不填");
    }
    let email = typed.get("email");
    if !email.is_empty() && Email::parse(email).is_none() {
        reader.mark("email", "请填写正确的电子邮箱，没有的可不填");
    }
    if typed.get("telephone").is_empty() {
        reader.mark("telephone", "请填写联系电话");
    }
    Company {
        name: reader.required("company_name", "单位名称", 100),
        credit_code: code.map(|code| code.as_str().to_owned()).unwrap_or_default(),
        nature: reader.code("nature", "单位性质", List::UnitNature, cohort),
        industry: reader.code("industry", "单位行业", List::UnitIndustry, cohort),
        region: reader.region("region", "单位所在地"),
        address: reader.required("address", "单位地址", 200),
        postcode: reader.postcode("postcode"),
        contact: reader.required("contact", "联系人", 30),
        telephone: reader.telephone("telephone"),
        mobile: reader.text("mobile", 20),
        email: reader.text("email", 100),
    }
}

/// 签约日期: nobody has signed tomorrow.
fn signed_on(reader: &mut Reader<'_>) -> Option<NaiveDate> {
    let date = reader.required_date(SIGNED_ON, "签约日期");
    if date.is_some_and(|date| date > time::today()) {
        reader.mark(SIGNED_ON, "签约日期不能晚于今天");
    }
    date
}

/// A form that says what an agreement says, to be edited.
pub fn as_typed(terms: &Terms, signed_on: Option<NaiveDate>) -> Typed {
    let number = |number: Option<i32>| number.map(|number| number.to_string()).unwrap_or_default();
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let region = |code: &str| region_name(code).to_owned();
    let values = [
        terms.credit_code.clone(),
        terms.company_name.clone(),
        terms.nature.clone(),
        terms.industry.clone(),
        region(&terms.region),
        terms.address.clone(),
        terms.postcode.clone(),
        terms.contact.clone(),
        terms.telephone.clone(),
        terms.mobile.clone(),
        terms.email.clone(),
        terms.job_category.clone(),
        terms.job_title.clone(),
        region(&terms.work_place),
        date(terms.report_on),
        terms.pay.to_string(),
        terms.probation_months.to_string(),
        number(terms.probation_pay),
        date(terms.term_from),
        date(terms.term_to),
        number(terms.damages),
        yes(terms.takes_archive),
        yes(terms.takes_household),
        terms.archive_unit.clone(),
        terms.archive_address.clone(),
        terms.archive_postcode.clone(),
        terms.archive_contact.clone(),
        terms.archive_telephone.clone(),
        terms.household_address.clone(),
        terms.benefits.clone(),
        terms.other_terms.clone(),
    ];
    let mut typed: Typed = Typed(FIELDS.map(str::to_owned).into_iter().zip(values).collect());
    typed.0.insert(SIGNED_ON.to_owned(), date(signed_on));
    typed
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::agreement::parts::difference;

    fn typed(changes: &[(&str, &str)]) -> Typed {
        let good = [
            ("credit_code", "91350100M000100Y44"),
            ("company_name", "福建云帆软件有限公司"),
            ("nature", "39"),
            ("industry", "34"),
            ("region", "320102"),
            ("address", "玄武大道 1 号"),
            ("contact", "周敏"),
            ("telephone", "025-80000000"),
            ("job_category", "13"),
            ("job_title", "软件工程师"),
            ("work_region", "320102"),
            ("report_on", "2027-07-01"),
            ("salary", "9000"),
            ("probation_months", "0"),
            ("contract_from", "2027-07-01"),
            ("penalty", "0"),
        ];
        let fields = good.iter().chain(changes);
        Typed(
            fields
                .map(|(field, value)| ((*field).into(), (*value).into()))
                .collect(),
        )
    }

    fn read(changes: &[(&str, &str)]) -> Result<Terms, Wrong> {
        let typed = typed(changes);
        let mut reader = Reader::new(&typed);
        let company = company(&typed, &mut reader, 2027);
        let terms = Terms::checked(&mut reader, company, 2027);
        reader.finish(terms)
    }

    #[test]
    fn a_wrong_check_digit_is_taken_and_a_wrong_shape_is_not() {
        assert_eq!(read(&[]).expect("taken").credit_code, "91350100M000100Y44");
        let wrong = read(&[("credit_code", "9135"), ("mobile", "1"), ("email", "a@b\r\nc")]);
        let fields: Vec<_> = wrong.expect_err("three").into_keys().collect();
        assert_eq!(fields, ["credit_code", "email", "mobile"]);
        let impossible = [
            ("telephone", "abc"),
            ("postcode", "1234"),
            ("archive_phone", "-"),
            ("archive_postcode", "x"),
        ];
        let fields: Vec<_> = read(&impossible).expect_err("four").into_keys().collect();
        assert_eq!(
            fields,
            ["archive_phone", "archive_postcode", "postcode", "telephone"]
        );
        assert!(read(&[("telephone", "")]).is_err_and(|wrong| wrong["telephone"] == "请填写联系电话"));
    }

    #[test]
    fn what_was_written_reads_the_same_when_it_is_edited() {
        let terms = read(&[("contract_to", "2030-06-30"), ("takes_archive", "yes")]).expect("in order");
        let again = as_typed(&terms, None);
        let mut reader = Reader::new(&again);
        let company = company(&again, &mut reader, 2027);
        let read = Terms::checked(&mut reader, company, 2027);
        assert_eq!(reader.finish(read).expect("in order"), terms);
    }

    #[test]
    fn nobody_has_signed_tomorrow() {
        let tomorrow = (time::today() + chrono::TimeDelta::days(1)).to_string();
        for (date, fits) in [("2026-05-01", true), (tomorrow.as_str(), false), ("", false)] {
            let typed = typed(&[("signed_on", date)]);
            let mut reader = Reader::new(&typed);
            signed_on(&mut reader);
            assert_eq!(reader.finish(()).is_ok(), fits, "{date}");
        }
    }

    #[test]
    fn what_is_written_otherwise_than_before_is_kept_with_its_day_and_nothing_else() {
        let (before, after) = (read(&[]).expect("in order"), read(&[("salary", "9500")]));
        let after = after.expect("in order");
        let days = |is: &str| (SIGNED_ON, "2026-05-01".into(), is.into());
        assert_eq!(difference(&before, &before, days("2026-05-01")), None);
        let (was, is) = difference(&before, &after, days("2026-05-01")).expect("the pay");
        assert_eq!((was, is), (json!({ "pay": 9000 }), json!({ "pay": 9500 })));
        let (was, is) = difference(&before, &before, days("2026-05-02")).expect("the day");
        let day = |day: &str| json!({ "signed_on": day });
        assert_eq!((was, is), (day("2026-05-01"), day("2026-05-02")));
    }
}
