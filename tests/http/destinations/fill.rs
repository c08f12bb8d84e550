//! Filling a registration in, and handing it in.

use super::*;

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
async fn an_employer_goes_by_the_name_that_it_registered() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (student, company) = (world.student().await, world.company().await);
    let client = site.signed_in(&world, &student.account).await;
    let case = draft(&world, &client, &student, Type::LabourContract).await;
    let form = |name: &'static str, code: &'static str| {
        [
            ("registered_on", "2026-10-01"),
            ("company_name", name),
            ("credit_code", code),
            ("nature", "39"),
            ("industry", "34"),
            ("region", "320102"),
            ("address", "玄武大道 1 号"),
            ("contact", "周敏"),
            ("telephone", "025-80000000"),
            ("job_category", "13"),
            ("job_title", "软件工程师"),
            ("pay", "9000"),
        ]
    };
    let (name, code) = (company.name.leak(), company.credit_code.leak());
    let other = form("福建云帆软件有限公司", code);
    let refused = post(&world, &client, case, "/submission", &other).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        &format!("该代码的单位在平台注册的名称是“{name}”"),
        r#"id="f-company_name-error""#,
        "福建云帆软件有限公司",
    ] {
        assert!(refused.body.contains(words), "{words}: {}", refused.body);
    }
    assert_eq!(world.sql("SELECT FROM case_events").await, 0);

    let sent = post(&world, &client, case, "/submission", &form(name, code)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
}

#[tokio::test]
async fn the_home_leads_on_to_what_was_begun_or_taken_back_until_it_is_handed_in() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let student = world.student().await;
    let client = site.signed_in(&world, &student.account).await;
    assert!(!client.get("/").await.body.contains("尚未提交"));
    let case = draft(&world, &client, &student, Type::NotSeeking).await;
    let (form, on) = (at(case.case, "/details"), "继续填写");
    let home = client.get("/").await.body;
    assert!(home.contains("草稿") && home.contains(&form) && home.contains(on));
    let sent = post(&world, &client, case, "/submission", &REASON).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert!(!client.get("/").await.body.contains(on));
    let case = case_of(&world, &student).await;
    post(&world, &client, case, "/withdrawal", &[]).await;
    let home = client.get("/").await.body;
    assert!(home.contains("已撤回，尚未提交") && home.contains(&form) && home.contains(on));
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
async fn a_draft_that_was_saved_gone_back_to_and_sent_is_the_registration_itself() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let student = world.student().await;
    let client = site.signed_in(&world, &student.account).await;
    let case = draft(&world, &client, &student, Type::NotSeeking).await;
    let half = [("registered_on", "2026-10-01"), ("reason", "还没写完")];
    let saved = post(&world, &client, case, "/draft", &half).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    // The page as it was before it was saved.
    let sent = post(&world, &client, case, "/submission", &REASON).await;
    assert_eq!(sent.location(), at(case.case, ""), "{}", sent.body);
    // Saved from there once more.
    let late = post(&world, &client, case, "/draft", &half).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let kept =
        "destinations JOIN cases ON id = case_id WHERE reason = '身体原因' AND state = 'school_review'";
    assert_eq!(world.sql(&format!("SELECT FROM {kept}")).await, 1);
    assert_eq!(world.sql("SELECT FROM cases").await, 1);
    let page = client.get(LIST).await;
    let edit = at(case.case, "/details");
    assert!(!page.body.contains(&edit), "no draft is left to go on with");
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
async fn r_6_4_what_proves_one_type_is_taken_off_when_the_type_changes() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let student = world.student().await;
    let client = site.signed_in(&world, &student.account).await;
    let case = submitted(&world, &client, &student, Type::Freelance, &FREELANCE).await;
    let back = post(&world, &client, case, "/withdrawal", &[]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
    let held_before = held(&world, case.case).await;

    let same = client.post(LIST, &[("type", "freelance")]).await;
    assert_eq!(same.status, StatusCode::SEE_OTHER);
    assert_eq!(held(&world, case.case).await, held_before, "the type is the same");
    let turned = client.post(LIST, &[("type", "conscript")]).await;
    let form = client.get(turned.location()).await;
    assert!(form.body.contains("请按新类型重新上传证明材料") && !form.body.contains("证明.jpg"));
    let version = case_of(&world, &student).await.version.to_string();
    let whole = [
        ("registered_on", "2026-10-01"),
        ("programme", "南京市玄武区人民武装部"),
        ("region", "320102"),
        ("version", &version),
        ("proof-held", &held_before),
    ];
    let sent = client.post(&at(case.case, "/submission"), &whole).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", sent.body);
    assert!(sent.body.contains("请先上传证明材料"), "{}", sent.body);
    for (kept, what) in [
        ("case_files WHERE removed_at IS NOT NULL", "the file stays kept"),
        (
            "audit_entries WHERE act = 'destination.retype'",
            "the trail says who",
        ),
    ] {
        assert_eq!(world.sql(&format!("SELECT FROM {kept}")).await, 1, "{what}");
    }
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

#[tokio::test]
async fn proof_is_uploaded_with_the_form_kept_through_a_refusal_and_seen_by_the_reviewer() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let student = world.student().await;
    let client = site.signed_in(&world, &student.account).await;
    let begun = client.post(LIST, &[("type", Type::Freelance.as_str())]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    let case = case_of(&world, &student).await;
    let version = case.version.to_string();
    let submission = at(case.case, "/submission");
    let mut fields = FREELANCE.to_vec();
    fields.push(("version", &version));
    let bare = client.upload(&submission, &fields, &[]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare.body.contains("证明材料") && bare.body.contains("自由撰稿人"));

    let lies: [(&str, &str, &[u8]); 1] = [("proof", "证明.png", b"MZ not a picture")];
    let refused = client.upload(&submission, &fields, &lies).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("证明.png"));
    assert_eq!(world.sql("SELECT FROM files").await, 0);

    let files: [(&str, &str, &[u8]); 1] = [("proof", "证明.png", PICTURE)];
    let mut incomplete = fields.clone();
    incomplete.retain(|(field, _)| *field != "pay");
    let refused = client.upload(&submission, &incomplete, &files).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (_, rest) = refused
        .body
        .split_once(r#"name="proof-held" value=""#)
        .expect("a form");
    let ticket = rest.split('"').next().expect("a ticket");
    assert!(!ticket.is_empty(), "the file is kept whatever else is wrong");

    fields.push(("proof-held", ticket));
    let sent = client.upload(&submission, &fields, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert_eq!(
        world.sql("SELECT FROM case_files WHERE purpose = 'proof'").await,
        1
    );
    assert_eq!(
        world.sql("SELECT FROM uploads").await,
        0,
        "the holding place is empty"
    );
    let officer = site.signed_in(&world, &world.officer().await).await;
    let review = officer.get(&format!("/destinations/{}", case.case)).await;
    let (_, rest) = review
        .body
        .split_once("/files/attachments/")
        .expect("an attachment");
    let id: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let shown = officer.get(&format!("/files/attachments/{id}")).await;
    assert_eq!(shown.header("content-type"), "image/jpeg");
}
