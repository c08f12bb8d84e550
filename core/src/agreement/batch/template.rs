//! The template to fill in: headings, explanations and codes.

use rust_xlsxwriter::{Color, DataValidation, Format, Formula, Workbook, Worksheet, XlsxError};

use super::{MOST, columns::COLUMNS};
use crate::codes::{Code, List, options};

/// The template as a workbook: the sheet to fill in first, then what each column means, then the codes.
///
/// # Errors
/// Where the workbook cannot be written.
pub fn xlsx(cohort: i32) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let codes: Vec<&Code> = options(List::JobCategory, cohort).collect();
    fill_in(book.add_worksheet(), codes.len())?;
    explained(book.add_worksheet())?;
    coded(book.add_worksheet(), &codes)?;
    book.save_to_buffer()
}

/// The headings alone, for whoever writes CSV. With a byte order mark, by which spreadsheet programs know UTF-8.
pub fn csv() -> Vec<u8> {
    let titles: Vec<&str> = COLUMNS.iter().map(|column| column.title).collect();
    format!("\u{feff}{}\r\n", titles.join(",")).into_bytes()
}

/// Every cell is a text, so that no number loses its last digits.
fn fill_in(sheet: &mut Worksheet, codes: usize) -> Result<(), XlsxError> {
    let text = Format::new().set_num_format("@");
    let head = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0xE8EDF3));
    let need = head.clone().set_font_color(Color::RGB(0xB42318));
    sheet.set_name("签约邀请")?.set_freeze_panes(1, 0)?;
    for (place, column) in (0u16..).zip(&COLUMNS) {
        sheet
            .set_column_format(place, &text)?
            .set_column_width(place, 18)?;
        let format = if column.required { &need } else { &head };
        sheet.write_with_format(0, place, column.title, format)?;
        let choices = match column.field {
            "job_category" => DataValidation::new()
                .allow_list_formula(Formula::new(format!("=代码表!$B$2:$B${}", codes + 1))),
            "takes_archive" | "takes_household" => DataValidation::new().allow_list_strings(&["是", "否"])?,
            _ => continue,
        };
        let last = u32::try_from(MOST).unwrap_or(u32::MAX);
        sheet.add_data_validation(1, place, last, place, &choices)?;
    }
    Ok(())
}

fn explained(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let head = Format::new().set_bold();
    sheet.set_name("填写说明")?;
    for (place, width) in [(0u16, 22), (1, 8), (2, 44), (3, 24)] {
        sheet.set_column_width(place, width)?;
    }
    for (place, title) in (0u16..).zip(["列", "必填", "怎样填写", "示例"]) {
        sheet.write_with_format(0, place, title, &head)?;
    }
    let mut row = 0;
    for column in &COLUMNS {
        row += 1;
        let required = if column.required { "是" } else { "" };
        for (place, words) in (0u16..).zip([column.title, required, column.advice, column.example]) {
            sheet.write(row, place, words)?;
        }
    }
    let most = format!("每行是一份邀请，一次最多 {MOST} 行。请只填写第一个工作表，不要改动表头。");
    sheet.write(row + 2, 0, most)?;
    Ok(())
}

fn coded(sheet: &mut Worksheet, codes: &[&Code]) -> Result<(), XlsxError> {
    let head = Format::new().set_bold();
    sheet.set_name("代码表")?.set_column_width(1, 40)?;
    for (place, title) in (0u16..).zip(["代码", "工作职位类别"]) {
        sheet.write_with_format(0, place, title, &head)?;
    }
    for (row, code) in (1u32..).zip(codes) {
        sheet.write(row, 0, code.code.as_str())?;
        sheet.write(row, 1, code.name.as_str())?;
    }
    Ok(())
}
