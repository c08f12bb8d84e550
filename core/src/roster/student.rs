//! A student's roster data, as pages show them.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::{
    db::schema::students,
    ids::{SchoolId, StudentId},
};

/// Roster data (section 17). Codes are of the national tables.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = students, check_for_backend(diesel::pg::Pg))]
#[expect(missing_docs, reason = "the fields of section 17 by their names")]
pub struct Student {
    pub id: StudentId,
    pub school_id: SchoolId,
    pub cohort: i32,
    #[diesel(column_name = ref_)]
    pub student_ref: String,
    pub student_no: String,
    pub name: String,
    id_number: String,
    pub gender: String,
    pub ethnicity: String,
    pub political_status: String,
    pub department: String,
    pub level: String,
    pub class_name: String,
    pub major_code: String,
    pub major_name: String,
    pub education_level: String,
    pub study_years: String,
    pub training_mode: String,
    pub graduates_on: NaiveDate,
    pub origin_region: String,
    pub mobile: String,
    pub email: String,
    pub dormant_since: Option<DateTime<Utc>>,
}

impl Student {
    /// 身份证号 with its middle hidden.
    pub fn masked_id_number(&self) -> String {
        format!("{}************{}", &self.id_number[..4], &self.id_number[16..])
    }

    /// The whole 身份证号. The caller writes an audit entry.
    pub fn reveal_id_number(&self) -> &str {
        &self.id_number
    }
}
