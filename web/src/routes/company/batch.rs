//! 批量邀请: many invitations from a spreadsheet.

use poem::{
    Response, handler,
    http::{StatusCode, header},
};
use tokio::{sync::Semaphore, task::spawn_blocking};
use wq_core::{
    agreement::batch::{self, Line, MOST, SendError},
    spreadsheet::{self, Unreadable},
};

use super::{batch_words as words, invite::Inviter, present::BATCH};
use crate::{
    fault::Fault,
    response::{Flash, page, to},
    submission::Submission,
    upload::Upload,
    view::batch as view,
    visitor::Visitor,
};

/// The largest file, in bytes.
pub const LARGEST: usize = 5 * 1024 * 1024;

/// Files that one process reads at a time, each in as much memory as a file may unpack to.
static READING: Semaphore = Semaphore::const_new(2);

/// `GET /company/invitations/batch`: the file that waits, if there is one, and the form for another.
#[handler]
pub async fn show(visitor: &Visitor) -> Result<Response, Fault> {
    drawn(visitor, StatusCode::OK, None).await
}

async fn drawn(visitor: &Visitor, status: StatusCode, error: Option<String>) -> Result<Response, Fault> {
    let account = visitor.company()?;
    let mut conn = visitor.conn().await?;
    let inviter = Inviter::of(&mut conn, account).await?;
    let kept = batch::kept(&mut conn, account).await?;
    let judged = match &kept {
        Some(kept) => {
            let mut judged = batch::judge(&kept.lines, &inviter.company, inviter.cohort);
            batch::refuse_open(&mut conn, account, &mut judged).await?;
            Some((kept, judged))
        }
        None => None,
    };
    let shown = words::page(judged, visitor.csrf.clone(), error);
    Ok(page(visitor, status, "批量邀请", view::batch(&shown)))
}

/// `POST /company/invitations/batch`: reads a file and keeps its lines to be looked over. Nothing is sent yet.
#[handler]
pub async fn upload(visitor: &Visitor, form: Upload<LARGEST>) -> Result<Response, Fault> {
    let account = visitor.company()?;
    let refused = |sentence| drawn(visitor, StatusCode::UNPROCESSABLE_ENTITY, Some(sentence));
    let Some(file) = form.into_file("file") else {
        return refused("请选择要上传的表格文件。".into()).await;
    };
    let cohort = Inviter::of(&mut *visitor.conn().await?, account).await?.cohort;
    match lines(file.bytes, &file.name, cohort).await {
        Ok(lines) => {
            batch::keep(&mut *visitor.conn().await?, account, &lines).await?;
            Ok(to(BATCH))
        }
        Err(sentence) => refused(format!("“{}”：{sentence}", file.name)).await,
    }
}

/// The lines of a file, or the sentence that says why there are none. A file on which the reader stumbles is damaged; a text under the
/// name of a workbook is read as one, and called what it is where its lines are not those of the template.
async fn lines(bytes: Vec<u8>, name: &str, cohort: i32) -> Result<Vec<Line>, String> {
    let is_misnamed = name.to_lowercase().ends_with(".xlsx") && !bytes.starts_with(b"PK");
    let _turn = READING.acquire().await;
    let read = spawn_blocking(move || spreadsheet::read(&bytes, MOST)).await;
    let sheet = read
        .unwrap_or(Err(Unreadable::Damaged))
        .map_err(|unreadable| unreadable.sentence(MOST))?;
    batch::arrange(&sheet, cohort).map_err(|misfit| match is_misnamed {
        true => format!("这不是 XLSX 电子表格，而是文本文件。{}", misfit.sentence()),
        false => misfit.sentence(),
    })
}

/// `POST /company/invitations/batch/sending`: sends what is right in the file that was looked over.
#[handler]
pub async fn send(visitor: &Visitor, form: Submission) -> Result<Response, Fault> {
    let account = visitor.company()?;
    visitor.app.limiters.batch(account.id)?;
    let inviter = Inviter::of(&mut *visitor.conn().await?, account).await?;
    let seen = form.get("version").parse().unwrap_or(0);
    let pool = &visitor.app.settings.pool;
    match batch::send(pool, account, seen, &inviter.company, inviter.cohort).await {
        Ok(sending) => {
            let is_done = sending.refused + sending.wrong == 0;
            if sending.before > 0 {
                visitor.say(Flash::BatchSentBefore);
            } else if is_done {
                visitor.say(Flash::BatchSent);
            }
            // What was sent and what was not, and why, stands on the page.
            Ok(to(if is_done { super::list::LIST } else { BATCH }))
        }
        // Another file took its place, or none.
        Err(SendError::Gone) => Ok(to(BATCH)),
        Err(SendError::Database(error)) => Err(error.into()),
        Err(SendError::Away(error)) => Err(error.into()),
    }
}

/// `POST /company/invitations/batch/removal`: forgets the file.
#[handler]
pub async fn remove(visitor: &Visitor, _: Submission) -> Result<Response, Fault> {
    let account = visitor.company()?;
    batch::remove(&mut *visitor.conn().await?, account).await?;
    visitor.say(Flash::BatchRemoved);
    Ok(to(BATCH))
}

/// `GET /company/invitations/batch/template.xlsx`
#[handler]
pub async fn workbook(visitor: &Visitor) -> Result<Response, Fault> {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let account = visitor.company()?;
    let cohort = Inviter::of(&mut *visitor.conn().await?, account).await?.cohort;
    let made = batch::xlsx(cohort).map_err(|error| Fault::Internal(error.into()))?;
    Ok(file(KIND, "xlsx", made))
}

/// `GET /company/invitations/batch/template.csv`
#[handler]
pub fn text(visitor: &Visitor) -> Result<Response, Fault> {
    visitor.company()?;
    Ok(file("text/csv; charset=utf-8", "csv", batch::csv()))
}

fn file(kind: &str, ending: &str, bytes: Vec<u8>) -> Response {
    let name: String = "批量邀请模板"
        .bytes()
        .map(|byte| format!("%{byte:02X}"))
        .collect();
    let disposition = format!("attachment; filename=\"template.{ending}\"; filename*=UTF-8''{name}.{ending}");
    Response::builder()
        .content_type(kind)
        .header(header::CONTENT_DISPOSITION, disposition)
        .body(bytes)
}
