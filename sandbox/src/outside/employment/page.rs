//! The pages of the employment system: the roster with what was reported, the pushes, one student.

use maud::{Markup, html};
use poem::{
    IntoResponse, Response, Route, get, handler,
    http::{StatusCode, header},
    web::{Data, Form, Path, Query},
};

use super::{
    SYSTEM,
    destination::Destination,
    edit,
    push::{Outcome, Push},
    state::{Dispatch, Graduate, State},
    student::Student,
};
use crate::outside::{
    Outside,
    page::{self, Look},
};

pub(super) fn routes(app: Route, system: &super::Employment) -> Route {
    let app = app
        .at("/employment", get(show))
        .at(
            "/employment/graduates/:student_ref",
            get(show_graduate).post(edit::edit),
        )
        .at(
            "/employment/graduates/:student_ref/dispatch",
            poem::post(edit_dispatch),
        );
    page::switch_route(app, &SYSTEM, system.switch())
}

#[handler]
fn show(Data(outside): Data<&Outside>, Query(look): Query<Look>) -> Markup {
    let system = &outside.employment;
    let body = system.inner.store.read(|state| {
        html! {
            (pushes(state, None, &look))
            (roster(state, &look))
            (page::refused(&state.refused, &look))
        }
    });
    page::system(&SYSTEM, system.switch(), &look, body)
}

#[handler]
fn show_graduate(Data(outside): Data<&Outside>, Path(student_ref): Path<String>) -> Response {
    let body = outside.employment.inner.store.read(|state| {
        let graduate = state.graduate(&student_ref)?;
        Some(html! {
            p { a href=(SYSTEM.path) { "返回就业管理系统" } }
            (reported(graduate))
            (dispatch_form(graduate))
            (pushes(state, Some(&student_ref), &Look::default()))
            (edit::form(&graduate.student))
            (student_data(&graduate.student))
        })
    });
    match body {
        Some(body) => page::shell(&format!("毕业生 {student_ref}"), false, body).into_response(),
        None => page::missing(),
    }
}

#[handler]
fn edit_dispatch(
    Data(outside): Data<&Outside>,
    Path(student_ref): Path<String>,
    Form(dispatch): Form<Dispatch>,
) -> poem::Result<Response> {
    // A form with every field empty takes the record away.
    let dispatch = (dispatch != Dispatch::default()).then_some(dispatch);
    if !outside
        .employment
        .set_dispatch(&student_ref, dispatch)
        .map_err(page::fault)?
    {
        return Ok(page::missing());
    }
    let back = format!("{}/graduates/{student_ref}", SYSTEM.path);
    Ok(Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header(header::LOCATION, back)
        .finish())
}

fn roster(state: &State, look: &Look) -> Markup {
    let found = |graduate: &&Graduate| {
        let student = &graduate.student;
        look.finds(&[
            &student.name,
            &student.student_ref,
            &student.student_number,
            &student.department,
        ])
    };
    let mut rows: Vec<_> = state.graduates().filter(found).collect();
    rows.sort_by_key(|graduate| (std::cmp::Reverse(graduate.version), &graduate.student.student_ref));
    rows.truncate(page::SHOWN);
    html! {
        (page::heading("毕业生", rows.len(), state.enrolled() as u64))
        div.wide tabindex="0" { table {
            thead { tr {
                th { "考生号" } th { "学号" } th { "姓名" } th { "院系" } th { "毕业去向" } th { "单位" } th { "版本" }
                th { "报到证/户档" }
            } }
            tbody { @for graduate in rows { (graduate_row(graduate)) } }
        } }
    }
}

fn graduate_row(graduate: &Graduate) -> Markup {
    let student = &graduate.student;
    html! {
        tr {
            td { (graduate_link(&student.student_ref)) }
            td { (student.student_number) }
            td { (student.name) }
            td { (student.department) }
            @match &graduate.destination {
                Some(destination) => { td { (category(destination)) } td { (employer(destination)) } }
                None => { td.faint { "未报送" } td {} }
            }
            td { (graduate.version) }
            td { @if graduate.dispatch.is_some() { "有" } @else { "无" } }
        }
    }
}

/// The pushes, of one student or of all.
fn pushes(state: &State, of: Option<&str>, look: &Look) -> Markup {
    let name = |push: &Push| {
        state
            .graduate(&push.student_ref)
            .map_or("", |graduate| &graduate.student.name)
    };
    let found = |push: &Push| {
        let company = push
            .destination
            .company
            .as_ref()
            .map_or("", |company| &company.name);
        of.is_none_or(|of| of == push.student_ref)
            && look.finds(&[
                &push.student_ref,
                name(push),
                company,
                &push.destination.category_name,
            ])
    };
    let rows: Vec<_> = state
        .pushes
        .newest_first()
        .filter(|(_, push)| found(push))
        .take(page::SHOWN)
        .collect();
    let total = if of.is_some() {
        rows.len() as u64
    } else {
        state.pushes.total()
    };
    html! {
        (page::heading("收到的推送", rows.len(), total))
        div.wide tabindex="0" { table {
            thead { tr {
                th { "时间" } th { "考生号" } th { "姓名" } th { "版本" } th { "毕业去向" } th { "单位" } th { "应答" }
                th { "幂等键" }
            } }
            tbody { @for (_, push) in rows { tr {
                td { (page::time(push.at)) }
                td { (graduate_link(&push.student_ref)) }
                td { (name(push)) }
                td { (push.version) }
                td { (category(&push.destination)) }
                td { (employer(&push.destination)) }
                (outcome(&push.outcome))
                td.faint { (push.idempotency_key) }
            } } }
        } }
    }
}

