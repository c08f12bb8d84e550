//! What a student sees.

use wq_web::view::acceptance::{Ask, Code, Reading, code, reading};
use wq_web::view::answer::{Answer, Choice, answer, answers};
use wq_web::view::badge::{Badge, Tone};
use wq_web::view::confirm::{Confirm, confirm};
use wq_web::view::destination::{self, DestinationForm, Registered};
use wq_web::view::form::{Choice as Reason, Field, Posted};
use wq_web::view::home::student::{Destination, Invitation, Next, StudentHome, Unsent, Way, home};
use wq_web::view::list::{Link, Pager};
use wq_web::view::messages::{Message, Messages, Unread, messages};
use wq_web::view::paper::Paper;
use wq_web::view::review::company::{Known, Standing};
use wq_web::view::timeline::{Timeline, page as timeline};
use wq_web::view::upload::UploadField;
use wq_web::view::written::{self, WrittenForm};

use crate::{Reader, Screen, events, facts, section, stages, states};

pub fn screens() -> Vec<Screen> {
    let screen = |file, title, body| Screen {
        file,
        title,
        reader: Reader::Student,
        body,
    };
    let later = Answer {
        choice: None,
        due: None,
        warning: None,
        state: states()[0].clone(),
        history: events(),
        stages: stages(),
        ..offer()
    };
    vec![
        screen("home-student", "首页", home(&busy())),
        screen("home-student-new", "首页", home(&fresh())),
        screen("answers", "签约邀请", answers("签约邀请", &invitations())),
        screen("answer", "签约邀请", answer(&offer())),
        screen("answer-later", "签约邀请", answer(&later)),
        screen("answer-accept", "同意签约", reading(&read())),
        screen("answer-code", "同意签约", code(&typed())),
        screen("answer-decline", "签约邀请", confirm(&decline())),
        screen("messages", "消息", messages(&inbox())),
        screen(
            "timeline",
            "办理记录",
            timeline(&Timeline {
                events: events(),
                ..Timeline::default()
            }),
        ),
        screen(
            "destination-form",
            "去向登记",
            destination::form(&destination_form()),
        ),
        screen(
            "written-overtaken",
            "纸质签约登记",
            written::form(&WrittenForm {
                title: "修改纸质签约".into(),
                lead: "请按已签订的纸质就业协议书填写。".into(),
                overtaken: Some("destination.html".into()),
                ..WrittenForm::default()
            }),
        ),
        screen("destination", "去向登记", destination::registered(&registered())),
    ]
}

fn destination_form() -> DestinationForm {
    DestinationForm {
        title: "自由职业".into(),
        notes: vec!["证明材料须经学院、学校两级就业部门负责同志审定。".into()],
        action: "destination.html".into(),
        parts: vec![
            (
                "登记信息".into(),
                vec![Field::date("registered_on", "签约/登记日期").required()],
            ),
            (
                "从业信息".into(),
                vec![
                    Field::text("job_title", "职业内容").required(),
                    Field::suggest("region", "从业所在地", "regions.html").required(),
                    Field::number("pay", "收入", "元/月（税前）").required(),
                ],
            ),
        ],
        proof: vec!["本人签字确认的从业和收入证明材料"],
        upload: Some(UploadField {
            name: "proof",
            label: "证明材料".into(),
            required: true,
            most: 9,
            ..UploadField::default()
        }),
        button: "提交审核".into(),
        draft: Some("destination.html".into()),
        back: Link::new("返回", "destination.html"),
        ..DestinationForm::default()
    }
}

fn registered() -> Registered {
    Registered {
        title: "自由职业".into(),
        state: states()[0].clone(),
        number: "QX2027000001".into(),
        stages: stages(),
        sections: vec![section(
            "从业信息",
            &[("职业内容", "自由撰稿人"), ("收入", "6,500 元/月（税前）")],
        )],
        acts: vec![Link::new("撤回", "destination.html")],
        history: events(),
        ..Registered::default()
    }
}

