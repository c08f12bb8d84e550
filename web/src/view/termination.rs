//! 解约: the form, the answer, the list, and what a school officer sees before ending an agreement alone.

use maud::{Markup, html};

use super::attachments::{Attachments, attachments};
use super::badge::{Badge, Tone, badge};
use super::confirm::{Confirm, confirm_form};
use super::facts::{Fact, Section, facts, section};
use super::history::{Event, Stage, scale, timeline};
use super::list::{Empty, Link, Pager, empty, pager};
use super::notice::notice;
use super::table::{Column, table};

/// What an agreement's page says of its end.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// How it is ended, why it is not, or that it is under way.
    pub text: String,
    /// Where that is done or seen.
    pub link: Option<Link>,
}

/// Draws the panel.
pub fn panel(panel: &Panel) -> Markup {
    html! {
        section class="sheet" {
            h2 { "解约" }
            p { (panel.text) }
            @if let Some(link) = &panel.link { p class="act" { a class="button" href=(link.href) { (link.label) } } }
        }
    }
}

/// 发起解约.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// How many asks are left, for whom they are counted.
    pub counted: Option<String>,
    /// The agreement.
    pub agreement: Vec<Fact>,
    /// What follows, and the fields.
    pub form: Confirm,
}

/// The page that asks.
pub fn ask(page: &Ask) -> Markup {
    let before = html! {
        @if let Some(counted) = &page.counted { (notice(Tone::Info, counted, html! {})) }
        section class="sheet" { h2 { "拟解除的就业协议" } (facts(&page.agreement)) }
    };
    confirm_form(&page.form, before)
}

/// One termination as one of its sides sees it.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// With whom.
    pub title: String,
    /// Case number.
    pub number: String,
    /// Its state.
    pub state: Badge,
    /// Until when an answer is due.
    pub due: Option<String>,
    /// What comes next.
    pub next: Option<String>,
    /// Why nothing can be done.
    pub barred: Option<String>,
    /// Where it stands.
    pub stages: Vec<Stage>,
    /// What was asked, and what it ends.
    pub sections: Vec<Section>,
    /// The material that was handed in.
    pub attachments: Vec<Attachments>,
    /// What happened so far, newest first.
    pub history: Vec<Event>,
    /// Where the reader answers, while they may.
    pub choice: Option<Choice>,
    /// What else the reader may do.
    pub acts: Vec<Link>,
}

/// Addresses of the two confirmation pages of an answer.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Of 同意解约.
    pub agree: String,
    /// Of 拒绝解约.
    pub refuse: String,
}

/// The page of one termination.
pub fn page(page: &Page) -> Markup {
    html! {
        div class="narrow stack" {
            div {
                p class="row" {
                    (badge(&page.state))
                    span class="faint" { (page.number) }
                    @if let Some(due) = &page.due { span class="faint" { (due) } }
                }
                h1 { (page.title) }
                @if let Some(next) = &page.next { p class="lead" { (next) } }
            }
            @if let Some(barred) = &page.barred { (notice(Tone::Wait, barred, html! {})) }
            (scale(&page.stages))
            @for part in &page.sections { (section(part)) }
            @for group in &page.attachments { (attachments(group)) }
            section class="sheet" { h2 { "办理记录" } (timeline(&page.history)) }
            @if let Some(choice) = &page.choice {
                div class="decide" {
                    a class="button primary" href=(choice.agree) { "同意解约" }
                    a class="button" href=(choice.refuse) { "拒绝解约" }
                }
            }
            @if !page.acts.is_empty() {
                div class="row" { @for act in &page.acts { a class="button" href=(act.href) { (act.label) } } }
            }
        }
    }
}

/// The terminations of one side.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// The way to end the agreement in force, for who has but one.
    pub panel: Option<Panel>,
    /// What waits for the reader's answer, the most urgent first.
    pub waiting: Vec<Row>,
    /// What the rows are.
    pub title: &'static str,
    /// The way to all, where these are a part.
    pub all: Option<Link>,
    /// These rows, newest first.
    pub rows: Vec<Row>,
    /// Is it a company's list?
    pub of_company: bool,
    /// The pages before and after.
    pub pager: Pager,
}

/// One termination in a list.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its page.
    pub href: String,
    /// With whom.
    pub name: String,
    /// The school.
    pub of: String,
    /// Who asked.
    pub by: String,
    /// Its state.
    pub state: Badge,
    /// When it was asked.
    pub asked: String,
    /// Until when an answer is due, or when it last changed.
    pub due: Badge,
}

