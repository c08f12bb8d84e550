//! The SMS provider (Aliyun `SendSms`): signed requests, templates, a message on a telephone.

mod http;
mod page;
mod send;
mod signature;
mod state;
mod template;

use std::{
    collections::HashMap,
    io,
    path::Path,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

use poem::Route;

pub use state::Sent;
pub use template::Template;

use super::{
    Keys, Refused,
    behaviour::{Refusal, Switch, switched},
    page::System,
    store::Store,
};
use signature::Nonces;
use state::State;

pub(super) const SYSTEM: System = System {
    path: "/sms",
    name: "短信",
    taken: "条短信",
};

const REFUSALS: &[Refusal] = &[
    Refusal {
        code: "isv.BUSINESS_LIMIT_CONTROL",
        meaning: "触发流控",
    },
    Refusal {
        code: "isv.AMOUNT_NOT_ENOUGH",
        meaning: "账户余额不足",
    },
    Refusal {
        code: "isv.OUT_OF_SERVICE",
        meaning: "业务停机",
    },
    Refusal {
        code: "isv.SMS_TEMPLATE_ILLEGAL",
        meaning: "模板不合法",
    },
    Refusal {
        code: "isv.SMS_SIGNATURE_ILLEGAL",
        meaning: "签名不合法",
    },
    Refusal {
        code: "isv.MOBILE_NUMBER_ILLEGAL",
        meaning: "手机号码格式有误",
    },
];

/// The SMS provider. A clone is another handle to the same provider.
#[derive(Clone)]
pub struct Sms {
    inner: Arc<Inner>,
}

struct Inner {
    key_id: String,
    key_secret: String,
    sign_name: String,
    store: Store<State>,
    nonces: Mutex<Nonces>,
    templates: RwLock<HashMap<String, Template>>,
    switch: Switch,
}

switched!(Sms);

impl Sms {
    pub(super) fn new(keys: &Keys) -> Self {
        Self::holding(keys, Store::in_memory())
    }

    pub(super) fn with_journal(keys: &Keys, path: &Path) -> io::Result<Self> {
        Ok(Self::holding(keys, Store::with_journal(path)?))
    }

    fn holding(keys: &Keys, store: Store<State>) -> Self {
        let templates = template::approved()
            .into_iter()
            .map(|template| (template.code.clone(), template));
        Self {
            inner: Arc::new(Inner {
                key_id: keys.sms_key_id.clone(),
                key_secret: keys.sms_key_secret.clone(),
                sign_name: keys.sms_sign_name.clone(),
                store,
                nonces: Mutex::default(),
                templates: RwLock::new(templates.collect()),
                switch: Switch::new(REFUSALS),
            }),
        }
    }

    /// Adds a template to the approved ones. Templates are not journalled: add them at every start.
    pub fn add_template(&self, template: Template) {
        let mut templates = self
            .inner
            .templates
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        templates.insert(template.code.clone(), template);
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

    fn template(&self, code: &str) -> Option<Template> {
        self.inner
            .templates
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(code)
            .cloned()
    }

    pub(super) fn total(&self) -> u64 {
        self.inner.store.read(|state| state.sent.total())
    }
}

pub(super) fn routes(app: Route, system: &Sms) -> Route {
    page::routes(http::routes(app, system), system)
}
