//! Clients of the outside systems.
//!
//! Each client speaks one system's protocol and says what came of a request in an enum of its own: an answer that ends
//! the matter is a value, whatever its status, and everything else is a [`Failure`], which says when to try again.
//! Clients keep no state but their connections, and decide nothing about students, companies or messages.

mod acs3;
pub mod employment;
pub mod failure;
mod http;
pub mod mail;
#[cfg(test)]
mod privacy;
pub mod register;
pub mod settings;
pub mod sms;
#[cfg(test)]
mod stand_in;
pub mod wechat;

use wq_core::db::Pool;

pub use failure::Failure;
pub use settings::Settings;

/// The clients of all outside systems. Cheap to clone: clones share their connections.
#[derive(Clone)]
pub struct Outside {
    /// Employment system (就业管理系统).
    pub employment: employment::Employment,
    /// Enterprise register (国家企业信用信息公示系统).
    pub register: register::Register,
    /// WeChat official account.
    pub wechat: wechat::Wechat,
    /// SMS provider.
    pub sms: sms::Sms,
    /// SMTP server.
    pub mail: mail::Mail,
}

impl Outside {
    /// Builds the clients; none of them connects yet. The pool is where the WeChat token is kept.
    ///
    /// # Errors
    /// Where the settings cannot work at all: an address of the wrong kind, or no root certificates on this machine.
    pub fn new(settings: &Settings, pool: Pool) -> anyhow::Result<Self> {
        let http = http::client()?;
        Ok(Self {
            employment: employment::Employment::new(http.clone(), settings),
            register: register::Register::new(http.clone(), settings),
            wechat: wechat::Wechat::new(http.clone(), settings, pool),
            sms: sms::Sms::new(http, settings),
            mail: mail::Mail::new(settings)?,
        })
    }
}
