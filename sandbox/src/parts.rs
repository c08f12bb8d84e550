//! The parts of the platform that run beside each other, and stopping them in order.

use futures::{
    FutureExt,
    future::{BoxFuture, select_all},
};
use tokio::{sync::oneshot, task::JoinHandle};

/// Completes when a part is to stop.
pub type Stop = BoxFuture<'static, ()>;

/// Running parts. Each needs those before it, so the last one stops first.
#[derive(Default)]
pub struct Parts(Vec<Part>);

struct Part {
    name: &'static str,
    stop: oneshot::Sender<()>,
    task: JoinHandle<anyhow::Result<()>>,
}

impl Parts {
    /// Starts a part.
    pub fn start<F>(&mut self, name: &'static str, part: impl FnOnce(Stop) -> F)
    where
        F: Future<Output = anyhow::Result<()>> + Send + 'static,
    {
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(part(stopped.map(drop).boxed()));
        self.0.push(Part { name, stop, task });
    }

    /// Waits for `stop`, or for a part that ends of itself, which none should; then stops all that still run.
    ///
    /// # Errors
    ///
    /// What the first part that failed says.
    pub async fn run_until(mut self, stop: impl Future<Output = ()>) -> anyhow::Result<()> {
        let tasks = self.0.iter_mut().map(|part| &mut part.task);
        let first_end = tokio::select! {
            () = stop => None,
            (ended, place, _) = select_all(tasks) => Some((place, ended)),
        };
        let first = match first_end {
            None => Ok(()),
            Some((place, ended)) => {
                let name = self.0.remove(place).name;
                Err(match ended {
                    Ok(Ok(())) => anyhow::anyhow!("{name} ended of itself"),
                    Ok(Err(error)) => error.context(format!("{name} failed")),
                    Err(panic) => anyhow::Error::new(panic).context(format!("{name} broke down")),
                })
            }
        };
        let rest = self.stop().await;
        first.and(rest)
    }

    async fn stop(self) -> anyhow::Result<()> {
        let mut outcome = Ok(());
        for part in self.0.into_iter().rev() {
            // A part that has ended meanwhile no longer listens.
            let _ = part.stop.send(());
            let ended = part.task.await.map_err(anyhow::Error::new).flatten();
            tracing::debug!(part.name, "stopped");
            outcome = outcome.and(ended.map_err(|error| error.context(format!("stopping {}", part.name))));
        }
        outcome
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[tokio::test]
    async fn the_last_part_stops_first() {
        let stopped = Arc::new(Mutex::new(Vec::new()));
        let mut parts = Parts::default();
        for name in ["first", "second"] {
            let stopped = stopped.clone();
            parts.start(name, |stop| async move {
                stop.await;
                stopped.lock().expect("no panic").push(name);
                Ok(())
            });
        }
        parts.run_until(async {}).await.expect("both stop well");
        assert_eq!(*stopped.lock().expect("no panic"), ["second", "first"]);
    }

    #[tokio::test]
    async fn a_part_that_fails_stops_the_others_and_is_named() {
        let mut parts = Parts::default();
        let (told, was_stopped) = oneshot::channel();
        parts.start("steady", |stop| async move {
            stop.await;
            let _ = told.send(());
            Ok(())
        });
        parts.start("shaky", |_| async { anyhow::bail!("no strength left") });
        let error = parts
            .run_until(std::future::pending())
            .await
            .expect_err("one failed");
        assert_eq!(format!("{error:#}"), "shaky failed: no strength left");
        was_stopped.await.expect("the other was stopped");
    }

    #[tokio::test]
    async fn a_part_that_panics_is_named_as_well() {
        let mut parts = Parts::default();
        parts.start("shaky", |_| async { panic!("unheard of") });
        let error = parts
            .run_until(std::future::pending())
            .await
            .expect_err("it broke down");
        assert!(error.to_string().contains("shaky broke down"), "{error:#}");
    }
}
