//! A way out where the company does not answer (guide 8.1 and 8.2): overdue, forced, one-sided.

use diesel::QueryDsl;
use diesel_async::RunQueryDsl;
use wq_core::{
    access::{LevelScope, Role},
    case::{Acted, Command, ReviewMode, remind},
    db::schema::{case_events, terminations},
    ids::SchoolId,
    message,
    review::Means,
};
use wq_tests::Client;

use crate::termination::Signed;

const WORDS: &str = "已三次电话联系单位人事，<b>单位同意解约</b>但不登录平台。";

fn page(case: Acted) -> String {
    format!("/terminations/{}/force", case.case)
}

async fn officer(signed: &Signed) -> Client {
    signed.site.signed_in(&signed.world, &signed.officer).await
}

/// The termination was asked so many days ago.
async fn days_ago(signed: &Signed, days: i32) {
    signed
        .world
        .sql(&format!(
            "UPDATE cases SET entered_at = entered_at - interval '{days} days', due_at = due_at - interval '{days} days'
             WHERE kind = 'termination'"
        ))
        .await;
}

async fn kept(signed: &Signed, case: Acted) -> (Means, Option<String>) {
    terminations::table
        .find(case.case)
        .select((terminations::means, terminations::explanation))
        .first(&mut *signed.world.conn().await)
        .await
        .expect("a termination")
}

#[tokio::test]
async fn guide_8_1_a_school_officer_forces_what_the_company_does_not_answer_on_evidence() {
    let signed = Signed::new().await;
    let world = &signed.world;
    let asked = signed.asked().await;
    let school = officer(&signed).await;
    days_ago(&signed, 13).await;
    remind(&mut *world.conn().await, asked.case)
        .await
        .expect("a reminder");
    let early = school.get(&page(asked)).await;
    assert!(early.body.contains("还没有到，请先与单位联系"));
    days_ago(&signed, 3).await;
    let guided = school.get(&page(asked)).await;
    for words in [
        "请谨慎使用：使用前应与用人单位协商一致，以防出现纠纷",
        "超期",
        "通知对方：申请解约",
        "提醒答复",
        "邮件 发送中",
        "周联系",
        "不能恢复",
        "报到证及户档信息将被清空",
    ] {
        assert!(guided.body.contains(words), "{words}");
    }
    for wrong in ["", " \n "] {
        let answer = school
            .post(&page(asked), &[("version", "2"), ("words", wrong)])
            .await;
        assert!(answer.status == 422 && answer.body.contains("请填写具体说明"));
    }
    let long = "字".repeat(501);
    let answer = school
        .post(&page(asked), &[("version", "2"), ("words", &long)])
        .await;
    assert!(answer.status == 422 && answer.body.contains(&long));
    assert_eq!(signed.state(asked.case).await, "asked_by_student");

    let done = school
        .post(&page(asked), &[("version", "2"), ("words", WORDS)])
        .await;
    assert_eq!(done.status, 303);
    assert_eq!(signed.state(asked.case).await, "terminated");
    assert_eq!(signed.state(signed.agreement.case).await, "terminated");
    assert_eq!(
        kept(&signed, asked).await,
        (Means::Forced, Some(WORDS.to_owned()))
    );
    let told = message::told(&*world.conn().await, &signed.officer.scope(), asked.case)
        .await
        .expect("messages");
    let forced: Vec<_> = told
        .iter()
        .filter(|told| told.notice.as_str() == "termination_forced")
        .map(|told| told.channel.as_str())
        .collect();
    assert_eq!(forced, ["wechat", "sms", "mail"]);
    let reader = signed.reader().await;
    let own = reader.get(&format!("/student/terminations/{}", asked.case)).await;
    for words in ["强制解约", "学校情况说明", "&lt;b&gt;单位同意解约"] {
        assert!(own.body.contains(words), "{words}");
    }
    let reviewed = school.get(&format!("/terminations/{}", asked.case)).await;
    for page in [own, reviewed] {
        assert!(!page.body.contains("对方同意"), "nobody agreed");
    }
    let again = school
        .post(&page(asked), &[("version", "3"), ("words", WORDS)])
        .await;
    assert_eq!(again.status, 409);
}