fn busy() -> StudentHome {
    StudentHome {
        unsent: vec![Unsent {
            title: "线下签约".into(),
            company: "青岛天衡精密仪器有限公司".into(),
            state: Badge::new(Tone::Wait, "已撤回，尚未提交"),
            since: "2027-05-07 16:20".into(),
            href: "#unsent".into(),
        }],
        ways: vec![
            Way {
                link: Link::new("线下签约：填写就业协议", "/student/offline/new"),
                barred: None,
            },
            Way {
                link: Link::new("补登：登记已签就业协议", "/student/paper/new"),
                barred: Some("学校尚未开启补登，请联系学校就业部门开启后再试。".into()),
            },
        ],
        name: "张三丰".into(),
        place: "计算机与人工智能学院 · 计算机科学与技术 · 2027届".into(),
        next: Next {
            tone: Tone::Wait,
            title: "有 2 份签约邀请等您答复".into(),
            text: "最早的一份在 5 月 9 日 18:00 到期，到期未答复将自动失效。".into(),
            link: Some(Link::new("查看邀请", "answer.html")),
        },
        destination: Some(Destination {
            title: "签就业协议形式就业".into(),
            state: states()[0].clone(),
            facts: facts(&[
                ("单位名称", "南京星河智能科技有限公司"),
                ("职位名称", "后端开发工程师"),
                ("报到日期", "2027-07-01"),
            ]),
            href: Some("answer-later.html".into()),
        }),
        invitations: invitations(),
        may_answer: true,
        history: events(),
    }
}

fn fresh() -> StudentHome {
    StudentHome {
        name: "李䶮".into(),
        place: "法学院 · 法学 · 2027届".into(),
        next: Next {
            tone: Tone::Info,
            title: "还没有毕业去向".into(),
            text: "收到单位的签约邀请后可在线签约；已签纸质协议或有其他去向的，可以登记。".into(),
            link: None,
        },
        unsent: vec![Unsent {
            title: "自由职业".into(),
            state: Badge::new(Tone::Wait, "已撤回，尚未提交"),
            since: "2027-05-08 10:32".into(),
            href: "destination-form.html".into(),
            ..Unsent::default()
        }],
        ..StudentHome::default()
    }
}

fn invitations() -> Vec<Invitation> {
    let invitation = |company: &str, offer: &str, state: Badge, warned| Invitation {
        href: "answer.html".into(),
        company: company.into(),
        offer: offer.into(),
        state,
        warned,
    };
    vec![
        invitation(
            "南京星河智能科技有限公司",
            "后端开发工程师 · 南京 · 14,000 元/月",
            Badge::new(Tone::Wait, "还剩 1 天"),
            false,
        ),
        invitation(
            "苏州工业园区某某精密制造股份有限公司第三分公司",
            "生产管理储备干部 · 苏州 · 8,000 元/月",
            Badge::new(Tone::Info, "还剩 4 天"),
            true,
        ),
    ]
}

fn offer() -> Answer {
    Answer {
        company: "南京星河智能科技有限公司".into(),
        post: "后端开发工程师".into(),
        state: Badge::new(Tone::Wait, "等待您答复"),
        document: None,
        stages: Vec::new(),
        due: Some("还剩 1 天，请在 5 月 9 日 18:00 前答复".into()),
        offer: section(
            "职位与薪酬",
            &[
                ("薪酬", "14,000 元/月（税前）"),
                ("试用期", "3 个月，11,200 元/月"),
                ("工作地点", "江苏省南京市雨花台区"),
                ("合同期限", "2027-07-01 至 2030-06-30"),
                ("报到日期", "2027-07-01"),
                ("违约金", "3,000 元"),
            ],
        ),
        terms: vec![section(
            "档案、户口和其他约定",
            &[
                ("单位接收档案", "是"),
                ("单位接收户口", "否"),
                ("其他约定", "乙方考取研究生的，甲方同意解除本协议。"),
            ],
        )],
        about: section(
            "单位信息",
            &[
                ("统一社会信用代码", "91320100MA1TESTX0U"),
                ("单位性质", "其他企业"),
                ("联系人", "周女士"),
                ("联系电话", "025-5200 0000"),
            ],
        ),
        standing: Standing {
            known: Known::Good("存续（在营、开业、在册）".into()),
            asked: Some("2027-05-08 查询".into()),
            ..Standing::default()
        },
        warning: Some("本校已将该单位列为预警单位：虚假宣传。请谨慎签约，可先联系本校就业部门。".into()),
        termination: None,
        choice: Some(Choice {
            accept: "answer-accept.html".into(),
            decline: "answer-decline.html".into(),
        }),
        blocked: None,
        history: Vec::new(),
    }
}

