//! How the rules' types stand in the database: as their texts, a state beside its kind.

use diesel::{
    deserialize::{self, Queryable},
    pg::Pg,
    prelude::*,
    sql_types::Text,
};

use super::{Actor, AgreementForm, Channel, Kind, ReviewMode, State};
use crate::db::{schema::cases, text_enum::stored_as_text};

stored_as_text!(Actor);
stored_as_text!(AgreementForm);
stored_as_text!(Channel);
stored_as_text!(Kind);
stored_as_text!(ReviewMode);

impl State {
    /// The state of a stored text.
    pub(crate) fn stored(kind: Kind, text: &str) -> deserialize::Result<Self> {
        Self::parse(kind, text).ok_or_else(|| format!("no state of a {}: {text}", kind.as_str()).into())
    }
}

impl Selectable<Pg> for State {
    type SelectExpression = (cases::kind, cases::state);

    fn construct_selection() -> Self::SelectExpression {
        (cases::kind, cases::state)
    }
}

impl Queryable<(Text, Text), Pg> for State {
    type Row = (Kind, String);

    fn build((kind, text): Self::Row) -> deserialize::Result<Self> {
        Self::stored(kind, &text)
    }
}
