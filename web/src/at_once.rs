//! How many pages are made at once.
//!
//! A page is some milliseconds of computing, here and in the database. More of them at once than there are processors to make
//! them take no less time in all, but more: each finds the caches full of the others, and of as many connections' plans. So they
//! wait for their turn, in the order in which they came, and none waits for one that came later.

use poem::{Request, http::Method};
use std::{sync::Arc, thread::available_parallelism, time::Duration};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};
use wq_core::db::bb8::RunError;

use crate::fault::Fault;

/// Of each page about half is made by the database meanwhile, and now and then one waits for the disk.
const FOR_EACH_PROCESSOR: usize = 3;

/// How long a page waits for its turn: longer than a burst takes, shorter than whoever looks at a page that does not come.
const PATIENCE: Duration = Duration::from_secs(2);

/// The turns of a process.
pub struct AtOnce(Arc<Semaphore>);

/// A page is being made for as long as this is held.
pub struct Turn {
    _held: Option<OwnedSemaphorePermit>,
}

impl Default for AtOnce {
    fn default() -> Self {
        let processors = available_parallelism().map_or(1, usize::from);
        Self::of(processors * FOR_EACH_PROCESSOR)
    }
}

impl AtOnce {
    fn of(turns: usize) -> Self {
        Self(Arc::new(Semaphore::new(turns)))
    }

    /// Waits for the turn of what is read. What is sent never waits here: its body may come slowly, and its act wait for another's.
    ///
    /// # Errors
    /// Where it does not come in time.
    pub async fn turn(&self, request: &Request) -> Result<Turn, Fault> {
        if *request.method() != Method::GET {
            return Ok(Turn { _held: None });
        }
        let turn = timeout(PATIENCE, self.0.clone().acquire_owned()).await;
        match turn {
            Ok(Ok(held)) => Ok(Turn { _held: Some(held) }),
            Ok(Err(_)) | Err(_) => Err(Fault::Away(RunError::TimedOut)),
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    fn request(method: Method) -> Request {
        Request::builder().method(method).finish()
    }

    #[tokio::test]
    async fn a_page_waits_until_another_is_made_and_what_is_sent_does_not() {
        let at_once = AtOnce::of(1);
        let (page, act) = (request(Method::GET), request(Method::POST));
        let first = at_once.turn(&page).await.expect("the only turn");
        let mut second = Box::pin(at_once.turn(&page));
        assert!((&mut second).now_or_never().is_none(), "no turn is left");
        assert!(at_once.turn(&act).now_or_never().is_some());
        drop(first);
        assert!(
            at_once.turn(&page).now_or_never().is_none(),
            "the second came before"
        );
        assert!(second.now_or_never().is_some());
    }
}
