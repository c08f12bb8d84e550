//! 去向登记, as the guide's section 9 tells it: a student registers, the department corrects and approves, the school approves, and
//! the student gives it up.

use crate::{
    chrome::{Person, Script},
    meet, pictures,
};

#[tokio::test]
async fn guide_9_a_destination_is_registered_corrected_approved_and_given_up() {
    play("student-16", Script::On).await;
}

async fn play(login: &'static str, script: Script) {
    let Some((platform, [student, department, school])) =
        meet(["graduate", "department", "school"], script).await
    else {
        return;
    };
    let name = platform.student(login).await.name;
    student.at(390).await;
    student.sign_in("学生登录", login).await;
    student.click("去向登记").await;
    student.click("登记毕业去向").await;
    student.sees("选择毕业去向类型").await;
    pictures::keep("destination/types", &student.picture(true).await);
    student.tick("不就业拟升学").await;
    student.click("下一步").await;
    student.fill("原因和意向", "准备次年研究生考试").await;
    pictures::keep("destination/form", &student.picture(true).await);
    student.click("保存草稿").await;
    student.sees("草稿已保存").await;
    student.click("填写去向信息").await;
    student.click("提交审核").await;
    student.sees("已提交审核").await;
    student.sees("等待学院审核").await;

    department.sign_in("学校登录", "dept-law").await;
    find(&department, &name).await;
    department.click("修改去向").await;
    department.fill("原因和意向", "准备次年硕士研究生招生考试").await;
    department.tick("已与毕业生沟通，双方确认一致").await;
    pictures::keep("destination/correction", &department.picture(true).await);
    department.click("保存修改").await;
    department.sees("去向信息已修改").await;
    department
        .sees("准备次年研究生考试 → 准备次年硕士研究生招生考试")
        .await;
    department.click("通过").await;
    department.sees("已通过。").await;

    school.sign_in("学校登录", "school").await;
    find(&school, &name).await;
    school.click("通过").await;
    school.sees("已通过。").await;

    student.reloads().await;
    student.sees("去向登记完成").await;
    student.sees("学院修改去向").await;
    pictures::keep("destination/registered", &student.picture(true).await);
    student.click("作废").await;
    student.sees("报到证及户档信息会被清空").await;
    student.click("作废").await;
    student.sees("学生已作废去向信息").await;
    for person in [student, department, school] {
        assert_eq!(person.console().await, [""; 0], "nothing went wrong unseen");
        person.leaves().await;
    }
}

/// Opens the student's case among those that wait for the officer.
async fn find(officer: &Person, name: &str) {
    officer.click("去向登记管理").await;
    officer.choose("去向登记状态", "待我处理").await;
    officer.fill("姓名、学号或身份证号", name).await;
    officer.click("查询").await;
    officer.sees("共 1 件").await;
    officer.click(name).await;
}