/// The page of the list.
pub fn list(list: &List) -> Markup {
    html! {
        div class="head" { h1 { "解约" } }
        div class="stack" {
            @if let Some(open) = &list.panel { (panel(open)) }
            @if !list.waiting.is_empty() {
                section { h2 { "等待您答复" } (rows(list.of_company, "等待您答复", &list.waiting)) }
            }
            section {
                h2 { (list.title) @if let Some(all) = &list.all { span class="faint" { a href=(all.href) { (all.label) } } } }
                @if list.rows.is_empty() {
                    (empty(&Empty {
                        title: "没有解约记录".into(),
                        advice: "发起或收到的解约申请会显示在这里。".into(),
                        way_out: None,
                    }))
                } @else { (rows(list.of_company, list.title, &list.rows)) }
            }
            (pager(&list.pager))
        }
    }
}

fn rows(of_company: bool, caption: &str, rows: &[Row]) -> Markup {
    let columns = [
        Column::text(if of_company { "学生" } else { "单位" }),
        Column::text("院校"),
        Column::tight("发起方"),
        Column::text("签约状态"),
        Column::tight("发起时间"),
        Column::tight("进度"),
    ];
    table(
        caption,
        &columns,
        rows.iter().map(|row| {
            vec![
                html! { a href=(row.href) { (row.name) } },
                html! { span { (row.of) } },
                html! { span { (row.by) } },
                badge(&row.state),
                html! { span { (row.asked) } },
                badge(&row.due),
            ]
        }),
    )
}

/// A message that was sent about a case.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// When it was owed.
    pub at: String,
    /// What it said.
    pub what: String,
    /// To whom.
    pub whom: String,
    /// Its channel, and whether it arrived.
    pub delivery: Badge,
}

/// 强制解约.
#[derive(Clone, Debug, Default)]
pub struct Force {
    /// The state of the termination.
    pub state: Badge,
    /// Until when the company had to answer.
    pub due: String,
    /// How long that is past.
    pub overdue: Option<Badge>,
    /// A warning while it is not.
    pub early: Option<String>,
    /// What the student asked.
    pub asked: Section,
    /// What was told to the company, and whether it arrived.
    pub evidence: Vec<Evidence>,
    /// How the company is reached.
    pub contact: Vec<Fact>,
    /// What follows, and the fields.
    pub form: Confirm,
}

/// The page that forces: first the evidence, then the company, then the explanation.
pub fn force(page: &Force) -> Markup {
    let before = html! {
        p class="row" {
            (badge(&page.state))
            span class="faint" { "答复期限 " (page.due) }
            @if let Some(late) = &page.overdue { (badge(late)) }
        }
        (notice(Tone::Bad, "请谨慎使用：使用前应与用人单位协商一致，以防出现纠纷", html! {
            p { "强制解约仅用于用人单位长时间不处理解约申请，致使毕业生不能正常签约或登记去向的情形。" }
        }))
        @if let Some(early) = &page.early { (notice(Tone::Wait, early, html! {})) }
        (section(&page.asked))
        section class="sheet" {
            h2 { "第一步：核对通知和提醒记录" }
            (evidence(&page.evidence))
        }
        section class="sheet" {
            h2 { "第二步：联系用人单位核实" }
            (facts(&page.contact))
        }
        h2 { "第三步：填写情况说明并提交" }
    };
    confirm_form(&page.form, before)
}

/// 学生单方面解约, with what there is to weigh.
#[derive(Clone, Debug, Default)]
pub struct OneSided {
    /// The state of the termination.
    pub state: Badge,
    /// What the student asked.
    pub asked: Section,
    /// What the student handed in.
    pub material: Vec<Attachments>,
    /// How the company is reached.
    pub contact: Vec<Fact>,
    /// What follows, and the fields.
    pub form: Confirm,
}

/// The page that approves for the student alone: the application with its material, then the company, then the explanation.
pub fn one_sided(page: &OneSided) -> Markup {
    let before = html! {
        p class="row" { (badge(&page.state)) }
        (section(&page.asked))
        @for group in &page.material { (attachments(group)) }
        section class="sheet" {
            h2 { "用人单位联系方式" }
            (facts(&page.contact))
        }
    };
    confirm_form(&page.form, before)
}

/// Draws what was told, and whether it arrived.
pub fn evidence(told: &[Evidence]) -> Markup {
    if told.is_empty() {
        return html! { p class="faint" { "没有通知记录。" } };
    }
    let columns = [
        Column::tight("时间"),
        Column::text("内容"),
        Column::tight("对象"),
        Column::text("送达情况"),
    ];
    table(
        "通知和提醒记录",
        &columns,
        told.iter().map(|one| {
            vec![
                html! { span { (one.at) } },
                html! { span { (one.what) } },
                html! { span { (one.whom) } },
                badge(&one.delivery),
            ]
        }),
    )
}
