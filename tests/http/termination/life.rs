//! From the ask to the end.

use super::*;

#[tokio::test]
async fn guide_8_1_the_student_asks_the_company_agrees_the_school_decides_and_the_student_is_free() {
    let signed = Signed::new().await;
    let world = &signed.world;
    world.review_by(ReviewMode::DepartmentThenSchool).await;
    let department = world.department_officer().await;
    let (reader, employer) = (signed.reader().await, signed.employer().await);
    let invitation = reader
        .get(&format!("/student/invitations/{}", signed.agreement.case))
        .await;
    for words in ["发起解约", "您还可以提交 2 次解约申请（最多 2 次）"] {
        assert!(invitation.body.contains(words), "{words}");
    }
    let blank = reader.get(&signed.form_of("student")).await;
    for words in [
        &signed.company.name,
        "用人单位会收到通知，请用人单位在 15 天内答复",
        "提交后计为 1 次，撤回也计入",
        "提交学院、学校审核",
        "报到证及户档信息将被清空",
        "升学或出国留学",
    ] {
        assert!(blank.body.contains(words), "{words}");
    }
    let asked = signed.asked().await;
    let own = reader.get(&page("student", asked)).await;
    for words in [
        "学生发起解约，等待单位应约",
        "还剩",
        "前答复",
        "撤回",
        "&lt;b&gt;与单位协商",
    ] {
        assert!(own.body.contains(words), "{words}");
    }
    assert!(!own.body.contains("/consent"), "nobody answers themselves");
    assert!(reader.get("/").await.body.contains("解约正在办理"));
    let board = employer.get("/company/board").await;
    assert!(board.body.contains("等待本单位答复"));
    let list = employer.get("/company/terminations").await;
    assert!(list.body.contains("等待您答复") && list.body.contains(&signed.student.name));
    let theirs = employer.get(&page("company", asked)).await;
    for words in ["同意解约", "拒绝解约", "被其他单位录用", "请核对解约原因后答复"] {
        assert!(theirs.body.contains(words), "{words}");
    }
    let consent = format!("{}/consent", page("company", asked));
    let confirm = employer.get(&consent).await;
    assert!(confirm.body.contains("同意后提交学院、学校审核，不能再撤回"));
    let agreed = employer.post(&consent, &[("version", "1")]).await;
    assert_eq!(
        (agreed.status.as_u16(), agreed.location()),
        (303, page("company", asked).as_str())
    );
    assert_eq!(signed.state(asked.case).await, "department_review");
    let desk = signed.site.signed_in(world, &department).await;
    let list = desk.get("/terminations?group=termination.agreed_review").await;
    assert!(list.body.contains(&signed.student.name) && list.body.contains("已同意解约，等待学院审核"));
    let at_first = desk.get("/terminations").await;
    assert!(
        !at_first.body.contains(&signed.student.name),
        "解约中 is shown first"
    );
    let home = desk.get("/").await;
    assert!(
        home.body
            .contains("/terminations?group=termination.agreed_review")
    );
    let at = |version| Acted { version, ..asked };
    world.act(&department, at(2), &Command::Approve).await;
    world.act(&signed.officer, at(3), &Command::Approve).await;
    assert_eq!(signed.state(asked.case).await, "terminated");
    assert_eq!(signed.state(signed.agreement.case).await, "terminated");
    let after = reader.get(&page("student", asked)).await;
    for words in ["解约完成", "协议已终止", "学院解约鉴证通过", "陈老师"] {
        assert!(after.body.contains(words), "{words}");
    }
    assert!(reader.get("/").await.body.contains("还没有毕业去向"));
    let seen = employer.get(&page("company", asked)).await;
    assert!(seen.body.contains("解约完成") && !seen.body.contains("陈老师"));
    // Free again: the next invitation can be accepted.
    world.accepted(&world.company().await, &signed.student).await;
}

#[tokio::test]
async fn r_6_5_the_company_asks_and_the_student_refuses_with_a_reason_that_the_company_reads() {
    let signed = Signed::new().await;
    let (reader, employer) = (signed.reader().await, signed.employer().await);
    let blank = employer.get(&signed.form_of("company")).await;
    assert!(
        !blank.body.contains("计为 1 次"),
        "a company's asks are not counted"
    );
    assert!(blank.body.contains("未达到约定的录用条件"));
    let asked = signed.asked_by_company().await;
    assert!(reader.get("/").await.body.contains("单位申请解约，等您答复"));
    assert!(
        reader
            .get("/student/terminations")
            .await
            .body
            .contains("等待您答复")
    );
    let refusal = format!("{}/refusal", page("student", asked));
    let mute = reader.post(&refusal, &[("version", "1"), ("words", "  ")]).await;
    assert!(mute.status == 422 && mute.body.contains("请填写具体说明"));
    let long = "字".repeat(501);
    let wordy = reader.post(&refusal, &[("version", "1"), ("words", &long)]).await;
    assert!(
        wordy.status == 422 && wordy.body.contains(&long),
        "what was typed stays"
    );
    assert_eq!(signed.state(asked.case).await, "asked_by_company");
    let refused = reader
        .post(&refusal, &[("version", "1"), ("words", "我愿意按期<i>报到</i>")])
        .await;
    assert_eq!(refused.status, 303);
    assert_eq!(signed.state(asked.case).await, "refused");
    assert_eq!(signed.state(signed.agreement.case).await, "signed");
    let told = employer.get(&page("company", asked)).await;
    assert!(told.body.contains("我愿意按期&lt;i&gt;报到") && told.body.contains("对方已拒绝解约"));
    let home = reader.get("/").await;
    for words in [
        "毕业去向已落实",
        "最近一次解约没有成功，协议继续有效",
        "我愿意按期",
    ] {
        assert!(home.body.contains(words), "{words}");
    }
}

