//! The columns of the template, each a field of the invitation form.

use super::keep::Line;
use crate::{
    agreement::ANSWER_DAYS,
    codes::{List, options},
    spreadsheet,
    typed::Typed,
};
use std::collections::BTreeMap;

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The field of the form.
    pub field: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// It must be there, and filled in on every line.
    pub required: bool,
    /// What to write, for the template's explanations.
    pub advice: &'static str,
    /// An example.
    pub example: &'static str,
    shape: Shape,
}

#[derive(Debug, Clone, Copy)]
enum Shape {
    Text,
    Date,
    YesNo,
    JobCategory,
    Days,
}

/// Every column, in the order of the template.
pub const COLUMNS: [Column; 23] = {
    use Shape::{Date, Days, JobCategory, Text, YesNo};
    const fn need(
        field: &'static str,
        title: &'static str,
        shape: Shape,
        advice: &'static str,
        example: &'static str,
    ) -> Column {
        Column {
            field,
            title,
            required: true,
            advice,
            example,
            shape,
        }
    }
    const fn may(
        field: &'static str,
        title: &'static str,
        shape: Shape,
        advice: &'static str,
        example: &'static str,
    ) -> Column {
        Column {
            required: false,
            ..need(field, title, shape, advice, example)
        }
    }
    const YES_NO: &str = "填“是”或“否”，不填为否";
    [
        need("student_name", "学生姓名", Text, "与身份证一致的全名", "王小明"),
        need(
            "id_number",
            "身份证号",
            Text,
            "18 位，文本格式",
            "（18 位身份证号）",
        ),
        need(
            "job_category",
            "工作职位类别",
            JobCategory,
            "填“代码表”中的名称或代码",
            "工程技术人员",
        ),
        need("job_title", "职位名称", Text, "不超过 60 字", "软件工程师"),
        need(
            "work_region",
            "工作地点",
            Text,
            "填到区县的全称或 6 位代码",
            "江苏省南京市玄武区",
        ),
        need("report_on", "报到日期", Date, "如 2027-07-01", "2027-07-01"),
        need("salary", "薪酬", Text, "税前，元/月，整数", "9000"),
        need(
            "probation_months",
            "试用期",
            Text,
            "月数，0 到 6，没有的填 0",
            "3",
        ),
        may(
            "probation_salary",
            "试用期薪酬",
            Text,
            "税前，元/月，整数；有试用期的必填",
            "7500",
        ),
        need(
            "contract_from",
            "合同开始日期",
            Date,
            "如 2027-07-01",
            "2027-07-01",
        ),
        may(
            "contract_to",
            "合同结束日期",
            Date,
            "无固定期限的不填",
            "2030-06-30",
        ),
        need("penalty", "违约金", Text, "元，整数，没有约定的填 0", "0"),
        may("answer_days", "答复期限", Days, "天数，1 到 30，不填为 5", "5"),
        may("takes_archive", "单位是否接收档案", YesNo, YES_NO, "是"),
        may("takes_household", "单位是否接收户口", YesNo, YES_NO, "否"),
        may("archive_unit", "档案转寄单位名称", Text, "不超过 100 字", ""),
        may("archive_address", "档案转寄单位地址", Text, "不超过 200 字", ""),
        may("archive_postcode", "档案转寄单位邮编", Text, "6 位，文本格式", ""),
        may("archive_contact", "档案转寄联系人", Text, "不超过 50 字", ""),
        may("archive_phone", "档案转寄联系电话", Text, "不超过 30 字", ""),
        may("household_address", "户口迁转地址", Text, "不超过 200 字", ""),
        may("benefits", "福利", Text, "不超过 200 字", ""),
        may("other_terms", "其他约定", Text, "不超过 500 字", ""),
    ]
};