#[tokio::test]
async fn r_6_5_a_department_never_forces() {
    let signed = Signed::new().await;
    let world = &signed.world;
    world.review_by(ReviewMode::DepartmentThenSchool).await;
    let department = world.department_officer().await;
    let department = signed.site.signed_in(world, &department).await;
    let asked = signed.asked().await;
    let one_sided = format!("/terminations/{}/one-sided", asked.case);
    for path in [page(asked), one_sided] {
        assert_eq!(department.get(&path).await.status, 403, "{path}");
        for words in [WORDS, ""] {
            let answer = department
                .post(&path, &[("version", "1"), ("words", words)])
                .await;
            assert_eq!(answer.status, 403, "{path}");
            assert!(answer.body.contains("该功能仅对学校用户开放"));
        }
    }
    assert_eq!(signed.state(asked.case).await, "asked_by_student");
    assert_eq!(kept(&signed, asked).await, (Means::Agreed, None));
}

#[tokio::test]
async fn only_the_students_own_unanswered_ask_is_forced_and_only_as_it_was_seen() {
    let signed = Signed::new().await;
    let school = officer(&signed).await;
    let asked = signed.asked_by_company().await;
    let forced = [("version", "1"), ("words", WORDS)];
    assert_eq!(school.get(&page(asked)).await.status, 409);
    assert_eq!(school.post(&page(asked), &forced).await.status, 409);
    let own = page_of_company(asked);
    let employer = signed.employer().await;
    employer
        .post(&format!("{own}/withdrawal"), &[("version", "1")])
        .await;
    let asked = signed.asked().await;
    for version in ["0", "7", ""] {
        let answer = school
            .post(&page(asked), &[("version", version), ("words", WORDS)])
            .await;
        assert_eq!(answer.status, 409, "{version}");
        assert!(answer.body.contains("状态已变化"));
    }
    assert_eq!(signed.state(asked.case).await, "asked_by_student");
}

fn page_of_company(case: Acted) -> String {
    format!("/company/terminations/{}", case.case)
}

#[tokio::test]
async fn of_a_forced_end_and_a_consent_at_the_same_moment_one_holds() {
    let signed = Signed::new().await;
    let asked = signed.asked().await;
    let (school, employer) = (officer(&signed).await, signed.employer().await);
    let (force, consent) = (page(asked), format!("{}/consent", page_of_company(asked)));
    let (forced, version) = ([("version", "1"), ("words", WORDS)], [("version", "1")]);
    let (one, two) = tokio::join!(school.post(&force, &forced), employer.post(&consent, &version));
    let mut both = [one.status.as_u16(), two.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [303, 409]);
    let expected = if one.status == 303 {
        ("terminated", "terminated")
    } else {
        ("school_review", "signed")
    };
    let states = (
        signed.state(asked.case).await,
        signed.state(signed.agreement.case).await,
    );
    assert_eq!((states.0.as_str(), states.1.as_str()), expected);
}

#[tokio::test]
async fn officers_of_elsewhere_and_people_without_the_office_find_nothing() {
    let signed = Signed::new().await;
    let world = &signed.world;
    let asked = signed.asked().await;
    world
        .sql("INSERT INTO schools (id, code, name, province) VALUES (2, '10285', '他校', '320000')")
        .await;
    let elsewhere = Role::School {
        school: SchoolId(2),
        level: LevelScope::All,
    };
    let of_graduates = Role::School {
        school: world.school,
        level: LevelScope::Graduate,
    };
    for (name, role) in [("他校老师", elsewhere), ("研究生老师", of_graduates)] {
        let account = world.account(name, role).await;
        let client = signed.site.signed_in(world, &account).await;
        assert_eq!(client.get(&page(asked)).await.status, 404, "{name}");
        let answer = client
            .post(&page(asked), &[("version", "1"), ("words", WORDS)])
            .await;
        assert_eq!(answer.status, 404, "{name}");
    }
    for client in [signed.reader().await, signed.employer().await] {
        assert_eq!(client.get(&page(asked)).await.status, 404);
    }
    assert_eq!(signed.state(asked.case).await, "asked_by_student");
}

