//! Who takes part: two schools that review differently, their students and officers, and two companies.

use chrono::Utc;
use diesel::{insert_into, prelude::*};
use diesel_async::{AsyncConnection, RunQueryDsl, SimpleAsyncConnection};
use wq_core::access::{Account, LevelScope, Role};
use wq_core::case::{By, ReviewMode};
use wq_core::codes::IdNumber;
use wq_core::db::{Conn, migrate, schema};
use wq_core::ids::{AccountId, CompanyId, SchoolId, StudentId};
use wq_sandbox::postgres::PostgresError;
use wq_sandbox::postgres::throwaway::Throwaway;

/// The cohort whose students may act.
pub const CURRENT: i32 = 2027;

/// A student of the roster. Its number is its place in [`STUDENTS`] and one.
#[derive(Debug)]
pub struct Student {
    pub school: i64,
    pub cohort: i32,
    pub department: &'static str,
    pub education_level: &'static str,
    pub training_mode: &'static str,
}

impl Student {
    pub fn level(&self) -> LevelScope {
        if self.education_level < "20" {
            LevelScope::Graduate
        } else {
            LevelScope::Undergraduate
        }
    }
}

const fn student(school: i64, department: &'static str, education_level: &'static str) -> Student {
    Student {
        school,
        cohort: CURRENT,
        department,
        education_level,
        training_mode: "1",
    }
}

/// The students, two of whom may sign no agreement (4.2), and one of whom may only look (4.1).
pub const STUDENTS: [Student; 7] = [
    student(1, CS, "31"),
    student(1, CS, "11"),
    student(1, LAW, "31"),
    Student {
        training_mode: "21",
        ..student(1, CS, "31")
    },
    student(2, CS, "31"),
    Student {
        training_mode: "41",
        ..student(2, LAW, "11")
    },
    Student {
        cohort: 2026,
        ..student(2, LAW, "31")
    },
];

const CS: &str = "计算机学院";
const LAW: &str = "法学院";

/// Companies, numbered from one.
pub const COMPANIES: i64 = 2;

/// Of each school: its mode, and how often a student may ask for termination.
pub const SCHOOLS: [(ReviewMode, i32); 2] =
    [(ReviewMode::DepartmentThenSchool, 1), (ReviewMode::SchoolOnly, 2)];

/// Who gives a command: an account by its place in [`accounts`], or the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Account(usize),
    System,
}

impl Who {
    pub fn all(accounts: &[Account]) -> impl Iterator<Item = Self> + use<> {
        (0..accounts.len()).map(Self::Account).chain([Self::System])
    }

    pub fn by(self, accounts: &[Account]) -> By<'_> {
        match self {
            Self::Account(place) => By::Account(&accounts[place]),
            Self::System => By::System,
        }
    }
}

/// Everyone who signs in. An account's number is its place and one.
pub fn accounts() -> Vec<Account> {
    let school = |school, level| Role::School {
        school: SchoolId(school),
        level,
    };
    let department = |school, department: &str| Role::Department {
        school: SchoolId(school),
        department: department.into(),
    };
    let students = (1..).zip(&STUDENTS).map(|(number, student)| Role::Student {
        school: SchoolId(student.school),
        student: StudentId(number),
    });
    let companies = (1..=COMPANIES).map(|number| Role::Company {
        company: CompanyId(number),
    });
    let officers = [
        school(1, LevelScope::All),
        school(1, LevelScope::Undergraduate),
        school(1, LevelScope::Graduate),
        school(2, LevelScope::All),
        school(2, LevelScope::Graduate),
        department(1, CS),
        department(1, LAW),
        department(2, CS),
        department(2, LAW),
        Role::Province {
            province: "320000".into(),
        },
        Role::Operator,
    ];
    let roles = officers.into_iter().chain(students).chain(companies);
    let account = |(number, role)| Account {
        id: AccountId(number),
        name: String::new(),
        role,
    };
    (1..).zip(roles).map(account).collect()
}

/// The name that a student's invitations must carry.
pub fn name(student: usize) -> String {
    format!("学生{student}")
}

