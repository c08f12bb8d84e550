//! `GET /live`: a browser's stream. It ends with the session, and with the process.

use std::{sync::Arc, time::Duration};

use futures::stream::unfold;
use poem::{
    IntoResponse, Response, handler,
    web::sse::{Event, SSE},
};
use tokio::{
    sync::watch,
    time::{Instant, sleep, sleep_until},
};
use wq_core::{
    access::{self, Account, Asked, Role, Token},
    case::Module,
};

use super::{Marks, Topic, changed};
use crate::{app::App, fault::Fault, visitor::Visitor};

/// Sent first: the page may have missed what happened since it was drawn, or while it was without a stream.
const OPENED: &str = "live-opened";
/// Sent last: the session is over, and to connect again is of no use.
const ENDED: &str = "live-ended";

/// A proxy that sees nothing for a minute hangs up.
const KEEP_ALIVE: Duration = Duration::from_secs(25);
/// How often it is asked whether the session ran out.
const SESSION_CHECK: Duration = Duration::from_secs(60);
/// How long changes are gathered before the browser is told, at random within this span: the officers of a large school
/// do not all come back in the same moment, and each comes at most so often.
const GATHER_MS: std::ops::Range<u64> = 150..900;

/// `GET /live`
#[handler]
pub async fn stream(visitor: &Visitor) -> Result<Response, Fault> {
    let account = visitor.account()?;
    let topic = topic_of(account).ok_or(Fault::NotFound)?;
    let token = visitor.token.clone().ok_or(Fault::SignedOut)?;
    let app = visitor.app.clone();
    // A process about to end answers with a stream that is over; the browser finds another one.
    let follower = app
        .live
        .follow(topic)
        .zip(app.live.follow(Topic::Account(account.id)))
        .map(|(changes, session)| Follower::new(app.clone(), token, changes, session));
    let events = unfold(follower, async |follower| {
        let mut follower = follower?;
        let event = follower.next().await?;
        Some((event, Some(follower)))
    });
    Ok(SSE::new(events).keep_alive(KEEP_ALIVE).into_response())
}

/// What an account's counts depend on. Province officers and operators watch figures that no single school changes.
fn topic_of(account: &Account) -> Option<Topic> {
    match account.role {
        Role::School { school, .. } | Role::Department { school, .. } => Some(Topic::School(school)),
        Role::Company { company } => Some(Topic::Company(company)),
        Role::Student { .. } | Role::Province { .. } | Role::Operator => None,
    }
}

const fn event_of(module: Module) -> &'static str {
    match module {
        Module::Signing => "live-signing",
        Module::Paper => "live-paper",
        Module::Terminations => "live-terminations",
        Module::Destinations => "live-destinations",
    }
}

/// One stream. It holds no connection to the database.
struct Follower {
    app: Arc<App>,
    token: Token,
    changes: watch::Receiver<Marks>,
    session: watch::Receiver<Marks>,
    /// What the browser knows of.
    told: Marks,
    /// What it is to be told now, the last first.
    pending: Vec<&'static str>,
    check_at: Instant,
    over: bool,
    _counted: Counted,
}

impl Follower {
    fn new(
        app: Arc<App>,
        token: Token,
        mut changes: watch::Receiver<Marks>,
        session: watch::Receiver<Marks>,
    ) -> Self {
        let told = *changes.borrow_and_update();
        Self {
            app,
            token,
            changes,
            session,
            told,
            pending: vec![OPENED],
            check_at: Instant::now() + SESSION_CHECK,
            over: false,
            _counted: Counted::new(),
        }
    }

    /// The next event; none where the stream is over.
    async fn next(&mut self) -> Option<Event> {
        while self.pending.is_empty() {
            if self.over {
                return None;
            }
            tokio::select! {
                changed = self.changes.changed() => {
                    changed.ok()?;
                    sleep(Duration::from_millis(rand::random_range(GATHER_MS))).await;
                    self.gather();
                }
                changed = self.session.changed() => {
                    changed.ok()?;
                    self.check_session().await;
                }
                () = sleep_until(self.check_at) => self.check_session().await,
            }
        }
        self.pending.pop().map(|name| Event::message("").event_type(name))
    }

    fn gather(&mut self) {
        let now = *self.changes.borrow_and_update();
        self.pending.extend(changed(&self.told, &now).map(event_of));
        self.told = now;
    }

    /// Where the database does not answer nothing is known, and the stream goes on.
    async fn check_session(&mut self) {
        self.check_at = Instant::now() + SESSION_CHECK;
        let settings = &self.app.settings;
        let Ok(mut conn) = settings.pool.get().await else {
            return;
        };
        if let Ok(None) = access::find(&mut conn, &self.token, self.app.sessions, Asked::ByPage).await {
            self.over = true;
            self.pending = vec![ENDED];
        }
    }
}

/// Counts the streams of the process while it lives.
struct Counted;

impl Counted {
    const STREAMS: &str = "live_streams";

    fn new() -> Self {
        metrics::gauge!(Self::STREAMS).increment(1);
        Self
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        metrics::gauge!(Self::STREAMS).decrement(1);
    }
}
