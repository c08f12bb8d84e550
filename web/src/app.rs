//! The application: its settings, its routes with what stands before them, and serving them.

use moka::sync::Cache;
use poem::{
    Endpoint, EndpointExt, IntoResponse, Route, Server, get,
    http::{HeaderValue, header},
    middleware::{CookieJarManager, Csrf},
};
use std::{hash::Hash, sync::Arc, time::Duration};
use tokio::{net::TcpListener, sync::OnceCell, time::interval};
use wq_core::{
    access,
    case::{CodedReason, Module},
    db::Pool,
    files::Files,
    ids::SchoolId,
    one_time,
};

use crate::{
    api, assets,
    at_once::AtOnce,
    compression::compressed,
    exports::Exports,
    guides, health,
    limits::Limiters,
    listener::Prompt,
    live::{self, Live},
    metrics, routes,
    visitor::visit,
};

/// What the web process is told.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Connections of the application's role.
    pub pool: Pool,
    /// The database's address, as the owner of the schema: answers whether migrations are in.
    pub database_url: String,
    /// Where documents are kept.
    pub files: Files,
    /// Seals form tokens and search texts, and makes one-time codes. All processes of one platform share it.
    pub key: [u8; 32],
    /// Whether browsers reach the platform by https only: cookies are then sent over nothing else.
    pub secure_cookies: bool,
    /// Where 前往就业管理系统 leads.
    pub employment_url: String,
    /// The header in which a trusted proxy names the browser's address; none: the connection's own.
    pub address_header: Option<String>,
}

/// What every handler can reach.
pub struct App {
    pub settings: Settings,
    /// From which one-time codes are derived.
    pub codes: one_time::Key,
    pub sessions: access::Limits,
    pub limiters: Limiters,
    pub at_once: AtOnce,
    /// The departments of the schools whose lists are read.
    pub departments: Cache<(SchoolId, i32), Arc<[String]>>,
    /// The coded reasons of the schools whose cases are read.
    pub reasons: Cache<(SchoolId, Module), Arc<[CodedReason]>>,
    pub live: Live,
    pub exports: Exports,
    /// Set once every migration was seen to be in.
    pub migrated: OnceCell<()>,
}

impl App {
    fn new(settings: Settings) -> Self {
        Self {
            codes: one_time::Key::of(&settings.key),
            settings,
            sessions: access::Limits::default(),
            limiters: Limiters::default(),
            at_once: AtOnce::default(),
            departments: remembered(),
            reasons: remembered(),
            live: Live::default(),
            exports: Exports::default(),
            migrated: OnceCell::new(),
        }
    }
}

/// What hardly ever changes and every page asks for, by school.
fn remembered<K: Hash + Eq + Send + Sync + 'static, V: Clone + Send + Sync + 'static>() -> Cache<K, V> {
    Cache::builder()
        .max_capacity(SCHOOLS)
        .time_to_live(MEMORY)
        .build()
}

/// How long requests under way may take to end when the process is told to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// Schools of which something is remembered: all that there are, with their cohorts or modules.
const SCHOOLS: u64 = 10_000;

/// How long a new department of a roster may be missing from the filter of a list, or a new reason from a verdict's.
const MEMORY: Duration = Duration::from_secs(60);

/// A form's token is good this long.
const FORM_LIFE: Duration = Duration::from_secs(12 * 3600);

/// Serves until `shutdown` completes.
///
/// # Errors
/// Where the listener fails.
pub async fn serve(
    settings: Settings,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let acceptor = Prompt::of(listener)?;
    let app = Arc::new(App::new(settings));
    let pruning = tokio::spawn(prune(app.clone()));
    let listening = tokio::spawn(listen(app.clone()));
    let streams = app.clone();
    let told = async move {
        shutdown.await;
        streams.live.close();
    };
    let ended = Server::new_with_acceptor(acceptor)
        .run_with_graceful_shutdown(endpoint(app), told, Some(LAST_REQUESTS))
        .await;
    pruning.abort();
    listening.abort();
    Ok(ended?)
}

/// Passes on what the database announces.
async fn listen(app: Arc<App>) {
    app.live.listen(&app.settings.database_url).await;
}

/// Forgets every minute who tried to sign in, or followed something, and has stopped.
async fn prune(app: Arc<App>) {
    let mut minute = interval(Duration::from_secs(60));
    loop {
        minute.tick().await;
        app.limiters.prune();
        app.live.prune();
    }
}

/// Every route, with what stands before it.
pub fn application(settings: Settings) -> impl Endpoint {
    endpoint(Arc::new(App::new(settings)))
}

fn endpoint(app: Arc<App>) -> impl Endpoint {
    let settings = &app.settings;
    let csrf = Csrf::new()
        .cookie_name("wq_form")
        .key(settings.key)
        .secure(settings.secure_cookies)
        .ttl(FORM_LIFE);
    let secure = settings.secure_cookies;
    // The token's cookie is set on every answer, so it stands before pages only.
    let pages = routes::pages()
        .around(visit)
        .with(csrf)
        .with(CookieJarManager::new());
    let whole = Route::new()
        .at("/healthz", get(health::alive))
        .at("/readyz", get(health::ready))
        .nest("/api/v1", api::routes())
        .at("/assets/:name", get(assets::asset).head(assets::asset))
        .at("/guides/:name", get(guides::download).head(guides::download))
        .nest("/", pages)
        .around(compressed);
    // What was uploaded is compressed as it is.
    let files = routes::files().around(visit).with(CookieJarManager::new());
    // A compressor would keep what a stream says until it has enough of it, and a window for each of thousands.
    let stream = get(live::stream::stream)
        .around(visit)
        .with(CookieJarManager::new());
    Route::new()
        .at("/live", stream)
        .nest_no_strip("/files", files)
        .nest("/", whole)
        .data(app)
        .after(move |answer| async move { Ok::<_, poem::Error>(guarded(answer, secure)) })
        .around(metrics::measured)
}

/// Headers that hold the browser to what our pages need, and nothing else.
fn guarded(answer: poem::Result<impl IntoResponse>, secure: bool) -> poem::Response {
    const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
        connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    let mut answer = answer.map_or_else(poem::Error::into_response, IntoResponse::into_response);
    let headers = answer.headers_mut();
    // What was uploaded brings a policy of its own, and a tighter one.
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(POLICY));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(
        "Cross-Origin-Opener-Policy",
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(
        "Permissions-Policy",
        HeaderValue::from_static("camera=(), microphone=(), geolocation=()"),
    );
    if secure {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    answer
}
