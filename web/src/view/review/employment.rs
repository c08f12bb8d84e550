//! What the employment system holds of the student of a case: what differs from the platform, and what is reported there.
//! While it is being asked the panel fetches itself again.

use maud::{Markup, html};

use super::company::Again;
use crate::view::badge::Tone;
use crate::view::facts::{Fact, facts};
use crate::view::form::{acting, csrf_field};
use crate::view::icon::{Icon, icon};
use crate::view::table::{Column, table};

/// The panel.
#[derive(Clone, Debug, Default)]
pub struct Employment {
    /// What is known.
    pub known: Known,
    /// When it was asked.
    pub asked: Option<String>,
    /// The newest could not be had: what is known is from then.
    pub outdated: bool,
    /// Where this panel alone is fetched from, while the answer is awaited.
    pub source: String,
    /// Asks again.
    pub again: Again,
}

/// What is known of what the employment system holds.
#[derive(Clone, Debug, Default)]
pub enum Known {
    /// Nobody has asked it so far.
    #[default]
    NeverAsked,
    /// It was asked and never answered.
    Unavailable,
    /// The question is on its way.
    Asking,
    /// It has no such student.
    NoSuchStudent,
    /// What it holds.
    Held(Held),
}

/// What the employment system holds.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// What differs from the platform.
    pub differences: Vec<Difference>,
    /// Where 获取最新学生信息 is posted, where it would change something.
    pub take_over: Option<String>,
    /// 已报送去向; empty where nothing was reported.
    pub reported: Vec<Fact>,
}

/// A field that the two systems hold differently.
#[derive(Clone, Debug, Default)]
pub struct Difference {
    /// The field.
    pub label: String,
    /// Ours.
    pub ours: String,
    /// Theirs.
    pub theirs: String,
    /// It can be taken over here; otherwise the right verdict is to reject.
    pub can_be_taken: bool,
}

const COLUMNS: [Column; 4] = [
    Column::tight("信息项"),
    Column::text("网签平台"),
    Column::text("就业管理系统"),
    Column::text("处理办法"),
];

/// Draws the panel; also the answer of its own source.
pub fn employment(panel: &Employment) -> Markup {
    let asking = matches!(panel.known, Known::Asking);
    let poll = asking.then_some("every 2s");
    html! {
        section id="employment" class="sheet" hx-get=[poll.map(|_| &panel.source)] hx-trigger=[poll] hx-swap="outerHTML"
            hx-status:4xx="swap:none" hx-status:5xx="swap:none" {
            h2 { "就业管理系统中的信息" }
            (standing(panel))
            @if let Known::Held(held) = &panel.known {
                (differences(held, &panel.again.csrf))
                h3 { "已报送去向" }
                @if held.reported.is_empty() {
                    p class="faint" { "就业管理系统中没有该生已报送的毕业去向。" }
                } @else { (facts(&held.reported)) }
            }
        }
    }
}

fn standing(panel: &Employment) -> Markup {
    let (tone, sign, words) = match &panel.known {
        Known::NeverAsked => (Tone::Info, Icon::Info, "尚未获取就业管理系统中的信息"),
        Known::Unavailable => (Tone::Wait, Icon::Info, "暂时无法获取就业管理系统中的信息"),
        Known::Asking => (Tone::Info, Icon::Clock, "正在查询就业管理系统…"),
        Known::NoSuchStudent => (Tone::Bad, Icon::Warning, "就业管理系统中查无此毕业生"),
        Known::Held(held) if held.differences.is_empty() && !panel.outdated => {
            (Tone::Ok, Icon::Ok, "学生信息与就业管理系统一致")
        }
        Known::Held(held) if held.differences.is_empty() => {
            (Tone::Wait, Icon::Info, "学生信息与上次获取的一致")
        }
        Known::Held(_) => (Tone::Wait, Icon::Warning, "学生信息与就业管理系统不一致"),
    };
    html! {
        div class="notice standing" data-tone=(tone.name()) role="status" {
            (icon(sign))
            div class="row" {
                strong { (words) }
                @if panel.outdated { span { "暂时无法获取最新信息，以下为上次获取的内容" } }
                @if let Some(asked) = &panel.asked { span class="faint" { (asked) } }
                @if !matches!(panel.known, Known::Asking) { (ask(panel)) }
            }
        }
    }
}

fn ask(panel: &Employment) -> Markup {
    let again = &panel.again;
    let words = match panel.known {
        Known::NeverAsked => "获取",
        Known::Unavailable | Known::Asking | Known::NoSuchStudent | Known::Held(_) => "重新获取",
    };
    html! {
        form method="post" action=(again.action) hx-post=(again.action) hx-target="#employment" hx-swap="outerHTML" {
            (csrf_field(&again.csrf))
            button class="button small" type="submit" { (icon(Icon::Again)) (words) }
        }
    }
}

fn differences(held: &Held, csrf: &str) -> Markup {
    if held.differences.is_empty() {
        return html! {};
    }
    html! {
        (table("信息比对", &COLUMNS, held.differences.iter().map(difference)))
        @if let Some(action) = &held.take_over {
            (acting(Some("act"), action, csrf, html! {
                button class="button small primary" type="submit" { "获取最新学生信息" }
            }))
        }
    }
}

fn difference(difference: &Difference) -> Vec<Markup> {
    let way = if difference.can_be_taken {
        "可获取最新学生信息后再审核"
    } else {
        "无法在此同步，应审核不通过，在就业管理系统修改后重新签约或登记"
    };
    vec![
        html! { (difference.label) },
        html! { span { (difference.ours) } },
        html! { span { strong { (difference.theirs) } } },
        html! { span class="faint" { (way) } },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(known: Known) -> String {
        let panel = Employment {
            known,
            source: "/signing/1/employment".into(),
            ..Employment::default()
        };
        employment(&panel).into_string()
    }

    fn held(can_be_taken: bool) -> Known {
        Known::Held(Held {
            differences: vec![Difference {
                label: "姓名".into(),
                can_be_taken,
                ..Difference::default()
            }],
            take_over: can_be_taken.then(|| "/signing/1/student".into()),
            ..Held::default()
        })
    }

    #[test]
    fn only_an_awaited_answer_is_fetched_again() {
        assert!(drawn(Known::Asking).contains("hx-trigger"));
        for known in [Known::Unavailable, Known::NoSuchStudent, held(true)] {
            let html = drawn(known);
            assert!(!html.contains("hx-trigger"));
            assert!(html.contains("重新获取"));
        }
    }

    #[test]
    fn r_8_5_what_cannot_be_taken_over_says_what_the_right_verdict_is() {
        assert!(drawn(held(false)).contains("应审核不通过"));
        assert!(!drawn(held(false)).contains("获取最新学生信息</button>"));
        assert!(drawn(held(true)).contains("获取最新学生信息</button>"));
    }
}
