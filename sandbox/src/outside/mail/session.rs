//! One SMTP conversation: what is answered to what, without any network.

use super::message::Received;

/// The largest mail, in bytes.
pub(super) const SIZE_LIMIT: usize = 10 * 1024 * 1024;
/// The most recipients of one mail.
const RECIPIENTS_LIMIT: usize = 100;

/// A reply: its code and its lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) code: u16,
    pub(super) lines: Vec<String>,
}

impl Reply {
    pub(super) fn new(code: u16, line: impl Into<String>) -> Self {
        Self {
            code,
            lines: vec![line.into()],
        }
    }

    /// The reply as it goes over the wire.
    pub(super) fn wire(&self) -> String {
        let last = self.lines.len().saturating_sub(1);
        let line = |(index, line): (usize, &String)| {
            let mark = if index == last { ' ' } else { '-' };
            format!("{}{mark}{line}\r\n", self.code)
        };
        self.lines.iter().enumerate().map(line).collect()
    }
}

/// What the connection does next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Reply, and read the next command.
    Reply(Reply),
    /// Reply, read the message up to its lone dot, and hand it to [`Session::message`].
    Data(Reply),
    /// Reply, and close.
    Close(Reply),
}

/// Where a conversation stands.
#[derive(Default)]
pub(super) struct Session {
    greeted: bool,
    from: Option<String>,
    recipients: Vec<String>,
}

impl Session {
    /// Answers one command line, without its line end. `refusing` is the code of a server that was switched to refuse.
    pub(super) fn command(&mut self, line: &str, refusing: Option<&str>) -> Step {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        Step::Reply(match verb.to_ascii_uppercase().as_str() {
            "EHLO" => self.greet(rest, true),
            "HELO" => self.greet(rest, false),
            "MAIL" => self.mail(rest, refusing),
            "RCPT" => self.rcpt(rest, refusing),
            "DATA" if !rest.is_empty() => Reply::new(501, "DATA takes no argument"),
            "DATA" if self.recipients.is_empty() => Reply::new(503, "RCPT first"),
            "DATA" => return Step::Data(Reply::new(354, "End with a dot on a line of its own")),
            "RSET" => {
                self.reset();
                Reply::new(250, "OK")
            }
            "NOOP" => Reply::new(250, "OK"),
            "VRFY" => Reply::new(252, "Send it and see"),
            "QUIT" => return Step::Close(Reply::new(221, "Bye")),
            _ => Reply::new(500, "Unknown command"),
        })
    }

    /// Takes the message that followed DATA; none where it was too large. The envelope is used up either way.
    pub(super) fn message(&mut self, raw: Option<&[u8]>, refusing: Option<&str>) -> Result<Received, Reply> {
        let (from, recipients) = (
            self.from.take().unwrap_or_default(),
            std::mem::take(&mut self.recipients),
        );
        let raw = raw.ok_or_else(|| Reply::new(552, "Message too large"))?;
        if refusing == Some("554") {
            return Err(Reply::new(554, "Refused by its content"));
        }
        Received::parse(from, recipients, raw).ok_or_else(|| Reply::new(554, "Not a message: no From header"))
    }

    fn greet(&mut self, name: &str, extended: bool) -> Reply {
        if name.is_empty() {
            return Reply::new(501, "Who are you?");
        }
        self.greeted = true;
        self.reset();
        let mut reply = Reply::new(250, "sandbox");
        if extended {
            let extensions = ["PIPELINING", "8BITMIME", "SMTPUTF8"].map(str::to_owned);
            reply.lines.extend(extensions);
            reply.lines.push(format!("SIZE {SIZE_LIMIT}"));
        }
        reply
    }

    fn mail(&mut self, argument: &str, refusing: Option<&str>) -> Reply {
        if !self.greeted {
            return Reply::new(503, "EHLO first");
        }
        if self.from.is_some() {
            return Reply::new(503, "One sender at a time");
        }
        if refusing == Some("452") {
            return Reply::new(452, "Out of storage");
        }
        let Some((address, parameters)) = path(argument, "FROM:") else {
            return Reply::new(501, "MAIL FROM:<address>");
        };
        let size = parameters
            .split(' ')
            .find_map(|parameter| parameter.strip_prefix("SIZE="));
        match size.map(str::parse::<usize>) {
            Some(Err(_)) => Reply::new(501, "SIZE must be a number"),
            Some(Ok(size)) if size > SIZE_LIMIT => Reply::new(552, "Message too large"),
            _ if !(address.is_empty() || is_address(address)) => Reply::new(501, "Not an address"),
            _ => {
                self.from = Some(address.to_owned());
                Reply::new(250, "OK")
            }
        }
    }

