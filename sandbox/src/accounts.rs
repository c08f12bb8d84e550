//! The accounts of the demonstration: what the start prints and what loading the demonstration makes.
//!
//! They exist in the demonstration database only. Production has no default account.

/// The password of every demonstration account.
pub const PASSWORD: &str = "Demo-2027";

/// Who an account is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// 省级用户
    Province,
    /// 学校用户
    School,
    /// 院系用户
    Department,
    /// 毕业生
    Student,
    /// 用人单位
    Company,
    /// 运维管理员
    Operator,
}

impl Role {
    /// The page on which this role signs in.
    pub fn sign_in_page(self) -> &'static str {
        match self {
            Self::Province | Self::School | Self::Department | Self::Operator => "/login/staff",
            Self::Student => "/login/student",
            Self::Company => "/login/company",
        }
    }
}

/// One account, or a numbered row of accounts of the same role.
#[derive(Clone, Copy, Debug)]
pub struct Account {
    /// The sign-in name, without the number where there are several.
    pub name: &'static str,
    /// How many there are, numbered from 01; `None` is one account without a number.
    pub count: Option<u8>,
    /// Who it is for.
    pub role: Role,
    /// What is special about it.
    pub note: &'static str,
}

impl Account {
    /// The sign-in names: `student-01`, `student-02`, … or the name alone.
    pub fn sign_ins(&self) -> impl Iterator<Item = String> {
        let name = self.name;
        let single = self.count.is_none().then(|| name.to_owned());
        single
            .into_iter()
            .chain((1..=self.count.unwrap_or(0)).map(move |number| format!("{name}-{number:02}")))
    }

    /// The sign-in names as one word for a table: `student-01 … student-20`.
    pub fn label(&self) -> String {
        match self.count {
            None => self.name.to_owned(),
            Some(count) => format!("{0}-01 … {0}-{count:02}", self.name),
        }
    }
}

/// Every demonstration account, in the order in which they are shown.
pub const ACCOUNTS: [Account; 10] = [
    account("province", Role::Province, "province officer, Jiangsu"),
    account(
        "school",
        Role::School,
        "school officer, all levels, two-step review",
    ),
    account("school-ug", Role::School, "school officer, undergraduate level"),
    account("school-pg", Role::School, "school officer, graduate level"),
    account("dept-cs", Role::Department, "department officer"),
    account("dept-law", Role::Department, "department officer"),
    account(
        "school-b",
        Role::School,
        "officer of a second school, school-only review, three-party",
    ),
    several(
        "student",
        20,
        Role::Student,
        "students in many states, 01 and 02 free to act",
    ),
    several(
        "company",
        5,
        Role::Company,
        "companies, 04 not in existence, 05 warned by six schools",
    ),
    account("operator", Role::Operator, "operator"),
];

const fn account(name: &'static str, role: Role, note: &'static str) -> Account {
    Account {
        name,
        count: None,
        role,
        note,
    }
}

const fn several(name: &'static str, count: u8, role: Role, note: &'static str) -> Account {
    Account {
        name,
        count: Some(count),
        role,
        note,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn numbered_accounts_count_from_one() {
        let company = several("company", 5, Role::Company, "");
        assert_eq!(company.sign_ins().last().as_deref(), Some("company-05"));
        assert_eq!(company.label(), "company-01 … company-05");
        assert_eq!(
            account("school", Role::School, "").sign_ins().collect::<Vec<_>>(),
            ["school"]
        );
    }

    #[test]
    fn no_two_accounts_share_a_sign_in() {
        let names: Vec<String> = ACCOUNTS.iter().flat_map(Account::sign_ins).collect();
        assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len());
        assert_eq!(names.len(), 33);
    }
}
