//! Asks the enterprise register how a company stands (8.2).

use wq_core::{
    company::{self, Answer},
    ids::CompanyId,
    jobs::payloads::LookUpCompany,
};

use super::Means;
use crate::{outside::register::Enterprise, runtime::Done};

/// Keeps the register's answer, or that there was none. Twice is harmless: the second answer is the newer one.
pub async fn run(job: LookUpCompany, means: Means) -> Done {
    let company = CompanyId(job.company_id);
    let Some(credit_code) = company::credit_code(&mut *means.conn().await?, company).await? else {
        return Ok(());
    };
    let asked = means.outside.register.status(&credit_code).await;
    let mut conn = means.conn().await?;
    match asked {
        Ok(found) => company::answered(&mut conn, company, answer(found)).await?,
        Err(failure) => {
            // A reviewer is told at once, though the next attempt may have an answer.
            company::unanswered(&mut conn, company, &failure.to_string()).await?;
            return Err(failure.into());
        }
    }
    Ok(())
}

fn answer(found: Option<Enterprise>) -> Answer {
    found.map_or_else(Answer::not_registered, |enterprise| Answer {
        verdict: enterprise.verdict(),
        status_text: enterprise.status,
        abnormal: enterprise.abnormal,
        seriously_illegal: enterprise.seriously_illegal,
    })
}
