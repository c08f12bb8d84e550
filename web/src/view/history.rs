//! The life of a case: the scale of its steps, and the timeline of what happened.

use maud::{Markup, html};

use super::badge::Tone;
use super::notice::notice;

/// How far a step of the scale has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reached {
    /// Behind the case.
    Done,
    /// Where the case stands.
    Now,
    /// Still to come.
    #[default]
    Ahead,
    /// Where the case ended before its last step.
    Stopped,
}

/// One step of the scale: `单位邀请`, `学生同意`, `学院审核` …
#[derive(Clone, Debug, Default)]
pub struct Stage {
    /// Its name.
    pub label: String,
    /// How far it has come.
    pub reached: Reached,
    /// When, or for how long.
    pub note: Option<String>,
}

impl Stage {
    /// A step.
    pub fn new(reached: Reached, label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            reached,
            note: None,
        }
    }

    /// With a short note under it.
    pub fn note(self, note: impl Into<String>) -> Self {
        Self {
            note: Some(note.into()),
            ..self
        }
    }
}

/// Draws the verdict with which a form came back, above the form.
pub fn returned(verdict: &Event) -> Markup {
    let title = "请按退回原因修改后重新提交";
    notice(Tone::Wait, title, timeline(std::slice::from_ref(verdict)))
}

/// Draws the scale.
pub fn scale(stages: &[Stage]) -> Markup {
    html! {
        ol class="scale" aria-label="办理进度" {
            @for stage in stages {
                @let (name, words) = reached(stage.reached);
                li data-stage=(name) aria-current=[(stage.reached == Reached::Now).then_some("step")] {
                    (stage.label) span class="unseen" { "（" (words) "）" }
                    @if let Some(note) = &stage.note { small { (note) } }
                }
            }
        }
    }
}

fn reached(reached: Reached) -> (&'static str, &'static str) {
    match reached {
        Reached::Done => ("done", "已完成"),
        Reached::Now => ("now", "进行中"),
        Reached::Ahead => ("ahead", "未到"),
        Reached::Stopped => ("stopped", "已终止"),
    }
}

/// One thing that happened to a case.
#[derive(Clone, Debug, Default)]
pub struct Event {
    /// Which case it belongs to, and its page where it has one; none on the page of the case itself.
    pub about: Option<About>,
    /// What happened: `学院审核通过`.
    pub what: String,
    /// Who did it: `计算机学院 李老师`.
    pub actor: String,
    /// When, as shown.
    pub time: String,
    /// When, for machines (RFC 3339).
    pub moment: String,
    /// What it means.
    pub tone: Tone,
    /// What an edit changed.
    pub change: Option<String>,
    /// The verdict's coded reason.
    pub reason: Option<String>,
    /// The verdict's own words.
    pub words: Option<String>,
}

/// The case of a step, on a page about many.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The case in a few words: `线上签约 · 星河科技`.
    pub label: String,
    /// Its page.
    pub href: Option<String>,
}

/// Draws the timeline, in the order given.
pub fn timeline(events: &[Event]) -> Markup {
    html! {
        ol class="timeline" {
            @for event in events {
                li data-tone=(event.tone.name()) {
                    span { strong { (event.what) } " " span class="faint" { (event.actor) } }
                    time datetime=(event.moment) { (event.time) }
                    @if let Some(about) = &event.about {
                        p {
                            @if let Some(href) = &about.href { a href=(href) { (about.label) } }
                            @else { (about.label) }
                        }
                    }
                    @if let Some(change) = &event.change { p { (change) } }
                    @if let Some(reason) = &event.reason { p { "原因：" (reason) } }
                    @if let Some(words) = &event.words { p { q { (words) } } }
                }
            }
        }
    }
}
