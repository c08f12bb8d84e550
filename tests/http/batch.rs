//! A company invites many from a spreadsheet: what is read, refused, looked over and sent.

use rust_xlsxwriter::{Format, Formula, Workbook};
use wq_tests::{Answer, Client, Site, Student, World};

use crate::invitation::NASTY;

const BATCH: &str = "/company/invitations/batch";
const TITLES: &str =
    "学生姓名,身份证号,工作职位类别,职位名称,工作地点,报到日期,薪酬,试用期,合同开始日期,违约金,其他约定";

fn line(student: &Student, pay: &str, other: &str) -> String {
    let (name, number) = (&student.name, student.id_number.reveal());
    format!(
        "{name},{number},工程技术人员,软件工程师,江苏省南京市玄武区,2027/7/1,{pay},0,2027-07-01,0,{other}"
    )
}

fn sheet(lines: &[String]) -> String {
    format!("{TITLES}\r\n{}\r\n", lines.join("\r\n"))
}

async fn upload(client: &Client, bytes: &[u8]) -> Answer {
    client.upload(BATCH, &[], &[("file", "邀请.xlsx", bytes)]).await
}

/// The number of the file that the page shows.
async fn shown(client: &Client) -> String {
    let page = client.get(BATCH).await;
    let (_, rest) = page
        .body
        .split_once(r#"name="version" value=""#)
        .expect("something to send");
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// Confirms what the page shows.
async fn send(client: &Client) -> Answer {
    confirm(client, &shown(client).await).await
}

async fn confirm(client: &Client, version: &str) -> Answer {
    client
        .post(&format!("{BATCH}/sending"), &[("version", version)])
        .await
}

#[tokio::test]
async fn what_is_right_is_sent_after_one_confirmation_and_what_is_not_is_told_line_by_line() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let company = world.company().await;
    let students = [
        world.student().await,
        world.student().await,
        world.student().await,
    ];
    let client = site.signed_in(&world, &company.account).await;
    let stranger = Student {
        name: "王无此人".into(),
        ..students[2].clone()
    };
    let lines = [
        line(&students[0], "9000", ""),
        line(&students[1], "很多", ""),
        line(&students[0], "9100", ""),
        line(&stranger, "9000", ""),
        line(&students[1], "8000", "包住宿"),
    ];
    let answer = upload(&client, sheet(&lines).as_bytes()).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, BATCH));
    let page = client.get(BATCH).await;
    for words in [
        "有 2 行不能发送",
        "薪酬：请填写 0 到",
        "与第 2 行是同一名学生",
        "发送 3 份邀请",
        "3201************",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(
        !page.body.contains("不匹配"),
        "nobody is looked up before the confirmation"
    );
    assert_eq!(world.sql("SELECT FROM cases").await, 0, "nothing is sent yet");

    let sent = send(&client).await;
    assert_eq!((sent.status.as_u16(), sent.location()), (303, BATCH));
    let page = client.get(BATCH).await;
    for words in ["已发送 2 份邀请", "姓名与身份证号不匹配", "没有可以发送的行"] {
        assert!(page.body.contains(words), "{words}");
    }
    assert_eq!(world.sql("SELECT FROM cases WHERE state = 'invited'").await, 2);
    let acts = "SELECT FROM case_events WHERE command = 'invite'";
    assert_eq!(world.sql(acts).await, 2, "each is an act of its own");
    let kept = format!(
        "SELECT FROM invitation_batches WHERE lines::text LIKE '%{}%'",
        students[0].id_number.reveal()
    );
    // The line of the same student that was refused is still there; those that were sent are not.
    assert_eq!(world.sql(&kept).await, 1);
    assert_eq!(
        world
            .sql("SELECT FROM invitation_batches WHERE jsonb_array_length(lines) = 3")
            .await,
        1
    );
    assert_eq!(client.post(&format!("{BATCH}/removal"), &[]).await.status, 303);
    assert_eq!(world.sql("SELECT FROM invitation_batches").await, 0);
}

