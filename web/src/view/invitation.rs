//! A company invites a student: the form, the list, and one invitation.

use maud::{Markup, html};

use super::badge::{Badge, badge};
use super::document::{Document, document};
use super::facts::{Fact, Section, facts, section};
use super::form::{Choice, Field, Posted, acting, error_summary, fields};
use super::history::{Event, Stage, scale, timeline};
use super::list::{Empty, Filters, Link, Pager, empty, pager, posted_filters};
use super::table::{Column, table};
use super::termination::{Panel, panel};

/// What a form of an invitation is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To write one, and to send it now or later.
    Write {
        /// Where it is kept as a draft.
        save: String,
        /// Hidden fields that name the draft which is written on, or the form itself.
        written_on: Vec<(&'static str, String)>,
        /// Days to answer that it begins with.
        answer_days: String,
    },
    /// To change one that its student has not answered.
    Edit {
        /// The version of the case that the writer saw.
        version: i32,
        /// Whom it invites, which stays.
        student: Vec<Fact>,
    },
}

impl Default for Purpose {
    fn default() -> Self {
        Self::Write {
            save: String::new(),
            written_on: Vec::new(),
            answer_days: String::new(),
        }
    }
}

/// The invitation form. Field names are listed in [`groups`].
#[derive(Clone, Debug, Default)]
pub struct InvitationForm {
    /// The form's token.
    pub csrf: String,
    /// Where it is posted.
    pub action: String,
    /// Where one turns back to.
    pub back: String,
    /// The company as the agreement will name it.
    pub company: Vec<Fact>,
    /// Where the company's own details are mended.
    pub company_edit: Option<String>,
    /// The code table 工作职位类别.
    pub job_categories: Vec<Choice>,
    /// Address that suggests places of work.
    pub regions: String,
    /// What was typed.
    pub posted: Posted,
    /// What it is for.
    pub purpose: Purpose,
}

/// The page with the form.
pub fn form(page: &InvitationForm) -> Markup {
    let groups = groups(page);
    let dispatch = page.posted.fill_all(dispatch_fields());
    let all = groups.iter().flat_map(|(_, group)| group).chain(&dispatch);
    html! {
        div class="stack" {
            div {
                @match &page.purpose {
                    Purpose::Write { .. } => {
                        h1 { "发起签约邀请" }
                        p class="lead" { "毕业生同意后，经学校鉴证或审核通过，签约完成。" }
                    }
                    Purpose::Edit { .. } => {
                        h1 { "修改签约邀请" }
                        p class="lead" { "修改后，毕业生须按新的内容答复，并会收到提醒。" }
                    }
                }
            }
            (error_summary(page.posted.general(), all))
            (acting(Some("form"), &page.action, &page.csrf, html! {
                (hidden(&page.purpose))
                (company(page))
                @if let Purpose::Edit { student, .. } = &page.purpose {
                    section class="sheet" { h2 { "邀请对象" } (facts(student)) }
                }
                @for (title, group) in &groups {
                    section class="sheet" { h2 { (title) } (fields(group)) }
                }
                (dispatch_sheet(&dispatch))
                div class="row" {
                    @match &page.purpose {
                        Purpose::Write { save, .. } => {
                            button class="button primary" type="submit" { "发送邀请" }
                            button class="button" type="submit" formaction=(save) formnovalidate { "保存草稿" }
                        }
                        Purpose::Edit { .. } => { button class="button primary" type="submit" { "保存修改" } }
                    }
                    a class="button plain" href=(page.back) { "返回" }
                }
            }))
        }
    }
}

fn hidden(purpose: &Purpose) -> Markup {
    html! {
        @match purpose {
            Purpose::Write { written_on, .. } => {
                @for (name, value) in written_on { input type="hidden" name=(name) value=(value); }
            }
            Purpose::Edit { version, .. } => { input type="hidden" name="version" value=(version); }
        }
    }
}

fn company(page: &InvitationForm) -> Markup {
    html! {
        section class="sheet" {
            h2 {
                "单位信息"
                @if let Some(href) = &page.company_edit { a class="faint" href=(href) { "修改单位信息" } }
            }
            (facts(&page.company))
            p class="hint" { "以上内容以发送时为准，写入就业协议书。" }
        }
    }
}

