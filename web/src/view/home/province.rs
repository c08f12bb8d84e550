//! The home of a province officer: figures only.

use maud::{Markup, html};

use crate::view::badge::{Badge, badge};
use crate::view::count::{Board, live};
use crate::view::table::{Column, table};

/// Where the counts of the board lead: there is no list of cases behind them.
pub const SCHOOLS: &str = "#schools";

/// The home of a province officer.
#[derive(Clone, Debug, Default)]
pub struct ProvinceHome {
    /// The province.
    pub province: String,
    /// The cohort: `2027届`.
    pub cohort: String,
    /// Figures of the whole province.
    pub board: Board,
    /// Its schools.
    pub schools: Vec<School>,
}

/// One school of the province.
#[derive(Clone, Debug, Default)]
pub struct School {
    /// Its name.
    pub name: String,
    /// 两方协议, 三方协议 or 未设置.
    pub form: Badge,
    /// Whether signing is switched on.
    pub signing: Badge,
    /// Students of the cohort.
    pub students: String,
    /// Students with an effective destination.
    pub placed: String,
    /// Their share: `63.2%`.
    pub rate: String,
}

const COLUMNS: [Column; 6] = [
    Column::text("学校"),
    Column::tight("协议书类型"),
    Column::tight("在线签约"),
    Column::figure("毕业生"),
    Column::figure("已落实去向"),
    Column::figure("落实率"),
];

/// The page.
pub fn home(home: &ProvinceHome) -> Markup {
    html! {
        div class="head" {
            h1 { (home.province) }
            p class="faint" { (home.cohort) }
        }
        div class="stack" {
            (live(&home.board))
            section id="schools" {
                div class="head" { h2 { "本省高校" } }
                (table("本省高校", &COLUMNS, home.schools.iter().map(school)))
            }
        }
    }
}

fn school(school: &School) -> Vec<Markup> {
    vec![
        html! { (school.name) },
        badge(&school.form),
        badge(&school.signing),
        html! { span { (school.students) } },
        html! { span { (school.placed) } },
        html! { span { (school.rate) } },
    ]
}
