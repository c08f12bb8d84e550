//! Lists of students.

use wq_web::view::form::{Choice, Field};
use wq_web::view::list::{Filters, Link, Pager};
use wq_web::view::students::{DormantRow, Records, Students, VoidedRow, dormant, records, voided};

use crate::{Reader, Screen, section};

pub fn screens() -> Vec<Screen> {
    let screen = |file, title, body| Screen {
        file,
        title,
        reader: Reader::School,
        body,
    };
    vec![
        screen("dormant", "失效信息管理", dormant(&list(sleepers()))),
        screen("voided", "作废信息管理", voided(&list(quitters()))),
        screen("voided-empty", "作废信息管理", voided(&list(Vec::new()))),
        screen("voided-records", "作废信息详情", records(&all_records())),
    ]
}

fn list<R>(rows: Vec<R>) -> Students<R> {
    let departments = ["计算机与人工智能学院", "法学院"];
    Students {
        filters: Filters {
            action: "list.html".into(),
            csrf: "token".into(),
            list: "list.html".into(),
            fields: vec![
                Field::search("q", "姓名、学号或身份证号"),
                Field::select(
                    "department",
                    "院系",
                    Some("全部"),
                    departments.map(|name| Choice::new(name, name)).to_vec(),
                ),
            ],
        },
        count: format!("共 {} 人", rows.len()),
        rows,
        pager: Pager::default(),
    }
}

fn sleepers() -> Vec<DormantRow> {
    let row = |name: &str, restored: Option<&str>| DormantRow {
        name: name.into(),
        student_no: "B23030101".into(),
        department: "计算机与人工智能学院".into(),
        major: "计算机科学与技术 本科毕业".into(),
        since: "2027-03-01 10:00".into(),
        restored: restored.map(Into::into),
    };
    vec![row("张三丰", None), row("欧阳㛃", Some("2027-05-08 11:20"))]
}

fn quitters() -> Vec<VoidedRow> {
    let row = |name: &str, destination: &str| VoidedRow {
        href: "voided-records.html".into(),
        name: name.into(),
        student_no: "B23030101".into(),
        department: "计算机与人工智能学院".into(),
        destination: destination.into(),
        at: "2027-04-02 09:12".into(),
    };
    vec![
        row("张三丰", "自由职业"),
        row("阿卜杜拉·买买提", "签劳动合同形式就业 南京星河智能科技有限公司"),
    ]
}

fn all_records() -> Records {
    let record = section(
        "曾作废的去向",
        &[
            ("作废时间", "2027-04-02 09:12"),
            ("毕业去向类别", "自由职业"),
            ("登记日期", "2027年3月12日"),
            ("职位名称", "自由撰稿人"),
            ("薪酬", "6,500 元/月（税前）"),
        ],
    );
    Records {
        name: "张三丰".into(),
        about: "B23030101 计算机与人工智能学院".into(),
        records: [record.clone(), record]
            .map(|record| (record, Link::new("查看证明材料和办理记录", "/destinations/1")))
            .into(),
    }
}
