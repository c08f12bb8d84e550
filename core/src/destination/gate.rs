//! The lowest wage of a region, and what it means for what is registered.

use super::{Column, Details, Gate};
use crate::{agreement::Caution, codes::CreditCode, db::Conn, settings::wage_floor, typed::Wrong};

/// The lowest wage that the pay of these details is measured by; none where the type has no such limit.
pub(super) async fn floor(conn: &Conn, details: &Details) -> diesel::QueryResult<Option<i32>> {
    match (details.kind.description().gate, &details.region) {
        (Gate::Caution | Gate::Refusal, Some(region)) => wage_floor(conn, region).await,
        (Gate::None, _) | (_, None) => Ok(None),
    }
}

/// What stands against handing it in.
pub(super) fn refuse(details: &Details, floor: Option<i32>) -> Result<(), Wrong> {
    let description = details.kind.description();
    match (description.gate, details.pay, floor) {
        (Gate::Refusal, Some(pay), Some(floor)) if pay < floor => {
            let label = description.label(Column::Pay);
            let sentence = format!(
                "{label}低于当地最低工资标准（{floor} 元/月），不能按“{}”登记，请核对",
                details.kind.label()
            );
            Err(Wrong::from([(Column::Pay.as_str(), sentence)]))
        }
        (Gate::None | Gate::Caution | Gate::Refusal, ..) => Ok(()),
    }
}

/// What a reviewer should look at twice. Nothing here refuses anything.
pub fn cautions(details: &Details, floor: Option<i32>) -> Vec<Caution> {
    let of_pay = match (details.kind.description().gate, details.pay, floor) {
        (Gate::Caution | Gate::Refusal, Some(pay), Some(floor)) if pay < floor => {
            Some(Caution::PayBelowFloor(floor))
        }
        (Gate::Caution | Gate::Refusal, Some(_), None) => Some(Caution::FloorUnknown),
        _ => None,
    };
    let code = details.credit_code.as_deref().and_then(CreditCode::parse);
    let of_code = code
        .is_some_and(|code| !code.checks())
        .then_some(Caution::CreditCode);
    of_pay.into_iter().chain(of_code).collect()
}
