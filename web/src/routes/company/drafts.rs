//! 草稿: invitations that a company is still writing.

use poem::{Response, handler, http::StatusCode, web::Path};
use wq_core::{
    agreement::draft::{self, Draft, DraftError, KEEP_DAYS, Origin},
    ids::DraftId,
};

use super::{
    invite::{Inviter, origin},
    present::{DRAFTS, NEW},
};
use crate::{
    fault::Fault,
    response::{Flash, ok, page, to},
    routes::wording::moment,
    submission::Submission,
    view::{
        confirm::{Confirm, confirm},
        drafts::{self as view, DraftRow, Drafts},
        error::{Failure, failure},
        form::Posted,
        list::Link,
    },
    visitor::Visitor,
};

/// `GET /company/drafts`: newest first.
#[handler]
pub async fn list(visitor: &Visitor) -> Result<Response, Fault> {
    let account = visitor.company()?;
    let drafts = draft::drafts(&mut *visitor.conn().await?, account).await?;
    let shown = Drafts {
        note: format!("草稿尚未发送，毕业生看不到。{KEEP_DAYS} 天没有改动的草稿会自动删除。"),
        rows: drafts.iter().map(row).collect(),
        invite: NEW.into(),
    };
    Ok(ok(visitor, "草稿", view::list(&shown)))
}

fn row(draft: &Draft) -> DraftRow {
    DraftRow {
        href: href(draft.id),
        student: name_of(draft),
        post: draft.typed.get("job_title").to_owned(),
        saved: moment(draft.updated_at),
        removal: format!("{}/removal", href(draft.id)),
    }
}

fn name_of(draft: &Draft) -> String {
    match draft.typed.get("student_name") {
        "" => "（未填写学生姓名）".to_owned(),
        name => name.to_owned(),
    }
}

/// The page of a draft.
pub fn href(id: DraftId) -> String {
    format!("{DRAFTS}/{id}")
}

/// `POST /company/drafts`: keeps what was typed, complete or not. Sent twice, the form leads to the one draft that it made.
#[handler]
pub async fn begin(visitor: &Visitor, form: Submission) -> Result<Response, Fault> {
    let account = visitor.company()?;
    let mut conn = visitor.conn().await?;
    let origin = origin(&form);
    let Origin::Blank(key) = &origin else {
        return Err(Fault::NotFound);
    };
    match draft::begin(&mut conn, account, key, &form.0).await {
        Ok(id) => {
            visitor.say(Flash::DraftSaved);
            Ok(to(&href(id)))
        }
        Err(DraftError::TooMany) => {
            let inviter = Inviter::of(&mut conn, account).await?;
            let full = format!("草稿已有 {} 份，请先发送或删除一些再保存。", draft::MOST);
            let posted = Posted::of(&form.0).refuse_all(full);
            Ok(inviter.form(visitor, StatusCode::UNPROCESSABLE_ENTITY, posted, &origin))
        }
        Err(DraftError::Moved) => {
            let text =
                "这份邀请保存为草稿后又修改过，这一次没有保存，以免覆盖后来的内容。请在草稿中继续填写。";
            let shown = Failure::conflict(text, DRAFTS);
            Ok(page(visitor, StatusCode::CONFLICT, &shown.title, failure(&shown)))
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /company/drafts/{id}`: to go on writing.
#[handler]
pub async fn open(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let account = visitor.company()?;
    let mut conn = visitor.conn().await?;
    let draft = draft::find(&mut conn, account, DraftId(id)).await?;
    let draft = draft.ok_or(Fault::NotFound)?;
    let inviter = Inviter::of(&mut conn, account).await?;
    let origin = Origin::Draft(draft.id, draft.version);
    Ok(inviter.form(visitor, StatusCode::OK, Posted::of(&draft.typed), &origin))
}

/// `POST /company/drafts/{id}`
#[handler]
pub async fn save(visitor: &Visitor, Path(id): Path<i64>, form: Submission) -> Result<Response, Fault> {
    let (account, id) = (visitor.company()?, DraftId(id));
    let mut conn = visitor.conn().await?;
    match draft::save(&mut conn, account, id, form.version(), &form.0).await {
        Ok(()) => {
            visitor.say(Flash::DraftSaved);
            Ok(to(&href(id)))
        }
        Err(DraftError::Moved) => {
            let text = "同事刚刚保存过这份草稿，您的修改没有保存，以免覆盖同事的内容。";
            let shown = Failure::conflict(text, href(id));
            Ok(page(visitor, StatusCode::CONFLICT, &shown.title, failure(&shown)))
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /company/drafts/{id}/removal`: says what follows.
#[handler]
pub async fn ask(visitor: &Visitor, Path(id): Path<i64>) -> Result<Response, Fault> {
    let account = visitor.company()?;
    let draft = draft::find(&mut *visitor.conn().await?, account, DraftId(id)).await?;
    let draft = draft.ok_or(Fault::NotFound)?;
    let shown = Confirm {
        title: format!("删除草稿“{}”？", name_of(&draft)),
        consequences: vec![
            "草稿没有发送过，毕业生不会收到通知。".into(),
            "删除后不能恢复。".into(),
        ],
        action: format!("{}/removal", href(draft.id)),
        csrf: visitor.csrf.clone(),
        button: "删除草稿".into(),
        grave: true,
        back: Link::new("返回", DRAFTS),
        ..Confirm::default()
    };
    Ok(ok(visitor, "删除草稿", confirm(&shown)))
}

/// `POST /company/drafts/{id}/removal`
#[handler]
pub async fn remove(visitor: &Visitor, Path(id): Path<i64>, _: Submission) -> Result<Response, Fault> {
    let account = visitor.company()?;
    draft::remove(&mut *visitor.conn().await?, account, DraftId(id)).await?;
    visitor.say(Flash::DraftRemoved);
    Ok(to(DRAFTS))
}

impl From<DraftError> for Fault {
    fn from(error: DraftError) -> Self {
        match error {
            DraftError::NotFound => Fault::NotFound,
            DraftError::Moved | DraftError::TooMany => Fault::Moved,
            DraftError::Database(error) => error.into(),
        }
    }
}
