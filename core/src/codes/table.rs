//! The code tables in memory.

use std::{collections::HashMap, sync::LazyLock};

use crate::db::text_enum::text_enum;

text_enum! {
    /// A code table.
    List {
        /// 毕业去向类别.
        Destination = "destination",
        /// 单位性质.
        UnitNature = "unit_nature",
        /// 单位行业.
        UnitIndustry = "unit_industry",
        /// 工作职位类别.
        JobCategory = "job_category",
        /// 经营状态.
        EnterpriseStatus = "enterprise_status",
        /// 学历.
        EducationLevel = "education_level",
        /// 学制, in years.
        StudyYears = "study_years",
        /// 培养方式.
        TrainingMode = "training_mode",
        /// 性别.
        Gender = "gender",
        /// 民族.
        Ethnicity = "ethnicity",
        /// 政治面貌.
        PoliticalStatus = "political_status",
        /// 师范生类别.
        NormalStudent = "normal_student",
        /// 困难生类别.
        Difficulty = "difficulty",
        /// Provinces, prefectures and counties.
        Region = "region",
    }
}

impl List {
    const fn file(self) -> &'static str {
        match self {
            List::Destination => include_str!("../../codes/destination.csv"),
            List::UnitNature => include_str!("../../codes/unit_nature.csv"),
            List::UnitIndustry => include_str!("../../codes/unit_industry.csv"),
            List::JobCategory => include_str!("../../codes/job_category.csv"),
            List::EnterpriseStatus => include_str!("../../codes/enterprise_status.csv"),
            List::EducationLevel => include_str!("../../codes/education_level.csv"),
            List::StudyYears => include_str!("../../codes/study_years.csv"),
            List::TrainingMode => include_str!("../../codes/training_mode.csv"),
            List::Gender => include_str!("../../codes/gender.csv"),
            List::Ethnicity => include_str!("../../codes/ethnicity_gb3304.csv"),
            List::PoliticalStatus => include_str!("../../codes/political_gb4762.csv"),
            List::NormalStudent => include_str!("../../codes/normal_student.csv"),
            List::Difficulty => include_str!("../../codes/difficulty.csv"),
            List::Region => include_str!("../../codes/regions_2026.csv"),
        }
    }
}

/// One row of a code table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The table.
    pub list: List,
    /// The code itself.
    pub code: String,
    /// Its Chinese name.
    pub name: String,
    /// The code above it, where the table is a tree.
    pub parent: Option<String>,
    /// The first cohort that uses it.
    pub from_cohort: i32,
    /// The last cohort that uses it.
    pub to_cohort: i32,
}

impl Code {
    /// Is the code in use for this cohort?
    pub fn serves(&self, cohort: i32) -> bool {
        (self.from_cohort..=self.to_cohort).contains(&cohort)
    }
}

static TABLES: LazyLock<HashMap<List, Vec<Code>>> =
    LazyLock::new(|| List::ALL.iter().map(|&list| (list, read(list))).collect());
static NAMES: LazyLock<HashMap<(List, &'static str), &'static str>> = LazyLock::new(|| {
    TABLES
        .values()
        .flatten()
        .map(|code| ((code.list, code.code.as_str()), code.name.as_str()))
        .collect()
});

/// The name of a code; the code itself where the table does not know it, so that nothing is shown as blank.
pub fn name(list: List, code: &str) -> &str {
    NAMES.get(&(list, code)).copied().unwrap_or(code)
}

/// Is it a code of the table, of whatever cohort?
pub fn knows(list: List, code: &str) -> bool {
    NAMES.contains_key(&(list, code))
}

/// The rows of a table in use for a cohort, in the table's order.
pub fn options(list: List, cohort: i32) -> impl Iterator<Item = &'static Code> {
    all(list).iter().filter(move |code| code.serves(cohort))
}

/// Every row of a table.
pub(super) fn all(list: List) -> &'static [Code] {
    &TABLES[&list]
}

/// Rows without a code of their own, and rows of low confidence, are left out.
fn read(list: List) -> Vec<Code> {
    let mut reader = csv::Reader::from_reader(list.file().as_bytes());
    let headers = reader.headers().expect("a code table has a header").clone();
    let column = |name: &str| headers.iter().position(|header| header == name);
    let (code, label, parent) = (
        column("code").or(column("value")),
        column("name"),
        column("parent"),
    );
    let (confidence, era) = (column("confidence"), column("valid_era"));
    let rows = reader
        .into_records()
        .map(|row| row.expect("a code table is well-formed"));
    rows.filter_map(|row| {
        let cell = |index: Option<usize>| index.and_then(|at| row.get(at)).unwrap_or_default();
        if cell(code).is_empty() || cell(confidence).starts_with("low") {
            return None;
        }
        let (from_cohort, to_cohort) = cohorts(cell(era));
        let name = if label.is_some() { cell(label) } else { cell(code) };
        let parent = Some(cell(parent).to_owned()).filter(|parent| !parent.is_empty());
        Some(Code {
            list,
            code: cell(code).into(),
            name: name.into(),
            parent,
            from_cohort,
            to_cohort,
        })
    })
    .collect()
}

/// "2014-", "2014-2020", "-2013 (a note)" and "~2008-2013": the cohorts that a row is valid for; empty: all.
fn cohorts(era: &str) -> (i32, i32) {
    let years = era.split(' ').next().unwrap_or_default().trim_start_matches('~');
    let (from, to) = years.split_once('-').unwrap_or_default();
    (from.parse().unwrap_or(0), to.parse().unwrap_or(9999))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_low_confidence_are_left_out() {
        assert!(
            !all(List::Destination)
                .iter()
                .any(|c| ["272", "501", "511", "803", "65"].contains(&c.code.as_str()))
        );
        assert!(all(List::Destination).iter().any(|c| c.code == "271"));
    }

    #[test]
    fn a_code_serves_only_the_cohorts_of_its_era() {
        let find = |code| {
            all(List::Destination)
                .iter()
                .find(|c| c.code == code)
                .expect("known")
        };
        assert!(find("27").serves(2020) && !find("27").serves(2021));
        assert!(find("271").serves(2027) && !find("271").serves(2020));
        assert_eq!(cohorts("-2013 (as unit nature)"), (0, 2013));
        assert_eq!(cohorts("~2008-2013"), (2008, 2013));
        assert_eq!(cohorts(""), (0, 9999));
    }

    #[test]
    fn every_table_has_rows_and_no_code_twice() {
        for &list in List::ALL {
            let mut codes: Vec<_> = all(list).iter().map(|c| &c.code).collect();
            assert!(codes.len() >= 3, "{list:?}");
            codes.sort();
            codes.dedup();
            assert_eq!(codes.len(), all(list).len(), "{list:?}");
        }
    }

    #[test]
    fn names_answer_and_unknown_codes_stand_for_themselves() {
        assert_eq!(name(List::TrainingMode, "21"), "定向(不可网签)");
        assert_eq!(name(List::Region, "320100"), "南京市");
        assert_eq!(name(List::Region, "999999"), "999999");
    }
}
