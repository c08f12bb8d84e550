//! The page that somebody asked for who has to sign in first. It goes along in the addresses of the sign-in pages, so that whoever
//! is in gets there.

use poem::{FromRequest, Request, RequestBody};

use crate::referer::is_own;

/// Longer addresses are not kept, in bytes.
const LONGEST: usize = 2000;

/// That page, if there is one; it is one of ours, whatever the address says.
#[derive(Debug, Default)]
pub struct Wanted(Option<String>);

impl Wanted {
    /// A page without its origin. What is not ours, or would lead in a circle, is forgotten.
    pub fn new(page: Option<&str>) -> Self {
        let good = |page: &&str| page.len() <= LONGEST && is_own(page) && leads_on(page);
        Self(page.filter(good).map(str::to_owned))
    }

    /// Where one goes on who has signed in.
    pub fn href(&self) -> &str {
        self.0.as_deref().unwrap_or("/")
    }

    /// What follows the path of a sign-in page, so that it remembers.
    pub fn query(&self) -> String {
        let pair = self.0.as_ref().map(|page| [("to", page)]);
        let query = pair.and_then(|pair| serde_urlencoded::to_string(pair).ok());
        query.map_or_else(String::new, |query| format!("?{query}"))
    }

    /// The page on which one chooses how to sign in.
    pub fn login(&self) -> String {
        format!("/login{}", self.query())
    }
}

/// Everyone gets to the home page anyway, and who signs in does not want to sign in or out.
fn leads_on(page: &str) -> bool {
    let path = page.split('?').next().unwrap_or_default();
    let first = path.split('/').nth(1).unwrap_or_default();
    page != "/" && !["login", "logout"].contains(&first)
}

impl<'a> FromRequest<'a> for Wanted {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        let query = request.uri().query().unwrap_or_default();
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
        let to = pairs.iter().find(|(name, _)| name == "to");
        Ok(Self::new(to.map(|(_, page)| page.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_ours_is_kept_with_its_query() {
        let wanted = Wanted::new(Some("/signing/283?group=all&company=%E4%BA%91"));
        assert_eq!(wanted.href(), "/signing/283?group=all&company=%E4%BA%91");
        assert_eq!(
            wanted.login(),
            "/login?to=%2Fsigning%2F283%3Fgroup%3Dall%26company%3D%25E4%25BA%2591"
        );
    }

    #[test]
    fn no_other_host_and_no_way_in_a_circle_is_kept() {
        let long = format!("/{}", "a".repeat(LONGEST));
        for page in [
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/a//evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            " //evil.example",
            "https://evil.example",
            "https:/evil.example",
            "javascript:alert(1)",
            "evil.example",
            "/signing#a",
            "/签约",
            "",
            "/",
            "/login",
            "/login?to=/signing",
            "/login/staff",
            "/logout",
            "/logout/everywhere",
            &long,
        ] {
            let wanted = Wanted::new(Some(page));
            assert_eq!(
                (wanted.href(), wanted.login().as_str()),
                ("/", "/login"),
                "{page}"
            );
        }
    }
}