fn read() -> Reading {
    let offer = offer();
    Reading {
        company: offer.company,
        warning: offer.warning,
        doubts: vec!["试用期薪酬低于约定薪酬的 80%。".into()],
        standing: offer.standing,
        paper: Paper {
            title: "普通高校毕业生就业协议书".into(),
            kind: "（两方协议）".into(),
            number: "编号：签约完成后生成".into(),
            preamble: "甲方（用人单位）与乙方（毕业生）在平等自愿、如实告知的基础上协商一致，就乙方毕业后到甲方工作订立本协议。".into(),
            tables: vec![offer.about, offer.offer],
            heading: "协议条款".into(),
            articles: vec![
                "第一条  甲方已将本单位情况、工作内容、工作条件和待遇如实告知乙方。".into(),
                "第二条  乙方取得毕业资格后，应按约定的报到日期到甲方报到。".into(),
            ],
            signing: "签约确认".into(),
            places: vec![
                section("甲方（用人单位）", &[("", "已在网签平台上发出签约邀请。"), ("", "日期：2027年5月6日")]),
                section("乙方（毕业生）", &[("", "尚未确认。"), ("", "日期：")]),
            ],
        },
        follows: vec![
            "同意后提交学院、学校鉴证，通过后签约完成。".into(),
            "鉴证期间和签约完成后，您不能再同意其他邀请，也不能登记其他毕业去向；其他邀请仅可查看。".into(),
        ],
        ask: Ask::Code {
            action: "answer-code.html".into(),
            csrf: "token".into(),
            version: 1,
            mobile: "138****5678".into(),
        },
        refused: None,
        back: "answer.html".into(),
    }
}

fn typed() -> Code {
    Code {
        company: offer().company,
        mobile: "138****5678".into(),
        minutes: 10,
        pause: 60,
        field: Field {
            autocomplete: Some("one-time-code"),
            inputmode: Some("numeric"),
            max_length: Some(6),
            ..Field::text("code", "短信验证码").required()
        },
        posted: Posted::new().refuse("code", "验证码不正确，还可以再试 4 次"),
        warning: None,
        action: "/student/invitations/1/acceptance".into(),
        again: "/student/invitations/1/acceptance/code".into(),
        csrf: "token".into(),
        version: 1,
        handle: "0".into(),
        back: Link::new("再看一遍协议全文", "answer-accept.html"),
    }
}

fn decline() -> Confirm {
    Confirm {
        title: "拒绝南京星河智能科技有限公司的邀请？".into(),
        consequences: vec!["拒绝后不能恢复，单位可以重新发起邀请。".into()],
        fields: vec![
            Field::select(
                "reason",
                "拒绝原因",
                Some("请选择"),
                vec![Reason::new("pay", "薪酬待遇不合适")],
            )
            .required(),
            Field::textarea("words", "补充说明", 3).hint("选填，不超过 500 字"),
        ],
        action: "/student/invitations/1/refusal".into(),
        csrf: "token".into(),
        button: "拒绝".into(),
        grave: true,
        back: Link::new("返回", "answer.html"),
        ..Confirm::default()
    }
}

fn inbox() -> Messages {
    let message = |title: &str, text: &str, unread, channel: Badge| Message {
        title: title.into(),
        text: text.into(),
        time: "5 月 8 日 10:32".into(),
        moment: "2027-05-08T10:32:00+08:00".into(),
        href: Some("answer.html".into()),
        channels: vec![channel],
        unread,
        ..Message::default()
    };
    Messages {
        advice: None,
        items: vec![
            message(
                "学校鉴证通过",
                "您与南京星河智能科技有限公司的签约已完成。",
                true,
                Badge::new(Tone::Ok, "微信 已送达"),
            ),
            message(
                "收到签约邀请",
                "南京星河智能科技有限公司邀请您签约：后端开发工程师。",
                false,
                Badge::new(Tone::Wait, "微信 发送中"),
            ),
            message(
                "收到签约邀请",
                "苏州工业园区某某精密制造股份有限公司邀请您签约。",
                false,
                Badge::new(Tone::Bad, "微信 未送达"),
            ),
        ],
        pager: Pager {
            next: Some("#n".into()),
            ..Pager::default()
        },
        unread: Some(Unread {
            number: 1,
            action: "/messages/read".into(),
            csrf: "token".into(),
            newest: 3,
        }),
    }
}
