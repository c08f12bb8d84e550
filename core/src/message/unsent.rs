//! A message as it is to be sent: where to, and in which words.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::{
    matter::Matter,
    words::{self, Letter, Words},
};
use crate::{
    case::{Audience, Channel, Notice},
    db::{
        Conn,
        schema::{companies, messages, students},
    },
    ids::{CaseId, EventId, MessageId, StudentId},
};

/// The way to the person, and what to say there. No `Debug`: it names a person.
pub enum Via {
    /// A template message of the official account.
    WeChat {
        /// The follower.
        openid: String,
        /// The page that the message opens.
        url: String,
        /// Template and values.
        words: Words,
    },
    /// A text message.
    Sms {
        /// The number.
        mobile: String,
        /// Template and values.
        words: Words,
    },
    /// A letter.
    Mail {
        /// The address.
        address: String,
        /// The letter.
        letter: Letter,
    },
    /// The person has given no address for this channel.
    Nothing,
}

/// A message, unless it was sent or did not reach the person. One that failed for good is sent again if an operator
/// asks for it. `public_url` is where people reach the pages.
pub async fn unsent(conn: &mut Conn, id: MessageId, public_url: &str) -> QueryResult<Option<Via>> {
    let found = messages::table
        .left_join(students::table)
        .left_join(companies::table)
        .filter(messages::id.eq(id))
        .filter(messages::state.eq_any(["owed", "failed"]))
        .select(Addressed::as_select())
        .first(conn)
        .await
        .optional()?;
    let Some(to) = found else { return Ok(None) };
    let audience = match to.student_id {
        Some(_) => Audience::Student,
        None => Audience::Company,
    };
    let matter = Matter::of(conn, (to.event_id, to.case_id), audience, to.notice).await?;
    let url = words::page(public_url, &matter);
    let given = |address: Option<String>| address.filter(|address| !address.is_empty());
    let via = match to.channel {
        Channel::WeChat => given(to.openid).map(|openid| Via::WeChat {
            openid,
            words: words::wechat(&matter),
            url,
        }),
        Channel::Sms => given(to.mobile).map(|mobile| Via::Sms {
            mobile,
            words: words::sms(&matter),
        }),
        Channel::Mail => given(to.student_mail.or(to.company_mail)).map(|address| Via::Mail {
            address,
            letter: words::letter(&matter, url),
        }),
    };
    Ok(Some(via.unwrap_or(Via::Nothing)))
}

/// A message with the addresses of whom it is for.
#[derive(Queryable, Selectable)]
#[diesel(table_name = messages, check_for_backend(diesel::pg::Pg))]
struct Addressed {
    event_id: EventId,
    case_id: CaseId,
    notice: Notice,
    channel: Channel,
    student_id: Option<StudentId>,
    #[diesel(select_expression = students::wechat_openid.nullable())]
    openid: Option<String>,
    #[diesel(select_expression = students::mobile.nullable())]
    mobile: Option<String>,
    #[diesel(select_expression = students::email.nullable())]
    student_mail: Option<String>,
    #[diesel(select_expression = companies::email.nullable())]
    company_mail: Option<String>,
}
