//! The page of the register: its companies, and who was looked up.

use maud::{Markup, html};
use poem::{
    Route, get, handler,
    web::{Data, Query},
};

use super::{
    Register, SYSTEM,
    state::{Enterprise, Lookup, State},
};
use crate::outside::{
    Outside,
    page::{self, Look},
};

pub(super) fn routes(app: Route, system: &Register) -> Route {
    page::switch_route(app.at("/register", get(show)), &SYSTEM, system.switch())
}

#[handler]
fn show(Data(outside): Data<&Outside>, Query(look): Query<Look>) -> Markup {
    let system = &outside.register;
    let body = system
        .inner
        .store
        .read(|state| html! { (lookups(state, &look)) (companies(state, &look)) });
    page::system(&SYSTEM, system.switch(), &look, body)
}

fn lookups(state: &State, look: &Look) -> Markup {
    let name = |lookup: &Lookup| {
        state
            .enterprise(&lookup.credit_code)
            .map_or("", |enterprise| &enterprise.name)
    };
    let found = |lookup: &Lookup| look.finds(&[&lookup.credit_code, name(lookup)]);
    let rows: Vec<_> = state
        .lookups
        .newest_first()
        .filter(|(_, lookup)| found(lookup))
        .take(page::SHOWN)
        .collect();
    html! {
        (page::heading("收到的查询", rows.len(), state.lookups.total()))
        div.wide tabindex="0" { table {
            thead { tr { th { "时间" } th { "统一社会信用代码" } th { "单位" } th { "应答" } } }
            tbody { @for (_, lookup) in rows { tr {
                td { (page::time(lookup.at)) }
                td { (lookup.credit_code) }
                td { (name(lookup)) }
                td class=(if lookup.status == 200 { "good" } else { "bad" }) { (lookup.status) }
            } } }
        } }
    }
}

fn companies(state: &State, look: &Look) -> Markup {
    let found =
        |company: &&Enterprise| look.finds(&[&company.credit_code, &company.name, &company.status_text]);
    let mut rows: Vec<_> = state.enterprises().filter(found).collect();
    rows.sort_by_key(|company| &company.credit_code);
    let total = state.enterprises().count() as u64;
    rows.truncate(page::SHOWN);
    html! {
        (page::heading("登记的企业", rows.len(), total))
        div.wide tabindex="0" { table {
            thead { tr {
                th { "统一社会信用代码" } th { "名称" } th { "登记状态" } th { "法定代表人" } th { "营业期限" } th { "名单" }
            } }
            tbody { @for company in rows { (row(company)) } }
        } }
    }
}

fn row(company: &Enterprise) -> Markup {
    html! {
        tr {
            td { (company.credit_code) }
            td { (company.name) }
            td { (company.status_text) }
            td { (company.legal_representative) }
            td {
                @if let Some(from) = company.term_from { (from) }
                " 至 "
                @if let Some(to) = company.term_to { (to) } @else { "长期" }
            }
            td.bad {
                @if company.abnormal { "经营异常 " }
                @if company.seriously_illegal { "严重违法失信" }
            }
        }
    }
}
