//! What was handed in with a case, by what it is to the case.

use wq_core::files::{Attached, MediaType, Purpose};

use crate::{
    routes::{attachment_href, wording::moment},
    view::{
        attachments::{Attachment, Attachments},
        upload::size_in_words,
    },
};

/// One group a purpose, in the order of a case's life.
pub fn attachments(files: &[Attached]) -> Vec<Attachments> {
    let group = |purpose: &Purpose| Attachments {
        title: purpose.label().into(),
        files: files
            .iter()
            .filter(|file| file.purpose == *purpose)
            .map(attachment)
            .collect(),
    };
    let groups = Purpose::ALL.iter().map(group);
    groups.filter(|group| !group.files.is_empty()).collect()
}

fn attachment(file: &Attached) -> Attachment {
    Attachment {
        href: attachment_href(file.id),
        name: file.name.clone(),
        about: format!("{} · {} 上传", size_in_words(file.size), moment(file.uploaded_at)),
        is_document: file.kind == MediaType::Pdf,
    }
}
