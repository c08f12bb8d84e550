//! Who asks, and how: the session, the form token, full page or part. Looked up once a request.

use chrono::TimeDelta;
use poem::{
    Endpoint, FromRequest, IntoResponse, PathPattern, Request, RequestBody, Response,
    error::ResponseError,
    http::{HeaderValue, Method, StatusCode, Uri, header},
    web::{
        CsrfToken,
        cookie::{Cookie, CookieJar, SameSite},
    },
};
use std::{
    net::IpAddr,
    sync::{Arc, OnceLock},
};
use wq_core::{
    access::{self, Account, Asked, Browser, Role, Session, Token},
    audit,
    case::Actor,
    db::{Conn, NoConnection, bb8},
    settings::Office,
    typed::Typed,
};

use crate::{
    app::App,
    at_once::Turn,
    fault::Fault,
    form_token, referer,
    response::{self, Flash, page},
    submission,
    view::{
        error::{SESSION_ENDED, Unheard, failure, unheard},
        form::Posted,
        layout::Theme,
    },
    wanted::Wanted,
};

/// A connection for as long as a handler needs it.
pub type Connection<'a> = bb8::PooledConnection<'a, Conn>;

/// Tells whoever asks for help which request it was.
const REQUEST: &str = "x-request-id";

const SESSION: &str = "wq_session";
const FLASH: &str = "wq_flash";

/// A request's author.
pub struct Visitor {
    pub app: Arc<App>,
    pub session: Option<Session>,
    /// The session cookie as it came, alive or not.
    pub token: Option<Token>,
    /// For the forms of the page: [`form_token`].
    pub csrf: String,
    pub theme: Theme,
    /// htmx asks for a body, not for a document.
    pub partial: bool,
    /// Something was sent, and not only a page asked for.
    pub sends: bool,
    flash: Option<Flash>,
    pub path: String,
    /// The page of ours that somebody looks at or asks for, as far as the browser says so.
    at: Option<String>,
    pub address: Option<IpAddr>,
    pub user_agent: String,
    /// The number of the request: on the page of a fault, in the log, and in the trail of what was done.
    number: String,
    cookies: CookieJar,
    /// A form that was sent while nobody is signed in.
    unheard: OnceLock<Unheard>,
}

impl Visitor {
    async fn of(request: &Request, number: String) -> Result<Self, Fault> {
        let app = request.data::<Arc<App>>().expect("set for every route").clone();
        let cookies = request.cookie().clone();
        let cookie = |name: &str| cookies.get(name).map(|cookie| cookie.value_str().to_owned());
        let header = |name: &str| request.header(name).unwrap_or_default();
        let token = cookie(SESSION).and_then(|text| Token::parse(&text));
        let session = match &token {
            Some(token) => {
                let conn = &mut *app.settings.pool.get().await?;
                access::find(conn, token, app.sessions, asked(request.uri().path())).await?
            }
            None => None,
        };
        let account = session.as_ref().map(|session| session.account.id);
        let drawn = request.extensions().get::<CsrfToken>();
        let flash = cookie(FLASH).and_then(|code| Flash::parse(&code));
        let forwarded = app
            .settings
            .address_header
            .as_deref()
            .map(header)
            .and_then(|text| text.parse().ok());
        Ok(Self {
            session,
            token,
            csrf: form_token::drawn_for(account, drawn.map_or("", |token| &token.0)),
            theme: Theme::from_cookie(&cookie("theme").unwrap_or_default()),
            partial: is_partial(request),
            sends: !request.method().is_safe(),
            flash,
            path: request.uri().path().to_owned(),
            at: page_of(request),
            address: forwarded.or_else(|| request.remote_addr().as_socket_addr().map(|address| address.ip())),
            user_agent: header(header::USER_AGENT.as_str()).to_owned(),
            number,
            cookies,
            unheard: OnceLock::new(),
            app,
        })
    }