/// What is wrong with the headings: then no line is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// No line under the headings.
    NoLines,
    /// The first line is no line of headings, or some are merged.
    NoHeadings,
    /// Columns that the template has and the file has not.
    Missing(Vec<&'static str>),
    /// A column that the template has not.
    Unknown(String),
    /// A column that is there twice.
    Twice(&'static str),
}

impl Misfit {
    /// One Chinese sentence that says what to do.
    pub fn sentence(&self) -> String {
        match self {
            Self::NoLines => "表头下没有内容，请填写后再上传。".into(),
            Self::NoHeadings => "第一行应为模板的表头，不能合并单元格。请下载模板后重新填写。".into(),
            Self::Missing(titles) => {
                format!(
                    "缺少以下列：{}。请按模板填写，不要删除必填的列。",
                    titles.join("、")
                )
            }
            Self::Unknown(title) => format!("有模板以外的列“{title}”，请删除后再上传。"),
            Self::Twice(title) => format!("列“{title}”出现了两次，请保留一列。"),
        }
    }
}

/// Sorts the cells of a sheet, whose first line is its headings, under the fields of the form.
pub fn arrange(sheet: &[spreadsheet::Line], cohort: i32) -> Result<Vec<Line>, Misfit> {
    let (head, rest) = sheet.split_first().ok_or(Misfit::NoLines)?;
    let places = places(head)?;
    if rest.is_empty() {
        return Err(Misfit::NoLines);
    }
    Ok(rest.iter().map(|row| line(row, &places, cohort)).collect())
}

fn places(head: &spreadsheet::Line) -> Result<BTreeMap<usize, &'static Column>, Misfit> {
    let mut places: BTreeMap<usize, &'static Column> = BTreeMap::new();
    let mut unknown = None;
    for (place, cell) in &head.cells {
        if cell.flaw.is_some() {
            return Err(Misfit::NoHeadings);
        }
        let title = cell.text.trim_end_matches('*').trim();
        match COLUMNS.iter().find(|column| column.title == title) {
            Some(column) if places.values().any(|known| known.field == column.field) => {
                return Err(Misfit::Twice(column.title));
            }
            Some(column) => drop(places.insert(*place, column)),
            None => drop(unknown.get_or_insert(title)),
        }
    }
    if places.is_empty() {
        return Err(Misfit::NoHeadings);
    }
    let there = |column: &&Column| places.values().any(|known| known.field == column.field);
    let missing: Vec<&str> = COLUMNS
        .iter()
        .filter(|column| column.required && !there(column))
        .map(|column| column.title)
        .collect();
    if !missing.is_empty() {
        return Err(Misfit::Missing(missing));
    }
    match unknown {
        Some(title) => Err(Misfit::Unknown(title.chars().take(20).collect())),
        None => Ok(places),
    }
}

fn line(row: &spreadsheet::Line, places: &BTreeMap<usize, &'static Column>, cohort: i32) -> Line {
    let mut typed = Typed::default();
    let mut flaws = BTreeMap::new();
    for (place, cell) in &row.cells {
        let Some(column) = places.get(place) else {
            flaws.insert(String::new(), "表头之外的列有内容，请删除".to_owned());
            continue;
        };
        if let Some(flaw) = cell.flaw {
            flaws.insert(column.field.to_owned(), flaw.sentence().to_owned());
        }
        match column.typed(&cell.text, cohort) {
            Ok(text) => drop(typed.0.insert(column.field.to_owned(), text)),
            Err(sentence) => {
                flaws
                    .entry(column.field.to_owned())
                    .or_insert(sentence.to_owned());
            }
        }
    }
    let days = typed.0.entry("answer_days".to_owned()).or_default();
    if days.is_empty() {
        *days = ANSWER_DAYS.to_string();
    }
    Line {
        number: row.number,
        typed,
        flaws,
    }
}

impl Column {
    /// A cell as the form would have sent it.
    fn typed(&self, text: &str, cohort: i32) -> Result<String, &'static str> {
        /// Longer than any field takes: the rest would only be kept to be refused.
        const LONGEST: usize = 600;
        let text: String = text.chars().take(LONGEST).collect();
        match self.shape {
            Shape::Text | Shape::Days => Ok(text),
            Shape::Date => Ok(date(&text)),
            Shape::YesNo => match text.as_str() {
                "是" => Ok("yes".into()),
                "否" | "" => Ok("no".into()),
                _ => Err("请填写“是”或“否”"),
            },
            Shape::JobCategory => {
                let mut known = options(List::JobCategory, cohort);
                let code = known.find(|code| code.name == text || code.code == text);
                Ok(code.map_or(text, |code| code.code.clone()))
            }
        }
    }
}

/// A date as people write it, as browsers send it: 2027/7/1, 2027.7.1 and 2027年7月1日.
fn date(text: &str) -> String {
    let numbers: Vec<&str> = text.split(['-', '/', '.', '年', '月', '日']).collect();
    let parts = match numbers.as_slice() {
        [year, month, day] | [year, month, day, ""] => [year, month, day],
        _ => return text.to_owned(),
    };
    match parts.map(|part| part.trim().parse::<u32>()) {
        [Ok(year), Ok(month), Ok(day)] => format!("{year:04}-{month:02}-{day:02}"),
        _ => text.to_owned(),
    }
}