#[tokio::test]
async fn guide_8_2_a_school_officer_ends_a_paper_agreement_for_the_student_alone() {
    let signed = Signed::new().await;
    let world = &signed.world;
    let student = world.student().await;
    let paper = world.paper(&student, &signed.officer).await;
    let handed_in = world.hand_in_termination(&student, paper).await;
    let school = officer(&signed).await;
    let path = format!("/terminations/{}/one-sided", handed_in.case);
    let review = school
        .get(&format!("/terminations/{}", handed_in.case))
        .await
        .body;
    let (_, panel) = review.split_once(r#"id="verdict""#).expect("the verdict");
    let way = panel
        .split_once(&format!("{path}?"))
        .or(panel.split_once(&format!("{path}\"")));
    assert!(
        way.is_some_and(|(_, rest)| rest.contains("未通过时填写")),
        "{panel}"
    );
    let blank = school.get(&path).await;
    for words in [
        "学生单方面解约",
        "请谨慎使用",
        "单位不能提供解约材料",
        "解约申请",
        "解约原因",
        "用人单位联系方式",
        "联系电话",
    ] {
        assert!(blank.body.contains(words), "{words}");
    }
    let mute = school.post(&path, &[("version", "1"), ("words", "")]).await;
    assert!(mute.status == 422 && mute.body.contains("请填写具体说明"));
    let done = school
        .post(
            &path,
            &[("version", "1"), ("words", "单位已停止经营，无法出具材料。")],
        )
        .await;
    assert_eq!(done.status, 303);
    assert_eq!(signed.state(handed_in.case).await, "terminated");
    assert_eq!(signed.state(paper.case).await, "terminated");
    let (means, explanation) = kept(&signed, handed_in).await;
    assert_eq!(
        (means, explanation.as_deref()),
        (Means::OneSided, Some("单位已停止经营，无法出具材料。"))
    );
    let commands: Vec<String> = case_events::table
        .select(case_events::command)
        .order(case_events::id)
        .load(&mut *world.conn().await)
        .await
        .expect("events");
    let last = [
        commands[commands.len() - 2].as_str(),
        commands[commands.len() - 1].as_str(),
    ];
    assert!(last.contains(&"approve_one_sided") && last.contains(&"end_by_termination"));
    // An online agreement is forced, never ended one-sidedly.
    let asked = signed.asked().await;
    world.act(&signed.company.account, asked, &Command::Agree).await;
    let path = format!("/terminations/{}/one-sided", asked.case);
    let answer = school.post(&path, &[("version", "2"), ("words", WORDS)]).await;
    assert!(answer.status == 422 && answer.body.contains("请使用“强制解约”"));
}

#[tokio::test]
async fn what_nobody_answered_or_uploaded_in_time_is_overdue_on_the_home_page_and_in_its_list() {
    let signed = Signed::new().await;
    let world = &signed.world;
    let asked = signed.asked().await;
    let school = officer(&signed).await;
    let student = world.student().await;
    let offline = world.offline(&signed.company, &student).await;
    world.act(&signed.officer, offline, &Command::Approve).await;
    for module in ["terminations", "signing"] {
        let list = school.get(&format!("/{module}?group=overdue")).await;
        assert!(list.body.contains("共 0 件"), "{module}");
    }
    world
        .sql("UPDATE cases SET due_at = now() - interval '3 days' WHERE due_at IS NOT NULL")
        .await;
    let board = school.get("/board").await.body;
    for (module, name) in [("terminations", &signed.student.name), ("signing", &student.name)] {
        let href = format!(r#"href="/{module}?group=overdue""#);
        let (_, count) = board.split_once(&href).expect("a count");
        assert!(count.starts_with(r#" data-tone="bad""#), "{module}");
        let list = school.get(&format!("/{module}?group=overdue")).await.body;
        for words in ["共 1 件", "超期 3 天", name] {
            assert!(list.contains(words), "{module}: {words}");
        }
    }
    let case = school
        .get(&format!("/terminations/{}?group=overdue", asked.case))
        .await;
    for words in [
        "超期 3 天",
        "强制解约",
        "学生发起解约，等待单位应约",
        "被其他单位录用",
    ] {
        assert!(case.body.contains(words), "{words}");
    }
}
