//! Paper agreements, with their images.

use super::*;

#[tokio::test]
async fn r_6_3_a_paper_agreement_is_registered_with_its_images() {
    let world = World::new().await;
    world.review_by(ReviewMode::DepartmentThenSchool).await;
    let site = Site::of(&world).await;
    let (_, student, officer) = cast(&world, &site).await;
    let department = site.signed_in(&world, &world.department_officer().await).await;
    let bare = student.upload("/student/paper/new", &form(), &[]).await;
    assert!(bare.status == 422 && bare.body.contains("请上传盖章的就业协议书图像"));
    let (href, case) = handed_in(&student, "paper").await;
    assert_eq!(state(&world, &case).await.0, "department_review");
    assert_eq!(count(&world, "case_files WHERE purpose = 'agreement'").await, 1);
    assert_eq!(count(&world, "uploads").await, 0, "the holding place is empty");
    assert!(
        department
            .get(&format!("/paper/{case}"))
            .await
            .body
            .contains("协议书.jpg")
    );

    assert_eq!(
        decide(&department, &world, "paper", &case, "approval")
            .await
            .status,
        303
    );
    let late = act(&student, &world, &case, &format!("{href}/withdrawal")).await;
    assert_eq!(late.status, 409, "the department has given its verdict");
    assert_eq!(
        decide(&officer, &world, "paper", &case, "return").await.status,
        303
    );
    let edit = student.get(&format!("{href}/edit")).await;
    assert!(edit.body.contains("协议书.jpg"), "the former images are there");
    let kept: i64 = case_files::table
        .select(case_files::id)
        .first(&mut *world.conn().await)
        .await
        .expect("a file");
    let (version, held) = (state(&world, &case).await.1.to_string(), format!("c{kept}"));
    let fields = with(&[
        ("version", &version),
        ("files-held", &held),
        ("signed_on", "2026-05-02"),
    ]);
    let more: [(&str, &str, &[u8]); 1] = [("files", "第二页.png", OTHER)];
    let again = student.upload(&format!("{href}/edit"), &fields, &more).await;
    assert_eq!(again.status, 303, "{}", again.body);
    assert_eq!(count(&world, "case_files WHERE removed_at IS NULL").await, 2);
    let review = department.get(&format!("/paper/{case}")).await;
    assert!(review.body.contains("签约日期：2026-05-01 → 2026-05-02"));
    decide(&department, &world, "paper", &case, "approval").await;
    decide(&officer, &world, "paper", &case, "approval").await;
    assert_eq!(state(&world, &case).await.0, "signed");
    assert_eq!(
        student.get("/student/paper/new").await.status,
        422,
        "the place is taken"
    );
}

#[tokio::test]
async fn a_rejected_registration_is_over_and_an_abandoned_one_too() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (_, student, officer) = cast(&world, &site).await;
    let (href, case) = handed_in(&student, "paper").await;
    decide(&officer, &world, "paper", &case, "rejection").await;
    assert_eq!(state(&world, &case).await.0, "voided");
    assert!(student.get(&href).await.body.contains("登记信息已作废"));
    let (href, case) = handed_in(&student, "paper").await;
    decide(&officer, &world, "paper", &case, "return").await;
    assert_eq!(
        act(&student, &world, &case, &format!("{href}/abandonment"))
            .await
            .status,
        303
    );
    assert_eq!(state(&world, &case).await.0, "abandoned");
    handed_in(&student, "offline").await;
}

#[tokio::test]
async fn r_3_a_closed_module_takes_no_registration_and_says_why() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (_, student, officer) = cast(&world, &site).await;
    let (href, case) = handed_in(&student, "paper").await;
    act(&student, &world, &case, &format!("{href}/withdrawal")).await;
    world.sql("UPDATE school_settings SET paper_open = false").await;
    let words = "学校尚未开启";
    let version = state(&world, &case).await.1.to_string();
    let form = with(&[("version", &version)]);
    for path in [format!("{href}/edit"), "/student/paper/new".to_owned()] {
        let again = student.upload(&path, &form, &COPY).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        assert!(again.body.contains(words), "{path}: {}", again.body);
    }
    assert_eq!(state(&world, &case).await.0, "draft");
    let (_, other, _) = cast(&world, &site).await;
    let page = other.get("/student/paper/new").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains(words), "{}", page.body);
    let posted = other.upload("/student/paper/new", &with(&[]), &COPY).await;
    assert_eq!(posted.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(posted.body.contains(words), "{}", posted.body);
    assert_eq!(count(&world, "cases").await, 1);
    assert!(officer.get("/paper").await.body.contains("没有符合条件的事项"));
}
