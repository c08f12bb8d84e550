//! Spreadsheets that people upload: XLSX and CSV, read into lines of text, however large or hostile the file.

mod csv;
#[cfg(test)]
mod tests;
mod xlsx;

use std::collections::BTreeMap;

/// The most columns that are looked at.
const COLUMNS: usize = 64;

/// What a file may unpack to, in bytes, and so the most memory that reading one takes.
const UNPACKED: u64 = 48 * 1024 * 1024;

/// A line that holds something. Columns are counted from 0; an empty cell is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its number, as the program that made the file shows it.
    pub number: u32,
    /// What it holds, by column.
    pub cells: BTreeMap<usize, Cell>,
}

/// What a cell holds, as its owner sees it: a formula's value, a date as `2027-07-01`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text, blanks around it forgiven.
    pub text: String,
    /// Why the text cannot be relied on.
    pub flaw: Option<Flaw>,
}

/// Why the text of a cell cannot be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// A formula that was never worked out.
    NoValue,
    /// The formula's value is an error, such as `#REF!`.
    Error,
    /// A number of more digits than spreadsheets keep.
    LongNumber,
    /// Part of merged cells: of them only the first has a value.
    Merged,
}

impl Flaw {
    /// One Chinese sentence that says what to do.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NoValue => "公式没有计算结果，请改为直接填写内容",
            Self::Error => "公式的结果有错误，请改为直接填写内容",
            Self::LongNumber => "数字过长，末几位已丢失，请把单元格设为文本格式后重新填写",
            Self::Merged => "单元格已合并，请取消合并后逐行填写",
        }
    }
}

/// Why a file cannot be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing is in it.
    Empty,
    /// It is something else: a picture, a document, whatever its name says.
    NotASpreadsheet,
    /// A workbook of before 2007, or one under a password.
    OldOrLocked,
    /// A workbook that is broken.
    Damaged,
    /// A text in no encoding that is known.
    Encoding,
    /// More lines than are taken, or so large that nobody needs to count.
    TooLong,
    /// More columns than any template has.
    TooWide,
}

impl Unreadable {
    /// One Chinese sentence that says what to do. `most` is how many lines are taken.
    pub fn sentence(self, most: usize) -> String {
        match self {
            Self::Empty => "文件是空的，请按模板填写后再上传。".into(),
            Self::NotASpreadsheet => "这不是电子表格文件，请上传按模板填写的 XLSX 或 CSV 文件。".into(),
            Self::OldOrLocked => {
                "不能读取旧版（.xls）或加密的文件，请取消密码，另存为 XLSX 格式后再上传。".into()
            }
            Self::Damaged => "文件已损坏，不能读取，请重新保存后再上传。".into(),
            Self::Encoding => "不能识别文件的文字编码，请另存为 XLSX 格式，或 UTF-8、GBK 编码的 CSV。".into(),
            Self::TooLong => format!("文件过大，一次最多 {most} 行，请分成几个文件上传。"),
            Self::TooWide => "表格的列过多，请按模板填写，不要增加列。".into(),
        }
    }
}

/// Reads a file: the header and at most `most` lines under it. Looks at the content, not at the name.
///
/// # Errors
/// [`Unreadable`]; as soon as it is plain, so that a large file costs no more than a good one.
pub fn read(bytes: &[u8], most: usize) -> Result<Vec<Line>, Unreadable> {
    const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
    let lines = match bytes {
        [] => return Err(Unreadable::Empty),
        [b'P', b'K', 3 | 5, ..] => xlsx::read(bytes, most + 1)?,
        bytes if bytes.starts_with(COMPOUND) => return Err(Unreadable::OldOrLocked),
        bytes => csv::read(bytes, most + 1)?,
    };
    if lines.is_empty() {
        Err(Unreadable::Empty)
    } else {
        Ok(lines)
    }
}
