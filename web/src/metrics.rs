//! Requests, counted and timed by method, route and status.
//!
//! A route is a pattern, `/ops/jobs/:id`: an address would name cases, and never end.

use poem::{Endpoint, IntoResponse, PathPattern, Request, Response, http::Method};
use std::{sync::Arc, time::Instant};

const REQUESTS: &str = "http_requests_total";
const SECONDS: &str = "http_request_duration_seconds";

/// Says what the figures mean. To be called once the exporter stands; without one, nothing is kept.
pub fn describe() {
    metrics::describe_counter!(REQUESTS, "Answered requests, by method, route and status");
    metrics::describe_histogram!(
        SECONDS,
        metrics::Unit::Seconds,
        "How long an answer took, by method and route"
    );
}

/// Stands before everything else.
pub(crate) async fn measured<E: Endpoint>(all: Arc<E>, request: Request) -> poem::Result<Response> {
    let method = known(request.method());
    let started = Instant::now();
    let answer = all.get_response(request).await.into_response();
    let route = match answer.data::<PathPattern>() {
        Some(pattern) if !pattern.0.is_empty() => pattern.0.to_string(),
        _ => "none".to_owned(),
    };
    metrics::histogram!(SECONDS, "method" => method, "route" => route.clone()).record(started.elapsed());
    let status = answer.status().as_str().to_owned();
    metrics::counter!(REQUESTS, "method" => method, "route" => route, "status" => status).increment(1);
    Ok(answer)
}

/// A method of our routes. Anyone can invent more, and each would be kept for good.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}
