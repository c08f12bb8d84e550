//! Whose password it is. The answer is the same whether or not there is such an account.

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::{
    access::{Door, begin_reset, way_of_reset},
    one_time::Way,
};

use crate::{
    fault::Fault,
    response::{ok, to},
    routes::one_time::form,
    submission::Submission,
    view::{
        badge::Tone,
        entry::{Entry, Told, told},
        form::{Field, Posted},
        list::Link,
    },
    visitor::Visitor,
};

const TITLE: &str = "忘记密码";

/// The answer is the same whether or not anything was sent, so the page says when nothing is.
pub const ONE_A_MINUTE: &str = "一分钟内只发送一次，没有收到的，请稍候再试。";

fn way(door: &str) -> Result<Option<Way>, Fault> {
    match door {
        "staff" => Ok(way_of_reset(Door::Staff)),
        "student" => Ok(way_of_reset(Door::Student)),
        "company" => Ok(way_of_reset(Door::Company)),
        _ => Err(Fault::NotFound),
    }
}

/// `GET /password/{door}`
#[handler]
pub fn show(visitor: &Visitor, Path(door): Path<String>) -> Result<Response, Fault> {
    Ok(match way(&door)? {
        Some(way) => drawn(visitor, &door, way, StatusCode::OK, Posted::new()),
        None => staff(visitor),
    })
}

/// `POST /password/{door}`
#[handler]
pub async fn submit(
    visitor: &Visitor,
    Path(door): Path<String>,
    typed: Submission,
) -> Result<Response, Fault> {
    let way = way(&door)?.ok_or(Fault::NotFound)?;
    let login = typed.get("username");
    if login.is_empty() || login.chars().count() > 254 {
        let posted = Posted::of(&typed.0).refuse("username", "请填写登录账号");
        return Ok(drawn(
            visitor,
            &door,
            way,
            StatusCode::UNPROCESSABLE_ENTITY,
            posted,
        ));
    }
    visitor.app.limiters.person(visitor.address, login)?;
    let handle = begin_reset(&mut *visitor.conn().await?, way, login).await?;
    Ok(match way {
        Way::Sms => to(&format!("/password/code?code={}", handle.as_str())),
        Way::Mail => to("/password/sent"),
    })
}

/// `GET /password/sent`
#[handler]
pub fn sent(visitor: &Visitor) -> Response {
    let body = told(&Told {
        title: TITLE.into(),
        tone: Tone::Info,
        news: "如果这个账号存在，重置密码的邮件已发送到它的电子邮箱。".into(),
        next: vec![
            "请打开邮件中的链接设置新密码，链接 30 分钟内有效。没有收到的，请检查垃圾邮件，并核对账号。"
                .into(),
            ONE_A_MINUTE.into(),
        ],
        links: vec![
            Link::new("重新发送", "/password/company"),
            Link::new("返回单位登录", "/login/company"),
        ],
    });
    ok(visitor, TITLE, body)
}

fn drawn(visitor: &Visitor, door: &str, way: Way, status: StatusCode, posted: Posted) -> Response {
    let (label, lead, button) = match way {
        Way::Sms => (
            "考生号（登录账号）",
            "验证码会发送到账号绑定的手机号码。",
            "获取验证码",
        ),
        Way::Mail => ("登录账号", "重置密码的链接会发送到账号的电子邮箱。", "发送邮件"),
    };
    let shown = Entry {
        title: TITLE.into(),
        lead: vec![lead.into()],
        action: format!("/password/{door}"),
        csrf: visitor.csrf.clone(),
        fields: vec![Field {
            autocomplete: Some("username"),
            ..Field::text("username", label).required()
        }],
        posted,
        button: button.into(),
        links: vec![Link::new("返回登录", format!("/login/{door}"))],
        ..Entry::default()
    };
    form(visitor, status, &shown)
}

fn staff(visitor: &Visitor) -> Response {
    let body = told(&Told {
        title: TITLE.into(),
        tone: Tone::Info,
        news: "学校、院系和省级用户的账号和密码由就业管理系统管理。".into(),
        next: vec!["请在就业管理系统中重置密码，或联系学校就业部门的账号管理员。".into()],
        links: vec![
            Link::new("前往就业管理系统", visitor.app.settings.employment_url.clone()),
            Link::new("返回学校登录", "/login/staff"),
        ],
    });
    ok(visitor, TITLE, body)
}
