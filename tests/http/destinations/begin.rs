//! Choosing a type, and what stands against it.

use super::*;

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
