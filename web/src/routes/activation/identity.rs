//! First step: who it is, and a code to their mobile.

use poem::{Response, handler, http::StatusCode};
use wq_core::{
    access::{NotActivated, begin_activation},
    codes::IdNumber,
    contact::Mobile,
    typed::{Reader, Typed, Wrong},
};

use crate::{
    fault::Fault,
    response::to,
    routes::one_time::form,
    submission::Submission,
    view::{
        entry::Entry,
        form::{Field, Posted},
        list::Link,
    },
    visitor::Visitor,
};

/// `GET /activation`
#[handler]
pub fn show(visitor: &Visitor) -> Response {
    drawn(visitor, StatusCode::OK, Posted::new())
}

/// Who says to be a student. No `Debug`: it is a person's data.
struct Identity {
    name: String,
    id_number: IdNumber,
    mobile: Option<Mobile>,
}

impl Identity {
    fn read(typed: &Typed) -> Result<Self, Wrong> {
        let mut reader = Reader::new(typed);
        let name = reader.required("name", "姓名", 60);
        let id_number = IdNumber::parse(typed.get("id_number"));
        if id_number.is_none() {
            reader.mark("id_number", "请填写 18 位身份证号，并检查最后一位");
        }
        let mobile = Mobile::parse(typed.get("mobile"));
        if mobile.is_none() && !typed.get("mobile").is_empty() {
            reader.mark("mobile", "请填写 11 位手机号码");
        }
        reader.finish(())?;
        let id_number = id_number.ok_or_else(Wrong::new)?;
        Ok(Self {
            name,
            id_number,
            mobile,
        })
    }
}

/// `POST /activation`
#[handler]
pub async fn submit(visitor: &Visitor, typed: Submission) -> Result<Response, Fault> {
    let again = |posted| Ok(drawn(visitor, StatusCode::UNPROCESSABLE_ENTITY, posted));
    let posted = Posted::of(&typed.0);
    let identity = match Identity::read(&typed.0) {
        Ok(identity) => identity,
        Err(wrong) => return again(posted.refuse_each(wrong)),
    };
    visitor
        .app
        .limiters
        .person(visitor.address, identity.id_number.reveal())?;
    let mut conn = visitor.conn().await?;
    let begun = begin_activation(
        &mut conn,
        &identity.name,
        &identity.id_number,
        identity.mobile.as_ref(),
    )
    .await;
    match begun {
        Ok(handle) => Ok(to(&format!("/activation/code?code={}", handle.as_str()))),
        Err(NotActivated::Database(error)) => Err(error.into()),
        Err(NotActivated::NoMatch) => {
            const NO_MATCH: &str = "姓名与身份证号不匹配，请核对后重新填写";
            again(
                posted
                    .refuse("name", NO_MATCH)
                    .refuse("id_number", NO_MATCH)
                    .refuse_all("学生名单中没有姓名与身份证号相符的毕业生。仍有疑问的，请联系学校就业部门。"),
            )
        }
        Err(NotActivated::Active) => {
            again(posted.refuse_all("账号已经激活，请直接登录；忘记密码的，请重置密码。"))
        }
        Err(NotActivated::NoMobile) => {
            again(posted.refuse("mobile", "学生名单中没有您的手机号码，请填写本人手机号码"))
        }
        Err(NotActivated::TooSoon(wait)) => again(posted.refuse_all(wait.sentence())),
    }
}

fn drawn(visitor: &Visitor, status: StatusCode, posted: Posted) -> Response {
    let shown = Entry {
        title: "激活学生账号".into(),
        lead: vec!["首次使用前，请用本人信息激活账号。验证码会发送到学生名单中的手机号码。".into()],
        action: "/activation".into(),
        csrf: visitor.csrf.clone(),
        fields: vec![
            Field {
                autocomplete: Some("name"),
                ..Field::text("name", "姓名").required()
            },
            Field {
                autocomplete: Some("off"),
                max_length: Some(18),
                ..Field::text("id_number", "身份证号").required()
            },
            Field {
                autocomplete: Some("tel"),
                inputmode: Some("tel"),
                ..Field::text("mobile", "手机号码")
            }
            .hint("只在学生名单中没有您的手机号码时使用；名单中的号码已停用的，请联系学校更正"),
        ],
        posted,
        button: "获取验证码".into(),
        links: vec![
            Link::new("已激活，去登录", "/login/student"),
            Link::new("忘记密码", "/password/student"),
        ],
        ..Entry::default()
    };
    form(visitor, status, &shown)
}
