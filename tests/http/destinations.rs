//! 去向登记 (guide section 9): a student registers, takes back, mends and gives up; a reviewer corrects.

use diesel::{ExpressionMethods, QueryDsl};
use diesel_async::RunQueryDsl;
use reqwest::StatusCode;
use wq_core::{
    access::Account,
    case::{Acted, By, Command, Explanation, Reason, ReasonCode, ReviewMode, State, act},
    db::schema::{case_files, cases},
    destination::Type,
    ids::CaseId,
    sync,
};
use wq_tests::{Answer, Client, Site, Student, World};

use crate::invitation::NASTY;

const LIST: &str = "/student/destinations";

/// 自由职业, in order.
const FREELANCE: [(&str, &str); 4] = [
    ("registered_on", "2026-10-01"),
    ("job_title", "自由撰稿人"),
    ("region", "江苏省南京市玄武区"),
    ("pay", "6500"),
];

/// Types that need no proof: 其他暂不就业, in order.
const REASON: [(&str, &str); 2] = [("registered_on", "2026-10-01"), ("reason", "身体原因")];

pub async fn case_of(world: &World, student: &Student) -> Acted {
    let (case, state, version) = cases::table
        .filter(cases::student_id.eq(student.id))
        .order(cases::id.desc())
        .select((
            cases::id,
            <State as diesel::SelectableHelper<_>>::as_select(),
            cases::version,
        ))
        .first(&mut *world.conn().await)
        .await
        .expect("a case");
    Acted { case, state, version }
}

fn at(case: CaseId, rest: &str) -> String {
    format!("{LIST}/{case}{rest}")
}

/// Something is uploaded as proof.
async fn prove(world: &World, case: CaseId) {
    let hash = format!("{:064x}", case.0);
    world
        .sql(&format!(
            "INSERT INTO files (hash, media_type, size) VALUES ('{hash}', 'image/jpeg', 1000) ON CONFLICT DO NOTHING"
        ))
        .await;
    world
        .sql(&format!(
            "INSERT INTO case_files (case_id, hash, name, purpose) VALUES ({case}, '{hash}', '证明.jpg', 'proof')"
        ))
        .await;
}

