//! Writes laid pages as PDF/A-2b, tagged, so that it is readable in decades and by a reading machine.

mod qr;
mod tags;

use chrono::{Datelike, NaiveDate};
use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Archival, ConfigurationBuilder},
    error::KrillaError,
    geom::{PathBuilder, Point},
    metadata::{DateTime, Metadata},
    num::NormalizedF32,
    page::PageSettings,
    paint::{Fill, Stroke},
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag},
};
use wq_core::agreement::Sheet;

use crate::{
    Unprintable,
    face::Face,
    page::{HEIGHT, Laid, Mark, WIDTH},
};

/// The bytes of the PDF.
pub fn write(face: &Face, laid: &Laid, sheet: &Sheet) -> Result<Vec<u8>, Unprintable> {
    let mut document = Document::new_with(settings());
    let mut written = vec![Vec::new(); laid.elements.len()];
    for marks in &laid.pages {
        let size = PageSettings::from_wh(WIDTH, HEIGHT).expect("A4 is a size");
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        for mark in marks {
            if let Some((element, identifier)) = draw(&mut surface, face, mark)? {
                written[element].push(identifier);
            }
        }
    }
    document.set_tag_tree(tags::tree(&laid.elements, written));
    document.set_metadata(metadata(sheet));
    document.finish().map_err(refused)
}

/// The validator stays on: it refuses a missing glyph, which would otherwise be a blank.
fn settings() -> SerializeSettings {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_B)
        .finish()
        .expect("PDF/A-2b goes with its own version");
    SerializeSettings {
        configuration,
        enable_tagging: true,
        ..SerializeSettings::default()
    }
}

/// The day of the number stands for the day of the document: a clock would make every run another document.
fn metadata(sheet: &Sheet) -> Metadata {
    Metadata::new()
        .title(format!("就业协议书 {}", sheet.number))
        .language("zh-CN".to_owned())
        .creator("网签".to_owned())
        .document_id(sheet.number.clone())
        .creation_date(noon(sheet.issued_on))
}

fn noon(day: NaiveDate) -> DateTime {
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    DateTime::new(u16::try_from(day.year()).unwrap_or_default())
        .month(part(day.month()))
        .day(part(day.day()))
        .hour(12)
        .minute(0)
        .second(0)
        .utc_offset_hour(8)
        .utc_offset_minute(0)
}

/// Draws a mark, and says what it belongs to.
fn draw(
    surface: &mut Surface<'_>,
    face: &Face,
    mark: &Mark,
) -> Result<Option<(usize, Identifier)>, Unprintable> {
    match mark {
        Mark::Text { element, .. } => {
            let tag = match element {
                Some(_) => ContentTag::Span(SpanTag::empty()),
                None => artifact(ArtifactType::PaginationOther),
            };
            let identifier = surface.start_tagged(tag);
            text(surface, face, mark);
            surface.end_tagged();
            Ok(element.map(|element| (element, identifier)))
        }
        Mark::Rule { from, to, thick } => {
            surface.start_tagged(artifact(ArtifactType::Layout));
            rule(surface, *from, *to, *thick);
            surface.end_tagged();
            Ok(None)
        }
        Mark::Qr {
            x,
            y,
            side,
            text,
            element,
        } => {
            let identifier = surface.start_tagged(ContentTag::Other);
            surface.set_fill(Some(ink()));
            surface.set_stroke(None);
            surface.draw_path(&qr::path(text, (*x, *y), *side)?);
            surface.end_tagged();
            Ok(Some((*element, identifier)))
        }
    }
}

fn artifact(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn text(surface: &mut Surface<'_>, face: &Face, mark: &Mark) {
    let Mark::Text {
        x,
        y,
        size,
        bold,
        wider,
        text,
        ..
    } = mark
    else {
        return;
    };
    surface.set_fill(Some(ink()));
    // There is one face: heavier letters are drawn with a fine outline.
    surface.set_stroke(bold.then(|| stroke(size * 0.028)));
    let glyphs = face.glyphs(text, *wider);
    surface.draw_glyphs(
        Point::from_xy(*x, *y),
        &glyphs,
        face.font.clone(),
        text,
        *size,
        false,
    );
}

fn rule(surface: &mut Surface<'_>, from: (f32, f32), to: (f32, f32), thick: f32) {
    let mut path = PathBuilder::new();
    path.move_to(from.0, from.1);
    path.line_to(to.0, to.1);
    surface.set_fill(None);
    surface.set_stroke(Some(stroke(thick)));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn ink() -> Fill {
    Fill {
        paint: rgb::Color::black().into(),
        opacity: NormalizedF32::ONE,
        ..Fill::default()
    }
}

fn stroke(width: f32) -> Stroke {
    Stroke {
        paint: rgb::Color::black().into(),
        width,
        ..Stroke::default()
    }
}

fn refused(error: KrillaError) -> Unprintable {
    match error {
        // The library's texts may quote what was to be printed: only the names of the mistakes are passed on.
        KrillaError::Validation(mistakes) => {
            let count = mistakes.len();
            Unprintable::Pdf(format!("the validator of PDF/A-2b found {count} mistakes"))
        }
        other => Unprintable::Pdf(other.to_string()),
    }
}
