//! 最低工资标准 of a province.

use maud::{Markup, html};

use crate::view::badge::{Badge, badge};
use crate::view::list::{Empty, empty};
use crate::view::table::{Column, table};

/// The page of a province.
#[derive(Clone, Debug, Default)]
pub struct WageFloors {
    /// The province.
    pub province: String,
    /// Where one is entered.
    pub new: String,
    /// What is entered, by region, the latest first.
    pub floors: Vec<WageFloor>,
}

/// The lowest wage of a region from a day on.
#[derive(Clone, Debug, Default)]
pub struct WageFloor {
    /// The region's full name.
    pub region: String,
    /// `2,490 元/月`.
    pub amount: String,
    /// The first day.
    pub from: String,
    /// 现行, 未生效 or 已被新标准替代.
    pub state: Badge,
    /// Where it is corrected.
    pub correct: String,
    /// Where it is taken back.
    pub remove: String,
}

const COLUMNS: [Column; 5] = [
    Column::text("地区"),
    Column::figure("最低工资标准"),
    Column::tight("生效日期"),
    Column::tight("状态"),
    Column::tight("操作"),
];

/// The page.
pub fn list(page: &WageFloors) -> Markup {
    html! {
        div class="head" {
            div class="row" { h1 { "最低工资标准" } p class="faint" { (page.province) } }
            a class="button primary" href=(page.new) { "新增标准" }
        }
        div class="stack" {
            p class="lead" { "毕业生登记去向时填写的薪酬，按从业地区的最低工资标准核对。" }
            @if page.floors.is_empty() {
                (empty(&Empty {
                    title: "还没有录入最低工资标准".into(),
                    advice: "录入后，低于标准的登记不能提交或会提醒审核人员。".into(),
                    way_out: None,
                }))
            } @else {
                (table("最低工资标准", &COLUMNS, page.floors.iter().map(row)))
            }
        }
    }
}

fn row(floor: &WageFloor) -> Vec<Markup> {
    let what = format!("{} {}", floor.region, floor.from);
    vec![
        html! { (floor.region) },
        html! { span { (floor.amount) } },
        html! { span { (floor.from) } },
        badge(&floor.state),
        html! {
            span class="row" {
                a href=(floor.correct) { "修改" span class="unseen" { (what) } }
                a href=(floor.remove) { "删除" span class="unseen" { (what) } }
            }
        },
    ]
}
