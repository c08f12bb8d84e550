//! What the employment system is owed of a student's contact data.

use chrono::{DateTime, Utc};
use diesel::{insert_into, prelude::*, update};
use diesel_async::RunQueryDsl;

use crate::{
    db::{
        Conn,
        schema::{contact_sync, students},
    },
    ids::StudentId,
    jobs::{enqueue, payloads::PushContact},
};

/// Notes that a student changed their contact data, on the caller's transaction, and asks for it to be passed on.
pub(crate) async fn owe(conn: &mut Conn, student: StudentId) -> QueryResult<()> {
    let now = Utc::now();
    insert_into(contact_sync::table)
        .values((
            contact_sync::student_id.eq(student),
            contact_sync::changed_at.eq(now),
        ))
        .on_conflict(contact_sync::student_id)
        .do_update()
        .set(contact_sync::changed_at.eq(now))
        .execute(conn)
        .await?;
    enqueue(
        conn,
        &PushContact {
            student_id: student.0,
        },
    )
    .await
    .map(drop)
}

/// Asks again at sign-in for what has not been passed on (4.3). Nothing owed asks for nothing.
pub async fn ask_push(conn: &mut Conn, student: StudentId) -> QueryResult<()> {
    if unpushed(conn, student).await?.is_some() {
        enqueue(
            conn,
            &PushContact {
                student_id: student.0,
            },
        )
        .await?;
    }
    Ok(())
}

/// Contact data as they are to be passed on. No `Debug`: they lead to a person.
#[derive(Queryable, Selectable)]
#[diesel(table_name = contact_sync, check_for_backend(diesel::pg::Pg))]
pub struct Unpushed {
    /// 考生号, by which the employment system knows the student.
    #[diesel(select_expression = students::ref_)]
    pub student_ref: String,
    /// 手机号码; empty where there is none.
    #[diesel(select_expression = students::mobile)]
    pub mobile: String,
    /// 电子邮箱; empty where there is none.
    #[diesel(select_expression = students::email)]
    pub email: String,
    /// Which change this is.
    pub changed_at: DateTime<Utc>,
}

/// What has changed since it was passed on; none of a dormant student, whom the employment system does not have (5.2).
pub async fn unpushed(conn: &mut Conn, student: StudentId) -> QueryResult<Option<Unpushed>> {
    contact_sync::table
        .inner_join(students::table)
        .filter(contact_sync::student_id.eq(student))
        .filter(students::dormant_since.is_null())
        .filter(
            contact_sync::pushed_at.is_null().or(contact_sync::pushed_at
                .assume_not_null()
                .lt(contact_sync::changed_at)),
        )
        .select(Unpushed::as_select())
        .first(conn)
        .await
        .optional()
}

/// The employment system has this change. One that came meanwhile is still owed.
pub async fn pushed(conn: &mut Conn, student: StudentId, change: DateTime<Utc>) -> QueryResult<()> {
    update(contact_sync::table.find(student))
        .set(contact_sync::pushed_at.eq(change))
        .execute(conn)
        .await
        .map(drop)
}