#[tokio::test]
async fn r_6_7_a_students_asks_are_counted_down_and_a_withdrawn_one_counts() {
    let signed = Signed::new().await;
    let reader = signed.reader().await;
    signed
        .world
        .sql("UPDATE school_settings SET termination_limit = 1")
        .await;
    let asked = signed.asked().await;
    let withdrawal = format!("{}/withdrawal", page("student", asked));
    assert!(
        reader
            .get(&withdrawal)
            .await
            .body
            .contains("仍计入您的解约申请次数")
    );
    assert_eq!(reader.post(&withdrawal, &[("version", "1")]).await.status, 303);
    assert_eq!(signed.state(asked.case).await, "withdrawn");
    for answer in [
        reader.get(&signed.form_of("student")).await,
        reader.post(&signed.form_of("student"), &form()).await,
    ] {
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains("已达学校上限（1次）"));
    }
    let list = reader.get("/student/terminations").await;
    assert!(list.body.contains("已达学校上限（1次）") && list.body.contains("已撤回解约申请"));
    assert_eq!(signed.terminations().await, 1);
    let asked = signed.asked_by_company().await;
    assert_eq!(signed.terminations().await, 2);
    let officer = signed.site.signed_in(&signed.world, &signed.officer).await;
    let review = officer.get(&format!("/terminations/{}", asked.case)).await;
    let (_, counted) = review.body.split_once("毕业生已发起次数").expect("the count");
    assert!(counted.starts_with("</dt><dd>1</dd>"), "the withdrawn one too");
}

#[tokio::test]
async fn the_list_shows_a_company_what_waits_for_its_answer_first_and_the_most_urgent_above() {
    let signed = Signed::new().await;
    let world = &signed.world;
    let employer = signed.employer().await;
    let urgent = world.student().await;
    let agreement = world.sign(&signed.company, &urgent, &signed.officer).await;
    let first = signed.asked().await;
    let answered = world.student().await;
    let ended = world.sign(&signed.company, &answered, &signed.officer).await;
    world.sql("UPDATE agreements SET signed_on = '2026-01-01'").await;
    for (student, of) in [(&urgent, agreement), (&answered, ended)] {
        let client = signed.site.signed_in(world, &student.account).await;
        let path = format!("/student/agreements/{}/termination", of.case);
        assert_eq!(client.post(&path, &form()).await.status, 303);
    }
    world
        .sql(&format!(
            "UPDATE cases SET due_at = now() + interval '1 day' WHERE agreement_id = {}",
            agreement.case
        ))
        .await;
    let of_answered: CaseId = cases::table
        .filter(cases::agreement_id.eq(ended.case))
        .select(cases::id)
        .first(&mut *world.conn().await)
        .await
        .expect("a termination");
    let no = Explanation::new("不同意").expect("a text");
    let at = Acted {
        case: of_answered,
        version: 1,
        ..first
    };
    world.act(&signed.company.account, at, &Command::Refuse(no)).await;
    let list = employer.get("/company/terminations").await.body;
    let place = |name: &str| list.find(name).unwrap_or_else(|| panic!("{name} is on the list"));
    assert!(place(&urgent.name) < place(&signed.student.name));
    assert!(place(&signed.student.name) < place("解约记录"));
    assert!(place("解约记录") < place(&answered.name));
    let board = employer.get("/company/board").await.body;
    for (state, number) in [("to_answer", 2), ("asked", 0), ("review", 0)] {
        let opens = format!("/company/terminations?state={state}");
        let (_, rest) = board.split_once(&format!("{opens}\"")).expect(state);
        let (_, rest) = rest.split_once(r#"<span class="dial">"#).expect("a number");
        assert!(rest.starts_with(&format!("{number}<")), "{state}: {rest}");
        let shown = employer.get(&opens).await.body;
        assert_eq!(shown.matches(r#"scope="row""#).count(), number, "{state}");
        assert!(!shown.contains(&answered.name), "{state}");
    }
}