/// The groups of fields that are always in sight, by title.
fn groups(page: &InvitationForm) -> Vec<(&'static str, Vec<Field>)> {
    let fill = |fields| page.posted.fill_all(fields);
    let (student, days) = match &page.purpose {
        Purpose::Write { answer_days, .. } => (
            Some(("邀请对象", fill(student_fields()))),
            Field::number("answer_days", "请在几天内答复", "天")
                .value(answer_days)
                .hint("1 到 30 天，到期未答复的邀请自动失效")
                .required(),
        ),
        Purpose::Edit { .. } => (
            None,
            Field::number("answer_days", "从今天起几天内答复", "天").hint("1 到 30 天，不填则期限不变"),
        ),
    };
    let rest = [
        ("职位信息", fill(post_fields(&page.job_categories, &page.regions))),
        ("薪酬与期限", fill(term_fields())),
        ("答复期限", fill(vec![days])),
    ];
    student.into_iter().chain(rest).collect()
}

fn student_fields() -> Vec<Field> {
    vec![
        Field {
            autocomplete: Some("off"),
            ..Field::text("student_name", "学生姓名").required()
        },
        Field {
            autocomplete: Some("off"),
            max_length: Some(18),
            ..Field::text("id_number", "身份证号").required()
        }
        .hint("姓名和身份证号须与毕业生本人一致"),
    ]
}

/// 职位信息 of any agreement's form.
pub(super) fn post_fields(job_categories: &[Choice], regions: &str) -> Vec<Field> {
    vec![
        Field::select(
            "job_category",
            "工作职位类别",
            Some("请选择"),
            job_categories.to_vec(),
        )
        .required(),
        Field::text("job_title", "职位名称").required(),
        Field::suggest("work_region", "工作地点", regions)
            .hint("输入地名后从列表选择，到区县")
            .required(),
        Field::date("report_on", "报到日期").required(),
    ]
}

/// 薪酬与期限 of any agreement's form.
pub(super) fn term_fields() -> Vec<Field> {
    vec![
        Field::number("salary", "薪酬", "元/月（税前）").required(),
        Field::number("probation_months", "试用期", "个月")
            .hint("没有试用期填 0")
            .required(),
        Field::number("probation_salary", "试用期薪酬", "元/月（税前）"),
        Field::date("contract_from", "合同开始日期").required(),
        Field::date("contract_to", "合同结束日期").hint("无固定期限的不填"),
        Field::number("penalty", "违约金", "元")
            .hint("没有约定填 0")
            .required(),
    ]
}

/// 档案、户口和其他约定 of any agreement's form. 否 is chosen from the start: left alone it is what the agreement says, and
/// nobody is to agree to what they have not seen.
pub(super) fn dispatch_fields() -> Vec<Field> {
    let yes_no = || vec![Choice::new("yes", "是"), Choice::new("no", "否")];
    vec![
        Field::radio("takes_archive", "单位是否接收档案", yes_no()).value("no"),
        Field::radio("takes_household", "单位是否接收户口", yes_no()).value("no"),
        Field::text("archive_unit", "档案转寄单位名称"),
        Field::text("archive_address", "档案转寄单位地址"),
        Field::number("archive_postcode", "档案转寄单位邮编", ""),
        Field::text("archive_contact", "档案转寄联系人"),
        Field {
            inputmode: Some("tel"),
            ..Field::text("archive_phone", "档案转寄联系电话")
        },
        Field::text("household_address", "户口迁转地址"),
        Field {
            max_length: Some(200),
            ..Field::textarea("benefits", "福利", 2)
        },
        Field {
            max_length: Some(500),
            ..Field::textarea("other_terms", "其他约定", 4)
        }
        .hint("不超过 500 字"),
    ]
}