/// Chooses a type; the draft, with something uploaded.
pub async fn draft(world: &World, client: &Client, student: &Student, kind: Type) -> Acted {
    let begun = client.post(LIST, &[("type", kind.as_str())]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    let case = case_of(world, student).await;
    assert_eq!(begun.location(), at(case.case, "/details"));
    prove(world, case.case).await;
    case
}

/// What the form holds of the files that the case has.
async fn held(world: &World, case: CaseId) -> String {
    let ids: Vec<i64> = case_files::table
        .filter(case_files::case_id.eq(case))
        .filter(case_files::removed_at.is_null())
        .select(case_files::id)
        .load(&mut *world.conn().await)
        .await
        .expect("the files");
    ids.iter()
        .map(|id| format!("c{id}"))
        .collect::<Vec<_>>()
        .join(",")
}

pub async fn post(
    world: &World,
    client: &Client,
    case: Acted,
    rest: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let (version, held) = (case.version.to_string(), held(world, case.case).await);
    let mut fields = fields.to_vec();
    fields.extend([("version", version.as_str()), ("proof-held", held.as_str())]);
    client.post(&at(case.case, rest), &fields).await
}

/// From the choice of the type to the review.
async fn submitted(
    world: &World,
    client: &Client,
    student: &Student,
    kind: Type,
    fields: &[(&str, &str)],
) -> Acted {
    let case = draft(world, client, student, kind).await;
    let sent = post(world, client, case, "/submission", fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    case_of(world, student).await
}

fn reason() -> Reason {
    Reason {
        code: ReasonCode::new("other").expect("a code"),
        text: Explanation::new("收入证明不清楚").expect("a text"),
    }
}

async fn pushed_category(world: &World, student: &Student) -> Option<(String, bool)> {
    let now = sync::current(&mut *world.conn().await, student.id).await;
    now.expect("the database")
        .map(|now| (now.destination.category_code, now.destination.clear_dispatch))
}

#[tokio::test]
async fn guide_9_from_the_type_to_the_registration_and_to_giving_it_up() {
    let world = World::new().await;
    world.review_by(ReviewMode::DepartmentThenSchool).await;
    let site = Site::of(&world).await;
    let student = world.student().await;
    let client = site.signed_in(&world, &student.account).await;
    assert!(client.get("/").await.body.contains(LIST));
    let choice = client.get("/student/destinations/new").await;
    for &kind in Type::ALL {
        let offered = choice.body.contains(&format!(r#"value="{}""#, kind.as_str()));
        assert_eq!(offered, kind != Type::Commissioned, "{kind:?}");
    }
    let case = draft(&world, &client, &student, Type::Freelance).await;
    let form = client.get(&at(case.case, "/details")).await;
    for words in [
        "职业内容",
        "从业所在地",
        "收入",
        "两级就业部门负责同志审定",
        "保存草稿",
    ] {
        assert!(form.body.contains(words), "{words}");
    }
    assert!(!form.body.contains("统一社会信用代码"));

    let saved = post(&world, &client, case, "/draft", &[("job_title", "撰稿")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert!(
        client
            .get(&at(case.case, "/details"))
            .await
            .body
            .contains(r#"value="撰稿""#)
    );
    assert_eq!(
        world.sql("SELECT FROM case_events").await,
        0,
        "a draft is nobody's to see"
    );

    let sent = post(&world, &client, case, "/submission", &FREELANCE).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let page = client.get(&at(case.case, "")).await;
    for words in [
        "已提交审核",
        "等待学院审核",
        "6,500 元/月",
        "江苏省南京市玄武区",
        "撤回",
    ] {
        assert!(page.body.contains(words), "{words}");
    }
    let department = world.department_officer().await;
    let officer = site.signed_in(&world, &department).await;
    let review = officer.get(&format!("/destinations/{}", case.case)).await;
    for words in ["自由职业", "从业所在地", "修改去向", "最低工资标准尚未录入"] {
        assert!(review.body.contains(words), "{words}");
    }
    let at_school = world
        .act(&department, case_of(&world, &student).await, &Command::Approve)
        .await;
    world
        .act(&world.officer().await, at_school, &Command::Approve)
        .await;
    assert_eq!(
        pushed_category(&world, &student).await,
        Some(("76".into(), false))
    );
    assert!(client.get("/").await.body.contains("毕业去向已落实"));

    let asked = client.get(&at(case.case, "/voidance")).await;
    for words in ["无需学校（院系）审核", "“待就业”", "报到证及户档信息会被清空"]
    {
        assert!(asked.body.contains(words), "{words}");
    }
    let given_up = post(&world, &client, case_of(&world, &student).await, "/voidance", &[]).await;
    assert_eq!(given_up.status, StatusCode::SEE_OTHER);
    assert_eq!(case_of(&world, &student).await.state.as_str(), "given_up");
    assert_eq!(pushed_category(&world, &student).await, Some(("70".into(), true)));
    assert!(client.get(LIST).await.body.contains("学生已作废去向信息"));
    assert_eq!(
        world
            .sql("SELECT FROM audit_entries WHERE act = 'case.give_up'")
            .await,
        1
    );
}

#[tokio::test]
async fn r_4_2_the_training_modes_21_and_41_register_the_supplementary_type_and_nothing_else() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let student = world.student().await;
    let client = site.signed_in(&world, &student.account).await;
    let foreign = client.post(LIST, &[("type", "commissioned")]).await;
    assert_eq!(foreign.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(foreign.body.contains("仅限培养方式为21、41的毕业生"));
    for mode in ["21", "41"] {
        world
            .sql(&format!("UPDATE students SET training_mode = '{mode}'"))
            .await;
        assert!(client.get("/").await.body.contains("请登记定向/委培毕业去向"));
        let choice = client.get("/student/destinations/new").await.body;
        assert!(choice.contains(r#"value="commissioned""#) && !choice.contains(r#"value="freelance""#));
        for kind in Type::ALL.iter().filter(|kind| **kind != Type::Commissioned) {
            let refused = client.post(LIST, &[("type", kind.as_str())]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind:?}");
            assert!(
                refused.body.contains("请选择“定向/委培毕业去向补充登记”"),
                "{kind:?}"
            );
        }
    }
    assert_eq!(world.sql("SELECT FROM cases").await, 0);
    let fields = [
        ("registered_on", "2026-10-01"),
        ("company_name", "南京市人才服务中心"),
        ("nature", "29"),
        ("industry", "45"),
        ("region", "320102"),
    ];
    let case = submitted(&world, &client, &student, Type::Commissioned, &fields).await;
    // A mode that changes meanwhile: the reviewer cannot approve.
    world.sql("UPDATE students SET training_mode = '1'").await;
    let officer = world.officer().await;
    let conn = &mut *world.conn().await;
    let refused = act(
        conn,
        By::Account(&officer),
        case.case,
        case.version,
        &Command::Approve,
    )
    .await;
    assert!(refused.is_err());
}

#[tokio::test]
async fn what_stands_against_it_is_said_before_anything_is_filled_in_and_again_when_it_is_sent() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let client = site.signed_in(&world, &student.account).await;
    let case = draft(&world, &client, &student, Type::NotSeeking).await;
    for (made, unmade, words) in [
        (
            "UPDATE school_settings SET destination_open = false",
            "UPDATE school_settings SET destination_open = true",
            "学校尚未开启去向登记",
        ),
        (
            "UPDATE students SET dormant_since = now()",
            "UPDATE students SET dormant_since = NULL",
            "信息已失效",
        ),
        (
            "UPDATE cohorts SET is_current = false",
            "UPDATE cohorts SET is_current = true",
            "往届毕业生仅可查看",
        ),
    ] {
        world.sql(made).await;
        let form = at(case.case, "/details");
        for answer in [
            client.get("/student/destinations/new").await,
            client.get(&form).await,
        ] {
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
            assert!(answer.body.contains(words), "{words}");
        }
        for rest in ["/draft", "/submission"] {
            let answer = post(&world, &client, case, rest, &REASON).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
            assert!(
                answer.body.contains(words) && answer.body.contains("身体原因"),
                "{words}"
            );
        }
        let begun = client.post(LIST, &[("type", "unplaced")]).await;
        assert_eq!(begun.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(client.get(LIST).await.body.contains(words), "{words}");
        world.sql(unmade).await;
    }
    world.accepted(&company, &student).await;
    let taken = post(&world, &client, case, "/submission", &REASON).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.body.contains("已有办理中或已生效的签约或去向"));
    assert_eq!(
        world
            .sql("SELECT FROM cases WHERE kind = 'destination' AND state = 'draft'")
            .await,
        1
    );
    assert_eq!(world.sql("SELECT FROM cases WHERE occupies").await, 1);
}

#[tokio::test]
async fn a_wrong_form_comes_back_with_everything_that_was_typed() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let student = world.student().await;
    let client = site.signed_in(&world, &student.account).await;
    assert_eq!(
        client.post(LIST, &[("type", "nonsense")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let case = draft(&world, &client, &student, Type::Freelance).await;
    world
        .sql(
            "INSERT INTO wage_floors (region, yuan, valid_from) VALUES
              ('320000', 9000, '2020-01-01'), ('320000', 2000, '2021-01-01'), ('320000', 9999, '2999-01-01')",
        )
        .await;
    let with = |field: &'static str, text: &'static str| {
        FREELANCE.map(|(name, value)| (name, if name == field { text } else { value }))
    };
    for (field, text, words) in [
        ("job_title", "", "请填写职业内容"),
        ("pay", "很多", "整数"),
        ("pay", "1999", "低于当地最低工资标准（2000 元/月）"),
        ("region", "玄武区", "请填写从业所在地，从列表中选择到区县"),
        ("registered_on", "2999-01-01", "不能晚于今天"),
        ("job_title", "a\u{202e}b", "含有无法显示的字符"),
    ] {
        let refused = post(&world, &client, case, "/submission", &with(field, text)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {text}");
        assert!(refused.body.contains(words), "{words}: {}", refused.body);
        assert!(
            refused.body.contains(&format!(r#"id="f-{field}-error""#)),
            "{field}"
        );
        let kept = if field == "job_title" {
            "6500"
        } else {
            "自由撰稿人"
        };
        assert!(refused.body.contains(kept), "what was typed stays");
    }
    world.sql("UPDATE case_files SET removed_at = now()").await;
    let bare = post(&world, &client, case, "/submission", &FREELANCE).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare.body.contains("请先上传证明材料"), "{}", bare.body);
    assert_eq!(world.sql("SELECT FROM case_events").await, 0);

    prove(&world, case.case).await;
    let nasty = FREELANCE.map(|(name, value)| (name, if name == "job_title" { NASTY } else { value }));
    let sent = post(&world, &client, case, "/submission", &nasty).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let officer = site.signed_in(&world, &world.officer().await).await;
    let correction = format!("/destinations/{}/correction", case.case);
    for page in [
        client.get(&at(case.case, "")).await,
        officer.get(&format!("/destinations/{}", case.case)).await,
        officer.get(&correction).await,
    ] {
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains("<script>alert") && page.body.contains("&lt;script&gt;alert"));
    }
}

#[tokio::test]
async fn sent_twice_it_begins_and_goes_to_review_once() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let student = world.student().await;
    let client = site.signed_in(&world, &student.account).await;
    let kind = [("type", "not_seeking")];
    let (one, two) = tokio::join!(client.post(LIST, &kind), client.post(LIST, &kind));
    assert_eq!(one.location(), two.location());
    assert_eq!(world.sql("SELECT FROM cases").await, 1);
    let case = case_of(&world, &student).await;
    let (one, two) = tokio::join!(
        post(&world, &client, case, "/submission", &REASON),
        post(&world, &client, case, "/submission", &REASON)
    );
    let mut both = [one.status.as_u16(), two.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [303, 409]);
    let late = if one.status == 409 { one } else { two };
    assert!(late.body.contains("去向登记审核中，等待学校审核") && late.body.contains("没有生效"));
    assert_eq!(world.sql("SELECT FROM case_events").await, 1);
}

#[tokio::test]
async fn the_form_of_a_type_left_open_in_another_tab_changes_nothing() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let student = world.student().await;
    let client = site.signed_in(&world, &student.account).await;
    let case = draft(&world, &client, &student, Type::NotSeeking).await;
    let turned = client.post(LIST, &[("type", "preparing_for_study")]).await;
    assert_eq!(
        turned.location(),
        at(case.case, "/details"),
        "one draft, of another type"
    );
    let mut stale = REASON.to_vec();
    stale.push(("type", "not_seeking"));
    for rest in ["/draft", "/submission"] {
        assert_eq!(
            post(&world, &client, case, rest, &stale).await.status,
            StatusCode::CONFLICT
        );
    }
    assert_eq!(
        world
            .sql("SELECT FROM destinations WHERE type = 'preparing_for_study' AND category = '71' AND reason IS NULL")
            .await,
        1
    );
}

#[tokio::test]
async fn r_6_4_what_came_back_is_mended_and_what_changed_is_shown() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (student, officer) = (world.student().await, world.officer().await);
    let client = site.signed_in(&world, &student.account).await;
    let case = submitted(&world, &client, &student, Type::Freelance, &FREELANCE).await;
    let returned = world.act(&officer, case, &Command::Return(reason())).await;
    let form = client.get(&at(case.case, "/details")).await;
    assert!(form.body.contains("收入证明不清楚") && form.body.contains("自由撰稿人"));
    let mended = FREELANCE.map(|(name, value)| (name, if name == "pay" { "7000" } else { value }));
    let again = post(&world, &client, returned, "/submission", &mended).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);
    let review = site.signed_in(&world, &officer).await;
    let review = review.get(&format!("/destinations/{}", case.case)).await;
    assert!(
        review.body.contains("收入：6500 元/月 → 7000 元/月"),
        "{}",
        review.body
    );

    let again = world
        .act(
            &officer,
            case_of(&world, &student).await,
            &Command::Return(reason()),
        )
        .await;
    let asked = client.get(&at(case.case, "/abandonment")).await;
    assert!(asked.body.contains("放弃后"));
    let left = post(&world, &client, again, "/abandonment", &[]).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert_eq!(case_of(&world, &student).await.state.as_str(), "abandoned");
    assert_eq!(
        post(&world, &client, again, "/abandonment", &[]).await.status,
        StatusCode::CONFLICT
    );
    assert_eq!(
        client.get("/student/destinations/new").await.status,
        StatusCode::OK,
        "free again"
    );
}

#[tokio::test]
async fn of_a_withdrawal_and_an_approval_at_the_same_moment_one_holds() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (student, officer) = (world.student().await, world.officer().await);
    let client = site.signed_in(&world, &student.account).await;
    let reviewer = site.signed_in(&world, &officer).await;
    let case = submitted(&world, &client, &student, Type::NotSeeking, &REASON).await;
    let version = case.version.to_string();
    let approval = format!("/destinations/{}/approval", case.case);
    let fields = [("version", version.as_str())];
    let (withdrawn, approved) = tokio::join!(
        post(&world, &client, case, "/withdrawal", &[]),
        reviewer.post(&approval, &fields)
    );
    let now = case_of(&world, &student).await.state;
    match now.as_str() {
        "draft" => {
            assert_eq!(withdrawn.status, StatusCode::SEE_OTHER);
            // A draft is out of the officer's sight.
            assert!(
                [StatusCode::CONFLICT, StatusCode::NOT_FOUND].contains(&approved.status),
                "{}",
                approved.status
            );
        }
        "registered" => {
            assert_eq!(
                (withdrawn.status, approved.status),
                (StatusCode::CONFLICT, StatusCode::SEE_OTHER)
            );
            assert!(withdrawn.body.contains("去向登记完成"));
        }
        other => panic!("{other}"),
    }
    assert_eq!(world.sql("SELECT FROM case_events").await, 2);
}

async fn correct(client: &Client, case: Acted, fields: &[(&str, &str)]) -> Answer {
    let version = case.version.to_string();
    let mut fields = fields.to_vec();
    fields.push(("version", &version));
    client
        .post(&format!("/destinations/{}/correction", case.case), &fields)
        .await
}

#[tokio::test]
async fn r_6_4_the_reviewer_whose_step_it_is_corrects_and_the_student_is_told() {
    let world = World::new().await;
    world.review_by(ReviewMode::DepartmentThenSchool).await;
    let site = Site::of(&world).await;
    let student = world.student().await;
    let client = site.signed_in(&world, &student.account).await;
    let case = submitted(&world, &client, &student, Type::Freelance, &FREELANCE).await;
    let (department, school): (Account, Account) = (world.department_officer().await, world.officer().await);
    let reviewer = site.signed_in(&world, &department).await;
    let form = reviewer
        .get(&format!("/destinations/{}/correction", case.case))
        .await;
    assert!(form.body.contains("请先与毕业生沟通确认一致") && form.body.contains(r#"value="自由撰稿人""#));

    let mut wanted = FREELANCE
        .map(|(name, value)| {
            (
                name,
                if name == "job_title" {
                    "独立摄影师"
                } else {
                    value
                },
            )
        })
        .to_vec();
    let unasked = correct(&reviewer, case, &wanted).await;
    assert_eq!(unasked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        unasked.body.contains("请先与毕业生沟通确认一致，再提交修改") && unasked.body.contains("独立摄影师")
    );
    wanted.push(("agreed", "yes"));
    let mut same = FREELANCE.to_vec();
    same.push(("agreed", "yes"));
    let nothing = correct(&reviewer, case, &same).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.body.contains("没有任何修改"));
    let early = site.signed_in(&world, &school).await;
    assert_eq!(
        correct(&early, case, &wanted).await.status,
        StatusCode::FORBIDDEN,
        "not the school's step yet"
    );

    let done = correct(&reviewer, case, &wanted).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let kept = "SELECT FROM case_events WHERE command = 'edit_in_review' AND actor = 'department_officer'
        AND before ->> 'job_title' = '自由撰稿人' AND after ->> 'job_title' = '独立摄影师' AND NOT after ? 'pay'";
    assert_eq!(world.sql(kept).await, 1);
    let told = "SELECT FROM messages WHERE notice = 'edited_in_review' AND channel IN ('wechat', 'sms')";
    assert_eq!(world.sql(told).await, 2);
    for page in [
        client.get(&at(case.case, "")).await,
        reviewer.get(&format!("/destinations/{}", case.case)).await,
    ] {
        assert!(
            page.body.contains("职业内容：自由撰稿人 → 独立摄影师"),
            "{}",
            page.body
        );
    }
    let stale = correct(&reviewer, case, &wanted).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.body.contains("刚被他人修改"));

    let passed = world
        .act(&department, case_of(&world, &student).await, &Command::Approve)
        .await;
    assert_eq!(
        correct(&reviewer, passed, &same).await.status,
        StatusCode::CONFLICT,
        "the step is the school's now"
    );
    let registered = world.act(&school, passed, &Command::Approve).await;
    for officer in [&early, &reviewer] {
        assert_eq!(
            correct(officer, registered, &same).await.status,
            StatusCode::CONFLICT,
            "after approval nothing is edited"
        );
        let page = officer.get(&format!("/destinations/{}", case.case)).await;
        assert!(!page.body.contains("/correction"));
    }
    assert_eq!(
        world
            .sql("SELECT FROM case_events WHERE command = 'edit_in_review'")
            .await,
        1
    );
}

#[tokio::test]
async fn a_registration_is_its_students_alone_and_officers_see_no_draft() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (student, other) = (world.student().await, world.student().await);
    let client = site.signed_in(&world, &student.account).await;
    let case = draft(&world, &client, &student, Type::NotSeeking).await;
    let before = world.sql("SELECT FROM audit_entries").await;
    let (officer, company) = (world.officer().await, world.company().await);
    for account in [&other.account, &officer, &company.account] {
        let client = site.signed_in(&world, account).await;
        for rest in ["", "/details", "/withdrawal", "/abandonment", "/voidance"] {
            assert_eq!(
                client.get(&at(case.case, rest)).await.status,
                StatusCode::NOT_FOUND,
                "{rest}"
            );
        }
        for rest in [
            "/draft",
            "/submission",
            "/withdrawal",
            "/abandonment",
            "/voidance",
        ] {
            assert_eq!(
                post(&world, &client, case, rest, &REASON).await.status,
                StatusCode::NOT_FOUND,
                "{rest}"
            );
        }
    }
    let reviewer = site.signed_in(&world, &officer).await;
    for path in [
        format!("/destinations/{}", case.case),
        format!("/destinations/{}/correction", case.case),
    ] {
        assert_eq!(reviewer.get(&path).await.status, StatusCode::NOT_FOUND);
    }
    // An invitation is no registration.
    let invited = world.invite(&company, &student).await;
    assert_eq!(
        client.get(&at(invited.case, "")).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        post(&world, &client, invited, "/withdrawal", &[]).await.status,
        StatusCode::NOT_FOUND
    );
    let of_invitation = "SELECT FROM audit_entries WHERE act = 'case.invite'";
    assert_eq!(
        world.sql("SELECT FROM audit_entries").await - world.sql(of_invitation).await,
        before
    );
}
