//! Guide section 6.2, offline agreements, and guide section 7, paper agreements: from the student's form to the school's last word.

use crate::{
    chrome::{Person, Script},
    meet,
    platform::Student,
};

/// A school that reviews alone, with agreements of three parties.
const SCHOOL: i64 = 2;
const OFFICER: &str = "school-b";

/// Does a picture that is no larger than its frame lie within it?
const WITHIN: &str = "const [frame, picture] = ['.frame', '.frame img'].map((part) => document.querySelector(part).getBoundingClientRect()); \
    return ['left', 'top', 'right', 'bottom'].every((side) => Math.abs(frame[side] - picture[side]) < 2)";

#[tokio::test]
async fn guide_6_2_a_student_signs_offline_and_hands_the_stamped_copy_in() {
    let Some((platform, [student, school])) = meet(["student", "school"], Script::On).await else {
        return;
    };
    let graduate = platform.free_student(SCHOOL).await;
    student.sign_in("学生登录", &graduate.reference).await;
    student.click("线下签约：填写就业协议").await;
    student.fill("统一社会信用代码", "91350100M000100Y44").await;
    student.click("查找单位").await;
    student.sees("校验位不符").await;
    fill_in(&student).await;
    student.click("提交审核").await;
    student.sees("等待学校审核").await;

    student.click("撤回").await;
    student.sees("撤回提交的就业协议？").await;
    student.click("撤回").await;
    student.sees("已撤回").await;
    student.click("继续填写").await;
    student.click("提交审核").await;
    student.sees("已提交，请等待审核").await;

    school.sign_in("学校登录", OFFICER).await;
    decide(&school, "在线签约管理", &graduate).await;

    student.reloads().await;
    student.sees("请下载打印协议书").await;
    student.click("上传盖章协议书").await;
    student.attach("盖章就业协议书图像", "picture.png").await;
    student.click("上传").await;
    student.sees("picture.jpg").await;
    student.attach("盖章就业协议书图像", "document.pdf").await;
    student.click("提交审核").await;
    student.sees("已提交，请等待审核").await;

    find(&school, "在线签约管理", &graduate).await;
    school.click("放大").await;
    let scrolled =
        "const frame = document.querySelector('.frame'); return frame.scrollLeft > 0 && frame.scrollTop > 0";
    assert_eq!(
        school.run(scrolled).await,
        true,
        "what stood in the middle stays there"
    );
    school.click("旋转").await;
    let turned = school
        .run("return document.querySelector('.frame').style.getPropertyValue('--turn')")
        .await;
    assert_eq!(turned, "90deg");
    school.click("缩小").await;
    assert_eq!(
        school.run(WITHIN).await,
        true,
        "turned, the whole picture is in its frame"
    );
    shows_the_document(&school).await;
    school.click("通过").await;
    school.sees("已通过。").await;
    student.reloads().await;
    student.sees("签约完成").await;
    for person in [student, school] {
        assert_eq!(person.console().await, [""; 0], "nothing went wrong unseen");
        person.leaves().await;
    }
}

#[tokio::test]
async fn guide_7_a_student_registers_an_agreement_signed_on_paper_without_a_script() {
    let Some((platform, [student, school])) = meet(["student", "school"], Script::Off).await else {
        return;
    };
    let graduate = platform.free_student(SCHOOL).await;
    student.sign_in("学生登录", &graduate.reference).await;
    student.click("补登：登记已签就业协议").await;
    student.fill("统一社会信用代码", "91350100M000100Y43").await;
    student.attach("盖章的就业协议书图像", "picture.png").await;
    student.click("暂存").await;
    student.sees("已暂存，尚未提交").await;
    student.sees("picture.jpg").await;
    fill_in(&student).await;
    student.fill_day("签约日期", "2026-05-01").await;
    student.click("提交审核").await;
    student.sees("已提交，请等待审核").await;

    school.sign_in("学校登录", OFFICER).await;
    decide(&school, "补登管理", &graduate).await;
    student.reloads().await;
    student.sees("登记完成").await;
    for person in [student, school] {
        person.leaves().await;
    }
}

/// The document stands in its place, in the browser's own reader: a frame that was refused would show an error of another origin.
async fn shows_the_document(officer: &Person) {
    const LOOK: &str = "const frame = document.querySelector('.attachment iframe'); frame.scrollIntoView(); \
        return frame.contentDocument?.contentType";
    let shown = async || (officer.run(LOOK).await == "application/pdf").then_some(());
    officer.waits("for the document in its place", shown).await;
}

/// Everything of the form but the credit code.
pub async fn fill_in(student: &Person) {
    student.fill("单位名称", "福建云帆软件有限公司").await;
    student.choose_first("单位性质").await;
    student.choose_first("单位行业").await;
    student.fill("单位所在地", "江苏省南京市玄武区").await;
    student.fill("单位地址", "玄武大道 1 号").await;
    student.fill("联系人", "周敏").await;
    student.fill("联系电话", "025-80000000").await;
    student.choose_first("工作职位类别").await;
    student.fill("职位名称", "软件工程师").await;
    student.fill("工作地点", "江苏省南京市玄武区").await;
    student.fill_day("报到日期", "2027-07-01").await;
    student.fill("薪酬", "9000").await;
    student.fill("试用期", "0").await;
    student.fill_day("合同开始日期", "2027-07-01").await;
    student.fill("违约金", "0").await;
}

async fn find(officer: &Person, module: &str, graduate: &Student) {
    officer.click(module).await;
    officer.choose("签约状态", "待我处理").await;
    officer.fill("姓名、学号或身份证号", &graduate.id_number).await;
    officer.click("查询").await;
    officer.sees("共 1 件").await;
    officer.click(&graduate.name).await;
}

async fn decide(officer: &Person, module: &str, graduate: &Student) {
    find(officer, module, graduate).await;
    officer.sees("福建云帆软件有限公司").await;
    officer.click("通过").await;
    officer.sees("已通过。").await;
}
