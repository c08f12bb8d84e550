//! What can go wrong with a request, told by the page that answers it.

use poem::{error::ResponseError, http::StatusCode};
use std::time::Duration;
use wq_core::{
    case::{ActError, Actor, Refusal, RefusalClass},
    db::{NoConnection, QueryError},
    files::FilesError,
};

use crate::{view::error::Failure, wanted::Wanted};

/// Why a request is not answered with what it asked for.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Not there, or not the reader's to see.
    #[error("not found")]
    NotFound,
    /// Seen, but not the reader's to do; the sentence says why.
    #[error("forbidden")]
    Forbidden(Option<String>),
    /// Nobody is signed in, or the session ran out.
    #[error("signed out")]
    SignedOut,
    /// The form's token is missing, old or forged.
    #[error("the form's token is not good")]
    StaleForm,
    /// The form was drawn for another account than the one that is signed in now.
    #[error("the form was drawn for another account")]
    OtherAccount,
    /// The body is larger than what the page takes, in bytes.
    #[error("the body is larger than {0} bytes")]
    TooLarge(usize),
    /// Too many tries; how long to wait.
    #[error("too many tries")]
    TooMany(Duration),
    /// The page was older than the case.
    #[error("the case moved on")]
    Moved,
    /// A rule stands against it, on a page that has no form to say so.
    #[error("refused: {}", .0.code())]
    Refused(Refusal),
    /// The database is away, or overrun. Logged and shown like an internal one, but it passes.
    #[error("no connection to the database")]
    Away(#[source] NoConnection),
    /// Ours. The cause is logged under a number, and only the number is shown.
    #[error(transparent)]
    Internal(anyhow::Error),
}

impl Fault {
    /// The page of this fault, for its reader. `reference` is the number of an internal one, `at` the page that was asked for or
    /// posted, where it is known.
    pub fn page(&self, reference: &str, reader: Actor, at: Option<&str>) -> Failure {
        match self {
            Fault::NotFound => Failure::not_found(),
            Fault::Forbidden(why) => {
                let page = Failure::forbidden();
                match why {
                    Some(why) => Failure {
                        text: why.clone(),
                        ..page
                    },
                    None => page,
                }
            }
            Fault::SignedOut => Failure::session_ended(Wanted::new(at).login()),
            Fault::StaleForm => Failure::stale_form(at),
            Fault::OtherAccount => Failure::other_account(),
            Fault::TooLarge(most) => Failure::too_large(&in_megabytes(*most), at),
            Fault::TooMany(wait) => Failure::too_many(&in_words(*wait)),
            Fault::Moved => Failure::conflict("这件事项已被他人处理或状态已变化，您的操作没有生效。", "/"),
            Fault::Refused(refusal) => Failure {
                text: refusal.message(reader),
                ..Failure::conflict("", "/")
            },
            Fault::Away(_) | Fault::Internal(_) => Failure::internal(reference),
        }
    }
}

fn in_words(wait: Duration) -> String {
    match wait.as_secs() {
        0..60 => format!("{} 秒", wait.as_secs().max(1)),
        seconds => format!("{} 分钟", seconds.div_ceil(60)),
    }
}

fn in_megabytes(bytes: usize) -> String {
    format!("{} MB", bytes / (1024 * 1024))
}

impl ResponseError for Fault {
    fn status(&self) -> StatusCode {
        match self {
            Fault::NotFound => StatusCode::NOT_FOUND,
            Fault::Forbidden(_) | Fault::StaleForm | Fault::OtherAccount => StatusCode::FORBIDDEN,
            Fault::SignedOut => StatusCode::UNAUTHORIZED,
            Fault::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Fault::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Fault::Moved => StatusCode::CONFLICT,
            Fault::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Fault::Away(_) => StatusCode::SERVICE_UNAVAILABLE,
            Fault::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<QueryError> for Fault {
    fn from(error: QueryError) -> Self {
        Fault::Internal(error.into())
    }
}

impl From<FilesError> for Fault {
    fn from(error: FilesError) -> Self {
        Fault::Internal(error.into())
    }
}

impl From<NoConnection> for Fault {
    fn from(error: NoConnection) -> Self {
        Fault::Away(error)
    }
}

impl From<ActError> for Fault {
    fn from(error: ActError) -> Self {
        match error {
            ActError::NotFound => Fault::NotFound,
            ActError::Moved => Fault::Moved,
            ActError::Refused(refusal) => match refusal.class() {
                RefusalClass::Forbidden => Fault::Forbidden(Some(refusal.message(Actor::System))),
                RefusalClass::Conflict => Fault::Moved,
                RefusalClass::Rule => Fault::Refused(refusal),
            },
            ActError::Database(error) => error.into(),
        }
    }
}
