//! Approvals over HTTP, as a browser gives them, and how long until the student's WeChat has the news.

use std::{
    collections::{HashMap, hash_map::Entry},
    net::SocketAddr,
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use chrono::{DateTime, Utc};
use diesel_async::AsyncConnection;
use futures::future::try_join_all;
use hyper::StatusCode;
use wq_core::db::Conn;
use wq_sandbox::outside::WeChat;

use crate::{
    client::Browser,
    ground::SignedIn,
    page,
    waiting::{Waiting, openid},
};

/// A message that takes longer is lost.
const PATIENCE: Duration = Duration::from_secs(20);

/// Who approves, where.
pub struct Desk<'a> {
    /// The officers, as [`Waiting::officer`] counts them.
    pub officers: &'a [SignedIn],
    /// The web process.
    pub web: SocketAddr,
    /// The database, to learn whose case it is.
    pub url: &'a str,
    /// Where the news arrives.
    pub wechat: &'a WeChat,
}

/// What approving took.
#[derive(Default)]
pub struct Approved {
    /// From sending each approval to its answer.
    pub times: Vec<Duration>,
    /// From sending each approval, its commit in between, to the arrival of the news. Of students who follow.
    pub news: Vec<Duration>,
    /// From the first approval to the end of the last.
    pub within: Duration,
}

/// Who hears of an approval, and when it was sent.
struct Owed {
    openid: String,
    since: DateTime<Utc>,
}

impl Desk<'_> {
    /// Approves the cases, `at_once` of them at a time. One at a time, each waits for the news of the one before.
    pub async fn approve(&self, cases: &[Waiting], at_once: usize) -> anyhow::Result<Approved> {
        let begun = Instant::now();
        let hands = (0..at_once).map(|hand| {
            let mine = cases.iter().skip(hand).step_by(at_once);
            self.approve_in_turn(mine, at_once == 1)
        });
        let done = try_join_all(hands).await?;
        let mut approved = Approved {
            within: begun.elapsed(),
            ..Approved::default()
        };
        for (times, owed) in done {
            approved.times.extend(times);
            for owed in owed {
                approved.news.push(self.arrival(&owed).await?);
            }
        }
        Ok(approved)
    }

    async fn approve_in_turn(
        &self,
        cases: impl Iterator<Item = &Waiting>,
        patiently: bool,
    ) -> anyhow::Result<(Vec<Duration>, Vec<Owed>)> {
        let mut browsers: HashMap<usize, Browser> = HashMap::new();
        let mut conn = Conn::establish(self.url).await?;
        let (mut times, mut all_owed) = (Vec::new(), Vec::new());
        for waiting in cases {
            let browser = match browsers.entry(waiting.officer) {
                Entry::Occupied(open) => open.into_mut(),
                Entry::Vacant(none) => {
                    none.insert(Browser::open(self.web, Some(&self.officers[waiting.officer].token)).await?)
                }
            };
            let openid = openid(&mut conn, waiting.case).await?;
            let (since, took) = approve(browser, waiting).await?;
            times.push(took);
            if let Some(openid) = openid {
                let owed = Owed { openid, since };
                if patiently {
                    self.arrival(&owed).await?;
                }
                all_owed.push(owed);
            }
        }
        Ok((times, all_owed))
    }

    async fn arrival(&self, owed: &Owed) -> anyhow::Result<Duration> {
        let fits =
            |sent: &wq_sandbox::outside::wechat::Sent| sent.openid == owed.openid && sent.at >= owed.since;
        let sent = self
            .wechat
            .wait_until(PATIENCE, fits)
            .await
            .context("a message did not arrive")?;
        Ok((sent.at - owed.since).to_std()?)
    }
}

/// Opens the case and approves it. Answers when that was sent, and how long until it was answered.
async fn approve(browser: &mut Browser, waiting: &Waiting) -> anyhow::Result<(DateTime<Utc>, Duration)> {
    let address = format!("/signing/{}", waiting.case);
    let shown = browser.read(&address).await?;
    let fields =
        ["csrf", "version", "warned"].map(|name| (name, page::hidden(&shown, name).unwrap_or_default()));
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let (since, begun) = (Utc::now(), Instant::now());
    let answer = browser.post(&format!("{address}/approval"), &fields).await?;
    let took = begun.elapsed();
    ensure!(
        answer.status == StatusCode::SEE_OTHER,
        "{address}/approval answered {}",
        answer.status
    );
    Ok((since, took))
}
