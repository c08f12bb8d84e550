//! Makes the document of an agreement (协议书) and keeps it.

use anyhow::anyhow;
use tokio::task::spawn_blocking;
use wq_core::{
    agreement::{self, Sheet},
    ids::CaseId,
    jobs::payloads::MakeDocument,
};
use wq_document::{Unprintable, document};

use super::Means;
use crate::runtime::{Done, Stop};

/// Draws the sheet as it stands and keeps the bytes under their hash. Twice is harmless: the second run finds the document
/// made, and where two run beside each other the first that is written down stays.
pub async fn run(job: MakeDocument, means: Means) -> Done {
    let case = CaseId(job.case_id);
    let Some(sheet) = wanted(&means, case).await? else {
        return Ok(());
    };
    let form = sheet.draft.form;
    let verify_url = format!("{}/verify/{}", means.public_url, sheet.number);
    // Drawing takes milliseconds of pure calculation: not on a thread that others wait for.
    let bytes = spawn_blocking(move || document(&sheet, &verify_url))
        .await?
        .map_err(hopeless)?;
    let size = i64::try_from(bytes.len())?;
    let hash = means.files.keep(bytes).await?;
    agreement::made(&mut *means.conn().await?, case, form, &hash, size).await?;
    Ok(())
}

/// What is to be drawn; none where it is drawn already, or there is no such agreement.
async fn wanted(means: &Means, case: CaseId) -> anyhow::Result<Option<Sheet>> {
    let mut conn = means.conn().await?;
    if agreement::is_made(&conn, case).await? {
        return Ok(None);
    }
    Ok(agreement::sheet(&mut conn, case).await?)
}

/// Another try would meet the same text and the same font. The character is named so that an operator can tell whether the
/// roster is wrong or the font too small; one character alone is nobody's name.
fn hopeless(why: Unprintable) -> Stop {
    Stop::Hopeless(anyhow!(why))
}
