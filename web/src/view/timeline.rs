//! Everything that ever happened to a student, on one page.

use maud::{Markup, html};

use super::history::{Event, timeline};
use super::list::{Empty, Pager, empty, pager};

/// One page of the steps of all cases.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// The steps, newest first.
    pub events: Vec<Event>,
    /// The pages before and after.
    pub pager: Pager,
}

/// The page.
pub fn page(page: &Timeline) -> Markup {
    html! {
        div class="narrow stack" {
            h1 { "办理记录" }
            p class="lead" { "您的全部签约、去向登记和解约，每一步由谁在什么时候办理，退回和不通过的原因都在这里。" }
            @if page.events.is_empty() {
                (empty(&Empty {
                    title: "还没有办理记录".into(),
                    advice: "收到签约邀请或提交申请后，每一步都会记在这里。".into(),
                    way_out: None,
                }))
            } @else {
                section class="sheet" { (timeline(&page.events)) }
            }
            (pager(&page.pager))
        }
    }
}
