//! SMTP over a connection: lines, the message up to its lone dot, the switch.

use std::{future::Future, io, time::Duration};

use tokio::{
    io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader},
    net::TcpListener,
    task::JoinSet,
};

use super::{
    Mail,
    message::Received,
    session::{Reply, SIZE_LIMIT, Session, Step},
    state::Event,
};
use crate::outside::{Behaviour, refused::Refused};

/// The longest command line, in bytes.
const COMMAND_LIMIT: usize = 2048;
/// How long a client may be silent.
const PATIENCE: Duration = Duration::from_secs(300);
/// How long to wait before accepting again after an error, such as too many open files.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Takes mail on `listener` until `shutdown` is ready.
pub(super) async fn serve(mail: Mail, listener: TcpListener, shutdown: impl Future<Output = ()> + Send) {
    let mut connections = JoinSet::new();
    let accept = async {
        loop {
            match listener.accept().await {
                Ok((stream, _)) => {
                    // A client that hangs up is its own affair.
                    let mail = mail.clone();
                    connections.spawn(async move { converse(&mail, stream).await.ok() });
                    while connections.try_join_next().is_some() {}
                }
                Err(error) => {
                    tracing::warn!(%error, "cannot accept a mail connection");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                }
            }
        }
    };
    tokio::select! {
        () = accept => (),
        () = shutdown => (),
    }
}

/// Holds one conversation.
async fn converse(mail: &Mail, stream: impl AsyncRead + AsyncWrite + Unpin) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut session = Session::default();
    let mut next = Step::Reply(Reply::new(220, "sandbox ESMTP"));
    loop {
        if mail.behaviour() == Behaviour::Down {
            next = Step::Close(Reply::new(421, "Service not available"));
        }
        match next {
            Step::Reply(reply) => send(&mut stream, &reply).await?,
            Step::Close(reply) => return send(&mut stream, &reply).await,
            Step::Data(reply) => {
                send(&mut stream, &reply).await?;
                let raw = patiently(message(&mut stream)).await?;
                let reply = mail.take(session.message(raw.as_deref(), mail.refusing()))?;
                if let Behaviour::Slow(late) = mail.behaviour() {
                    tokio::time::sleep(late).await;
                }
                send(&mut stream, &reply).await?;
            }
        }
        next = match patiently(command(&mut stream)).await? {
            Some(line) => mail.note(session.command(&line, mail.refusing()))?,
            None => return Ok(()),
        };
    }
}

async fn send(stream: &mut (impl AsyncWrite + Unpin), reply: &Reply) -> io::Result<()> {
    stream.write_all(reply.wire().as_bytes()).await?;
    stream.flush().await
}

async fn patiently<T>(reading: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    tokio::time::timeout(PATIENCE, reading).await?
}

/// The next command line; none where the client has hung up.
async fn command(stream: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    stream
        .take(COMMAND_LIMIT as u64)
        .read_until(b'\n', &mut line)
        .await?;
    if line.last() != Some(&b'\n') {
        return Ok(None);
    }
    Ok(Some(String::from_utf8_lossy(&line).trim_end().to_owned()))
}

/// The message up to its lone dot, without the dots that were put before others; none where it is too large. It is read to
/// its end either way, so that the conversation can go on.
async fn message(stream: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<Vec<u8>>> {
    let mut raw = Vec::new();
    let mut too_large = false;
    let mut piece = Vec::new();
    let mut at_line_start = true;
    loop {
        piece.clear();
        // In pieces, since a line of a message can be as long as it likes.
        (&mut *stream)
            .take(COMMAND_LIMIT as u64)
            .read_until(b'\n', &mut piece)
            .await?;
        if piece.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if at_line_start && matches!(piece.as_slice(), b".\r\n" | b".\n") {
            return Ok((!too_large).then_some(raw));
        }
        let unstuffed = if at_line_start {
            piece.strip_prefix(b".").unwrap_or(&piece)
        } else {
            &piece
        };
        too_large |= raw.len() + unstuffed.len() > SIZE_LIMIT;
        if !too_large {
            raw.extend_from_slice(unstuffed);
        }
        at_line_start = piece.ends_with(b"\n");
    }
}

impl Mail {
    fn refusing(&self) -> Option<&'static str> {
        self.switch().refusing().map(|refusal| refusal.code)
    }

    /// Keeps a mail, or notes why it was turned away.
    fn take(&self, outcome: Result<Received, Reply>) -> io::Result<Reply> {
        match outcome {
            Ok(received) => self.inner.store.act(|state| {
                let reply = Reply::new(250, format!("OK queued as {}", state.received.total() + 1));
                (reply, Some(Event::Received(received)))
            }),
            Err(reply) => {
                self.inner.store.record(Event::Refused(refusal(&reply)))?;
                Ok(reply)
            }
        }
    }

    /// Notes a command that was turned away.
    fn note(&self, step: Step) -> io::Result<Step> {
        if let Step::Reply(reply) = &step
            && reply.code >= 400
        {
            self.inner.store.record(Event::Refused(refusal(reply)))?;
        }
        Ok(step)
    }
}

