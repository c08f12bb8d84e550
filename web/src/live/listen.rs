//! One connection to the database that waits for announcements, for as long as the process serves.

use std::{
    future::{pending, poll_fn},
    time::Duration,
};

use tokio::time::sleep;
use tokio_postgres::{AsyncMessage, NoTls};
use wq_core::announcement::CHANNEL;

use super::Live;

/// Between tries to connect. Meanwhile pages fetch when they are looked at.
const RECONNECT_AFTER: Duration = Duration::from_secs(1);

impl Live {
    /// Listens for ever.
    pub async fn listen(&self, database_url: &str) {
        loop {
            if let Err(error) = self.session(database_url).await {
                tracing::warn!(%error, "no announcements from the database");
            }
            sleep(RECONNECT_AFTER).await;
        }
    }

    /// One connection, until it is lost.
    async fn session(&self, database_url: &str) -> Result<(), tokio_postgres::Error> {
        let (client, mut connection) = tokio_postgres::connect(database_url, NoTls).await?;
        let listening = async {
            client.batch_execute(&format!("LISTEN {CHANNEL}")).await?;
            self.tell_all(); // whatever came before we listened
            pending().await
        };
        let messages = async {
            while let Some(message) = poll_fn(|cx| connection.poll_message(cx)).await {
                if let AsyncMessage::Notification(note) = message?
                    && let Ok(announcement) = note.payload().parse()
                {
                    self.tell(announcement);
                }
            }
            Ok(())
        };
        tokio::select! { ended = listening => ended, ended = messages => ended }
    }
}
