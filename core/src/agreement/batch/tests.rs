//! The template, and sheets that fit it or not.

use super::*;
use crate::{codes::IdNumber, company::Company, spreadsheet};

const COHORT: i32 = 2027;

/// A sheet in CSV: headings, then lines of the same columns.
fn sheet(titles: &str, lines: &[&str]) -> Vec<spreadsheet::Line> {
    let text = format!("{titles}\n{}\n", lines.join("\n"));
    spreadsheet::read(text.as_bytes(), MOST).expect("a sheet")
}

const TITLES: &str = "学生姓名,身份证号,工作职位类别,职位名称,工作地点,报到日期,薪酬,试用期,合同开始日期,违约金,单位是否接收档案";

fn good(number: &str) -> String {
    format!("王小明,{number},工程技术人员,软件工程师,江苏省南京市玄武区,2027/7/1,9000,0,2027年7月1日,0,是")
}

fn number(at: u32) -> String {
    let number = IdNumber::complete(&format!("32010220050101{at:03}")).expect("a number");
    number.reveal().to_owned()
}

#[test]
fn the_template_has_the_columns_that_are_read_and_no_line() {
    for bytes in [xlsx(COHORT).expect("a workbook"), csv()] {
        let sheet = spreadsheet::read(&bytes, MOST).expect("a sheet");
        assert_eq!(arrange(&sheet, COHORT), Err(Misfit::NoLines));
        let titles: Vec<&str> = sheet[0].cells.values().map(|cell| cell.text.as_str()).collect();
        assert_eq!(titles, COLUMNS.map(|column| column.title));
    }
}

#[test]
fn the_examples_of_the_template_would_be_taken() {
    let mut line = spreadsheet::Line {
        number: 2,
        ..Default::default()
    };
    let mut head = spreadsheet::Line {
        number: 1,
        ..Default::default()
    };
    for (place, column) in COLUMNS.iter().enumerate() {
        let text = match column.field {
            "id_number" => number(1),
            _ => column.example.to_owned(),
        };
        line.cells.insert(place, spreadsheet::Cell { text, flaw: None });
        let text = column.title.to_owned();
        head.cells.insert(place, spreadsheet::Cell { text, flaw: None });
    }
    let lines = arrange(&[head, line], COHORT).expect("the columns");
    let judged = judge(&lines, &Company::made_up(), COHORT);
    let invitation = judged[0].invitation.as_ref().expect("in order");
    assert_eq!(
        (invitation.terms.job_category.as_str(), invitation.answer_days),
        ("13", 5)
    );
}

#[test]
fn names_and_dates_are_read_as_people_write_them() {
    let lines = arrange(&sheet(TITLES, &[&good(&number(1))]), COHORT).expect("the columns");
    let judged = judge(&lines, &Company::made_up(), COHORT);
    let terms = &judged[0].invitation.as_ref().expect("in order").terms;
    assert_eq!(
        (terms.job_category.as_str(), terms.work_place.as_str()),
        ("13", "320102")
    );
    assert_eq!(terms.report_on, terms.term_from);
    assert!(terms.takes_archive && !terms.takes_household);
}

#[test]
fn wrong_columns_are_named() {
    let misfit = |titles: &str| arrange(&sheet(titles, &["a,b"]), COHORT).expect_err("misfit");
    assert!(matches!(misfit("学生姓名,身份证号"), Misfit::Missing(titles) if titles.contains(&"薪酬")));
    assert_eq!(misfit("甲,乙"), Misfit::NoHeadings);
    assert_eq!(misfit(&format!("{TITLES},绩效")), Misfit::Unknown("绩效".into()));
    assert_eq!(misfit(&format!("{TITLES},薪酬")), Misfit::Twice("薪酬"));
    let merged = spreadsheet::Line {
        number: 1,
        cells: [(
            0,
            spreadsheet::Cell {
                text: "学生姓名".into(),
                flaw: Some(spreadsheet::Flaw::Merged),
            },
        )]
        .into(),
    };
    assert_eq!(arrange(&[merged], COHORT), Err(Misfit::NoHeadings));
}

#[test]
fn every_wrong_column_of_every_line_is_told_at_once() {
    let lines = [
        good(&number(1)),
        "王小明,123,无此类,,江苏,2027-13-01,很多,7,,x,也许".to_owned(),
        good(&number(1)),
        format!("{},多出来的", good(&number(2))),
        good(&number(1)).replace("王小明", "李小红"),
    ];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let lines = arrange(&sheet(TITLES, &lines), COHORT).expect("the columns");
    let judged = judge(&lines, &Company::made_up(), COHORT);
    assert!(judged[0].invitation.is_ok());
    let wrong: Vec<&str> = judged[1]
        .invitation
        .as_ref()
        .expect_err("wrong")
        .iter()
        .map(|(title, _)| *title)
        .collect();
    assert_eq!(
        wrong,
        [
            "身份证号",
            "工作职位类别",
            "职位名称",
            "工作地点",
            "报到日期",
            "薪酬",
            "试用期",
            "合同开始日期",
            "违约金",
            "单位是否接收档案"
        ]
    );
    let twice = judged[2].invitation.as_ref().expect_err("twice");
    assert!(twice[0].1.contains("与第 2 行是同一名学生"), "{twice:?}");
    let other = judged[4].invitation.as_ref().expect_err("another name");
    assert!(other[0].1.contains("姓名与身份证号不匹配"), "{other:?}");
    assert!(!other[0].1.contains("同一名学生"), "{other:?}");
    assert!(judged[3].invitation.is_err(), "a cell beside the columns");
}
