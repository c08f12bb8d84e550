//! Everyone who signs in, and who of them acts for whom.

use serde::Serialize;
use wq_core::{case::ReviewMode, db::Conn};

use super::{
    companies::{Company, SIGNED_IN},
    dice::Dice,
    insert::{Row, insert},
    people::Student,
    schools::{SCHOOLS, School},
};

/// An account's row. Unset columns are those that its role may not have.
#[derive(Default, Serialize)]
pub(super) struct Account {
    pub id: i64,
    pub login: String,
    pub password_hash: String,
    pub role: &'static str,
    pub name: String,
    pub province: Option<&'static str>,
    pub school_id: Option<i64>,
    pub level: Option<&'static str>,
    pub department: Option<&'static str>,
    pub student_id: Option<i64>,
    pub company_id: Option<i64>,
    pub email: String,
}

impl Row for Account {
    const TABLE: &'static str = "accounts";
}

/// Accounts of companies and students are numbered from here, so that each follows from what it is for.
const COMPANIES: i64 = 100;
const STUDENTS: i64 = 1_000;

/// The account of a company.
pub(super) fn of_company(company: &Company) -> i64 {
    COMPANIES + company.id
}

/// The account of a student.
pub(super) fn of_student(student: i64) -> i64 {
    STUDENTS + student
}

/// The reviewers of the schools, by their accounts.
pub(super) struct Officers(Vec<Account>);

impl Officers {
    /// The department officer of a student.
    pub(super) fn of_department(&self, school: i64, department: &str) -> Option<i64> {
        let found = self.0.iter().find(|account| {
            account.role == "department"
                && account.school_id == Some(school)
                && account.department == Some(department)
        });
        found.map(|account| account.id)
    }

    /// One of the school officers to whose levels a student belongs (2.2).
    pub(super) fn of_school(&self, school: i64, level: &str, dice: &mut Dice) -> Option<i64> {
        let responsible: Vec<i64> = self
            .0
            .iter()
            .filter(|account| account.role == "school" && account.school_id == Some(school))
            .filter(|account| account.level == Some("all") || account.level == Some(level))
            .map(|account| account.id)
            .collect();
        (!responsible.is_empty()).then(|| dice.pick(&responsible))
    }
}

/// Writes the staff's and the companies' accounts.
pub(super) async fn write(conn: &mut Conn, companies: &[Company], hash: &str) -> anyhow::Result<Officers> {
    let mut staff = vec![
        Account {
            role: "province",
            province: Some("320000"),
            ..named("province", "江苏省就业指导中心")
        },
        school_officer("school", 1, "all", "周敏"),
        school_officer("school-ug", 1, "undergraduate", "何静怡"),
        school_officer("school-pg", 1, "graduate", "宋知远"),
        school_officer("school-b", 2, "all", "潘立诚"),
        Account {
            role: "operator",
            ..named("operator", "运维管理员")
        },
    ];
    staff.extend(SCHOOLS.iter().flat_map(department_officers));
    for (number, account) in (1..).zip(&mut staff) {
        account.id = number;
        account.password_hash = hash.to_owned();
    }
    insert(conn, &staff).await?;
    let of_companies: Vec<Account> = companies
        .iter()
        .filter(|company| company.registered_at.is_some())
        .map(|company| of_its_company(company, hash))
        .collect();
    insert(conn, &of_companies).await?;
    Ok(Officers(staff))
}

fn named(login: &str, name: &str) -> Account {
    Account {
        login: login.to_owned(),
        name: name.to_owned(),
        ..Account::default()
    }
}

fn school_officer(login: &str, school: i64, level: &'static str, name: &str) -> Account {
    Account {
        role: "school",
        school_id: Some(school),
        level: Some(level),
        ..named(login, name)
    }
}

/// Where departments review, each has an officer. The demonstration names `dept-cs` and `dept-law`.
fn department_officers(school: &'static School) -> Vec<Account> {
    if school.mode == ReviewMode::SchoolOnly {
        return Vec::new();
    }
    let officer = |department: &'static super::departments::Department| Account {
        role: "department",
        school_id: Some(school.id),
        department: Some(department.name),
        ..named(
            &format!("dept-{}", department.slug),
            &format!("{}就业专员", department.name),
        )
    };
    school.departments.iter().map(officer).collect()
}

fn of_its_company(company: &Company, hash: &str) -> Account {
    let login = match company.id {
        number if number <= SIGNED_IN as i64 => format!("company-{number:02}"),
        _ => company.credit_code.clone(),
    };
    Account {
        id: of_company(company),
        role: "company",
        company_id: Some(company.id),
        password_hash: hash.to_owned(),
        email: company.email.clone(),
        ..named(&login, &company.name)
    }
}

/// The account of a student, who signs in by the demonstration's name or by the reference (考生号).
pub(super) fn of_its_student(student: &Student, login: Option<String>, hash: &str) -> Account {
    Account {
        id: of_student(student.id),
        role: "student",
        school_id: Some(student.school_id),
        student_id: Some(student.id),
        password_hash: hash.to_owned(),
        ..named(
            &login.unwrap_or_else(|| student.student_ref.clone()),
            &student.name,
        )
    }
}
