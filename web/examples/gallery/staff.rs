//! Signing in, the home of a school, its lists, and what went wrong.

use wq_web::view::badge::Tone;
use wq_web::view::count::{Board, Count, Group};
use wq_web::view::error::{Failure, failure};
use wq_web::view::form::{Choice, Field, Posted};
use wq_web::view::home::staff::{Oldest, StaffHome, home};
use wq_web::view::list::{Empty, Filters, Link, List, Pager, Row, list};
use wq_web::view::sign_in::{Door, SignIn, chooser, sign_in};

use crate::{Reader, Screen, section, states, waiting};

pub fn screens() -> Vec<Screen> {
    let screen = |file, title, reader, body| Screen {
        file,
        title,
        reader,
        body,
    };
    let refused = Posted::new()
        .with("username", "school")
        .refuse_all("账号或密码不正确，请重新输入");
    let door = |posted| SignIn {
        door: Door::Staff,
        query: String::new(),
        csrf: "token".into(),
        posted,
    };
    vec![
        screen("login", "登录", Reader::Nobody, chooser("")),
        screen(
            "login-staff",
            "学校登录",
            Reader::Nobody,
            sign_in(&door(Posted::new())),
        ),
        screen(
            "login-refused",
            "学校登录",
            Reader::Nobody,
            sign_in(&door(refused)),
        ),
        screen("home-staff", "首页", Reader::School, home(&staff_home())),
        screen(
            "home-staff-new",
            "首页",
            Reader::School,
            home(&StaffHome {
                cohort: "2027届".into(),
                ..StaffHome::default()
            }),
        ),
        screen("list", "在线签约管理", Reader::School, list(&signing(rows()))),
        screen(
            "list-empty",
            "在线签约管理",
            Reader::School,
            list(&signing(Vec::new())),
        ),
        screen(
            "error-404",
            "没有找到",
            Reader::School,
            failure(&Failure::not_found()),
        ),
        screen(
            "error-413",
            "提交的内容过大",
            Reader::Company,
            failure(&Failure::too_large("5 MB", Some("batch.html"))),
        ),
        screen(
            "error-500",
            "系统错误",
            Reader::Nobody,
            failure(&Failure::internal("7F3A-91C2")),
        ),
    ]
}

fn staff_home() -> StaffHome {
    let group = |title: &str, counts: [(&str, u64); 3]| Group {
        title: title.into(),
        counts: counts
            .into_iter()
            .map(|(label, number)| Count::new(Tone::Wait, label, number, "#list"))
            .collect(),
    };
    let oldest = |student: &str, company: &str, text: &str, level| Oldest {
        href: "review.html".into(),
        student: student.into(),
        company: company.into(),
        state: states()[0].clone(),
        waiting: waiting(text, level),
    };
    StaffHome {
        cohort: "2027届".into(),
        board: Board {
            stream: None,
            source: "/home/board".into(),
            groups: vec![
                group(
                    "在线签约管理",
                    [("就业协议审核", 12), ("线上签约", 128), ("签约审核", 7)],
                ),
                group(
                    "补登管理",
                    [("等待学校审核", 41), ("等待学院审核", 5), ("退回修改", 3)],
                ),
                group(
                    "解约管理",
                    [("解约中", 2), ("已同意解约", 0), ("等待单位应约", 9)],
                ),
                group(
                    "去向登记管理",
                    [("等待学校审核", 1306), ("等待学院审核", 220), ("退回修改", 18)],
                ),
            ],
        },
        oldest: vec![
            oldest(
                "阿卜杜拉·买买提江",
                "新疆维吾尔自治区伊犁哈萨克自治州农业科学技术推广服务中心",
                "11 天",
                5,
            ),
            oldest("李䶮", "中国电子科技集团公司第二十八研究所", "6 天 3 小时", 4),
            oldest("𠮷田翔", "苏州工业园区某某精密制造有限公司", "3 天", 3),
            oldest("陈一", "华为", "1 天 2 小时", 2),
            oldest("欧阳靖雯", "江苏省苏北人民医院", "3 小时", 1),
        ],
        handlers: vec![
            section(
                "本专科",
                &[
                    ("经办人", "王建国"),
                    ("联系电话", "025-8300 0000"),
                    ("通讯地址", "江苏省南京市玄武区示范路 1 号"),
                    ("邮政编码", "210000"),
                ],
            ),
            section(
                "研究生",
                &[
                    ("经办人", "刘䶮"),
                    ("联系电话", "025-8300 0001"),
                    ("通讯地址", "江苏省南京市江宁区示范大道 9 号研究生院 302 室"),
                    ("邮政编码", "211100"),
                ],
            ),
        ],
        guides: vec![
            Link::new("操作指南（学校、院系）", "#g1"),
            Link::new("操作指南（毕业生）", "#g2"),
            Link::new("操作指南（用人单位）", "#g3"),
        ],
    }
}

