//! The link of an invitation to a company: a password, and one is in.

use poem::{Response, handler, http::StatusCode, web::Query};
use wq_core::{
    access::NewPassword,
    company::users::{NotJoined, company_name, join},
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

const TITLE: &str = "加入用人单位";

/// `GET /membership?code=&secret=`: shows the form, and uses nothing up.
#[handler]
pub async fn show(visitor: &Visitor, Query(sought): Query<Sought>) -> Result<Response, Fault> {
    match sought.handle() {
        Some(handle) => drawn(visitor, &handle, &sought.secret, StatusCode::OK, Posted::new()).await,
        None => Ok(late(visitor, Refused::Late)),
    }
}

/// `POST /membership`
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
    match join(
        &mut conn,
        &visitor.app.codes,
        &handle,
        secret,
        &password,
        visitor.browser(),
    )
    .await?
    {
        Ok(signed_in) => enter(visitor, &mut conn, &signed_in, Flash::Joined, "/").await,
        Err(NotJoined::Refused(refused)) => Ok(late(visitor, refused)),
        Err(NotJoined::EmailTaken) => {
            let body = told(&Told {
                title: TITLE.into(),
                tone: Tone::Bad,
                news: "这个电子邮箱已有账号，请让单位用户邀请您的另一个邮箱。".into(),
                next: Vec::new(),
                links: vec![Link::new("单位登录", "/login/company")],
            });
            Ok(page(visitor, StatusCode::CONFLICT, TITLE, body))
        }
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
    let proof = match look(
        &mut conn,
        &visitor.app.codes,
        Purpose::Membership,
        handle,
        Some(secret),
    )
    .await?
    {
        Ok(proof) => proof,
        Err(refused) => return Ok(late(visitor, refused)),
    };
    let company = match proof.subject {
        Subject::Company(company) => company_name(&mut conn, company).await?,
        _ => None,
    };
    let shown = Entry {
        title: TITLE.into(),
        lead: vec![
            format!("{}邀请您共同办理签约。", company.unwrap_or_default()),
            format!("登录账号：{}", proof.address),
        ],
        action: "/membership".into(),
        csrf: visitor.csrf.clone(),
        hidden: hidden(handle, secret),
        fields: password_fields().into(),
        posted,
        button: "设置密码并登录".into(),
        ..Entry::default()
    };
    Ok(form(visitor, status, &shown))
}

fn late(visitor: &Visitor, refused: Refused) -> Response {
    over(
        visitor,
        TITLE,
        refused,
        Way::Mail,
        Link::new("单位登录", "/login/company"),
    )
}
