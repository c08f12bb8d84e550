//! Wake-ups from the database: one LISTEN connection for the process.

use std::{
    collections::HashMap,
    future::{pending, poll_fn},
    sync::Arc,
    time::Duration,
};

use tokio::{sync::Notify, time::sleep};
use tokio_postgres::{AsyncMessage, NoTls};
use wq_core::jobs::Queue;

/// Between tries to connect. Meanwhile the queues look by themselves, at their slow poll.
const RECONNECT_AFTER: Duration = Duration::from_secs(1);

/// One bell for each queue. It remembers a ring that nobody waited for, so none is lost while jobs are being taken.
#[derive(Clone)]
pub(super) struct Wakes(Arc<HashMap<Queue, Arc<Notify>>>);

impl Default for Wakes {
    fn default() -> Self {
        Self(Arc::new(
            Queue::ALL.iter().map(|&queue| (queue, Arc::default())).collect(),
        ))
    }
}

impl Wakes {
    /// The bell of a queue.
    pub(super) fn of(&self, queue: Queue) -> Arc<Notify> {
        self.0[&queue].clone()
    }

    /// Rings as the database says, for ever.
    pub(super) async fn listen(self, database_url: String) {
        loop {
            if let Err(error) = self.session(&database_url).await {
                tracing::warn!(%error, "no wake-ups from the database");
            }
            sleep(RECONNECT_AFTER).await;
        }
    }

    /// One connection, until it is lost.
    async fn session(&self, database_url: &str) -> Result<(), tokio_postgres::Error> {
        let (client, mut connection) = tokio_postgres::connect(database_url, NoTls).await?;
        let listening = async {
            client.batch_execute("LISTEN jobs").await?;
            self.0.values().for_each(|bell| bell.notify_one()); // whatever came before we listened
            pending().await
        };
        let messages = async {
            while let Some(message) = poll_fn(|cx| connection.poll_message(cx)).await {
                if let AsyncMessage::Notification(note) = message?
                    && let Ok(queue) = note.payload().parse()
                {
                    self.of(queue).notify_one();
                }
            }
            Ok(())
        };
        tokio::select! { ended = listening => ended, ended = messages => ended }
    }
}
