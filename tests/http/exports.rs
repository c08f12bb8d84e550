//! 下载当前查询数据 and 导出退回修改学生名单; and the days that a list is narrowed to.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use diesel::{QueryableByName, sql_query, sql_types::Text};
use diesel_async::RunQueryDsl;
use reqwest::StatusCode;
use wq_tests::{Client, Site, Student, World};

use crate::signing::{others, rows};

#[derive(QueryableByName)]
struct Entry {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// What the trail keeps of exports.
pub async fn trail(world: &World) -> Vec<String> {
    let entries: Vec<Entry> =
        sql_query("SELECT detail::text AS detail FROM audit_entries WHERE act = 'cases.export' ORDER BY id")
            .load(&mut *world.conn().await)
            .await
            .expect("the trail");
    entries.into_iter().map(|entry| entry.detail).collect()
}

/// The lines of a CSV file, without the mark by which spreadsheets know it.
pub async fn csv(client: &Client, path: &str, fields: &[(&str, &str)]) -> Vec<Vec<String>> {
    let fields: Vec<_> = fields.iter().copied().chain([("format", "csv")]).collect();
    let (headers, bytes) = client.download(path, &fields).await;
    assert_eq!(headers["content-type"], "text/csv; charset=utf-8");
    let text = String::from_utf8(bytes).expect("UTF-8");
    let text = text.strip_prefix('\u{feff}').expect("a mark");
    text.lines()
        .map(|line| line.split(',').map(str::to_owned).collect())
        .collect()
}

/// The cell of a column in a line.
pub fn cell<'a>(lines: &'a [Vec<String>], line: usize, column: &str) -> &'a str {
    let place = lines[0].iter().position(|name| name == column).expect("a column");
    &lines[line][place]
}

/// An offline agreement of a student, that was returned with these words, and handed in again or not.
async fn returned(world: &World, student: &Student, words: &[&str], again: bool) {
    let officer = world.officer().await;
    world
        .sql(&format!(
            "WITH c AS (INSERT INTO cases (kind, state, school_id, cohort, student_id, department, level, initiator)
                VALUES ('offline', 'agreement_school_review', 1, 2027, {}, '计算机学院', 'undergraduate', 'student')
                RETURNING id)
             INSERT INTO agreements (case_id, company_name, credit_code, nature, industry, region, job_category, job_title,
                work_place, pay)
             SELECT id, '苏州某某公司', '91320100M00000000Y', '39', '34', '320102', '13', '工程师', '320102', 8000 FROM c",
            student.id
        ))
        .await;
    for (step, text) in words.iter().enumerate() {
        for state in ["agreement_returned", "agreement_school_review"] {
            if state == "agreement_returned" || again || step + 1 < words.len() {
                world
                    .sql(&format!(
                        "UPDATE cases SET state = '{state}' WHERE student_id = {}",
                        student.id
                    ))
                    .await;
            }
        }
        world
            .sql(&format!(
                "INSERT INTO case_events (case_id, version, actor, account_id, command, from_state, to_state, reason_code, text)
                 SELECT id, {}, 'school_officer', {}, 'return', 'agreement_school_review', 'agreement_returned', 'terms', '{text}'
                 FROM cases WHERE student_id = {}",
                step + 2,
                officer.id,
                student.id
            ))
            .await;
    }
}