fn signing(rows: Vec<Row>) -> List {
    let empty = rows.is_empty();
    List {
        title: "在线签约管理".into(),
        subject: "单位",
        state: "签约状态",
        filters: Filters {
            action: "/signing/filter".into(),
            csrf: "token".into(),
            list: "/signing".into(),
            fields: filters(),
        },
        count: if empty {
            "共 0 件".into()
        } else {
            "共 128 件，最早的在前".into()
        },
        downloads: vec![
            Link::new("下载当前查询数据", "#d1"),
            Link::new("导出退回修改学生名单", "#d2"),
        ],
        rows,
        pager: if empty {
            Pager::default()
        } else {
            Pager {
                previous: Some("#p".into()),
                next: Some("#n".into()),
                place: "第 51–100 件".into(),
            }
        },
        empty: Empty {
            title: "没有符合条件的签约".into(),
            advice: "换个状态，或清空条件再查。".into(),
            way_out: Some(Link::new("查看全部状态", "#all")),
        },
    }
}

fn filters() -> Vec<Field> {
    let choice = |label: &str| Choice::new(label, label);
    vec![
        Field::select(
            "state",
            "签约状态",
            Some("全部"),
            states().into_iter().map(|state| choice(&state.label)).collect(),
        )
        .value("学生已同意签约，等待学校审核"),
        Field::select(
            "initiator",
            "签约发起方",
            Some("全部"),
            vec![choice("单位"), choice("学生")],
        )
        .value("单位"),
        Field::select(
            "department",
            "院系",
            Some("全部"),
            vec![choice("计算机与人工智能学院"), choice("法学院")],
        ),
        Field::select(
            "level",
            "层次",
            Some("全部"),
            vec![choice("本专科"), choice("研究生")],
        ),
        Field::date("from", "提交日期从"),
        Field::date("to", "到"),
        Field::search("q", "姓名、学号或身份证号"),
    ]
}

fn rows() -> Vec<Row> {
    let people = [
        (
            "阿卜杜拉·买买提江",
            "新疆维吾尔自治区伊犁哈萨克自治州农业科学技术推广服务中心",
            "11 天",
            5,
        ),
        ("李䶮", "中国电子科技集团公司第二十八研究所", "6 天 3 小时", 4),
        ("𠮷田翔", "苏州工业园区某某精密制造有限公司", "3 天", 3),
        ("陈一", "华为技术有限公司南京研究所", "1 天 2 小时", 2),
        ("欧阳靖雯", "江苏省苏北人民医院", "3 小时", 1),
    ];
    (0..24)
        .map(|index| {
            let (name, company, text, level) = people[index % people.len()];
            let state = states()[if index < 14 { index % 2 } else { index % 6 }].clone();
            Row {
                href: "review.html".into(),
                number: format!("2027-{index:06}"),
                student: name.into(),
                student_number: format!("B2303{index:04}"),
                department: if index % 3 == 0 {
                    "计算机与人工智能学院 本科".into()
                } else {
                    "法学院 硕士".into()
                },
                company: company.into(),
                warned: index % 7 == 2,
                waiting: (state.tone == Tone::Wait).then(|| waiting(text, level)),
                act: if state.tone == Tone::Wait {
                    "鉴证".into()
                } else {
                    "查看".into()
                },
                state,
                submitted: "05-06 09:14".into(),
            }
        })
        .collect()
}
