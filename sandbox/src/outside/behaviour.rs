//! The switch of a system: working, slow, down, or refusing.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use poem::{Endpoint, IntoResponse, Request, Response, http::StatusCode, web::Json};
use serde_json::json;

/// How a system behaves towards the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behaviour {
    /// As the contract says.
    Normal,
    /// As the contract says, but the answer is this late. What was asked is done at once: a client that gives up
    /// waiting has been served all the same, which is the harder case for it.
    Slow(Duration),
    /// Nothing is done; 503 (or 421 in SMTP).
    Down,
    /// Nothing is done; one refusal of the system's own.
    Refusing,
}

/// One refusal that a system can be told to give.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The system's code.
    pub code: &'static str,
    /// What it means, in Chinese, for the page.
    pub meaning: &'static str,
}

/// A system's switch. A clone is another handle to the same switch.
#[derive(Clone)]
pub(super) struct Switch {
    refusals: &'static [Refusal],
    set: Arc<Mutex<(Behaviour, usize)>>,
}

impl Switch {
    /// A switch set to normal. The first of `refusals` is the one given unless another is chosen.
    pub(super) fn new(refusals: &'static [Refusal]) -> Self {
        Self {
            refusals,
            set: Arc::new(Mutex::new((Behaviour::Normal, 0))),
        }
    }

    pub(super) fn behaviour(&self) -> Behaviour {
        self.lock().0
    }

    pub(super) fn set_behaviour(&self, behaviour: Behaviour) {
        self.lock().0 = behaviour;
    }

    /// Chooses the refusal to give while refusing. False where the system has none of this code.
    pub(super) fn set_refusal(&self, code: &str) -> bool {
        let found = self.refusals.iter().position(|refusal| refusal.code == code);
        if let Some(index) = found {
            self.lock().1 = index;
        }
        found.is_some()
    }

    /// The refusal to give now, where the system is refusing.
    pub(super) fn refusing(&self) -> Option<&'static Refusal> {
        (self.behaviour() == Behaviour::Refusing).then(|| self.chosen())
    }

    /// The refusal that is chosen, whether it is given now or not.
    pub(super) fn chosen(&self) -> &'static Refusal {
        &self.refusals[self.lock().1]
    }

    pub(super) fn refusals(&self) -> &'static [Refusal] {
        self.refusals
    }

    fn lock(&self) -> MutexGuard<'_, (Behaviour, usize)> {
        self.set.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stands around a system's interface: answers for it while it is down, holds its answers back while it is slow.
    pub(super) async fn stand_before<E: Endpoint>(
        self,
        inner: Arc<E>,
        request: Request,
    ) -> poem::Result<Response> {
        let behaviour = self.behaviour();
        if behaviour == Behaviour::Down {
            return Ok(down());
        }
        let answer = inner.get_response(request).await;
        if let Behaviour::Slow(late) = behaviour {
            tokio::time::sleep(late).await;
        }
        Ok(answer)
    }
}

fn down() -> Response {
    Json(json!({ "result": "down" }))
        .with_status(StatusCode::SERVICE_UNAVAILABLE)
        .with_header("Retry-After", "5")
        .into_response()
}

/// Writes the four methods by which a test or the launcher sets a system's switch.
macro_rules! switched {
    ($system:ty) => {
        impl $system {
            /// How the system behaves now.
            pub fn behaviour(&self) -> crate::outside::Behaviour {
                self.inner.switch.behaviour()
            }

            /// Sets how the system behaves from now on.
            pub fn set_behaviour(&self, behaviour: crate::outside::Behaviour) {
                self.inner.switch.set_behaviour(behaviour);
            }

            /// Chooses the refusal to give while [`Behaviour::Refusing`](crate::outside::Behaviour). False where the
            /// system has none of this code.
            pub fn set_refusal(&self, code: &str) -> bool {
                self.inner.switch.set_refusal(code)
            }

            pub(in crate::outside) fn switch(&self) -> &crate::outside::behaviour::Switch {
                &self.inner.switch
            }
        }
    };
}
pub(super) use switched;
