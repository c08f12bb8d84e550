//! The form: put aside, refused, another's.

use super::*;

#[tokio::test]
async fn a_form_put_aside_is_found_again_with_its_files_and_goes_when_it_is_handed_in() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (_, student, _) = cast(&world, &site).await;
    let half = [("job_title", "半成品"), ("save", "yes")];
    assert_eq!(
        student
            .upload("/student/paper/new", &half, &COPY)
            .await
            .location(),
        "/student/paper/new"
    );
    let page = student.get("/student/paper/new").await;
    for words in ["半成品", "协议书.jpg", "已暂存于"] {
        assert!(page.body.contains(words), "{words}");
    }
    let home = student.get("/").await.body;
    assert!(home.contains("尚未提交") && home.contains("草稿") && home.contains("继续填写"));
    world
        .sql("UPDATE uploads SET created_at = now() - interval '3 days'")
        .await;
    handed_in(&student, "paper").await;
    assert_eq!(count(&world, "form_drafts").await, 0);
    assert!(!student.get("/").await.body.contains("尚未提交"));
}

#[tokio::test]
async fn what_an_agreement_says_of_files_and_household_is_in_sight_before_it_is_handed_in() {
    const NO: &str = r#"name="takes_archive" value="no" checked"#;
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (_, student, _) = cast(&world, &site).await;
    for kind in ["offline", "paper"] {
        let new = format!("/student/{kind}/new");
        let half = [("job_title", "半成品"), ("save", "yes")];
        let blank = student.get(&new).await;
        student.upload(&new, &half, &[]).await;
        for page in [blank, student.get(&new).await] {
            assert!(page.body.contains(NO), "{}", page.body);
            assert!(page.body.contains("接收档案、接收户口不选即为“否”"));
        }
    }
}

