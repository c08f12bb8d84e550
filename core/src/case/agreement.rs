//! What the three kinds of agreement share once they are signed.

use super::{AgreementKind, Audience, EditableField, Effect, Notice, Refusal, Transition};

/// A school officer edits a signed agreement, which stays signed (rules 7.1 and 7.2).
pub(super) fn edit<S>(
    signed: S,
    kind: AgreementKind,
    fields: &[EditableField],
) -> Result<Transition<S>, Refusal> {
    if fields.is_empty() {
        return Err(Refusal::NothingEdited);
    }
    if fields
        .iter()
        .any(|field| !kind.editable_after_approval().contains(field))
    {
        return Err(Refusal::FieldIsFinal);
    }
    Ok(Transition::to(signed)
        .with(Effect::DestinationChanged)
        .telling(Audience::Student, Notice::EditedAfterApproval))
}

/// An approved termination ends a signed agreement: the student is free and unplaced (rule 6.8).
pub(super) fn end<S>(terminated: S) -> Transition<S> {
    Transition::to(terminated).with(Effect::DestinationChanged)
}
