//! Draws a paper as a phone would have photographed it: a heading, lines of writing, a round stamp.

use std::f32::consts::PI;

use image::{ImageResult, Rgb, RgbImage, codecs::jpeg::JpegEncoder};
use lopdf::{Document, Object, Stream, dictionary};

use super::ink::{Shape, width};

/// A4 at 90 dots an inch.
const SIZE: (u32, u32) = (744, 1052);
const MARGIN: f32 = 84.0;
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

/// The paper as a JPEG.
pub fn photograph(paper: &Paper<'_>) -> ImageResult<Vec<u8>> {
    let mut picture = RgbImage::from_pixel(SIZE.0, SIZE.1, PAPER);
    let middle = SIZE.0 as f32 / 2.0;
    let size = (2.0 * (middle - MARGIN) / paper.title.chars().count().max(1) as f32).min(34.0);
    centred(&mut picture, paper.title, size, (middle, 132.0), BLACK);
    rule(&mut picture, 164.0);
    for (place, line) in (0_u8..).zip(paper.lines) {
        let y = 224.0 + 46.0 * f32::from(place);
        let writing = Shape::new().written(line, 21.0, (MARGIN, y));
        writing.fill(&mut picture, BLACK);
    }
    if let Some(whose) = paper.stamp {
        stamp(
            &mut picture,
            whose,
            (SIZE.0 as f32 - 210.0, SIZE.1 as f32 - 270.0),
        );
    }
    let foot = SIZE.1 as f32 - 64.0;
    rule(&mut picture, foot - 30.0);
    centred(
        &mut picture,
        "演示材料，不具有任何效力",
        16.0,
        (middle, foot),
        GREY,
    );
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&picture)?;
    Ok(bytes)
}

/// A document of one page, on which a photograph stands.
pub fn scanned(photograph: Vec<u8>) -> lopdf::Result<Vec<u8>> {
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
        .around([(left, y), (right, y), (right, y + 2.0), (left, y + 2.0)])
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
        .around(circle(92.0, 72, 1.0))
        .around(circle(86.0, 72, -1.0))
        .fill(picture, RED);
    // Two fifths on each time: a star of one line.
    Shape::new().around(circle(36.0, 5, 2.0)).fill(picture, RED);
    centred(picture, "示例专用章", 20.0, (x, y + 66.0), RED);
    let size = (150.0 / whose.chars().count().max(1) as f32).min(18.0);
    centred(picture, whose, size, (x, y - 50.0), RED);
}
