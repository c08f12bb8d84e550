//! What a stranger may know of an agreement: that it is real, how it stands, and by one letter whose it is.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{
    case::{Standing, State, is_agreement_number},
    db::{
        Conn,
        schema::{agreements, cases, documents, students},
    },
    files::Hash,
};

/// An agreement as strangers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// 协议编号.
    pub number: String,
    /// How it stands.
    pub validity: Validity,
    /// 签约日期.
    pub signed_on: Option<NaiveDate>,
    /// The student's name, all but its first character hidden.
    pub name: String,
    /// The SHA-256 of the document, once it is made.
    pub hash: Option<Hash>,
}

/// How an agreement stands, in words for everyone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// 尚未生效: approved and printed, not yet signed and attested.
    Pending,
    /// 有效.
    Effective,
    /// 已解约.
    Terminated,
    /// 未成立: rejected or given up before it took effect.
    Void,
}

impl Validity {
    fn of(state: State) -> Self {
        match state.standing() {
            Standing::Pending | Standing::InReview(_) | Standing::Waiting => Self::Pending,
            Standing::Effective => Self::Effective,
            Standing::Ended if state.as_str() == "terminated" => Self::Terminated,
            Standing::Ended => Self::Void,
        }
    }
}

/// The agreement of a number; none where no agreement has it. A mistyped number fails its check digit and is not even
/// looked for. It takes no scope: it answers nothing that only some may know.
pub async fn verify(mut conn: &Conn, number: &str) -> QueryResult<Option<Verified>> {
    if !is_agreement_number(number) {
        return Ok(None);
    }
    let found = agreements::table
        .inner_join(cases::table.inner_join(students::table))
        .left_join(documents::table)
        .filter(agreements::number.eq(number))
        .select((
            State::as_select(),
            agreements::signed_on,
            students::name,
            documents::hash.nullable(),
        ))
        .first::<(State, Option<NaiveDate>, String, Option<Hash>)>(&mut conn)
        .await
        .optional()?;
    Ok(found.map(|(state, signed_on, name, hash)| Verified {
        number: number.to_owned(),
        validity: Validity::of(state),
        signed_on,
        name: masked(&name),
        hash,
    }))
}

/// 张**: as many signs as the name has characters, four at most.
fn masked(name: &str) -> String {
    let hidden = name.chars().count().saturating_sub(1).min(3);
    name.chars()
        .take(1)
        .chain(std::iter::repeat_n('*', hidden))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_name_only_the_first_character_is_told() {
        assert_eq!(
            ["张", "张三", "欧阳小明", "阿不都热合曼·买买提"].map(masked),
            ["张", "张*", "欧***", "阿***"]
        );
    }
}
