//! The whole platform in this process: web, worker and the outside systems, over demonstration data.

use std::{future::pending, sync::OnceLock, thread};

use tokio::{net::TcpListener, runtime::Runtime, sync::oneshot};
use wq_core::db::{self, Pool};
use wq_sandbox::{
    outside::{Keys, Outside},
    postgres::throwaway::Throwaway,
};

/// Connections of the application's role: web and worker share them.
const CONNECTIONS: u32 = 24;

/// The running platform.
pub struct Platform {
    /// Where browsers reach it, without a slash at the end.
    pub url: String,
    /// The outside systems, as they stand.
    pub outside: Outside,
    pub pool: Pool,
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
        let pool = db::connect(&database, CONNECTIONS).await?;
        let outside = Outside::new(Keys::default());
        let web = TcpListener::bind("127.0.0.1:0").await?;
        let (http, smtp) = (
            TcpListener::bind("127.0.0.1:0").await?,
            TcpListener::bind("127.0.0.1:0").await?,
        );
        let url = format!("http://{}", web.local_addr()?);
        let settings = wq_web::Settings {
            pool: pool.clone(),
            database_url: database.clone(),
            key: [7; 32],
            secure_cookies: false,
            employment_url: format!("http://{}/employment", http.local_addr()?),
            address_header: None,
        };
        tokio::spawn(outside.clone().serve(http, smtp, pending()));
        tokio::spawn(wq_web::serve(settings, web, pending()));
        Ok(Self { url, outside, pool })
    }
}