#[tokio::test]
async fn a_line_for_a_student_whose_invitation_is_open_is_told_of_before_anything_is_sent() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, rival) = (world.company().await, world.company().await);
    let (invited, of_rival) = (world.student().await, world.student().await);
    let case = world.invite(&company, &invited).await.case;
    world.invite(&rival, &of_rival).await;
    let client = site.signed_in(&world, &company.account).await;
    let lines = [line(&invited, "9100", ""), line(&of_rival, "9100", "")];
    upload(&client, sheet(&lines).as_bytes()).await;
    let page = client.get(BATCH).await;
    for words in [
        "有 1 行不能发送",
        "上一份邀请还在等待这名毕业生答复",
        "发送 1 份邀请",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    // Taken back, it stands against nothing.
    let withdrawal = format!("/company/invitations/{case}/withdrawal");
    let back = client.post(&withdrawal, &[("version", "1")]).await;
    assert_eq!(back.status, 303, "{}", back.body);
    assert!(client.get(BATCH).await.body.contains("发送 2 份邀请"));
}

#[tokio::test]
async fn a_file_confirmed_twice_sends_once_and_one_in_order_leaves_nothing_behind() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let company = world.company().await;
    let mut lines = Vec::new();
    for _ in 0..6 {
        lines.push(line(
            &world.student().await,
            "9000",
            NASTY.replace(['"', ','], "").as_str(),
        ));
    }
    let client = site.signed_in(&world, &company.account).await;
    upload(&client, sheet(&lines).as_bytes()).await;
    let page = client.get(BATCH).await;
    assert!(!page.body.contains("<script>alert"));
    let version = shown(&client).await;
    let (one, two) = tokio::join!(confirm(&client, &version), confirm(&client, &version));
    assert_eq!((one.status.as_u16(), two.status.as_u16()), (303, 303));
    assert_eq!(world.sql("SELECT FROM cases WHERE state = 'invited'").await, 6);
    assert_eq!(world.sql("SELECT FROM invitation_batches").await, 0);
    // The same file once more finds that all of it is out.
    upload(&client, sheet(&lines).as_bytes()).await;
    assert_eq!(send(&client).await.location(), "/company/invitations");
    let told = client.get("/company/invitations").await;
    assert!(told.body.contains("有邀请以前已经发送过") && !told.body.contains("已全部发送"));
    assert_eq!(world.sql("SELECT FROM cases").await, 6);
}

/// A workbook of a text sheet, changed as people change workbooks.
fn workbook(text: &str, change: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            sheet.write(row, column, cell).expect("a cell");
        }
    }
    change(sheet);
    book.save_to_buffer().expect("a workbook")
}

#[tokio::test]
async fn merged_cells_and_formulas_without_a_value_are_told_and_one_that_is_worked_out_is_read() {
    const TITLE: u16 = 3;
    const PAY: u16 = 6;
    let world = World::new().await;
    let site = Site::of(&world).await;
    let company = world.company().await;
    let client = site.signed_in(&world, &company.account).await;
    let mut lines = Vec::new();
    for _ in 0..4 {
        lines.push(line(&world.student().await, "8000", ""));
    }
    let bytes = workbook(&sheet(&lines), |sheet| {
        sheet
            .write(1, PAY, Formula::new("=4500*2").set_result("9000"))
            .expect("a cell");
        sheet
            .merge_range(2, TITLE, 3, TITLE, "软件工程师", &Format::new())
            .expect("a range");
        sheet.set_formula_result_default("");
        sheet.write(4, PAY, Formula::new("=A9")).expect("a cell");
    });
    assert_eq!(upload(&client, &bytes).await.status, 303);
    let page = client.get(BATCH).await;
    for words in ["有 3 行不能发送", "公式没有计算结果，请改为直接填写内容"] {
        assert!(page.body.contains(words), "{words}");
    }
    let merged = page.body.matches("单元格已合并，请取消合并后逐行填写").count();
    assert_eq!(merged, 2, "both lines that it reaches over");
    send(&client).await;
    assert_eq!(world.sql("SELECT FROM cases").await, 1);
    assert_eq!(world.sql("SELECT FROM agreements WHERE pay = 9000").await, 1);
}

#[tokio::test]
async fn a_refused_file_is_told_of_first_and_the_one_before_it_cannot_be_sent_for_it() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let company = world.company().await;
    let client = site.signed_in(&world, &company.account).await;
    let good = sheet(&[line(&world.student().await, "9000", "")]);
    assert_eq!(upload(&client, good.as_bytes()).await.status, 303);
    let refused = upload(&client, b"a,b\n1,2\n").await;
    assert_eq!(refused.status, 422);
    let said = refused.body.find("这不是 XLSX 电子表格，而是文本文件");
    assert!(said.is_some() && said < refused.body.find("<form class=\"form\""));
    assert!(!refused.body.contains("发送 1 份邀请"), "{}", refused.body);
    assert!(refused.body.contains("返回之前上传的表格"));
    assert!(client.get(BATCH).await.body.contains("发送 1 份邀请"));
}

