//! What a company sees.

use wq_web::view::badge::Tone;
use wq_web::view::batch::{Batch, Found, RightLine, WrongLine, batch};
use wq_web::view::count::{Board, Count, Group};
use wq_web::view::document::Document;
use wq_web::view::form::{Choice, Field, Posted};
use wq_web::view::home::company::{CompanyHome, home};
use wq_web::view::invitation::{
    Invitation, InvitationForm, InvitationRow, Invitations, Purpose, form, invitation, list,
};
use wq_web::view::list::{Filters, Link, Pager};

use crate::{Reader, Screen, events, facts, section, stages, states};

pub fn screens() -> Vec<Screen> {
    let screen = |file, title, body| Screen {
        file,
        title,
        reader: Reader::Company,
        body,
    };
    vec![
        screen("home-company", "首页", home(&company_home())),
        screen("invitations", "签约邀请", list(&invitations())),
        screen("invitation", "签约邀请", invitation(&one())),
        screen("batch", "批量邀请", batch(&file())),
        screen("invite", "发起签约邀请", form(&blank(Posted::new()))),
        screen("invite-refused", "发起签约邀请", form(&blank(refused()))),
    ]
}

fn company_home() -> CompanyHome {
    let count = |tone, label: &str, number| Count::new(tone, label, number, "#list");
    CompanyHome {
        name: "南京星河智能科技有限公司".into(),
        credit_code: "91320100MA1TESTX0U".into(),
        invite: Some("invite.html".into()),
        warning: Some("单位联系电话超过一年没有更新，请核对后再发起邀请。".into()),
        board: Board {
            stream: None,
            source: "/company/board".into(),
            groups: vec![
                Group {
                    title: "签约邀请".into(),
                    counts: vec![
                        count(Tone::Info, "等待学生答复", 6),
                        count(Tone::Wait, "审核中", 3),
                        count(Tone::Ok, "签约完成", 21),
                        count(Tone::Quiet, "未签约", 4),
                    ],
                },
                Group {
                    title: "解约".into(),
                    counts: vec![
                        count(Tone::Wait, "等待我方答复", 1),
                        count(Tone::Info, "审核中", 0),
                    ],
                },
            ],
        },
        latest: rows(),
        all: "invitations.html".into(),
    }
}

fn rows() -> Vec<InvitationRow> {
    [
        "张三丰",
        "李䶮",
        "𠮷田翔",
        "阿卜杜拉·买买提江",
        "陈一",
        "欧阳靖雯",
    ]
    .into_iter()
    .zip(states())
    .map(|(student, state)| InvitationRow {
        href: "invitation.html".into(),
        student: student.into(),
        school: "江苏示范大学".into(),
        post: "后端开发工程师".into(),
        state,
        sent: "2027-05-04 11:30".into(),
        due: "还剩 1 天".into(),
    })
    .collect()
}

fn invitations() -> Invitations {
    let choices = states()
        .into_iter()
        .map(|state| Choice::new(state.label.clone(), state.label))
        .collect();
    Invitations {
        filters: Filters {
            action: "/company/invitations/filter".into(),
            csrf: "token".into(),
            list: "invitations.html".into(),
            fields: vec![
                Field::select("state", "签约状态", Some("全部"), choices),
                Field::search("q", "学生姓名"),
            ],
        },
        count: "共 34 份".into(),
        rows: rows(),
        pager: Pager {
            next: Some("#n".into()),
            ..Pager::default()
        },
        invite: Some("invite.html".into()),
        ways: vec![
            Link::new("草稿（2）", "#drafts"),
            Link::new("批量邀请", "batch.html"),
        ],
    }
}

fn file() -> Batch {
    let wrong = |number, student: &str, wrong: &[&str]| WrongLine {
        number,
        student: student.into(),
        wrong: wrong.iter().map(|sentence| (*sentence).into()).collect(),
    };
    let right = |number, student: &str| RightLine {
        number,
        student: student.into(),
        id_number: "3201************16".into(),
        post: "后端开发工程师".into(),
        pay: "14,000 元/月".into(),
        days: "5 天".into(),
    };
    Batch {
        csrf: "token".into(),
        action: "#upload".into(),
        limits: "XLSX 或 CSV，不超过 5 MB，一次最多 1000 行".into(),
        templates: vec![
            Link::new("下载模板（XLSX）", "#xlsx"),
            Link::new("下载模板（CSV）", "#csv"),
        ],
        error: None,
        former: None,
        found: Some(Found {
            sent: Some("已发送 12 份邀请，其余的没有发送。".into()),
            wrong: vec![
                wrong(
                    4,
                    "李四",
                    &[
                        "身份证号：请填写 18 位身份证号，并检查最后一位",
                        "薪酬：请填写薪酬",
                    ],
                ),
                wrong(9, "张三丰", &["身份证号：与第 3 行是同一名学生，请只保留一行"]),
            ],
            right: vec![right(2, "王小明"), right(3, "张三丰")],
            hidden: 0,
            sending: "#sending".into(),
            version: 1,
            removal: "#removal".into(),
        }),
    }
}

fn one() -> Invitation {
    Invitation {
        student: "张三丰".into(),
        number: "2027-000123".into(),
        state: states()[4].clone(),
        document: Some(Document {
            href: "#document".into(),
            verify: "#verify".into(),
        }),
        stages: stages(),
        sections: vec![section(
            "职位与薪酬",
            &[
                ("职位名称", "后端开发工程师"),
                ("薪酬", "14,000 元/月（税前）"),
                ("工作地点", "江苏省南京市雨花台区"),
            ],
        )],
        acts: vec![Link::new("撤回", "#withdraw")],
        termination: None,
        history: events(),
    }
}

fn blank(posted: Posted) -> InvitationForm {
    InvitationForm {
        csrf: "token".into(),
        action: "/company/invitations".into(),
        back: "home-company.html".into(),
        company: facts(&[
            ("单位名称", "南京星河智能科技有限公司"),
            ("统一社会信用代码", "91320100MA1TESTX0U"),
            ("单位性质", "其他企业"),
            ("单位行业", "信息传输、软件和信息技术服务业"),
            ("联系人", "周女士"),
            ("联系电话", "025-5200 0000"),
        ]),
        company_edit: Some("#edit".into()),
        job_categories: vec![
            Choice::new("13", "工程技术人员"),
            Choice::new("30", "办事人员和有关人员"),
        ],
        regions: "/codes/regions".into(),
        posted,
        purpose: Purpose::Write {
            save: "#save".into(),
            written_on: Vec::new(),
            answer_days: "5".into(),
        },
    }
}

fn refused() -> Posted {
    Posted::new()
        .with("student_name", "<b>张三</b>")
        .with("id_number", "32010219990101001X")
        .with("answer_days", "45")
        .with("benefits", "六险一金")
        .refuse("student_name", "姓名与身份证号不匹配，请核对后重新填写")
        .refuse("salary", "请填写每月税前薪酬")
        .refuse("answer_days", "请填写 1 到 30 之间的整数")
}