fn outcome(outcome: &Outcome) -> Markup {
    match outcome {
        Outcome::Applied => html! { td.good { "200 已采用" } },
        Outcome::AlreadyHad => html! { td { "208 已有此版本" } },
        Outcome::Newer(held) => html! { td { "409 已有版本 " (held) } },
        Outcome::NoSuchStudent => html! { td.bad { "404 查无此学生" } },
        Outcome::Refused(reasons) => html! {
            td.bad { "422 " @for reason in reasons { (reason.field) "：" (reason.message) "；" } }
        },
        Outcome::Switched(status) => html! { td.bad { (status) " 开关设为拒绝" } },
    }
}

fn reported(graduate: &Graduate) -> Markup {
    html! {
        h2 { "报送的毕业去向" }
        @match &graduate.destination {
            None => p.faint { "未报送" },
            Some(destination) => (fields(&[
                ("版本", graduate.version.to_string()),
                ("毕业去向", format!("{} {}", destination.category_code, destination.category_name)),
                ("签约/登记时间", destination.registered_at.to_rfc3339()),
                ("协议编号", text(&destination.agreement_number)),
                ("证明材料", text(&destination.proof_kind)),
                ("职位类别", text(&destination.job_category)),
                ("单位", destination.company.as_ref().map(|company| company.name.clone()).unwrap_or_default()),
                ("信用代码", destination.company.as_ref().map(|company| text(&company.credit_code)).unwrap_or_default()),
                ("单位性质", destination.company.as_ref().map(|company| text(&company.nature)).unwrap_or_default()),
                ("单位行业", destination.company.as_ref().map(|company| text(&company.industry)).unwrap_or_default()),
                ("单位所在地", destination.company.as_ref().map(|company| text(&company.region)).unwrap_or_default()),
            ])),
        }
    }
}

fn dispatch_form(graduate: &Graduate) -> Markup {
    let dispatch = graduate.dispatch.clone().unwrap_or_default();
    let action = format!(
        "{}/graduates/{}/dispatch",
        SYSTEM.path, graduate.student.student_ref
    );
    let field = |name: &str, label: &str, value: &str| {
        html! { label { (label) " " input name=(name) value=(value) maxlength="100"; } }
    };
    html! {
        h2 { "报到证 / 户档" }
        form method="post" action=(action) {
            fieldset {
                legend { @if graduate.dispatch.is_some() { "由本系统用户维护，待就业推送会清空" } @else { "尚无记录" } }
                (field("certificate_number", "报到证编号", &dispatch.certificate_number))
                (field("certificate_unit", "报到证签往单位", &dispatch.certificate_unit))
                (field("archive_unit", "档案转寄单位", &dispatch.archive_unit))
                (field("household_address", "户口迁转地址", &dispatch.household_address))
                button { "保存" }
            }
        }
    }
}

fn student_data(student: &Student) -> Markup {
    let yes = |yes: bool| if yes { "是" } else { "否" }.to_owned();
    html! {
        h2 { "学生信息" }
        (fields(&[
            ("考生号", student.student_ref.clone()),
            ("学号", student.student_number.clone()),
            ("姓名", student.name.clone()),
            ("身份证号", student.id_number.clone()),
            ("性别", student.gender.clone()),
            ("民族", student.ethnicity.clone()),
            ("政治面貌", student.political_status.clone()),
            ("出生日期", student.birth_date.to_string()),
            ("院校", format!("{} {}", student.school_code, student.school_name)),
            ("所在院系", student.department.clone()),
            ("所在班级", text(&student.class_name)),
            ("专业", format!("{} {}", student.major_code, student.major_name)),
            ("专业方向", text(&student.major_direction)),
            ("学历", format!("{} {}", student.education_level, student.education_level_name)),
            ("学制", student.study_years.clone()),
            ("学习形式", student.study_form.clone()),
            ("培养方式", student.training_mode.clone()),
            ("定向或委培单位", text(&student.entrusting_unit)),
            ("入学时间", student.enrolled_on.to_string()),
            ("毕业时间", student.graduates_on.to_string()),
            ("生源所在地", student.origin_region.clone()),
            ("城乡生源", student.urban_rural.clone()),
            ("师范生类别", student.normal_student.clone()),
            ("困难生类别", student.hardship.clone()),
            ("手机号码", text(&student.mobile)),
            ("电子邮箱", text(&student.email)),
            ("入学前档案所在单位", text(&student.prior_archive_unit)),
            ("入学前户口所在地派出所", text(&student.prior_police_station)),
            ("档案是否转入学校", yes(student.archive_at_school)),
            ("户口是否转入学校", yes(student.household_at_school)),
        ]))
    }
}

fn fields(fields: &[(&str, String)]) -> Markup {
    html! { dl.fields { @for (label, value) in fields { div { dt { (label) } dd { (value) } } } } }
}

fn text(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

fn category(destination: &Destination) -> Markup {
    html! { (destination.category_code) " " (destination.category_name) }
}

fn employer(destination: &Destination) -> Markup {
    html! { @if let Some(company) = &destination.company { (company.name) } }
}

fn graduate_link(student_ref: &str) -> Markup {
    html! { a href={ (SYSTEM.path) "/graduates/" (student_ref) } { (student_ref) } }
}
