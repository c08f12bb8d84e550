//! 解约, to both sides and to a school officer.

use wq_web::view::badge::{Badge, Tone};
use wq_web::view::confirm::Confirm;
use wq_web::view::form::{Choice, Field, Posted};
use wq_web::view::list::{Link, Pager};
use wq_web::view::termination as view;

use crate::{Reader, Screen, events, facts, section, stages};

pub fn screens() -> Vec<Screen> {
    let screen = |reader, file, title, body| Screen {
        file,
        title,
        reader,
        body,
    };
    vec![
        screen(
            Reader::Student,
            "termination-ask",
            "发起解约",
            view::ask(&ask(Posted::new())),
        ),
        screen(
            Reader::Student,
            "termination-ask-refused",
            "发起解约",
            view::ask(&ask(refused())),
        ),
        screen(Reader::Company, "termination", "解约申请", view::page(&page())),
        screen(Reader::Company, "terminations", "解约", view::list(&list())),
        screen(
            Reader::School,
            "termination-force",
            "强制解约",
            view::force(&force()),
        ),
    ]
}

fn words() -> Field {
    Field::textarea("words", "具体说明", 4).required()
}

fn refused() -> Posted {
    Posted::new()
        .with("words", "<b>已被另一单位录用</b>")
        .refuse("cause", "请从列表中选择解约原因。")
        .refuse("ends_on", "解约日期不能早于签约日期，请核对后重新填写。")
}

fn ask(posted: Posted) -> view::Ask {
    view::Ask {
        counted: Some("提交后计为 1 次，撤回也计入；您还可以提交 2 次（最多 3 次）。".into()),
        agreement: facts(&[
            ("单位名称", "南京星河智能科技有限公司"),
            ("职位名称", "后端开发工程师"),
            ("签约日期", "2027年3月1日"),
        ]),
        form: Confirm {
            title: "向南京星河智能科技有限公司发起解约".into(),
            consequences: vec![
                "提交后，用人单位会收到通知，请用人单位在 15 天内答复。".into(),
                "用人单位同意后，提交学院、学校审核；审核通过后协议终止，不能恢复。".into(),
            ],
            fields: vec![
                Field::select(
                    "cause",
                    "解约原因",
                    Some("请选择"),
                    vec![Choice::new("other_post", "被其他单位录用")],
                )
                .required(),
                Field::date("ends_on", "解约日期").required(),
                words(),
            ],
            posted,
            action: "#ask".into(),
            csrf: "token".into(),
            button: "发起解约".into(),
            grave: true,
            back: Link::new("再想想", "#back"),
            ..Confirm::default()
        },
    }
}

fn page() -> view::Page {
    view::Page {
        title: "与王䶮解约".into(),
        number: "解约 2027-000321".into(),
        state: Badge::new(Tone::Info, "学生发起解约，等待单位应约"),
        due: Some("还剩 3 天，请在 2027-05-16 23:59 前答复".into()),
        next: Some(
            "请核对解约原因后答复。同意后提交学校审核，审核通过后协议终止；拒绝后协议仍然有效。".into(),
        ),
        stages: stages(),
        sections: vec![section(
            "解约申请",
            &[
                ("解约发起方", "毕业生"),
                ("解约原因", "升学或出国留学"),
                ("解约日期", "2027年5月20日"),
            ],
        )],
        history: events(),
        choice: Some(view::Choice {
            agree: "#agree".into(),
            refuse: "#refuse".into(),
        }),
        ..view::Page::default()
    }
}

fn list() -> view::List {
    let row = |name: &str, state: Badge, due: Badge| view::Row {
        href: "termination.html".into(),
        name: name.into(),
        of: "江南大学堂".into(),
        by: "毕业生".into(),
        state,
        asked: "2027-05-01 10:30".into(),
        due,
    };
    view::List {
        title: "解约记录",
        all: None,
        panel: None,
        waiting: vec![
            row(
                "王䶮",
                Badge::new(Tone::Info, "学生发起解约，等待单位应约"),
                Badge::new(Tone::Bad, "超期 3 天"),
            ),
            row(
                "李𠮷",
                Badge::new(Tone::Info, "学生发起解约，等待单位应约"),
                Badge::new(Tone::Wait, "还剩 1 天"),
            ),
        ],
        rows: vec![row(
            "张三丰",
            Badge::new(Tone::Quiet, "解约完成"),
            Badge::new(Tone::Quiet, "2027-04-02 09:12 更新"),
        )],
        of_company: true,
        pager: Pager::default(),
    }
}

fn force() -> view::Force {
    let told = |at: &str, what: &str, tone, label: &str| view::Evidence {
        at: at.into(),
        what: what.into(),
        whom: "用人单位".into(),
        delivery: Badge::new(tone, label),
    };
    view::Force {
        state: Badge::new(Tone::Info, "学生发起解约，等待单位应约"),
        due: "2027-05-16 23:59".into(),
        overdue: Some(Badge::new(Tone::Bad, "超期 3 天 4 小时")),
        early: None,
        asked: section(
            "解约申请",
            &[("解约原因", "升学或出国留学"), ("解约日期", "2027年5月20日")],
        ),
        evidence: vec![
            told("2027-05-01 10:30", "通知对方：申请解约", Tone::Ok, "邮件 已送达"),
            told("2027-05-04 09:00", "提醒答复", Tone::Ok, "邮件 已送达"),
            told("2027-05-08 09:00", "提醒答复", Tone::Bad, "邮件 发送失败"),
        ],
        contact: facts(&[
            ("单位名称", "南京星河智能科技有限公司"),
            ("联系人", "周女士"),
            ("联系电话", "025-5200 0000"),
        ]),
        form: Confirm {
            title: "强制解约：王䶮与南京星河智能科技有限公司".into(),
            consequences: vec!["提交后协议立即终止，不再等待单位答复，也不再经过审核，不能恢复。".into()],
            fields: vec![words()],
            action: "#force".into(),
            csrf: "token".into(),
            button: "强制解约".into(),
            grave: true,
            back: Link::new("返回", "#back"),
            ..Confirm::default()
        },
    }
}
