//! Mail by SMTP (rule 14.6): a pool of connections, each letter in plain text and in HTML.

use std::time::Duration;

use anyhow::{Context, bail};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use reqwest::Url;
use secrecy::ExposeSecret;

use super::{Failure, Settings};

const TIMEOUT: Duration = Duration::from_secs(10);

/// A letter to one address. No `Debug`: it names a person.
pub struct Letter<'a> {
    /// Stable for this letter: it becomes the Message-ID, by which mail systems know a letter that came twice.
    pub id: &'a str,
    /// The address alone, without a name.
    pub to: &'a str,
    /// Subject.
    pub subject: &'a str,
    /// The whole letter in plain text.
    pub text: &'a str,
    /// The whole letter in HTML.
    pub html: &'a str,
}

/// The client.
#[derive(Clone)]
pub struct Mail {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mail {
    /// # Errors
    /// Where the server's address is none, or would send mail without TLS over a network.
    pub(super) fn new(settings: &Settings) -> anyhow::Result<Self> {
        let url = settings.smtp_url.expose_secret();
        demand_tls(url)?;
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .context("the mail server's address cannot be used")?
            .timeout(Some(TIMEOUT))
            .build();
        Ok(Self {
            transport,
            from: settings.mail_from.clone(),
        })
    }

    /// Hands a letter to the mail server.
    pub async fn send(&self, letter: &Letter<'_>) -> Result<(), Failure> {
        let message = self.compose(letter)?;
        self.transport
            .send(message)
            .await
            .map_err(|error| failure_of(&error))?;
        Ok(())
    }

    fn compose(&self, letter: &Letter<'_>) -> Result<Message, Failure> {
        let to: Address = letter
            .to
            .parse()
            .map_err(|_| Failure::dead("the mail address is none"))?;
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(letter.subject)
            .message_id(Some(format!("<{}@{}>", letter.id, self.from.email.domain())))
            .multipart(MultiPart::alternative_plain_html(
                letter.text.to_owned(),
                letter.html.to_owned(),
            ))
            .map_err(|_| Failure::dead("the letter cannot be written"))
    }
}

/// Refuses an address that would send mail without TLS, except to this machine itself.
fn demand_tls(url: &str) -> anyhow::Result<()> {
    // The address holds a password, so no error repeats it.
    let url: Url = url.parse().context("the mail server's address is none")?;
    let has_tls = url.scheme() == "smtps"
        || url
            .query_pairs()
            .any(|(key, value)| key == "tls" && value == "required");
    let is_here = matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
    if !has_tls && !is_here {
        bail!("the mail server is asked for without TLS: use smtps:// or add ?tls=required");
    }
    Ok(())
}

/// What an error of the mail server means. Its own text often repeats the address, so only the reply's number is kept.
fn failure_of(error: &smtp::Error) -> Failure {
    let Some(code) = error.status().map(u16::from) else {
        return Failure::retry(match () {
            () if error.is_timeout() => "the mail server gave no answer in time",
            () if error.is_tls() => "no TLS with the mail server",
            () => "the mail server could not be reached, or the connection broke off",
        });
    };
    let why = format!("the mail server answered {code}");
    match code {
        // Our sign-in is missing, refused, or weaker than demanded.
        530 | 534 | 535 | 538 => Failure::paused(why),
        500.. => Failure::dead(why),
        _ => Failure::retry(why),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
    use tokio::net::{TcpListener, TcpStream};

    use super::super::settings::tests::settings_for;
    use super::*;

    /// An SMTP server that answers the command beginning with `at` as it is told, and everything else well.
    struct StandIn {
        mail: Mail,
        received: Arc<Mutex<String>>,
    }

    impl StandIn {
        async fn answering(at: &'static str, reply: &'static str) -> Self {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let mut settings = settings_for(&"http://127.0.0.1:1/".parse().unwrap());
            settings.smtp_url = format!("smtp://{}", listener.local_addr().unwrap()).into();
            let received = Arc::new(Mutex::new(String::new()));
            let record = received.clone();
            tokio::spawn(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    tokio::spawn(talk(stream, at, reply, record.clone()));
                }
            });
            Self {
                mail: Mail::new(&settings).unwrap(),
                received,
            }
        }

        async fn send(&self) -> Result<(), Failure> {
            self.mail.send(&letter()).await
        }
    }

