//! Whether the employer of a case is warned of now, as far as the one who acts is told.

use crate::{
    access::Account,
    company::{self, employer},
    db::{Conn, QueryError},
    ids::CaseId,
    typed::Typed,
};

/// Would a warning of the employer of a case in reach be news to the one who sends `form`? A page that was drawn before somebody
/// warned says nothing of it.
pub async fn is_news(conn: &Conn, by: &Account, case: CaseId, form: &Typed) -> Result<bool, QueryError> {
    let Some(company) = employer(conn, &by.scope(), case).await? else {
        return Ok(false);
    };
    let standing = company::standing(conn, company, by.school()).await?;
    Ok(standing.is_news(form))
}
