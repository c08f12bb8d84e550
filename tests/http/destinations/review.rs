//! While it is in review: taken back, returned, corrected.

use super::*;
use crate::signing::rows;

async fn correct(client: &Client, case: Acted, fields: &[(&str, &str)]) -> Answer {
    let version = case.version.to_string();
    let mut fields = fields.to_vec();
    fields.push(("version", &version));
    client
        .post(&format!("/destinations/{}/correction", case.case), &fields)
        .await
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
    let changed = "职业内容：自由撰稿人 → 独立摄影师";
    assert!(stale.body.contains(changed), "so that it is not undone unseen");

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
async fn r_9_1_the_list_is_narrowed_to_a_category() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (writer, idle) = (world.student().await, world.student().await);
    let client = site.signed_in(&world, &writer.account).await;
    submitted(&world, &client, &writer, Type::Freelance, &FREELANCE).await;
    let client = site.signed_in(&world, &idle.account).await;
    submitted(&world, &client, &idle, Type::NotSeeking, &REASON).await;
    let officer = site.signed_in(&world, &world.officer().await).await;
    let found = async |category: &str| {
        let fields = [("group", "all"), ("category", category)];
        let list = officer.post("/destinations/filter", &fields).await;
        officer.get(list.location()).await
    };
    assert_eq!(rows(&found("").await), 2);
    let freelance = found("76").await;
    assert!(freelance.body.contains(&writer.name) && !freelance.body.contains(&idle.name));
    assert!(freelance.body.contains("共 1 件") && freelance.body.contains(r#"<option value="76" selected>"#));
    assert_eq!(rows(&found("10").await), 0);
    assert_eq!(rows(&found("<b>").await), 2, "no category is no filter");
}