    fn rcpt(&mut self, argument: &str, refusing: Option<&str>) -> Reply {
        if self.from.is_none() {
            return Reply::new(503, "MAIL first");
        }
        let Some((address, _)) = path(argument, "TO:") else {
            return Reply::new(501, "RCPT TO:<address>");
        };
        match refusing {
            Some("550") => return Reply::new(550, "No such user"),
            Some("451") => return Reply::new(451, "Try again later"),
            _ => (),
        }
        if !is_address(address) {
            return Reply::new(553, "Not an address");
        }
        if self.recipients.len() == RECIPIENTS_LIMIT {
            return Reply::new(452, "Too many recipients");
        }
        self.recipients.push(address.to_owned());
        Reply::new(250, "OK")
    }

    fn reset(&mut self) {
        self.from = None;
        self.recipients.clear();
    }
}

/// The address and the parameters of `FROM:<address> PARAMETERS`.
fn path<'a>(argument: &'a str, keyword: &str) -> Option<(&'a str, &'a str)> {
    let (head, rest) = argument.split_at_checked(keyword.len())?;
    if !head.eq_ignore_ascii_case(keyword) {
        return None;
    }
    rest.trim_start().strip_prefix('<')?.split_once('>')
}

fn is_address(address: &str) -> bool {
    let plain = |text: &str| {
        !text.is_empty()
            && !text
                .chars()
                .any(|character| character.is_whitespace() || character.is_control())
    };
    address.len() <= 254
        && address.rsplit_once('@').is_some_and(|(local, domain)| {
            plain(local)
                && plain(domain)
                && !local.contains('@')
                && !domain.starts_with('.')
                && !domain.ends_with('.')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes that `lines` are answered with, one after the other, in one conversation.
    fn codes(lines: &[&str], refusing: Option<&str>) -> Vec<u16> {
        let mut session = Session::default();
        let code = |line: &&str| match session.command(line, refusing) {
            Step::Reply(reply) | Step::Data(reply) | Step::Close(reply) => reply.code,
        };
        lines.iter().map(code).collect()
    }

    #[test]
    fn commands_out_of_order_are_refused() {
        assert_eq!(
            codes(&["MAIL FROM:<a@b.cn>", "RCPT TO:<a@b.cn>", "DATA"], None),
            [503, 503, 503]
        );
        let lines = [
            "EHLO me",
            "MAIL FROM:<a@b.cn>",
            "MAIL FROM:<a@b.cn>",
            "DATA",
            "RSET",
            "RCPT TO:<a@b.cn>",
        ];
        assert_eq!(codes(&lines, None), [250, 250, 503, 503, 250, 503]);
    }

    #[test]
    fn misshapen_commands_are_refused() {
        let lines = [
            "EHLO",
            "ehlo me",
            "MAIL a@b.cn",
            "MAIL FROM:<a b@c.cn>",
            "MAIL FROM:<a@b.cn> SIZE=much",
            "TURN",
        ];
        assert_eq!(codes(&lines, None), [501, 250, 501, 501, 501, 500]);
        let lines = [
            "EHLO me",
            "MAIL FROM:<>",
            "RCPT TO:<nobody>",
            "RCPT TO:<a@b.cn>",
            "DATA now",
            "VRFY a",
            "NOOP",
            "QUIT",
        ];
        assert_eq!(codes(&lines, None), [250, 250, 553, 250, 501, 252, 250, 221]);
    }

    #[test]
    fn a_mail_announced_too_large_is_refused() {
        assert_eq!(
            codes(
                &["EHLO me", "MAIL FROM:<a@b.cn> BODY=8BITMIME SIZE=10485761"],
                None
            ),
            [250, 552]
        );
    }

    #[test]
    fn the_hundred_and_first_recipient_is_refused() {
        let mut lines = vec!["EHLO me", "MAIL FROM:<a@b.cn>"];
        lines.resize(2 + 101, "RCPT TO:<c@d.cn>");
        assert_eq!(codes(&lines, None)[101..], [250, 452]);
    }

    #[test]
    fn each_switched_refusal_stands_at_its_place() {
        let lines = ["EHLO me", "MAIL FROM:<a@b.cn>", "RCPT TO:<c@d.cn>", "DATA"];
        assert_eq!(codes(&lines, Some("452")), [250, 452, 503, 503]);
        assert_eq!(codes(&lines, Some("550")), [250, 250, 550, 503]);
        assert_eq!(codes(&lines, Some("451")), [250, 250, 451, 503]);
        assert_eq!(codes(&lines, Some("554")), [250, 250, 250, 354]);
    }

    #[test]
    fn the_extensions_stand_on_lines_of_their_own() {
        let Step::Reply(reply) = Session::default().command("EHLO me", None) else {
            panic!("a reply")
        };
        assert_eq!(
            reply.wire(),
            "250-sandbox\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 10485760\r\n"
        );
    }
}
