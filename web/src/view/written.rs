//! An agreement that the student writes down: its form, and its page as student and company see it.

use maud::{Markup, html};

use super::attachments::{Attachments, attachments};
use super::badge::{Badge, Tone, badge};
use super::document::{Document, document};
use super::facts::{Section, facts, section};
use super::form::{Choice, Field, Posted, csrf_field, error_summary, fields, warned_field};
use super::history::{self, Event, Stage, scale, timeline};
use super::invitation::{InvitationRow, dispatch_fields, dispatch_sheet, post_fields, term_fields};
use super::list::{Empty, Link, Pager, empty, pager};
use super::notice::{alert, notice};
use super::review::company::{Standing, standing};
use super::table::{Column, table};
use super::termination::{Panel, panel};
use super::upload::{UploadField, enter, upload};

/// The form of an agreement. Its fields are those of an invitation, and the company's.
#[derive(Clone, Debug, Default)]
pub struct WrittenForm {
    /// The heading.
    pub title: String,
    /// What it is for, in a sentence.
    pub lead: String,
    /// The form's token.
    pub csrf: String,
    /// Where it is posted.
    pub action: String,
    /// The version of the case that it edits, where there is one.
    pub version: Option<i32>,
    /// When it was put aside, where it was.
    pub saved: Option<String>,
    /// Where the case is as it is now, if it changed while the page was open.
    pub overtaken: Option<String>,
    /// The verdict with which it came back.
    pub returned: Option<Event>,
    /// What is known of the company that was typed.
    pub known: Vec<Told>,
    /// The credit code of the company that the page warns of.
    pub warned: Option<String>,
    /// The code tables 单位性质, 单位行业 and 工作职位类别.
    pub natures: Vec<Choice>,
    /// See [`Self::natures`].
    pub industries: Vec<Choice>,
    /// See [`Self::natures`].
    pub job_categories: Vec<Choice>,
    /// Address that suggests places.
    pub regions: String,
    /// It is signed already: asks for the day.
    pub signed: bool,
    /// The files, where the form takes some.
    pub upload: Option<UploadField>,
    /// What was typed.
    pub posted: Posted,
    /// The way back.
    pub back: Link,
}

/// Something to know while one writes.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// How grave it is.
    pub tone: Tone,
    /// In a sentence.
    pub text: String,
}

/// The page with the form. Plain posts: an upload may take longer than a script would wait.
pub fn form(page: &WrittenForm) -> Markup {
    let fill = |fields: Vec<Field>| page.posted.fill_all(fields);
    let company = fill(company_fields(page));
    let post = fill(post_fields(&page.job_categories, &page.regions));
    let term = fill(
        term_fields()
            .into_iter()
            .chain(page.signed.then(signed_on))
            .collect(),
    );
    let dispatch = fill(dispatch_fields());
    let files = page.upload.as_ref().map(UploadField::summed_up);
    let all = company
        .iter()
        .chain(&post)
        .chain(&term)
        .chain(&dispatch)
        .chain(&files);
    html! {
        div class="stack" {
            div {
                h1 { (page.title) }
                p class="lead" { (page.lead) }
                @if let Some(at) = &page.saved { p class="faint" { "已暂存于 " (at) "，尚未提交" } }
            }
            @if let Some(href) = &page.overtaken { (overtaken(href)) }
            @if let Some(event) = &page.returned { (history::returned(event)) }
            (error_summary(page.posted.general(), all))
            form class="form" method="post" action=(page.action) enctype="multipart/form-data" {
                (csrf_field(&page.csrf))
                (enter())
                (warned_field(page.warned.as_deref()))
                @if let Some(version) = page.version { input type="hidden" name="version" value=(version); }
                (company_sheet(page, &company))
                section class="sheet" { h2 { "职位信息" } (fields(&post)) }
                section class="sheet" { h2 { "薪酬与期限" } (fields(&term)) }
                (dispatch_sheet(&dispatch))
                @if let Some(files) = &page.upload { section class="sheet" { h2 { "图像材料" } (upload(files)) } }
                div class="row" {
                    button class="button primary" type="submit" { "提交审核" }
                    button class="button" type="submit" name="save" value="yes" formnovalidate { "暂存" }
                    a class="button plain" href=(page.back.href) { (page.back.label) }
                }
            }
        }
    }
}

