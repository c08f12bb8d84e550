//! 登录设备: where an account is signed in, and signing it out there.

use maud::{Markup, html};

use super::badge::{Badge, Tone, badge};
use super::form::csrf_field;
use super::table::{Column, table};

/// The sessions of an account.
#[derive(Clone, Debug, Default)]
pub struct Devices {
    /// The latest first.
    pub items: Vec<Device>,
    /// The form's token.
    pub csrf: String,
    /// Where ending all others is posted.
    pub end_others: String,
}

/// One session.
#[derive(Clone, Debug, Default)]
pub struct Device {
    /// `Edge · Windows`.
    pub browser: String,
    /// The masked address.
    pub address: String,
    /// When it was opened.
    pub opened: String,
    /// When it was last used.
    pub seen: String,
    /// Where ending it is posted; none: it is the one that looks.
    pub end: Option<String>,
}

const COLUMNS: [Column; 5] = [
    Column::text("浏览器"),
    Column::tight("登录地址"),
    Column::tight("登录时间"),
    Column::tight("最近使用"),
    Column::tight("操作"),
];

/// The page.
pub fn devices(page: &Devices) -> Markup {
    let has_others = page.items.iter().any(|device| device.end.is_some());
    html! {
        div class="stack" {
            div class="head" {
                h1 { "登录设备" }
                @if has_others {
                    form method="post" action=(page.end_others) {
                        (csrf_field(&page.csrf))
                        button class="button" type="submit" { "退出其他设备" }
                    }
                }
            }
            p class="faint" { "您的账号正在下列浏览器中登录。有不认识的，请立即退出该设备，再从登录页的“忘记密码”重设密码。" }
            (table("登录设备", &COLUMNS, page.items.iter().map(|device| row(device, &page.csrf))))
        }
    }
}

fn row(device: &Device, csrf: &str) -> Vec<Markup> {
    vec![
        html! { span { (device.browser) } },
        html! { span { (device.address) } },
        html! { span { (device.opened) } },
        html! { span { (device.seen) } },
        html! {
            @if let Some(action) = &device.end {
                form method="post" action=(action) {
                    (csrf_field(csrf))
                    button class="button small" type="submit" {
                        "退出" span class="unseen" { "：" (device.browser) "，" (device.opened) " 登录" }
                    }
                }
            } @else { (badge(&Badge::new(Tone::Ok, "本机"))) }
        },
    ]
}
