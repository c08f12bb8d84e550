//! What follows from a transition, in the same transaction.

use chrono::Utc;
use diesel::{prelude::*, update};
use diesel_async::RunQueryDsl;

use super::{
    Command, Effect,
    act::{ActError, By, Change, apply, hold},
    due, number,
    spine::CaseRow,
};
use crate::{
    db::{
        Conn,
        schema::{agreements, school_settings, terminations},
    },
    ids::{CaseId, EventId},
    jobs::{
        NewJob, enqueue_all,
        payloads::{ExpireInvitation, LookUpCompany, MakeDocument, PushDestination, Remind},
    },
    message, sync, time,
};

/// Does each effect. The jobs are enqueued together at the end: one round trip.
pub(super) async fn follow(
    conn: &mut Conn,
    row: &CaseRow,
    event: EventId,
    effects: &[Effect],
    acted_before: bool,
) -> Result<(), ActError> {
    if !acted_before {
        first_act(conn, row).await?;
    }
    let mut jobs = Vec::new();
    for effect in effects {
        match effect {
            Effect::DestinationChanged => {
                sync::changed(conn, row.student_id).await?;
                jobs.push(NewJob::now(&PushDestination {
                    student_id: row.student_id.0,
                })?);
            }
            Effect::Tell(audience, notice) => {
                jobs.extend(message::owe(conn, row, event, *audience, *notice).await?);
            }
            Effect::CloseAgreement => close_agreement(conn, row).await?,
            Effect::IssueAgreement => {
                issue(conn, row).await?;
                jobs.push(NewJob::now(&MakeDocument { case_id: row.id.0 })?);
            }
            Effect::LookUpCompany => {
                if let Some(company) = row.company_id {
                    jobs.push(NewJob::now(&LookUpCompany {
                        company_id: company.0,
                    })?);
                }
            }
            Effect::ScheduleExpiry => {
                if let Some(due) = row.due_at {
                    jobs.push(NewJob::at(&ExpireInvitation { case_id: row.id.0 }, due)?);
                }
            }
            Effect::ScheduleReminders => {
                let reminders = due::reminders(row.state, row.entered_at, row.due_at);
                if let Some(first) = reminders.into_iter().next() {
                    jobs.push(NewJob::at(&Remind { case_id: row.id.0 }, first)?);
                }
            }
            Effect::CountAsk => count_ask(conn, row.id).await?,
        }
    }
    enqueue_all(conn, jobs).await?;
    Ok(())
}

/// From the first act on, no switch of the school and cohort can be turned off (3.2).
async fn first_act(conn: &mut Conn, row: &CaseRow) -> QueryResult<()> {
    update(school_settings::table.find((row.school_id, row.cohort)))
        .filter(school_settings::acted_at.is_null())
        .set(school_settings::acted_at.eq(Utc::now()))
        .execute(conn)
        .await
        .map(drop)
}

/// The agreement that the termination ends moves by the same path as every other case.
async fn close_agreement(conn: &mut Conn, row: &CaseRow) -> Result<(), ActError> {
    let Some(agreement) = row.agreement_id else {
        return Ok(());
    };
    let held = hold(conn, By::System, agreement).await?;
    Box::pin(apply(
        conn,
        By::System,
        held,
        &Command::EndByTermination,
        Change::default(),
    ))
    .await
    .map(drop)
}

/// Number and date of the agreement, once.
async fn issue(conn: &mut Conn, row: &CaseRow) -> QueryResult<()> {
    update(agreements::table.find(row.id))
        .filter(agreements::number.is_null())
        .set((
            agreements::number.eq(number::agreement(row.cohort, row.school_id, row.id)),
            agreements::signed_on.eq(time::today()),
        ))
        .execute(conn)
        .await
        .map(drop)
}

async fn count_ask(conn: &mut Conn, case: CaseId) -> QueryResult<()> {
    update(terminations::table.find(case))
        .set(terminations::asks.eq(terminations::asks + 1))
        .execute(conn)
        .await
        .map(drop)
}
