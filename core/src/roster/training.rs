//! 培养方式, as far as it says what a student may do.

/// Whether students of a training mode may sign agreements: all but 21 and 41 (定向/委培, 不可网签), who register the
/// supplementary destination and nothing else (4.2).
pub fn may_sign(training_mode: &str) -> bool {
    !matches!(training_mode, "21" | "41")
}
