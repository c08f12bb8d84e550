//! The clients of the outside systems against the sandbox that plays them: both sides keep to one contract.

use serde_json::json;
use wq_core::company::Verdict;
use wq_core::db::Pool;
use wq_core::sync::Destination;
use wq_sandbox::outside::{self as sandbox, Behaviour};
use wq_tests::World;
use wq_worker::outside::employment::{Pushed, StudentRef};
use wq_worker::outside::mail::Letter;
use wq_worker::outside::wechat::Sent;
use wq_worker::outside::{Failure, Outside, Settings, sms, wechat};

const STUDENT: &str = "27320101000001";
const CREDIT_CODE: &str = "91350100M000100Y43";
const OPENID: &str = "o-student-01";

/// A world with the outside systems around it.
struct Sandbox {
    systems: sandbox::Outside,
    settings: Settings,
    pool: Pool,
}

impl Sandbox {
    async fn start() -> Self {
        let (world, around) = (World::new().await, wq_tests::Sandbox::start().await);
        Self {
            systems: around.systems,
            settings: around.settings,
            pool: world.pool,
        }
    }

    /// The clients of one process.
    fn clients(&self) -> Outside {
        Outside::new(&self.settings, self.pool.clone()).unwrap()
    }
}

fn student() -> StudentRef {
    StudentRef(STUDENT.into())
}

fn enrol(systems: &sandbox::Outside) {
    let student = serde_json::from_value(json!({
        "student_ref": STUDENT, "student_number": "2023001", "name": "张三", "id_number": "320101200501010011",
        "gender": "1", "ethnicity": "01", "political_status": "03", "birth_date": "2005-01-01",
        "school_code": "10284", "school_name": "某大学", "department": "计算机学院", "class_name": null,
        "major_code": "080901", "major_name": "计算机科学与技术", "major_direction": null, "education_level": "31",
        "education_level_name": "本科", "study_years": "4", "study_form": "全日制", "training_mode": "1",
        "entrusting_unit": null, "enrolled_on": "2023-09-01", "graduates_on": "2027-06-30",
        "origin_region": "320102", "urban_rural": "城镇", "normal_student": "2", "hardship": "0",
        "mobile": "13812345678", "email": null, "prior_archive_unit": null, "prior_police_station": null,
        "archive_at_school": true, "household_at_school": false,
    }));
    systems.employment.enrol([student.unwrap()]).unwrap();
}

fn unplaced() -> Destination {
    Destination::unplaced("2027-03-01T01:30:00Z".parse().unwrap())
}

fn verdict() -> wechat::Message<'static> {
    wechat::Message {
        id: "notice-42",
        openid: OPENID,
        notice: "verdict",
        url: "http://127.0.0.1:8080/messages",
        data: &[
            ("thing1", "一份名称非常非常非常非常非常非常长的线上签约"),
            ("phrase2", "通过"),
            ("time3", "2027-03-01 15:01"),
            ("thing4", "无"),
        ],
    }
}

fn edit() -> sms::Message<'static> {
    sms::Message {
        id: "notice-43",
        phone: "13812345678",
        notice: "edit",
        parameters: &[("item", "协议"), ("field", "职位类别")],
    }
}

#[tokio::test]
async fn r_14_1_a_push_arrives_once_and_in_order() {
    let sandbox = Sandbox::start().await;
    enrol(&sandbox.systems);
    let employment = sandbox.clients().employment;
    assert_eq!(
        employment.put_destination(&student(), 2, &unplaced()).await,
        Ok(Pushed::Applied)
    );
    assert_eq!(
        employment.put_destination(&student(), 2, &unplaced()).await,
        Ok(Pushed::Already)
    );
    assert_eq!(
        employment.put_destination(&student(), 1, &unplaced()).await,
        Ok(Pushed::Newer)
    );

    let held = employment.current(&student()).await.unwrap().unwrap();
    assert_eq!((held.destination, held.version), (Some(unplaced()), 2));
    assert_eq!(held.student.name, "张三");

    sandbox.systems.employment.remove(STUDENT).unwrap();
    assert_eq!(
        employment.put_destination(&student(), 3, &unplaced()).await,
        Ok(Pushed::NoSuchStudent)
    );
    assert!(employment.current(&student()).await.unwrap().is_none());
}

#[tokio::test]
async fn refused_content_comes_back_with_its_fields() {
    let sandbox = Sandbox::start().await;
    enrol(&sandbox.systems);
    let odd = Destination {
        clear_dispatch: false,
        job_category: Some("13".into()),
        ..unplaced()
    };
    let Err(Failure::Dead { why }) = sandbox
        .clients()
        .employment
        .put_destination(&student(), 1, &odd)
        .await
    else {
        panic!("not refused")
    };
    assert!(
        why.contains("job_category not_allowed") && why.contains("clear_dispatch required"),
        "{why}"
    );
}

