//! Sending what is right in a file: each invitation an act of its own, several at a time.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use diesel::result::Error;
use futures::{StreamExt, stream};

use super::{
    columns::COLUMNS,
    judge::judge,
    keep::{Kept, Line, kept, leave},
    open::OPEN,
};
use crate::{
    access::Account,
    agreement::{Invitation, InviteError, invite},
    case::{ActError, Actor},
    company::Company,
    db::{NoConnection, Pool},
};

/// How many connections one file takes.
const WAYS: usize = 4;

/// How many students may not be found before the rest is left unsent: whoever has a list of names and guesses the numbers
/// learns no more from a file than from the form.
const STRANGERS: usize = 30;

/// How a sending ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sending {
    /// Invitations that went out.
    pub sent: usize,
    /// Invitations that had gone out before, and wait for their answer.
    pub before: usize,
    /// Lines that were right and were not sent; why stands with each.
    pub refused: usize,
    /// Lines that are not right.
    pub wrong: usize,
}

/// What became of one line.
enum Outcome {
    Sent,
    SentBefore,
    Refused(String),
    /// The rest is left as it is.
    Unsent,
    Failed(SendError),
}

/// Why the sending stopped. What was sent is sent, and the rest can be sent again.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// The account has no such file: it was sent, dropped or replaced.
    #[error("no such file")]
    Gone,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] Error),
    /// No connection was to be had.
    #[error(transparent)]
    Away(#[from] NoConnection),
}

/// Sends every right line of the account's file `seen`. Twice is harmless: what went out is found to be out.
pub async fn send(
    pool: &Pool,
    by: &Account,
    seen: i64,
    company: &Company,
    cohort: i32,
) -> Result<Sending, SendError> {
    let file = kept(&mut *pool.get().await?, by)
        .await?
        .filter(|file| file.id == seen)
        .ok_or(SendError::Gone)?;
    let judged = judge(&file.lines, company, cohort);
    let wrong: Vec<(u32, Vec<(&str, String)>)> = judged
        .iter()
        .filter_map(|judged| Some((judged.line.number, judged.invitation.clone().err()?)))
        .collect();
    let right: Vec<(u32, Invitation)> = judged
        .into_iter()
        .filter_map(|judged| Some((judged.line.number, judged.invitation.ok()?)))
        .collect();
    let strangers = Arc::new(AtomicUsize::new(0));
    let outcomes: Vec<(u32, Outcome)> = stream::iter(right)
        .map(|(number, invitation)| {
            let (pool, by, strangers) = (pool.clone(), by.clone(), strangers.clone());
            async move { (number, one(pool, by, invitation, strangers).await) }
        })
        .buffer_unordered(WAYS)
        .collect()
        .await;
    settle(pool, by, &file, outcomes, wrong).await
}

async fn one(pool: Pool, by: Account, invitation: Invitation, strangers: Arc<AtomicUsize>) -> Outcome {
    if strangers.load(Ordering::Relaxed) >= STRANGERS {
        return Outcome::Unsent;
    }
    let mut conn = match pool.get().await {
        Ok(conn) => conn,
        Err(error) => return Outcome::Failed(error.into()),
    };
    match invite(&mut conn, &by, invitation).await {
        Ok(_) => Outcome::Sent,
        Err(InviteError::InvitedAlready { same: true, .. }) => Outcome::SentBefore,
        Err(InviteError::NoMatch) => {
            strangers.fetch_add(1, Ordering::Relaxed);
            Outcome::Refused("姓名与身份证号不匹配，请向毕业生本人核对".into())
        }
        Err(InviteError::InvitedAlready { same: false, .. }) => Outcome::Refused(OPEN.into()),
        Err(InviteError::Act(ActError::Refused(refusal))) => {
            Outcome::Refused(refusal.message(Actor::Company))
        }
        Err(InviteError::Act(ActError::Database(error))) => Outcome::Failed(error.into()),
        Err(InviteError::Act(ActError::NotFound | ActError::Moved)) => {
            Outcome::Refused("毕业生的信息刚刚有变化，请重新上传后再发送".into())
        }
    }
}

/// Keeps the lines that were not sent, each with its reason, and forgets the others.
async fn settle(
    pool: &Pool,
    by: &Account,
    file: &Kept,
    outcomes: Vec<(u32, Outcome)>,
    wrong: Vec<(u32, Vec<(&str, String)>)>,
) -> Result<Sending, SendError> {
    let mut left = file.lines.clone();
    for (number, flaws) in &wrong {
        condemn(&mut left, *number, flaws);
    }
    let (mut sent, mut before, mut refused, mut failed) = (0, 0, 0, None);
    for (number, outcome) in outcomes {
        match outcome {
            Outcome::Sent => {
                sent += 1;
                left.retain(|line| line.number != number);
            }
            Outcome::SentBefore => {
                before += 1;
                left.retain(|line| line.number != number);
            }
            Outcome::Refused(why) => {
                refused += 1;
                refuse(&mut left, number, why);
            }
            Outcome::Unsent => {
                refused += 1;
                refuse(
                    &mut left,
                    number,
                    "不匹配的学生过多，没有发送，请核对全部内容后重新上传".into(),
                );
            }
            Outcome::Failed(error) => failed = failed.or(Some(error)),
        }
    }
    let kept = i32::try_from(sent).unwrap_or(i32::MAX);
    leave(&mut *pool.get().await?, by, file, &left, kept).await?;
    match failed {
        Some(error) => Err(error),
        None => Ok(Sending {
            sent,
            before,
            refused,
            wrong: wrong.len(),
        }),
    }
}

/// A line that was not right stays so, also where the line that it said again has gone out.
fn condemn(lines: &mut [Line], number: u32, flaws: &[(&str, String)]) {
    let Some(line) = lines.iter_mut().find(|line| line.number == number) else {
        return;
    };
    for (title, sentence) in flaws {
        let column = COLUMNS.iter().find(|column| column.title == *title);
        let field = column.map_or("", |column| column.field);
        line.flaws.insert(field.to_owned(), sentence.clone());
    }
}

fn refuse(lines: &mut [Line], number: u32, why: String) {
    if let Some(line) = lines.iter_mut().find(|line| line.number == number) {
        line.flaws.insert(String::new(), why);
    }
}
