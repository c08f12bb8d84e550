//! What an officer's home page shows of the lists.

use futures::try_join;

use super::{
    count::{Counted, open_counts, overdue_counts},
    line::Line,
    page::oldest,
    wanted::{Group, Wanted},
};
use crate::{
    access::Account,
    case::{AgreementKind, Module, State, StateGroup, due},
    db::{Conn, QueryError},
    settings::{Handler, Office, handlers},
};

/// How many of the oldest cases are shown.
const OLDEST: usize = 8;

/// How many cases a group of states has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupCount {
    /// The group.
    pub group: &'static StateGroup,
    /// Its cases.
    pub number: i64,
}

/// The open cases of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleCounts {
    /// The module.
    pub module: Module,
    /// What waits for the reader's own verdict.
    pub mine: i64,
    /// What is overdue, where anything of the module can be.
    pub overdue: Option<i64>,
    /// The groups in which somebody's answer or verdict is awaited.
    pub groups: Vec<GroupCount>,
}

/// The home page of an officer.
#[derive(Debug, Clone)]
pub struct Home {
    /// The counts.
    pub board: Vec<ModuleCounts>,
    /// What waited longest for the reader, the oldest first.
    pub oldest: Vec<Line>,
    /// 协议经办人.
    pub handlers: Vec<Handler>,
}

/// The counts of some modules for a reader at an office.
pub async fn board(
    conn: &Conn,
    by: &Account,
    office: &Office,
    modules: &[Module],
) -> Result<Vec<ModuleCounts>, QueryError> {
    let scope = by.scope();
    let (counts, overdue) = try_join!(
        open_counts(conn, &scope, office.cohort),
        overdue_counts(conn, &scope, office.cohort),
    )?;
    Ok(drawn_up(by, office, modules, &counts, &overdue))
}

/// The home page of an officer.
pub async fn home(
    conn: &Conn,
    by: &Account,
    office: &Office,
    modules: &[Module],
) -> Result<Home, QueryError> {
    let scope = by.scope();
    let mine: Vec<_> = modules
        .iter()
        .map(|module| Wanted::of(*module, Group::Mine).filter(by, office))
        .collect();
    let (counts, overdue, oldest, handlers) = try_join!(
        open_counts(conn, &scope, office.cohort),
        overdue_counts(conn, &scope, office.cohort),
        oldest(conn, &scope, &mine, OLDEST),
        handlers(conn, by, office.school, office.cohort),
    )?;
    Ok(Home {
        board: drawn_up(by, office, modules, &counts, &overdue),
        oldest,
        handlers,
    })
}

fn drawn_up(
    by: &Account,
    office: &Office,
    modules: &[Module],
    counts: &[Counted],
    overdue: &[(Module, i64)],
) -> Vec<ModuleCounts> {
    let of = |states: &[State], agreed: Option<bool>| -> i64 {
        let fits = |ends: Option<AgreementKind>| {
            agreed.is_none_or(|agreed| agreed == (ends == Some(AgreementKind::Online)))
        };
        counts
            .iter()
            .filter(|(state, ends, _)| states.contains(state) && fits(*ends))
            .map(|(.., number)| number)
            .sum()
    };
    let late = |module: Module| -> i64 {
        (overdue.iter().filter(|(of, _)| *of == module))
            .map(|(_, number)| number)
            .sum()
    };
    let counted = |module: Module| {
        let open = |group: &&StateGroup| group.states.iter().all(|state| state.is_open());
        let groups = module.groups(office.form).iter().filter(open);
        ModuleCounts {
            module,
            mine: of(&crate::case::awaited(by, office.mode, module), None),
            overdue: (due::that_can_be_overdue(module).next()).map(|_| late(module)),
            groups: groups
                .map(|group| GroupCount {
                    number: of(&group.states, group.agreed),
                    group,
                })
                .collect(),
        }
    };
    modules.iter().map(|module| counted(*module)).collect()
}
