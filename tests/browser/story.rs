//! The story from end to end: four people, each in a browser of their own, find everything by its visible words.

use std::time::Duration;

use chrono::{Days, Utc};
use wq_core::time::beijing;

use crate::{
    chrome::{Person, Script},
    inspection::Inspection,
    meet,
    platform::{Platform, Student},
};

/// How long the worker may take to tell the outside systems.
const DELIVERY: Duration = Duration::from_secs(20);

/// Who plays: the demonstration's accounts.
struct Cast {
    company: &'static str,
    student: &'static str,
    department: &'static str,
}

#[tokio::test]
async fn a_company_invites_a_student_and_the_school_attests() {
    let cast = Cast {
        company: "company-01",
        student: "student-01",
        department: "dept-cs",
    };
    play(cast, Script::On).await;
}

#[tokio::test]
async fn the_story_needs_no_script() {
    let cast = Cast {
        company: "company-02",
        student: "student-02",
        department: "dept-law",
    };
    play(cast, Script::Off).await;
}

async fn play(cast: Cast, script: Script) {
    let Some((platform, [company, student, department, school])) =
        meet(["company", "student", "department", "school"], script).await
    else {
        return;
    };
    let graduate = platform.student(cast.student).await;
    let employer = platform.company(cast.company).await;

    company.sign_in("单位登录", cast.company).await;
    fill_in_an_invitation(&company, &graduate, script).await;
    company.click("发送邀请").await;
    company.sees("签约邀请已发送").await;

    student.at(390).await;
    student.sign_in("学生登录", cast.student).await;
    accept(platform, &student, &graduate, &employer, script).await;

    department.sign_in("学校登录", cast.department).await;
    approve(&department, &graduate).await;

    company.turns_up("签约邀请", &graduate.name).await;
    company.sees("等待学校审核").await;

    school.sign_in("学校登录", "school").await;
    approve(&school, &graduate).await;

    the_outside_systems_know(platform, &graduate, &employer).await;
    everyone_sees_the_end([&company, &student, &department, &school], &graduate, &employer).await;
    for person in [company, student, department, school] {
        assert_eq!(person.console().await, [""; 0], "nothing went wrong unseen");
        person.leaves().await;
    }
}

/// Fills in the form up to its button.
pub async fn fill_in_an_invitation(company: &Person, graduate: &Student, script: Script) {
    let day = |after: u64| {
        let date = beijing(Utc::now()).date_naive() + Days::new(after);
        date.format("%Y-%m-%d").to_string()
    };
    company.click("发起签约邀请").await;
    company.fill("学生姓名", &graduate.name).await;
    company.fill("身份证号", &graduate.id_number).await;
    company.choose("工作职位类别", "工程技术人员").await;
    company.fill("职位名称", "软件工程师").await;
    match script {
        Script::On => {
            company
                .fill_from_list("工作地点", "玄武区", "江苏省南京市玄武区")
                .await
        }
        Script::Off => company.fill("工作地点", "江苏省南京市玄武区").await,
    }
    company.fill_day("报到日期", &day(60)).await;
    company.fill("薪酬", "9000").await;
    company.fill("试用期", "3").await;
    company.fill("试用期薪酬", "7500").await;
    company.fill_day("合同开始日期", &day(60)).await;
    company.fill_day("合同结束日期", &day(60 + 3 * 365)).await;
    company.fill("违约金", "0").await;
    company.fill("请在几天内答复", "7").await;
}

/// On the phone: reads everything, and says yes with the code that comes to it.
async fn accept(platform: &Platform, student: &Person, graduate: &Student, employer: &str, script: Script) {
    let mut inspection = Inspection::of("acceptance");
    student.sees("份待答复").await;
    student.click(employer).await;
    student.sees("邀请您签约：软件工程师").await;
    student.sees("9,000 元").await;
    student.sees("经营状态：").await;
    student.click("同意签约").await;
    student.sees("普通高校毕业生就业协议书").await;
    student.sees("第一条").await;
    looks_over(&mut inspection, student, ("agreement in full", 200), script).await;
    student.click("已阅读全文，获取验证码").await;
    student.sees("输入验证码，同意签约").await;
    looks_over(&mut inspection, student, ("code", 200), script).await;
    student.fill("短信验证码", "1").await;
    student.click("同意签约").await;
    student.sees("验证码不正确，还可以再试 4 次").await;
    looks_over(&mut inspection, student, ("wrong code", 422), script).await;
    let told = student.console().await;
    assert!(told.iter().all(|line| line.contains("422")), "{told:?}");
    let code = platform.code_sent_to(&graduate.mobile, "签约").await;
    student.fill("短信验证码", &code).await;
    student.click("同意签约").await;
    student.sees("您已同意签约，请等待审核").await;
    student.sees("等待学院审核").await;
    if script == Script::On {
        inspection.passes();
    }
}

/// Looks a page over, where the page may run scripts, and takes the phone up again.
async fn looks_over(
    inspection: &mut Inspection,
    student: &Person,
    (page, status): (&str, u16),
    script: Script,
) {
    if script == Script::On {
        inspection.here(student, page, status).await;
        student.at(390).await;
    }
}

async fn approve(officer: &Person, graduate: &Student) {
    look_up(officer, "待我处理", graduate).await;
    officer.sees("经营状态：").await;
    officer.sees("软件工程师").await;
    officer.click("通过").await;
    officer.sees("已通过。").await;
}

/// Finds a student among the cases of a state.
async fn look_up(officer: &Person, state: &str, graduate: &Student) {
    officer.click("在线签约管理").await;
    officer.choose("签约状态", state).await;
    officer.fill("姓名、学号或身份证号", &graduate.name).await;
    officer.click("查询").await;
    officer.sees("共 1 件").await;
    officer.click(&graduate.name).await;
}

/// The employment system has the destination, and the student the message.
async fn the_outside_systems_know(platform: &Platform, graduate: &Student, employer: &str) {
    let employment = &platform.outside.employment;
    let told = employment.wait_until(DELIVERY, |push| push.student_ref == graduate.reference);
    told.await.expect("the employment system is told");
    let known = employment
        .graduate(&graduate.reference)
        .expect("a student of the roster");
    let destination = known.destination.expect("a destination");
    assert_eq!(destination.company.expect("a company").name, employer);

    let openid = graduate
        .openid
        .as_deref()
        .expect("the student follows the official account");
    // The department's message has the same title, and says that the school is to review.
    let verdict = platform.outside.wechat.wait_until(DELIVERY, |sent| {
        let says = |value: &str| sent.lines.iter().any(|line| line.value == value);
        sent.openid == openid && sent.title == "审核结果通知" && says("通过") && says("就业协议已生效")
    });
    verdict
        .await
        .expect("the student has a message of the school's verdict");
}

/// Everyone reads the state in words, and every step with who made it.
async fn everyone_sees_the_end(people: [&Person; 4], graduate: &Student, employer: &str) {
    let [company, student, department, school] = people;
    company.turns_up("签约邀请", &graduate.name).await;
    student.turns_up("签约邀请", employer).await;
    for officer in [department, school] {
        look_up(officer, "签约完成（线上签约）", graduate).await;
    }
    for person in people {
        person.sees("签约完成").await;
        person.sees("办理记录").await;
        let steps = person
            .run("return document.querySelectorAll('.timeline li').length")
            .await;
        assert_eq!(
            steps,
            4,
            "invited, accepted, and the two verdicts:\n{}",
            person.text().await
        );
    }
}