/// Draws [`dispatch_fields`]: folded until one of them is filled in or wrong, with what they say while nobody opens them.
pub(super) fn dispatch_sheet(filled: &[Field]) -> Markup {
    let is_touched = |(field, start): (&Field, Field)| field.error.is_some() || field.value != start.value;
    let open = filled.iter().zip(dispatch_fields()).any(is_touched);
    html! {
        details class="more sheet" open[open] {
            summary { "档案、户口和其他约定" span class="faint" { "选填；接收档案、接收户口不选即为“否”" } }
            (fields(filled))
        }
    }
}

/// One invitation in a list of the company.
#[derive(Clone, Debug, Default)]
pub struct InvitationRow {
    /// Its page.
    pub href: String,
    /// Whom it invites.
    pub student: String,
    /// The student's school.
    pub school: String,
    /// The post.
    pub post: String,
    /// Its state.
    pub state: Badge,
    /// When it was sent.
    pub sent: String,
    /// Until when it waits for an answer, or when it was answered.
    pub due: String,
}

const COLUMNS: [Column; 6] = [
    Column::tight("学生"),
    Column::text("学校"),
    Column::free("职位名称"),
    Column::text("签约状态"),
    Column::tight("发起时间"),
    Column::tight("进度"),
];

/// The table of invitations, or a word where there are none.
pub fn rows(list: &[InvitationRow]) -> Markup {
    if list.is_empty() {
        return empty(&Empty {
            title: "没有签约邀请".into(),
            advice: "向毕业生发起签约邀请后，可在这里查看进度。".into(),
            way_out: None,
        });
    }
    table(
        "签约邀请",
        &COLUMNS,
        list.iter().map(|row| {
            vec![
                html! { a href=(row.href) { (row.student) } },
                html! { span { (row.school) } },
                html! { span { (row.post) } },
                badge(&row.state),
                html! { span { (row.sent) } },
                html! { span { (row.due) } },
            ]
        }),
    )
}

/// All invitations of a company.
#[derive(Clone, Debug, Default)]
pub struct Invitations {
    /// The filters, with what is chosen.
    pub filters: Filters,
    /// How many they find, in words.
    pub count: String,
    /// This page's rows.
    pub rows: Vec<InvitationRow>,
    /// The pages before and after.
    pub pager: Pager,
    /// Address of the form, where the company may invite.
    pub invite: Option<String>,
    /// Other ways to begin: drafts, files.
    pub ways: Vec<Link>,
}

/// The page with all invitations.
pub fn list(page: &Invitations) -> Markup {
    html! {
        div class="head" {
            div class="row" { h1 { "签约邀请" } p class="faint" role="status" { (page.count) } }
            div class="row" {
                @for way in &page.ways { a class="button" href=(way.href) { (way.label) } }
                @if let Some(href) = &page.invite { a class="button primary" href=(href) { "发起签约邀请" } }
            }
        }
        (posted_filters(&page.filters))
        (rows(&page.rows))
        (pager(&page.pager))
    }
}

/// One invitation as its company sees it.
#[derive(Clone, Debug, Default)]
pub struct Invitation {
    /// Whom it invites.
    pub student: String,
    /// Case number.
    pub number: String,
    /// Its state.
    pub state: Badge,
    /// Where its document is, once there is to be one.
    pub document: Option<Document>,
    /// Where it stands.
    pub stages: Vec<Stage>,
    /// What was offered.
    pub sections: Vec<Section>,
    /// The confirmation pages of what can be done now: 撤回 …
    pub acts: Vec<Link>,
    /// How it is ended, once it is in force.
    pub termination: Option<Panel>,
    /// What happened so far, newest first.
    pub history: Vec<Event>,
}

/// The page of one invitation.
pub fn invitation(page: &Invitation) -> Markup {
    html! {
        div class="stack" {
            div class="head" {
                div {
                    p class="row" { (badge(&page.state)) span class="faint" { (page.number) } }
                    h1 { "邀请 " (page.student) }
                }
                div class="row" { (document(page.document.as_ref())) @for act in &page.acts { a class="button" href=(act.href) { (act.label) } } }
            }
            (scale(&page.stages))
            @for part in &page.sections { (section(part)) }
            @if let Some(ending) = &page.termination { (panel(ending)) }
            section class="sheet" { h2 { "办理记录" } (timeline(&page.history)) }
        }
    }
}
