//! Message templates, and what a value of each kind may be.

/// An approved message template.
#[derive(Clone, Debug)]
pub struct Template {
    /// The template id.
    pub id: String,
    /// The title that the follower sees.
    pub title: String,
    /// Each key (`thing1`, `phrase2` …) with the label that the follower sees, in their order.
    pub fields: Vec<(String, String)>,
}

impl Template {
    /// A template with these keys and labels.
    pub fn new(id: &str, title: &str, fields: &[(&str, &str)]) -> Self {
        let fields = fields
            .iter()
            .map(|&(key, label)| (key.to_owned(), label.to_owned()))
            .collect();
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            fields,
        }
    }
}

/// The templates that the sandbox has from the start.
pub(super) fn approved() -> Vec<Template> {
    vec![
        Template::new(
            "sandbox-invitation",
            "签约邀请通知",
            &[
                ("thing1", "单位名称"),
                ("thing2", "职位名称"),
                ("time3", "邀请截止时间"),
            ],
        ),
        Template::new(
            "sandbox-invitation-expired",
            "邀请过期通知",
            &[("thing1", "单位名称"), ("time2", "过期时间")],
        ),
        Template::new(
            "sandbox-verdict",
            "审核结果通知",
            &[
                ("thing1", "审核事项"),
                ("phrase2", "审核结果"),
                ("time3", "审核时间"),
                ("thing4", "审核说明"),
            ],
        ),
        Template::new(
            "sandbox-edit",
            "信息修改通知",
            &[
                ("thing1", "修改事项"),
                ("thing2", "修改内容"),
                ("time3", "修改时间"),
            ],
        ),
        Template::new(
            "sandbox-termination-asked",
            "解约申请通知",
            &[
                ("thing1", "协议单位"),
                ("thing2", "发起方"),
                ("time3", "发起时间"),
            ],
        ),
        Template::new(
            "sandbox-termination-answered",
            "解约答复通知",
            &[
                ("thing1", "协议单位"),
                ("phrase2", "答复结果"),
                ("time3", "答复时间"),
            ],
        ),
    ]
}

/// Whether `value` may stand under `key`: the kind is the key without its number. A key of an unknown kind takes nothing.
pub(super) fn admits(key: &str, value: &str) -> bool {
    let length = value.chars().count();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match key.trim_end_matches(|last: char| last.is_ascii_digit()) {
        "thing" => length <= 20,
        "phrase" => length <= 5 && value.chars().all(is_chinese),
        "character_string" => {
            length <= 32 && value.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ')
        }
        "number" => length <= 32 && value.split('.').count() <= 2 && value.split('.').all(digits),
        "letter" => length <= 32 && value.bytes().all(|byte| byte.is_ascii_alphabetic()),
        "phone_number" => {
            length <= 17
                && value
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || b"+-".contains(&byte))
        }
        "name" if value.is_ascii() => length <= 20,
        "name" => {
            length <= 10
                && value
                    .chars()
                    .all(|character| is_chinese(character) || character == '·')
        }
        "amount" => is_amount(value),
        "date" => is_date(value),
        "time" => is_time(value),
        _ => false,
    }
}

fn is_chinese(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '〇' | '\u{20000}'..='\u{3ffff}')
}

fn is_amount(value: &str) -> bool {
    let value = value.strip_prefix(['¥', '￥', '$', '€', '£']).unwrap_or(value);
    let value = value.strip_suffix('元').unwrap_or(value);
    let (whole, fraction) = value.split_once('.').unwrap_or((value, "0"));
    let digits =
        |text: &str, most| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole, 10) && digits(fraction, 2)
}

fn is_date(value: &str) -> bool {
    ["%Y年%m月%d日", "%Y-%m-%d", "%Y/%m/%d"]
        .iter()
        .any(|form| chrono::NaiveDate::parse_from_str(value, form).is_ok())
}

fn is_time(value: &str) -> bool {
    let clock = value.rsplit_once(' ').map_or(value, |(_, clock)| clock);
    let date = value.rsplit_once(' ').map(|(date, _)| date);
    let is_clock = ["%H:%M", "%H:%M:%S"]
        .iter()
        .any(|form| chrono::NaiveTime::parse_from_str(clock, form).is_ok());
    is_clock && date.is_none_or(is_date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_keeps_to_its_limits() {
        let taken = [
            ("thing1", "二十个字二十个字二十个字二十个字二十个字"),
            ("phrase2", "审核不通过"),
            ("character_string3", "NO-2027/0001"),
            ("number4", "12.5"),
            ("letter5", "ABC"),
            ("time6", "2027年3月1日 15:01"),
            ("time6", "15:01"),
            ("date7", "2027-03-01"),
            ("amount8", "￥8000.00元"),
            ("phone_number9", "+86-13800138000"),
            ("name10", "买买提·艾力"),
            ("name10", "Ann Lee"),
        ];
        for (key, value) in taken {
            assert!(admits(key, value), "{key} takes {value}");
        }
        let refused = [
            ("thing1", "二十个字二十个字二十个字二十个字二十个字多"),
            ("phrase2", "审核未能通过"),
            ("phrase2", "通过OK"),
            ("character_string3", "编号1"),
            ("character_string3", "123456789012345678901234567890123"),
            ("number4", "1.2.3"),
            ("time6", "明天下午"),
            ("time6", "2027-03-01"),
            ("date7", "2027-13-01"),
            ("amount8", "12345678901"),
            ("phone_number9", "电话"),
            ("name10", "一二三四五六七八九十一"),
            ("mystery1", "x"),
        ];
        for (key, value) in refused {
            assert!(!admits(key, value), "{key} refuses {value}");
        }
    }

    #[test]
    fn every_key_of_the_approved_templates_is_of_a_known_kind() {
        for (key, _) in approved().into_iter().flat_map(|template| template.fields) {
            let some = ["事项", "2027-03-01 08:00"]
                .iter()
                .any(|value| admits(&key, value));
            assert!(some, "{key}");
        }
    }
}
