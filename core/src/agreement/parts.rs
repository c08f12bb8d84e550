//! The parts of an agreement by name, to say which of them were changed: of an invitation by its company, of a form by its student
//! who hands it in again.

use serde_json::{Map, Value};

use super::Terms;
use crate::{
    codes::{List, name, region_name},
    time,
};
use chrono::{DateTime, NaiveDate, Utc};

/// One part of what is offered. `key` is the column of the agreement, under which an event keeps its values.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// The key in an event.
    pub key: &'static str,
    /// The guide's word for it.
    pub label: &'static str,
    shape: Shape,
    of: fn(&Terms) -> Value,
}

/// How a value is kept, and so how it is put into words.
#[derive(Debug, Clone, Copy)]
enum Shape {
    Text,
    Code(List),
    Region,
    Yuan,
    Months,
    YesNo,
}

/// The key of the last day to answer.
pub(super) const DUE: &str = "due_on";

/// The key, and the field of its form, of the day on which a paper agreement was signed.
pub(super) const SIGNED_ON: &str = "signed_on";

const PARTS: [Part; 31] = {
    use Shape::{Code, Months, Region, Text, YesNo, Yuan};
    const fn part(key: &'static str, label: &'static str, shape: Shape, of: fn(&Terms) -> Value) -> Part {
        Part {
            key,
            label,
            shape,
            of,
        }
    }
    [
        part("company_name", "单位名称", Text, |t| {
            t.company_name.as_str().into()
        }),
        part("credit_code", "统一社会信用代码", Text, |t| {
            t.credit_code.as_str().into()
        }),
        part("nature", "单位性质", Code(List::UnitNature), |t| {
            t.nature.as_str().into()
        }),
        part("industry", "单位行业", Code(List::UnitIndustry), |t| {
            t.industry.as_str().into()
        }),
        part("region", "单位所在地", Region, |t| t.region.as_str().into()),
        part("address", "单位地址", Text, |t| t.address.as_str().into()),
        part("postcode", "邮编", Text, |t| t.postcode.as_str().into()),
        part("contact", "联系人", Text, |t| t.contact.as_str().into()),
        part("telephone", "联系电话", Text, |t| t.telephone.as_str().into()),
        part("mobile", "手机", Text, |t| t.mobile.as_str().into()),
        part("email", "电子邮箱", Text, |t| t.email.as_str().into()),
        part(
            "job_category",
            "工作职位类别",
            Code(List::JobCategory),
            |t| t.job_category.as_str().into(),
        ),
        part("job_title", "职位名称", Text, |t| t.job_title.as_str().into()),
        part("work_place", "工作地点", Region, |t| {
            t.work_place.as_str().into()
        }),
        part("pay", "薪酬", Yuan, |t| t.pay.into()),
        part("probation_months", "试用期", Months, |t| {
            t.probation_months.into()
        }),
        part("probation_pay", "试用期薪酬", Yuan, |t| {
            t.probation_pay.into()
        }),
        part("term_from", "合同开始日期", Text, |t| date(t.term_from)),
        part("term_to", "合同结束日期", Text, |t| date(t.term_to)),
        part("report_on", "报到日期", Text, |t| date(t.report_on)),
        part("benefits", "福利", Text, |t| t.benefits.as_str().into()),
        part("takes_archive", "单位是否接收档案", YesNo, |t| {
            t.takes_archive.into()
        }),
        part("takes_household", "单位是否接收户口", YesNo, |t| {
            t.takes_household.into()
        }),
        part("archive_unit", "档案转寄单位名称", Text, |t| {
            t.archive_unit.as_str().into()
        }),
        part("archive_address", "档案转寄单位地址", Text, |t| {
            t.archive_address.as_str().into()
        }),
        part("archive_postcode", "档案转寄单位邮编", Text, |t| {
            t.archive_postcode.as_str().into()
        }),
        part("archive_contact", "档案转寄联系人", Text, |t| {
            t.archive_contact.as_str().into()
        }),
        part("archive_telephone", "档案转寄联系电话", Text, |t| {
            t.archive_telephone.as_str().into()
        }),
        part("household_address", "户口迁转地址", Text, |t| {
            t.household_address.as_str().into()
        }),
        part("damages", "违约金", Yuan, |t| t.damages.into()),
        part("other_terms", "其他约定", Text, |t| {
            t.other_terms.as_str().into()
        }),
    ]
};

/// Days that are not terms: of an invitation, and of a paper agreement.
const DAYS: [Part; 2] = [
    Part {
        key: DUE,
        label: "答复期限",
        shape: Shape::Text,
        of: |_| Value::Null,
    },
    Part {
        key: SIGNED_ON,
        label: "签约日期",
        shape: Shape::Text,
        of: |_| Value::Null,
    },
];

pub(super) fn date(day: Option<NaiveDate>) -> Value {
    day.map(|day| day.to_string()).into()
}

/// The part of a key; none for a key that no event of an agreement has.
pub fn part(key: &str) -> Option<&'static Part> {
    PARTS.iter().chain(&DAYS).find(|part| part.key == key)
}

/// Every part, in the order of the forms.
pub fn parts() -> impl Iterator<Item = &'static Part> {
    PARTS.iter().chain(&DAYS)
}

impl Part {
    /// A kept value in words.
    pub fn words(&self, value: &Value) -> String {
        match (self.shape, value) {
            (_, Value::Null) => "无".to_owned(),
            (_, Value::String(text)) if text.is_empty() => "无".to_owned(),
            (Shape::Code(list), Value::String(code)) => name(list, code).to_owned(),
            (Shape::Region, Value::String(code)) => region_name(code).to_owned(),
            (Shape::YesNo, Value::Bool(yes)) => if *yes { "是" } else { "否" }.to_owned(),
            (Shape::Yuan, Value::Number(amount)) => format!("{amount} 元"),
            (Shape::Months, Value::Number(months)) => format!("{months} 个月"),
            (_, Value::String(text)) => text.clone(),
            (_, other) => other.to_string(),
        }
    }
}

/// The values of the parts in which two agreements differ, before and after; none where they say the same. `day` is the one of
/// [`DAYS`] that the agreement has, before and after.
pub(super) fn difference(
    before: &Terms,
    after: &Terms,
    (day, day_before, day_after): (&str, Value, Value),
) -> Option<(Value, Value)> {
    let (mut old, mut new) = (Map::new(), Map::new());
    let parts = PARTS
        .iter()
        .map(|part| (part.key, (part.of)(before), (part.of)(after)));
    for (key, was, is) in parts.chain([(day, day_before, day_after)]) {
        if was != is {
            old.insert(key.into(), was);
            new.insert(key.into(), is);
        }
    }
    (!new.is_empty()).then_some((old.into(), new.into()))
}

/// A due moment is the end of a day: the day is what people read.
pub(super) fn last_day(due: Option<DateTime<Utc>>) -> Value {
    due.map(|due| {
        time::beijing(due - chrono::TimeDelta::seconds(1))
            .date_naive()
            .to_string()
    })
    .into()
}