    async fn talk(
        stream: TcpStream,
        at: &str,
        reply: &str,
        record: Arc<Mutex<String>>,
    ) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        let (mut line, mut in_data) = ("GREETING".to_owned(), false);
        loop {
            let answer = match line.trim_end() {
                _ if in_data && line != ".\r\n" => "",
                command if command.starts_with(at) => reply,
                "GREETING" => "220 ready",
                "DATA" => "354 go on",
                _ => "250 OK",
            };
            in_data = answer.starts_with("354") || (in_data && answer.is_empty());
            if !answer.is_empty() {
                stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
            }
            line.clear();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            record.lock().unwrap().push_str(&line);
        }
    }

    fn letter() -> Letter<'static> {
        Letter {
            id: "notice-42",
            to: "zhangsan@example.com",
            subject: "账号激活",
            text: "plain words",
            html: "<p>rich words</p>",
        }
    }

    #[tokio::test]
    async fn a_letter_goes_out_in_text_and_html_under_a_stable_id() {
        let server = StandIn::answering("NOTHING", "").await;
        server.send().await.unwrap();
        server.send().await.unwrap();
        let received = server.received.lock().unwrap();
        assert_eq!(
            received
                .matches("Message-ID: <notice-42@example.org>\r\n")
                .count(),
            2
        );
        for expected in [
            "RCPT TO:<zhangsan@example.com>",
            "multipart/alternative",
            "plain words",
            "<p>rich words</p>",
        ] {
            assert!(received.contains(expected), "{expected}");
        }
    }

    #[tokio::test]
    async fn a_refused_letter_is_dead() {
        for (at, reply, code) in [
            ("RCPT", "550 no such user zhangsan@example.com", 550),
            ("RCPT", "553 not an address", 553),
            (".", "554 not wanted", 554),
        ] {
            let failure = StandIn::answering(at, reply).await.send().await;
            assert_eq!(
                failure,
                Err(Failure::dead(format!("the mail server answered {code}")))
            );
        }
    }

    #[tokio::test]
    async fn a_busy_server_is_tried_again() {
        for (at, reply, code) in [
            ("GREETING", "421 down", 421),
            ("RCPT", "451 later", 451),
            ("MAIL", "452 full", 452),
        ] {
            let failure = StandIn::answering(at, reply).await.send().await;
            assert_eq!(
                failure,
                Err(Failure::retry(format!("the mail server answered {code}")))
            );
        }
    }

    #[tokio::test]
    async fn a_server_that_wants_another_sign_in_pauses() {
        let failure = StandIn::answering("MAIL", "530 sign in first").await.send().await;
        assert_eq!(failure, Err(Failure::paused("the mail server answered 530")));
    }

    #[tokio::test]
    async fn a_server_that_cannot_be_reached_is_tried_again() {
        let mut settings = settings_for(&"http://127.0.0.1:1/".parse().unwrap());
        settings.smtp_url = "smtp://127.0.0.1:9".into();
        let failure = Mail::new(&settings).unwrap().send(&letter()).await;
        assert!(matches!(failure, Err(Failure::Retry { .. })));
    }

    #[tokio::test]
    async fn an_address_that_is_none_is_dead() {
        let server = StandIn::answering("NOTHING", "").await;
        let failure = server
            .mail
            .send(&Letter {
                to: "张三",
                ..letter()
            })
            .await;
        assert_eq!(failure, Err(Failure::dead("the mail address is none")));
        assert!(server.received.lock().unwrap().is_empty());
    }

    #[test]
    fn mail_leaves_this_machine_only_under_tls() {
        for url in [
            "smtps://mail.example.org",
            "smtp://mail.example.org?tls=required",
            "smtp://127.0.0.1:8025",
        ] {
            assert!(demand_tls(url).is_ok(), "{url}");
        }
        for url in [
            "smtp://user:word@mail.example.org",
            "smtp://mail.example.org?tls=opportunistic",
            "mail",
        ] {
            let error = demand_tls(url).unwrap_err();
            assert!(!format!("{error:#}").contains("user:word"));
        }
    }
}
