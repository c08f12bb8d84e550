//! What is to be taken away, and how.

use serde_json::{Value, json};

use crate::{
    access::LevelScope,
    case::{
        Explanation, TextError,
        queue::{Group, Search, Wanted},
    },
    db::text_enum::text_enum,
    typed::{Typed, Wrong},
};

text_enum! {
    /// Which rows.
    Content {
        /// 下载当前查询数据: the cases of the list.
        Cases = "cases",
        /// 导出退回修改学生名单: every return of a case, whatever its state is now.
        Returns = "returns",
    }
}

impl Content {
    /// The guide's words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cases => "下载当前查询数据",
            Self::Returns => "导出退回修改学生名单",
        }
    }
}

text_enum! {
    /// What kind of file.
    Format {
        /// A workbook.
        Xlsx = "xlsx",
        /// Comma-separated values, UTF-8.
        Csv = "csv",
    }
}

/// How much of the people is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Personal {
    /// ID numbers, telephone numbers and mail addresses with their middle hidden.
    Masked,
    /// In full, for this reason, which the trail keeps.
    Full(Explanation),
}

/// What is to be taken away.
#[derive(Debug, Clone)]
pub struct Export {
    /// The list.
    pub wanted: Wanted,
    /// Which rows.
    pub content: Content,
    /// What kind of file.
    pub format: Format,
    /// How much of the people is in it.
    pub personal: Personal,
}

impl Export {
    /// Reads the fields `format`, `personal` and `reason` of a form.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn read(typed: &Typed, wanted: Wanted, content: Content) -> Result<Self, Wrong> {
        let mut wrong = Wrong::new();
        let format = Format::parse(typed.get("format"));
        if format.is_none() {
            wrong.insert("format", "请选择文件格式".into());
        }
        let personal = match typed.get("personal") {
            "full" => match Explanation::new(typed.get("reason")) {
                Ok(reason) => Personal::Full(reason),
                Err(error) => {
                    let sentence = match error {
                        TextError::Empty => "请填写需要完整号码的理由".to_owned(),
                        other => other.to_string(),
                    };
                    wrong.insert("reason", sentence);
                    Personal::Masked
                }
            },
            _ => Personal::Masked,
        };
        match format {
            Some(format) if wrong.is_empty() => Ok(Self {
                wanted,
                content,
                format,
                personal,
            }),
            _ => Err(wrong),
        }
    }

    /// What the trail keeps of it. Whom was searched for stays out: that is somebody's name or number.
    pub(super) fn trace(&self, rows: u64) -> Value {
        let wanted = &self.wanted;
        let searched = Search::parse(&wanted.search).map(|search| match search {
            Search::IdNumber(_) => "id_number",
            Search::StudentNo(_) => "student_no",
            Search::Name(_) => "name",
        });
        let group = match &wanted.group {
            Group::All => "all",
            Group::Mine => "mine",
            Group::Overdue => "overdue",
            Group::Of(key) => key,
        };
        let reason = match &self.personal {
            Personal::Masked => None,
            Personal::Full(reason) => Some(reason.as_str()),
        };
        json!({
            "module": wanted.module.as_str(),
            "content": self.content.as_str(),
            "format": self.format.as_str(),
            "rows": rows,
            "in_full": reason.is_some(),
            "reason": reason,
            "filter": {
                "group": group,
                "initiator": wanted.initiator.map(|initiator| initiator.as_str()),
                "department": wanted.department,
                "level": (wanted.level != LevelScope::All).then(|| wanted.level.as_str()),
                "company": wanted.company,
                "category": wanted.category,
                "from": wanted.from,
                "to": wanted.to,
                "searched_by": searched,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Module;

    fn read(fields: &[(&str, &str)]) -> Result<Export, Wrong> {
        let typed = fields
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        let wanted = Wanted {
            search: "王小明".into(),
            ..Wanted::at_first(Module::Paper)
        };
        Export::read(&Typed(typed.collect()), wanted, Content::Cases)
    }

    #[test]
    fn numbers_in_full_need_a_reason_and_everything_else_is_masked() {
        let personal = |fields: &[(&str, &str)]| read(fields).map(|export| export.personal);
        assert_eq!(personal(&[("format", "csv")]), Ok(Personal::Masked));
        let wrong = personal(&[("format", "xlsx"), ("personal", "full"), ("reason", " ")]);
        assert!(wrong.expect_err("no reason").contains_key("reason"));
        let full = personal(&[("format", "xlsx"), ("personal", "full"), ("reason", "报送省厅")]);
        assert!(matches!(full, Ok(Personal::Full(_))));
        assert!(
            read(&[("format", "doc")])
                .expect_err("no such format")
                .contains_key("format")
        );
    }

    #[test]
    fn the_trail_says_how_was_searched_and_not_for_whom() {
        let export = read(&[("format", "csv")]).expect("an export");
        let trace = export.trace(7).to_string();
        assert!(trace.contains(r#""searched_by":"name""#) && trace.contains(r#""rows":7"#));
        assert!(!trace.contains("王小明"), "{trace}");
    }
}