    /// A connection from the pool.
    pub async fn conn(&self) -> Result<Connection<'_>, NoConnection> {
        self.app.settings.pool.get().await
    }

    /// Who is signed in.
    pub fn account(&self) -> Result<&Account, Fault> {
        self.session
            .as_ref()
            .map(|session| &session.account)
            .ok_or(Fault::SignedOut)
    }

    /// A school or department officer; for everyone else the page does not exist.
    pub fn officer(&self) -> Result<&Account, Fault> {
        self.of_role(|role| matches!(role, Role::School { .. } | Role::Department { .. }))
    }

    /// What the visitor's school works under; for who has no school the page does not exist.
    pub fn office(&self) -> Result<&Office, Fault> {
        let session = self.session.as_ref().ok_or(Fault::SignedOut)?;
        session.office.as_ref().ok_or(Fault::NotFound)
    }

    /// A school officer. A department officer may know of the page and not use it; for everyone else it does not exist.
    pub fn school_officer(&self) -> Result<&Account, Fault> {
        let account = self.officer()?;
        match account.role {
            Role::School { .. } => Ok(account),
            _ => Err(Fault::Forbidden(Some(
                "预警单位由学校用户管理，院系用户无此功能。".into(),
            ))),
        }
    }

    /// A student; for everyone else the page does not exist.
    pub fn student(&self) -> Result<&Account, Fault> {
        self.of_role(|role| matches!(role, Role::Student { .. }))
    }

    /// Staff of a company; for everyone else the page does not exist.
    pub fn company(&self) -> Result<&Account, Fault> {
        self.of_role(|role| matches!(role, Role::Company { .. }))
    }

    /// The province of a province officer; for everyone else the page does not exist.
    pub fn province(&self) -> Result<&str, Fault> {
        match &self.account()?.role {
            Role::Province { province } => Ok(province),
            _ => Err(Fault::NotFound),
        }
    }

    /// An operator; for everyone else the page does not exist.
    pub fn operator(&self) -> Result<&Account, Fault> {
        self.of_role(|role| matches!(role, Role::Operator))
    }

    /// Whom a page speaks to; the platform itself stands for nobody in particular.
    pub fn reader(&self) -> Actor {
        let role = self.session.as_ref().map(|session| &session.account.role);
        role.and_then(Actor::of).unwrap_or(Actor::System)
    }

    fn of_role(&self, wanted: fn(&Role) -> bool) -> Result<&Account, Fault> {
        let account = self.account()?;
        if wanted(&account.role) {
            Ok(account)
        } else {
            Err(Fault::NotFound)
        }
    }

    /// From where a session would be opened.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.user_agent, self.address)
    }

    /// Lets the browser keep a new session.
    pub fn keep(&self, token: &Token) {
        self.cookies
            .add(self.cookie(SESSION, token.cookie(), Some(self.app.sessions.absolute)));
    }

    /// Lets the browser forget its session.
    pub fn forget(&self) {
        self.unset(SESSION);
    }

    /// Says a sentence on the next page.
    pub fn say(&self, flash: Flash) {
        self.cookies
            .add(self.cookie(FLASH, flash.code().to_owned(), Some(TimeDelta::minutes(1))));
    }

    /// What the last act said, to be shown now and not again.
    pub fn hear(&self) -> Option<Flash> {
        if self.flash.is_some() {
            self.unset(FLASH);
        }
        self.flash
    }

    /// Keeps what was typed into a form with a good token, if nobody is signed in to be heard: the fault's page gives it back.
    pub fn hold(&self, action: &Uri, token: &str, typed: impl FnOnce() -> Typed) {
        if self.session.is_none() {
            self.unheard.get_or_init(|| Unheard {
                action: action.to_string(),
                csrf: token.to_owned(),
                typed: Posted::of(&typed()),
                login: Wanted::new(self.at.as_deref()).login(),
            });
        }
    }

    /// A browser takes a cookie away only under the path under which it was set, which the jar's own removal leaves out.
    fn unset(&self, name: &str) {
        let mut cookie = self.cookie(name, String::new(), None);
        cookie.make_removal();
        self.cookies.add(cookie);
    }

    fn cookie(&self, name: &str, value: String, life: Option<TimeDelta>) -> Cookie {
        let mut cookie = Cookie::new_with_str(name, value);
        cookie.set_path("/");
        cookie.set_http_only(true);
        cookie.set_same_site(SameSite::Lax);
        cookie.set_secure(self.app.settings.secure_cookies);
        if let Some(life) = life.and_then(|life| life.to_std().ok()) {
            cookie.set_max_age(life);
        }
        cookie
    }

    /// The page of a fault. The cause of an internal one goes to the log, once, under a number.
    fn fault(&self, fault: &Fault) -> Response {
        if let Fault::SignedOut = fault
            && let Some(form) = self.unheard.get()
            && form.typed.says_anything()
        {
            return page(self, fault.status(), SESSION_ENDED, unheard(form));
        }
        if let Fault::SignedOut = fault
            && self.token.is_none()
            && !self.partial
        {
            return response::to(&Wanted::new(self.at.as_deref()).login());
        }
        let reference = &self.number;
        match fault {
            Fault::Internal(cause) => tracing::error!(reference, path = %self.path, "{cause:#}"),
            Fault::Away(cause) => tracing::error!(reference, path = %self.path, "{fault}: {cause}"),
            _ => {}
        }
        let shown = fault.page(reference, self.reader(), self.at.as_deref());
        let mut answer = page(self, fault.status(), &shown.title, failure(&shown));
        if let Fault::TooMany(wait) = fault {
            answer
                .headers_mut()
                .insert(header::RETRY_AFTER, wait.as_secs().max(1).into());
        }
        answer
    }
}

