//! Many invitations at once: the file to choose, and what was found in it.

use maud::{Markup, html};

use super::badge::Tone;
use super::form::csrf_field;
use super::list::Link;
use super::notice::notice;
use super::table::{Column, table};

/// The page of a file.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// The form's token.
    pub csrf: String,
    /// Where a file is posted, how large it may be and how many lines it may have, in words.
    pub action: String,
    /// The limits in words.
    pub limits: String,
    /// The templates.
    pub templates: Vec<Link>,
    /// Why the file that was just posted cannot be taken.
    pub error: Option<String>,
    /// The way back to what was found in the file before it, where there is one.
    pub former: Option<Link>,
    /// What was found in the file that waits.
    pub found: Option<Found>,
}

/// What was found in a file.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// How many of its invitations went out, in words; none before the first sending.
    pub sent: Option<String>,
    /// The lines that are not right, or were refused.
    pub wrong: Vec<WrongLine>,
    /// The lines that are right.
    pub right: Vec<RightLine>,
    /// How many right lines are not shown.
    pub hidden: usize,
    /// Where the right ones are sent.
    pub sending: String,
    /// The file's number.
    pub version: i64,
    /// Where the file is dropped.
    pub removal: String,
}

/// A line that is not right.
#[derive(Clone, Debug, Default)]
pub struct WrongLine {
    /// Its number in the file.
    pub number: u32,
    /// Whom it names.
    pub student: String,
    /// What is wrong, each with its column.
    pub wrong: Vec<String>,
}

/// A line that is right.
#[derive(Clone, Debug, Default)]
pub struct RightLine {
    /// Its number in the file.
    pub number: u32,
    /// Whom it invites.
    pub student: String,
    /// The masked ID number.
    pub id_number: String,
    /// The post.
    pub post: String,
    /// The pay.
    pub pay: String,
    /// The time to answer.
    pub days: String,
}

const WRONG: [Column; 3] = [
    Column::tight("表格中的行"),
    Column::tight("学生"),
    Column::text("需要修改的内容"),
];

const RIGHT: [Column; 6] = [
    Column::tight("表格中的行"),
    Column::tight("学生"),
    Column::tight("身份证号"),
    Column::free("职位名称"),
    Column::tight("薪酬"),
    Column::tight("答复期限"),
];

/// The page.
pub fn batch(page: &Batch) -> Markup {
    html! {
        div class="stack" {
            div {
                h1 { "批量邀请" }
                p class="lead" { "用电子表格一次邀请多名毕业生。上传后先核对，确认后才发送。" }
            }
            @if let Some(error) = &page.error {
                (notice(Tone::Bad, "表格没有上传", html! {
                    p { (error) }
                    @if let Some(former) = &page.former { p class="act" { a href=(former.href) { (former.label) } } }
                }))
            }
            @if let Some(found) = &page.found { (result(page, found)) }
            (upload(page))
        }
    }
}

fn upload(page: &Batch) -> Markup {
    html! {
        section class="sheet" {
            h2 { @if page.found.is_some() { "重新上传" } @else { "上传表格" } }
            p { "先下载模板，按“填写说明”填写后上传。" }
            p class="row" { @for link in &page.templates { a class="button small" href=(link.href) { (link.label) } } }
            form class="form" method="post" action=(page.action) enctype="multipart/form-data" {
                (csrf_field(&page.csrf))
                div class="field" {
                    label for="f-file" { "表格文件" " " span class="need" { "必填" } }
                    input class="input" type="file" id="f-file" name="file" accept=".xlsx,.csv" required
                        aria-invalid=[page.error.as_ref().map(|_| "true")]
                        aria-describedby=(if page.error.is_some() { "f-file-hint f-file-error" } else { "f-file-hint" });
                    p class="hint" id="f-file-hint" { (page.limits) }
                    @if let Some(error) = &page.error { p class="error" id="f-file-error" role="alert" { (error) } }
                }
                div class="row" { button class="button primary" type="submit" { "上传并核对" } }
            }
        }
    }
}

fn result(page: &Batch, found: &Found) -> Markup {
    let right = found.right.len() + found.hidden;
    html! {
        @if let Some(sent) = &found.sent { (notice(Tone::Ok, sent, html! {})) }
        @if !found.wrong.is_empty() {
            section class="sheet" {
                h2 { "有 " (found.wrong.len()) " 行不能发送" }
                p class="hint" { "请在表格中修改这些行，再重新上传。" }
                (table("不能发送的行", &WRONG, found.wrong.iter().map(|line| vec![
                    html! { span { "第 " (line.number) " 行" } },
                    html! { span { (line.student) } },
                    html! { ul class="points" { @for sentence in &line.wrong { li { (sentence) } } } },
                ])))
            }
        }
        section class="sheet" {
            h2 { @if right > 0 { "有 " (right) " 行可以发送" } @else { "没有可以发送的行" } }
            @if right > 0 {
                (table("可以发送的行", &RIGHT, found.right.iter().map(|line| vec![
                    html! { span { "第 " (line.number) " 行" } },
                    html! { span { (line.student) } },
                    html! { span { (line.id_number) } },
                    html! { span { (line.post) } },
                    html! { span { (line.pay) } },
                    html! { span { (line.days) } },
                ])))
                @if found.hidden > 0 { p class="faint" { "另有 " (found.hidden) " 行没有列出。" } }
            }
            div class="row" {
                @if right > 0 {
                    form method="post" action=(found.sending) {
                        (csrf_field(&page.csrf))
                        input type="hidden" name="version" value=(found.version);
                        button class="button primary" type="submit" { "发送 " (right) " 份邀请" }
                    }
                }
                form method="post" action=(found.removal) {
                    (csrf_field(&page.csrf))
                    button class="button" type="submit" { "清除上传的内容" }
                }
            }
        }
    }
}
