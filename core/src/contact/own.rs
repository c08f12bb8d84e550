//! A student's own contact data.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    access::{Account, Role},
    db::{
        Conn,
        schema::{accounts, schools, students},
    },
};

/// What 个人信息 shows: what the student keeps, and by what they are known. No `Debug`: it is a person's data.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = students, check_for_backend(diesel::pg::Pg))]
pub struct Own {
    /// The sign-in name.
    #[diesel(select_expression = accounts::login)]
    pub login: String,
    /// 院校.
    #[diesel(select_expression = schools::name)]
    pub school: String,
    /// 姓名.
    pub name: String,
    /// 学号.
    pub student_no: String,
    /// 所在院系.
    pub department: String,
    /// 专业名称.
    pub major_name: String,
    /// 手机号码; empty where there is none.
    pub mobile: String,
    /// 电子邮箱; empty where there is none.
    pub email: String,
}

/// A student's own data; none for everyone else.
pub async fn own(conn: &mut Conn, of: &Account) -> QueryResult<Option<Own>> {
    let Role::Student { student, .. } = of.role else {
        return Ok(None);
    };
    students::table
        .inner_join(schools::table)
        .inner_join(accounts::table.on(accounts::student_id.eq(students::id.nullable())))
        .filter(students::id.eq(student))
        .filter(accounts::id.eq(of.id))
        .select(Own::as_select())
        .first(conn)
        .await
        .optional()
}