impl<'a> FromRequest<'a> for &'a Visitor {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        Ok(request
            .extensions()
            .get::<Arc<Visitor>>()
            .expect("looked up before every page"))
    }
}

/// Looks the visitor up, and turns what goes wrong into a page for them.
pub async fn visit<E: Endpoint>(pages: Arc<E>, mut request: Request) -> poem::Result<Response> {
    let number = format!("{:08X}", rand::random::<u32>());
    let (_turn, visitor) = match admitted(&request, number.clone()).await {
        Ok((turn, visitor)) => (turn, Arc::new(visitor)),
        Err(fault) => {
            let answer = response::bare(&fault, &number, is_partial(&request));
            return Ok(numbered(answer, &number));
        }
    };
    request.extensions_mut().insert(visitor.clone());
    let answer = match audit::in_request(number, pages.call(request)).await {
        Ok(answer) => answer.into_response(),
        Err(error) => {
            let route = error.data::<PathPattern>().cloned();
            let mut answer = visitor.fault(&fault_of(error));
            // For whoever counts answers by route.
            if let Some(route) = route {
                answer.set_data(route);
            }
            answer
        }
    };
    Ok(numbered(answer, &visitor.number))
}

/// Whoever asks, once it is their turn.
async fn admitted(request: &Request, number: String) -> Result<(Turn, Visitor), Fault> {
    let app = request.data::<Arc<App>>().expect("set for every route");
    let turn = app.at_once.turn(request).await?;
    Ok((turn, Visitor::of(request, number).await?))
}

fn numbered(mut answer: Response, number: &str) -> Response {
    if let Ok(number) = HeaderValue::from_str(number) {
        answer.headers_mut().insert(REQUEST, number);
    }
    answer
}

/// Counts are fetched, and streams opened, by pages that stand open.
fn asked(path: &str) -> Asked {
    if path == "/live" || path.ends_with("/board") {
        Asked::ByPage
    } else {
        Asked::ByPerson
    }
}

/// The page that is asked for. A form, and what a page fetches by itself, say what page they are of.
fn page_of(request: &Request) -> Option<String> {
    let is_page = request.method() == Method::GET && asked(request.uri().path()) == Asked::ByPerson;
    if is_page {
        request.uri().path_and_query().map(ToString::to_string)
    } else {
        referer::own_page(request)
    }
}

/// Does htmx ask for a body, not for a document?
fn is_partial(request: &Request) -> bool {
    request.header("HX-Request-Type") == Some("partial")
}

/// poem's own errors: no such route, a method or number that does not fit.
fn fault_of(error: poem::Error) -> Fault {
    match error.downcast::<Fault>() {
        Ok(fault) => fault,
        Err(error) if error.status().is_client_error() => match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Fault::TooLarge(submission::LIMIT),
            _ => Fault::NotFound,
        },
        Err(error) => Fault::Internal(anyhow::anyhow!("{error}")),
    }
}
