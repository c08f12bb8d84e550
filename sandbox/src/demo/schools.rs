//! The schools: the demonstration school, a second one of another province and mode, and four that only warn.

use chrono::{DateTime, Days, Utc};
use serde::Serialize;
use wq_core::{
    case::{AgreementForm, ReviewMode},
    db::Conn,
};

use super::{
    calendar,
    departments::{DEMONSTRATION, Department, SECOND},
    insert::{Row, insert},
};

/// A school of the demonstration.
pub(super) struct School {
    /// Its number in the database.
    pub id: i64,
    pub code: &'static str,
    pub name: &'static str,
    pub province: &'static str,
    pub mode: ReviewMode,
    pub form: AgreementForm,
    pub departments: &'static [Department],
}

/// The schools with students. One form of agreement holds for a whole province, so they are of two provinces.
pub(super) const SCHOOLS: [School; 2] = [
    School {
        id: 1,
        code: "90001",
        name: "江苏示范大学",
        province: "320000",
        mode: ReviewMode::DepartmentThenSchool,
        form: AgreementForm::TwoParty,
        departments: DEMONSTRATION,
    },
    School {
        id: 2,
        code: "90002",
        name: "浙江示范学院",
        province: "330000",
        mode: ReviewMode::SchoolOnly,
        form: AgreementForm::ThreeParty,
        departments: SECOND,
    },
];

/// Schools without students here: code, name and province.
const OTHERS: [(&str, &str, &str); 4] = [
    ("90003", "安徽示范大学", "340000"),
    ("90004", "山东示范学院", "370000"),
    ("90005", "上海示范大学", "310000"),
    ("90006", "湖北示范大学", "420000"),
];

/// The numbers of all schools.
pub(super) fn ids() -> impl Iterator<Item = i64> {
    1..=(SCHOOLS.len() + OTHERS.len()) as i64
}

/// Lowest monthly wages, region and yuan.
const WAGE_FLOORS: [(&str, i32); 8] = [
    ("110000", 2540),
    ("310000", 2740),
    ("320000", 2490),
    ("330000", 2490),
    ("340000", 2060),
    ("370000", 2200),
    ("420000", 2210),
    ("440000", 2500),
];

#[derive(Serialize)]
struct Cohort {
    year: i32,
    is_current: bool,
}

#[derive(Serialize)]
struct SchoolRow {
    id: i64,
    code: &'static str,
    name: &'static str,
    province: &'static str,
}

#[derive(Serialize)]
struct ProvinceSetting {
    province: &'static str,
    cohort: i32,
    agreement_form: &'static str,
}

#[derive(Serialize)]
struct Setting {
    school_id: i64,
    cohort: i32,
    signing_open: bool,
    paper_open: bool,
    destination_open: bool,
    review_mode: &'static str,
    termination_limit: i32,
    acted_at: DateTime<Utc>,
}

#[derive(Serialize)]
struct Handler {
    school_id: i64,
    cohort: i32,
    level: &'static str,
    name: &'static str,
    telephone: &'static str,
    address: &'static str,
    postcode: &'static str,
    set_at: DateTime<Utc>,
}

#[derive(Serialize)]
struct WageFloor {
    region: &'static str,
    yuan: i32,
    valid_from: &'static str,
}

impl Row for Cohort {
    const TABLE: &'static str = "cohorts";
}
impl Row for SchoolRow {
    const TABLE: &'static str = "schools";
}
impl Row for ProvinceSetting {
    const TABLE: &'static str = "province_settings";
}
impl Row for Setting {
    const TABLE: &'static str = "school_settings";
}
impl Row for Handler {
    const TABLE: &'static str = "handlers";
}
impl Row for WageFloor {
    const TABLE: &'static str = "wage_floors";
}

/// Writes cohorts, schools and their settings. The last cohort is the current one.
pub(super) async fn write(conn: &mut Conn, cohorts: &[i32], now: DateTime<Utc>) -> anyhow::Result<()> {
    let current = cohorts.last().copied().unwrap_or_default();
    let rows = cohorts.iter().map(|&year| Cohort {
        year,
        is_current: year == current,
    });
    insert(conn, &rows.collect::<Vec<_>>()).await?;
    insert(conn, &schools()).await?;
    let (mut provinces, mut settings, mut handlers) = (Vec::new(), Vec::new(), Vec::new());
    for &cohort in cohorts {
        let opened = calendar::roster_day(cohort, current, now) + Days::new(3);
        for school in &SCHOOLS {
            provinces.push(ProvinceSetting {
                province: school.province,
                cohort,
                agreement_form: school.form.as_str(),
            });
            settings.push(setting(school, cohort, opened));
            handlers.extend(handlers_of(school, cohort, opened));
        }
    }
    insert(conn, &provinces).await?;
    insert(conn, &settings).await?;
    insert(conn, &handlers).await?;
    let floors = WAGE_FLOORS.map(|(region, yuan)| WageFloor {
        region,
        yuan,
        valid_from: "2025-01-01",
    });
    insert(conn, &floors).await
}

fn schools() -> Vec<SchoolRow> {
    let with_students = SCHOOLS
        .iter()
        .map(|school| (school.code, school.name, school.province));
    let all = with_students.chain(OTHERS);
    ids()
        .zip(all)
        .map(|(id, (code, name, province))| SchoolRow {
            id,
            code,
            name,
            province,
        })
        .collect()
}

fn setting(school: &School, cohort: i32, acted_at: DateTime<Utc>) -> Setting {
    Setting {
        school_id: school.id,
        cohort,
        signing_open: true,
        paper_open: true,
        destination_open: true,
        review_mode: school.mode.as_str(),
        termination_limit: 3,
        acted_at,
    }
}

/// The demonstration school sets its handlers by level, the other one for the whole school (3.5).
fn handlers_of(school: &School, cohort: i32, set_at: DateTime<Utc>) -> Vec<Handler> {
    let handler = |level, name, telephone| Handler {
        school_id: school.id,
        cohort,
        level,
        name,
        telephone,
        address: if school.id == 1 {
            "江苏省南京市栖霞区示范路1号大学生就业指导中心"
        } else {
            "浙江省杭州市钱塘区学府街2号就业办公室"
        },
        postcode: if school.id == 1 { "210023" } else { "310018" },
        set_at,
    };
    match school.mode {
        ReviewMode::DepartmentThenSchool => vec![
            handler("undergraduate", "何静怡", "025-85550101"),
            handler("graduate", "宋知远", "025-85550102"),
        ],
        ReviewMode::SchoolOnly => vec![handler("all", "潘立诚", "0571-85550201")],
    }
}
