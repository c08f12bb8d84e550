//! 审核不通过 and 退回修改, as the guide's sections 6.2, 7 and 9 tell them: what is rejected is void and begun anew, what comes back is
//! edited and handed in again.

use crate::{
    chrome::{Person, Script},
    meet,
    platform::Student,
    written::fill_in,
};

/// A school that reviews alone.
const SCHOOL: i64 = 2;
const OFFICER: &str = "school-b";

/// Why it is rejected, and why it comes back.
const REJECTED: &str = "单位信息与所附材料不符";
const RETURNED: &str = "内容不完整，请补充";

/// What a kind of case is called on its way.
struct Way {
    /// Where the officer finds it.
    module: &'static str,
    /// The filter of that list.
    states: &'static str,
    /// What the student is told once it is void.
    void: &'static str,
    /// What leads back to the form.
    edit: &'static str,
    /// The field that is edited.
    field: &'static str,
    /// What the student sees once it is approved.
    approved: &'static str,
}

#[tokio::test]
async fn guide_6_2_an_offline_agreement_is_rejected_begun_anew_returned_edited_and_approved() {
    let way = Way {
        module: "/signing",
        states: "签约状态",
        void: "审核不通过，申请已作废",
        edit: "修改后重新提交",
        field: "职位名称",
        approved: "请下载打印协议书",
    };
    play(&way, async |student| {
        student.visit("/").await;
        student.click("线下签约：填写就业协议").await;
        student.fill("统一社会信用代码", "91350100M000100Y43").await;
        fill_in(student).await;
    })
    .await;
}

#[tokio::test]
async fn guide_7_a_paper_agreement_is_rejected_begun_anew_returned_edited_and_approved() {
    let way = Way {
        module: "/paper",
        states: "签约状态",
        void: "登记信息已作废",
        edit: "修改后重新提交",
        field: "职位名称",
        approved: "登记完成",
    };
    play(&way, async |student| {
        student.visit("/").await;
        student.click("补登：登记已签就业协议").await;
        student.fill("统一社会信用代码", "91350100M000100Y43").await;
        fill_in(student).await;
        student.fill_day("签约日期", "2026-05-01").await;
        student.attach("盖章的就业协议书图像", "document.pdf").await;
    })
    .await;
}

#[tokio::test]
async fn guide_9_a_destination_is_rejected_begun_anew_returned_edited_and_approved() {
    let way = Way {
        module: "/destinations",
        states: "去向登记状态",
        void: "这份登记已作废",
        edit: "修改去向信息",
        field: "原因和意向",
        approved: "毕业去向已生效",
    };
    play(&way, async |student| {
        student.visit("/student/destinations/new").await;
        student.tick("不就业拟升学").await;
        student.click("下一步").await;
        student.fill("原因和意向", "准备考试").await;
    })
    .await;
}

async fn play(way: &Way, begins: impl AsyncFn(&Person)) {
    const EDITED: &str = "按退回原因补充的内容";
    let Some((platform, [student, school])) = meet(["student", "school"], Script::On).await else {
        return;
    };
    let graduate = platform.free_student(SCHOOL).await;
    student.sign_in("学生登录", &graduate.reference).await;
    school.sign_in("学校登录", OFFICER).await;

    begins(&student).await;
    hands_in(&student).await;
    open(&school, way, &graduate).await;
    says_no(&school, "审核不通过", REJECTED).await;
    school.sees("已审核不通过").await;
    student.reloads().await;
    student.sees(way.void).await;
    student.sees(REJECTED).await;

    begins(&student).await;
    hands_in(&student).await;
    open(&school, way, &graduate).await;
    says_no(&school, "退回修改", RETURNED).await;
    school.sees("已退回修改，原因已告知学生").await;
    student.reloads().await;
    student.sees(RETURNED).await;
    student.click(way.edit).await;
    student.fill(way.field, EDITED).await;
    hands_in(&student).await;

    open(&school, way, &graduate).await;
    school.sees(RETURNED).await;
    school.sees(EDITED).await;
    school.click("通过").await;
    school.sees("已通过。").await;
    student.reloads().await;
    student.sees(way.approved).await;
    for person in [student, school] {
        assert_eq!(person.console().await, [""; 0], "nothing went wrong unseen");
        person.leaves().await;
    }
}

async fn hands_in(student: &Person) {
    student.click("提交审核").await;
    student.sees("已提交").await;
    student.sees("等待学校审核").await;
}

/// Gives one of the two verdicts that say no, with the reason and the particulars.
pub async fn says_no(officer: &Person, verdict: &str, words: &str) {
    officer.choose_first("原因").await;
    officer.fill("具体问题", words).await;
    officer.click(verdict).await;
}

/// Opens the student's case among those that wait for the officer.
async fn open(officer: &Person, way: &Way, graduate: &Student) {
    officer.visit(way.module).await;
    officer.choose(way.states, "待我处理").await;
    officer.fill("姓名、学号或身份证号", &graduate.id_number).await;
    officer.click("查询").await;
    officer.sees("共 1 件").await;
    officer.click(&graduate.name).await;
}
