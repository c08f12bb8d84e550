//! What comes to people's phones and letter boxes.

use std::time::Duration;

use super::Platform;

/// How long the worker may take.
const DELIVERY: Duration = Duration::from_secs(20);

impl Platform {
    /// The newest code in a text message to a number, about this.
    pub async fn code_sent_to(&self, mobile: &str, about: &str) -> String {
        let fits = |text: &str| text.starts_with("验证码") && text.contains(about);
        let sms = &self.outside.sms;
        let came = sms.wait_until(DELIVERY, |sent| sent.mobile == mobile && fits(&sent.text));
        came.await.expect("a code");
        let all = sms.sent();
        let newest = all
            .iter()
            .rev()
            .find(|sent| sent.mobile == mobile && fits(&sent.text))
            .expect("a code");
        newest
            .text
            .chars()
            .skip_while(|c| !c.is_ascii_digit())
            .take(6)
            .collect()
    }

    /// The link in a letter to an address with this subject.
    pub async fn link_sent_to(&self, address: &str, subject: &str) -> String {
        let mail = &self.outside.mail;
        let came = mail.wait_until(DELIVERY, |letter| {
            letter.recipients.iter().any(|to| to == address) && letter.subject.contains(subject)
        });
        let text = came
            .await
            .expect("a letter")
            .text
            .expect("a letter in plain text");
        let link = text.lines().find(|line| line.starts_with("http"));
        link.expect("a link").trim().to_owned()
    }
}
