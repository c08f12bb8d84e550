//! A mail, taken apart.

use chrono::{DateTime, Utc};
use mail_parser::{Address, MessageParser, MessagePart, MimeHeaders, PartType};
use serde::{Deserialize, Serialize};

/// A mail that was taken.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Received {
    /// When it came.
    pub at: DateTime<Utc>,
    /// The envelope's sender; empty for a bounce.
    pub envelope_from: String,
    /// The envelope's recipients.
    pub recipients: Vec<String>,
    /// The From header.
    pub from: String,
    /// The To header.
    pub to: String,
    /// The Subject header, decoded.
    pub subject: String,
    /// The Message-ID header, without its brackets.
    pub message_id: Option<String>,
    /// The plain text part.
    pub text: Option<String>,
    /// The HTML part.
    pub html: Option<String>,
    /// The names of the attachments.
    pub attachments: Vec<String>,
    /// The size as it came, in bytes.
    pub size: usize,
}

impl Received {
    /// Takes a message apart. None where it is not one: it needs a From header.
    pub(super) fn parse(envelope_from: String, recipients: Vec<String>, raw: &[u8]) -> Option<Self> {
        let message = MessageParser::default().parse(raw)?;
        let text = |part: &MessagePart<'_>| match &part.body {
            PartType::Text(text) => Some(text.to_string()),
            _ => None,
        };
        let html = |part: &MessagePart<'_>| match &part.body {
            PartType::Html(html) => Some(html.to_string()),
            _ => None,
        };
        let name = |part: &MessagePart<'_>| part.attachment_name().unwrap_or("未命名附件").to_owned();
        Some(Self {
            at: Utc::now(),
            envelope_from,
            recipients,
            from: addresses(message.from()?),
            to: message.to().map(addresses).unwrap_or_default(),
            subject: message.subject().unwrap_or_default().to_owned(),
            message_id: message.message_id().map(str::to_owned),
            text: message.text_bodies().find_map(text),
            html: message.html_bodies().find_map(html),
            attachments: message.attachments().map(name).collect(),
            size: raw.len(),
        })
    }
}

fn addresses(header: &Address<'_>) -> String {
    let one = |address: &mail_parser::Addr<'_>| match (address.name(), address.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (name, address) => address.or(name).unwrap_or_default().to_owned(),
    };
    header.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_parts_of_a_multipart_mail_are_decoded() {
        let raw = "From: =?UTF-8?B?572R562+5bmz5Y+w?= <no-reply@example.com>\r\nTo: hr@example.com\r\n\
            Subject: =?UTF-8?B?6YKA6K+3?=\r\nMessage-ID: <42@example.com>\r\n\
            Content-Type: multipart/alternative; boundary=b\r\n\r\n\
            --b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n5L2g5aW9\r\n\
            --b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>你好</p>\r\n--b--\r\n";
        let mail = Received::parse(String::new(), vec![], raw.as_bytes()).unwrap();
        assert_eq!(
            (mail.from.as_str(), mail.subject.as_str()),
            ("网签平台 <no-reply@example.com>", "邀请")
        );
        assert_eq!(mail.text.as_deref(), Some("你好"));
        assert_eq!(mail.html.as_deref().map(str::trim), Some("<p>你好</p>"));
        assert_eq!(mail.message_id.as_deref(), Some("42@example.com"));
    }

    #[test]
    fn a_plain_mail_has_no_html() {
        let mail = Received::parse(String::new(), vec![], b"From: a@b.cn\r\n\r\nhello\r\n").unwrap();
        assert_eq!(mail.html, None);
        assert_eq!(mail.text.as_deref(), Some("hello\r\n"));
    }

    #[test]
    fn a_mail_without_a_sender_is_none() {
        assert!(Received::parse(String::new(), vec![], b"Subject: x\r\n\r\nhello\r\n").is_none());
    }
}