fn overtaken(href: &str) -> Markup {
    let body = html! {
        p { "您提交过的申请已撤回或退回，可能另有修改。以下是您刚才填写的内容，核对后可再次提交，届时取代申请现有的内容。" }
        p class="row" { a href=(href) { "查看最新状态" } }
    };
    alert(Tone::Wait, "这份申请已有变化，您的操作没有生效", body)
}

fn company_sheet(page: &WrittenForm, company: &[Field]) -> Markup {
    let (code, rest) = company.split_at(1);
    html! {
        section class="sheet" id="company" {
            h2 { "单位信息" }
            (fields(code))
            p class="row" {
                button class="button small" type="submit" name="find" value="yes" formnovalidate { "查找单位" }
                span class="hint" { "已在平台注册的单位可自动填入；没有找到的请自行填写" }
            }
            @for told in &page.known { (notice(told.tone, &told.text, html! {})) }
            (fields(rest))
        }
    }
}

fn company_fields(page: &WrittenForm) -> Vec<Field> {
    let tel = |name, label| Field {
        inputmode: Some("tel"),
        ..Field::text(name, label)
    };
    vec![
        Field {
            max_length: Some(18),
            autocomplete: Some("off"),
            ..Field::text("credit_code", "统一社会信用代码").required()
        },
        Field::text("company_name", "单位名称").required(),
        Field::select("nature", "单位性质", Some("请选择"), page.natures.clone()).required(),
        Field::select("industry", "单位行业", Some("请选择"), page.industries.clone()).required(),
        Field::suggest("region", "单位所在地", page.regions.clone())
            .hint("输入地名后从列表选择，到区县")
            .required(),
        Field::text("address", "单位地址").required(),
        Field::number("postcode", "邮编", ""),
        Field::text("contact", "联系人").required(),
        tel("telephone", "联系电话").required(),
        tel("mobile", "手机"),
        Field {
            inputmode: Some("email"),
            ..Field::text("email", "电子邮箱")
        },
    ]
}

fn signed_on() -> Field {
    Field::date("signed_on", "签约日期").required()
}

/// One agreement, as the student who wrote it or the company that it names sees it.
#[derive(Clone, Debug, Default)]
pub struct WrittenAgreement {
    /// The company's name, or the student's to the company.
    pub title: String,
    /// Kind and number.
    pub number: String,
    /// Its state.
    pub state: Badge,
    /// Where its document is, once there is to be one.
    pub document: Option<Document>,
    /// What its reader is to do now, if anything.
    pub next: Option<Told>,
    /// Where it stands.
    pub stages: Vec<Stage>,
    /// What it says.
    pub sections: Vec<Section>,
    /// The company, with its standing, to the student.
    pub company: Section,
    /// Its standing in the register, to the student.
    pub standing: Option<Standing>,
    /// The warning about the company, if there is one.
    pub warning: Option<String>,
    /// What was handed in with it.
    pub files: Vec<Attachments>,
    /// What is waited for, if anything.
    pub awaited: Option<Link>,
    /// What else can be done now.
    pub acts: Vec<Link>,
    /// How it is ended, once it is in force.
    pub termination: Option<Panel>,
    /// What happened so far, newest first.
    pub history: Vec<Event>,
}

