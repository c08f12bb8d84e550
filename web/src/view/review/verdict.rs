//! The verdict panel, and what it says when somebody else was quicker.

use maud::{Markup, html};

use crate::view::badge::Tone;
use crate::view::form::{Choice, Field, Posted, acting, error_summary, field, warned_field};
use crate::view::history::{Event, timeline};
use crate::view::list::Link;
use crate::view::notice::notice;

/// The verdict to give. Fields are `csrf`, `version`, `reason` and `words`; each button posts to an address of its own.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// 鉴证 under two-party agreements, 审核 under three-party ones.
    pub act: String,
    /// Whose step it is: `学院审核`.
    pub step: String,
    /// Where 通过 is posted, where no rule stands against it.
    pub approve: Option<String>,
    /// The page on which a termination is approved for the student alone (guide 8.2), where it may be.
    pub one_sided: Option<String>,
    /// Where 退回修改 is posted, for kinds that have it.
    pub send_back: Option<String>,
    /// Where 审核不通过 is posted.
    pub reject: String,
    /// The coded reasons.
    pub reasons: Vec<Choice>,
    /// The version of the case on this page.
    pub version: i32,
    /// The credit code of the company that this page warns of.
    pub warned: Option<String>,
    /// The form's token.
    pub csrf: String,
    /// What was typed.
    pub posted: Posted,
    /// What deserves a second look before approving, one sentence each.
    pub cautions: Vec<String>,
    /// What the employment system holds differently, one sentence each: known as soon as it has answered.
    pub differing: Vec<String>,
}

/// What stands in the panel's place where the case waits for a verdict that is not the reader's to give.
#[derive(Clone, Debug, Default)]
pub struct Awaited {
    /// 鉴证 or 审核, as in [`Verdict::act`].
    pub act: String,
    /// Whose step it is.
    pub step: String,
    /// Why there is nothing to decide.
    pub why: String,
}

/// Somebody else decided while the page was open.
#[derive(Clone, Debug, Default)]
pub struct Conflict {
    /// What happened: `李老师已于 10:32 审核通过`.
    pub title: String,
    /// The steps that the reader had not seen.
    pub events: Vec<Event>,
    /// What the reader had typed, kept so that it can be copied.
    pub kept: Option<String>,
    /// Where to go on.
    pub ways_out: Vec<Link>,
}

/// Draws the panel.
pub fn verdict(verdict: &Verdict) -> Markup {
    let reason = verdict
        .posted
        .fill(Field::select("reason", "原因", Some("请选择"), verdict.reasons.clone()).required());
    let words = verdict.posted.fill(Field {
        max_length: Some(500),
        ..Field::textarea("words", "具体问题", 4)
            .hint("毕业生会看到这段说明")
            .required()
    });
    html! {
        aside id="verdict" class="verdict" aria-labelledby="verdict-title" {
            h2 id="verdict-title" { (verdict.act) span class="faint" { (verdict.step) } }
            (error_summary(verdict.posted.general(), [&reason, &words]))
            div id="cautions" role="status" { (points("请留意", &verdict.cautions)) }
            div id="differing" role="status" { (differing(&verdict.differing)) }
            (acting(Some("form settles"), &verdict.reject, &verdict.csrf, html! {
                input type="hidden" name="version" value=(verdict.version);
                (warned_field(verdict.warned.as_deref()))
                @if let Some(action) = &verdict.approve {
                    button class="button primary" type="submit" formaction=(action) formnovalidate
                        data-key="a" aria-keyshortcuts="a" { "通过 " kbd { "A" } }
                }
                @if let Some(href) = &verdict.one_sided {
                    p { "单位不能提供解约材料的，通过时选择“" a href=(href) { "学生单方面解约" } "”，并填写具体情况说明。" }
                }
                p class="rule" { "未通过时填写" }
                (keyed(field(&reason)))
                (field(&words))
                div class="row refusals" {
                    @if let Some(action) = &verdict.send_back {
                        button class="button" type="submit" formaction=(action) { "退回修改" }
                    }
                    button class="button danger" type="submit" formaction=(verdict.reject) { "审核不通过" }
                }
            }))
            p class="faint keys" { kbd { "J" } " " kbd { "K" } " 前后翻看，" kbd { "A" } " 移到通过，" kbd { "R" } " 填写原因" }
        }
    }
}

/// Draws what stands in the panel's place.
pub fn awaited(awaited: &Awaited) -> Markup {
    html! {
        aside class="verdict awaited" aria-labelledby="awaited-title" {
            h2 id="awaited-title" { (awaited.act) span class="faint" { (awaited.step) } }
            p { (awaited.why) }
        }
    }
}

/// Draws what is to be heeded, one sentence a line; nothing where there is nothing.
fn points(title: &str, sentences: &[String]) -> Markup {
    html! {
        @if !sentences.is_empty() {
            (notice(Tone::Wait, title, html! {
                ul class="points" { @for sentence in sentences { li { (sentence) } } }
            }))
        }
    }
}

/// Draws what the employment system holds differently; empty before it has answered.
fn differing(sentences: &[String]) -> Markup {
    points("学生信息不一致", sentences)
}

/// The same for a page whose reader may have begun to write a verdict: it goes where it stands, in the place that is read
/// out when it changes, and nothing else moves.
pub fn differing_late(sentences: &[String]) -> Markup {
    html! { hx-partial hx-target="#differing" hx-swap="innerHTML" { (differing(sentences)) } }
}

/// What deserves a second look, as it is once the register has answered: it goes where it stands, as [`differing_late`] does.
pub fn cautions_late(sentences: &[String]) -> Markup {
    html! { hx-partial hx-target="#cautions" hx-swap="innerHTML" { (points("请留意", sentences)) } }
}

/// Marks the field that the key R goes to.
fn keyed(field: Markup) -> Markup {
    html! { div data-key="r" { (field) } }
}

/// Draws the notice about somebody quicker.
pub fn conflict(conflict: &Conflict) -> Markup {
    html! {
        div class="notice" data-tone="wait" role="alert" tabindex="-1" autofocus {
            (crate::view::icon::icon(crate::view::notice::symbol(Tone::Wait)))
            div class="stack" {
                h2 { (conflict.title) }
                (timeline(&conflict.events))
                p { "您的操作没有生效。" @if conflict.kept.is_some() { "您填写的内容保留在这里：" } }
                @if let Some(kept) = &conflict.kept { p class="kept" { (kept) } }
                @if !conflict.ways_out.is_empty() {
                    p class="row" { @for link in &conflict.ways_out { a href=(link.href) { (link.label) } } }
                }
            }
        }
    }
}
