//! A code as it is to be sent: where to, and in which words.

use chrono::{DateTime, Utc};
use diesel::{dsl::now, prelude::*, update};
use diesel_async::RunQueryDsl;

use super::{
    rules::{Purpose, Way},
    secret::{Handle, Key},
};
use crate::{
    db::{
        Conn,
        schema::{accounts, agreements, companies, company_registrations, one_time_codes},
    },
    ids::CodeId,
    message::{Via, words},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = one_time_codes, check_for_backend(diesel::pg::Pg))]
struct Row {
    handle: Handle,
    purpose: Purpose,
    way: Way,
    address: String,
    expires_at: DateTime<Utc>,
    #[diesel(select_expression = companies::name.nullable())]
    company: Option<String>,
    #[diesel(select_expression = company_registrations::name.nullable())]
    registering: Option<String>,
    #[diesel(select_expression = accounts::login.nullable())]
    login: Option<String>,
    #[diesel(select_expression = agreements::company_name.nullable())]
    inviting: Option<String>,
}

/// A code that is still to be sent: not sent, not used, in time, and no decoy. `public_url` is where people reach the
/// pages.
pub async fn unsent(conn: &mut Conn, key: &Key, id: CodeId, public_url: &str) -> QueryResult<Option<Via>> {
    let found = one_time_codes::table
        .left_join(companies::table)
        .left_join(company_registrations::table)
        .left_join(accounts::table)
        .left_join(agreements::table.on(agreements::case_id.nullable().eq(one_time_codes::case_id)))
        .filter(one_time_codes::id.eq(id))
        .filter(one_time_codes::address.ne(""))
        .filter(one_time_codes::sent_at.is_null())
        .filter(one_time_codes::used_at.is_null())
        .filter(one_time_codes::expires_at.gt(now))
        .select(Row::as_select())
        .first(conn)
        .await
        .optional()?;
    Ok(found.map(|row| row.via(key, public_url)))
}

impl Row {
    fn via(self, key: &Key, public_url: &str) -> Via {
        let secret = key.secret(self.purpose, self.way, &self.handle);
        match self.way {
            Way::Sms => Via::Sms {
                mobile: self.address,
                words: words::code(self.purpose, &secret, &self.inviting.unwrap_or_default()),
            },
            Way::Mail => {
                let about = words::LinkMatter {
                    company: self.company.or(self.registering).unwrap_or_default(),
                    login: self.login.unwrap_or_default(),
                    until: self.expires_at,
                };
                let link = words::link(public_url, self.purpose, self.handle.as_str(), &secret);
                Via::Mail {
                    address: self.address,
                    letter: words::link_letter(self.purpose, &about, link),
                }
            }
        }
    }
}

/// The other side has taken it.
pub async fn sent(conn: &mut Conn, id: CodeId) -> QueryResult<()> {
    update(one_time_codes::table.find(id))
        .set(one_time_codes::sent_at.eq(now))
        .execute(conn)
        .await
        .map(drop)
}
