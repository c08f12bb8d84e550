//! A student weighs an invitation and answers it.

use diesel::{ExpressionMethods, QueryDsl};
use diesel_async::RunQueryDsl;
use wq_core::{
    case::{Acted, Command, Explanation, Reason, ReasonCode, ReviewMode},
    db::schema::{case_events, cases},
};
use wq_tests::{Site, Student, World, sign_in_first};

use crate::acceptance::{agree, code_for};

fn page_of(case: Acted) -> String {
    format!("/student/invitations/{}", case.case)
}

async fn events(world: &World) -> i64 {
    let conn = &mut *world.conn().await;
    case_events::table
        .count()
        .get_result(conn)
        .await
        .expect("a count")
}

async fn occupying(world: &World, student: &Student) -> i64 {
    let count = cases::table
        .filter(cases::student_id.eq(student.id))
        .filter(cases::occupies)
        .count()
        .get_result(&mut *world.conn().await)
        .await;
    count.expect("a count")
}

#[tokio::test]
async fn from_the_invitation_to_the_signed_agreement_both_sides_see_every_step() {
    let world = World::new().await;
    world.review_by(ReviewMode::DepartmentThenSchool).await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let (department, school) = (world.department_officer().await, world.officer().await);
    let reader = site.signed_in(&world, &student.account).await;
    let employer = site.signed_in(&world, &company.account).await;

    assert!(reader.get("/").await.body.contains("还没有毕业去向"));
    let invited = world.invite(&company, &student).await;
    let (href, of_company) = (page_of(invited), format!("/company/invitations/{}", invited.case));
    let home = reader.get("/").await;
    for words in ["有 1 份签约邀请等您答复", &company.name, "还剩", "待就业"] {
        assert!(home.body.contains(words), "{words}");
    }
    let offer = reader.get(&href).await;
    for words in [
        "9,000 元/月",
        "江苏省南京市玄武区",
        "同意签约",
        "拒绝",
        "前答复",
        "学院鉴证",
    ] {
        assert!(offer.body.contains(words), "{words}");
    }
    let asked = reader.get(&format!("{href}/acceptance")).await;
    for words in [
        "同意后提交学院、学校鉴证",
        "已阅读全文，获取验证码",
        "不能再同意其他邀请",
        "仅可查看",
        r#"name="version" value="1""#,
    ] {
        assert!(asked.body.contains(words), "{words}");
    }
    let accepted = agree(&reader, &href).await;
    assert_eq!(
        (accepted.status.as_u16(), accepted.location()),
        (303, href.as_str())
    );
    let page = reader.get(&href).await;
    assert!(page.body.contains("您已同意签约") && page.body.contains("学生已同意签约，等待学院审核"));
    assert!(reader.get("/").await.body.contains("已提交，等待学院审核"));

    let at = |version| Acted { version, ..invited };
    world.act(&department, at(2), &Command::Approve).await;
    assert!(reader.get("/").await.body.contains("已提交，等待学校审核"));
    world.act(&school, at(3), &Command::Approve).await;
    let page = reader.get(&href).await;
    for words in ["签约完成", "学院鉴证通过", "学校鉴证通过", "刘老师", "陈老师"] {
        assert!(page.body.contains(words), "{words}");
    }
    assert!(reader.get("/").await.body.contains("毕业去向已落实"));
    let page = employer.get(&of_company).await;
    assert!(page.body.contains("签约完成") && page.body.contains("学校鉴证通过"));
    for internal in ["刘老师", "陈老师", &student.mobile] {
        assert!(!page.body.contains(internal), "{internal}");
    }
}

