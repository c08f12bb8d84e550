//! What is taken away of paper agreements, terminations and destinations: rows and columns, and who may.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use reqwest::StatusCode;
use wq_core::{
    access::Account,
    case::{Acted, Command, Explanation, Module, Reason, ReasonCode},
    db::schema::{cases, students},
};
use wq_tests::{Client, Site, World};

use crate::{
    exports::{cell, csv, trail},
    kinds::every_kind,
    material::{Paper, to_return},
    signing::others,
};

const MODULES: [Module; 3] = [Module::Paper, Module::Terminations, Module::Destinations];

/// Somebody in a case: name, ID number, mobile.
type Person = (String, String, String);

struct Taken {
    world: World,
    site: Site,
    officer: Account,
    client: Client,
    /// Two cases of every module.
    cases: Vec<(Module, [Acted; 2])>,
}

async fn taken() -> Taken {
    let world = World::new().await;
    let (one, two) = (every_kind(&world).await, every_kind(&world).await);
    let of = |module: Module| {
        let first = |all: &[(Module, Acted, Vec<String>)]| {
            let found = all.iter().find(|(of, ..)| *of == module);
            found.map(|(_, case, _)| *case).expect("a case")
        };
        (module, [first(&one), first(&two)])
    };
    let (site, officer) = (Site::of(&world).await, world.officer().await);
    Taken {
        client: site.signed_in(&world, &officer).await,
        cases: MODULES.map(of).into(),
        world,
        site,
        officer,
    }
}

async fn person(world: &World, case: Acted) -> Person {
    cases::table
        .inner_join(students::table.on(students::id.eq(cases::student_id)))
        .filter(cases::id.eq(case.case))
        .select((students::name, students::id_number, students::mobile))
        .first(&mut *world.conn().await)
        .await
        .expect("a student")
}

fn export(module: Module) -> String {
    format!("/{}/export?group=all", module.as_str())
}

fn returns(module: Module) -> String {
    format!("/{}/returns", module.as_str())
}

/// What stands in the columns that only a module has.
fn own(module: Module) -> &'static [(&'static str, &'static str)] {
    match module {
        Module::Destinations => &[
            ("事项类型", "去向登记"),
            ("去向类型", "签劳动合同形式就业"),
            ("毕业去向类别代码", "11"),
            ("签约/登记日期", "2027-03-01"),
            ("单位名称", "南京青创文化工作室"),
            ("单位所在地代码", "320104"),
            ("职位名称", "自由撰稿人"),
            ("薪酬（元/月）", "6500"),
        ],
        Module::Terminations => &[
            ("事项类型", "解约"),
            ("当前状态", "已同意解约，等待学校审核"),
            ("发起方", "学生"),
            ("职位名称", "软件工程师"),
            ("解约方式", "协商一致解约"),
            ("解约原因", "已被录取为硕士研究生，不能按期报到"),
        ],
        Module::Signing | Module::Paper => &[
            ("事项类型", "补登"),
            ("发起方", "学生"),
            ("单位性质代码", "39"),
            ("职位名称", "软件工程师"),
            ("薪酬（元/月）", "9000"),
        ],
    }
}

#[tokio::test]
async fn r_9_2_every_module_gives_exactly_the_filtered_rows_with_its_own_columns_masked() {
    let Taken {
        world,
        client,
        cases,
        site: _site,
        ..
    } = taken().await;
    for (module, [first, second]) in cases {
        let ((name, number, mobile), other) = (person(&world, first).await, person(&world, second).await);
        let filter = format!("/{}/filter", module.as_str());
        let filtered = client.post(&filter, &[("group", "all"), ("q", &name)]).await;
        let (_, query) = filtered.location().split_once('?').expect("a query");
        let path = format!("/{}/export?{query}", module.as_str());
        let list = client.get(filtered.location()).await;
        assert!(list.body.contains(&path.replace('&', "&amp;")), "{module:?}");
        assert!(list.body.contains("导出退回修改学生名单"), "{module:?}");

        let lines = csv(&client, &path, &[("personal", "masked")]).await;
        assert_eq!(lines.len(), 2, "{module:?}");
        assert_eq!(cell(&lines, 1, "姓名"), name);
        for (column, value) in own(module) {
            assert_eq!(cell(&lines, 1, column), *value, "{module:?} {column}");
        }
        let all = lines.concat().join(",");
        for hidden in [&number, &mobile, &other.0] {
            assert!(!all.contains(hidden.as_str()), "{module:?} {hidden}");
        }
        let everything = csv(&client, &export(module), &[]).await;
        assert_eq!(everything.len(), 3, "{module:?} without the search");
        let trail = trail(&world).await;
        let entry = &trail[trail.len() - 2];
        for words in [r#""rows": 1"#, r#""in_full": false"#, module.as_str()] {
            assert!(entry.contains(words), "{entry}");
        }
    }
}

