//! The page that a browser came from.

use poem::{
    Request,
    http::{Uri, header},
};

/// Its address without the origin, where it is one of ours: what leads there leads nowhere else.
pub fn own_page(request: &Request) -> Option<String> {
    let referer: Uri = request.header(header::REFERER)?.parse().ok()?;
    let is_ours = referer.authority()?.as_str() == request.header(header::HOST)?;
    let page = referer.path_and_query()?.as_str();
    (is_ours && is_own(page)).then(|| page.to_owned())
}

/// Does an address without an origin lead to a page of ours, and nowhere else? A browser reads two slashes as the beginning of another
/// host and a backslash as a slash, and leaves out what is not printed.
pub fn is_own(page: &str) -> bool {
    let path = page.split('?').next().unwrap_or_default();
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'#');
    path.starts_with('/') && !path.contains("//") && page.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(referer: &str) -> Option<String> {
        let request = Request::builder()
            .header(header::HOST, "wq.example:8443")
            .header(header::REFERER, referer);
        own_page(&request.finish())
    }

    #[test]
    fn only_a_page_of_our_own_is_led_back_to() {
        let page = from("https://wq.example:8443/student/paper/new?a=1#b");
        assert_eq!(page.as_deref(), Some("/student/paper/new?a=1"));
        for other in [
            "https://evil.example/student/paper/new",
            "https://wq.example/student/paper/new",
            "https://wq.example:8443@evil.example/",
            "https://wq.example:8443//evil.example/",
            "https://wq.example:8443/\\evil.example/",
            "/student/paper/new",
            "//evil.example/",
            "javascript:alert(1)",
            "",
        ] {
            assert_eq!(from(other), None, "{other}");
        }
    }
}
