//! What an agreement says: the company as of signing, the post, pay and term, and the optional rest (section 17).

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::{
    codes::{self, List},
    company::Company,
    db::schema::agreements,
    ids::CaseId,
    typed::{Reader, Typed, Wrong},
};

/// The most that is believed as monthly pay or damages, in yuan.
const MOST_YUAN: i32 = 10_000_000;

/// The terms of an agreement. Money in whole yuan, pay before tax and a month; regions and categories are codes.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = agreements, treat_none_as_null = true, check_for_backend(diesel::pg::Pg))]
#[expect(
    missing_docs,
    reason = "the fields of section 17 by their names; the migration says what each means"
)]
pub struct Terms {
    pub company_name: String,
    pub credit_code: String,
    pub nature: String,
    pub industry: String,
    pub region: String,
    pub address: String,
    pub postcode: String,
    pub contact: String,
    pub telephone: String,
    pub mobile: String,
    pub email: String,
    pub job_category: String,
    pub job_title: String,
    pub work_place: String,
    pub pay: i32,
    pub probation_months: i32,
    pub probation_pay: Option<i32>,
    pub term_from: Option<NaiveDate>,
    pub term_to: Option<NaiveDate>,
    pub report_on: Option<NaiveDate>,
    pub benefits: String,
    pub takes_archive: bool,
    pub takes_household: bool,
    pub archive_unit: String,
    pub archive_address: String,
    pub archive_postcode: String,
    pub archive_contact: String,
    pub archive_telephone: String,
    pub household_address: String,
    pub damages: Option<i32>,
    pub other_terms: String,
}

impl Terms {
    /// Reads the form of an agreement; the company's part is what it registered.
    pub fn read(typed: &Typed, company: &Company, cohort: i32) -> Result<Self, Wrong> {
        let mut reader = Reader::new(typed);
        let terms = Self::checked(&mut reader, company.clone(), cohort);
        reader.finish(terms)
    }

    /// Reads the terms beside a company, and what has to fit together in them.
    pub(super) fn checked(reader: &mut Reader<'_>, company: Company, cohort: i32) -> Self {
        let terms = Self::fields(reader, company, cohort);
        if let (Some(from), Some(to)) = (terms.term_from, terms.term_to)
            && to <= from
        {
            reader.mark("contract_to", "合同结束日期应晚于开始日期");
        }
        if terms.probation_months > 0 && terms.probation_pay.is_none() {
            reader.mark("probation_salary", "有试用期的，请填写试用期薪酬");
        }
        terms
    }

    /// The terms as the form would have sent them, to begin an edit with. The company's part is not the form's.
    pub fn typed(&self) -> Typed {
        let number = |amount: Option<i32>| amount.map_or_else(String::new, |amount| amount.to_string());
        let date = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
        let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
        let fields = [
            ("job_category", self.job_category.clone()),
            ("job_title", self.job_title.clone()),
            ("work_region", codes::region_name(&self.work_place).to_owned()),
            ("salary", self.pay.to_string()),
            ("probation_months", self.probation_months.to_string()),
            ("probation_salary", number(self.probation_pay)),
            ("contract_from", date(self.term_from)),
            ("contract_to", date(self.term_to)),
            ("report_on", date(self.report_on)),
            ("benefits", self.benefits.clone()),
            ("takes_archive", yes(self.takes_archive)),
            ("takes_household", yes(self.takes_household)),
            ("archive_unit", self.archive_unit.clone()),
            ("archive_address", self.archive_address.clone()),
            ("archive_postcode", self.archive_postcode.clone()),
            ("archive_contact", self.archive_contact.clone()),
            ("archive_phone", self.archive_telephone.clone()),
            ("household_address", self.household_address.clone()),
            ("penalty", self.damages.unwrap_or(0).to_string()),
            ("other_terms", self.other_terms.clone()),
        ];
        let fields = fields.into_iter().map(|(field, text)| (field.to_owned(), text));
        Typed(fields.collect())
    }

