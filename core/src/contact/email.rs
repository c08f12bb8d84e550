//! Mail addresses.

use std::fmt;

/// The longest address that fits into an envelope (RFC 5321).
const LONGEST: usize = 254;

/// A mail address: something, an @, and a domain with a dot. Whether anyone reads there, only a letter tells.
#[derive(Clone, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Reads an address; what stands before the @ keeps its letters, the domain is written small.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@')?;
        let of_local = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
        let of_domain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let local_fits =
            !local.is_empty() && local.len() <= 64 && local.split('.').all(|part| !part.is_empty());
        let labels: Vec<&str> = domain.split('.').collect();
        let label_fits = |label: &&str| {
            (1..=63).contains(&label.len())
                && label.chars().all(of_domain)
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let fits = text.len() <= LONGEST
            && local_fits
            && local.chars().all(of_local)
            && labels.len() >= 2
            && labels.iter().all(label_fits);
        fits.then(|| Self(format!("{local}@{}", domain.to_ascii_lowercase())))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The sign-in name of who signs in by this address: nobody tells addresses apart by their capitals.
    pub fn login(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// First character and domain.
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.rsplit_once('@').unwrap_or_default();
        format!("{}***@{domain}", &local[..1])
    }
}

/// Never the whole address, so that none reaches a log by accident.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::Email;

    #[test]
    fn an_address_is_read_and_shown_masked() {
        let email = Email::parse(" Hr.Zhou+jobs@Example.COM ").expect("an address");
        assert_eq!(email.as_str(), "Hr.Zhou+jobs@example.com");
        assert_eq!(email.login(), "hr.zhou+jobs@example.com");
        assert_eq!(format!("{email:?}"), "H***@example.com");
    }

    #[test]
    fn what_is_no_address_is_none() {
        let long = format!("{}@example.com", "a".repeat(65));
        for wrong in [
            "",
            "a",
            "@example.com",
            "a@",
            "a@localhost",
            "a b@example.com",
            "a@-x.com",
            "a..b@example.com",
            "a@example.com\r\nBcc: b@example.com",
            "周@example.com",
            "<a@example.com>",
            &long,
        ] {
            assert_eq!(Email::parse(wrong), None, "{wrong}");
        }
    }
}
