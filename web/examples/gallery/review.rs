//! The review page in its situations.

use wq_web::view::attachments::{Attachment, Attachments};
use wq_web::view::badge::{Badge, Tone};
use wq_web::view::facts::Fact;
use wq_web::view::form::{Choice, Posted};
use wq_web::view::list::Link;
use wq_web::view::notified::Notified;
use wq_web::view::review::company::{self, Again, Company, Standing};
use wq_web::view::review::employment::{Difference, Employment, Held, Known};
use wq_web::view::review::student::{IdNumber, Student};
use wq_web::view::review::verdict::{Awaited, Conflict, Verdict};
use wq_web::view::review::{Neighbours, Review, review};

use crate::{Reader, Screen, event, events, facts, section, stages, states, waiting};

pub fn screens() -> Vec<Screen> {
    let screen = |file, body| Screen {
        file,
        title: "在线签约管理",
        reader: Reader::School,
        body,
    };
    let plain = Review {
        employment: employment(Vec::new()),
        ..full()
    };
    let warned = Review {
        company: Some(company(
            company::Known::Bad("吊销，未注销".into()),
            Some("本校预警：虚假宣传。另有 6 所高校标记"),
        )),
        verdict: Some(Verdict {
            cautions: vec!["用人单位处于非存续状态".into(), "用人单位为预警单位".into()],
            ..verdict(Posted::new())
        }),
        ..full()
    };
    let refused = Posted::new()
        .with("words", "材料")
        .refuse("reason", "请选择审核不通过原因")
        .refuse("words", "请写明具体问题，至少 5 个字");
    let refused = Review {
        company: Some(company(company::Known::Unavailable, None)),
        employment: Employment {
            known: Known::Unavailable,
            ..employment(Vec::new())
        },
        verdict: Some(Verdict {
            send_back: Some("/signing/1/return".into()),
            ..verdict(refused)
        }),
        ..plain.clone()
    };
    let late = Review {
        company: Some(company(company::Known::Asking, None)),
        employment: Employment {
            known: Known::Asking,
            asked: None,
            ..employment(Vec::new())
        },
        conflict: Some(conflict()),
        verdict: None,
        state: states()[2].clone(),
        waiting: None,
        ..plain.clone()
    };
    let nothing_typed = Review {
        conflict: Some(Conflict {
            kept: None,
            ..conflict()
        }),
        ..late.clone()
    };
    let elsewhere = Review {
        verdict: None,
        awaited: Some(Awaited {
            act: "鉴证".into(),
            step: "学院鉴证".into(),
            why: "该事项正等待学院审核，请在学院审核通过后再处理。".into(),
        }),
        ..plain.clone()
    };
    vec![
        screen("review", review(&plain)),
        screen("review-warned", review(&warned)),
        screen("review-refused", review(&refused)),
        screen("review-conflict", review(&late)),
        screen("review-conflict-blank", review(&nothing_typed)),
        screen("review-awaited", review(&elsewhere)),
    ]
}

fn full() -> Review {
    Review {
        files: vec![Attachments {
            title: "就业协议书图像材料".into(),
            files: vec![Attachment {
                href: "icon.svg".into(),
                name: "协议书.jpg".into(),
                about: "1.4 MB · 2027-05-08 10:21 上传".into(),
                is_document: false,
            }],
        }],
        name: "张三丰".into(),
        number: "线上签约 2027-000123".into(),
        state: states()[0].clone(),
        document: None,
        acts: Vec::new(),
        waiting: Some(waiting("2 天 4 小时", 3)),
        stages: stages(),
        sections: vec![agreement()],
        company: Some(company(
            company::Known::Good("存续（在营、开业、在册）".into()),
            None,
        )),
        student: student(),
        employment: employment(differences()),
        given_up: vec![section(
            "曾作废的去向",
            &[
                ("毕业去向", "自由职业"),
                ("登记日期", "2027-03-12"),
                ("作废日期", "2027-04-02"),
            ],
        )],
        notified: vec![
            Notified {
                subject: "签约邀请".into(),
                whom: "毕业生".into(),
                time: "2027-05-04 11:31 送达".into(),
                channels: vec![
                    Badge::new(Tone::Quiet, "微信 未能送达"),
                    Badge::new(Tone::Ok, "短信 已送达"),
                ],
            },
            Notified {
                subject: "毕业生已同意签约".into(),
                whom: "用人单位".into(),
                time: "尚未送达".into(),
                channels: vec![Badge::new(Tone::Info, "邮件 发送中")],
            },
        ],
        history: events(),
        verdict: Some(verdict(Posted::new())),
        awaited: None,
        conflict: None,
        neighbours: Neighbours {
            list: "list.html".into(),
            previous: Some("review.html".into()),
            next: Some("review-warned.html".into()),
        },
    }
}

