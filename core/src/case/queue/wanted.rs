//! What a reader wants of a list, before the school's settings say which states that means.

use chrono::NaiveDate;

use super::filter::{Filter, Order, Search};
use crate::{
    access::{Account, LevelScope},
    case::{AgreementForm, Initiator, Module, State, StateGroup, awaited, due},
    settings::Office,
    time::{end_of, start_of},
};

/// The states that a reader wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Group {
    /// Every state.
    All,
    /// 待我处理: what waits for the reader's own verdict.
    Mine,
    /// 超期: an answer or a stamped copy was due before now.
    Overdue,
    /// A group of the module, by its key.
    Of(String),
}

/// What a reader wants of a module's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The module.
    pub module: Module,
    /// The states.
    pub group: Group,
    /// 签约发起方.
    pub initiator: Option<Initiator>,
    /// 院系.
    pub department: Option<String>,
    /// 层次.
    pub level: LevelScope,
    /// Name, student number or ID number, as typed.
    pub search: String,
    /// The start of the company's name.
    pub company: Option<String>,
    /// 去向类别, a code: of destinations only.
    pub category: Option<String>,
    /// The first day on which a case may have come into its state.
    pub from: Option<NaiveDate>,
    /// The last day on which it may have.
    pub to: Option<NaiveDate>,
    /// The order.
    pub order: Order,
}

impl Wanted {
    /// A group of a module, narrowed no further.
    pub fn of(module: Module, group: Group) -> Self {
        Self {
            module,
            group,
            initiator: None,
            department: None,
            level: LevelScope::All,
            search: String::new(),
            company: None,
            category: None,
            from: None,
            to: None,
            order: Order::OldestFirst,
        }
    }

    /// The list as a module shows it when it is opened.
    pub fn at_first(module: Module) -> Self {
        Self::of(module, Group::Of(module.default_group().into()))
    }

    /// The list for a reader of an office.
    pub fn filter(&self, by: &Account, office: &Office) -> Filter {
        Filter {
            cohort: office.cohort,
            module: self.module,
            states: self.states(by, office),
            agreed: self.known_group().and_then(|group| group.agreed),
            overdue: self.group == Group::Overdue,
            initiator: self.initiator,
            department: self.department.clone(),
            level: self.level,
            search: Search::parse(&self.search),
            company: self.company.clone(),
            category: self.category.clone(),
            entered_from: self.from.map(start_of),
            entered_before: self.to.map(end_of),
            order: self.order,
        }
    }

    fn states(&self, by: &Account, office: &Office) -> Option<Vec<State>> {
        match &self.group {
            Group::All => None,
            Group::Mine => Some(awaited(by, office.mode, self.module)),
            Group::Overdue => Some(due::that_can_be_overdue(self.module).collect()),
            Group::Of(_) => self.known_group().map(|group| group.states.clone()),
        }
    }

    fn known_group(&self) -> Option<&'static StateGroup> {
        let Group::Of(key) = &self.group else {
            return None;
        };
        // Which states a group holds is the same under both forms of agreement.
        let mut groups = self.module.groups(AgreementForm::TwoParty).iter();
        groups.find(|group| group.key == *key)
    }
}
