//! From where somebody signs in.

use std::net::IpAddr;

/// The browser and its address, as the list of one's sessions shows them.
#[derive(Debug, Clone, Default)]
pub struct Browser {
    pub(super) user_agent: String,
    pub(super) address: String,
}

/// Of a user agent so much is kept.
const LONGEST: usize = 200;

impl Browser {
    /// Keeps of the address only the half that tells one network from another: it is shown to its owner, and that is
    /// enough to know it again.
    pub fn new(user_agent: &str, address: Option<IpAddr>) -> Self {
        Self {
            address: address.map(masked).unwrap_or_default(),
            ..Self::from(user_agent)
        }
    }
}

impl From<&str> for Browser {
    fn from(user_agent: &str) -> Self {
        Self {
            user_agent: user_agent.chars().take(LONGEST).collect(),
            address: String::new(),
        }
    }
}

fn masked(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [a, b, ..] = address.octets();
            format!("{a}.{b}.*.*")
        }
        IpAddr::V6(address) => {
            let [a, b, ..] = address.segments();
            format!("{a:x}:{b:x}:*")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Browser;

    #[test]
    fn an_address_is_kept_masked() {
        let kept = |address: &str| Browser::new("", Some(address.parse().expect("an address"))).address;
        assert_eq!(kept("192.0.2.17"), "192.0.*.*");
        assert_eq!(kept("::ffff:192.0.2.17"), "192.0.*.*");
        assert_eq!(kept("2001:db8::1"), "2001:db8:*");
        assert_eq!(Browser::new("", None).address, "");
    }

    #[test]
    fn a_long_user_agent_is_cut() {
        assert_eq!(Browser::from("x".repeat(5000).as_str()).user_agent.len(), 200);
    }
}