#[tokio::test]
async fn files_that_cannot_be_taken_are_refused_with_what_to_do() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let company = world.company().await;
    let client = site.signed_in(&world, &company.account).await;
    let template = client.get(&format!("{BATCH}/template.csv")).await;
    assert!(template.body.contains("学生姓名,身份证号"));
    let long = "x\n".repeat(100_000);
    for (bytes, words) in [
        (&b""[..], "文件是空的"),
        (b"\x89PNG\r\n\x1a\n picture", "这不是电子表格文件"),
        (b"PK\x03\x04broken", "文件已损坏"),
        (b"\xd0\xcf\x11\xe0old", "不能读取旧版"),
        (long.as_bytes(), "一次最多 1000 行"),
        (b"a,b\n1,2\n", "第一行应为模板的表头"),
        ("学生姓名,身份证号\n王,1\n".as_bytes(), "缺少以下列：工作职位类别"),
        (template.body.as_bytes(), "表头下没有内容"),
        (b"\x81\xffa", "不能识别文件的文字编码"),
    ] {
        let answer = upload(&client, bytes).await;
        assert_eq!(answer.status, 422, "{words}");
        assert!(answer.body.contains(words), "{words}");
    }
    let none = client.upload(BATCH, &[], &[]).await;
    assert!(none.status == 422 && none.body.contains("请选择要上传的表格文件"));
    assert_eq!(world.sql("SELECT FROM invitation_batches").await, 0);
}

#[tokio::test]
async fn a_file_over_the_limit_leads_back_to_the_form_and_never_elsewhere() {
    let world = World::new().await;
    let company = world.company().await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &company.account).await;
    let large = vec![b'x'; 5 * 1024 * 1024 + 1];
    let file = ("file", "a.csv", large.as_slice());
    let way_back = format!(r#"href="{BATCH}">返回填写页面"#);
    for (page, leads_back) in [
        (BATCH, true),
        (&format!("https://elsewhere.example{BATCH}"), false),
    ] {
        let answer = client.upload_from(page, BATCH, file).await;
        assert_eq!(answer.status, 413);
        assert!(answer.body.contains("5 MB，您的操作没有生效。请返回填写页面"));
        assert_eq!(answer.body.contains(&way_back), leads_back, "{page}");
        assert!(!answer.body.contains("elsewhere.example"));
        assert!(answer.body.contains("回到首页"));
    }
    let unsaid = upload(&client, &large).await;
    assert!(unsaid.status == 413 && !unsaid.body.contains("返回填写页面</a>"));
    assert_eq!(world.sql("SELECT FROM invitation_batches").await, 0);
}

#[tokio::test]
async fn a_file_without_a_good_token_before_it_is_not_read() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let client = site.signed_in(&world, &company.account).await;
    let bytes = sheet(&[line(&student, "9000", "")]);
    let file = [("file", "a.csv", bytes.as_bytes())];
    let token = client.token().await;
    for fields in [
        &[][..],
        &[("csrf", "forged")],
        &[("other", "first"), ("csrf", token.as_str())],
    ] {
        assert_eq!(client.upload_raw(BATCH, fields, &file).await.status, 403);
    }
    assert_eq!(world.sql("SELECT FROM invitation_batches").await, 0);
}

#[tokio::test]
async fn a_file_in_gbk_is_read_and_whoever_guesses_numbers_by_the_file_is_stopped() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let company = world.company().await;
    let mut lines = Vec::new();
    for _ in 0..40 {
        let student = world.student().await;
        lines.push(line(
            &Student {
                name: "猜名字".into(),
                ..student
            },
            "9000",
            "",
        ));
    }
    let client = site.signed_in(&world, &company.account).await;
    let text = sheet(&lines);
    let (gbk, _, wrong) = encoding_rs::GBK.encode(&text);
    assert!(!wrong);
    assert_eq!(upload(&client, &gbk).await.status, 303);
    send(&client).await;
    let page = client.get(BATCH).await;
    assert!(page.body.contains("不匹配的学生过多，没有发送"));
    assert_eq!(world.sql("SELECT FROM cases").await, 0);
    for _ in 0..5 {
        client
            .post(&format!("{BATCH}/sending"), &[("version", "0")])
            .await;
    }
    let held_up = client
        .post(&format!("{BATCH}/sending"), &[("version", "0")])
        .await;
    assert_eq!(held_up.status, 429);
}
