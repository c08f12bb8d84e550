//! What the enterprise register knows.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::outside::{recent::Recent, store::Replay};

/// An entry of the register. Its JSON is the register's answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enterprise {
    /// 统一社会信用代码.
    pub credit_code: String,
    /// 企业名称.
    pub name: String,
    /// 登记状态, in the words of the province: `存续（在营、开业、在册）`, `吊销，未注销` …
    #[serde(rename = "status")]
    pub status_text: String,
    /// 法定代表人.
    pub legal_representative: String,
    /// 住所.
    pub address: String,
    /// 营业期限 from.
    pub term_from: Option<NaiveDate>,
    /// 营业期限 to; none is 长期.
    pub term_to: Option<NaiveDate>,
    /// 列入经营异常名录.
    pub abnormal: bool,
    /// 列入严重违法失信名单.
    pub seriously_illegal: bool,
}

/// A look-up, and its answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Lookup {
    /// When it came.
    pub at: DateTime<Utc>,
    /// What was asked for, as it came.
    pub credit_code: String,
    /// The HTTP status of the answer.
    pub status: u16,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Event {
    Put(Enterprise),
    LookedUp(Lookup),
}

#[derive(Default)]
pub(super) struct State {
    enterprises: HashMap<String, Enterprise>,
    pub(super) lookups: Recent<Lookup>,
}

impl State {
    pub(super) fn enterprise(&self, credit_code: &str) -> Option<&Enterprise> {
        self.enterprises.get(credit_code)
    }

    pub(super) fn enterprises(&self) -> impl Iterator<Item = &Enterprise> {
        self.enterprises.values()
    }
}

impl Replay for State {
    type Event = Event;

    fn replay(&mut self, event: Event) {
        match event {
            Event::Put(enterprise) => {
                self.enterprises
                    .insert(enterprise.credit_code.clone(), enterprise);
            }
            Event::LookedUp(lookup) => self.lookups.push(lookup),
        }
    }
}