/// The ID number that a student's invitations must carry.
pub fn id_number(student: usize) -> IdNumber {
    IdNumber::complete(&format!("11010520040501{student:03}")).expect("seventeen digits")
}

/// A database with the whole cast on its roster. Returns its address.
pub async fn database() -> String {
    let server = Throwaway::shared().expect("a server");
    let template = server.template("cast", prepare).await.expect("a template");
    server.database(Some(template)).await.expect("a database")
}

async fn prepare(url: String) -> Result<(), PostgresError> {
    migrate(&url).await.expect("migrations");
    let mut conn = Conn::establish(&url).await?;
    conn.batch_execute(include_str!("cast.sql")).await?;
    for (school, (mode, limit)) in (1..).zip(SCHOOLS) {
        use schema::school_settings;
        insert_into(school_settings::table)
            .values((
                school_settings::school_id.eq(school),
                school_settings::cohort.eq(CURRENT),
                school_settings::signing_open.eq(true),
                school_settings::paper_open.eq(true),
                school_settings::destination_open.eq(true),
                school_settings::review_mode.eq(mode),
                school_settings::termination_limit.eq(limit),
            ))
            .execute(&mut conn)
            .await
            .expect("settings");
    }
    for place in 0..STUDENTS.len() {
        enrol(&mut conn, place).await.expect("a student");
    }
    for account in accounts() {
        open(&mut conn, &account).await.expect("an account");
    }
    Ok(())
}

async fn enrol(conn: &mut Conn, place: usize) -> QueryResult<usize> {
    use schema::students;
    let student = &STUDENTS[place];
    let day = Utc::now().date_naive();
    let number = place as i64 + 1;
    insert_into(students::table)
        .values((
            (
                students::id.eq(number),
                students::school_id.eq(student.school),
                students::cohort.eq(student.cohort),
                students::ref_.eq(format!("ref-{number}")),
                students::student_no.eq(format!("no-{number}")),
                students::name.eq(name(place)),
                students::id_number.eq(id_number(place).reveal().to_owned()),
                students::department.eq(student.department),
                students::education_level.eq(student.education_level),
                students::training_mode.eq(student.training_mode),
            ),
            (
                students::gender.eq("1"),
                students::ethnicity.eq("01"),
                students::political_status.eq("03"),
                students::born_on.eq(day),
                students::major_code.eq("080901"),
                students::major_name.eq("计算机科学与技术"),
                students::study_years.eq("4"),
                students::enrolled_on.eq(day),
                students::graduates_on.eq(day),
                students::origin_region.eq("320102"),
                students::mobile.eq(format!("138{number:08}")),
            ),
        ))
        .execute(conn)
        .await
}

async fn open(conn: &mut Conn, account: &Account) -> QueryResult<usize> {
    use schema::accounts as table;
    let login = format!("account-{}", account.id);
    let common = (
        table::id.eq(account.id),
        table::login.eq(login),
        table::password_hash.eq(""),
        table::name.eq(&account.name),
        table::school_id.eq(account.school()),
    );
    let insert = insert_into(table::table);
    match &account.role {
        Role::Province { province } => {
            let own = (table::role.eq("province"), table::province.eq(province));
            insert.values((common, own)).execute(conn).await
        }
        Role::School { level, .. } => {
            let own = (table::role.eq("school"), table::level.eq(*level));
            insert.values((common, own)).execute(conn).await
        }
        Role::Department { department, .. } => {
            let own = (table::role.eq("department"), table::department.eq(department));
            insert.values((common, own)).execute(conn).await
        }
        Role::Student { student, .. } => {
            let own = (table::role.eq("student"), table::student_id.eq(*student));
            insert.values((common, own)).execute(conn).await
        }
        Role::Company { company } => {
            let own = (table::role.eq("company"), table::company_id.eq(*company));
            insert.values((common, own)).execute(conn).await
        }
        Role::Operator => {
            let own = table::role.eq("operator");
            insert.values((common, own)).execute(conn).await
        }
    }
}
