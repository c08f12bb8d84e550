//! The pages on a socket, and a client that does by hand what a browser does: keep cookies, post a form with its token.

use std::{sync::Arc, time::Duration};

use reqwest::{
    Method, StatusCode, Url,
    cookie::Jar,
    header::{HeaderMap, LOCATION},
    redirect,
};
use rustls::crypto::ring;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle, time::timeout};
use wq_core::{
    access::{self, Account},
    files::Files,
};
use wq_web::Settings;

use crate::world::{LIMIT, World};

/// Seals the tokens of every test's pages.
pub const KEY: [u8; 32] = [7; 32];

/// A web process in this one.
pub struct Site {
    /// Where it is.
    pub url: Url,
    stop: oneshot::Sender<()>,
    task: JoinHandle<anyhow::Result<()>>,
}

impl Site {
    /// Serves the pages of a world.
    pub async fn of(world: &World) -> Self {
        Self::with(Settings {
            pool: world.pool.clone(),
            database_url: world.url.clone(),
            files: Files::in_folder(world.files.path()).expect("files"),
            key: KEY,
            secure_cookies: false,
            employment_url: "https://employment.example.edu.cn".into(),
            address_header: None,
        })
        .await
    }

    /// Serves with these settings.
    pub async fn with(settings: Settings) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(wq_web::serve(settings, listener, async {
            let _ = stopped.await;
        }));
        Self {
            url: format!("http://{address}").parse().expect("an address"),
            stop,
            task,
        }
    }

    /// Someone who is not signed in.
    pub fn stranger(&self) -> Client {
        self.client(Jar::default())
    }

    /// Someone whose browser holds this session cookie.
    pub fn holding(&self, session: &str) -> Client {
        let jar = Jar::default();
        jar.add_cookie_str(&format!("wq_session={session}; Path=/"), &self.url);
        self.client(jar)
    }

    /// Someone who is signed in, without the time that a password takes.
    pub async fn signed_in(&self, world: &World, account: &Account) -> Client {
        let session = access::open(&mut *world.conn().await, account.id, "browserless").await;
        self.holding(&session.expect("a session").cookie())
    }

    fn client(&self, jar: Jar) -> Client {
        // reqwest brings no provider of its own; a second one is refused, which will do.
        ring::default_provider().install_default().ok();
        let http = reqwest::Client::builder()
            .cookie_provider(Arc::new(jar))
            .redirect(redirect::Policy::none())
            .build();
        Client {
            http: http.expect("a client"),
            url: self.url.clone(),
        }
    }

    /// Stops it as a signal would, and waits for its end.
    pub async fn stop(self) {
        let _ = self.stop.send(());
        self.task.await.expect("no panic").expect("a good end");
    }
}

/// Someone with cookies of their own.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    url: Url,
}

