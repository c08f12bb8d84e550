//! The shape of a unified social credit code.

/// Whether `code` has the shape of a unified social credit code (GB 32100): 18 of its 31 characters. The check digit is
/// not tested, since some codes in real use fail it.
pub(super) fn is_credit_code(code: &str) -> bool {
    code.len() == 18
        && code
            .bytes()
            .all(|byte| b"0123456789ABCDEFGHJKLMNPQRTUWXY".contains(&byte))
}
