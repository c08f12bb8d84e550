//! What the employment system tells of a student. Codes are those of the national code tables.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use wq_core::sync::Destination;

/// 考生号, by which the employment system knows a student. No `Debug`: it leads to a person.
#[derive(Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(transparent)]
pub struct StudentRef(pub String);

/// A student's own contact data, whole. No `Debug`: it leads to a person.
#[derive(Clone, Serialize)]
pub struct Contact {
    /// 手机号码.
    pub mobile: Option<String>,
    /// 电子邮箱.
    pub email: Option<String>,
}

/// What the employment system holds of a student now. No `Debug`: it is a person's data.
#[derive(Clone, Deserialize)]
pub struct Graduate {
    /// The roster data.
    pub student: Student,
    /// The destination last applied; none if none ever was.
    pub destination: Option<Destination>,
    /// The version of that destination; 0 if none ever was.
    pub version: i64,
}

/// The roster's data of a student (domain, section 17). No `Debug`: it is a person's data.
#[derive(Clone, Deserialize)]
pub struct Student {
    /// 考生号.
    pub student_ref: StudentRef,
    /// 学号.
    pub student_number: String,
    /// 姓名.
    pub name: String,
    /// 身份证号.
    pub id_number: String,
    /// 性别, code.
    pub gender: String,
    /// 民族, code.
    pub ethnicity: String,
    /// 政治面貌, code.
    pub political_status: String,
    /// 出生日期.
    pub birth_date: NaiveDate,
    /// 院校, code.
    pub school_code: String,
    /// 院校.
    pub school_name: String,
    /// 所在院系.
    pub department: String,
    /// 所在班级.
    pub class_name: Option<String>,
    /// 专业代码.
    pub major_code: String,
    /// 专业名称.
    pub major_name: String,
    /// 专业方向.
    pub major_direction: Option<String>,
    /// 学历, code.
    pub education_level: String,
    /// 学历.
    pub education_level_name: String,
    /// 学制, in years, such as 4 or 2.5.
    pub study_years: String,
    /// 学习形式.
    pub study_form: String,
    /// 培养方式, code.
    pub training_mode: String,
    /// 定向或委培单位.
    pub entrusting_unit: Option<String>,
    /// 入学时间.
    pub enrolled_on: NaiveDate,
    /// 毕业时间.
    pub graduates_on: NaiveDate,
    /// 生源所在地, region code.
    pub origin_region: String,
    /// 城乡生源.
    pub urban_rural: String,
    /// 师范生类别, code.
    pub normal_student: String,
    /// 困难生类别, code.
    pub hardship: String,
    /// 手机号码.
    pub mobile: Option<String>,
    /// 电子邮箱.
    pub email: Option<String>,
    /// 入学前档案所在单位.
    pub prior_archive_unit: Option<String>,
    /// 入学前户口所在地派出所.
    pub prior_police_station: Option<String>,
    /// 档案是否转入学校.
    pub archive_at_school: bool,
    /// 户口是否转入学校.
    pub household_at_school: bool,
}