#[tokio::test]
async fn the_reason_of_a_rejection_stays_readable() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    let invited = world.invite(&company, &student).await;
    let accepted = world.accept(&student.account, invited).await;
    let reason = Reason {
        code: ReasonCode::new("other").expect("a code"),
        text: Explanation::new("薪酬与岗位<b>不符</b>").expect("a text"),
    };
    world.act(&officer, accepted, &Command::Reject(reason)).await;
    let reader = site.signed_in(&world, &student.account).await;
    for path in [page_of(invited), "/".to_owned()] {
        let page = reader.get(&path).await;
        assert!(page.body.contains("薪酬与岗位&lt;b&gt;不符&lt;/b&gt;"), "{path}");
        assert!(page.body.contains("学校鉴证不通过"), "{path}");
    }
    let employer = site.signed_in(&world, &company.account).await;
    let page = employer
        .get(&format!("/company/invitations/{}", invited.case))
        .await;
    assert!(page.body.contains("薪酬与岗位&lt;b&gt;不符") && page.body.contains("鉴证不通过，签约失败"));
}

#[tokio::test]
async fn a_second_invitation_is_for_reading_only_once_one_is_accepted() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let student = world.student().await;
    let first = world.invite(&world.company().await, &student).await;
    let second = world.invite(&world.company().await, &student).await;
    world.accept(&student.account, first).await;
    let reader = site.signed_in(&world, &student.account).await;
    let before = events(&world).await;
    let page = reader.get(&page_of(second)).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("目前仅可查看") && page.body.contains("已有办理中或已生效"));
    let list = reader.get("/student/invitations").await;
    assert!(
        !list.body.contains("还剩"),
        "nobody has to answer what they may only view"
    );
    assert!(!page.body.contains("前答复"), "no answer is asked for");
    assert!(!page.body.contains("/acceptance\""));
    let acceptance = format!("{}/acceptance", page_of(second));
    for answer in [
        reader.get(&acceptance).await,
        reader.post(&acceptance, &[("version", "1")]).await,
    ] {
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains("已有办理中或已生效"));
    }
    assert_eq!(events(&world).await, before);
    assert_eq!(occupying(&world, &student).await, 1);
}

#[tokio::test]
async fn r_6_1_an_invitation_past_its_time_is_not_accepted_before_its_job_has_run_either() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let student = world.student().await;
    let invited = world.invite(&world.company().await, &student).await;
    world
        .sql("UPDATE cases SET due_at = now() - interval '1 second'")
        .await;
    let reader = site.signed_in(&world, &student.account).await;
    let page = reader.get(&page_of(invited)).await;
    assert!(page.body.contains("答复期限已过") && !page.body.contains("/acceptance\""));
    let acceptance = format!("{}/acceptance", page_of(invited));
    for answer in [
        reader.get(&acceptance).await,
        reader.post(&acceptance, &[("version", "1")]).await,
    ] {
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains("答复期限已过"));
    }
    assert_eq!(occupying(&world, &student).await, 0);
}

#[tokio::test]
async fn of_two_acceptances_at_once_one_holds() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let student = world.student().await;
    let first = world.invite(&world.company().await, &student).await;
    let second = world.invite(&world.company().await, &student).await;
    let reader = site.signed_in(&world, &student.account).await;
    let accept = async |case, (handle, code): &(String, String)| {
        let path = format!("{}/acceptance", page_of(case));
        let fields = [("version", "1"), ("handle", handle), ("code", code)];
        reader.post(&path, &fields).await.status.as_u16()
    };
    let code_of_first = code_for(&reader, &page_of(first)).await;
    world
        .sql("UPDATE one_time_codes SET created_at = now() - interval '2 minutes'")
        .await;
    let code_of_second = code_for(&reader, &page_of(second)).await;
    world
        .sql("UPDATE one_time_codes SET expires_at = now() + interval '5 minutes'")
        .await;
    let (one, two) = tokio::join!(accept(first, &code_of_first), accept(second, &code_of_second));
    let mut both = [one, two];
    both.sort_unstable();
    assert_eq!(both, [303, 422], "two invitations");
    assert_eq!(occupying(&world, &student).await, 1);

    let other = world.student().await;
    let same = world.invite(&world.company().await, &other).await;
    let reader = site.signed_in(&world, &other.account).await;
    let path = format!("{}/acceptance", page_of(same));
    let (handle, code) = code_for(&reader, &page_of(same)).await;
    let fields = [("version", "1"), ("handle", &handle), ("code", &code)];
    let (one, two) = tokio::join!(reader.post(&path, &fields), reader.post(&path, &fields));
    let mut both = [one.status.as_u16(), two.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [303, 409], "one invitation in two tabs");
    let late = if one.status == 409 { one } else { two };
    assert!(late.body.contains("学生已同意签约，等待学校审核") && late.body.contains(&page_of(same)));
}

