//! The whole platform in this process: web, worker and the outside systems, over demonstration data.

mod every_state;
mod in_force;
mod known;
mod phone;

pub use every_state::Sample;
pub use known::{Case, Student};

use std::{collections::HashSet, future::pending, sync::OnceLock, thread};

use tempfile::TempDir;
use tokio::{
    net::TcpListener,
    runtime::Runtime,
    sync::{Mutex, oneshot},
};
use wq_core::{
    db::{self, Pool},
    files::Files,
    one_time::Key,
};
use wq_sandbox::{
    clients, demo,
    outside::{Keys, Outside},
    postgres::throwaway::Throwaway,
};

/// Connections of the application's role: web and worker share them.
const CONNECTIONS: u32 = 24;

/// The demonstration, and as many more students as the tests have cases to decide.
const SIZE: demo::Size = demo::Size {
    students: 2400,
    earlier: 40,
    cohorts: 4,
};

/// The running platform.
pub struct Platform {
    /// Where browsers reach it, without a slash at the end.
    pub url: String,
    /// Where browsers reach the pages of the outside systems.
    pub outside_url: String,
    /// The outside systems, as they stand.
    pub outside: Outside,
    pool: Pool,
    /// The cases that tests have been given, so that no two decide the same.
    given: Mutex<HashSet<i64>>,
    /// The folder of files; it goes with the platform.
    _folder: TempDir,
}

impl Platform {
    /// The one platform of this test process, started by whoever asks first.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Platform> = OnceLock::new();
        SHARED.get_or_init(|| {
            // It outlives every single test, so it runs on threads of its own.
            let (tell, started) = oneshot::channel();
            thread::spawn(|| {
                Runtime::new().unwrap().block_on(async {
                    let _ = tell.send(Self::start().await.unwrap());
                    pending::<()>().await;
                });
            });
            thread::spawn(|| started.blocking_recv().expect("the platform starts"))
                .join()
                .unwrap()
        })
    }

    async fn start() -> anyhow::Result<Self> {
        let database = Throwaway::shared()
            .map_err(|error| anyhow::anyhow!("{error}"))?
            .database(None)
            .await?;
        db::migrate(&database).await?;
        let folder = tempfile::tempdir()?;
        let files_folder = folder.path().to_owned();
        let files = Files::in_folder(&files_folder)?;
        demo::load(&database, &files, SIZE).await?;
        let pool = db::connect(&database, CONNECTIONS).await?;
        let keys = Keys::default();
        let outside = Outside::new(keys.clone());
        demo::enrol(&outside, &pool).await?;
        let any_port = async || TcpListener::bind("127.0.0.1:0").await;
        let (web, http, smtp) = (any_port().await?, any_port().await?, any_port().await?);
        let url = format!("http://{}", web.local_addr()?);
        let outside_url = format!("http://{}", http.local_addr()?);
        let work = wq_worker::Settings {
            database_url: database.clone().into(),
            public_url: url.parse()?,
            files_folder,
            web_key: Key::of(&[7; 32]),
            places: wq_worker::runtime::Places::default(),
            outside: clients::settings(&keys, http.local_addr()?, smtp.local_addr()?),
        };
        let serve = wq_web::Settings {
            pool: pool.clone(),
            database_url: database,
            files,
            key: [7; 32],
            secure_cookies: false,
            employment_url: format!("{outside_url}/employment"),
            address_header: None,
        };
        tokio::spawn(outside.clone().serve(http, smtp, pending()));
        tokio::spawn(wq_web::serve(serve, web, pending()));
        let at_work = pool.clone();
        tokio::spawn(async move { wq_worker::run(&work, at_work, pending()).await });
        Ok(Self {
            url,
            outside_url,
            outside,
            pool,
            given: Mutex::default(),
            _folder: folder,
        })
    }
}
