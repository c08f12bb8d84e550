//! A student's destination, and what the employment system demands of one.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::codes::{CATEGORIES, EMPLOYED, INDUSTRIES, JOB_CATEGORIES, NATURES, UNPLACED};
use crate::outside::credit_code::is_credit_code;

/// The whole current destination of a student, as pushed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Destination {
    /// 毕业去向类别, code; 70 is unplaced.
    pub category_code: String,
    /// 毕业去向类别.
    pub category_name: String,
    /// The employer, where there is one.
    #[serde(default)]
    pub company: Option<Company>,
    /// 工作职位类别, code.
    #[serde(default)]
    pub job_category: Option<String>,
    /// 协议编号.
    #[serde(default)]
    pub agreement_number: Option<String>,
    /// What kind of proof the platform holds.
    #[serde(default)]
    pub proof_kind: Option<String>,
    /// 签约/登记 time.
    pub registered_at: DateTime<FixedOffset>,
    /// Whether the dispatch record is to be cleared: for unplaced, and only then.
    #[serde(default)]
    pub clear_dispatch: bool,
}

/// The employer of a destination.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Company {
    /// 统一社会信用代码.
    #[serde(default)]
    pub credit_code: Option<String>,
    /// 单位名称.
    pub name: String,
    /// 单位性质, code.
    #[serde(default)]
    pub nature: Option<String>,
    /// 单位行业, code.
    #[serde(default)]
    pub industry: Option<String>,
    /// 单位所在地, six digits.
    #[serde(default)]
    pub region: Option<String>,
}

/// One reason why a push is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The field, with the company's fields written `company.region`.
    pub field: Cow<'static, str>,
    /// `required`, `not_allowed`, `malformed`, `unknown`, `too_long`, `reused` or `conflicting`.
    pub code: Cow<'static, str>,
    /// One Chinese sentence.
    pub message: Cow<'static, str>,
}

impl Reason {
    pub(super) const fn new(field: &'static str, code: &'static str, message: &'static str) -> Self {
        Self {
            field: Cow::Borrowed(field),
            code: Cow::Borrowed(code),
            message: Cow::Borrowed(message),
        }
    }
}

impl Destination {
    /// Whether this says that the student has no destination.
    pub fn is_unplaced(&self) -> bool {
        self.category_code == UNPLACED
    }

    /// Every rule that the destination breaks. Empty where it can be taken.
    pub(super) fn breaches(&self) -> Vec<Reason> {
        let mut found = Vec::new();
        let mut demand = |kept: bool, field, code, message| {
            if !kept {
                found.push(Reason::new(field, code, message));
            }
        };
        let category = self.category_code.as_str();
        demand(
            CATEGORIES.contains(&category),
            "category_code",
            "unknown",
            "毕业去向类别代码不存在",
        );
        demand(
            !self.category_name.trim().is_empty(),
            "category_name",
            "required",
            "毕业去向类别名称不能为空",
        );
        demand(
            fits(&self.category_name, 40),
            "category_name",
            "too_long",
            "毕业去向类别名称超过 40 个字符",
        );
        let job = self.job_category.as_deref();
        demand(
            job.is_none_or(|code| JOB_CATEGORIES.contains(&code)),
            "job_category",
            "unknown",
            "职位类别代码不存在",
        );
        let number = self.agreement_number.as_deref();
        let printable =
            |text: &str| (1..=40).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        demand(
            number.is_none_or(printable),
            "agreement_number",
            "malformed",
            "协议编号格式有误",
        );
        let proof = self.proof_kind.as_deref();
        let worded = |text: &str| !text.trim().is_empty() && fits(text, 40);
        demand(
            proof.is_none_or(worded),
            "proof_kind",
            "malformed",
            "证明材料类别格式有误",
        );

        if self.is_unplaced() {
            demand(
                self.clear_dispatch,
                "clear_dispatch",
                "required",
                "待就业须同时清空报到证和户档信息",
            );
            demand(
                self.company.is_none(),
                "company",
                "not_allowed",
                "待就业不能有单位",
            );
            demand(
                job.is_none(),
                "job_category",
                "not_allowed",
                "待就业不能有职位类别",
            );
            demand(
                number.is_none(),
                "agreement_number",
                "not_allowed",
                "待就业不能有协议编号",
            );
            demand(
                proof.is_none(),
                "proof_kind",
                "not_allowed",
                "待就业不能有证明材料",
            );
        } else {
            let message = "只有待就业才能清空报到证和户档信息";
            demand(!self.clear_dispatch, "clear_dispatch", "not_allowed", message);
            let employer = self.company.is_some() || !EMPLOYED.contains(&category);
            demand(employer, "company", "required", "该去向类别须有单位");
        }
        if let Some(company) = &self.company {
            let region_required = EMPLOYED.contains(&category);
            found.extend(company.breaches(region_required));
        }
        found
    }
}

impl Company {
    fn breaches(&self, region_required: bool) -> Vec<Reason> {
        let mut found = Vec::new();
        let mut demand = |kept: bool, field, code, message| {
            if !kept {
                found.push(Reason::new(field, code, message));
            }
        };
        demand(
            !self.name.trim().is_empty(),
            "company.name",
            "required",
            "单位名称不能为空",
        );
        demand(
            fits(&self.name, 100),
            "company.name",
            "too_long",
            "单位名称超过 100 个字符",
        );
        let credit_code = self.credit_code.as_deref();
        let message = "统一社会信用代码格式有误";
        demand(
            credit_code.is_none_or(is_credit_code),
            "company.credit_code",
            "malformed",
            message,
        );
        let known =
            |code: &Option<String>, table: &[&str]| code.as_deref().is_none_or(|code| table.contains(&code));
        demand(
            known(&self.nature, NATURES),
            "company.nature",
            "unknown",
            "单位性质代码不存在",
        );
        demand(
            known(&self.industry, INDUSTRIES),
            "company.industry",
            "unknown",
            "单位行业代码不存在",
        );
        let region = self.region.as_deref();
        demand(
            region.is_some() || !region_required,
            "company.region",
            "required",
            "单位所在地不能为空",
        );
        demand(
            region.is_none_or(is_region),
            "company.region",
            "malformed",
            "单位所在地代码应为六位数字",
        );
        found
    }
}

fn is_region(code: &str) -> bool {
    code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()) && !code.starts_with('0')
}

fn fits(text: &str, characters: usize) -> bool {
    text.chars().count() <= characters
}
