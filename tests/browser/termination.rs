//! 解约, as the guide's sections 8.1 and 8.2 tell it: people in browsers of their own, who find everything by its visible words.

use std::{io::Write, time::Duration};

use wq_tests::samples::DOCUMENT;

use crate::{
    chrome::{Person, Script},
    meet,
    platform::{Platform, Student},
    verdicts::says_no,
};

/// How long the worker may take to tell the outside systems.
const DELIVERY: Duration = Duration::from_secs(20);

#[tokio::test]
async fn guide_8_1_a_student_asks_the_company_agrees_and_department_and_school_end_the_agreement() {
    let people = ["student", "company", "department", "school"];
    let Some((platform, [student, company, department, school])) = meet(people, Script::On).await else {
        return;
    };
    let graduate = platform.student("student-06").await;

    student.at(390).await;
    student.sign_in("学生登录", "student-06").await;
    student.visit("/student/terminations").await;
    student.click("发起解约").await;
    student.sees("用人单位会收到通知").await;
    student.choose("解约原因", "被其他单位录用").await;
    student
        .fill("具体说明", "已通过公务员考试录用，与单位协商解约。")
        .await;
    student.click("发起解约").await;
    student.sees("已向对方发起解约").await;
    student.sees("学生发起解约，等待单位应约").await;

    company.sign_in("单位登录", "company-01").await;
    company.sees("等待本单位答复").await;
    company.visit("/company/terminations").await;
    company.click(&graduate.name).await;
    company.click("同意解约").await;
    company.sees("审核通过后协议终止，不能恢复").await;
    company.click("同意解约").await;
    company.sees("您已同意解约").await;

    department.sign_in("学校登录", "dept-law").await;
    approve(&department, &graduate, "已同意解约，等待学院审核").await;
    school.sign_in("学校登录", "school").await;
    approve(&school, &graduate, "已同意解约，等待学校审核").await;

    is_unplaced(platform, &graduate).await;
    student.visit("/").await;
    student.sees("还没有毕业去向").await;
    for person in [student, company, department, school] {
        assert_eq!(person.console().await, [""; 0], "nothing went wrong unseen");
        person.leaves().await;
    }
}

#[tokio::test]
async fn guide_8_2_a_student_hands_in_material_and_the_school_ends_the_agreement_for_the_student_alone() {
    let people = ["student", "department", "school"];
    let Some((platform, [student, department, school])) = meet(people, Script::Off).await else {
        return;
    };
    let graduate = platform.student("student-13").await;
    let mut material = tempfile::Builder::new()
        .suffix(".pdf")
        .tempfile()
        .expect("a file");
    material.write_all(DOCUMENT).expect("written");
    let material = material.path().to_str().expect("a path").to_owned();

    student.sign_in("学生登录", "student-13").await;
    student.visit("/student/terminations").await;
    student.click("发起解约").await;
    student.sees("单位不能提供的，可上传情况说明").await;
    student.choose("解约原因", "个人或家庭原因").await;
    student.fill("具体说明", "因家庭原因需回生源地就业。").await;
    student.upload("解约材料", &material).await;
    student.click("提交审核").await;
    student.sees("解约中，等待学院审核").await;

    department.sign_in("学校登录", "dept-cs").await;
    approve(&department, &graduate, "解约中，等待学院审核").await;
    school.sign_in("学校登录", "school").await;
    open(&school, &graduate).await;
    school.sees("解约中，等待学校审核").await;
    school.click("学生单方面解约").await;
    school.sees("请谨慎使用，使用前应与用人单位协商一致").await;
    school
        .fill("具体情况说明", "单位已停止经营，无法出具解约材料。")
        .await;
    school.click("审核通过（学生单方面解约）").await;
    school.sees("已按学生单方面解约通过").await;
    school.sees("解约完成").await;

    is_unplaced(platform, &graduate).await;
    student.visit("/").await;
    student.sees("还没有毕业去向").await;
    for person in [student, department, school] {
        person.leaves().await;
    }
}

#[tokio::test]
async fn guide_8_1_a_company_asks_the_student_agrees_and_department_and_school_end_the_agreement() {
    let people = ["company", "student", "department", "school"];
    let Some((platform, [company, student, department, school])) = meet(people, Script::On).await else {
        return;
    };
    let agreement = platform.in_force(1, "online").await;
    let graduate = &agreement.student;
    let employer = platform.company(&agreement.company).await;

    company.sign_in("单位登录", &agreement.company).await;
    company
        .visit(&format!("/company/invitations/{}", agreement.id))
        .await;
    company.click("发起解约").await;
    company.sees("毕业生会收到通知").await;
    company.choose_first("解约原因").await;
    company.fill("具体说明", "岗位撤销，与毕业生协商解约。").await;
    company.click("发起解约").await;
    company.sees("已向对方发起解约").await;
    company.sees("单位发起解约，等待学生应约").await;

    student.at(390).await;
    student.sign_in("学生登录", &graduate.reference).await;
    student.visit("/student/terminations").await;
    student.sees("等待您答复").await;
    student.click(&employer).await;
    student.sees("岗位撤销，与毕业生协商解约。").await;
    student.click("同意解约").await;
    student.sees("审核通过后协议终止，不能恢复").await;
    student.click("同意解约").await;
    student.sees("您已同意解约").await;

    department.sign_in("学校登录", &agreement.department).await;
    approve(&department, graduate, "已同意解约，等待学院审核").await;
    school.sign_in("学校登录", "school").await;
    approve(&school, graduate, "已同意解约，等待学校审核").await;

    is_unplaced(platform, graduate).await;
    company.reloads().await;
    company.sees("解约完成").await;
    for person in [company, student, department, school] {
        assert_eq!(person.console().await, [""; 0], "nothing went wrong unseen");
        person.leaves().await;
    }
}