fn agreement() -> wq_web::view::facts::Section {
    let mut agreement = section(
        "协议信息",
        &[
            ("工作职位类别", "工程技术人员"),
            ("职位名称", "后端开发工程师"),
            ("工作地点", "江苏省南京市雨花台区"),
            ("薪酬", "14,000 元/月（税前）"),
            ("试用期", "3 个月，11,200 元/月"),
            ("合同期限", "2027-07-01 至 2030-06-30"),
            ("报到日期", "2027-07-01"),
            ("违约金", "3,000 元"),
            ("单位接收档案", "是"),
            ("单位接收户口", "否"),
        ],
    );
    agreement.facts.push(Fact::wide("其他约定", "乙方考取研究生、公务员的，甲方同意解除本协议，乙方不承担违约责任。\n乙方应于报到时提供毕业证书、学位证书原件。"));
    agreement
}

fn company(known: company::Known, warning: Option<&str>) -> Company {
    Company {
        section: section(
            "单位信息",
            &[
                ("单位名称", "南京星河智能科技有限公司"),
                ("统一社会信用代码", "91320100MA1TESTX0U"),
                ("单位性质", "其他企业"),
                ("单位行业", "信息传输、软件和信息技术服务业"),
                ("单位所在地", "江苏省南京市雨花台区"),
                ("单位地址", "软件大道 168 号 3 幢"),
                ("联系人", "周女士"),
                ("联系电话", "025-5200 0000"),
            ],
        ),
        standing: Standing {
            again: (known != company::Known::Asking).then(|| Again {
                action: "/signing/1/standing".into(),
                csrf: "token".into(),
            }),
            known,
            asked: Some("2027-05-08 10:21 查询".into()),
            source: "/signing/1/standing".into(),
        },
        warning: warning.map(Into::into),
        licence: Some("/files/licences/1".into()),
    }
}

fn student() -> Student {
    Student {
        section: section(
            "学生信息",
            &[
                ("姓名", "张三丰"),
                ("性别", "男"),
                ("民族", "汉族"),
                ("政治面貌", "共青团员"),
                ("学号", "B23030101"),
                ("院系", "计算机与人工智能学院"),
                ("专业", "计算机科学与技术"),
                ("学历", "本科毕业"),
                ("学制", "4 年"),
                ("毕业时间", "2027-06-30"),
                ("培养方式", "非定向"),
                ("手机号码", "138****0001"),
            ],
        ),
        id_number: IdNumber {
            shown: "320102********001X".into(),
            reveal: Some("/signing/1/id-number".into()),
            csrf: "token".into(),
        },
    }
}

fn employment(differences: Vec<Difference>) -> Employment {
    Employment {
        known: Known::Held(Held {
            take_over: (!differences.is_empty()).then(|| "/signing/1/student".into()),
            differences,
            reported: facts(&[("毕业去向类别", "待就业"), ("签约/登记时间", "2027-03-01 08:00")]),
        }),
        asked: Some("2027-05-08 10:21 获取".into()),
        outdated: false,
        source: "/signing/1/employment".into(),
        again: Again {
            action: "/signing/1/employment".into(),
            csrf: "token".into(),
        },
    }
}

fn differences() -> Vec<Difference> {
    let difference = |label: &str, ours: &str, theirs: &str, can_be_taken| Difference {
        label: label.into(),
        ours: ours.into(),
        theirs: theirs.into(),
        can_be_taken,
    };
    vec![
        difference("政治面貌", "共青团员", "中共预备党员", true),
        difference("专业", "计算机科学与技术", "软件工程", false),
    ]
}

fn verdict(posted: Posted) -> Verdict {
    Verdict {
        act: "鉴证".into(),
        step: "学校审核".into(),
        approve: Some("/signing/1/approval".into()),
        one_sided: None,
        reject: "/signing/1/rejection".into(),
        send_back: None,
        reasons: [
            "单位信息有误",
            "协议信息有误",
            "学生信息有误",
            "单位为预警单位",
            "其他",
        ]
        .map(|label| Choice::new(label, label))
        .to_vec(),
        version: 3,
        warned: None,
        csrf: "token".into(),
        posted,
        cautions: Vec::new(),
        differing: Vec::new(),
    }
}

fn conflict() -> Conflict {
    Conflict {
        title: "李老师刚刚审核通过了这件签约".into(),
        events: vec![event(Tone::Ok, "学校审核通过", "李老师", "5 月 8 日 10:32")],
        kept: Some("单位信息有误：单位地址与营业执照不一致，请单位更正后重新发起。".into()),
        ways_out: vec![
            Link::new("返回列表", "list.html"),
            Link::new("下一件", "review.html"),
        ],
    }
}
