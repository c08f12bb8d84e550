//! One browser: a connection that is kept, and its cookies. As little as that, since it shares the machine's cores with
//! what it measures.

use std::{collections::BTreeMap, net::SocketAddr};

use anyhow::{Context, ensure};
use http_body_util::{BodyExt, Full};
use hyper::{
    Method, Request, StatusCode,
    body::Bytes,
    client::conn::http1::{SendRequest, handshake},
    header,
};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use wq_core::access::Token;

/// What browsers accept over https, and so in production.
const ENCODINGS: &str = "gzip, deflate, br, zstd";

/// A browser with one open connection.
pub struct Browser {
    address: SocketAddr,
    connection: SendRequest<Full<Bytes>>,
    cookies: BTreeMap<String, String>,
}

/// What came back.
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its body, as it came over the wire.
    pub body: Bytes,
}

/// What is posted.
struct Form {
    kind: String,
    content: Bytes,
}

impl Browser {
    /// Opens a connection; `session` signs it in.
    pub async fn open(address: SocketAddr, session: Option<&Token>) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (connection, driver) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(driver);
        let cookies = session.map(|token| ("wq_session".to_owned(), token.cookie()));
        Ok(Self {
            address,
            connection,
            cookies: cookies.into_iter().collect(),
        })
    }

    /// Asks for a page, compressed, and takes all of it.
    pub async fn get(&mut self, path: &str) -> anyhow::Result<Answer> {
        self.send(Method::GET, path, Some(ENCODINGS), None).await
    }

    /// Asks for a page, to look into it.
    pub async fn read(&mut self, path: &str) -> anyhow::Result<String> {
        let answer = self.send(Method::GET, path, None, None).await?;
        ensure!(
            answer.status == StatusCode::OK,
            "{path} answered {}",
            answer.status
        );
        String::from_utf8(answer.body.into()).context("a page that is no text")
    }

    /// Posts a form.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> anyhow::Result<Answer> {
        let form = Form {
            kind: "application/x-www-form-urlencoded".into(),
            content: serde_urlencoded::to_string(fields)?.into(),
        };
        self.send(Method::POST, path, Some(ENCODINGS), Some(form)).await
    }

    /// Posts a form with files of one field.
    pub async fn upload(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: (&str, &[Bytes]),
    ) -> anyhow::Result<Answer> {
        const BOUNDARY: &str = "----TheBoundaryOfTheBench";
        let mut content = Vec::new();
        for (name, value) in fields {
            let head =
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            content.extend(head.into_bytes());
        }
        let (field, files) = files;
        for (number, file) in files.iter().enumerate() {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{number}.jpg\"\r\n\r\n"
            );
            content.extend(head.into_bytes());
            content.extend(file);
            content.extend(b"\r\n");
        }
        content.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
        let form = Form {
            kind: format!("multipart/form-data; boundary={BOUNDARY}"),
            content: content.into(),
        };
        self.send(Method::POST, path, Some(ENCODINGS), Some(form)).await
    }

    async fn send(
        &mut self,
        method: Method,
        path: &str,
        encodings: Option<&str>,
        form: Option<Form>,
    ) -> anyhow::Result<Answer> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, self.address.to_string());
        if let Some(encodings) = encodings {
            request = request.header(header::ACCEPT_ENCODING, encodings);
        }
        if !self.cookies.is_empty() {
            request = request.header(header::COOKIE, self.cookie_line());
        }
        let mut body = Bytes::new();
        if let Some(form) = form {
            request = request.header(header::CONTENT_TYPE, form.kind);
            body = form.content;
        }
        let request = request.body(Full::from(body))?;
        self.connection.ready().await?;
        let response = self.connection.send_request(request).await?;
        let (head, body) = response.into_parts();
        let body = body.collect().await?.to_bytes();
        for set in head.headers.get_all(header::SET_COOKIE) {
            let pair = set
                .to_str()
                .unwrap_or_default()
                .split(';')
                .next()
                .unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(Answer {
            status: head.status,
            body,
        })
    }

    fn cookie_line(&self) -> String {
        let pairs: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }
}
