//! The mail server: takes mail over SMTP and shows it.

mod message;
mod page;
mod session;
mod smtp;
mod state;

use std::{future::Future, io, path::Path, sync::Arc, time::Duration};

use poem::Route;
use tokio::net::TcpListener;

pub use message::Received;

use super::{
    Refused,
    behaviour::{Refusal, Switch, switched},
    page::System,
    store::Store,
};
use state::State;

pub(super) const SYSTEM: System = System {
    path: "/mail",
    name: "邮件",
    taken: "封邮件",
};

const REFUSALS: &[Refusal] = &[
    Refusal {
        code: "550",
        meaning: "收件人不存在",
    },
    Refusal {
        code: "451",
        meaning: "暂时不能收信",
    },
    Refusal {
        code: "452",
        meaning: "存储空间不足",
    },
    Refusal {
        code: "554",
        meaning: "内容被拒收",
    },
];

/// The mail server. A clone is another handle to the same server.
#[derive(Clone)]
pub struct Mail {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store<State>,
    switch: Switch,
}

switched!(Mail);

impl Mail {
    pub(super) fn new() -> Self {
        Self::holding(Store::in_memory())
    }

    pub(super) fn with_journal(path: &Path) -> io::Result<Self> {
        Ok(Self::holding(Store::with_journal(path)?))
    }

    fn holding(store: Store<State>) -> Self {
        Self {
            inner: Arc::new(Inner {
                store,
                switch: Switch::new(REFUSALS),
            }),
        }
    }

    /// The newest mails in the order in which they came.
    pub fn received(&self) -> Vec<Received> {
        self.inner.store.read(|state| state.received.copies())
    }

    /// The newest mails and recipients that were turned away.
    pub fn refused(&self) -> Vec<Refused> {
        self.inner.store.read(|state| state.refused.copies())
    }

    /// Waits until at least `count` mails came in all, but no longer than `limit`.
    pub async fn wait_for(&self, count: usize, limit: Duration) -> Option<Vec<Received>> {
        self.inner
            .store
            .wait(limit, |state| state.received.at_least(count))
            .await
    }

    /// Waits until there is a mail that `fits`, but no longer than `limit`.
    pub async fn wait_until(&self, limit: Duration, fits: impl Fn(&Received) -> bool) -> Option<Received> {
        let look = |state: &State| state.received.oldest_first().find(|mail| fits(mail)).cloned();
        self.inner.store.wait(limit, look).await
    }

    pub(super) fn total(&self) -> u64 {
        self.inner.store.read(|state| state.received.total())
    }
}

pub(super) fn routes(app: Route, system: &Mail) -> Route {
    page::routes(app, system)
}

/// Takes mail on `listener` until `shutdown` is ready. Open connections are dropped then.
pub(super) async fn serve(mail: Mail, listener: TcpListener, shutdown: impl Future<Output = ()> + Send) {
    smtp::serve(mail, listener, shutdown).await;
}