#[tokio::test]
async fn an_invitation_that_is_over_says_so_and_takes_no_answer() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let reader = site.signed_in(&world, &student.account).await;
    let withdrawn = world.invite(&company, &student).await;
    world.act(&company.account, withdrawn, &Command::Withdraw).await;
    let expired = world.invite(&company, &student).await;
    world
        .sql(&format!(
            "UPDATE cases SET due_at = now() - interval '1 hour' WHERE id = {}",
            expired.case
        ))
        .await;
    let ended = wq_core::agreement::expire(&mut *world.conn().await, expired.case).await;
    assert_eq!(ended.expect("it ends"), wq_core::agreement::Expiry::Expired);
    let declined = world.invite(&company, &student).await;
    let answer = reader
        .post(
            &format!("{}/refusal", page_of(declined)),
            &[("version", "1"), ("reason", "pay")],
        )
        .await;
    assert_eq!(answer.status, 303);

    let before = events(&world).await;
    for (case, words) in [
        (withdrawn, "单位已撤回签约邀请"),
        (expired, "签约邀请已过期"),
        (declined, "学生已拒绝签约邀请"),
    ] {
        let page = reader.get(&page_of(case)).await;
        assert_eq!(page.status, 200);
        assert!(
            page.body.contains(words) && !page.body.contains("/acceptance\""),
            "{words}"
        );
        assert!(
            !page.body.contains("请刷新页面"),
            "it is no fault of the page: {words}"
        );
        for verb in ["acceptance", "refusal"] {
            let path = format!("{}/{verb}", page_of(case));
            for version in ["1", "2", "x"] {
                let fields = [("version", version), ("reason", "pay")];
                let answer = reader.post(&path, &fields).await;
                assert_eq!(answer.status, 409, "{words} {verb} {version}");
                assert!(answer.body.contains(words) && answer.body.contains("没有生效"));
            }
            let opened = reader.get(&path).await;
            assert_eq!(opened.status, 409);
            assert!(opened.body.contains(words), "{words} {verb}");
            assert!(!opened.body.contains("没有生效"), "nothing was sent: {verb}");
        }
    }
    assert_eq!(events(&world).await, before);
}

#[tokio::test]
async fn a_dormant_student_or_one_of_an_earlier_cohort_may_look_and_not_act() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let invited = world.invite(&company, &student).await;
    let reader = site.signed_in(&world, &student.account).await;
    let before = events(&world).await;
    for (made, unmade, words) in [
        (
            "UPDATE students SET dormant_since = now()",
            "UPDATE students SET dormant_since = NULL",
            "已失效",
        ),
        (
            "UPDATE cohorts SET is_current = false",
            "UPDATE cohorts SET is_current = true",
            "往届毕业生仅可查看",
        ),
    ] {
        world.sql(made).await;
        let home = reader.get("/").await;
        assert!(
            home.body.contains("目前仅可查看") && home.body.contains(words),
            "{words}"
        );
        let page = reader.get(&page_of(invited)).await;
        assert_eq!(page.status, 200);
        assert!(
            page.body.contains(words) && !page.body.contains("/acceptance\""),
            "{words}"
        );
        for verb in ["acceptance", "refusal"] {
            let answer = reader
                .post(
                    &format!("{}/{verb}", page_of(invited)),
                    &[("version", "1"), ("reason", "pay")],
                )
                .await;
            assert_eq!(answer.status, 422);
            assert!(answer.body.contains(words), "{words}");
        }
        world.sql(unmade).await;
    }
    assert_eq!(events(&world).await, before);
}

