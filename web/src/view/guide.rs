//! 操作指南: a document that stands alone, its styles inside, since it is read as a file.

use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("../../../assets/guides/guide.css");

/// The guide of a reader. `body` is our own markup, taken as it is.
pub fn document(reader: &str, body: &str) -> Markup {
    html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "网签平台操作指南（" (reader) "）" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { "网签平台操作指南（" (reader) "）" }
                    p { "全国高校毕业生网上签约与毕业去向登记平台" }
                }
                main { (PreEscaped(body)) }
            }
        }
    }
}
