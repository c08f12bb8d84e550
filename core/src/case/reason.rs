//! The words that a verdict must carry: types that cannot be empty or too long.

use std::fmt;

use thiserror::Error;

use crate::{
    db::text_enum::text_enum,
    typed::{Typed, Wrong, is_unprintable},
};

/// How long a written reason or explanation may be, in characters.
pub const TEXT_LIMIT: usize = 500;

/// How long the code of a reason may be, in bytes.
const CODE_LIMIT: usize = 40;

/// Why a text cannot stand as a reason or an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TextError {
    /// Nothing was written, or nothing but blanks.
    #[error("请填写具体说明。")]
    Empty,
    /// Longer than [`TEXT_LIMIT`].
    #[error("说明不能超过500个字，请精简后重新提交。")]
    TooLong,
    /// Holds characters that cannot be shown or stored, such as NUL.
    #[error("说明中含有无法显示的字符，请删除后重新提交。")]
    Unprintable,
    /// No reason was chosen from the list.
    #[error("请从列表中选择原因。")]
    NoCode,
}

/// A written explanation: trimmed, never empty, at most [`TEXT_LIMIT`] characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Explanation(String);

impl Explanation {
    /// Takes a text as it was typed.
    ///
    /// # Errors
    ///
    /// [`TextError`] where the text is empty, too long or cannot be shown.
    pub fn new(typed: &str) -> Result<Self, TextError> {
        let text = typed.trim();
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        if text.chars().count() > TEXT_LIMIT {
            return Err(TextError::TooLong);
        }
        if text.chars().any(is_unprintable) {
            return Err(TextError::Unprintable);
        }
        Ok(Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Stands for one not written yet, where the rules are asked beforehand: they do not read it.
    pub(crate) fn unread() -> Self {
        Self("说明".to_owned())
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The code of a verdict reason. The lists are kept by module and a school can add to them, so that whether the code
/// is on the list is asked of the database, not here.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReasonCode(String);

impl ReasonCode {
    /// Takes a code as the form sent it: lower-case letters, digits and underscores.
    ///
    /// # Errors
    ///
    /// [`TextError::NoCode`] where it is not such a code.
    pub fn new(sent: &str) -> Result<Self, TextError> {
        let is_code = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if sent.is_empty() || sent.len() > CODE_LIMIT || !sent.bytes().all(is_code) {
            return Err(TextError::NoCode);
        }
        Ok(Self(sent.to_owned()))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a case is returned or rejected: a coded reason and the particulars in words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reason {
    /// The coded reason.
    pub code: ReasonCode,
    /// What exactly is wrong.
    pub text: Explanation,
}

text_enum! {
    /// Why a student declines an invitation (rule 6.1). The same for every school: it is the company that reads it.
    DeclineReason {
        /// 薪酬待遇不合适.
        Pay = "pay",
        /// 工作地点不合适.
        Place = "place",
        /// 岗位不合适.
        Post = "post",
        /// 协议内容与双方商定的不一致.
        Terms = "terms",
        /// 已选择其他单位.
        OtherOffer = "other_offer",
        /// 准备升学、出国（境）或参加考试.
        Study = "study",
        /// 未应聘该单位.
        NeverApplied = "never_applied",
        /// 其他.
        Other = "other",
    }
}

impl DeclineReason {
    /// The reason in words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pay => "薪酬待遇不合适",
            Self::Place => "工作地点不合适",
            Self::Post => "岗位不合适",
            Self::Terms => "协议内容与双方商定的不一致",
            Self::OtherOffer => "已选择其他单位",
            Self::Study => "准备升学、出国（境）或参加考试",
            Self::NeverApplied => "未应聘该单位",
            Self::Other => "其他",
        }
    }
}

/// Why an invitation is declined: a coded reason, and what the student wants to say besides.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Objection {
    /// The coded reason.
    pub code: DeclineReason,
    /// The student's own words, if any.
    pub text: Option<Explanation>,
}

impl Objection {
    /// A coded reason without words.
    pub const fn of(code: DeclineReason) -> Self {
        Self { code, text: None }
    }

    /// Reads the fields `reason` and `words` of a form.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn read(typed: &Typed) -> Result<Self, Wrong> {
        let mut wrong = Wrong::new();
        let code = DeclineReason::parse(typed.get("reason"));
        if code.is_none() {
            wrong.insert("reason", TextError::NoCode.to_string());
        }
        let text = match Explanation::new(typed.get("words")) {
            Ok(text) => Some(text),
            Err(TextError::Empty) => None,
            Err(error) => {
                wrong.insert("words", error.to_string());
                None
            }
        };
        match code {
            Some(code) if wrong.is_empty() => Ok(Self { code, text }),
            _ => Err(wrong),
        }
    }
}