#[tokio::test]
async fn what_is_known_of_the_company_is_said_before_the_answer() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let invited = world.invite(&company, &student).await;
    let reader = site.signed_in(&world, &student.account).await;
    let href = page_of(invited);
    assert!(reader.get(&href).await.body.contains("经营状态查询中"));
    world
        .sql(&format!(
            "UPDATE company_register SET verdict = 'no', status_text = '吊销，未注销', fetched_at = now() \
             WHERE company_id = {}",
            company.id
        ))
        .await;
    world
        .sql(&format!(
            "INSERT INTO warnings (company_id, school_id, reason, explanation) \
             VALUES ({}, {}, 'false_advertising', '招聘信息不实')",
            company.id, world.school
        ))
        .await;
    for path in [href.clone(), format!("{href}/standing")] {
        assert!(reader.get(&path).await.body.contains("吊销，未注销"), "{path}");
    }
    for path in [href.clone(), format!("{href}/acceptance")] {
        assert!(
            reader
                .get(&path)
                .await
                .body
                .contains("本校已将该单位列为预警单位：虚假宣传"),
            "{path}"
        );
    }
    let asked = reader.get(&format!("{href}/acceptance")).await;
    assert!(
        asked.body.contains("用人单位处于非存续状态"),
        "who agrees has read it"
    );
    for path in ["/", "/student/invitations"] {
        assert!(reader.get(path).await.body.contains("预警单位"), "{path}");
    }
}

#[tokio::test]
async fn an_invitation_is_its_students_alone() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    let invited = world.invite(&company, &student).await;
    let before = events(&world).await;
    let other = world.student().await;
    let (href, verbs) = (
        page_of(invited),
        ["", "/acceptance", "/acceptance/code", "/refusal", "/standing"],
    );
    for account in [&other.account, &company.account, &officer] {
        let client = site.signed_in(&world, account).await;
        for verb in verbs {
            let answer = client.get(&format!("{href}{verb}")).await;
            assert_eq!(answer.status, 404, "{verb}");
        }
        for verb in ["/acceptance", "/acceptance/code", "/refusal"] {
            let fields = [("version", "1"), ("reason", "pay")];
            let answer = client.post(&format!("{href}{verb}"), &fields).await;
            assert_eq!(answer.status, 404, "{verb}");
        }
    }
    for account in [&company.account, &officer] {
        let client = site.signed_in(&world, account).await;
        assert_eq!(client.get("/student/invitations").await.status, 404);
    }
    let reader = site.signed_in(&world, &student.account).await;
    for token in ["", "forged"] {
        let fields = [("version", "1"), ("csrf", token)];
        assert_eq!(
            reader
                .post_raw(&format!("{href}/acceptance"), &fields)
                .await
                .status,
            403
        );
    }
    assert_eq!(site.stranger().get(&href).await.location(), sign_in_first(&href));
    assert_eq!(events(&world).await, before);
}

#[tokio::test]
async fn r_8_2_opening_an_invitation_asks_the_register_where_its_answer_is_a_day_old() {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    let href = page_of(world.invite(&company, &student).await);
    let site = Site::of(&world).await;
    let reader = site.signed_in(&world, &student.account).await;
    let known = |ago: &str| {
        format!(
            "INSERT INTO company_register (company_id, verdict, status_text, fetched_at, asked_at) \
             VALUES ({}, 'ok', '存续', now() - interval '{ago}', now() - interval '{ago}') \
             ON CONFLICT (company_id) DO UPDATE SET fetched_at = excluded.fetched_at, asked_at = excluded.asked_at",
            company.id
        )
    };
    let jobs = "SELECT FROM jobs WHERE kind = 'look_up_company'";
    world.sql("DELETE FROM jobs").await;
    world.sql(&known("20 hours")).await;
    assert!(reader.get(&href).await.body.contains("经营状态：存续"));
    assert_eq!(world.sql(jobs).await, 0, "a fresh answer is not asked for again");

    world.sql(&known("25 hours")).await;
    for _ in 0..2 {
        let page = reader.get(&href).await;
        assert!(page.body.contains("经营状态查询中") && page.body.contains("every 2s"));
        assert_eq!(world.sql(jobs).await, 1);
    }
    world.no_more(&company).await;
    let part = reader.get(&format!("{href}/standing")).await;
    assert!(part.body.contains("吊销，未注销（非存续）") && !part.body.contains("every 2s"));
}
