//! Writes both forms, each signed on the platform and on paper, into a folder: `cargo run -p wq-document --example specimens -- FOLDER`.

use std::{error::Error, fs, path::PathBuf};

use wq_core::case::AgreementForm;
use wq_document::{document, specimen};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("which folder?")?);
    fs::create_dir_all(&folder)?;
    for (form, called) in [
        (AgreementForm::TwoParty, "two-party"),
        (AgreementForm::ThreeParty, "three-party"),
    ] {
        for (online, how) in [(true, "online"), (false, "on-paper")] {
            let sheet = specimen(form, online);
            let url = format!("https://wq.example.edu.cn/verify/{}", sheet.number);
            fs::write(
                folder.join(format!("{called}-{how}.pdf")),
                document(&sheet, &url)?,
            )?;
        }
    }
    Ok(())
}
