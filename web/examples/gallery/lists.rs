//! The roster, warned companies, and taking a list away.

use wq_web::view::badge::{Badge, Tone};
use wq_web::view::export::{Export, export};
use wq_web::view::form::{Choice, Field, Posted};
use wq_web::view::list::{Empty, Filters, Link, Pager};
use wq_web::view::roster::{Case, Reveal, Roster, Row, Student, roster, student};
use wq_web::view::warnings::{Found, Mark, Search, Warnings, search, warnings};

use crate::{Reader, Screen, section};

pub fn screens() -> Vec<Screen> {
    let screen = |file, title, body| Screen {
        file,
        title,
        reader: Reader::School,
        body,
    };
    vec![
        screen("roster", "学生名单管理", roster(&list())),
        screen("roster-student", "学生名单管理", student(&one())),
        screen("warnings", "预警单位管理", warnings(&marked())),
        screen("warnings-new", "标记预警单位", search(&found())),
        screen("export", "下载当前查询数据", export(&taken())),
    ]
}

fn list() -> Roster {
    let row = |name: &str, number: &str, state: Option<Badge>| Row {
        href: "roster-student.html".into(),
        name: name.into(),
        number: number.into(),
        department: "计算机科学与技术学院（人工智能学院）".into(),
        major: "计算机科学与技术".into(),
        education: "本科生毕业".into(),
        training: "非定向".into(),
        case: state.as_ref().map(|_| "review.html".into()),
        state,
    };
    let years = vec![Choice::new("2027", "2027届"), Choice::new("2026", "2026届")];
    Roster {
        filters: Filters {
            action: "/roster/filter".into(),
            csrf: "token".into(),
            list: "/roster".into(),
            fields: vec![
                Field::select("cohort", "届", None, years),
                Field::search("q", "姓名、学号或身份证号"),
            ],
        },
        count: "共 14876 人".into(),
        employment_system: "#employment".into(),
        earlier: None,
        unmatched: vec!["计算机系".into()],
        rows: vec![
            row("李䶮", "20230001", Some(Badge::new(Tone::Ok, "签约完成"))),
            row("阿卜杜拉·买买提江", "20230002", None),
        ],
        pager: Pager {
            next: Some("#next".into()),
            ..Pager::default()
        },
        empty: Empty::default(),
    }
}

fn one() -> Student {
    Student {
        name: "李䶮".into(),
        number: "20230001".into(),
        notices: vec!["2026届往届生：仅可查看过往记录，不可操作。".into()],
        sections: vec![
            section(
                "基本信息",
                &[
                    ("姓名", "李䶮"),
                    ("身份证号", "3201************1X"),
                    ("出生日期", "2005 年"),
                ],
            ),
            section(
                "联系方式",
                &[("手机号码", "138****0001"), ("电子邮箱", "l***@example.com")],
            ),
        ],
        reveal: Some(Reveal {
            action: "#reveal".into(),
            csrf: "token".into(),
        }),
        employment_system: "#employment".into(),
        cases: vec![Case {
            kind: "线上签约".into(),
            subject: "中国电子科技集团公司第二十八研究所".into(),
            state: Badge::new(Tone::Ok, "签约完成"),
            time: "2027-05-08 10:21".into(),
            href: Some("review.html".into()),
        }],
    }
}

fn marked() -> Warnings {
    let mark = |name: &str, withdrawn: Option<&str>| Mark {
        name: name.into(),
        credit_code: "91350100M000100Y43".into(),
        reason: "虚假单位".into(),
        explanation: "以招聘为名收取培训费，多名毕业生反映未签订劳动合同，已核实。".into(),
        marked: "2027-04-01 09:12 陈老师".into(),
        state: match withdrawn {
            None => Badge::new(Tone::Bad, "预警中"),
            Some(_) => Badge::new(Tone::Quiet, "已撤销"),
        },
        withdrawn: withdrawn.map(Into::into),
        withdrawal: withdrawn.is_none().then(|| "#withdrawal".into()),
    };
    Warnings {
        filters: vec![Field::search("company", "单位名称或统一社会信用代码")],
        new: "warnings-new.html".into(),
        marks: vec![
            mark("新疆维吾尔自治区伊犁哈萨克自治州某某科技服务有限责任公司", None),
            mark("南京某某网络有限公司", Some("2027-05-02 16:40 刘䶮")),
        ],
        ..Warnings::default()
    }
}

fn found() -> Search {
    let company = |name: &str, href: Option<&str>| Found {
        name: name.into(),
        credit_code: "91350100M000100Y43".into(),
        region: "江苏省南京市玄武区".into(),
        href: href.map(Into::into),
    };
    Search {
        title: "标记预警单位".into(),
        action: "/warnings/new".into(),
        fields: vec![Field::search("company", "单位名称或统一社会信用代码").value("南京")],
        found: Some(vec![
            company("南京某某网络有限公司", Some("#mark")),
            company("南京某某信息技术有限公司", None),
        ]),
        back: "warnings.html".into(),
        ..Search::default()
    }
}

fn taken() -> Export {
    let formats = vec![
        Choice::new("xlsx", "Excel 工作簿（XLSX）"),
        Choice::new("csv", "CSV（UTF-8）"),
    ];
    Export {
        title: "下载当前查询数据".into(),
        what: vec!["导出当前筛选条件下的全部数据，共 128 条。".into()],
        fields: vec![
            Field::radio("format", "文件格式", formats).required(),
            Field::textarea("reason", "需要完整号码的理由", 3),
        ],
        posted: Posted::new()
            .with("format", "xlsx")
            .refuse("reason", "请填写需要完整号码的理由"),
        action: "/signing/export".into(),
        csrf: "token".into(),
        back: Link::new("返回列表", "list.html"),
    }
}
