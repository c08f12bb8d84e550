//! Tells the outside systems whom they know: students, companies, followers.

use std::io;

use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use wq_core::{
    codes::{List, name},
    company::Company,
    db::{
        Pool,
        schema::{companies, schools, students},
    },
};

use super::companies::NOT_IN_EXISTENCE;
use crate::outside::{Outside, employment::Student, register::Enterprise};

/// Enrols all students with the employment system, companies with the register, followers with the official account.
///
/// To be called at every start. What a system knows already stays as its own users have it; the dormant are those whom
/// the employment system has deleted.
///
/// # Errors
///
/// Where the database does not answer, or a journal cannot be written.
pub async fn enrol(outside: &Outside, pool: &Pool) -> anyhow::Result<()> {
    let mut conn = pool.get().await?;
    let graduates: Vec<(Graduate, String, String)> = students::table
        .inner_join(schools::table)
        .filter(students::dormant_since.is_null())
        .order(students::id)
        .select((Graduate::as_select(), schools::code, schools::name))
        .load(&mut conn)
        .await?;
    let unknown = graduates
        .into_iter()
        .filter(|(graduate, ..)| outside.employment.graduate(&graduate.student_ref).is_none())
        .map(|(graduate, code, school)| graduate.enrolled(code, school));
    outside.employment.enrol(unknown)?;
    let employers: Vec<(i64, Company)> = companies::table
        .order(companies::id)
        .select((companies::id, Company::as_select()))
        .load(&mut conn)
        .await?;
    employers
        .into_iter()
        .try_for_each(|(id, company)| register(outside, id, company))?;
    let followers: Vec<Option<String>> = students::table
        .filter(students::wechat_openid.is_not_null())
        .order(students::id)
        .select(students::wechat_openid)
        .load(&mut conn)
        .await?;
    Ok(followers
        .into_iter()
        .flatten()
        .try_for_each(|openid| outside.wechat.follow(&openid))?)
}

/// The columns that make a line of the employment system's roster.
#[derive(Queryable, Selectable)]
#[diesel(table_name = students, check_for_backend(diesel::pg::Pg))]
struct Graduate {
    id: i64,
    #[diesel(column_name = ref_)]
    student_ref: String,
    student_no: String,
    name: String,
    id_number: String,
    gender: String,
    ethnicity: String,
    political_status: String,
    born_on: NaiveDate,
    department: String,
    class_name: String,
    major_code: String,
    major_name: String,
    major_direction: String,
    education_level: String,
    study_years: String,
    study_form: String,
    training_mode: String,
    commissioned_by: String,
    enrolled_on: NaiveDate,
    graduates_on: NaiveDate,
    origin_region: String,
    rural: bool,
    normal_student: String,
    difficulty: String,
    mobile: String,
    email: String,
    archive_before: String,
    household_before: String,
    archive_moved: bool,
    household_moved: bool,
}

impl Graduate {
    /// As the employment system has it. It knows some students better than the platform: what can be taken over with one
    /// click (政治面貌 of `student-05` and of every 25th, 毕业时间 of every 40th), and what cannot (姓名 of `student-12`,
    /// 专业 of every 60th), 8.5.
    fn enrolled(self, school_code: String, school_name: String) -> Student {
        let every = |nth: i64| self.id % nth == 0;
        let political_status = if self.id == 5 || every(25) {
            "02".to_owned()
        } else {
            self.political_status
        };
        let graduates_on = if every(40) {
            self.graduates_on + Days::new(1)
        } else {
            self.graduates_on
        };
        let major_name = if every(60) {
            format!("{}（卓越班）", self.major_name)
        } else {
            self.major_name
        };
        let full_name = if self.id == 12 {
            format!("{}子", self.name)
        } else {
            self.name
        };
        Student {
            student_ref: self.student_ref,
            student_number: self.student_no,
            name: full_name,
            id_number: self.id_number,
            gender: self.gender,
            ethnicity: self.ethnicity,
            political_status,
            birth_date: self.born_on,
            school_code,
            school_name,
            department: self.department,
            class_name: filled(self.class_name),
            major_code: self.major_code,
            major_name,
            major_direction: filled(self.major_direction),
            education_level_name: name(List::EducationLevel, &self.education_level).to_owned(),
            education_level: self.education_level,
            study_years: self.study_years,
            study_form: self.study_form,
            training_mode: self.training_mode,
            entrusting_unit: filled(self.commissioned_by),
            enrolled_on: self.enrolled_on,
            graduates_on,
            origin_region: self.origin_region,
            urban_rural: if self.rural { "农村" } else { "城镇" }.to_owned(),
            normal_student: self.normal_student,
            hardship: self.difficulty,
            mobile: filled(self.mobile),
            email: filled(self.email),
            prior_archive_unit: filled(self.archive_before),
            prior_police_station: filled(self.household_before),
            archive_at_school: self.archive_moved,
            household_at_school: self.household_moved,
        }
    }
}

fn filled(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// Enters a company, unless the register has it already. Most exist; of one the register has never heard.
fn register(outside: &Outside, id: i64, company: Company) -> io::Result<()> {
    const UNHEARD_OF: i64 = 12;
    let known = outside.register.enterprise(&company.credit_code).is_some();
    if known || id == UNHEARD_OF {
        return Ok(());
    }
    let status = match id {
        _ if id == NOT_IN_EXISTENCE as i64 + 1 => "注销",
        9 => "吊销，未注销",
        15 => "迁出",
        _ if id % 3 == 0 => "在业",
        _ => "存续（在营、开业、在册）",
    };
    outside.register.put(Enterprise {
        credit_code: company.credit_code,
        name: company.name,
        status_text: status.to_owned(),
        legal_representative: company.contact,
        address: company.address,
        term_from: NaiveDate::from_ymd_opt(2015, 6, 1),
        term_to: None,
        abnormal: id == 3,
        seriously_illegal: false,
    })
}
