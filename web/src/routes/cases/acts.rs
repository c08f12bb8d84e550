//! What a reader may do to a case besides giving a verdict: the acts that only its kind has. Each has a page of its own.

use wq_core::{
    case::{Module, queue::Group},
    review::{Matter, Reviewed},
};

use super::asked::Asked;
use crate::view::list::Link;

/// The links, in the order of their weight.
pub fn acts(asked: &Asked, reviewed: &Reviewed) -> Vec<Link> {
    let case = reviewed.case.id;
    let may = &reviewed.verdicts;
    match &reviewed.matter {
        Matter::Agreement(_) => may
            .amend
            .is_ok()
            .then(|| Link::new("修改", asked.case(case, "/amendment")))
            .into_iter()
            .collect(),
        Matter::Destination(_) => may
            .correct
            .is_ok()
            .then(|| Link::new("修改去向", asked.case(case, "/correction")))
            .into_iter()
            .collect(),
        Matter::Termination(ending) => {
            let module = Module::of(ending.ended.kind());
            let agreement = Asked::of(module, Group::Mine).case(ending.ends, "");
            let force = may.force.is_ok();
            [
                force.then(|| Link::new("强制解约", asked.case(case, "/force"))),
                Some(Link::new("查看原协议", agreement)),
            ]
            .into_iter()
            .flatten()
            .collect()
        }
    }
}
