//! The students.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Serialize;
use wq_core::codes::IdNumber;

use super::{
    departments::{Department, Major},
    dice::Dice,
    insert::Row,
    names,
    schools::School,
};

/// A student, as the row is written.
#[derive(Serialize)]
pub(super) struct Student {
    pub id: i64,
    pub school_id: i64,
    pub cohort: i32,
    #[serde(rename = "ref")]
    pub student_ref: String,
    pub student_no: String,
    pub name: String,
    pub id_number: String,
    pub gender: &'static str,
    pub ethnicity: &'static str,
    pub political_status: &'static str,
    pub born_on: NaiveDate,
    pub department: &'static str,
    pub class_name: String,
    pub major_code: &'static str,
    pub major_name: &'static str,
    pub education_level: &'static str,
    pub study_years: String,
    pub training_mode: &'static str,
    pub commissioned_by: &'static str,
    pub enrolled_on: NaiveDate,
    pub graduates_on: NaiveDate,
    pub origin_region: &'static str,
    pub rural: bool,
    pub normal_student: &'static str,
    pub difficulty: &'static str,
    pub mobile: String,
    pub email: String,
    pub archive_before: &'static str,
    pub household_before: &'static str,
    pub archive_moved: bool,
    pub household_moved: bool,
    pub wechat_openid: Option<String>,
    pub dormant_since: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

impl Row for Student {
    const TABLE: &'static str = "students";
}

impl Student {
    /// 本专科 or 研究生, as the database derives it.
    pub(super) fn level(&self) -> &'static str {
        if self.education_level < "20" {
            "graduate"
        } else {
            "undergraduate"
        }
    }
}

/// What a student's story asks of the person.
#[derive(Clone, Copy, Default)]
pub(super) struct Wish {
    /// 姓名.
    pub name: Option<&'static str>,
    /// The place of the department among the school's.
    pub department: Option<usize>,
    /// 学历, code.
    pub level: Option<&'static str>,
    /// 培养方式, code.
    pub training_mode: Option<&'static str>,
    /// Since how many days the employment system has the student deleted.
    pub dormant: Option<i64>,
    /// For how many days more than usual nothing has happened.
    pub idle: i64,
}

/// Where the students of a cohort are made: numbers go up, ID numbers are never given twice.
pub(super) struct Roster {
    pub(super) last: i64,
    given: HashSet<String>,
}

const ORIGINS: &[&str] = &[
    "320102", "320205", "320311", "320404", "320506", "320682", "320703", "320803", "320902", "321002",
    "321102", "321202", "321302", "330106", "330205", "330402", "340102", "340304", "350203", "360102",
    "370102", "410102", "420102", "430102", "440103", "450103", "500103", "510104", "520102", "530102",
    "610102", "620102", "650102",
];

const ETHNICITIES: &[(i64, &str)] = &[(92, "01"), (2, "03"), (2, "05"), (1, "08"), (1, "15"), (2, "11")];
const POLITICS: &[(i64, &str)] = &[(70, "03"), (14, "01"), (8, "02"), (8, "13")];
const TRAINING: &[(i64, &str)] = &[(955, "1"), (12, "21"), (12, "22"), (6, "41"), (6, "42"), (9, "3")];
const DIFFICULTIES: &[(i64, &str)] = &[(84, "0"), (9, "2"), (4, "1"), (2, "3"), (1, "4")];

/// When a student comes onto the roster, and the cohort's present.
#[derive(Clone, Copy)]
pub(super) struct Cohort {
    pub year: i32,
    pub uploaded: DateTime<Utc>,
    pub now: DateTime<Utc>,
}

impl Roster {
    /// An empty roster.
    pub(super) fn new() -> Self {
        Self {
            last: 0,
            given: HashSet::new(),
        }
    }

    /// The next student of a school and cohort.
    pub(super) fn next(&mut self, school: &School, cohort: Cohort, wish: Wish, dice: &mut Dice) -> Student {
        self.last += 1;
        let (id, year) = (self.last, cohort.year);
        let place = wish
            .department
            .unwrap_or_else(|| id.unsigned_abs() as usize % school.departments.len());
        let department = &school.departments[place];
        let major = major(department, wish, dice);
        let male = dice.chance(48);
        let origin_region = dice.pick(ORIGINS);
        let born_on = born(year, major.level, dice);
        let training_mode = wish.training_mode.unwrap_or_else(|| dice.weighted(TRAINING));
        let enrolled_on = day(year - i32::from(major.years), 9, 1);
        let class = dice.between(1, 4);
        Student {
            id,
            school_id: school.id,
            cohort: year,
            student_ref: format!("{:02}{origin_region}{id:06}", year % 100),
            student_no: format!("{}{place:02}{id:05}", year - i32::from(major.years)),
            name: wish.name.map_or_else(|| names::name(male, dice), str::to_owned),
            id_number: self.id_number(origin_region, born_on, male, dice),
            gender: if male { "1" } else { "2" },
            ethnicity: dice.weighted(ETHNICITIES),
            political_status: dice.weighted(POLITICS),
            born_on,
            department: department.name,
            class_name: format!("{}{}{class}班", major.name, (year - i32::from(major.years)) % 100),
            major_code: major.code,
            major_name: major.name,
            education_level: major.level,
            study_years: major.years.to_string(),
            training_mode,
            commissioned_by: commissioner(training_mode),
            enrolled_on,
            graduates_on: day(year, 6, 30),
            origin_region,
            rural: dice.chance(40),
            normal_student: if department.slug == "education" { "1" } else { "2" },
            difficulty: dice.weighted(DIFFICULTIES),
            mobile: format!("13{:09}", 800_000_000 + id),
            email: format!("s{id}@student.example"),
            archive_before: "生源地县级人才服务中心",
            household_before: "生源地派出所",
            archive_moved: dice.chance(70),
            household_moved: dice.chance(30),
            wechat_openid: dice.chance(85).then(|| format!("o-student-{id}")),
            dormant_since: wish.dormant.map(|days| cohort.now - TimeDelta::days(days)),
            created_at: cohort.uploaded,
        }
    }

    /// An ID number of the region, the birthday and the gender that nobody has yet.
    fn id_number(&mut self, region: &str, born: NaiveDate, male: bool, dice: &mut Dice) -> String {
        loop {
            let order = dice.between(0, 499) * 2 + i64::from(male);
            let body = format!("{region}{}{order:03}", born.format("%Y%m%d"));
            if let Some(number) = IdNumber::complete(&body)
                && self.given.insert(number.reveal().to_owned())
            {
                return number.reveal().to_owned();
            }
        }
    }
}

fn major(department: &'static Department, wish: Wish, dice: &mut Dice) -> &'static Major {
    let wanted = wish
        .level
        .and_then(|level| department.majors.iter().find(|major| major.level == level));
    wanted.unwrap_or_else(|| {
        let weighted: Vec<(i64, &Major)> = department
            .majors
            .iter()
            .map(|major| (major.weight, major))
            .collect();
        dice.weighted(&weighted)
    })
}

/// Bachelors graduate at 22 or so, others earlier or later.
fn born(cohort: i32, level: &str, dice: &mut Dice) -> NaiveDate {
    let age = match level {
        "01" => 29,
        "11" => 25,
        "25" => 24,
        "41" => 21,
        _ => 22,
    };
    dice.day_of_year(day(cohort - age - 1, 9, 1))
}

fn commissioner(training_mode: &str) -> &'static str {
    match training_mode {
        "21" | "22" => "江苏省卫生健康委员会",
        "41" | "42" => "南京市教育局",
        _ => "",
    }
}

pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}
