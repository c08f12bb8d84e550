//! A student as the roster tells.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The data of a student on the roster (domain section 17). Codes are those of the national code tables.
///
/// The JSON of this type is the `student` of the system's answers and a line of a roster upload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Student {
    /// 考生号, by which the employment system knows the student.
    pub student_ref: String,
    /// 学号.
    pub student_number: String,
    /// 姓名.
    pub name: String,
    /// 身份证号, 18 characters.
    pub id_number: String,
    /// 性别, code.
    pub gender: String,
    /// 民族, code, two digits.
    pub ethnicity: String,
    /// 政治面貌, code, two digits.
    pub political_status: String,
    /// 出生日期.
    pub birth_date: NaiveDate,
    /// 院校, code, five digits.
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
    /// 学历, code, two digits.
    pub education_level: String,
    /// 学历.
    pub education_level_name: String,
    /// 学制 in years: `4`, `2.5`.
    pub study_years: String,
    /// 学习形式: 全日制, 非全日制.
    pub study_form: String,
    /// 培养方式, code.
    pub training_mode: String,
    /// 定向或委培单位.
    pub entrusting_unit: Option<String>,
    /// 入学时间.
    pub enrolled_on: NaiveDate,
    /// 毕业时间.
    pub graduates_on: NaiveDate,
    /// 生源所在地, six digits.
    pub origin_region: String,
    /// 城乡生源: 城镇, 农村.
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
