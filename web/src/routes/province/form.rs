//! 就业协议书类型: two-party or three-party, by cohort (rule 3.1).

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::{
    case::AgreementForm,
    codes::region_name,
    db::Conn,
    settings::{CohortForm, FormError, province_forms, set_form},
};

use crate::{
    fault::Fault,
    response::{Flash, ok, page, to},
    routes::settings::{form_badge, form_name},
    submission::Submission,
    view::{
        confirm::{Confirm, confirm},
        form::{Choice, Field, Posted},
        list::Link,
        settings::province as view,
    },
    visitor::Visitor,
};

const LIST: &str = "/province/settings";
const FIELD: &str = "agreement_form";

/// `GET /province/settings`
#[handler]
pub async fn list(visitor: &Visitor) -> Result<Response, Fault> {
    let province = visitor.province()?;
    let forms = forms(visitor, &mut *visitor.conn().await?).await?;
    let page = view::ProvinceSettings {
        province: region_name(province).into(),
        cohorts: forms.iter().map(row).collect(),
    };
    Ok(ok(visitor, "签约设置", view::settings(&page)))
}

fn row(form: &CohortForm) -> view::Cohort {
    view::Cohort {
        name: format!("{}届", form.cohort),
        form: form_badge(form.form),
        change: match form.lock {
            None => Ok(Link::new("设置", address(form.cohort))),
            Some(lock) => Err(lock.to_string()),
        },
    }
}

/// `GET /province/settings/{cohort}`
#[handler]
pub async fn ask(visitor: &Visitor, Path(cohort): Path<i32>) -> Result<Response, Fault> {
    let now = one(visitor, &mut *visitor.conn().await?, cohort).await?;
    match now.lock {
        Some(lock) => Err(Fault::Forbidden(Some(lock.to_string()))),
        None => {
            let posted = now
                .form
                .iter()
                .fold(Posted::new(), |posted, form| posted.with(FIELD, form.as_str()));
            Ok(form(visitor, StatusCode::OK, &now, posted))
        }
    }
}

/// `POST /province/settings/{cohort}`
#[handler]
pub async fn set(visitor: &Visitor, Path(cohort): Path<i32>, typed: Submission) -> Result<Response, Fault> {
    let account = visitor.account()?;
    let mut conn = visitor.conn().await?;
    let now = one(visitor, &mut conn, cohort).await?;
    let posted = || Posted::new().with(FIELD, typed.get(FIELD));
    let Some(wanted) = AgreementForm::parse(typed.get(FIELD)) else {
        let posted = posted().refuse(FIELD, "请选择两方协议或三方协议");
        return Ok(form(visitor, StatusCode::UNPROCESSABLE_ENTITY, &now, posted));
    };
    match set_form(&mut conn, account, cohort, seen(typed.version()), wanted).await {
        Ok(()) => {
            visitor.say(Flash::FormSet);
            Ok(to(LIST))
        }
        Err(FormError::Moved) => {
            let now = one(visitor, &mut conn, cohort).await?;
            let others = format!(
                "本省其他用户刚刚将{cohort}届就业协议书类型设置为“{}”，您的设置没有保存，请核对后再提交。",
                now.form.map_or("未设置", form_name)
            );
            let posted = posted().refuse_all(others);
            Ok(form(visitor, StatusCode::CONFLICT, &now, posted))
        }
        Err(FormError::Locked(lock)) => {
            let posted = posted().refuse(FIELD, lock.to_string());
            Ok(form(visitor, StatusCode::UNPROCESSABLE_ENTITY, &now, posted))
        }
        Err(FormError::NotFound) => Err(Fault::NotFound),
        Err(FormError::Database(error)) => Err(error.into()),
    }
}

fn form(visitor: &Visitor, status: StatusCode, now: &CohortForm, posted: Posted) -> Response {
    let cohort = now.cohort;
    let choices = AgreementForm::ALL.map(|form| Choice::new(form.as_str(), form_name(form)));
    let body = Confirm {
        title: format!("{cohort}届就业协议书类型"),
        consequences: vec![
            "两方协议——甲方：用人单位、乙方：毕业生，需学校（院系）鉴证。".into(),
            "三方协议——甲方：用人单位、乙方：毕业生、丙方：学校，需学校（院系）审核。".into(),
            "设置后，本省学校用户才可开启使用网签平台；毕业生或用人单位有任何操作后，不可再修改。".into(),
        ],
        fields: vec![Field::radio(FIELD, "就业协议书类型", choices.into()).required()],
        upload: None,
        posted,
        action: address(cohort),
        csrf: visitor.csrf.clone(),
        version: Some(number(now.form)),
        button: "提交".into(),
        grave: false,
        back: Link::new("返回", LIST),
    };
    page(visitor, status, &body.title, confirm(&body))
}

/// The form that a page was drawn from, as the number that the page carries.
fn number(form: Option<AgreementForm>) -> i64 {
    match form {
        None => 0,
        Some(AgreementForm::TwoParty) => 1,
        Some(AgreementForm::ThreeParty) => 2,
    }
}

fn seen(version: i32) -> Option<AgreementForm> {
    AgreementForm::ALL
        .into_iter()
        .find(|form| number(Some(*form)) == i64::from(version))
}

fn address(cohort: i32) -> String {
    format!("{LIST}/{cohort}")
}

async fn forms(visitor: &Visitor, conn: &mut Conn) -> Result<Vec<CohortForm>, Fault> {
    province_forms(conn, visitor.account()?)
        .await?
        .ok_or(Fault::NotFound)
}

async fn one(visitor: &Visitor, conn: &mut Conn, cohort: i32) -> Result<CohortForm, Fault> {
    let mut forms = forms(visitor, conn).await?.into_iter();
    forms.find(|form| form.cohort == cohort).ok_or(Fault::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_carries_the_form_that_it_was_drawn_from() {
        for form in [
            None,
            Some(AgreementForm::TwoParty),
            Some(AgreementForm::ThreeParty),
        ] {
            assert_eq!(seen(number(form).try_into().expect("a small number")), form);
        }
    }
}
