//! How people come to an account and keep it: activation, registration, forgotten passwords, contact data, sessions.

mod companies;
mod everyone;
mod students;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use reqwest::StatusCode;
use wq_core::{
    access::{self, Door},
    db::schema::{accounts, one_time_codes},
    one_time::{Handle, Key, Purpose, Way},
};
use wq_tests::{Answer, Client, KEY, Site, World};

const NEW: &str = "Sommer-2027";
const NASTY: &str = r#""><script>alert(1)</script>'; DROP TABLE accounts; --"#;

/// The secret of a code, as the person was sent it.
fn secret(purpose: Purpose, way: Way, handle: &str) -> String {
    let handle = Handle::parse(handle).expect("a handle");
    Key::of(&KEY).secret(purpose, way, &handle)
}

/// The handle that an address ends with.
fn handle_in(answer: &Answer) -> String {
    let (_, handle) = answer
        .location()
        .split_once("code=")
        .expect("a code in the address");
    handle.to_owned()
}

async fn finish(client: &Client, path: &str, handle: &str, code: &str) -> Answer {
    let fields = [
        ("handle", handle),
        ("code", code),
        ("password", NEW),
        ("password_again", NEW),
    ];
    client.post(path, &fields).await
}

async fn may_sign_in(world: &World, door: Door, login: &str, password: &str) -> bool {
    let signed_in = access::sign_in(&mut *world.conn().await, door, login, password, "test").await;
    signed_in.expect("the database").is_some()
}

/// Another code than the right one.
fn other(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}
