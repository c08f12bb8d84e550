//! Addresses, keys and template ids of the outside systems, from the environment.

use std::collections::BTreeMap;
use std::str::FromStr;

use lettre::{Address, message::Mailbox};
use reqwest::Url;
use secrecy::SecretString;

use super::Failure;

/// Everything the clients need to know. Nothing has a default: a process that was not told where the outside systems
/// are does not start. The all-in-one program builds this from its sandbox instead.
#[derive(clap::Args, Clone, Debug)]
pub struct Settings {
    /// Base address of the employment system (http or https)
    #[arg(long, env = "EMPLOYMENT_URL", value_parser = http_url)]
    pub employment_url: Url,
    /// Bearer key for the employment system
    #[arg(long, env = "EMPLOYMENT_KEY", hide_env_values = true)]
    pub employment_key: SecretString,
    /// Base address of the enterprise register
    #[arg(long, env = "REGISTER_URL", value_parser = http_url)]
    pub register_url: Url,
    /// Base address of WeChat: https://api.weixin.qq.com
    #[arg(long, env = "WECHAT_URL", value_parser = http_url)]
    pub wechat_url: Url,
    /// The official account's appid
    #[arg(long, env = "WECHAT_APPID")]
    pub wechat_appid: String,
    /// The official account's secret
    #[arg(long, env = "WECHAT_SECRET", hide_env_values = true)]
    pub wechat_secret: SecretString,
    /// Template id of each notice sent by WeChat: notice=id,notice=id
    #[arg(long, env = "WECHAT_TEMPLATES")]
    pub wechat_templates: Templates,
    /// Address of the SMS provider: https://dysmsapi.aliyuncs.com/
    #[arg(long, env = "SMS_URL", value_parser = http_url)]
    pub sms_url: Url,
    /// Id of the access key for SMS
    #[arg(long, env = "SMS_KEY_ID")]
    pub sms_key_id: String,
    /// The access key for SMS
    #[arg(long, env = "SMS_KEY_SECRET", hide_env_values = true)]
    pub sms_key_secret: SecretString,
    /// Sign name (签名) that SMS are sent under
    #[arg(long, env = "SMS_SIGN_NAME")]
    pub sms_sign_name: String,
    /// Template code of each notice sent by SMS: notice=code,notice=code
    #[arg(long, env = "SMS_TEMPLATES")]
    pub sms_templates: Templates,
    /// Mail server: smtps://user:password@host, or smtp://user:password@host?tls=required for STARTTLS
    #[arg(long, env = "SMTP_URL", hide_env_values = true)]
    pub smtp_url: SecretString,
    /// Sender of all mail: name <address>
    #[arg(long, env = "MAIL_FROM")]
    pub mail_from: Mailbox,
    /// Who is told by mail of jobs in trouble: addresses with commas between them
    #[arg(long, env = "OPERATORS_MAIL", value_delimiter = ',', required = true)]
    pub operators_mail: Vec<Address>,
}

/// The ids that a provider gave to the templates of our notices, by the notice's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Templates(BTreeMap<String, String>);

impl Templates {
    /// The provider's id for a notice. Without one the notice waits until an operator has configured it.
    pub(super) fn id(&self, notice: &str) -> Result<&str, Failure> {
        self.0
            .get(notice)
            .map(String::as_str)
            .ok_or_else(|| Failure::paused(format!("no template id is configured for the notice {notice}")))
    }
}

impl FromStr for Templates {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split(',')
            .filter(|pair| !pair.trim().is_empty())
            .map(|pair| {
                match pair
                    .split_once('=')
                    .map(|(notice, id)| (notice.trim(), id.trim()))
                {
                    Some((notice, id)) if !notice.is_empty() && !id.is_empty() => {
                        Ok((notice.into(), id.into()))
                    }
                    _ => Err("expected notice=id,notice=id"),
                }
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

impl<N: Into<String>, I: Into<String>> FromIterator<(N, I)> for Templates {
    fn from_iter<T: IntoIterator<Item = (N, I)>>(pairs: T) -> Self {
        Self(
            pairs
                .into_iter()
                .map(|(notice, id)| (notice.into(), id.into()))
                .collect(),
        )
    }
}

pub(crate) fn http_url(text: &str) -> Result<Url, &'static str> {
    let url: Url = text.parse().map_err(|_| "not an address")?;
    if matches!(url.scheme(), "http" | "https") {
        Ok(url)
    } else {
        Err("expected http:// or https://")
    }
}

#[cfg(test)]
pub(super) mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Program {
        #[command(flatten)]
        settings: Settings,
    }

    /// Settings whose HTTP systems all stand at one address.
    pub fn settings_for(url: &Url) -> Settings {
        let options = [
            ("employment-url", url.as_str()),
            ("employment-key", "employment-secret"),
            ("register-url", url.as_str()),
            ("wechat-url", url.as_str()),
            ("wechat-appid", "wx-test"),
            ("wechat-secret", "wechat-secret"),
            ("wechat-templates", "verdict=TM1"),
            ("sms-url", url.as_str()),
            ("sms-key-id", "key-id"),
            ("sms-key-secret", "sms-secret"),
            ("sms-sign-name", "网签平台"),
            ("sms-templates", "edit=SMS_1"),
            ("smtp-url", "smtp://user:smtp-secret@127.0.0.1:25"),
            ("mail-from", "网签平台 <no-reply@example.org>"),
            ("operators-mail", "one@example.org,other@example.org"),
        ];
        let arguments = options.map(|(name, value)| format!("--{name}={value}"));
        Program::try_parse_from(["program".to_owned()].into_iter().chain(arguments))
            .unwrap()
            .settings
    }

    #[test]
    fn no_secret_shows_when_settings_are_printed() {
        let printed = format!("{:?}", settings_for(&"http://127.0.0.1:1/".parse().unwrap()));
        assert!(printed.contains("wx-test"));
        assert!(!printed.contains("-secret"), "{printed}");
    }

    #[test]
    fn nothing_has_a_default() {
        assert!(Program::try_parse_from(["program"]).is_err());
    }

    #[test]
    fn templates_are_read_as_pairs() {
        let templates: Templates = " verdict=TM1, edit = TM2 ,".parse().unwrap();
        assert_eq!(
            templates,
            [("edit", "TM2"), ("verdict", "TM1")].into_iter().collect()
        );
        assert_eq!(
            "verdict".parse::<Templates>(),
            Err("expected notice=id,notice=id")
        );
        assert_eq!("=TM1".parse::<Templates>(), Err("expected notice=id,notice=id"));
    }

    #[test]
    fn a_notice_without_a_template_waits_for_an_operator() {
        assert!(matches!(
            Templates::default().id("verdict"),
            Err(Failure::Paused { .. })
        ));
    }

    #[test]
    fn only_http_addresses_are_taken() {
        assert!(http_url("ftp://example.org/").is_err());
        assert!(http_url("example.org").is_err());
        assert!(http_url("https://example.org/base").is_ok());
    }
}
