//! The settings with which a worker speaks to the sandbox.

use std::net::SocketAddr;

use wq_worker::outside::Settings;

use crate::outside::Keys;

/// The sandbox's WeChat templates, by our names for them.
const WECHAT: [(&str, &str); 6] = [
    ("invitation", "sandbox-invitation"),
    ("invitation_expired", "sandbox-invitation-expired"),
    ("verdict", "sandbox-verdict"),
    ("edit", "sandbox-edit"),
    ("termination_asked", "sandbox-termination-asked"),
    ("termination_answered", "sandbox-termination-answered"),
];

/// The sandbox's SMS templates, by our names for them.
const SMS: [(&str, &str); 4] = [
    ("edit", "SMS_270000001"),
    ("termination_forced", "SMS_270000002"),
    ("news", "SMS_270000003"),
    ("code", "SMS_270000004"),
];

/// The settings for a sandbox that is served at these addresses and opened by these keys.
pub fn settings(keys: &Keys, http: SocketAddr, smtp: SocketAddr) -> Settings {
    let at = |path: &str| {
        let url = format!("http://{http}/{path}");
        url.parse().expect("a socket's address makes an address")
    };
    Settings {
        employment_url: at("employment"),
        employment_key: keys.employment_key.clone().into(),
        register_url: at("register"),
        wechat_url: at("wechat"),
        wechat_appid: keys.wechat_appid.clone(),
        wechat_secret: keys.wechat_secret.clone().into(),
        wechat_templates: WECHAT.into_iter().collect(),
        sms_url: at("sms/"),
        sms_key_id: keys.sms_key_id.clone(),
        sms_key_secret: keys.sms_key_secret.clone().into(),
        sms_sign_name: keys.sms_sign_name.clone(),
        sms_templates: SMS.into_iter().collect(),
        smtp_url: format!("smtp://{smtp}").into(),
        mail_from: "网签平台 <no-reply@example.org>".parse().expect("a mailbox"),
        operators_mail: vec!["operators@example.org".parse().expect("an address")],
    }
}
