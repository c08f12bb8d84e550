//! 签约设置 of a province: the form of agreements, by cohort.

use maud::{Markup, html};

use crate::view::badge::{Badge, badge};
use crate::view::icon::{Icon, icon};
use crate::view::list::Link;
use crate::view::table::{Column, table};

/// The page of a province.
#[derive(Clone, Debug, Default)]
pub struct ProvinceSettings {
    /// The province.
    pub province: String,
    /// Its cohorts, the latest first.
    pub cohorts: Vec<Cohort>,
}

/// One cohort.
#[derive(Clone, Debug)]
pub struct Cohort {
    /// `2027届`.
    pub name: String,
    /// 两方协议, 三方协议 or 未设置.
    pub form: Badge,
    /// Where it is set, or why it stays as it is.
    pub change: Result<Link, String>,
}

const COLUMNS: [Column; 3] = [
    Column::tight("届"),
    Column::tight("协议书类型"),
    Column::text("操作"),
];

/// The page.
pub fn settings(page: &ProvinceSettings) -> Markup {
    html! {
        div class="head" {
            h1 { "签约设置" }
            p class="faint" { (page.province) }
        }
        div class="stack" {
            p class="lead" { "设置本省高校就业协议书类型为两方协议或三方协议后，学校用户才可开启使用网签平台。" }
            (table("就业协议书类型", &COLUMNS, page.cohorts.iter().map(row)))
        }
    }
}

fn row(cohort: &Cohort) -> Vec<Markup> {
    vec![
        html! { span { (cohort.name) } },
        badge(&cohort.form),
        match &cohort.change {
            Ok(link) => html! { a href=(link.href) { (link.label) span class="unseen" { (cohort.name) } } },
            Err(reason) => html! { span class="lock" { (icon(Icon::Lock)) " " (reason) } },
        },
    ]
}