fn refusal(reply: &Reply) -> Refused {
    Refused::now(reply.code, reply.lines.join(" "), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the server says to a client that says all of `said` at once and then hangs up.
    async fn converse_with(mail: &Mail, said: &[u8]) -> String {
        let (mut client, server) = tokio::io::duplex(64 * 1024 * 1024);
        client.write_all(said).await.unwrap();
        client.shutdown().await.unwrap();
        converse(mail, server).await.unwrap();
        let mut heard = String::new();
        client.read_to_string(&mut heard).await.unwrap();
        heard
    }

    fn codes(heard: &str) -> Vec<&str> {
        heard
            .lines()
            .filter(|line| line.as_bytes()[3] == b' ')
            .map(|line| &line[..3])
            .collect()
    }

    const ENVELOPE: &str =
        "EHLO me\r\nMAIL FROM:<a@b.cn>\r\nRCPT TO:<c@d.cn>\r\nRCPT TO:<e@f.cn>\r\nDATA\r\n";

    #[tokio::test]
    async fn a_mail_is_taken_and_the_dots_put_before_others_are_gone() {
        let mail = Mail::new();
        let said =
            format!("{ENVELOPE}From: a@b.cn\r\nSubject: hello\r\n\r\n..one\r\nt.wo\r\n...\r\n.\r\nQUIT\r\n");
        let heard = converse_with(&mail, said.as_bytes()).await;
        assert_eq!(
            codes(&heard),
            ["220", "250", "250", "250", "250", "354", "250", "221"]
        );
        let [received] = mail.received().try_into().unwrap();
        assert_eq!(received.text.as_deref(), Some(".one\r\nt.wo\r\n..\r\n"));
        assert_eq!(received.recipients, ["c@d.cn", "e@f.cn"]);
        assert_eq!(
            (received.envelope_from.as_str(), received.subject.as_str()),
            ("a@b.cn", "hello")
        );
    }

    #[tokio::test]
    async fn a_dot_deep_in_a_long_line_is_not_the_end() {
        let mail = Mail::new();
        let long = format!("{}.\r\n", "x".repeat(COMMAND_LIMIT));
        let said = format!("{ENVELOPE}From: a@b.cn\r\n\r\n{long}.\r\nQUIT\r\n");
        converse_with(&mail, said.as_bytes()).await;
        assert_eq!(mail.received()[0].text.as_deref(), Some(long.as_str()));
    }

    #[tokio::test]
    async fn a_mail_that_turns_out_too_large_is_refused_and_the_next_is_taken() {
        let mail = Mail::new();
        let large = "x".repeat(1022) + "\r\n";
        let large = large.repeat(SIZE_LIMIT / 1024 + 1);
        let small = ENVELOPE.trim_start_matches("EHLO me\r\n");
        let said = format!(
            "{ENVELOPE}From: a@b.cn\r\n\r\n{large}.\r\n{small}From: a@b.cn\r\n\r\nhi\r\n.\r\nQUIT\r\n"
        );
        let heard = converse_with(&mail, said.as_bytes()).await;
        let told = [
            "220", "250", "250", "250", "250", "354", "552", "250", "250", "250", "354", "250", "221",
        ];
        assert_eq!(codes(&heard), told);
        assert_eq!(mail.received().len(), 1);
    }

    #[tokio::test]
    async fn what_is_not_a_message_is_refused() {
        let mail = Mail::new();
        let heard = converse_with(&mail, format!("{ENVELOPE}hello\r\n.\r\nQUIT\r\n").as_bytes()).await;
        assert_eq!(codes(&heard)[6], "554");
        assert!(mail.received().is_empty());
        assert_eq!(mail.refused()[0].code, "554");
    }

    #[tokio::test]
    async fn a_server_that_is_down_says_so_and_hangs_up() {
        let mail = Mail::new();
        mail.set_behaviour(Behaviour::Down);
        assert_eq!(codes(&converse_with(&mail, b"").await), ["421"]);
    }

    #[tokio::test]
    async fn a_server_that_refuses_takes_nothing() {
        let mail = Mail::new();
        mail.set_behaviour(Behaviour::Refusing);
        let heard = converse_with(
            &mail,
            format!("{}QUIT\r\n", ENVELOPE.trim_end_matches("DATA\r\n")).as_bytes(),
        )
        .await;
        assert_eq!(codes(&heard), ["220", "250", "250", "550", "550", "221"]);
        assert_eq!(mail.refused().len(), 2);
    }
}