/// The page of one agreement.
pub fn agreement(page: &WrittenAgreement) -> Markup {
    html! {
        div class="stack" {
            div class="head" {
                div {
                    p class="row" { (badge(&page.state)) span class="faint" { (page.number) } }
                    h1 { (page.title) }
                }
                div class="row" { (document(page.document.as_ref())) }
            }
            @if let Some(next) = &page.next { (notice(next.tone, &next.text, acts(page.awaited.as_ref(), &page.acts))) }
            @else { (acts(page.awaited.as_ref(), &page.acts)) }
            @if !page.stages.is_empty() { (scale(&page.stages)) }
            @if let Some(warning) = &page.warning { (notice(Tone::Bad, warning, html! {})) }
            @for part in &page.sections { (section(part)) }
            section class="sheet" {
                h2 { (page.company.title) }
                @if let Some(known) = &page.standing { (standing(known)) }
                (facts(&page.company.facts))
            }
            @for group in &page.files { (attachments(group)) }
            @if let Some(ending) = &page.termination { (panel(ending)) }
            section class="sheet" { h2 { "办理记录" } (timeline(&page.history)) }
        }
    }
}

/// Draws what can be done: filled only what is waited for, so that nothing invites to take back what is well on its way.
pub(super) fn acts(awaited: Option<&Link>, others: &[Link]) -> Markup {
    html! {
        @if awaited.is_some() || !others.is_empty() {
            p class="row act" {
                @if let Some(act) = awaited { a class="button primary" href=(act.href) { (act.label) } }
                @for act in others { a class="button" href=(act.href) { (act.label) } }
            }
        }
    }
}

/// The page on which files are handed in.
#[derive(Clone, Debug, Default)]
pub struct HandIn {
    /// The heading.
    pub title: String,
    /// What to see to, one sentence each.
    pub points: Vec<String>,
    /// Where it is posted.
    pub action: String,
    /// The form's token.
    pub csrf: String,
    /// The version of the case that the reader saw.
    pub version: i32,
    /// The files.
    pub upload: UploadField,
    /// The word of the button.
    pub button: String,
    /// The way back.
    pub back: Link,
}

/// Draws it.
pub fn hand_in(page: &HandIn) -> Markup {
    html! {
        div class="narrow stack" {
            h1 { (page.title) }
            (error_summary(None, [&page.upload.summed_up()]))
            form class="sheet form" method="post" action=(page.action) enctype="multipart/form-data" {
                (csrf_field(&page.csrf))
                (enter())
                input type="hidden" name="version" value=(page.version);
                ul class="points" { @for point in &page.points { li { (point) } } }
                (upload(&page.upload))
                div class="row" {
                    button class="button primary" type="submit" { (page.button) }
                    a class="button plain" href=(page.back.href) { (page.back.label) }
                }
            }
        }
    }
}

/// The offline agreements that name a company.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// This page's rows; `due` is when its state last changed.
    pub rows: Vec<InvitationRow>,
    /// The pages before and after.
    pub pager: Pager,
}

const COLUMNS: [Column; 6] = [
    Column::tight("学生"),
    Column::text("学校"),
    Column::free("职位名称"),
    Column::text("签约状态"),
    Column::tight("提交时间"),
    Column::tight("更新时间"),
];

/// The page with all of them.
pub fn list(page: &Named) -> Markup {
    html! {
        div class="head" { div { h1 { "线下签约" } p class="lead" { "毕业生填写了贵单位的就业协议。审核通过后，请打印盖章，由毕业生或贵单位上传图像。" } } }
        @if page.rows.is_empty() {
            (empty(&Empty {
                title: "没有线下签约".into(),
                advice: "毕业生在线填写与贵单位的就业协议后，会显示在这里。".into(),
                way_out: None,
            }))
        } @else {
            (table("线下签约", &COLUMNS, page.rows.iter().map(|row| vec![
                html! { a href=(row.href) { (row.student) } },
                html! { span { (row.school) } },
                html! { span { (row.post) } },
                badge(&row.state),
                html! { span { (row.sent) } },
                html! { span { (row.due) } },
            ])))
            (pager(&page.pager))
        }
    }
}
