//! What the database announces on its one channel when something changed (migration 950): enough to know who should look
//! again, and no more.

use std::str::FromStr;

use crate::{
    case::Module,
    ids::{AccountId, CompanyId, SchoolId},
};

/// The channel to LISTEN on.
pub const CHANNEL: &str = "changed";

/// Something changed. Announcements may be lost with a connection: whoever connects again looks at everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announcement {
    /// A case began or came into another state.
    Case {
        /// Which list it is on.
        module: Module,
        /// Whose lists.
        school: SchoolId,
        /// And this company's, where it is registered.
        company: Option<CompanyId>,
    },
    /// A student of the school became dormant, or came back: any list may have changed.
    Roster {
        /// Whose lists.
        school: SchoolId,
    },
    /// Some session of the account is over.
    Session {
        /// Whose.
        account: AccountId,
    },
}

impl FromStr for Announcement {
    type Err = ();

    fn from_str(payload: &str) -> Result<Self, ()> {
        let id = |text: &str| text.parse::<i64>().map_err(drop);
        let words: Vec<&str> = payload.split(' ').collect();
        match words[..] {
            ["case", module, school, ref company @ ..] => Ok(Self::Case {
                module: Module::parse(module).ok_or(())?,
                school: SchoolId(id(school)?),
                company: company.first().map(|text| id(text).map(CompanyId)).transpose()?,
            }),
            ["roster", school] => Ok(Self::Roster {
                school: SchoolId(id(school)?),
            }),
            ["session", account] => Ok(Self::Session {
                account: AccountId(id(account)?),
            }),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_announcement_is_read_as_the_triggers_write_it() {
        let case = Announcement::Case {
            module: Module::Signing,
            school: SchoolId(7),
            company: Some(CompanyId(9)),
        };
        assert_eq!("case signing 7 9".parse(), Ok(case));
        let alone = Announcement::Case {
            module: Module::Destinations,
            school: SchoolId(7),
            company: None,
        };
        assert_eq!("case destinations 7".parse(), Ok(alone));
        assert_eq!(
            "roster 7".parse(),
            Ok(Announcement::Roster { school: SchoolId(7) })
        );
        assert_eq!(
            "session 3".parse(),
            Ok(Announcement::Session {
                account: AccountId(3)
            })
        );
        for strange in [
            "",
            "case",
            "case signing",
            "case nowhere 7",
            "roster seven",
            "session 3 4",
        ] {
            assert_eq!(strange.parse::<Announcement>(), Err(()), "{strange}");
        }
    }
}
