//! Students, companies and officers, each with an account. Their names and numbers are made up and occur nowhere else,
//! so that a test can look for them where they must not be.

use diesel::{insert_into, prelude::*};
use diesel_async::RunQueryDsl;
use wq_core::{
    access::{Account, LevelScope, Role, RoleName},
    codes::IdNumber,
    company::{Answer, Verdict, answered},
    db::schema::{accounts, companies, students},
    ids::{AccountId, CompanyId, StudentId},
};

use crate::world::{COHORT, PROVINCE, World};

/// The department of every student.
const DEPARTMENT: &str = "计算机学院";

/// A student of the current cohort, undergraduate, free to sign, who follows the official account.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields of the roster by their names")]
pub struct Student {
    pub id: StudentId,
    pub account: Account,
    /// 考生号.
    pub reference: String,
    pub name: String,
    pub id_number: IdNumber,
    pub mobile: String,
    pub email: String,
    pub openid: String,
}

impl Student {
    /// Everything that points to the person.
    pub fn personal(&self) -> [&str; 6] {
        [
            &self.reference,
            &self.name,
            self.id_number.reveal(),
            &self.mobile,
            &self.email,
            &self.openid,
        ]
    }
}

/// A registered company.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields of the table by their names")]
pub struct Company {
    pub id: CompanyId,
    pub account: Account,
    pub credit_code: String,
    pub name: String,
    pub email: String,
}

impl World {
    /// Adds a student.
    pub async fn student(&self) -> Student {
        let serial = self.next();
        let id_number = IdNumber::complete(&format!("32010120050101{serial:03}")).expect("a number");
        let (reference, name) = (format!("27320101{serial:06}"), format!("王学生{serial}"));
        let (mobile, email) = (format!("138{serial:08}"), format!("student{serial}@example.com"));
        let openid = format!("o-student-{serial:06}");
        let id: StudentId = insert_into(students::table)
            .values((
                (
                    students::school_id.eq(self.school),
                    students::cohort.eq(COHORT),
                    students::ref_.eq(&reference),
                    students::student_no.eq(format!("2023{serial:06}")),
                    students::name.eq(&name),
                    students::id_number.eq(id_number.reveal()),
                    students::gender.eq("1"),
                    students::ethnicity.eq("01"),
                    students::political_status.eq("13"),
                    students::born_on.eq(chrono::NaiveDate::from_ymd_opt(2005, 1, 1).expect("a date")),
                    students::department.eq(DEPARTMENT),
                    students::major_code.eq("080901"),
                    students::major_name.eq("计算机科学与技术"),
                ),
                (
                    students::education_level.eq("31"),
                    students::study_years.eq("4"),
                    students::training_mode.eq("1"),
                    students::enrolled_on.eq(chrono::NaiveDate::from_ymd_opt(2023, 9, 1).expect("a date")),
                    students::graduates_on.eq(chrono::NaiveDate::from_ymd_opt(2027, 6, 30).expect("a date")),
                    students::origin_region.eq("320102"),
                    students::mobile.eq(&mobile),
                    students::email.eq(&email),
                    students::wechat_openid.eq(&openid),
                ),
            ))
            .returning(students::id)
            .get_result(&mut *self.conn().await)
            .await
            .expect("a student");
        let role = Role::Student {
            school: self.school,
            student: id,
        };
        Student {
            id,
            account: self.account(&name, role).await,
            reference,
            name,
            id_number,
            mobile,
            email,
            openid,
        }
    }

    /// Adds a company.
    pub async fn company(&self) -> Company {
        let serial = self.next();
        let (credit_code, name) = (
            format!("91320100M{serial:08}Y"),
            format!("江苏云帆{serial}号软件有限公司"),
        );
        let email = format!("hr{serial}@example.com");
        let id: CompanyId = insert_into(companies::table)
            .values((
                companies::credit_code.eq(&credit_code),
                companies::name.eq(&name),
                companies::nature.eq("39"),
                companies::industry.eq("34"),
                companies::region.eq("320102"),
                companies::contact.eq("周联系"),
                companies::email.eq(&email),
                companies::registered_at.eq(chrono::Utc::now()),
            ))
            .returning(companies::id)
            .get_result(&mut *self.conn().await)
            .await
            .expect("a company");
        Company {
            id,
            account: self.account(&name, Role::Company { company: id }).await,
            credit_code,
            name,
            email,
        }
    }

    /// The enterprise register answers that a company is no more: 吊销，未注销.
    pub async fn no_more(&self, company: &Company) {
        let answer = Answer {
            verdict: Verdict::No,
            status_text: "吊销，未注销".into(),
            abnormal: false,
            seriously_illegal: false,
        };
        answered(&mut *self.conn().await, company.id, answer)
            .await
            .expect("kept");
    }

    /// Adds a school officer for all levels.
    pub async fn officer(&self) -> Account {
        let role = Role::School {
            school: self.school,
            level: LevelScope::All,
        };
        self.account("陈老师", role).await
    }

    /// Adds an officer of the students' department.
    pub async fn department_officer(&self) -> Account {
        let role = Role::Department {
            school: self.school,
            department: DEPARTMENT.into(),
        };
        self.account("刘老师", role).await
    }

    /// Adds an operator.
    pub async fn operator(&self) -> Account {
        self.account("赵运维", Role::Operator).await
    }

    /// Adds an officer of the school's province.
    pub async fn province_officer(&self) -> Account {
        let province = PROVINCE.into();
        self.account("孙处长", Role::Province { province }).await
    }

    /// Adds an account that nobody can sign in to: its password is none.
    pub async fn account(&self, name: &str, role: Role) -> Account {
        let (mut level, mut department, mut student, mut company) = (None, None, None, None);
        let (mut school, mut province) = (None, None);
        let role_name = match &role {
            Role::Province { province: of } => {
                province = Some(of.clone());
                RoleName::Province
            }
            Role::School {
                school: of,
                level: scope,
            } => {
                (school, level) = (Some(*of), Some(*scope));
                RoleName::School
            }
            Role::Department {
                school: of,
                department: part,
            } => {
                (school, department) = (Some(*of), Some(part.clone()));
                RoleName::Department
            }
            Role::Student {
                school: at,
                student: of,
            } => {
                (school, student) = (Some(*at), Some(*of));
                RoleName::Student
            }
            Role::Company { company: of } => {
                company = Some(*of);
                RoleName::Company
            }
            Role::Operator => RoleName::Operator,
        };
        let id: AccountId = insert_into(accounts::table)
            .values((
                accounts::login.eq(format!("account-{}", self.next())),
                accounts::password_hash.eq("none"),
                accounts::role.eq(role_name),
                accounts::name.eq(name),
                accounts::province.eq(province),
                accounts::school_id.eq(school),
                accounts::level.eq(level),
                accounts::department.eq(department),
                accounts::student_id.eq(student),
                accounts::company_id.eq(company),
            ))
            .returning(accounts::id)
            .get_result(&mut *self.conn().await)
            .await
            .expect("an account");
        Account {
            id,
            name: name.to_owned(),
            role,
        }
    }
}
