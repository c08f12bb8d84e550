//! 账号管理: the officers of a school, to be read only.

use maud::{Markup, html};

use super::badge::Tone;
use super::icon::{Icon, icon};
use super::list::{Empty, empty};
use super::notice::notice;
use super::table::{Column, table};

/// The officers of a school.
#[derive(Clone, Debug, Default)]
pub struct Staff {
    /// Where accounts are managed.
    pub employment_system: String,
    /// The officers.
    pub officers: Vec<Officer>,
    /// 院系 of officers that no student has.
    pub unmatched: Vec<String>,
}

/// An officer.
#[derive(Clone, Debug, Default)]
pub struct Officer {
    /// The sign-in name.
    pub login: String,
    /// Name of the person or office.
    pub name: String,
    /// 学校用户 or 院系用户.
    pub role: String,
    /// Levels or 院系.
    pub reach: String,
    /// No student is in reach.
    pub unmatched: bool,
}

const COLUMNS: [Column; 4] = [
    Column::text("姓名"),
    Column::tight("账号"),
    Column::tight("用户类型"),
    Column::text("管理范围"),
];

/// The page.
pub fn staff(page: &Staff) -> Markup {
    html! {
        div class="stack" {
            div class="head" {
                h1 { "账号管理" }
                a class="button primary" href=(page.employment_system) rel="noreferrer" {
                    "前往就业管理系统管理账号 " (icon(Icon::Away))
                }
            }
            p class="faint" { "账号来自就业管理系统，在那里新增、修改和停用后自动同步到本平台，这里只能查看。" }
            @if !page.unmatched.is_empty() { (warning(&page.unmatched)) }
            @if page.officers.is_empty() {
                (empty(&Empty {
                    title: "没有账号".into(),
                    advice: "就业管理系统尚未同步本校账号。".into(),
                    way_out: None,
                }))
            } @else {
                (table("账号", &COLUMNS, page.officers.iter().map(row)))
            }
        }
    }
}

fn warning(unmatched: &[String]) -> Markup {
    notice(
        Tone::Wait,
        "有院系用户的院系名称与学生名单不一致",
        html! {
            p { "下列院系在应届学生名单中没有学生，其院系用户看不到任何学生。请在就业管理系统中把院系名称改为与学生名单完全一致。" }
            ul { @for department in unmatched { li { (department) } } }
        },
    )
}

fn row(officer: &Officer) -> Vec<Markup> {
    vec![
        html! { span { (officer.name) } },
        html! { span { (officer.login) } },
        html! { span { (officer.role) } },
        html! {
            span {
                (officer.reach)
                @if officer.unmatched { " " span class="badge" data-tone="wait" { "没有匹配的学生" } }
            }
        },
    ]
}