#[tokio::test]
async fn guide_8_1_a_school_officer_and_no_other_forces_what_the_company_does_not_answer() {
    const WORDS: &str = "已三次致电单位，单位同意解约，但一直不在平台上答复。";
    let people = ["student", "department", "school"];
    let Some((platform, [student, department, school])) = meet(people, Script::On).await else {
        return;
    };
    let graduate = platform.student("student-18").await;
    let employer = platform.company("company-02").await;

    department.sign_in("学校登录", "dept-law").await;
    open_unanswered(&department, &graduate).await;
    department.does_not_see("强制解约").await;

    school.sign_in("学校登录", "school").await;
    open_unanswered(&school, &graduate).await;
    school.click("强制解约").await;
    school.sees("请谨慎使用：使用前应与用人单位协商一致").await;
    school.fill("具体情况说明", WORDS).await;
    school.click("强制解约").await;
    school.sees("解约完成").await;

    is_unplaced(platform, &graduate).await;
    let sms = &platform.outside.sms;
    let told = sms.wait_until(DELIVERY, |sent| {
        sent.mobile == graduate.mobile && sent.text.contains("强制解约")
    });
    told.await.expect("the student has a text message");
    student.sign_in("学生登录", "student-18").await;
    student.sees("还没有毕业去向").await;
    student.visit("/student/terminations").await;
    student.click(&employer).await;
    student.sees("解约完成").await;
    student.sees(WORDS).await;
    for person in [student, department, school] {
        assert_eq!(person.console().await, [""; 0], "nothing went wrong unseen");
        person.leaves().await;
    }
}

#[tokio::test]
async fn guide_8_2_material_comes_back_is_handed_in_again_and_the_school_ends_the_agreement() {
    const STATE: &str = "解约中，等待学校审核";
    let Some((platform, [student, school])) = meet(["student", "school"], Script::On).await else {
        return;
    };
    // A school that reviews alone.
    let graduate = platform.in_force(2, "offline").await.student;

    student.sign_in("学生登录", &graduate.reference).await;
    student.visit("/student/terminations").await;
    student.click("发起解约").await;
    student.sees("请上传单位同意解约的材料").await;
    student.choose("解约原因", "个人或家庭原因").await;
    student.fill("具体说明", "与单位协商解约。").await;
    student.attach("解约材料", "document.pdf").await;
    student.click("提交审核").await;
    student.sees(STATE).await;

    school.sign_in("学校登录", "school-b").await;
    open(&school, &graduate).await;
    school.sees(STATE).await;
    says_no(&school, "退回修改", "材料没有单位盖章").await;
    school.sees("已退回修改，原因已告知学生").await;

    student.reloads().await;
    student.sees("解约退回修改").await;
    student.click("修改后重新提交").await;
    student.sees("材料没有单位盖章").await;
    student.fill("具体说明", "与单位协商解约，材料已盖章。").await;
    student.click("重新提交审核").await;
    student.sees(STATE).await;

    open(&school, &graduate).await;
    school.sees("与单位协商解约，材料已盖章。").await;
    school.click("通过").await;
    school.sees("已通过。").await;
    is_unplaced(platform, &graduate).await;
    student.reloads().await;
    student.sees("解约完成").await;
    for person in [student, school] {
        assert_eq!(person.console().await, [""; 0], "nothing went wrong unseen");
        person.leaves().await;
    }
}

/// Opens a student's termination among all that no company has answered.
async fn open_unanswered(officer: &Person, graduate: &Student) {
    const STATE: &str = "学生发起解约，等待单位应约";
    officer.visit("/terminations").await;
    officer.choose("签约状态", STATE).await;
    officer.fill("姓名、学号或身份证号", &graduate.id_number).await;
    officer.click("查询").await;
    officer.sees("共 1 件").await;
    officer.click(&graduate.name).await;
    officer.sees("办理记录").await;
    officer.sees(STATE).await;
}

/// Opens a student's termination among those that wait for the officer.
async fn open(officer: &Person, graduate: &Student) {
    officer.visit("/terminations?group=mine").await;
    officer.click(&graduate.name).await;
}

async fn approve(officer: &Person, graduate: &Student, state: &str) {
    open(officer, graduate).await;
    officer.sees(state).await;
    officer.click("通过").await;
    officer.sees("已通过。").await;
}

/// The employment system shows 待就业, and no dispatch record.
async fn is_unplaced(platform: &Platform, graduate: &Student) {
    let employment = &platform.outside.employment;
    let told = employment.wait_until(DELIVERY, |push| {
        push.student_ref == graduate.reference && push.destination.is_unplaced()
    });
    told.await.expect("the employment system is told");
    let known = employment
        .graduate(&graduate.reference)
        .expect("a student of the roster");
    assert_eq!(known.dispatch, None);
}
