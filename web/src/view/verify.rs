//! What strangers see of an agreement.

use maud::{Markup, html};

use super::{
    badge::{Badge, Tone, badge},
    facts::{Fact, facts},
    notice::notice,
};

/// One agreement, as far as strangers may know it.
#[derive(Clone, Debug, Default)]
pub struct Agreement {
    /// 协议编号.
    pub number: String,
    /// The colour of its state.
    pub tone: Tone,
    /// Its state.
    pub state: String,
    /// What the state means.
    pub meaning: String,
    /// 签约日期.
    pub signed_on: String,
    /// The student's name, masked.
    pub name: String,
    /// The SHA-256 of the document, once it is made.
    pub sha256: Option<String>,
}

/// The answer to a number that an agreement has.
pub fn agreement(page: &Agreement) -> Markup {
    let known = [
        Fact::wide("协议编号", &page.number),
        Fact::new("毕业生", &page.name),
        Fact::new("签约日期", &page.signed_on),
    ];
    html! {
        div class="narrow stack" {
            div {
                p class="row" { (badge(&Badge::new(page.tone, page.state.clone()))) }
                h1 { "协议核验" }
                p class="lead" { (page.meaning) }
            }
            section class="sheet" { h2 { "平台上的协议" } (facts(&known)) }
            @if let Some(sha256) = &page.sha256 {
                section class="sheet stack" {
                    h2 { "核对电子文件" }
                    p { "手中有协议书电子文件（PDF）的，计算文件的 SHA-256 值，与下列一致即为平台生成的原件，没有改动。" }
                    p { code { (sha256) } }
                    p class="faint" { "Windows：certutil -hashfile 文件名 SHA256；macOS：shasum -a 256 文件名；Linux：sha256sum 文件名。" }
                }
            }
            p class="faint" { "请核对编号和姓氏是否与手中的协议书一致；签约日期是平台登记的日期。协议内容请向签约双方或学校核实。" }
            p { a href="/verify" { "核验另一份协议" } }
        }
    }
}

/// The answer to a number that no agreement has.
pub fn unknown() -> Markup {
    html! {
        div class="narrow stack" {
            h1 { "没有查到这份协议" }
            p class="lead" { "平台上没有这个编号的就业协议书。" }
            p { "请核对编号是否输入完整；编号无误仍查不到的，这份协议书不是本平台生成的，请向学校就业部门核实。" }
            (form())
        }
    }
}

/// The form. `wrong`: what was typed has no digit in it.
pub fn ask(wrong: bool) -> Markup {
    html! {
        div class="narrow stack" {
            h1 { "协议核验" }
            p class="lead" { "输入就业协议书首页的编号，或扫描编号旁的二维码。" }
            @if wrong { (notice(Tone::Bad, "编号由数字组成，请重新输入。", html! {})) }
            (form())
        }
    }
}

fn form() -> Markup {
    html! {
        form class="form sheet" method="get" action="/verify" {
            div class="field" {
                label for="number" { "协议编号" }
                input class="input" id="number" name="number" type="text" inputmode="numeric" autocomplete="off" maxlength="60" required;
            }
            button class="button primary" type="submit" { "核验" }
        }
    }
}
