//! The jobs: one file each. A payload holds ids, and `run` does what is right now for what they name, so that a job that
//! runs late, or twice, does no harm.

mod expire_invitation;
mod look_up_company;
mod make_document;
mod prune;
mod push_contact;
mod push_destination;
mod read_graduate;
mod remind;
mod send_code;
mod send_message;
mod tell_operators;

use std::sync::Arc;

use anyhow::anyhow;
use diesel_async::pooled_connection::bb8::PooledConnection;
use lettre::Address;
use wq_core::{
    db::{Conn, NoConnection, Pool},
    files::Files,
    jobs::enqueue,
    jobs::payloads::{
        ExpireInvitation, LookUpCompany, MakeDocument, Prune, PushContact, PushDestination, ReadGraduate,
        Remind, SendCode, SendMessage, TellOperators,
    },
    one_time::Key,
};

use crate::{
    outside::{Failure, Outside, failure::PAUSE},
    runtime::{Handlers, Stop},
};

/// Begins what asks for its next run by itself, or joins what other processes began.
pub async fn schedule(pool: &Pool) -> anyhow::Result<()> {
    let conn = &mut *pool.get().await?;
    enqueue(conn, &Prune {}).await?;
    enqueue(conn, &TellOperators {}).await?;
    Ok(())
}

/// What the jobs do their work with.
#[derive(Clone)]
pub struct Means {
    /// The database.
    pub pool: Pool,
    /// Where files are kept.
    pub files: Files,
    /// The outside systems.
    pub outside: Outside,
    /// From which one-time codes are derived.
    pub key: Key,
    /// Where people reach the pages, without a slash at its end.
    pub public_url: Arc<str>,
    /// Who is told by mail of jobs in trouble.
    pub operators: Arc<[Address]>,
}

impl Means {
    /// A connection, to be given back before anything outside is asked: others wait for it.
    async fn conn(&self) -> Result<PooledConnection<'_, Conn>, NoConnection> {
        self.pool.get().await
    }
}

/// The handler of every kind of job.
pub fn handlers(means: Means) -> Handlers<Means> {
    Handlers::new(means)
        .on::<PushDestination, _>(push_destination::run)
        .on::<PushContact, _>(push_contact::run)
        .on::<LookUpCompany, _>(look_up_company::run)
        .on::<ReadGraduate, _>(read_graduate::run)
        .on::<SendMessage, _>(send_message::run)
        .on::<SendCode, _>(send_code::run)
        .on::<ExpireInvitation, _>(expire_invitation::run)
        .on::<Remind, _>(remind::run)
        .on::<MakeDocument, _>(make_document::run)
        .on::<TellOperators, _>(tell_operators::run)
        .on::<Prune, _>(prune::run)
}

/// What a failure of an outside system means for the job that met it.
impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Retry { why, after: None } => Stop::Failed(anyhow!(why)),
            Failure::Retry {
                why,
                after: Some(delay),
            } => Stop::RetryAfter {
                delay,
                error: anyhow!(why),
            },
            Failure::PutOff { why, by } => Stop::Snooze {
                delay: by,
                reason: why,
            },
            Failure::Paused { why } => {
                tracing::error!(
                    why,
                    "an outside system cannot be used until an operator mends this"
                );
                Stop::Snooze {
                    delay: PAUSE,
                    reason: why,
                }
            }
            Failure::Dead { why } => Stop::Hopeless(anyhow!(why)),
        }
    }
}
