//! The systems on real sockets.

use std::{net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
};

use crate::{client, outside, text};

const LIMIT: Duration = Duration::from_secs(10);

async fn say(address: SocketAddr, words: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(words.as_bytes()).await.unwrap();
    let mut heard = String::new();
    stream.read_to_string(&mut heard).await.unwrap();
    heard
}

#[tokio::test]
async fn both_listeners_serve_until_they_are_told_to_stop() {
    let outside = outside();
    let http = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let smtp = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (http_address, smtp_address) = (http.local_addr().unwrap(), smtp.local_addr().unwrap());
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(outside.clone().serve(http, smtp, async {
        stopped.await.ok();
    }));

    let heard = say(
        http_address,
        "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    )
    .await;
    assert!(
        heard.starts_with("HTTP/1.1 200") && heard.ends_with("ok"),
        "{heard}"
    );
    let mail = "EHLO me\r\nMAIL FROM:<a@b.cn>\r\nRCPT TO:<c@d.cn>\r\nDATA\r\n\
        From: a@b.cn\r\nTo: c@d.cn\r\nSubject: <b>hi</b>\r\nContent-Type: text/html\r\n\r\n<i>hello</i>\r\n.\r\nQUIT\r\n";
    assert!(say(smtp_address, mail).await.contains("250 OK queued as 1"));
    let received = outside.mail.wait_for(1, LIMIT).await.unwrap();
    assert_eq!(received[0].recipients, ["c@d.cn"]);

    stop.send(()).unwrap();
    tokio::time::timeout(LIMIT, serving)
        .await
        .unwrap()
        .unwrap()
        .unwrap();

    let page = text(client(&outside).get("/mail").send().await).await;
    assert!(page.contains("&lt;b&gt;hi&lt;/b&gt;") && page.contains("iframe sandbox"));
    assert!(!page.contains("<i>hello"), "HTML parts stand in their own frame");
    let frame = client(&outside).get("/mail/1/html").send().await;
    let policy = frame.0.headers()["content-security-policy"].to_str().unwrap();
    assert!(
        policy.contains("sandbox") && !policy.contains("script"),
        "{policy}"
    );
    assert_eq!(text(frame).await.trim(), "<i>hello</i>");
}
