//! The national enterprise register (国家企业信用信息公示系统): the standing of a company by its credit code.

mod http;
mod page;
mod state;

use std::{io, path::Path, sync::Arc, time::Duration};

use poem::Route;

pub use state::{Enterprise, Lookup};

use super::{
    behaviour::{Refusal, Switch, switched},
    page::System,
    store::Store,
};
use state::{Event, State};

pub(super) const SYSTEM: System = System {
    path: "/register",
    name: "企业信用信息公示系统",
    taken: "次查询",
};

const REFUSALS: &[Refusal] = &[
    Refusal {
        code: "403",
        meaning: "拒绝访问",
    },
    Refusal {
        code: "404",
        meaning: "查无此企业",
    },
    Refusal {
        code: "429",
        meaning: "查询过于频繁",
    },
    Refusal {
        code: "500",
        meaning: "系统内部错误",
    },
];

/// The enterprise register. A clone is another handle to the same register.
#[derive(Clone)]
pub struct Register {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store<State>,
    switch: Switch,
}

switched!(Register);

impl Register {
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

    /// Enters a company, or replaces its entry. The same entry again writes nothing.
    pub fn put(&self, enterprise: Enterprise) -> io::Result<()> {
        self.inner.store.act(|state| {
            let news = state.enterprise(&enterprise.credit_code) != Some(&enterprise);
            ((), news.then_some(Event::Put(enterprise)))
        })
    }

    /// The entry of a company.
    pub fn enterprise(&self, credit_code: &str) -> Option<Enterprise> {
        self.inner
            .store
            .read(|state| state.enterprise(credit_code).cloned())
    }

    /// The newest look-ups in the order in which they came.
    pub fn received(&self) -> Vec<Lookup> {
        self.inner.store.read(|state| state.lookups.copies())
    }

    /// Waits until there were at least `count` look-ups in all, but no longer than `limit`.
    pub async fn wait_for(&self, count: usize, limit: Duration) -> Option<Vec<Lookup>> {
        self.inner
            .store
            .wait(limit, |state| state.lookups.at_least(count))
            .await
    }

    pub(super) fn total(&self) -> u64 {
        self.inner.store.read(|state| state.lookups.total())
    }
}

pub(super) fn routes(app: Route, system: &Register) -> Route {
    page::routes(http::routes(app, system), system)
}
