//! The document of an agreement by itself: from the facts to the bytes, on one thread, with the font already read.

use std::time::Instant;

use anyhow::Context;
use wq_core::case::AgreementForm;
use wq_document::{document, specimen, warm_up};

use crate::figures::Figure;

/// Documents that are measured.
const DOCUMENTS: usize = 300;

/// Makes documents of both forms, one after the other.
pub fn one_at_a_time() -> anyhow::Result<Figure> {
    warm_up();
    let sheets = [
        specimen(AgreementForm::TwoParty, true),
        specimen(AgreementForm::ThreeParty, false),
    ];
    let begun = Instant::now();
    let mut times = Vec::with_capacity(DOCUMENTS);
    let mut bytes = 0;
    for sheet in sheets.iter().cycle().take(DOCUMENTS) {
        let start = Instant::now();
        let pdf = document(sheet, "https://wq.example.edu.cn/verify/2027000010000000424");
        times.push(start.elapsed());
        bytes += pdf.context("a document")?.len();
    }
    Ok(Figure {
        what: format!("agreement PDF, {:.1} kB", bytes as f64 / DOCUMENTS as f64 / 1e3),
        times,
        within: begun.elapsed(),
        cpu: None,
    })
}
