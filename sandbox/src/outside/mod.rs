//! The outside systems, played on the loopback interface as strictly as the real ones.
//!
//! `docs/outside-systems.md` is the contract: every route, header, field, reply and error. Each system is a folder
//! here: `state.rs` holds what the system knows and how an event changes it, the verbs beside it decide (pure
//! functions), `http.rs` speaks the protocol and `page.rs` shows people what arrived.
//!
//! What a system takes is an event. It is written to the system's journal, then applied, then answered; so a
//! restart, or a `kill -9`, forgets nothing that was answered. See [`Outside::with_journal`].

mod behaviour;
mod body;
mod clock;
mod credit_code;
mod journal;
mod keys;
mod page;
mod recent;
mod refused;
mod store;

pub mod employment;
pub mod mail;
pub mod register;
pub mod sms;
pub mod wechat;

use std::{future::Future, io, path::Path, time::Duration};

use futures::FutureExt;
use poem::{Endpoint, EndpointExt, IntoEndpoint, Route, Server, get, handler, listener::TcpAcceptor};
use tokio::net::TcpListener;

pub use behaviour::Behaviour;
pub use employment::Employment;
pub use keys::Keys;
pub use mail::Mail;
pub use refused::Refused;
pub use register::Register;
pub use sms::Sms;
pub use wechat::WeChat;

/// How long open connections may take to end once the sandbox is told to stop.
const STOPPING: Duration = Duration::from_secs(1);

/// All five systems. A clone is another handle to the same systems.
#[derive(Clone)]
pub struct Outside {
    /// The employment system (就业管理系统).
    pub employment: Employment,
    /// The national enterprise register.
    pub register: Register,
    /// The WeChat official account.
    pub wechat: WeChat,
    /// The SMS provider.
    pub sms: Sms,
    /// The mail server.
    pub mail: Mail,
}

impl Outside {
    /// Systems that know nothing yet and keep everything in memory only.
    pub fn new(keys: Keys) -> Self {
        Self {
            employment: Employment::new(&keys),
            register: Register::new(),
            wechat: WeChat::new(&keys),
            sms: Sms::new(&keys),
            mail: Mail::new(),
        }
    }

    /// Systems that remember what they took across restarts, in one journal a system in `folder`.
    ///
    /// The folder is made where it is missing. Fails where a journal cannot be read to its end, or where another
    /// process has it open. Tokens, nonces and switches are not remembered.
    pub fn with_journal(keys: Keys, folder: impl AsRef<Path>) -> io::Result<Self> {
        let folder = folder.as_ref();
        std::fs::create_dir_all(folder)?;
        Ok(Self {
            employment: Employment::with_journal(&keys, &folder.join("employment.ndjson"))?,
            register: Register::with_journal(&folder.join("register.ndjson"))?,
            wechat: WeChat::with_journal(&keys, &folder.join("wechat.ndjson"))?,
            sms: Sms::with_journal(&keys, &folder.join("sms.ndjson"))?,
            mail: Mail::with_journal(&folder.join("mail.ndjson"))?,
        })
    }

    /// Every HTTP route: the systems' interfaces, their pages, the index and `/healthz`.
    pub fn routes(&self) -> impl IntoEndpoint<Endpoint = impl Endpoint + use<>> + use<> {
        let app = Route::new()
            .at("/", get(index))
            .at("/style.css", get(page::style))
            .at("/healthz", get(healthz));
        let app = employment::routes(app, &self.employment);
        let app = register::routes(app, &self.register);
        let app = wechat::routes(app, &self.wechat);
        let app = sms::routes(app, &self.sms);
        let app = mail::routes(app, &self.mail);
        app.data(self.clone()).around(page::protect)
    }

    /// Serves HTTP and SMTP until `shutdown` is ready.
    pub async fn serve(
        self,
        http: TcpListener,
        smtp: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> anyhow::Result<()> {
        let shutdown = shutdown.shared();
        let web = Server::new_with_acceptor(TcpAcceptor::from_tokio(http)?).run_with_graceful_shutdown(
            self.routes(),
            shutdown.clone(),
            Some(STOPPING),
        );
        let post = mail::serve(self.mail.clone(), smtp, shutdown);
        tokio::try_join!(web, post.map(Ok))?;
        Ok(())
    }
}

#[handler]
async fn index(poem::web::Data(outside): poem::web::Data<&Outside>) -> maud::Markup {
    page::index(&[
        page::Card::of(
            &employment::SYSTEM,
            outside.employment.switch(),
            outside.employment.total(),
        ),
        page::Card::of(
            &register::SYSTEM,
            outside.register.switch(),
            outside.register.total(),
        ),
        page::Card::of(&wechat::SYSTEM, outside.wechat.switch(), outside.wechat.total()),
        page::Card::of(&sms::SYSTEM, outside.sms.switch(), outside.sms.total()),
        page::Card::of(&mail::SYSTEM, outside.mail.switch(), outside.mail.total()),
    ])
}

#[handler]
fn healthz() -> &'static str {
    "ok"
}
