//! The link of a registration: a password, and the company is registered.

use poem::{Response, handler, http::StatusCode, web::Query};
use wq_core::{
    access::NewPassword,
    company::registration::{NotActivated, Registration, activate, is_taken, waiting},
    one_time::{Handle, Purpose, Refused, Subject, Way, look},
    typed::Reader,
};

use crate::{
    fault::Fault,
    response::{Flash, page},
    routes::one_time::{Sought, enter, form, handle_of, hidden, over, password_fields},
    submission::Submission,
    view::{
        badge::Tone,
        entry::{Entry, Told, told},
        form::Posted,
        list::Link,
    },
    visitor::Visitor,
};

const TITLE: &str = "激活单位账号";
const ALREADY: &str = "该单位已由他人完成注册，请由单位的现有用户邀请您加入。";

/// `GET /registration/activation?code=&secret=`: shows the form, and uses nothing up.
#[handler]
pub async fn show(visitor: &Visitor, Query(sought): Query<Sought>) -> Result<Response, Fault> {
    match sought.handle() {
        Some(handle) => drawn(visitor, &handle, &sought.secret, StatusCode::OK, Posted::new()).await,
        None => Ok(late(visitor, Refused::Late)),
    }
}

/// `POST /registration/activation`
#[handler]
pub async fn submit(visitor: &Visitor, typed: Submission) -> Result<Response, Fault> {
    let Some(handle) = handle_of(&typed) else {
        return Ok(late(visitor, Refused::Late));
    };
    let secret = typed.get("secret");
    let mut reader = Reader::new(&typed.0);
    let Some(password) = NewPassword::read(&typed.0, &mut reader) else {
        let posted = Posted::new().refuse_each(reader.finish(()).err().unwrap_or_default());
        return drawn(visitor, &handle, secret, StatusCode::UNPROCESSABLE_ENTITY, posted).await;
    };
    visitor.app.limiters.guess(visitor.address)?;
    let mut conn = visitor.conn().await?;
    let activated = activate(
        &mut conn,
        &visitor.app.codes,
        &handle,
        secret,
        &password,
        visitor.browser(),
    );
    match activated.await? {
        Ok(signed_in) => enter(visitor, &mut conn, &signed_in, Flash::Registered, "/").await,
        Err(NotActivated::Refused(refused)) => Ok(late(visitor, refused)),
        Err(NotActivated::Already) => Ok(not(visitor, ALREADY)),
        Err(NotActivated::EmailTaken) => Ok(not(visitor, "这个电子邮箱已有账号，请换一个邮箱重新注册。")),
    }
}

async fn drawn(
    visitor: &Visitor,
    handle: &Handle,
    secret: &str,
    status: StatusCode,
    posted: Posted,
) -> Result<Response, Fault> {
    let mut conn = visitor.conn().await?;
    let proof = look(
        &mut conn,
        &visitor.app.codes,
        Purpose::Registration,
        handle,
        Some(secret),
    )
    .await?;
    let waits = match proof {
        Ok(proof) => match proof.subject {
            Subject::Registration(id) => waiting(&mut conn, id).await?,
            _ => None,
        },
        Err(refused) => return Ok(late(visitor, refused)),
    };
    Ok(match waits {
        Some(registration) if is_taken(&mut conn, &registration).await? => not(visitor, ALREADY),
        Some(registration) => form(
            visitor,
            status,
            &shown(visitor, handle, secret, &registration, posted),
        ),
        None => late(visitor, Refused::Late),
    })
}

fn shown(
    visitor: &Visitor,
    handle: &Handle,
    secret: &str,
    registration: &Registration,
    posted: Posted,
) -> Entry {
    Entry {
        title: TITLE.into(),
        lead: vec![
            format!("{}（{}）", registration.name(), registration.credit_code()),
            format!("登录账号：{}", registration.email()),
        ],
        action: "/registration/activation".into(),
        csrf: visitor.csrf.clone(),
        hidden: hidden(handle, secret),
        fields: password_fields().into(),
        posted,
        button: "设置密码，完成注册".into(),
        ..Entry::default()
    }
}

fn late(visitor: &Visitor, refused: Refused) -> Response {
    over(
        visitor,
        TITLE,
        refused,
        Way::Mail,
        Link::new("重新注册", "/registration"),
    )
}

fn not(visitor: &Visitor, why: &str) -> Response {
    let body = told(&Told {
        title: TITLE.into(),
        tone: Tone::Bad,
        news: why.into(),
        next: Vec::new(),
        links: vec![
            Link::new("重新注册", "/registration"),
            Link::new("单位登录", "/login/company"),
        ],
    });
    page(visitor, StatusCode::CONFLICT, TITLE, body)
}
