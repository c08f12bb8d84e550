//! What of an agreement deserves a second look before it is approved. Nothing here refuses anything.

use super::Terms;
use crate::{
    codes::CreditCode,
    company::{Standing, Verdict},
};

/// The least that probation may pay of what is paid afterwards, in percent (劳动合同法 第二十条).
const PROBATION_PERCENT: i64 = 80;

/// Something that deserves a second look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caution {
    /// The register says that the company no longer exists.
    NotInExistence,
    /// The register says that it exists, and something besides.
    Doubtful,
    /// Nobody knows whether it exists.
    StandingUnknown,
    /// Schools warn of it.
    Warned,
    /// The last character of its credit code does not check.
    CreditCode,
    /// Pay below the lowest wage of the place of work, in yuan.
    PayBelowFloor(i32),
    /// Nobody has entered the lowest wage of the place of work, by which the pay has to be measured.
    FloorUnknown,
    /// Probation pays less than four fifths of the pay.
    ProbationPay,
}

impl Caution {
    /// What of a company's standing deserves a second look.
    pub(crate) fn of_standing(standing: &Standing) -> Vec<Self> {
        let register = standing.register.as_ref();
        let verdict = register.map_or(Verdict::Unknown, |register| register.verdict);
        let of_register = match verdict {
            Verdict::Ok => None,
            Verdict::Warn => Some(Self::Doubtful),
            Verdict::No => Some(Self::NotInExistence),
            Verdict::Unknown => Some(Self::StandingUnknown),
        };
        let warned = standing.is_warned().then_some(Self::Warned);
        of_register.into_iter().chain(warned).collect()
    }

    /// One Chinese sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::NotInExistence => "用人单位处于非存续状态".into(),
            Self::Doubtful => "用人单位虽存续，登记状态有需要核实的内容".into(),
            Self::StandingUnknown => "用人单位的经营状态未能确认，请手动查询".into(),
            Self::Warned => "用人单位为预警单位".into(),
            Self::CreditCode => "统一社会信用代码的校验位不符，请核对".into(),
            Self::PayBelowFloor(floor) => format!("薪酬低于工作地最低工资标准（{floor} 元/月）"),
            Self::FloorUnknown => "当地最低工资标准尚未录入，请核实薪酬".into(),
            Self::ProbationPay => format!("试用期薪酬低于约定薪酬的 {PROBATION_PERCENT}%"),
        }
    }
}

/// The cautions of an agreement. `standing` is none for a company that is not on the platform, `floor` where no lowest wage
/// is known.
pub fn cautions(terms: &Terms, standing: Option<&Standing>, floor: Option<i32>) -> Vec<Caution> {
    let of_company = standing.map_or_else(|| vec![Caution::StandingUnknown], Caution::of_standing);
    let checks = CreditCode::parse(&terms.credit_code).is_some_and(|code| code.checks());
    let below = floor.filter(|floor| terms.pay < *floor);
    let probation = terms
        .probation_pay
        .filter(|_| terms.probation_months > 0)
        .is_some_and(|pay| i64::from(pay) * 100 < i64::from(terms.pay) * PROBATION_PERCENT);
    let of_terms = [
        (!checks).then_some(Caution::CreditCode),
        below.map(Caution::PayBelowFloor),
        probation.then_some(Caution::ProbationPay),
    ];
    of_company
        .into_iter()
        .chain(of_terms.into_iter().flatten())
        .collect()
}