impl Client {
    /// Asks for a page. Redirects are not followed.
    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[]).await
    }

    /// Opens a stream of events.
    pub async fn stream(&self, path: &str) -> Stream {
        let request = self.http.get(self.at(path)).header("Accept-Encoding", "gzip, br");
        Stream {
            answer: request.send().await.expect("an answer"),
            read: String::new(),
        }
    }

    /// Asks with headers of one's own.
    pub async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = self.http.request(method, self.at(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Answer::to(request).await
    }

    /// Posts a form with a good token.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token().await;
        let mut fields = fields.to_vec();
        fields.push(("csrf", &token));
        self.post_raw(path, &fields).await
    }

    /// Posts a form with a good token as htmx does for a part of a page.
    pub async fn post_partly(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token().await;
        let mut fields = fields.to_vec();
        fields.push(("csrf", &token));
        let request = self.http.post(self.at(path)).form(&fields);
        Answer::to(request.header("HX-Request-Type", "partial")).await
    }

    /// Posts a form with a good token, and takes the file that is answered.
    pub async fn download(&self, path: &str, fields: &[(&str, &str)]) -> (HeaderMap, Vec<u8>) {
        let token = self.token().await;
        let mut fields = fields.to_vec();
        fields.push(("csrf", &token));
        let answer = self
            .http
            .post(self.at(path))
            .form(&fields)
            .send()
            .await
            .expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let headers = answer.headers().clone();
        (headers, answer.bytes().await.expect("a file").to_vec())
    }

    /// Posts these fields and nothing else.
    pub async fn post_raw(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        Answer::to(self.http.post(self.at(path)).form(fields)).await
    }

    /// Posts a form with files and a good token, which comes first as on every page: field, name and content of each.
    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Answer {
        let token = self.token().await;
        let fields: Vec<_> = [("csrf", token.as_str())].iter().chain(fields).copied().collect();
        self.upload_raw(path, &fields, files).await
    }

    /// The same as a browser does that comes from a page, which is an address or a path of ours.
    pub async fn upload_from(&self, page: &str, path: &str, file: (&str, &str, &[u8])) -> Answer {
        let token = self.token().await;
        let request = self.uploading(path, &[("csrf", &token)], &[file]);
        Answer::to(request.header("Referer", self.at(page).as_str())).await
    }

    /// Posts these fields and files and nothing else.
    pub async fn upload_raw(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Answer {
        Answer::to(self.uploading(path, fields, files)).await
    }

    fn uploading(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> reqwest::RequestBuilder {
        const BOUNDARY: &str = "----ThisIsTheBoundaryOfTheTests";
        let mut body = Vec::new();
        for (field, text) in fields {
            let part =
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{text}\r\n");
            body.extend(part.into_bytes());
        }
        for (field, name, content) in files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend(head.into_bytes());
            body.extend(*content);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
        let kind = format!("multipart/form-data; boundary=\"{BOUNDARY}\"");
        let request = self.http.post(self.at(path));
        request.header("Content-Type", kind).body(body)
    }

    /// Begins to post a form with a file, and breaks off in the middle of it; none where nothing was answered.
    pub async fn upload_cut_off(&self, path: &str, token: &str, content: &[u8]) -> Option<Answer> {
        let half = content.get(..content.len() / 2).unwrap_or_default();
        let mut body = format!(
            "--cut\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--cut\r\n\
             Content-Disposition: form-data; name=\"files\"; filename=\"a.png\"\r\n\r\n"
        )
        .into_bytes();
        body.extend(half);
        let request = self.http.post(self.at(path));
        let request = request.header("Content-Type", "multipart/form-data; boundary=cut");
        let answer = request.body(body).send().await.ok()?;
        Some(Answer {
            status: answer.status(),
            headers: answer.headers().clone(),
            body: answer.text().await.ok()?,
        })
    }

    /// The token of a form: good for every form of this client.
    pub async fn token(&self) -> String {
        let page = self.get("/login/staff").await;
        let (_, rest) = page
            .body
            .split_once(r#"name="csrf" value=""#)
            .expect("a form with a token");
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    fn at(&self, path: &str) -> Url {
        self.url.join(path).expect("a path")
    }
}

/// Where a stranger is led who asks for a page: to the sign-in, which remembers it. Everyone gets home anyway, and what a page fetches by
/// itself is no page.
pub fn sign_in_first(page: &str) -> String {
    if page == "/" || page.ends_with("/board") {
        return "/login".into();
    }
    let login = Url::parse_with_params("http://localhost/login", [("to", page)]).expect("an address");
    format!("/login?{}", login.query().unwrap_or_default())
}

/// A stream of events that stays open.
pub struct Stream {
    answer: reqwest::Response,
    read: String,
}

impl Stream {
    /// What it was answered with.
    pub fn status(&self) -> StatusCode {
        self.answer.status()
    }

    /// A header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        let value = self.answer.headers().get(name);
        value.and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The next event as it came; none where the stream has ended.
    pub async fn next(&mut self) -> Option<String> {
        loop {
            if let Some((event, rest)) = self.read.split_once("\n\n") {
                let event = event.to_owned();
                self.read = rest.to_owned();
                if !event.starts_with(':') {
                    return Some(event);
                }
            } else {
                let more = timeout(LIMIT, self.answer.chunk())
                    .await
                    .expect("an event in time");
                let more = more.ok().flatten()?;
                self.read.push_str(str::from_utf8(&more).expect("text"));
            }
        }
    }

    /// Nothing comes for a while.
    pub async fn is_silent(&mut self) -> bool {
        assert_eq!(self.read, "", "all was read");
        timeout(Duration::from_millis(1500), self.answer.chunk())
            .await
            .is_err()
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, as text.
    pub body: String,
}

impl Answer {
    async fn to(request: reqwest::RequestBuilder) -> Self {
        let answer = request.send().await.expect("an answer");
        Self {
            status: answer.status(),
            headers: answer.headers().clone(),
            body: answer.text().await.expect("a body"),
        }
    }

    /// A header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// Where it leads, where it does.
    pub fn location(&self) -> &str {
        self.header(LOCATION.as_str())
    }

    /// Every cookie that it sets.
    pub fn cookies(&self) -> Vec<&str> {
        let cookies = self.headers.get_all("set-cookie").iter();
        cookies.filter_map(|cookie| cookie.to_str().ok()).collect()
    }
}
