//! Databases with the demonstration in them.

use chrono::{DateTime, Utc};
use diesel::{QueryableByName, sql_query, sql_types::BigInt};
use diesel_async::{AsyncConnection, RunQueryDsl};
use tempfile::TempDir;
use wq_core::{
    db::{self, Conn},
    files::Files,
};
use wq_sandbox::{
    demo::{self, Size},
    postgres::{PostgresError, throwaway::Throwaway},
};

/// The present of these tests: a day long gone, so that their jobs are due.
pub fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_780_000_000, 0).expect("in range")
}

/// An empty database with the schema. Its address.
pub async fn empty() -> String {
    let server = Throwaway::shared().expect("a server for the tests");
    let schema = async |url: String| -> Result<(), PostgresError> {
        db::migrate(&url).await.expect("the migrations apply");
        Ok(())
    };
    let template = server.template("schema", schema).await.expect("a template");
    server.database(Some(template)).await.expect("a database")
}

/// Files in a folder that is gone with the test.
pub fn files() -> (TempDir, Files) {
    let folder = tempfile::tempdir().expect("a folder");
    let files = Files::in_folder(folder.path()).expect("files");
    (folder, files)
}

/// A database with the demonstration in it and none of its files, one's own to break. Its address.
pub async fn loaded() -> String {
    let server = Throwaway::shared().expect("a server for the tests");
    let demonstration = async |url: String| -> Result<(), PostgresError> {
        db::migrate(&url).await.expect("the migrations apply");
        let (_folder, files) = files();
        demo::load_as_of(&url, &files, Size::default(), now())
            .await
            .expect("it loads");
        Ok(())
    };
    let template = server
        .template("demonstration", demonstration)
        .await
        .expect("a template");
    server.database(Some(template)).await.expect("a database")
}

/// A connection as the schema's owner.
pub async fn connect(url: &str) -> Conn {
    Conn::establish(url).await.expect("the database answers")
}

/// What `SELECT count(*)` says.
pub async fn count(conn: &mut Conn, what: &str) -> i64 {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let query = sql_query(format!("SELECT count(*) AS count FROM {what}"));
    let answer: Count = query.get_result(conn).await.expect("a count");
    answer.count
}
