use chrono::{TimeZone, Utc};
use serde_json::json;

use super::*;
use crate::{
    case::{Initiator, Notice},
    ids::CaseId,
};

fn matter(notice: Notice, kind: Kind) -> Matter {
    Matter {
        notice,
        audience: Audience::Student,
        case: CaseId(42),
        kind,
        initiator: Initiator::Company,
        at: Utc.with_ymd_and_hms(2027, 3, 1, 7, 1, 0).unwrap(),
        due_at: Some(Utc.with_ymd_and_hms(2027, 3, 8, 16, 0, 0).unwrap()),
        reason: None,
        edited: None,
        student: "王小明".into(),
        company: "江苏云帆软件有限公司".into(),
        job_title: "软件工程师".into(),
    }
}

fn value(words: &Words, key: &str) -> String {
    let pairs = words.pairs();
    pairs
        .iter()
        .find(|pair| pair.0 == key)
        .expect("the key")
        .1
        .to_owned()
}

#[test]
fn every_notice_of_every_kind_keeps_within_the_limits_of_its_templates() {
    for &notice in Notice::ALL {
        for kind in Kind::ALL {
            let long = Matter {
                company: "一家名称非常非常长的单位".repeat(9),
                job_title: "一个名称非常非常长的职位".repeat(9),
                reason: Some("一段非常非常长的说明。\n".repeat(40)),
                ..matter(notice, kind)
            };
            for (key, value) in wechat(&long).pairs() {
                let length = value.chars().count();
                let most = if key.starts_with("phrase") { 5 } else { 20 };
                assert!((1..=most).contains(&length), "{notice:?} {key}: {value}");
            }
            for (key, value) in sms(&long).pairs() {
                assert!(
                    (1..=35).contains(&value.chars().count()),
                    "{notice:?} {key}: {value}"
                );
            }
        }
    }
}

#[test]
fn no_value_is_empty_where_a_case_has_neither_company_nor_post() {
    for &notice in Notice::ALL {
        let bare = Matter {
            company: String::new(),
            job_title: String::new(),
            ..matter(notice, Kind::Destination)
        };
        assert!(
            wechat(&bare).pairs().iter().all(|(_, value)| !value.is_empty()),
            "{notice:?}"
        );
    }
}

#[test]
fn an_invitation_says_who_invites_to_what_until_when() {
    let words = wechat(&matter(Notice::Invitation, Kind::Online));
    assert_eq!(words.template, "invitation");
    assert_eq!(value(&words, "thing1"), "江苏云帆软件有限公司");
    assert_eq!(
        value(&words, "time3"),
        "2027-03-08 23:59",
        "the last minute in which to answer"
    );
}

#[test]
fn a_verdict_carries_the_reviewers_words() {
    let returned = Matter {
        reason: Some("盖章\n不清晰".into()),
        ..matter(Notice::Returned, Kind::Paper)
    };
    let words = wechat(&returned);
    assert_eq!(
        (value(&words, "thing1"), value(&words, "phrase2")),
        ("补登".into(), "退回修改".into())
    );
    assert_eq!(value(&words, "thing4"), "盖章 不清晰");
    assert_eq!(value(&words, "time3"), "2027-03-01 15:01");
}

#[test]
fn an_edit_names_the_fields_and_not_their_values() {
    let edited = Matter {
        edited: Some(json!({ "job_category": "13", "nature": "39" })),
        ..matter(Notice::EditedAfterApproval, Kind::Paper)
    };
    assert_eq!(value(&sms(&edited), "field"), "职位类别、单位性质");
    assert_eq!(value(&wechat(&edited), "thing2"), "职位类别、单位性质");
}

#[test]
fn a_letter_escapes_what_people_wrote() {
    let nasty = Matter {
        student: "<b>&\"".into(),
        ..matter(Notice::InvitationAccepted, Kind::Online)
    };
    let letter = letter(
        &Matter {
            audience: Audience::Company,
            ..nasty
        },
        "https://wq.example/".into(),
    );
    assert!(letter.html().contains("&lt;b&gt;&amp;&quot;"));
    assert!(!letter.html().contains("<b>"));
    assert!(letter.text().contains("毕业生：<b>&\""));
}

#[test]
fn a_link_holds_an_id_and_nothing_else() {
    let invitation = matter(Notice::Invitation, Kind::Online);
    assert_eq!(
        page("https://wq.example", &invitation),
        "https://wq.example/student/invitations/42"
    );
    let accepted = Matter {
        audience: Audience::Company,
        ..matter(Notice::InvitationAccepted, Kind::Online)
    };
    assert_eq!(
        page("https://wq.example", &accepted),
        "https://wq.example/company/invitations/42"
    );
    assert_eq!(
        page(
            "https://wq.example",
            &matter(Notice::TerminationAsked, Kind::Termination)
        ),
        "https://wq.example/student/terminations/42"
    );
    assert_eq!(
        page("https://wq.example", &matter(Notice::Approved, Kind::Destination)),
        "https://wq.example/"
    );
}

#[test]
fn a_reminder_says_until_when_and_news_does_not() {
    let mail = |notice| letter(&matter(notice, Kind::Termination), "https://wq.example/".into()).text();
    assert!(mail(Notice::TerminationReminder).contains("截止时间：2027-03-08 23:59"));
    assert!(!mail(Notice::TerminationAgreed).contains("截止时间"));
}

#[test]
fn a_verdict_on_a_termination_is_told_apart_from_one_on_its_agreement() {
    for notice in [
        Notice::PassedDepartment,
        Notice::Approved,
        Notice::Returned,
        Notice::Rejected,
    ] {
        let mail = |kind| letter(&matter(notice, kind), "https://wq.example/".into());
        let (ending, signing) = (mail(Kind::Termination), mail(Kind::Online));
        assert!(ending.subject.contains("解约") && ending.text().contains("解约申请"));
        assert!(!signing.text().contains("解约"), "{notice:?}");
        assert_eq!(value(&sms(&matter(notice, Kind::Termination)), "item"), "解约");
        assert_eq!(
            value(&wechat(&matter(notice, Kind::Termination)), "thing1"),
            "解约"
        );
    }
}
