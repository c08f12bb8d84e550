//! 作废信息管理, as the guide's section 11 tells it.

use std::time::Duration;

use crate::{
    chrome::{Person, Script},
    meet,
    platform::Student,
};

/// How long the worker may take to tell the outside systems.
const DELIVERY: Duration = Duration::from_secs(20);

#[tokio::test]
async fn guide_11_a_destination_that_the_student_voids_is_seen_by_the_school_until_another_is_handed_in() {
    let Some((platform, [student, school])) = meet(["student", "school"], Script::On).await else {
        return;
    };
    let graduate = platform.student("student-15").await;
    school.sign_in("学校登录", "school").await;
    look_up(&school, &graduate).await;
    school.sees("共 0 人").await;

    student.sign_in("学生登录", "student-15").await;
    student.visit("/student/destinations").await;
    student.click("出国出境深造").await;
    student.click("作废").await;
    student.sees("作废已登记的毕业去向？").await;
    student.click("作废").await;
    student.sees("学生已作废去向信息").await;
    let employment = &platform.outside.employment;
    let told = employment.wait_until(DELIVERY, |push| {
        push.student_ref == graduate.reference && push.destination.is_unplaced()
    });
    told.await.expect("the employment system is told");

    look_up(&school, &graduate).await;
    school.sees("共 1 人").await;
    school.sees("出国、出境 / 境外留学").await;
    school.click("详情").await;
    school.sees("作废时间").await;
    school.sees("院校外文名").await;

    student.visit("/student/destinations/new").await;
    student.tick("不就业拟升学").await;
    student.click("下一步").await;
    student.fill("原因和意向", "准备次年研究生考试").await;
    student.click("提交审核").await;
    student.sees("等待学院审核").await;
    look_up(&school, &graduate).await;
    school.sees("共 0 人").await;
    for person in [student, school] {
        assert_eq!(person.console().await, [""; 0], "nothing went wrong unseen");
        person.leaves().await;
    }
}

async fn look_up(school: &Person, graduate: &Student) {
    school.visit("/voided").await;
    school.fill("姓名、学号或身份证号", &graduate.id_number).await;
    school.click("查询").await;
}
