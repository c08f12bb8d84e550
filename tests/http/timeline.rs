//! 办理记录: everything that ever happened to a student; and why they declined.

use wq_core::case::{Command, DeclineReason, Explanation, Objection, Reason, ReasonCode};
use wq_tests::{Site, World};

#[tokio::test]
async fn everything_that_ever_happened_is_read_in_one_place_newest_first() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (first, second, student) = (
        world.company().await,
        world.company().await,
        world.student().await,
    );
    let (officer, other) = (world.officer().await, world.student().await);
    let declined = world.invite(&first, &student).await;
    let objection = Objection {
        code: DeclineReason::Pay,
        text: Some(Explanation::new("与面试<i>所说</i>不符").expect("a text")),
    };
    world
        .act(&student.account, declined, &Command::Decline(objection))
        .await;
    let accepted = world.accepted(&second, &student).await;
    let reason = Reason {
        code: ReasonCode::new("terms").expect("a code"),
        text: Explanation::new("违约金过高").expect("a text"),
    };
    world.act(&officer, accepted, &Command::Reject(reason)).await;
    let signed = world.sign(&second, &student, &officer).await;
    world
        .sql(&format!(
            "INSERT INTO case_events (case_id, version, actor, account_id, command, from_state, to_state, before, after) \
             VALUES ({}, 4, 'school_officer', {}, 'edit_after_approval', 'signed', 'signed', \
             '{{\"job_category\": \"13\"}}', '{{\"job_category\": \"11\"}}')",
            signed.case, officer.id
        ))
        .await;
    world.accepted(&first, &other).await;

    let reader = site.signed_in(&world, &student.account).await;
    assert!(reader.get("/").await.body.contains("href=\"/student/timeline\""));
    let page = reader.get("/student/timeline").await;
    assert_eq!(page.status, 200);
    let told = [
        "职位类别：工程技术人员 → 科学研究人员",
        "学校鉴证通过",
        "违约金过高",
        "拒绝签约",
        "薪酬待遇不合适",
        "与面试&lt;i&gt;所说&lt;/i&gt;不符",
    ];
    let places: Vec<usize> = told
        .iter()
        .map(|words| {
            page.body
                .find(words)
                .unwrap_or_else(|| panic!("it lacks {words}"))
        })
        .collect();
    assert!(places.is_sorted(), "newest first: {places:?}");
    assert_eq!(
        page.body.matches("<time").count(),
        9,
        "every step of the student's, and no other's"
    );
    for case in [declined.case, signed.case] {
        assert!(page.body.contains(&format!("/student/invitations/{case}")));
    }
    assert!(!page.body.contains(&other.name));
    let theirs = site.signed_in(&world, &other.account).await;
    assert!(!theirs.get("/student/timeline").await.body.contains("违约金过高"));
}

#[tokio::test]
async fn every_step_leads_to_the_page_of_its_case_whatever_its_kind() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (student, officer) = (world.student().await, world.officer().await);
    let paper = world.paper(&student, &officer).await;
    let ending = world.hand_in_termination(&student, paper).await;

    let reader = site.signed_in(&world, &student.account).await;
    let page = reader.get("/student/timeline").await.body;
    for href in [
        format!("/student/paper/{}", paper.case),
        format!("/student/terminations/{}", ending.case),
    ] {
        assert!(page.contains(&format!("href=\"{href}\"")), "it lacks {href}");
        assert_eq!(reader.get(&href).await.status, 200, "{href}");
    }
}

#[tokio::test]
async fn a_long_record_is_paged_and_no_step_is_lost() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    for _ in 0..25 {
        let invited = world.invite(&company, &student).await;
        let objection = Objection::of(DeclineReason::NeverApplied);
        world
            .act(&student.account, invited, &Command::Decline(objection))
            .await;
    }
    let reader = site.signed_in(&world, &student.account).await;
    let first = reader.get("/student/timeline").await.body;
    let older = first
        .split_once("/student/timeline?older=")
        .map(|(_, rest)| rest.split('"').next().unwrap_or_default().to_owned())
        .expect("a second page");
    let second = reader.get(&format!("/student/timeline?older={older}")).await.body;
    let steps = |page: &str| page.matches("<time").count();
    assert_eq!((steps(&first), steps(&second)), (40, 10));
    assert!(second.contains("/student/timeline?newer="));
}

#[tokio::test]
async fn who_declines_says_why_and_the_company_reads_it() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let invited = world.invite(&company, &student).await;
    let href = format!("/student/invitations/{}/refusal", invited.case);
    let reader = site.signed_in(&world, &student.account).await;
    let asked = reader.get(&href).await;
    for reason in DeclineReason::ALL {
        assert!(asked.body.contains(reason.label()), "{reason:?}");
    }
    let long = "长".repeat(501);
    for (reason, words, said) in [
        ("", "改天再说", "请从列表中选择原因"),
        ("invented", "改天再说", "请从列表中选择原因"),
        ("pay", long.as_str(), "说明不能超过500个字"),
        ("pay", "a\u{202e}b", "无法显示的字符"),
    ] {
        let fields = [("version", "1"), ("reason", reason), ("words", words)];
        let answer = reader.post(&href, &fields).await;
        assert_eq!(answer.status, 422, "{said}");
        assert!(
            answer.body.contains(said) && answer.body.contains(words),
            "{said}"
        );
    }
    assert_eq!(
        world
            .sql("SELECT FROM case_events WHERE command = 'decline'")
            .await,
        0
    );

    let fields = [("version", "1"), ("reason", "place"), ("words", "离家太远")];
    assert_eq!(reader.post(&href, &fields).await.status, 303);
    let kept =
        "SELECT FROM case_events WHERE command = 'decline' AND reason_code = 'place' AND text = '离家太远'";
    assert_eq!(world.sql(kept).await, 1);
    let employer = site.signed_in(&world, &company.account).await;
    let page = employer
        .get(&format!("/company/invitations/{}", invited.case))
        .await;
    assert!(page.body.contains("工作地点不合适") && page.body.contains("离家太远"));
    let messages = employer.get("/messages").await;
    assert!(messages.body.contains("工作地点不合适：离家太远"));

    let again = world.invite(&company, &student).await;
    let href = format!("/student/invitations/{}/refusal", again.case);
    let bare = [("version", "1"), ("reason", "other")];
    assert_eq!(
        reader.post(&href, &bare).await.status,
        303,
        "the words are left to them"
    );
    assert!(employer.get("/messages").await.body.contains("其他"));
}