#[tokio::test]
async fn the_register_is_read_as_it_answers() {
    let sandbox = Sandbox::start().await;
    let register = sandbox.clients().register;
    assert!(register.status(CREDIT_CODE).await.unwrap().is_none());

    let revoked = sandbox::register::Enterprise {
        credit_code: CREDIT_CODE.into(),
        name: "某公司".into(),
        status_text: "吊销，未注销".into(),
        legal_representative: "张三".into(),
        address: "福建省福州市".into(),
        term_from: None,
        term_to: None,
        abnormal: true,
        seriously_illegal: false,
    };
    sandbox.systems.register.put(revoked).unwrap();
    let entry = register.status(CREDIT_CODE).await.unwrap().unwrap();
    assert_eq!((entry.name.as_str(), entry.verdict()), ("某公司", Verdict::No));
}

#[tokio::test]
async fn processes_share_one_wechat_token_and_one_message_goes_out_once() {
    let sandbox = Sandbox::start().await;
    sandbox.systems.wechat.follow(OPENID).unwrap();
    let (one, other) = (sandbox.clients().wechat, sandbox.clients().wechat);
    let message = verdict();
    let (sent, sent_again) = tokio::join!(one.send(&message), other.send(&message));
    assert_eq!(sent, sent_again);
    assert!(matches!(sent, Ok(Sent::Delivered(_))), "{sent:?}");
    assert_eq!(sandbox.systems.wechat.sent().len(), 1);
    assert!(
        sandbox.systems.wechat.refused().is_empty(),
        "no process lost its token to the other"
    );
}

#[tokio::test]
async fn an_expired_wechat_token_is_renewed_on_the_way() {
    let sandbox = Sandbox::start().await;
    sandbox.systems.wechat.follow(OPENID).unwrap();
    let wechat = sandbox.clients().wechat;
    assert!(matches!(wechat.send(&verdict()).await, Ok(Sent::Delivered(_))));
    sandbox.systems.wechat.expire_tokens();
    let next = wechat::Message {
        id: "notice-44",
        ..verdict()
    };
    assert!(matches!(wechat.send(&next).await, Ok(Sent::Delivered(_))));
    assert_eq!(sandbox.systems.wechat.sent().len(), 2);

    sandbox.systems.wechat.unfollow(OPENID).unwrap();
    let last = wechat::Message {
        id: "notice-45",
        ..verdict()
    };
    assert_eq!(wechat.send(&last).await, Ok(Sent::NotAFollower));
}

#[tokio::test]
async fn an_sms_passes_the_providers_check_of_its_signature() {
    let sandbox = Sandbox::start().await;
    let sms = sandbox.clients().sms;
    let id = sms.send(&edit()).await.unwrap();
    let sent = sandbox.systems.sms.sent();
    assert_eq!(
        (sent[0].biz_id.as_str(), sent[0].mobile.as_str()),
        (id.0.as_str(), "13812345678")
    );
    assert!(sent[0].text.contains("职位类别"));

    let nowhere = sms::Message {
        phone: "123",
        ..edit()
    };
    assert_eq!(
        sms.send(&nowhere).await,
        Err(Failure::dead("refused: isv.MOBILE_NUMBER_ILLEGAL"))
    );
}

#[tokio::test]
async fn a_letter_arrives_in_text_and_html() {
    let sandbox = Sandbox::start().await;
    let letter = Letter {
        id: "notice-46",
        to: "a@example.com",
        subject: "账号激活",
        text: "请激活",
        html: "<p>请激活</p>",
    };
    sandbox.clients().mail.send(&letter).await.unwrap();
    let received = &sandbox.systems.mail.received()[0];
    assert_eq!(
        (received.subject.as_str(), received.recipients.as_slice()),
        ("账号激活", ["a@example.com".to_owned()].as_slice())
    );
    assert!(
        received
            .message_id
            .as_deref()
            .unwrap()
            .contains("notice-46@example.org")
    );
    assert!(received.text.as_deref().unwrap().contains("请激活"));
    assert!(received.html.as_deref().unwrap().contains("<p>请激活</p>"));
}

#[tokio::test]
async fn systems_that_are_down_are_all_tried_again() {
    let sandbox = Sandbox::start().await;
    sandbox.systems.employment.set_behaviour(Behaviour::Down);
    sandbox.systems.register.set_behaviour(Behaviour::Down);
    sandbox.systems.wechat.set_behaviour(Behaviour::Down);
    sandbox.systems.sms.set_behaviour(Behaviour::Down);
    sandbox.systems.mail.set_behaviour(Behaviour::Down);
    let clients = sandbox.clients();
    let letter = Letter {
        id: "notice-47",
        to: "a@example.com",
        subject: "",
        text: "",
        html: "",
    };
    let failures = [
        clients
            .employment
            .put_destination(&student(), 1, &unplaced())
            .await
            .err(),
        clients.register.status(CREDIT_CODE).await.err(),
        clients.wechat.send(&verdict()).await.err(),
        clients.sms.send(&edit()).await.err(),
        clients.mail.send(&letter).await.err(),
    ];
    for failure in failures {
        assert!(matches!(failure, Some(Failure::Retry { .. })), "{failure:?}");
    }
}
