//! The employment system (就业管理系统): owns the roster, receives each student's destination.

mod codes;
mod contact;
mod destination;
mod edit;
mod http;
mod page;
mod push;
mod state;
mod student;

use std::{io, path::Path, sync::Arc, time::Duration};

use poem::Route;

pub use contact::Contact;
pub use destination::{Company, Destination, Reason};
pub use push::{Outcome, Push};
pub use state::{Dispatch, Graduate};
pub use student::Student;

use super::{
    Keys, Refused,
    behaviour::{Refusal, Switch, switched},
    page::System,
    store::Store,
};
use state::{Event, State};

pub(super) const SYSTEM: System = System {
    path: "/employment",
    name: "就业管理系统",
    taken: "次推送",
};

const REFUSALS: &[Refusal] = &[
    Refusal {
        code: "422",
        meaning: "内容有误，拒收",
    },
    Refusal {
        code: "404",
        meaning: "查无此学生",
    },
    Refusal {
        code: "409",
        meaning: "已有更新的版本",
    },
    Refusal {
        code: "429",
        meaning: "请求过于频繁",
    },
    Refusal {
        code: "500",
        meaning: "系统内部错误",
    },
];

/// The employment system. A clone is another handle to the same system.
#[derive(Clone)]
pub struct Employment {
    inner: Arc<Inner>,
}

struct Inner {
    key: String,
    store: Store<State>,
    switch: Switch,
}

switched!(Employment);

impl Employment {
    pub(super) fn new(keys: &Keys) -> Self {
        Self::holding(keys, Store::in_memory())
    }

    pub(super) fn with_journal(keys: &Keys, path: &Path) -> io::Result<Self> {
        Ok(Self::holding(keys, Store::with_journal(path)?))
    }

    fn holding(keys: &Keys, store: Store<State>) -> Self {
        let key = keys.employment_key.clone();
        Self {
            inner: Arc::new(Inner {
                key,
                store,
                switch: Switch::new(REFUSALS),
            }),
        }
    }

    /// Puts students on the roster, or replaces the data of those already there; what was reported of them stays.
    /// Enrolling the same data again writes nothing.
    pub fn enrol(&self, students: impl IntoIterator<Item = Student>) -> io::Result<()> {
        let students = students.into_iter().collect();
        self.inner
            .store
            .act(|state| ((), state.enrolment(students).map(Event::Enrolled)))
    }

    /// Takes a student off the roster and forgets what was reported. False where there is no such student.
    pub fn remove(&self, student_ref: &str) -> io::Result<bool> {
        self.inner.store.act(|state| {
            let known = state.graduate(student_ref).is_some();
            (
                known,
                known.then(|| Event::Removed {
                    student_ref: student_ref.to_owned(),
                }),
            )
        })
    }

    /// What the system holds of a student now.
    pub fn graduate(&self, student_ref: &str) -> Option<Graduate> {
        self.inner
            .store
            .read(|state| state.graduate(student_ref).cloned())
    }

    /// How many students are on the roster.
    pub fn enrolled(&self) -> usize {
        self.inner.store.read(State::enrolled)
    }

    /// Edits a student's dispatch record, as the system's own users do. False where there is no such student.
    pub fn set_dispatch(&self, student_ref: &str, dispatch: Option<Dispatch>) -> io::Result<bool> {
        self.inner.store.act(|state| {
            let known = state.graduate(student_ref).is_some();
            let event = || Event::DispatchSet {
                student_ref: student_ref.to_owned(),
                dispatch,
            };
            (known, known.then(event))
        })
    }

    /// The newest pushes, whatever became of them, in the order in which they came.
    pub fn received(&self) -> Vec<Push> {
        self.inner.store.read(|state| state.pushes.copies())
    }

    /// The newest requests that were turned away before they were a push: wrong key, misshapen.
    pub fn refused(&self) -> Vec<Refused> {
        self.inner.store.read(|state| state.refused.copies())
    }

    /// Waits until at least `count` pushes came in all, but no longer than `limit`.
    pub async fn wait_for(&self, count: usize, limit: Duration) -> Option<Vec<Push>> {
        self.inner
            .store
            .wait(limit, |state| state.pushes.at_least(count))
            .await
    }

    /// Waits until there is a push that `fits`, but no longer than `limit`.
    pub async fn wait_until(&self, limit: Duration, fits: impl Fn(&Push) -> bool) -> Option<Push> {
        let look = |state: &State| state.pushes.oldest_first().find(|push| fits(push)).cloned();
        self.inner.store.wait(limit, look).await
    }

    /// Waits until a student's contact data are these, but no longer than `limit`.
    pub async fn wait_for_contact(
        &self,
        student_ref: &str,
        limit: Duration,
        contact: &Contact,
    ) -> Option<()> {
        let look = |state: &State| {
            let held = &state.graduate(student_ref)?.student;
            (held.mobile == contact.mobile && held.email == contact.email).then_some(())
        };
        self.inner.store.wait(limit, look).await
    }

    pub(super) fn total(&self) -> u64 {
        self.inner.store.read(|state| state.pushes.total())
    }
}

pub(super) fn routes(app: Route, system: &Employment) -> Route {
    page::routes(http::routes(app, system), system)
}
