//! Editing a graduate's data, as the system's own users do: what the platform holds then differs, until it is taken over.

use chrono::NaiveDate;
use maud::{Markup, html};
use poem::{
    Response, handler,
    http::{StatusCode, header},
    web::{Data, Form, Path},
};
use serde::Deserialize;

use super::{SYSTEM, student::Student};
use crate::outside::{Outside, page};

/// What the form changes.
#[derive(Deserialize)]
pub(super) struct Edited {
    name: String,
    id_number: String,
    gender: String,
    ethnicity: String,
    political_status: String,
    student_number: String,
    department: String,
    major_code: String,
    major_name: String,
    education_level: String,
    study_years: String,
    graduates_on: NaiveDate,
}

impl Edited {
    fn of(self, student: Student) -> Student {
        Student {
            name: self.name,
            id_number: self.id_number,
            gender: self.gender,
            ethnicity: self.ethnicity,
            political_status: self.political_status,
            student_number: self.student_number,
            department: self.department,
            major_code: self.major_code,
            major_name: self.major_name,
            education_level: self.education_level,
            study_years: self.study_years,
            graduates_on: self.graduates_on,
            ..student
        }
    }
}

/// `POST /employment/graduates/{student_ref}`
#[handler]
pub(super) fn edit(
    Data(outside): Data<&Outside>,
    Path(student_ref): Path<String>,
    Form(edited): Form<Edited>,
) -> poem::Result<Response> {
    let system = &outside.employment;
    let Some(held) = system.graduate(&student_ref) else {
        return Ok(page::missing());
    };
    system.enrol([edited.of(held.student)]).map_err(page::fault)?;
    let back = format!("{}/graduates/{student_ref}", SYSTEM.path);
    Ok(Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header(header::LOCATION, back)
        .finish())
}

/// The form, with what is held.
pub(super) fn form(student: &Student) -> Markup {
    let field = |name: &str, label: &str, value: &str| {
        html! { label { (label) " " input name=(name) value=(value) maxlength="100" required; } }
    };
    let graduates_on = student.graduates_on.to_string();
    html! {
        h2 { "修改学生信息" }
        form method="post" action={ (SYSTEM.path) "/graduates/" (student.student_ref) } {
            fieldset {
                legend { "修改后，网签平台审核页面会显示与此不一致" }
                (field("name", "姓名", &student.name))
                (field("id_number", "身份证号", &student.id_number))
                (field("gender", "性别（代码）", &student.gender))
                (field("ethnicity", "民族（代码）", &student.ethnicity))
                (field("political_status", "政治面貌（代码）", &student.political_status))
                (field("student_number", "学号", &student.student_number))
                (field("department", "所在院系", &student.department))
                (field("major_code", "专业代码", &student.major_code))
                (field("major_name", "专业名称", &student.major_name))
                (field("education_level", "学历（代码）", &student.education_level))
                (field("study_years", "学制", &student.study_years))
                label { "毕业时间 " input type="date" name="graduates_on" value=(graduates_on) required; }
                button { "保存学生信息" }
            }
        }
    }
}