#[tokio::test]
async fn r_9_2_exactly_the_filtered_rows_are_taken_away_masked_and_the_trail_says_so() {
    let world = World::new().await;
    let (one, two) = (world.company().await, world.company().await);
    let (first, second) = (world.student().await, world.student().await);
    world.accepted(&one, &first).await;
    world.accepted(&two, &second).await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let filter = client
        .post(
            "/signing/filter",
            &[("group", "online.review"), ("q", &first.name)],
        )
        .await;
    let list = client.get(filter.location()).await;
    let (_, query) = filter.location().split_once('?').expect("a query");
    let path = format!("/signing/export?{query}");
    assert!(list.body.contains(&path.replace('&', "&amp;")), "{}", list.body);
    assert!(list.body.contains("下载当前查询数据") && list.body.contains("导出退回修改学生名单"));
    let page = client.get(&path).await;
    assert!(page.body.contains("共 1 条"), "{}", page.body);

    let lines = csv(&client, &path, &[("personal", "masked")]).await;
    assert_eq!(lines.len(), 2);
    assert_eq!(cell(&lines, 1, "姓名"), first.name);
    assert_eq!(cell(&lines, 1, "单位名称"), one.name);
    assert_eq!(cell(&lines, 1, "单位性质代码"), "39");
    assert_eq!(cell(&lines, 1, "薪酬（元/月）"), "9000");
    assert_eq!(cell(&lines, 1, "当前状态"), "学生已同意签约，等待学校审核");
    let number = first.id_number.reveal();
    assert_eq!(cell(&lines, 1, "身份证号"), first.id_number.masked());
    assert_eq!(cell(&lines, 1, "出生日期"), "2005");
    let all = lines.concat().join(",");
    for hidden in [number, &first.mobile, &first.email, &second.name] {
        assert!(!all.contains(hidden), "{hidden}");
    }
    let trail = trail(&world).await;
    assert_eq!(trail.len(), 1);
    for words in [
        r#""rows": 1"#,
        r#""in_full": false"#,
        r#""searched_by": "name""#,
        "online.review",
    ] {
        assert!(trail[0].contains(words), "{}", trail[0]);
    }
    assert!(!trail[0].contains(&first.name), "{}", trail[0]);
}

