//! Accounts and their roles.

use diesel::prelude::*;

use crate::{
    db::{schema::accounts, text_enum::text_enum},
    ids::{AccountId, CompanyId, SchoolId, StudentId},
};

text_enum! {
    /// The kind of account, as the database keeps it.
    RoleName {
        /// 省级用户.
        Province = "province",
        /// 学校用户.
        School = "school",
        /// 院系用户.
        Department = "department",
        /// 毕业生.
        Student = "student",
        /// 用人单位.
        Company = "company",
        /// 运维管理员.
        Operator = "operator",
    }
}

text_enum! {
    /// The education levels that a school officer is responsible for (2.2).
    LevelScope {
        /// 全部.
        All = "all",
        /// 本专科.
        Undergraduate = "undergraduate",
        /// 研究生.
        Graduate = "graduate",
    }
}

/// What an account is, with exactly what that role needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// Sets the agreement form of a province's schools.
    Province {
        /// Region code of the province.
        province: String,
    },
    /// Reviews for a school.
    School {
        /// The school.
        school: SchoolId,
        /// The levels that the officer sees and decides (2.2).
        level: LevelScope,
    },
    /// Reviews for one department of a school.
    Department {
        /// The school.
        school: SchoolId,
        /// 院系, compared character for character (2.1).
        department: String,
    },
    /// A graduate.
    Student {
        /// The school.
        school: SchoolId,
        /// The row of the roster.
        student: StudentId,
    },
    /// Staff of a company.
    Company {
        /// The company.
        company: CompanyId,
    },
    /// Looks after the running platform.
    Operator,
}

/// Someone who may sign in. The only way to a [`super::Scope`].
#[derive(Debug, Clone)]
pub struct Account {
    /// Its number.
    pub id: AccountId,
    /// The name shown on pages: of the person, or of the company.
    pub name: String,
    /// What it is.
    pub role: Role,
}

impl Account {
    /// The school of the account, where its role has one.
    pub fn school(&self) -> Option<SchoolId> {
        match self.role {
            Role::School { school, .. } | Role::Department { school, .. } | Role::Student { school, .. } => {
                Some(school)
            }
            Role::Province { .. } | Role::Company { .. } | Role::Operator => None,
        }
    }
}

/// The columns that make an [`Account`].
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = accounts, check_for_backend(diesel::pg::Pg))]
pub(super) struct AccountRow {
    id: AccountId,
    name: String,
    role: RoleName,
    province: Option<String>,
    school_id: Option<SchoolId>,
    level: Option<LevelScope>,
    department: Option<String>,
    student_id: Option<StudentId>,
    company_id: Option<CompanyId>,
}

impl AccountRow {
    /// None only for a row that the table's own check refuses.
    pub(super) fn account(self) -> Option<Account> {
        let role = match self.role {
            RoleName::Province => Role::Province {
                province: self.province?,
            },
            RoleName::School => Role::School {
                school: self.school_id?,
                level: self.level?,
            },
            RoleName::Department => Role::Department {
                school: self.school_id?,
                department: self.department?,
            },
            RoleName::Student => Role::Student {
                school: self.school_id?,
                student: self.student_id?,
            },
            RoleName::Company => Role::Company {
                company: self.company_id?,
            },
            RoleName::Operator => Role::Operator,
        };
        Some(Account {
            id: self.id,
            name: self.name,
            role,
        })
    }
}
