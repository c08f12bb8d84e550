//! The three doors (学校登录, 学生登录, 单位登录).

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::access;

use crate::{
    fault::Fault,
    response::{ok, page, to},
    submission::Submission,
    view::{
        form::Posted,
        sign_in::{self as view, Door, SignIn},
    },
    visitor::Visitor,
    wanted::Wanted,
};

/// `GET /login`
#[handler]
pub fn choose(visitor: &Visitor, wanted: Wanted) -> Response {
    ok(visitor, "登录", view::chooser(&wanted.query()))
}

/// `GET /login/{door}`
#[handler]
pub fn show(visitor: &Visitor, Path(door): Path<String>, wanted: Wanted) -> Result<Response, Fault> {
    let door = door_of(&door)?;
    Ok(shown(visitor, door, &wanted, StatusCode::OK, Posted::new()))
}

/// `POST /login/{door}`: a new session at every sign-in, the browser's former one is closed. It leads to the page that was wanted.
#[handler]
pub async fn submit(
    visitor: &Visitor,
    Path(door): Path<String>,
    wanted: Wanted,
    form: Submission,
) -> Result<Response, Fault> {
    let door = door_of(&door)?;
    let (login, password) = (
        form.get("username"),
        form.0.0.get("password").map_or("", String::as_str),
    );
    let refused = |posted| shown(visitor, door, &wanted, StatusCode::UNPROCESSABLE_ENTITY, posted);
    let posted = Posted::new().with("username", login);
    if login.is_empty() || password.is_empty() {
        let posted = if login.is_empty() {
            posted.refuse("username", "请填写账号")
        } else {
            posted
        };
        let posted = if password.is_empty() {
            posted.refuse("password", "请填写密码")
        } else {
            posted
        };
        return Ok(refused(posted));
    }
    visitor.app.limiters.sign_in(visitor.address, login)?;
    let mut conn = visitor.conn().await?;
    let through = match door {
        Door::Staff => access::Door::Staff,
        Door::Student => access::Door::Student,
        Door::Company => access::Door::Company,
    };
    let Some(signed_in) = access::sign_in(&mut conn, through, login, password, visitor.browser()).await?
    else {
        let posted = posted.refuse_all("账号或密码不正确，请核对后重试，并确认选择了正确的登录入口。");
        return Ok(refused(posted));
    };
    if let Some(former) = &visitor.token {
        access::close(&mut conn, former).await?;
    }
    visitor.keep(&signed_in.token);
    Ok(to(wanted.href()))
}

fn door_of(name: &str) -> Result<Door, Fault> {
    match name {
        "staff" => Ok(Door::Staff),
        "student" => Ok(Door::Student),
        "company" => Ok(Door::Company),
        _ => Err(Fault::NotFound),
    }
}

fn shown(visitor: &Visitor, door: Door, wanted: &Wanted, status: StatusCode, posted: Posted) -> Response {
    let body = view::sign_in(&SignIn {
        door,
        query: wanted.query(),
        csrf: visitor.csrf.clone(),
        posted,
    });
    page(visitor, status, door.title(), body)
}
