//! What a form bears: a token against forgery, and the account that it was drawn for. In a browser that meanwhile signed in as someone
//! else it does nothing.

use wq_core::ids::AccountId;

/// The text that a form of this account holds; a form for everybody holds the token alone.
pub fn drawn_for(account: Option<AccountId>, token: &str) -> String {
    match account {
        Some(account) => format!("{account}.{token}"),
        None => token.to_owned(),
    }
}

/// For whom a form was drawn, and its token.
pub fn parse(text: &str) -> (Option<AccountId>, &str) {
    let parts = text.split_once('.');
    let parsed = parts.and_then(|(account, token)| Some((AccountId(account.parse().ok()?), token)));
    match parsed {
        Some((account, token)) => (Some(account), token),
        None => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_knows_for_whom_it_was_drawn() {
        for (account, text) in [(Some(AccountId(12)), "12.a+b/c=="), (None, "a+b/c==")] {
            assert_eq!(drawn_for(account, "a+b/c=="), text);
            assert_eq!(parse(text), (account, "a+b/c=="));
        }
        assert_eq!(parse("zz.abc"), (None, "zz.abc"), "which no token is");
    }
}
