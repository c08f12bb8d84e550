//! Files as people make them, and as nobody should.

use super::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().expect("a workbook")
}

fn texts(lines: &[Line]) -> Vec<(u32, Vec<&str>)> {
    lines
        .iter()
        .map(|line| {
            let cells = line.cells.values().map(|cell| cell.text.as_str());
            (line.number, cells.collect())
        })
        .collect()
}

#[test]
fn a_workbook_gives_its_values_as_people_see_them() {
    let bytes = book(|sheet| {
        let day = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write(0, 0, "姓名").expect("a cell");
        sheet.write(3, 0, " 王䶮 ").expect("a cell");
        sheet.write(3, 1, 9000).expect("a cell");
        let date = ExcelDateTime::from_ymd(2027, 7, 1).expect("a date");
        sheet.write_with_format(3, 2, &date, &day).expect("a cell");
        sheet.write(3, 3, true).expect("a cell");
        let worked_out = Formula::new("=1+1").set_result("2");
        sheet.write(3, 4, worked_out).expect("a cell");
    });
    let lines = read(&bytes, 10).expect("a workbook");
    let expected = vec![
        (1, vec!["姓名"]),
        (4, vec!["王䶮", "9000", "2027-07-01", "是", "2"]),
    ];
    assert_eq!(texts(&lines), expected);
    assert!(lines[1].cells.values().all(|cell| cell.flaw.is_none()));
}

#[test]
fn what_cannot_be_relied_on_is_marked() {
    let bytes = book(|sheet| {
        sheet.write(0, 0, "表头").expect("a cell");
        let format = Format::new();
        sheet.merge_range(1, 0, 2, 1, "合并", &format).expect("a range");
        sheet.write(2, 2, "旁边").expect("a cell");
        sheet.write(3, 0, 320_102_200_001_011_234_f64).expect("a cell");
        sheet.set_formula_result_default("");
        sheet.write(3, 1, Formula::new("=A9")).expect("a cell");
        sheet
            .write(3, 2, Formula::new("=1/0").set_result("#DIV/0!"))
            .expect("a cell");
    });
    let lines = read(&bytes, 10).expect("a workbook");
    for line in &lines[1..3] {
        assert_eq!(line.cells[&0].flaw, Some(Flaw::Merged));
        assert_eq!(line.cells[&1].flaw, Some(Flaw::Merged));
    }
    let last = &lines[3].cells;
    assert_eq!(last[&0].flaw, Some(Flaw::LongNumber));
    assert_eq!(last[&1].flaw, Some(Flaw::NoValue));
    assert_eq!(last[&2].flaw, Some(Flaw::Error));
}

#[test]
fn a_hundred_thousand_lines_are_refused_as_soon_as_they_are_too_many() {
    let bytes = book(|sheet| {
        for row in 0..100_000 {
            sheet.write(row, 0, row).expect("a cell");
        }
    });
    assert_eq!(read(&bytes, 1000), Err(Unreadable::TooLong));
    let text = "一行\n".repeat(100_000);
    assert_eq!(read(text.as_bytes(), 1000), Err(Unreadable::TooLong));
    assert!(Unreadable::TooLong.sentence(1000).contains("一次最多 1000 行"));
}

#[test]
fn an_archive_that_unpacks_without_end_is_refused() {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    archive
        .start_file("[Content_Types].xml", options)
        .expect("a file");
    archive
        .start_file("xl/sharedStrings.xml", options)
        .expect("a file");
    let nothing = vec![b' '; 1024 * 1024];
    for _ in 0..64 {
        archive.write_all(&nothing).expect("written");
    }
    let bytes = archive.finish().expect("an archive").into_inner();
    assert!(bytes.len() < 1024 * 1024);
    assert_eq!(read(&bytes, 1000), Err(Unreadable::TooLong));
}

#[test]
fn what_is_no_spreadsheet_is_refused_whatever_its_name() {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    archive.start_file("a.txt", options).expect("a file");
    let other_archive = archive.finish().expect("an archive").into_inner();
    for (bytes, why) in [
        (&b""[..], Unreadable::Empty),
        (b"\n\n,,\n", Unreadable::Empty),
        (b"\x89PNG\r\n\x1a\n....", Unreadable::NotASpreadsheet),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", Unreadable::NotASpreadsheet),
        (b"name\x00\x01", Unreadable::NotASpreadsheet),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Unreadable::OldOrLocked),
        (b"PK\x03\x04 and nothing more", Unreadable::Damaged),
        (&other_archive, Unreadable::NotASpreadsheet),
        (b"a\x81\xffb", Unreadable::Encoding),
    ] {
        assert_eq!(read(bytes, 10), Err(why), "{:?}", bytes.get(..8));
    }
}

#[test]
fn a_text_is_read_in_the_encodings_that_chinese_programs_write() {
    let expected = vec![(1, vec!["姓名", "地点"]), (3, vec!["王小明", "南京, 玄武"])];
    let text = "姓名,地点\r\n\r\n王小明,\"南京, 玄武\"\r\n";
    let (gbk, ..) = encoding_rs::GBK.encode(text);
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let marked = format!("\u{feff}{text}");
    for bytes in [text.as_bytes(), marked.as_bytes(), &gbk, &utf16] {
        let lines = read(bytes, 10).expect("a text");
        assert_eq!(texts(&lines), expected);
    }
    let lines = read("号\n=\"0012\"\n'0013\n".as_bytes(), 10).expect("a text");
    assert_eq!(
        texts(&lines),
        [(1, vec!["号"]), (2, vec!["0012"]), (3, vec!["0013"])]
    );
}

#[test]
fn a_sheet_of_too_many_columns_is_refused() {
    let wide = "x,".repeat(100);
    assert_eq!(read(wide.as_bytes(), 10), Err(Unreadable::TooWide));
    let bytes = book(|sheet| {
        sheet.write(0, 100, "x").expect("a cell");
    });
    assert_eq!(read(&bytes, 10), Err(Unreadable::TooWide));
}
