//! Draws a paper as a phone would have photographed it: a heading, lines of writing, a round stamp.

use std::{f32::consts::PI, io::Cursor};

use anyhow::Context;
use image::{ImageFormat, Rgb, RgbImage, codecs::jpeg::JpegEncoder};
use lopdf::{Document, Object, Stream, dictionary};

use super::ink::{Shape, width};

/// A4 at 60 dots an inch: without optimisation each picture takes its time to be taken in.
const SIZE: (u32, u32) = (496, 702);
const MARGIN: f32 = 56.0;
const QUALITY: u8 = 88;

const PAPER: Rgb<u8> = Rgb([250, 248, 243]);
const BLACK: Rgb<u8> = Rgb([36, 36, 40]);
const RED: Rgb<u8> = Rgb([190, 40, 44]);
const GREY: Rgb<u8> = Rgb([150, 148, 142]);

/// What is on a paper.
#[derive(Debug, Default)]
pub struct Paper<'a> {
    /// Its heading.
    pub title: &'a str,
    /// What is written, line by line.
    pub lines: &'a [&'a str],
    /// Whose stamp is on it.
    pub stamp: Option<&'a str>,
}

/// The paper as a PNG.
pub fn photograph(paper: &Paper<'_>) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    drawn(paper)?.write_to(&mut bytes, ImageFormat::Png)?;
    Ok(bytes.into_inner())
}

fn drawn(paper: &Paper<'_>) -> anyhow::Result<RgbImage> {
    let blank = PAPER.0.repeat((SIZE.0 * SIZE.1) as usize);
    let mut picture = RgbImage::from_raw(SIZE.0, SIZE.1, blank).context("a blank sheet")?;
    let (middle, bottom) = (SIZE.0 as f32 / 2.0, SIZE.1 as f32);
    let room = 2.0 * (middle - MARGIN);
    let size = (room / paper.title.chars().count().max(1) as f32).min(23.0);
    centred(&mut picture, paper.title, size, (middle, 88.0), BLACK);
    rule(&mut picture, 109.0);
    for (place, line) in (0_u8..).zip(paper.lines) {
        let y = 150.0 + 31.0 * f32::from(place);
        let writing = Shape::new().written(line, 14.5, (MARGIN, y));
        writing.fill(&mut picture, BLACK);
    }
    if let Some(whose) = paper.stamp {
        stamp(&mut picture, whose, (SIZE.0 as f32 - 140.0, bottom - 180.0));
    }
    rule(&mut picture, bottom - 62.0);
    let disclaimer = "演示材料，不具有任何效力";
    centred(&mut picture, disclaimer, 11.0, (middle, bottom - 42.0), GREY);
    Ok(picture)
}

/// The paper as a scanner leaves it: a document of one page, on which a picture stands.
pub fn scanned(paper: &Paper<'_>) -> anyhow::Result<Vec<u8>> {
    let mut photograph = Vec::new();
    JpegEncoder::new_with_quality(&mut photograph, QUALITY).encode_image(&drawn(paper)?)?;
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let (width, height) = (i64::from(SIZE.0), i64::from(SIZE.1));
    let picture = document.add_object(Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => width, "Height" => height,
            "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8, "Filter" => "DCTDecode",
        },
        photograph,
    ));
    let drawn = b"q 595 0 0 842 0 0 cm /P Do Q".to_vec();
    let content = document.add_object(Stream::new(dictionary! {}, drawn));
    let page = document.add_object(dictionary! {
        "Type" => "Page",
        "Parent" => tree,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! { "XObject" => dictionary! { "P" => picture } },
        "Contents" => content,
    });
    let root = dictionary! { "Type" => "Pages", "Count" => 1, "Kids" => vec![Object::from(page)] };
    document.objects.insert(tree, Object::Dictionary(root));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes)?;
    Ok(bytes)
}

fn centred(picture: &mut RgbImage, text: &str, size: f32, (middle, y): (f32, f32), ink: Rgb<u8>) {
    let from = (middle - width(text, size) / 2.0, y);
    Shape::new().written(text, size, from).fill(picture, ink);
}

fn rule(picture: &mut RgbImage, y: f32) {
    let (left, right) = (MARGIN, SIZE.0 as f32 - MARGIN);
    Shape::new()
        .around([(left, y), (right, y), (right, y + 1.5), (left, y + 1.5)])
        .fill(picture, GREY);
}

/// A round stamp: a ring, a star, and whose it is.
fn stamp(picture: &mut RgbImage, whose: &str, (x, y): (f32, f32)) {
    let circle = |radius: f32, steps: u8, turn: f32| {
        (0..steps).map(move |step| {
            let angle = turn * 2.0 * PI * f32::from(step) / f32::from(steps);
            (x + radius * angle.sin(), y - radius * angle.cos())
        })
    };
    Shape::new()
        .around(circle(61.0, 72, 1.0))
        .around(circle(57.0, 72, -1.0))
        .fill(picture, RED);
    // Two fifths on each time: a star of one line.
    Shape::new().around(circle(24.0, 5, 2.0)).fill(picture, RED);
    centred(picture, "示例专用章", 13.5, (x, y + 44.0), RED);
    let size = (100.0 / whose.chars().count().max(1) as f32).min(12.0);
    centred(picture, whose, size, (x, y - 33.0), RED);
}