#[tokio::test]
async fn numbers_in_full_need_a_reason_which_the_trail_keeps() {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    world.accepted(&company, &student).await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let path = "/signing/export?group=all";
    let refused = client
        .post(path, &[("format", "csv"), ("personal", "full"), ("reason", " ")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("请填写需要完整号码的理由"));
    let shapeless = client
        .post(path, &[("format", "exe"), ("reason", "理由在此")])
        .await;
    assert_eq!(shapeless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(shapeless.body.contains("请选择文件格式") && shapeless.body.contains("理由在此"));
    assert_eq!(trail(&world).await.len(), 0, "nothing was taken");

    let lines = csv(&client, path, &[("personal", "full"), ("reason", "报送省厅核对")]).await;
    assert_eq!(cell(&lines, 1, "身份证号"), student.id_number.reveal());
    assert_eq!(cell(&lines, 1, "手机号码"), student.mobile);
    let trail = trail(&world).await;
    assert!(
        trail[0].contains("报送省厅核对") && trail[0].contains(r#""in_full": true"#),
        "{}",
        trail[0]
    );
}

#[tokio::test]
async fn a_text_that_would_be_a_formula_is_a_text_in_both_formats() {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    world.accepted(&company, &student).await;
    world
        .sql("UPDATE agreements SET job_title = '=HYPERLINK(\"http://evil\")', address = '@SUM(A1)', company_name = '-2+3'")
        .await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let path = "/signing/export?group=all";
    let lines = csv(&client, path, &[]).await;
    assert_eq!(cell(&lines, 1, "单位名称"), "'-2+3");
    assert_eq!(cell(&lines, 1, "单位地址"), "'@SUM(A1)");

    let (headers, bytes) = client.download(path, &[("format", "xlsx")]).await;
    let disposition = headers["content-disposition"].to_str().expect("ASCII");
    assert!(
        disposition.starts_with("attachment; filename=\"signing-cases-"),
        "{disposition}"
    );
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("in order");
    let place = |name: &str| {
        let found =
            (0..sheet.width()).find(|column| sheet.get((0, *column)) == Some(&Data::String(name.into())));
        found.expect("a column")
    };
    for (column, text) in [
        ("职位名称", "=HYPERLINK(\"http://evil\")"),
        ("单位名称", "-2+3"),
        ("姓名", student.name.as_str()),
    ] {
        assert_eq!(
            sheet.get((1, place(column))),
            Some(&Data::String(text.into())),
            "{column}"
        );
    }
    assert_eq!(sheet.get((1, place("薪酬（元/月）"))), Some(&Data::Float(9000.0)));
    let formulas = book.worksheet_formula("Sheet1").expect("a sheet");
    assert!(formulas.is_empty(), "no cell is a formula");
}

#[tokio::test]
async fn the_returned_students_are_taken_away_with_reason_words_reviewer_and_time() {
    let world = World::new().await;
    let (once, twice, never) = (
        world.student().await,
        world.student().await,
        world.student().await,
    );
    let company = world.company().await;
    world.accepted(&company, &never).await;
    returned(&world, &once, &["期限不明"], false).await;
    returned(&world, &twice, &["缺少违约金", "试用期过长"], true).await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let page = client.get("/signing/returns").await;
    assert!(page.body.contains("共 3 条"), "{}", page.body);
    let lines = csv(&client, "/signing/returns", &[]).await;
    assert_eq!(lines.len(), 4, "whatever the list's state");
    let found: Vec<_> = (1..4)
        .map(|line| (cell(&lines, line, "姓名"), cell(&lines, line, "具体问题")))
        .collect();
    for pair in [
        (&once, "期限不明"),
        (&twice, "缺少违约金"),
        (&twice, "试用期过长"),
    ] {
        assert!(found.contains(&(pair.0.name.as_str(), pair.1)), "{found:?}");
    }
    assert_eq!(cell(&lines, 1, "原因"), "协议期限、违约金等条款有误或不完整");
    assert_eq!(cell(&lines, 1, "审核环节"), "学校审核");
    assert_eq!(cell(&lines, 1, "审核人"), "陈老师");
    assert!(!cell(&lines, 1, "审核时间").is_empty());
    let none = csv(&client, "/signing/returns?to=2020-01-01", &[]).await;
    assert_eq!(none.len(), 1, "the days are those of the returns");
}

#[tokio::test]
async fn r_2_1_nobody_takes_away_what_they_do_not_see() {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    world.accepted(&company, &student).await;
    returned(&world, &world.student().await, &["不清楚"], false).await;
    let site = Site::of(&world).await;
    for other in others(&world).await {
        // The other school has no office of its own in the current cohort's province, and so an empty list all the same.
        let client = site.signed_in(&world, &other).await;
        for path in ["/signing/export?group=all", "/signing/returns"] {
            assert_eq!(
                csv(&client, path, &[]).await.len(),
                1,
                "{path} for {}",
                other.name
            );
        }
    }
}

#[tokio::test]
async fn an_account_takes_one_away_at_a_time() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let officer = world.officer().await;
    let client = site.signed_in(&world, &officer).await;
    let mut elsewhere = world.conn().await;
    sql_query(format!("SELECT pg_advisory_lock({}, {})", 0x6578, officer.id))
        .execute(&mut *elsewhere)
        .await
        .expect("a lock");
    let busy = client.post("/signing/export", &[("format", "csv")]).await;
    assert_eq!(busy.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(!busy.header("retry-after").is_empty());
    let colleague = site.signed_in(&world, &world.officer().await).await;
    csv(&colleague, "/signing/export", &[]).await;
    sql_query("SELECT pg_advisory_unlock_all()")
        .execute(&mut *elsewhere)
        .await
        .expect("no lock");
    csv(&client, "/signing/export", &[]).await;
}

#[tokio::test]
async fn r_9_1_a_list_is_narrowed_to_the_days_on_which_cases_came_into_their_state() {
    let world = World::new().await;
    let company = world.company().await;
    let (early, late) = (world.student().await, world.student().await);
    world.accepted(&company, &early).await;
    world.accepted(&world.company().await, &late).await;
    for (student, moment) in [(&early, "2027-03-01T15:59:59Z"), (&late, "2027-03-01T16:00:00Z")] {
        world
            .sql(&format!(
                "UPDATE cases SET entered_at = '{moment}' WHERE student_id = {}",
                student.id
            ))
            .await;
    }
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let found = async |days: &[(&str, &str)]| {
        let fields: Vec<_> = days.iter().copied().chain([("group", "all")]).collect();
        let list = client.post("/signing/filter", &fields).await;
        client.get(list.location()).await
    };
    let first = found(&[("from", "2027-03-01"), ("to", "2027-03-01")]).await;
    assert!(
        first.body.contains(&early.name) && !first.body.contains(&late.name),
        "a day in China"
    );
    assert!(first.body.contains(r#"name="from" value="2027-03-01""#));
    let second = found(&[("from", "2027-03-02")]).await;
    assert!(second.body.contains(&late.name) && !second.body.contains(&early.name));
    assert_eq!(rows(&found(&[("to", "2027-02-28")]).await), 0);
    assert_eq!(
        rows(&found(&[("from", "第一天"), ("to", "0000-99-99")]).await),
        2,
        "no day is no filter"
    );
    assert_eq!(
        rows(&found(&[("from", "2027-03-02"), ("to", "2027-03-01")]).await),
        0
    );
}
