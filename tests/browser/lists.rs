//! What officers do with lists: take them away, look up a student, and beware of a company.

use crate::{chrome::Script, meet};

const COMPANY: &str = "南京未名网络有限公司";

#[tokio::test]
async fn a_warning_that_comes_while_a_case_is_open_asks_for_a_second_press() {
    let Some((platform, [marking, reviewing])) = meet(["marking", "reviewing"], Script::On).await else {
        return;
    };
    let case = platform.case(1, "undergraduate", "school_review").await;
    platform.employs(COMPANY, &case).await;
    tokio::join!(
        marking.sign_in("学校登录", "school"),
        reviewing.sign_in("学校登录", "school-ug")
    );
    reviewing.visit(&format!("/signing/{}", case.id)).await;
    reviewing.sees("单位信息").await;

    marking.click("预警单位管理").await;
    marking.click("标记预警单位").await;
    marking.fill("单位名称或统一社会信用代码", COMPANY).await;
    marking.click("查询").await;
    marking.click("标记为预警单位").await;
    marking.sees("本校毕业生填写或查看该单位").await;
    marking.submits_as_it_is("标记为预警单位").await;
    marking.sees("请选择预警原因").await;
    marking.choose("预警原因", "虚假单位").await;
    marking.fill("具体说明", "登记地址查无此单位").await;
    marking.click("标记为预警单位").await;
    marking.sees("已标记为预警单位").await;

    reviewing.click("通过").await;
    reviewing.sees("该用人单位为预警单位").await;
    reviewing.sees("本校预警：虚假单位").await;
    reviewing.click("通过").await;
    reviewing.sees("已通过。").await;
    assert_eq!(
        platform.trail(&case).await.last().map(String::as_str),
        Some("approve")
    );

    marking.click("撤销预警").await;
    marking.sees("标记和撤销的记录都会保留").await;
    marking.click("撤销预警").await;
    marking.sees("已撤销预警").await;
    marking.leaves().await;
    reviewing.leaves().await;
}

#[tokio::test]
async fn a_list_is_taken_away_and_a_student_looked_up() {
    let Some((platform, [officer])) = meet(["officer"], Script::On).await else {
        return;
    };
    officer.sign_in("学校登录", "school").await;
    officer.click("在线签约管理").await;
    officer.choose("签约状态", "全部").await;
    officer.click("查询").await;
    officer.click("下载当前查询数据").await;
    officer.sees("导出当前筛选条件下的全部数据").await;
    let before = platform.exports().await;
    officer.click_choice("显示完整号码").await;
    officer.submits_as_it_is("下载").await;
    officer.sees("请填写需要完整号码的理由").await;
    officer.fill("需要完整号码的理由", "报送省厅核对").await;
    officer.click("下载").await;
    officer
        .waits("the file", async || {
            (platform.exports().await > before).then_some(())
        })
        .await;
    officer.sees("需要完整号码的理由").await;

    officer.click("返回列表").await;
    officer.click("导出退回修改学生名单").await;
    officer.sees("每次退回一条").await;

    let graduate = platform.student("student-06").await;
    officer.click("学生名单管理").await;
    officer.fill("姓名、学号或身份证号", &graduate.name).await;
    officer.click("查询").await;
    officer.click(&graduate.name).await;
    officer.sees("考生号").await;
    officer.does_not_see(&graduate.id_number).await;
    officer.click("显示完整号码").await;
    officer.sees(&graduate.id_number).await;
    officer.leaves().await;
}
