//! The home of a company.

use maud::{Markup, html};

use crate::view::badge::Tone;
use crate::view::count::{Board, live};
use crate::view::invitation::{InvitationRow, rows};
use crate::view::notice::notice;

/// The home of a company.
#[derive(Clone, Debug, Default)]
pub struct CompanyHome {
    /// The company's registered name.
    pub name: String,
    /// Its credit code.
    pub credit_code: String,
    /// Address of the invitation form; nothing where the company may not invite.
    pub invite: Option<String>,
    /// Why it may not invite, or what it should mend.
    pub warning: Option<String>,
    /// Invitations and terminations by state.
    pub board: Board,
    /// The latest invitations.
    pub latest: Vec<InvitationRow>,
    /// Address of all invitations.
    pub all: String,
}

/// The page.
pub fn home(home: &CompanyHome) -> Markup {
    html! {
        div class="head" {
            div {
                h1 { (home.name) }
                p class="faint" { "统一社会信用代码 " (home.credit_code) }
            }
            @if let Some(href) = &home.invite { a class="button primary" href=(href) { "发起签约邀请" } }
        }
        div class="stack" {
            @if let Some(warning) = &home.warning { (notice(Tone::Wait, warning, html! {})) }
            (live(&home.board))
            section {
                div class="head" {
                    h2 { "最近的签约邀请" }
                    a href=(home.all) { "查看全部" }
                }
                (rows(&home.latest))
            }
        }
    }
}
