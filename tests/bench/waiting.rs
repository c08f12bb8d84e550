//! The cases that wait for a verdict, each with an officer who may give it.

use std::collections::HashSet;

use diesel::{ExpressionMethods, QueryDsl};
use diesel_async::{AsyncConnection, RunQueryDsl};
use wq_core::{
    case::{
        Module, ReviewMode, awaited,
        queue::{At, Filter, list},
    },
    db::{
        Conn,
        schema::{cases, students},
    },
    ids::CaseId,
};

use crate::ground::SignedIn;

/// A case that waits, and the place of its officer among the officers.
#[derive(Clone, Copy, Debug)]
pub struct Waiting {
    /// The case.
    pub case: CaseId,
    /// Whose verdict it waits for.
    pub officer: usize,
}

/// Every case of the signing module that waits for one of these officers, each once: oldest first, the officers in turn.
pub async fn waiting(url: &str, officers: &[SignedIn], cohort: i32) -> anyhow::Result<Vec<Waiting>> {
    let conn = Conn::establish(url).await?;
    let mut taken = HashSet::new();
    let mut found: Vec<(usize, Waiting)> = Vec::new();
    for (officer, SignedIn { account, .. }) in officers.iter().enumerate() {
        let mine = awaited(account, ReviewMode::DepartmentThenSchool, Module::Signing);
        let filter = Filter::all(Module::Signing, cohort).only(mine);
        let (mut at, mut round) = (At::Start, 0);
        loop {
            let page = list(&conn, &account.scope(), &filter, at).await?;
            for line in &page.lines {
                if taken.insert(line.id) {
                    found.push((
                        round,
                        Waiting {
                            case: line.id,
                            officer,
                        },
                    ));
                    round += 1;
                }
            }
            match page.lines.last() {
                Some(last) if page.has_after => at = At::After(last.cursor()),
                _ => break,
            }
        }
    }
    found.sort_by_key(|(round, waiting)| (*round, waiting.officer));
    Ok(found.into_iter().map(|(_, waiting)| waiting).collect())
}

/// The openid of a case's student.
pub async fn openid(conn: &mut Conn, case: CaseId) -> anyhow::Result<Option<String>> {
    let of_case = cases::table
        .inner_join(students::table)
        .filter(cases::id.eq(case));
    Ok(of_case.select(students::wechat_openid).first(conn).await?)
}
