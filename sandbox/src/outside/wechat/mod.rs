//! The WeChat official account: tokens, followers, template messages.

mod http;
mod page;
mod send;
mod state;
mod template;
mod token;

use std::{
    collections::HashMap,
    io,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
    time::Duration,
};

use poem::Route;

pub use state::{Line, Sent};
pub use template::Template;

use super::{
    Keys, Refused,
    behaviour::{Refusal, Switch, switched},
    page::System,
    store::Store,
};
use state::{Event, State};
use token::Tokens;

pub(super) const SYSTEM: System = System {
    path: "/wechat",
    name: "微信公众号",
    taken: "条消息",
};

const REFUSALS: &[Refusal] = &[
    Refusal {
        code: "45009",
        meaning: "当日发送次数已用完",
    },
    Refusal {
        code: "45011",
        meaning: "发送过于频繁",
    },
    Refusal {
        code: "-1",
        meaning: "系统繁忙",
    },
    Refusal {
        code: "43004",
        meaning: "对方未关注公众号",
    },
    Refusal {
        code: "40003",
        meaning: "openid 不存在",
    },
    Refusal {
        code: "40037",
        meaning: "模板不存在",
    },
    Refusal {
        code: "47003",
        meaning: "模板参数有误",
    },
    Refusal {
        code: "40001",
        meaning: "令牌已被新令牌取代",
    },
    Refusal {
        code: "42001",
        meaning: "令牌已过期",
    },
];

/// The official account. A clone is another handle to the same account.
#[derive(Clone)]
pub struct WeChat {
    inner: Arc<Inner>,
}

struct Inner {
    appid: String,
    secret: String,
    store: Store<State>,
    tokens: Mutex<Tokens>,
    templates: RwLock<HashMap<String, Template>>,
    switch: Switch,
}

switched!(WeChat);

impl WeChat {
    pub(super) fn new(keys: &Keys) -> Self {
        Self::holding(keys, Store::in_memory())
    }

    pub(super) fn with_journal(keys: &Keys, path: &Path) -> io::Result<Self> {
        Ok(Self::holding(keys, Store::with_journal(path)?))
    }

    fn holding(keys: &Keys, store: Store<State>) -> Self {
        let templates = template::approved()
            .into_iter()
            .map(|template| (template.id.clone(), template));
        Self {
            inner: Arc::new(Inner {
                appid: keys.wechat_appid.clone(),
                secret: keys.wechat_secret.clone(),
                store,
                tokens: Mutex::default(),
                templates: RwLock::new(templates.collect()),
                switch: Switch::new(REFUSALS),
            }),
        }
    }

    /// Makes a user follow the account.
    pub fn follow(&self, openid: &str) -> io::Result<()> {
        self.set_following(openid, true)
    }

    /// Makes a user known to the account stop following it: sends to them are refused with 43004.
    pub fn unfollow(&self, openid: &str) -> io::Result<()> {
        self.set_following(openid, false)
    }

    fn set_following(&self, openid: &str, following: bool) -> io::Result<()> {
        self.inner.store.act(|state| {
            let news = state.follows(openid) != Some(following);
            (
                (),
                news.then(|| Event::Following {
                    openid: openid.to_owned(),
                    following,
                }),
            )
        })
    }

    /// Adds a template to the approved ones. Templates are not journalled: add them at every start.
    pub fn add_template(&self, template: Template) {
        let mut templates = self
            .inner
            .templates
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        templates.insert(template.id.clone(), template);
    }

    /// Lets every token that is out expire now: sends with them are refused with 42001.
    pub fn expire_tokens(&self) {
        self.tokens().expire(chrono::Utc::now());
    }

    /// The newest messages that were sent, in the order in which they came.
    pub fn sent(&self) -> Vec<Sent> {
        self.inner.store.read(|state| state.sent.copies())
    }

    /// The newest requests that were turned away.
    pub fn refused(&self) -> Vec<Refused> {
        self.inner.store.read(|state| state.refused.copies())
    }

    /// Waits until at least `count` messages were sent in all, but no longer than `limit`.
    pub async fn wait_for(&self, count: usize, limit: Duration) -> Option<Vec<Sent>> {
        self.inner
            .store
            .wait(limit, |state| state.sent.at_least(count))
            .await
    }

    /// Waits until there is a message that `fits`, but no longer than `limit`.
    pub async fn wait_until(&self, limit: Duration, fits: impl Fn(&Sent) -> bool) -> Option<Sent> {
        let look = |state: &State| state.sent.oldest_first().find(|sent| fits(sent)).cloned();
        self.inner.store.wait(limit, look).await
    }

    fn tokens(&self) -> MutexGuard<'_, Tokens> {
        self.inner.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn template(&self, id: &str) -> Option<Template> {
        self.inner
            .templates
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(id)
            .cloned()
    }

    pub(super) fn total(&self) -> u64 {
        self.inner.store.read(|state| state.sent.total())
    }
}

pub(super) fn routes(app: Route, system: &WeChat) -> Route {
    page::routes(http::routes(app, system), system)
}
