//! The keys that open the sandbox.

/// The keys that a client must show. The default ones are fixed and open nothing but the sandbox.
#[derive(Clone)]
pub struct Keys {
    /// Bearer key of the employment system.
    pub employment_key: String,
    /// Appid of the WeChat official account.
    pub wechat_appid: String,
    /// Secret of the WeChat official account.
    pub wechat_secret: String,
    /// Access key id of the SMS provider.
    pub sms_key_id: String,
    /// Access key secret of the SMS provider.
    pub sms_key_secret: String,
    /// The sign name that the SMS provider has approved.
    pub sms_sign_name: String,
}

impl Default for Keys {
    fn default() -> Self {
        Self {
            employment_key: "sandbox-employment-key".into(),
            wechat_appid: "wx-sandbox".into(),
            wechat_secret: "sandbox-wechat-secret".into(),
            sms_key_id: "sandbox-sms-key".into(),
            sms_key_secret: "sandbox-sms-secret".into(),
            sms_sign_name: "网签平台".into(),
        }
    }
}
