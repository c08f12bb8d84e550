//! A server on loopback that stands in for an outside system in tests: it gives the answers it was set to give, one
//! after another, and remembers what it was asked.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use poem::http::{HeaderMap, StatusCode};
use poem::listener::TcpAcceptor;
use poem::{Request, Response, Server, endpoint};
use reqwest::Url;
use serde_json::Value;
use tokio::net::TcpListener;

/// A request as it arrived.
pub struct Asked {
    pub method: String,
    pub path: String,
    pub query: String,
    pub headers: HeaderMap,
    pub body: String,
}

impl Asked {
    pub fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// The server. It serves until the test's runtime ends.
pub struct StandIn {
    pub url: Url,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl StandIn {
    /// Starts a server that gives these answers (a status and a JSON body), and 599 once they are used up.
    pub async fn answering(answers: impl IntoIterator<Item = (u16, Value)>) -> Self {
        let answers = answers
            .into_iter()
            .map(|(status, body)| answer(status, &body))
            .collect();
        Self::giving(answers).await
    }

    /// Starts a server that gives one answer with a Retry-After header.
    pub async fn asking_to_wait(status: u16, seconds: u32) -> Self {
        let mut answer = answer(status, &Value::Null);
        answer.headers_mut().insert("retry-after", seconds.into());
        Self::giving([answer].into()).await
    }

    async fn giving(answers: VecDeque<Response>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/base", listener.local_addr().unwrap())
            .parse()
            .unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (answers, record) = (Arc::new(Mutex::new(answers)), asked.clone());
        let app = endpoint::make(move |request| {
            let (answers, record) = (answers.clone(), record.clone());
            async move {
                let request = read(request).await;
                record.lock().unwrap().push(request);
                answers
                    .lock()
                    .unwrap()
                    .pop_front()
                    .unwrap_or_else(|| answer(599, &Value::Null))
            }
        });
        let acceptor = TcpAcceptor::from_tokio(listener).unwrap();
        tokio::spawn(Server::new_with_acceptor(acceptor).run(app));
        Self { url, asked }
    }

    /// What arrived since this was last called.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

fn answer(status: u16, body: &Value) -> Response {
    Response::builder()
        .status(StatusCode::from_u16(status).unwrap())
        .content_type("application/json")
        .body(body.to_string())
}

async fn read(mut request: Request) -> Asked {
    Asked {
        method: request.method().to_string(),
        path: request.uri().path().to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        headers: request.headers().clone(),
        body: request.take_body().into_string().await.unwrap(),
    }
}
