//! SMS templates.

use std::collections::BTreeMap;

/// An approved SMS template.
#[derive(Clone, Debug)]
pub struct Template {
    /// The template code: `SMS_…`.
    pub code: String,
    /// The text, with variables written `${name}`.
    pub text: String,
}

impl Template {
    /// A template of this text.
    pub fn new(code: &str, text: &str) -> Self {
        Self {
            code: code.to_owned(),
            text: text.to_owned(),
        }
    }

    /// The names of the variables, in the order of the text.
    pub(super) fn variables(&self) -> impl Iterator<Item = &str> {
        self.text
            .split("${")
            .skip(1)
            .filter_map(|rest| rest.split_once('}'))
            .map(|(name, _)| name)
    }

    /// The text with `values` in the places of the variables.
    pub(super) fn filled(&self, values: &BTreeMap<String, String>) -> String {
        let mut pieces = self.text.split("${");
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (name, rest) = piece.split_once('}').unwrap_or(("", piece));
            text.push_str(values.get(name).map_or("", String::as_str));
            text.push_str(rest);
        }
        text
    }
}

/// The templates that the sandbox has from the start.
pub(super) fn approved() -> Vec<Template> {
    vec![
        Template::new(
            "SMS_270000001",
            "您的${item}信息已由学校（院系）修改（${field}），请登录网签平台查看。",
        ),
        Template::new(
            "SMS_270000002",
            "您与${company}的协议已由学校强制解约，请登录网签平台查看。",
        ),
        Template::new(
            "SMS_270000003",
            "您的${item}有新进展：${news}。详情请登录网签平台查看。",
        ),
        Template::new(
            "SMS_270000004",
            "验证码${code}，您正在${act}，${minutes}分钟内有效。请勿告诉他人。",
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_looks_like_a_variable_stays_as_it_is() {
        let template = Template::new("SMS_1", "${a}和${b}。");
        assert_eq!(template.variables().collect::<Vec<_>>(), ["a", "b"]);
        let values = BTreeMap::from([
            ("a".to_owned(), "${b}".to_owned()),
            ("b".to_owned(), "乙".to_owned()),
        ]);
        assert_eq!(template.filled(&values), "${b}和乙。");
    }
}
