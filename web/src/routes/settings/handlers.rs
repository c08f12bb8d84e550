//! 协议经办人信息: filled in once, and final (rule 3.5).

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::{
    access::LevelScope,
    settings::{AppointError, Handler, Lock, SchoolSettings, appoint, handler_lock},
};

use super::{PATH, present, show::found};
use crate::{
    fault::Fault,
    response::{Flash, page, to},
    submission::Submission,
    view::{
        confirm::{Confirm, confirm},
        form::{Choice, Field, Posted},
        list::Link,
    },
    visitor::Visitor,
};

/// The box that is ticked because nothing can be taken back.
const CHECKED: &str = "checked";

/// `GET /settings/handlers/{level}`
#[handler]
pub async fn ask(visitor: &Visitor, Path(level): Path<String>) -> Result<Response, Fault> {
    let level = known(&level)?;
    let now = found(visitor, &mut *visitor.conn().await?).await?;
    match lock(&now, level) {
        Some(lock) => Err(Fault::Forbidden(Some(lock.to_string()))),
        None => Ok(form(visitor, StatusCode::OK, level, Posted::new())),
    }
}

/// `POST /settings/handlers/{level}`
#[handler]
pub async fn submit(
    visitor: &Visitor,
    Path(level): Path<String>,
    typed: Submission,
) -> Result<Response, Fault> {
    let account = visitor.account()?;
    let level = known(&level)?;
    let mut conn = visitor.conn().await?;
    found(visitor, &mut conn).await?;
    let posted = fields().iter().fold(Posted::new(), |posted, field| {
        posted.with(field.name, typed.get(field.name))
    });
    let read = Handler::read(&typed.0, level);
    let checked = typed.get(CHECKED) == "yes";
    let details = match read {
        Ok(details) if checked => details,
        read => {
            let wrong = read.err().unwrap_or_default();
            let posted = wrong
                .into_iter()
                .fold(posted, |posted, (field, sentence)| posted.refuse(field, sentence));
            let posted = match checked {
                true => posted,
                false => posted.refuse(CHECKED, "请核对以上信息后勾选"),
            };
            return Ok(form(visitor, StatusCode::UNPROCESSABLE_ENTITY, level, posted));
        }
    };
    match appoint(&mut conn, account, &details).await {
        Ok(()) => {
            visitor.say(Flash::HandlerSubmitted);
            Ok(to(PATH))
        }
        Err(AppointError::Locked(lock @ (Lock::OneLevelOnly | Lock::OtherLevel))) => {
            Err(Fault::Forbidden(Some(lock.to_string())))
        }
        // Somebody was quicker: what was typed stays to be read, and what they submitted stands on the page of settings.
        Err(AppointError::Locked(lock)) => Ok(form(
            visitor,
            StatusCode::CONFLICT,
            level,
            posted.refuse_all(lock.to_string()),
        )),
        Err(AppointError::NotFound) => Err(Fault::NotFound),
        Err(AppointError::Database(error)) => Err(error.into()),
    }
}

fn known(level: &str) -> Result<LevelScope, Fault> {
    LevelScope::parse(level).ok_or(Fault::NotFound)
}

fn lock(now: &SchoolSettings, level: LevelScope) -> Option<Lock> {
    let set: Vec<LevelScope> = now.handlers.iter().map(|handler| handler.level).collect();
    handler_lock(now.officer, &set, level)
}

fn fields() -> Vec<Field> {
    let line = |name, label, longest| {
        Field {
            max_length: Some(longest),
            autocomplete: Some("off"),
            ..Field::text(name, label)
        }
        .required()
    };
    vec![
        line("name", "就业协议经办人", 20),
        Field {
            inputmode: Some("tel"),
            ..line("telephone", "联系电话", 30)
        },
        Field {
            wide: true,
            ..line("address", "通讯地址", 100)
        },
        Field {
            inputmode: Some("numeric"),
            ..line("postcode", "邮政编码", 6)
        },
        Field {
            wide: true,
            ..Field::radio(
                CHECKED,
                "提交前核对",
                vec![Choice::new("yes", "以上信息已核对无误，提交后不再修改")],
            )
            .required()
        },
    ]
}

fn form(visitor: &Visitor, status: StatusCode, level: LevelScope, posted: Posted) -> Response {
    let body = Confirm {
        title: present::handler_title(level).into(),
        consequences: vec![
            "所填写内容将会展示在学生就业协议上，并显示在网签平台首页。".into(),
            "请确认后准确填写，一经提交不可再修改。".into(),
        ],
        fields: fields(),
        upload: None,
        posted,
        action: present::handler_address(level),
        csrf: visitor.csrf.clone(),
        version: None,
        button: "提交".into(),
        grave: true,
        back: Link::new("返回签约设置", PATH),
    };
    page(visitor, status, &body.title, confirm(&body))
}
