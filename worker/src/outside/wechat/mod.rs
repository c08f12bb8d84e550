//! The WeChat official account: template messages to its followers (rule 14.4).

pub(super) mod account;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use diesel_async::pooled_connection::bb8::PooledConnection;
use reqwest::Client;
use tokio::sync::Mutex;
use tokio::time::timeout;
use wq_core::db::{Conn, Pool};
use wq_core::message::wechat_token;

use super::{Failure, Settings};
use account::{Account, Answer};

/// A message to one follower. No `Debug`: it names a person.
pub struct Message<'a> {
    /// Stable for this message: WeChat sends the same id to the same follower once, within ten minutes. At most 32 of
    /// letters, digits, `-` and `_`.
    pub id: &'a str,
    /// The follower.
    pub openid: &'a str,
    /// Our name of the notice, to which the settings give a template id.
    pub notice: &'a str,
    /// The page that the message opens.
    pub url: &'a str,
    /// The template's keys (`thing1`, `phrase2` …) and their values. Values of the kind `thing` are cut to the length that
    /// WeChat takes; all others have to be of their kind.
    pub data: &'a [(&'a str, &'a str)],
}

/// What came of a message. Both end it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// WeChat has taken it, under this id of its own.
    Delivered(i64),
    /// The person does not follow the account: tell them by SMS where the rule wants them told.
    NotAFollower,
}

/// How long a job waits while another one of this process fetches a token.
const PATIENCE: Duration = Duration::from_secs(5);

/// The client.
#[derive(Clone)]
pub struct Wechat {
    account: Account,
    pool: Pool,
    /// Held while a token is fetched, so that of a process's connections one at most waits for the token's row.
    fetching: Arc<Mutex<()>>,
}

impl Wechat {
    pub(super) fn new(http: Client, settings: &Settings, pool: Pool) -> Self {
        Self {
            account: Account::new(http, settings),
            pool,
            fetching: Arc::default(),
        }
    }

    /// Sends a message with the token that all processes share, which is renewed once if WeChat refuses it.
    pub async fn send(&self, message: &Message<'_>) -> Result<Sent, Failure> {
        let token = self.token().await?;
        if let Answer::Sent(sent) = self.account.send(&token, message).await? {
            return Ok(sent);
        }
        let token = self.renewed(Some(&token)).await?;
        match self.account.send(&token, message).await? {
            Answer::Sent(sent) => Ok(sent),
            Answer::TokenRefused => Err(Failure::retry("a renewed token was refused too")),
        }
    }

    async fn token(&self) -> Result<String, Failure> {
        // A statement of its own: the connection has to be back in the pool before another one is asked for.
        let kept = wechat_token::current(&mut *self.connection().await?, &self.account.appid).await?;
        match kept {
            Some(token) => Ok(token),
            None => self.renewed(None).await,
        }
    }

    async fn renewed(&self, refused: Option<&str>) -> Result<String, Failure> {
        let _fetching = timeout(PATIENCE, self.fetching.lock())
            .await
            .map_err(|_| Failure::retry("no token within the time others took to fetch one"))?;
        // A token that lives but was refused would be handed out again, unless it is ended.
        let fetch = self.account.fetch_token(refused.is_some());
        wechat_token::renew(
            &mut *self.connection().await?,
            &self.account.appid,
            refused,
            fetch,
        )
        .await
    }

    async fn connection(&self) -> Result<PooledConnection<'_, Conn>, Failure> {
        self.pool
            .get()
            .await
            .map_err(|_| Failure::retry("no database connection was to be had"))
    }
}
