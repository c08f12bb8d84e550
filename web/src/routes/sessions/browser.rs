//! What a browser says of itself, in words.

/// By a mark of the user agent, the most telling first: almost all of them say to be Chrome and Safari too.
const BROWSERS: [(&str, &str); 9] = [
    ("MicroMessenger/", "微信"),
    ("Edg", "Edge"),
    ("QQBrowser/", "QQ 浏览器"),
    ("QihooBrowser", "360 浏览器"),
    ("UCBrowser/", "UC 浏览器"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("Windows", "Windows"),
    ("HarmonyOS", "鸿蒙"),
    ("Android", "安卓"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// `Edge · Windows`.
pub fn name(user_agent: &str) -> String {
    let find = |marks: &[(&str, &'static str)]| {
        let found = marks.iter().find(|(mark, _)| user_agent.contains(mark));
        found.map(|(_, name)| *name)
    };
    match (find(&BROWSERS), find(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "未知浏览器".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_browser_is_called_by_what_tells_it_from_others() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 \
            Safari/537.36 Edg/140.0";
        let wechat = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 \
            MicroMessenger/8.0.50";
        assert_eq!(name(edge), "Edge · Windows");
        assert_eq!(name(wechat), "微信 · iPhone");
        assert_eq!(name("curl/8"), "未知浏览器");
        assert_eq!(name("<script>"), "未知浏览器");
    }
}
