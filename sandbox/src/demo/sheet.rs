//! Rows that wait to be written: tables in the order in which their rows refer to each other.

use diesel_async::SimpleAsyncConnection;
use wq_core::db::Conn;

use super::{
    accounts::Account,
    agreements::{Agreement, Termination},
    destinations::Destination,
    events::{Case, Entry, Event, Message, Sync, Waiting},
    insert::drain,
    papers::Attachment,
    people::Student,
};

/// Students on a sheet before it is written.
const FULL: usize = 1_000;

/// Rows of some students.
#[derive(Default)]
pub(super) struct Sheet {
    pub students: Vec<Student>,
    pub accounts: Vec<Account>,
    pub cases: Vec<Case>,
    pub attachments: Vec<Attachment>,
    pub agreements: Vec<Agreement>,
    pub destinations: Vec<Destination>,
    pub terminations: Vec<Termination>,
    pub events: Vec<Event>,
    pub messages: Vec<Message>,
    pub entries: Vec<Entry>,
    pub syncs: Vec<Sync>,
    pub jobs: Vec<Waiting>,
    analyzed: bool,
}

impl Sheet {
    /// Is it time to write?
    pub(super) fn is_full(&self) -> bool {
        self.students.len() >= FULL
    }

    /// Writes everything and is empty again.
    pub(super) async fn write(&mut self, conn: &mut Conn) -> anyhow::Result<()> {
        drain(conn, &mut self.students).await?;
        if !self.analyzed {
            // Knowing nothing of the students, PostgreSQL looks each case's up by the wrong index: ten times slower.
            conn.batch_execute("ANALYZE students").await?;
            self.analyzed = true;
        }
        drain(conn, &mut self.accounts).await?;
        drain(conn, &mut self.cases).await?;
        drain(conn, &mut self.attachments).await?;
        drain(conn, &mut self.agreements).await?;
        drain(conn, &mut self.destinations).await?;
        drain(conn, &mut self.terminations).await?;
        drain(conn, &mut self.events).await?;
        drain(conn, &mut self.messages).await?;
        drain(conn, &mut self.entries).await?;
        drain(conn, &mut self.syncs).await?;
        drain(conn, &mut self.jobs).await
    }
}