#[tokio::test]
async fn a_form_that_was_put_aside_and_gone_back_to_leaves_nothing_when_it_is_handed_in() {
    for kind in ["offline", "paper"] {
        let world = World::new().await;
        let site = Site::of(&world).await;
        let (_, student, officer) = cast(&world, &site).await;
        let new = format!("/student/{kind}/new");
        let aside = with(&[("job_title", "旧职位"), ("save", "yes")]);
        assert_eq!(student.upload(&new, &aside, &[]).await.location(), new);
        let (href, case) = handed_in(&student, kind).await;
        assert_eq!(count(&world, "form_drafts").await, 0);

        // From a tab that is still open.
        let late = student.upload(&new, &aside, &[]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.body.contains("旧职位"), "what was typed stays");
        assert_eq!(count(&world, "form_drafts").await, 0);
        let module = if kind == "offline" { "signing" } else { "paper" };
        decide(&officer, &world, module, &case, "return").await;
        let edit = format!("{href}/edit");
        let page = student.get(&edit).await;
        assert!(page.body.contains("软件工程师") && !page.body.contains("旧职位"));

        // The same of a case's own form, at the version that is gone.
        let stale = with(&[("save", "yes"), ("version", "1")]);
        let stale = student.upload(&edit, &stale, &[]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert_eq!(count(&world, "form_drafts").await, 0);
    }
}

#[tokio::test]
async fn a_blank_form_does_not_win_over_what_was_edited_since_another_was_taken_back() {
    for kind in ["offline", "paper"] {
        let world = World::new().await;
        let site = Site::of(&world).await;
        let (_, student, _) = cast(&world, &site).await;
        let (href, case) = handed_in(&student, kind).await;
        let back = act(&student, &world, &case, &format!("{href}/withdrawal")).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
        let (edit, new) = (format!("{href}/edit"), format!("/student/{kind}/new"));
        let version = state(&world, &case).await.1.to_string();
        let aside = with(&[("job_title", "架构师"), ("version", &version), ("save", "yes")]);
        assert_eq!(student.upload(&edit, &aside, &COPY).await.location(), edit);

        // From a tab that is still open.
        for button in ["save", "send"] {
            let late = student
                .upload(&new, &with(&[("job_title", "旧职位"), (button, "yes")]), &COPY)
                .await;
            assert_eq!(late.status, StatusCode::CONFLICT, "{button}");
            let version = format!(r#"name="version" value="{version}""#);
            let way = format!(r#"href="{href}""#);
            for words in ["您的操作没有生效", "旧职位", &way, &edit, &version] {
                assert!(late.body.contains(words), "{button}: {words}");
            }
            assert_eq!(
                kind == "paper",
                late.body.contains("协议书.jpg"),
                "its files stay"
            );
            assert!(student.get(&edit).await.body.contains("架构师"));
        }
        assert_eq!(state(&world, &case).await.0, "draft");
        assert_eq!(
            count(&world, "agreements WHERE job_title = '软件工程师'").await,
            1
        );
        assert_eq!(count(&world, "cases").await, 1, "there are never two");

        // Who has read that sends it all the same.
        let sent = with(&[("job_title", "旧职位"), ("version", &version)]);
        let sent = student.upload(&edit, &sent, &COPY).await;
        assert_eq!(sent.location(), href, "{}", sent.body);
        let shown = student.get(&href).await;
        assert!(shown.body.contains("软件工程师 → 旧职位"));
    }
}

#[tokio::test]
async fn every_rule_against_a_form_is_said_instead_of_it() {
    for (statement, words) in [
        ("UPDATE school_settings SET signing_open = false", "学校尚未开启"),
        ("UPDATE students SET training_mode = '21'", "您的培养方式不可网签"),
        (
            "WITH earlier AS (INSERT INTO cohorts (year) VALUES (2026)) UPDATE students SET cohort = 2026",
            "往届毕业生仅可查看",
        ),
        (
            "UPDATE students SET dormant_since = now()",
            "您的毕业生信息已失效",
        ),
    ] {
        let world = World::new().await;
        let site = Site::of(&world).await;
        let (_, student, _) = cast(&world, &site).await;
        world.sql(statement).await;
        let page = student.get("/student/offline/new").await;
        assert!(
            page.status.is_client_error() && page.body.contains(words),
            "{statement}: {}",
            page.body
        );
        let posted = student.upload("/student/offline/new", &form(), &[]).await;
        assert!(posted.status.is_client_error(), "{statement}");
        assert_eq!(count(&world, "cases").await, 0, "{statement}");
        assert!(posted.body.contains(words), "{statement}");
        assert!(student.get("/").await.body.contains(words), "{statement}");
    }
}

#[tokio::test]
async fn a_doubtful_credit_code_and_a_warned_company_are_said_and_refuse_nothing() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (_, student, _) = cast(&world, &site).await;
    let company = world.company().await;
    world
        .sql(&format!(
            "INSERT INTO warnings (company_id, school_id, reason, explanation) VALUES ({}, {}, 'fake', '查无此处')",
            company.id, world.school
        ))
        .await;
    let find = with(&[("credit_code", &company.credit_code), ("find", "yes")]);
    let found = student.upload("/student/offline/new", &find, &[]).await;
    assert!(found.body.contains("本校已将该单位列为预警单位"));
    let doubtful = with(&[("credit_code", "91350100M000100Y44"), ("find", "yes")]);
    let found = student.upload("/student/offline/new", &doubtful, &[]).await;
    assert!(found.body.contains("校验位不符"));
    let doubtful = with(&[("credit_code", "91350100M000100Y44")]);
    assert_eq!(
        student
            .upload("/student/offline/new", &doubtful, &[])
            .await
            .status,
        303
    );
}

#[tokio::test]
async fn what_is_anothers_does_not_exist() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (_, student, officer) = cast(&world, &site).await;
    let (_, other, _) = cast(&world, &site).await;
    let (href, case) = handed_in(&student, "paper").await;
    for rest in ["", "/edit", "/withdrawal", "/abandonment", "/standing"] {
        assert_eq!(other.get(&format!("{href}{rest}")).await.status, 404, "{rest}");
    }
    let offline = href.replace("paper", "offline");
    for rest in ["", "/edit", "/withdrawal", "/stamped-copy"] {
        assert_eq!(
            student.get(&format!("{offline}{rest}")).await.status,
            404,
            "another form: {rest}"
        );
    }
    for rest in ["edit", "withdrawal", "abandonment"] {
        assert_eq!(
            act(&other, &world, &case, &format!("{href}/{rest}")).await.status,
            404,
            "{rest}"
        );
    }
    let file: i64 = case_files::table
        .select(case_files::id)
        .first(&mut *world.conn().await)
        .await
        .expect("a file");
    let path = format!("/files/attachments/{file}");
    assert_eq!(other.get(&path).await.status, 404);
    assert_eq!(
        site.stranger().get(&path).await.location(),
        wq_tests::sign_in_first(&path)
    );
    for reader in [&student, &officer] {
        assert_eq!(reader.get(&path).await.status, 200);
    }
}
