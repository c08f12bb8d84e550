//! Offline agreements, from the form to the stamped copy.

use super::*;

#[tokio::test]
async fn r_6_2_an_offline_agreement_goes_all_its_way_with_every_way_back() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (_, student, officer) = cast(&world, &site).await;
    let (href, case) = handed_in(&student, "offline").await;
    let told = student.get(&href).await.body;
    assert!(told.contains("微信或短信告知您") && !told.contains("告知毕业生"));
    assert_eq!(state(&world, &case).await.0, "agreement_school_review");
    assert_eq!(count(&world, "companies WHERE registered_at IS NULL").await, 1);
    assert_eq!(
        count(&world, "case_files").await,
        0,
        "an offline form takes no files"
    );

    // 撤回, 修改, 重新提交.
    let asked = student.get(&format!("{href}/withdrawal")).await;
    assert!(asked.body.contains("撤回提交的就业协议？"));
    assert_eq!(
        act(&student, &world, &case, &format!("{href}/withdrawal"))
            .await
            .status,
        303
    );
    assert_eq!(state(&world, &case).await.0, "draft");
    assert_eq!(
        officer.get(&format!("/signing/{case}")).await.status,
        404,
        "nobody reviews a draft"
    );
    assert_eq!(
        student.get("/student/offline/new").await.location(),
        href,
        "it is gone on with"
    );
    let home = student.get("/").await.body;
    assert!(home.contains("已撤回，尚未提交") && home.contains(&format!("{href}/edit")));
    let edit = student.get(&format!("{href}/edit")).await;
    assert!(
        edit.body.contains(r#"value="软件工程师""#) && edit.body.contains(r#"value="江苏省南京市玄武区""#)
    );
    let version = state(&world, &case).await.1.to_string();
    let changed = with(&[("job_title", "测试工程师"), ("version", &version)]);
    let again = student.upload(&format!("{href}/edit"), &changed, &[]).await;
    assert_eq!((again.status.as_u16(), again.location()), (303, href.as_str()));
    let page = officer.get(&format!("/signing/{case}")).await;
    for words in ["就业协议审核中，等待学校审核", "单位所在地", "邮编"] {
        assert!(page.body.contains(words), "{words}");
    }
    let compared = "职位名称：软件工程师 → 测试工程师";
    assert!(
        page.body.contains(compared),
        "what the student changed, before and after"
    );
    assert!(student.get(&href).await.body.contains(compared));

    // 退回修改.
    assert_eq!(
        decide(&officer, &world, "signing", &case, "return").await.status,
        303
    );
    for page in [&href, &format!("{href}/edit")] {
        assert!(student.get(page).await.body.contains("盖章不清"), "{page}");
    }
    assert!(student.get("/").await.body.contains("去办理"));
    let version = state(&world, &case).await.1.to_string();
    let changed = with(&[("version", &version)]);
    assert_eq!(
        student
            .upload(&format!("{href}/edit"), &changed, &[])
            .await
            .status,
        303
    );

    // 通过, and the document with its number is on its way.
    assert_eq!(
        decide(&officer, &world, "signing", &case, "approval")
            .await
            .status,
        303
    );
    assert_eq!(state(&world, &case).await.0, "awaiting_stamped_copy");
    assert_eq!(count(&world, "jobs WHERE kind = 'make_document'").await, 1);
    let number: Option<String> = agreements::table
        .select(agreements::number)
        .first(&mut *world.conn().await)
        .await
        .expect("an agreement");
    assert!(number.is_some());
    assert!(student.get(&href).await.body.contains("上传盖章协议书"));

    // 上传, 撤回, 退回, 重新上传, 通过.
    let copy = format!("{href}/stamped-copy");
    let empty = student.upload(&copy, &[("version", "1")], &[]).await;
    assert!(empty.status == 422 && empty.body.contains("请上传盖章就业协议书图像"));
    assert_eq!(stamped(&student, &world, &case, &copy).await.status, 303);
    assert_eq!(state(&world, &case).await.0, "signing_school_review");
    let review = officer.get(&format!("/signing/{case}")).await;
    assert!(review.body.contains("/files/attachments/") && review.body.contains("<iframe"));
    assert_eq!(
        act(&student, &world, &case, &format!("{href}/withdrawal"))
            .await
            .status,
        303
    );
    assert_eq!(state(&world, &case).await.0, "awaiting_stamped_copy");
    assert!(
        student.get(&copy).await.body.contains("a.jpg"),
        "the copy is still there"
    );
    let told = student.get(&href).await.body;
    assert!(
        told.contains("撤回") && !told.contains("学校撤回"),
        "who took it back"
    );
    assert_eq!(stamped(&student, &world, &case, &copy).await.status, 303);
    assert_eq!(
        decide(&officer, &world, "signing", &case, "return").await.status,
        303
    );
    assert!(
        student
            .get(&href)
            .await
            .body
            .contains("请按下面办理记录中的意见重新上传")
    );
    assert_eq!(stamped(&student, &world, &case, &copy).await.status, 303);
    assert_eq!(
        decide(&officer, &world, "signing", &case, "approval")
            .await
            .status,
        303
    );
    assert_eq!(state(&world, &case).await.0, "signed");
    assert_eq!(count(&world, "jobs WHERE kind = 'push_destination'").await, 1);
    assert_eq!(
        act(&student, &world, &case, &format!("{href}/withdrawal"))
            .await
            .status,
        409
    );
    assert_eq!(
        act(&student, &world, &case, &format!("{href}/abandonment"))
            .await
            .status,
        409
    );

    // 通过后修改, and nobody else may.
    let edit = officer.get(&format!("/signing/{case}/amendment")).await;
    for field in ["nature", "industry", "job_category"] {
        assert!(edit.body.contains(&format!(r#"name="{field}""#)), "{field}");
    }
    let version = state(&world, &case).await.1.to_string();
    let fields = [
        ("version", version.as_str()),
        ("nature", "10"),
        ("industry", "34"),
        ("job_category", "13"),
    ];
    assert_eq!(
        officer
            .post(&format!("/signing/{case}/amendment"), &fields)
            .await
            .status,
        303
    );
    assert_eq!(
        count(&world, "messages WHERE notice = 'edited_after_approval'").await,
        2,
        "微信 and 短信"
    );
    let department = site.signed_in(&world, &world.department_officer().await).await;
    assert_eq!(
        department.get(&format!("/signing/{case}/amendment")).await.status,
        403
    );
}

#[tokio::test]
async fn r_6_2_a_registered_company_hands_the_stamped_copy_in_and_no_other_does() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (_, student, officer) = cast(&world, &site).await;
    let (company, other): (Company, Company) = (world.company().await, world.company().await);
    let named = with(&[
        ("credit_code", &company.credit_code),
        ("company_name", &company.name),
    ]);
    let wrong = with(&[("credit_code", &company.credit_code)]);
    let refused = student.upload("/student/offline/new", &wrong, &[]).await;
    assert!(refused.status == 422 && refused.body.contains("该代码的单位在平台注册的名称是"));
    let mut looks = wrong.clone();
    looks.push(("find", "yes"));
    let found = student.upload("/student/offline/new", &looks, &[]).await;
    assert!(found.status == 200 && found.body.contains(&format!(r#"value="{}""#, company.name)));

    let href = student
        .upload("/student/offline/new", &named, &[])
        .await
        .location()
        .to_owned();
    let case = href.rsplit('/').next().expect("a number").to_owned();
    decide(&officer, &world, "signing", &case, "approval").await;
    let employer = site.signed_in(&world, &company.account).await;
    let stranger = site.signed_in(&world, &other.account).await;
    let page = format!("/company/agreements/{case}");
    assert!(employer.get("/company/agreements").await.body.contains(&page));
    assert!(employer.get(&page).await.body.contains("上传盖章协议书"));
    let copy = format!("{page}/stamped-copy");
    for path in [&page, &copy] {
        assert_eq!(stranger.get(path).await.status, 404, "{path}");
    }
    assert_eq!(stamped(&stranger, &world, &case, &copy).await.status, 404);
    assert_eq!(stamped(&employer, &world, &case, &copy).await.status, 303);
    assert_eq!(state(&world, &case).await.0, "signing_school_review");
    assert_eq!(
        stamped(&student, &world, &case, &format!("{href}/stamped-copy"))
            .await
            .status,
        409
    );
    assert_eq!(
        act(&employer, &world, &case, &format!("{href}/withdrawal"))
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn r_6_2_what_was_returned_and_sent_again_is_withdrawn_before_the_first_verdict_of_its_new_round() {
    let world = World::new().await;
    world.review_by(ReviewMode::DepartmentThenSchool).await;
    let site = Site::of(&world).await;
    let (_, student, school) = cast(&world, &site).await;
    let department = site.signed_in(&world, &world.department_officer().await).await;
    let (href, case) = handed_in(&student, "offline").await;
    let (edit, withdrawal) = (format!("{href}/edit"), format!("{href}/withdrawal"));
    let send = async || {
        let version = state(&world, &case).await.1.to_string();
        let form = with(&[("version", &version)]);
        let sent = student.upload(&edit, &form, &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    };
    let passed = async || {
        let passed = decide(&department, &world, "signing", &case, "approval").await;
        assert_eq!(passed.status, StatusCode::SEE_OTHER, "{}", passed.body);
    };
    passed().await;
    let returned = decide(&school, &world, "signing", &case, "return").await;
    assert_eq!(returned.status, StatusCode::SEE_OTHER, "{}", returned.body);

    send().await;
    assert!(student.get(&href).await.body.contains(&withdrawal));
    let taken_back = act(&student, &world, &case, &withdrawal).await;
    assert_eq!(taken_back.status, StatusCode::SEE_OTHER, "{}", taken_back.body);
    assert_eq!(state(&world, &case).await.0, "draft");

    send().await;
    passed().await;
    assert!(!student.get(&href).await.body.contains(&withdrawal));
    let late = act(&student, &world, &case, &withdrawal).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(state(&world, &case).await.0, "agreement_school_review");
}