    fn fields(reader: &mut Reader<'_>, company: Company, cohort: i32) -> Self {
        Self {
            company_name: company.name,
            credit_code: company.credit_code,
            nature: company.nature,
            industry: company.industry,
            region: company.region,
            address: company.address,
            postcode: company.postcode,
            contact: company.contact,
            telephone: company.telephone,
            mobile: company.mobile,
            email: company.email,
            job_category: reader.code("job_category", "工作职位类别", List::JobCategory, cohort),
            job_title: reader.required("job_title", "职位名称", 60),
            work_place: reader.region("work_region", "工作地点"),
            pay: reader.required_whole("salary", "薪酬", 0..=MOST_YUAN),
            probation_months: reader.required_whole("probation_months", "试用期，没有的填 0", 0..=6),
            probation_pay: reader.whole("probation_salary", 0..=MOST_YUAN),
            term_from: reader.required_date("contract_from", "合同开始日期"),
            term_to: reader.date("contract_to"),
            report_on: reader.required_date("report_on", "报到日期"),
            benefits: reader.text("benefits", 200),
            takes_archive: reader.yes("takes_archive"),
            takes_household: reader.yes("takes_household"),
            archive_unit: reader.text("archive_unit", 100),
            archive_address: reader.text("archive_address", 200),
            archive_postcode: reader.postcode("archive_postcode"),
            archive_contact: reader.text("archive_contact", 50),
            archive_telephone: reader.telephone("archive_phone"),
            household_address: reader.text("household_address", 200),
            damages: Some(reader.required_whole("penalty", "违约金，没有约定的填 0", 0..=MOST_YUAN)),
            other_terms: reader.text("other_terms", 500),
        }
    }
}

/// Terms that belong to a case.
#[derive(Insertable)]
#[diesel(table_name = agreements)]
pub(super) struct Agreement {
    pub case_id: CaseId,
    #[diesel(embed)]
    pub terms: Terms,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(changes: &[(&str, &str)]) -> Typed {
        let mut typed = Typed::default();
        for (field, value) in [
            ("job_category", "13"),
            ("job_title", "软件工程师"),
            ("work_region", "320102"),
            ("salary", "9000"),
            ("probation_months", "3"),
            ("probation_salary", "7500"),
            ("contract_from", "2027-07-01"),
            ("contract_to", "2030-06-30"),
            ("report_on", "2027-07-01"),
            ("penalty", "0"),
        ]
        .iter()
        .chain(changes)
        {
            typed.0.insert((*field).into(), (*value).into());
        }
        typed
    }

    #[test]
    fn a_form_in_order_gives_terms_with_the_companys_registered_details() {
        let company = Company::made_up();
        let terms = Terms::read(&typed(&[]), &company, 2027).expect("in order");
        assert_eq!(terms.company_name, company.name);
        assert_eq!(
            (terms.pay, terms.probation_pay, terms.damages),
            (9000, Some(7500), Some(0))
        );
    }

    #[test]
    fn terms_put_back_into_the_form_and_read_again_are_the_same() {
        let company = Company::made_up();
        let changes = [
            ("takes_archive", "yes"),
            ("benefits", "六险一金"),
            ("archive_phone", "025-80000000"),
        ];
        let terms = Terms::read(&typed(&changes), &company, 2027).expect("in order");
        assert_eq!(Terms::read(&terms.typed(), &company, 2027), Ok(terms));
    }

    #[test]
    fn a_term_that_ends_before_it_begins_is_marked() {
        let wrong = Terms::read(
            &typed(&[("contract_to", "2027-07-01")]),
            &Company::made_up(),
            2027,
        )
        .expect_err("wrong");
        assert_eq!(wrong.into_keys().collect::<Vec<_>>(), ["contract_to"]);
    }

    #[test]
    fn a_probation_needs_its_pay_and_lasts_six_months_at_most() {
        let read = |changes: &[(&str, &str)]| Terms::read(&typed(changes), &Company::made_up(), 2027);
        assert!(
            read(&[("probation_salary", "")])
                .expect_err("wrong")
                .contains_key("probation_salary")
        );
        assert!(
            read(&[("probation_months", "7")])
                .expect_err("wrong")
                .contains_key("probation_months")
        );
        assert!(read(&[("probation_months", "0"), ("probation_salary", "")]).is_ok());
    }
}
