//! The files of a form: what was chosen before, less what is to go, and what comes with it now. A form that comes back has lost none.

use poem::http::StatusCode;
use wq_core::{
    files::{self, Arrived, Chosen, Holder, Listed, MOST_FILES, Unfit, listed},
    ids::CaseId,
};

use crate::{
    fault::Fault,
    parcel::{Parcel, Sent},
    view::upload::{UploadField, UploadedFile, size_in_words, upload_button},
    visitor::Visitor,
};

/// A place in a form for files.
#[derive(Debug, Clone, Copy)]
pub struct Slot {
    /// The name of its field.
    pub field: &'static str,
    /// Its label.
    pub label: &'static str,
    /// How many files it takes.
    pub most: usize,
    /// It may not stay empty.
    pub required: bool,
}

impl Slot {
    /// A place for as many files as a case may have, which may not stay empty.
    pub const fn new(field: &'static str, label: &'static str) -> Self {
        Self {
            field,
            label,
            most: MOST_FILES,
            required: true,
        }
    }
}

/// The files of a form as it was posted.
#[derive(Debug, Default)]
pub struct Intake {
    /// Those that it has now.
    pub files: Vec<Listed>,
    /// What is wrong with those that came, in sentences.
    pub wrong: Vec<String>,
    /// It was posted for its files alone: to upload some, or to take one away.
    pub only_files: bool,
}

impl Intake {
    /// Of a form that is opened: nothing has come, and nothing is missed.
    pub fn opened() -> Self {
        Self {
            only_files: true,
            ..Self::default()
        }
    }

    /// What the act is given.
    pub fn chosen(&self) -> Vec<Chosen> {
        self.files.iter().map(|file| file.chosen.clone()).collect()
    }

    /// Is the form to be drawn again, whatever else it says: because it was posted for its files alone, because one of them was not
    /// taken, or because there is none where there has to be one?
    pub fn is_unfinished(&self, slot: Slot) -> bool {
        self.only_files || self.error(slot).is_some()
    }

    /// With what the form is then answered.
    pub fn status(&self) -> StatusCode {
        if self.only_files && self.wrong.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }

    /// What is wrong with the files, in one line.
    pub fn error(&self, slot: Slot) -> Option<String> {
        if !self.wrong.is_empty() {
            Some(self.wrong.join("；"))
        } else if slot.required && self.files.is_empty() && !self.only_files {
            Some(format!("请上传{}", slot.label))
        } else {
            None
        }
    }

    /// The field with its files and what is wrong with them.
    pub fn field(&self, slot: Slot) -> UploadField {
        UploadField {
            error: self.error(slot),
            ..shown(slot, &self.files)
        }
    }
}

/// The field of a form that is opened, with the files that the case has already.
pub fn shown(slot: Slot, files: &[Listed]) -> UploadField {
    UploadField {
        name: slot.field,
        label: slot.label.into(),
        required: slot.required,
        most: slot.most,
        files: files
            .iter()
            .map(|file| UploadedFile {
                token: file.chosen.to_string(),
                href: href(&file.chosen),
                name: file.name.clone(),
                size: size_in_words(file.size),
            })
            .collect(),
        error: None,
    }
}

fn href(chosen: &Chosen) -> String {
    match chosen {
        Chosen::Held(ticket) => format!("/files/held/{}", ticket.as_str()),
        Chosen::Attached(id) => crate::routes::attachment_href(*id),
    }
}

/// Whose form it is.
pub fn holder(visitor: &Visitor) -> Holder<'_> {
    match &visitor.session {
        Some(session) => Holder::Account(&session.account),
        None => Holder::Stranger,
    }
}

/// Takes in the files of a form. `case` is the case that it is about, where it has begun. Call it before anything else is judged:
/// whatever else is wrong with the form, its files are kept.
pub async fn take_in(
    visitor: &Visitor,
    parcel: &mut Parcel,
    slot: Slot,
    case: Option<CaseId>,
) -> Result<Intake, Fault> {
    let form = &parcel.form;
    let removed = form.get(&format!("{}-remove", slot.field)).to_owned();
    let only_files = !removed.is_empty() || !form.get(&upload_button(slot.field)).is_empty();
    let mut chosen = Chosen::parse_all(form.get(&format!("{}-held", slot.field)));
    chosen.retain(|one| one.to_string() != removed);
    chosen.truncate(MOST_FILES);
    let mut wrong = Vec::new();
    for sent in parcel.take(slot.field) {
        if chosen.len() >= slot.most {
            wrong.push(format!("最多上传 {} 个文件，多出的没有保存", slot.most));
            break;
        }
        let name = sent.name.clone();
        match take_one(visitor, sent).await? {
            Ok(one) => chosen.push(one),
            Err(unfit) => wrong.push(format!("“{}”{unfit}", short(&name))),
        }
    }
    let files = listed(&*visitor.conn().await?, holder(visitor), case, &chosen).await?;
    Ok(Intake {
        files,
        wrong,
        only_files,
    })
}

/// One file: looked into without a connection, which others could use, and then kept.
async fn take_one(visitor: &Visitor, sent: Sent) -> Result<Result<Chosen, Unfit>, Fault> {
    let account = visitor.session.as_ref().map(|session| session.account.id);
    visitor.app.limiters.upload(account, visitor.address)?;
    let arrived = Arrived {
        name: sent.name,
        size: sent.size,
        content: sent.content,
    };
    let inspected = match files::inspect(arrived).await? {
        Ok(inspected) => inspected,
        Err(unfit) => return Ok(Err(unfit)),
    };
    let store = &visitor.app.settings.files;
    let mut conn = visitor.conn().await?;
    let ticket = files::hold(&mut conn, store, holder(visitor), inspected).await?;
    Ok(Ok(Chosen::Held(ticket)))
}

/// A name as an error shows it.
fn short(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(60).collect()
}
