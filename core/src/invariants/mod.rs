//! The invariants of the domain (section 16) and of what the database keeps for its lists, asked of a live database.
//!
//! One `.sql` file each, which counts what breaks it. They only read, so they may run beside everybody else's work; I8
//! is about pages and is tested there.

use diesel::{QueryableByName, sql_query, sql_types::BigInt};
use diesel_async::RunQueryDsl;

use crate::db::Conn;

/// Something that always holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invariant {
    /// Its name in the domain: I1, I2, …; `kept` is not the domain's.
    pub name: &'static str,
    /// What holds.
    pub meaning: &'static str,
    sql: &'static str,
}

/// Every invariant that a database can be asked about.
pub const ALL: [Invariant; 8] = [
    Invariant {
        name: "I1",
        meaning: "a student has one occupying case at most",
        sql: include_str!("one_place.sql"),
    },
    Invariant {
        name: "I2",
        meaning: "no case is decided without the steps that its review mode requires",
        sql: include_str!("steps.sql"),
    },
    Invariant {
        name: "I3",
        meaning: "what the employment system has not been told is on its way",
        sql: include_str!("pushed.sql"),
    },
    Invariant {
        name: "I4",
        meaning: "nobody acted on a case of another school, department, student or company",
        sql: include_str!("reach.sql"),
    },
    Invariant {
        name: "I5",
        meaning: "the trail explains every state",
        sql: include_str!("trail.sql"),
    },
    Invariant {
        name: "I6",
        meaning: "nothing happens to a dormant student",
        sql: include_str!("dormant.sql"),
    },
    Invariant {
        name: "I7",
        meaning: "every message owed was sent, or a job for it is kept",
        sql: include_str!("messages.sql"),
    },
    Invariant {
        name: "kept",
        meaning: "what is kept for lists is what reading the rows finds",
        sql: include_str!("kept.sql"),
    },
];

/// What was found of one invariant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// The invariant.
    pub invariant: Invariant,
    /// How often it is broken.
    pub violations: i64,
}

/// Asks for every invariant, all in one snapshot, so that an act under way is seen wholly or not at all.
pub async fn check(conn: &mut Conn) -> diesel::QueryResult<Vec<Finding>> {
    conn.build_transaction()
        .read_only()
        .repeatable_read()
        .run(async |conn| {
            let mut findings = Vec::with_capacity(ALL.len());
            for invariant in ALL {
                let counted: Counted = sql_query(invariant.sql).get_result(conn).await?;
                findings.push(Finding {
                    invariant,
                    violations: counted.violations,
                });
            }
            Ok(findings)
        })
        .await
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    violations: i64,
}
