//! What the enterprise register's words on a company mean for a reviewer (rule 8.2).
//!
//! The register's texts differ by province, and a text may hold a good and a bad word at once: "吊销，未注销" holds
//! both 吊销 and 注销, "撤销登记" ends in the good word 登记. So bad words count wherever they stand, and good
//! words count only when the text consists of nothing else.

use crate::db::text_enum::text_enum;

text_enum! {
    /// How a company stands in the register, from the best to the worst, as a reviewer is shown it.
    Verdict {
        /// In existence, with nothing against it.
        Ok = "ok",
        /// The text is none we know: "query by hand", never shown as fine.
        Unknown = "unknown",
        /// In existence, but something is said that a reviewer should look at.
        Warn = "warn",
        /// No longer in existence: it cannot employ anyone.
        No = "no",
    }
}

/// Words that end a company, wherever they stand in the text.
const ENDED: [&str; 3] = ["吊销", "注销", "撤销"];

/// Words that call for a look, wherever they stand in the text.
const DOUBTFUL: [&str; 10] = [
    "迁出",
    "迁往市外",
    "迁移异地",
    "迁入",
    "清算",
    "停业",
    "歇业",
    "除名",
    "责令关闭",
    "其他",
];

/// Words of a company in existence. Each part of the text has to be one of them.
const IN_EXISTENCE: [&str; 10] = [
    "存续",
    "在业",
    "开业",
    "在营",
    "在册",
    "正常",
    "在营在册",
    "有效",
    "登记",
    "确立",
];

/// Judges a company by the register's status text and its two flags, 经营异常 (`abnormal`) and 严重违法失信
/// (`dishonest`). A flag makes a company at best one to look at.
pub fn judge(text: &str, abnormal: bool, dishonest: bool) -> Verdict {
    let by_text = judge_text(text);
    if abnormal || dishonest {
        by_text.max(Verdict::Warn)
    } else {
        by_text
    }
}

fn judge_text(text: &str) -> Verdict {
    let holds_one_of = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if holds_one_of(&ENDED) {
        Verdict::No
    } else if holds_one_of(&DOUBTFUL) {
        Verdict::Warn
    } else if consists_of(text, &IN_EXISTENCE) {
        Verdict::Ok
    } else {
        Verdict::Unknown
    }
}

/// Whether the text has parts, divided by punctuation or space, and every part is one of the words.
fn consists_of(text: &str, words: &[&str]) -> bool {
    let mut parts = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .peekable();
    parts.peek().is_some() && parts.all(|part| words.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge_all(texts: &[&str], expected: Verdict) {
        for text in texts {
            assert_eq!(judge(text, false, false), expected, "{text}");
        }
    }

    #[test]
    fn every_word_for_a_company_in_existence_is_fine() {
        judge_all(
            &[
                "存续（在营、开业、在册）",
                "存续",
                "在业",
                "开业",
                "在营",
                "正常",
                "在营在册",
                "有效",
                "登记",
                "确立",
            ],
            Verdict::Ok,
        );
    }

    #[test]
    fn every_word_for_a_company_that_ended_is_a_no() {
        judge_all(
            &[
                "吊销，未注销",
                "吊销",
                "已吊销",
                "内资吊销",
                "外资吊销",
                "吊销，已注销",
                "注销",
                "注销企业",
                "内资注销",
                "撤销",
                "撤销登记",
            ],
            Verdict::No,
        );
    }

    #[test]
    fn every_word_for_a_company_on_the_move_or_closing_is_a_warning() {
        judge_all(
            &[
                "迁出",
                "迁往市外",
                "迁移异地",
                "已迁出",
                "其他",
                "清算",
                "清算中",
                "停业",
                "歇业",
                "除名",
                "责令关闭",
                "迁入",
            ],
            Verdict::Warn,
        );
    }

    #[test]
    fn a_bad_word_outweighs_a_good_one_in_the_same_text() {
        assert_eq!(judge("在业（已吊销）", false, false), Verdict::No);
        assert_eq!(judge("存续（清算）", false, false), Verdict::Warn);
    }

    #[test]
    fn a_text_that_only_holds_a_good_word_is_not_fine() {
        judge_all(
            &["非正常", "未登记", "存续状态待核实", "", "（）", "ACTIVE"],
            Verdict::Unknown,
        );
    }

    #[test]
    fn either_flag_makes_a_company_at_best_one_to_look_at() {
        for (abnormal, dishonest) in [(true, false), (false, true), (true, true)] {
            assert_eq!(judge("存续", abnormal, dishonest), Verdict::Warn);
            assert_eq!(judge("谁也不知道", abnormal, dishonest), Verdict::Warn);
            assert_eq!(judge("吊销，未注销", abnormal, dishonest), Verdict::No);
        }
    }
}