#[tokio::test]
async fn in_every_module_numbers_in_full_need_a_reason_which_the_trail_keeps() {
    let Taken {
        world,
        client,
        cases,
        site: _site,
        ..
    } = taken().await;
    for (module, [first, _]) in cases {
        let (_, number, mobile) = person(&world, first).await;
        for path in [export(module), returns(module)] {
            let fields = [("format", "csv"), ("personal", "full"), ("reason", " ")];
            let refused = client.post(&path, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
            assert!(refused.body.contains("请填写需要完整号码的理由"), "{path}");
        }
        let before = trail(&world).await.len();
        let fields = [("personal", "full"), ("reason", "报送省厅核对")];
        let lines = csv(&client, &export(module), &fields).await;
        let all = lines.concat().join(",");
        assert!(all.contains(&number) && all.contains(&mobile), "{module:?}");
        let trail = trail(&world).await;
        assert_eq!(trail.len(), before + 1, "{module:?}");
        let entry = &trail[before];
        assert!(
            entry.contains("报送省厅核对") && entry.contains(r#""in_full": true"#),
            "{entry}"
        );
    }
}

#[tokio::test]
async fn in_every_module_a_text_that_would_be_a_formula_is_a_text_in_both_formats() {
    let Taken {
        world,
        client,
        site: _site,
        ..
    } = taken().await;
    for table in ["agreements", "destinations"] {
        world
            .sql(&format!(
                "UPDATE {table} SET company_name = '=1+1', job_title = '@SUM(A1)'"
            ))
            .await;
    }
    world.sql("UPDATE terminations SET reason_text = '+cmd'").await;
    for module in MODULES {
        let text = match module {
            Module::Terminations => ("解约原因", "+cmd"),
            Module::Signing | Module::Paper | Module::Destinations => ("职位名称", "@SUM(A1)"),
        };
        let lines = csv(&client, &export(module), &[]).await;
        assert_eq!(cell(&lines, 1, text.0), format!("'{}", text.1), "{module:?}");
        let (headers, bytes) = client.download(&export(module), &[("format", "xlsx")]).await;
        let disposition = headers["content-disposition"].to_str().expect("ASCII");
        let starts = format!("attachment; filename=\"{}-cases-", module.as_str());
        assert!(disposition.starts_with(&starts), "{disposition}");
        let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        let sheet = book.worksheet_range_at(0).expect("a sheet").expect("in order");
        assert_eq!(sheet.height(), lines.len(), "{module:?}");
        let headings: Vec<String> = (0..sheet.width())
            .map(|column| sheet[(0, column)].to_string())
            .collect();
        assert_eq!(headings, lines[0], "{module:?}");
        let place = headings
            .iter()
            .position(|heading| heading == text.0)
            .expect("a column");
        assert_eq!(sheet[(1, place)], Data::String(text.1.into()), "{module:?}");
        let formulas = book.worksheet_formula("Sheet1").expect("a sheet");
        assert!(formulas.is_empty(), "{module:?}");
    }
}

#[tokio::test]
async fn the_returned_students_of_paper_agreements_and_destinations_are_taken_away() {
    let Taken {
        world,
        client,
        cases,
        officer,
        site: _site,
    } = taken().await;
    for (module, [first, second]) in cases {
        if module == Module::Terminations {
            continue;
        }
        let reason = Reason {
            code: ReasonCode::new("other").expect("a code"),
            text: Explanation::new("材料不清晰").expect("a text"),
        };
        world.act(&officer, first, &Command::Return(reason)).await;
        let (name, number, _) = person(&world, first).await;
        let lines = csv(&client, &returns(module), &[]).await;
        assert_eq!(lines.len(), 2, "{module:?}: the other was not returned");
        assert_eq!(cell(&lines, 1, "姓名"), name);
        assert_eq!(cell(&lines, 1, "审核结论"), "退回修改");
        assert_eq!(cell(&lines, 1, "具体问题"), "材料不清晰");
        assert_eq!(cell(&lines, 1, "审核环节"), "学校审核");
        let all = lines.concat().join(",");
        assert!(!all.contains(&number) && !all.contains(&person(&world, second).await.0));
    }
}

#[tokio::test]
async fn the_returned_students_of_terminations_are_taken_away() {
    let paper = Paper::new().await;
    let world = &paper.signed.world;
    let client = paper.signed.site.signed_in(world, &paper.signed.officer).await;
    let handed_in = paper.handed_in().await;
    assert_eq!(csv(&client, "/terminations/returns", &[]).await.len(), 1);
    world.act(&paper.signed.officer, handed_in, &to_return()).await;
    let lines = csv(&client, "/terminations/returns", &[]).await;
    assert_eq!(lines.len(), 2);
    assert_eq!(cell(&lines, 1, "姓名"), paper.student.name);
    assert_eq!(cell(&lines, 1, "身份证号"), paper.student.id_number.masked());
    assert_eq!(cell(&lines, 1, "审核结论"), "退回修改");
}

#[tokio::test]
async fn r_2_1_of_no_module_anybody_takes_away_what_they_do_not_see() {
    let Taken {
        world, cases, site, ..
    } = taken().await;
    for other in others(&world).await {
        let client = site.signed_in(&world, &other).await;
        for module in MODULES {
            for path in [export(module), returns(module)] {
                let lines = csv(&client, &path, &[]).await;
                assert_eq!(lines.len(), 1, "{path} for {}", other.name);
            }
        }
    }
    let (company, student) = (world.company().await, world.student().await);
    let before = trail(&world).await.len();
    for account in [&company.account, &student.account] {
        let client = site.signed_in(&world, account).await;
        for (module, _) in &cases {
            for path in [export(*module), returns(*module)] {
                let refused = client.post(&path, &[("format", "csv")]).await;
                assert!(refused.status.is_client_error(), "{path}");
                assert!(!refused.body.contains("事项编号"), "{path}");
            }
        }
    }
    assert_eq!(trail(&world).await.len(), before, "nothing was taken");
}
