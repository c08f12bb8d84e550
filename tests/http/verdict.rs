//! The review page and its verdicts: who may give them, what they need, and what is left when they are refused.

use reqwest::{Method, StatusCode};
use wq_core::{
    case::{Acted, Command, ReviewMode},
    company,
};
use wq_tests::{Answer, Client, Site, World};

use super::signing::{HOSTILE, others};

/// A world with a case that waits for its first reviewer.
async fn waiting() -> (World, Site, Acted) {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    let waiting = world.accepted(&company, &student).await;
    let site = Site::of(&world).await;
    (world, site, waiting)
}

pub fn at(case: Acted, rest: &str) -> String {
    format!("/signing/{}{rest}", case.case)
}

/// A rejection in order.
fn rejection(version: &str) -> [(&'static str, &str); 3] {
    [
        ("version", version),
        ("reason", "company_details"),
        ("words", "单位地址与营业执照不一致"),
    ]
}

async fn approve(client: &Client, case: Acted) -> Answer {
    let version = case.version.to_string();
    client
        .post(&at(case, "/approval"), &[("version", &version)])
        .await
}

async fn is_in(world: &World, case: Acted, state: &str) -> bool {
    let rows = format!("SELECT FROM cases WHERE id = {} AND state = '{state}'", case.case);
    world.sql(&rows).await == 1
}

/// Nothing at all was written: neither state nor event nor audit entry.
async fn untouched(world: &World, case: Acted) -> bool {
    let events = format!("SELECT FROM case_events WHERE case_id = {}", case.case);
    is_in(world, case, case.state.as_str()).await && world.sql(&events).await == 2
}

#[tokio::test]
async fn an_approval_leads_on_to_the_next_case_and_in_the_end_to_the_list() {
    let (world, site, first) = waiting().await;
    let company = world.company().await;
    let second = world.accepted(&company, &world.student().await).await;
    let third = world.accepted(&company, &world.student().await).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    // Begun in the middle: what was passed over comes last.
    for (case, next) in [(second, third), (third, first)] {
        let answer = approve(&client, case).await;
        assert_eq!(
            (answer.status, answer.location()),
            (StatusCode::SEE_OTHER, at(next, "").as_str())
        );
        assert!(is_in(&world, case, "signed").await);
    }
    let last = approve(&client, first).await;
    assert_eq!(last.location(), "/signing?group=mine");
    let list = client.get(last.location()).await;
    assert!(list.body.contains("已通过。") && list.body.contains("没有等待您处理的事项"));
    assert!(!client.get("/").await.body.contains("已通过。"), "said once");
}

#[tokio::test]
async fn the_list_that_a_case_was_opened_from_goes_with_it() {
    let (world, site, first) = waiting().await;
    let company = world.company().await;
    let second = world.accepted(&company, &world.student().await).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let page = client.get(&at(second, "?group=online.review&order=newest")).await;
    let query = "?group=online.review&amp;order=newest";
    assert!(
        page.body.contains(&format!(r#"href="/signing{query}""#)),
        "back to the list"
    );
    assert!(
        page.body
            .contains(&format!(r#"href="/signing/{}{query}" rel="next""#, first.case))
    );
    let version = second.version.to_string();
    let approval = at(second, "/approval?group=online.review&order=newest");
    let answer = client.post(&approval, &[("version", &version)]).await;
    assert_eq!(answer.location(), at(first, "?group=online.review&order=newest"));
}

#[tokio::test]
async fn the_department_comes_first_and_each_step_only_once() {
    let world = World::new().await;
    world.review_by(ReviewMode::DepartmentThenSchool).await;
    let (company, student) = (world.company().await, world.student().await);
    let case = world.accepted(&company, &student).await;
    let site = Site::of(&world).await;
    let school = site.signed_in(&world, &world.officer().await).await;
    let department = site.signed_in(&world, &world.department_officer().await).await;

    let early = school.get(&at(case, "")).await;
    assert_eq!(early.status, StatusCode::OK);
    assert!(!early.body.contains(r#"id="verdict""#), "nothing to decide yet");
    assert!(
        early
            .body
            .contains("该事项正等待学院审核，请在学院审核通过后再处理")
    );
    let answer = approve(&school, case).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("等待学院审核"));
    let version = case.version.to_string();
    let answer = school.post(&at(case, "/rejection"), &rejection(&version)).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let answer = school
        .post(&at(case, "/rejection"), &[("version", &version)])
        .await;
    assert_eq!(
        answer.status,
        StatusCode::FORBIDDEN,
        "whatever is wrong with the form"
    );
    assert!(untouched(&world, case).await);

    assert!(
        department
            .get(&at(case, ""))
            .await
            .body
            .contains(r#"id="verdict""#)
    );
    assert_eq!(approve(&department, case).await.status, StatusCode::SEE_OTHER);
    assert!(is_in(&world, case, "school_review").await);
    let passed_on = department.get(&at(case, "")).await;
    assert!(!passed_on.body.contains(r#"id="verdict""#));
    assert!(passed_on.body.contains("学院已审核通过，该事项正等待学校审核"));
    assert!(!passed_on.body.contains("状态已变化"), "nothing moved");
    let again = Acted {
        version: case.version + 1,
        ..case
    };
    assert_eq!(approve(&department, again).await.status, StatusCode::CONFLICT);
    assert_eq!(approve(&school, again).await.status, StatusCode::SEE_OTHER);
    assert!(is_in(&world, case, "signed").await);
    let decided = school.get(&at(case, "")).await;
    assert!(!decided.body.contains("awaited-title"), "nobody is waited for");
}

#[tokio::test]
async fn of_a_dormant_student_the_page_says_why_there_is_no_verdict_to_give() {
    let (world, site, case) = waiting().await;
    world.sql("UPDATE students SET dormant_since = now()").await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let page = client.get(&at(case, "")).await;
    assert!(!page.body.contains(r#"id="verdict""#));
    assert!(page.body.contains("该毕业生已失效") && page.body.contains("恢复该毕业生信息后再办理"));
}

#[tokio::test]
async fn a_second_verdict_is_a_conflict_that_shows_the_first_and_keeps_what_was_typed() {
    let (world, site, case) = waiting().await;
    let one = site.signed_in(&world, &world.officer().await).await;
    let other = site.signed_in(&world, &world.officer().await).await;
    assert_eq!(approve(&one, case).await.status, StatusCode::SEE_OTHER);
    let version = case.version.to_string();
    let late = other.post(&at(case, "/rejection"), &rejection(&version)).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("学校用户 陈老师已于"), "{}", late.body);
    assert!(
        late.body
            .contains("单位信息有误或不完整：单位地址与营业执照不一致"),
        "kept"
    );
    assert!(late.body.contains("签约完成") && !late.body.contains(r#"id="verdict""#));
    assert!(is_in(&world, case, "signed").await);
    let half = other
        .post(
            &at(case, "/rejection"),
            &[("version", &version), ("words", "只写了一半")],
        )
        .await;
    assert_eq!(half.status, StatusCode::CONFLICT);
    assert!(half.body.contains("只写了一半"));
    let unversioned = other.post(&at(case, "/approval"), &[]).await;
    assert_eq!(unversioned.status, StatusCode::CONFLICT);
    let events = format!("SELECT FROM case_events WHERE case_id = {}", case.case);
    assert_eq!(world.sql(&events).await, 3);
}

#[tokio::test]
async fn of_two_verdicts_at_one_instant_one_wins() {
    let (world, site, case) = waiting().await;
    let mut clients = Vec::new();
    for _ in 0..4 {
        clients.push(site.signed_in(&world, &world.officer().await).await);
    }
    let answers = futures::future::join_all(clients.iter().map(|client| approve(client, case))).await;
    let of = |status| answers.iter().filter(|answer| answer.status == status).count();
    assert_eq!((of(StatusCode::SEE_OTHER), of(StatusCode::CONFLICT)), (1, 3));
}

#[tokio::test]
async fn r_6_1_a_rejection_needs_a_listed_reason_and_a_text() {
    let (world, site, case) = waiting().await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let version = case.version.to_string();
    let long = "长".repeat(501);
    for (reason, words, sentence) in [
        ("", "地址有误，请更正", "请从列表中选择原因"),
        ("invented", "地址有误，请更正", "请从列表中选择原因"),
        ("company_details", "", "请填写具体说明"),
        ("company_details", " \n ", "请填写具体说明"),
        ("company_details", long.as_str(), "不能超过500个字"),
        ("company_details", "地址\u{0}有误", "无法显示的字符"),
    ] {
        let fields = [
            ("version", version.as_str()),
            ("reason", reason),
            ("words", words),
        ];
        let answer = client.post(&at(case, "/rejection"), &fields).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{reason}: {words}"
        );
        assert!(answer.body.contains(sentence), "{sentence}");
        assert!(answer.body.contains(r#"aria-invalid="true""#) && answer.body.contains(r#"role="alert""#));
        assert!(
            answer.body.contains(words.trim()),
            "what was typed is kept: {words}"
        );
        let chosen = r#"<option value="company_details" selected"#;
        assert_eq!(answer.body.contains(chosen), reason == "company_details");
        assert!(untouched(&world, case).await);
    }
    let answer = client.post(&at(case, "/rejection"), &rejection(&version)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(is_in(&world, case, "rejected").await);
    let page = client.get(&at(case, "")).await;
    assert!(page.body.contains("单位信息有误或不完整") && page.body.contains("单位地址与营业执照不一致"));
}

#[tokio::test]
async fn r_6_1_an_online_agreement_is_never_sent_back() {
    let (world, site, case) = waiting().await;
    let client = site.signed_in(&world, &world.officer().await).await;
    assert!(!client.get(&at(case, "")).await.body.contains("退回修改"));
    let version = case.version.to_string();
    let answer = client.post(&at(case, "/return"), &rejection(&version)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("不能退回修改") && untouched(&world, case).await);
}

#[tokio::test]
async fn r_6_2_the_form_of_an_offline_agreement_is_reviewed_and_can_be_sent_back() {
    let (world, site, other) = waiting().await;
    let student = world.student().await;
    world
        .sql(&format!(
            "INSERT INTO cases (id, kind, state, school_id, cohort, student_id, department, level, initiator)
             VALUES (900, 'offline', 'agreement_school_review', 1, 2027, {}, '计算机学院', 'undergraduate', 'student')",
            student.id
        ))
        .await;
    world
        .sql(&format!(
            "INSERT INTO agreements (case_id, company_name, credit_code, nature, industry, region, job_category, job_title,
                work_place, pay) SELECT 900, '乡镇小厂', credit_code, nature, industry, region, job_category, job_title,
                work_place, pay FROM agreements WHERE case_id = {}",
            other.case
        ))
        .await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let page = client.get("/signing/900").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("学校审核协议") && page.body.contains("退回修改"));
    assert!(
        !page.body.contains("重新查询"),
        "a company that is only named is not in the register"
    );
    let answer = client.post("/signing/900/return", &rejection("1")).await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, at(other, "").as_str())
    );
    assert_eq!(
        world
            .sql("SELECT FROM cases WHERE state = 'agreement_returned'")
            .await,
        1
    );
    let page = client.get("/signing/900").await;
    assert!(page.body.contains("学校退回修改") && page.body.contains("单位地址与营业执照不一致"));
}

#[tokio::test]
async fn a_reason_may_hold_any_text_and_stays_text() {
    for text in HOSTILE {
        let text = text.replace('\u{0}', "");
        let (world, site, case) = waiting().await;
        let client = site.signed_in(&world, &world.officer().await).await;
        let version = case.version.to_string();
        let fields = [
            ("version", version.as_str()),
            ("reason", "other"),
            ("words", text.as_str()),
        ];
        assert_eq!(
            client.post(&at(case, "/rejection"), &fields).await.status,
            StatusCode::SEE_OTHER
        );
        let page = client.get(&at(case, "")).await;
        assert!(
            !page.body.contains("<script>alert") && !page.body.contains("<img"),
            "{text}"
        );
        let kept = format!(
            "SELECT FROM case_events WHERE text = $words${}$words$",
            text.trim()
        );
        assert_eq!(world.sql(&kept).await, 1, "{text}");
    }
}

#[tokio::test]
async fn without_a_good_token_or_session_nothing_is_written() {
    let (world, site, case) = waiting().await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let version = case.version.to_string();
    let acts = ["/approval", "/rejection", "/return", "/id-number", "/lookup"];
    let audited = world.sql("SELECT FROM audit_entries").await;
    for act in acts {
        for token in [None, Some(""), Some("forged")] {
            let mut fields = rejection(&version).to_vec();
            fields.extend(token.map(|token| ("csrf", token)));
            let answer = client.post_raw(&at(case, act), &fields).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{act} {token:?}");
            assert!(answer.body.contains("页面已过期"));
        }
    }
    let huge = "长".repeat(17_000_000);
    let fields = [("version", version.as_str()), ("words", huge.as_str())];
    let answer = client.post_raw(&at(case, "/rejection"), &fields).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let token = client.token().await;
    world
        .sql("UPDATE sessions SET seen_at = now() - interval '2 hours'")
        .await;
    for act in acts {
        let mut fields = rejection(&version).to_vec();
        fields.push(("csrf", &token));
        let answer = client.post_raw(&at(case, act), &fields).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{act}");
    }
    assert!(untouched(&world, case).await);
    assert_eq!(world.sql("SELECT FROM audit_entries").await, audited);
    assert_eq!(world.sql("SELECT FROM company_register").await, 0);
}

#[tokio::test]
async fn r_2_3_no_one_elses_officer_can_touch_a_case() {
    let (world, site, case) = waiting().await;
    let version = case.version.to_string();
    let student = world.student().await;
    let mut strangers = others(&world).await.to_vec();
    strangers.push(student.account);
    for other in strangers {
        let client = site.signed_in(&world, &other).await;
        for act in ["/approval", "/rejection", "/return", "/id-number", "/lookup"] {
            let answer = client.post(&at(case, act), &rejection(&version)).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{} {act}", other.name);
        }
    }
    assert!(untouched(&world, case).await);
}

#[tokio::test]
async fn r_5_2_a_dormant_students_case_cannot_be_decided() {
    let (world, site, case) = waiting().await;
    world.sql("UPDATE students SET dormant_since = now()").await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let page = client.get(&at(case, "")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains(r#"id="verdict""#));
    let answer = approve(&client, case).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("已失效") && untouched(&world, case).await);
}

#[tokio::test]
async fn an_id_number_is_masked_until_it_is_asked_for_which_leaves_a_trace() {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    let case = world.accepted(&company, &student).await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let number = student.id_number.reveal();
    let page = client.get(&at(case, "")).await;
    assert!(!page.body.contains(number) && page.body.contains(&student.id_number.masked()));
    assert!(!page.body.contains(&student.mobile));
    let trace = "SELECT FROM audit_entries WHERE act = 'student.reveal_id_number'";
    assert_eq!(world.sql(trace).await, 0);

    let page = client.post(&at(case, "/id-number"), &[]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("<html") && page.body.contains(number));
    assert_eq!(world.sql(trace).await, 1);
    assert!(
        !client.get(&at(case, "")).await.body.contains(number),
        "and masked again"
    );

    let part = client.post_partly(&at(case, "/id-number"), &[]).await;
    assert!(
        part.body.starts_with(r#"<dl id="id-number""#) && part.body.contains(number),
        "{}",
        part.body
    );
    assert_eq!(world.sql(trace).await, 2);
    let personal = format!("SELECT FROM audit_entries WHERE detail::text LIKE '%{number}%'");
    assert_eq!(world.sql(&personal).await, 0, "the trail does not repeat it");
}

#[tokio::test]
async fn r_8_2_opening_a_case_asks_the_register_once_and_shows_the_answer() {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    let case = world.accepted(&company, &student).await;
    world.sql("DELETE FROM jobs WHERE kind = 'look_up_company'").await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let jobs = "SELECT FROM jobs WHERE kind = 'look_up_company'";
    for _ in 0..2 {
        let page = client.get(&at(case, "")).await;
        assert!(page.body.contains("经营状态查询中"), "{}", page.body);
        assert!(page.body.contains("经营状态未能确认"), "and the verdict says so");
        assert_eq!(world.sql(jobs).await, 1);
    }
    let part = client.get(&at(case, "/standing")).await;
    assert!(part.body.starts_with(r#"<div id="standing""#) && part.body.contains("every 2s"));

    world.no_more(&company).await;
    let part = client.get(&at(case, "/standing")).await;
    assert!(part.body.contains("吊销，未注销（非存续）") && !part.body.contains("every 2s"));
    let (panel, heeded) = part
        .body
        .split_once("<hx-partial")
        .expect("what the verdict heeds");
    assert!(panel.starts_with(r#"<div id="standing""#) && !panel.contains("请留意"));
    assert!(heeded.starts_with(r##" hx-target="#cautions" hx-swap="innerHTML"><div class="notice""##));
    assert!(heeded.contains("用人单位处于非存续状态") && !heeded.contains("经营状态未能确认"));
    let reader = site.signed_in(&world, &world.department_officer().await).await;
    let panel = reader.get(&at(case, "/standing")).await;
    assert!(
        panel.body.contains("非存续") && !panel.body.contains("hx-partial"),
        "nobody else has a verdict to give"
    );
    let page = client.get(&at(case, "")).await;
    assert!(page.body.contains("用人单位处于非存续状态"));
    assert_eq!(world.sql(jobs).await, 1, "a fresh answer is not asked for again");

    world.sql("DELETE FROM jobs").await;
    world
        .sql("UPDATE company_register SET fetched_at = now() - interval '25 hours', asked_at = now() - interval '25 hours'")
        .await;
    assert!(client.get(&at(case, "")).await.body.contains("经营状态查询中"));
    assert_eq!(world.sql(jobs).await, 1, "an old one is");
}

#[tokio::test]
async fn r_8_2_the_register_is_asked_again_by_hand() {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    let case = world.accepted(&company, &student).await;
    company::unanswered(&mut *world.conn().await, company.id, "timeout")
        .await
        .expect("kept");
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let page = client.get(&at(case, "")).await;
    assert!(page.body.contains("暂时无法获取最新状态，请手动查询") && page.body.contains("重新查询"));
    let part = client.post_partly(&at(case, "/lookup"), &[]).await;
    assert!(part.body.contains("经营状态查询中") && !part.body.contains("<html"));
    assert!(
        part.body.contains("经营状态未能确认"),
        "the verdict heeds what is known by then"
    );
    let answer = client.post(&at(case, "/lookup"), &[]).await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, at(case, "").as_str())
    );
    assert_eq!(
        world.sql("SELECT FROM jobs WHERE kind = 'look_up_company'").await,
        1
    );
}

#[tokio::test]
async fn r_8_3_a_warned_company_is_said_to_be_one() {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    let case = world.accepted(&company, &student).await;
    world
        .sql(&format!(
            "INSERT INTO warnings (company_id, school_id, reason, explanation) VALUES ({}, 1, 'fake', '查无此地')",
            company.id
        ))
        .await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let page = client.get(&at(case, "")).await;
    assert!(page.body.contains("本校预警：虚假单位") && page.body.contains("用人单位为预警单位"));
    let list = client.get("/signing?group=mine").await;
    assert!(list.body.contains(r#"data-tone="bad">预警"#), "{}", list.body);
}

#[tokio::test]
async fn the_same_case_is_a_page_or_a_part() {
    let (world, site, case) = waiting().await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let page = client.get(&at(case, "")).await;
    let part = client
        .ask(Method::GET, &at(case, ""), &[("HX-Request-Type", "partial")])
        .await;
    assert!(page.body.contains("<html") && !part.body.contains("<html"));
    for words in [
        "协议信息",
        "单位信息",
        "学生信息",
        "办理记录",
        "审核不通过",
        "学生同意",
    ] {
        assert!(page.body.contains(words) && part.body.contains(words), "{words}");
    }
    world.act(&world.officer().await, case, &Command::Approve).await;
    assert!(client.get(&at(case, "")).await.body.contains("协议编号"));
}
