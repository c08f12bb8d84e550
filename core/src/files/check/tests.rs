use image::{
    DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, ImageReader, RgbImage,
    codecs::png::PngEncoder,
};
use lopdf::{Document, Object, dictionary};
use std::io::Cursor;

use super::{Fit, MediaType, Unfit, check};

/// A picture whose left half is dark, so that one sees how it stands.
fn picture(width: u32, height: u32) -> DynamicImage {
    let image = RgbImage::from_fn(width, height, |x, y| {
        let shade = if x < width / 2 { 30 } else { 220 };
        image::Rgb([shade, shade, u8::try_from(y % 200).unwrap_or(0)])
    });
    image.into()
}

fn sent(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).expect("encoded");
    bytes.into_inner()
}

fn pages(count: usize, more: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let kids: Vec<Object> = (0..count)
        .map(|_| {
            let page = dictionary! {
                "Type" => "Page",
                "Parent" => tree,
                "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            };
            document.add_object(page).into()
        })
        .collect();
    let root =
        dictionary! { "Type" => "Pages", "Count" => i64::try_from(count).expect("few"), "Kids" => kids };
    document.objects.insert(tree, Object::Dictionary(root));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    more(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("written");
    bytes
}

fn unfit(bytes: Vec<u8>) -> Unfit {
    check(bytes).expect_err("not fit")
}

#[test]
fn every_kind_of_picture_is_kept_as_a_jpeg() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let Fit { kind, bytes } = check(sent(&picture(60, 40), format)).expect("fit");
        assert_eq!(kind, MediaType::Jpeg);
        let kept = ImageReader::with_format(Cursor::new(bytes), ImageFormat::Jpeg).decode();
        let kept = kept.expect("a picture");
        assert_eq!((kept.width(), kept.height()), (60, 40), "{format:?}");
    }
}

#[test]
fn the_same_picture_twice_is_the_same_file() {
    let once = check(sent(&picture(60, 40), ImageFormat::Png)).expect("fit");
    let twice = check(sent(&picture(60, 40), ImageFormat::Png)).expect("fit");
    assert_eq!(once.bytes, twice.bytes);
}

/// EXIF that says: stands on its side; and a place in words.
fn exif() -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
    exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]);
    exif.extend([0x01, 0x0e, 0, 2, 0, 0, 0, 4, b'H', b'O', b'M', b'E']);
    exif.extend([0, 0, 0, 0]);
    exif
}

#[test]
fn metadata_stays_behind_and_the_picture_is_set_upright() {
    let mut bytes = sent(&picture(60, 40), ImageFormat::Jpeg);
    let exif = exif();
    let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
    let segment: Vec<u8> = [0xff, 0xe1].into_iter().chain(length).chain(exif).collect();
    bytes.splice(2..2, segment);
    let kept = check(bytes).expect("fit").bytes;
    assert!(!kept.windows(4).any(|word| word == b"HOME" || word == b"Exif"));
    let kept = ImageReader::with_format(Cursor::new(kept), ImageFormat::Jpeg).decode();
    let kept = kept.expect("a picture").into_rgb8();
    assert_eq!((kept.width(), kept.height()), (40, 60));
    assert!(
        kept.get_pixel(20, 5)[0] < 60 && kept.get_pixel(20, 55)[0] > 180,
        "left is now above"
    );
}

#[test]
fn what_comes_after_the_picture_stays_behind() {
    let mut bytes = sent(&picture(60, 40), ImageFormat::Jpeg);
    bytes.extend(b"<script>alert(1)</script>");
    let kept = check(bytes).expect("fit").bytes;
    assert!(!kept.windows(8).any(|word| word == b"<script>"));
}

#[test]
fn what_shines_through_is_paper() {
    let clear = image::RgbaImage::from_pixel(8, 8, image::Rgba([0, 0, 0, 0]));
    let kept = check(sent(&clear.into(), ImageFormat::Png)).expect("fit").bytes;
    let kept = ImageReader::with_format(Cursor::new(kept), ImageFormat::Jpeg).decode();
    assert!(kept.expect("a picture").into_rgb8().get_pixel(4, 4)[0] > 250);
}

#[test]
fn a_picture_that_was_cut_off_is_refused() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = sent(&picture(200, 160), format);
        for part in [whole.len() / 4, whole.len() / 2, whole.len() * 9 / 10] {
            let cut = whole.get(..part).expect("shorter").to_vec();
            assert_eq!(unfit(cut), Unfit::Damaged, "{format:?} {part} of {}", whole.len());
        }
    }
}

/// The header of a PNG alone: nothing to decode, however large it says it is.
fn png_of(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(&[0], 1, 1, ExtendedColorType::L8)
        .expect("encoded");
    bytes.splice(16..20, width.to_be_bytes());
    bytes.splice(20..24, height.to_be_bytes());
    let crc = crc32(&bytes[12..29]);
    bytes.splice(29..33, crc.to_be_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 {
                (crc >> 1) ^ 0xedb8_8320
            } else {
                crc >> 1
            }
        })
    })
}

#[test]
fn a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() {
    for (width, height) in [
        (20_000, 20_000),
        (12_001, 1),
        (1, 12_001),
        (8000, 5001),
        (u32::MAX >> 1, 2),
    ] {
        let began = std::time::Instant::now();
        assert_eq!(
            unfit(png_of(width, height)),
            Unfit::TooManyPixels,
            "{width} x {height}"
        );
        assert!(began.elapsed().as_millis() < 500, "{width} x {height}");
    }
}

#[test]
fn a_file_that_lies_about_its_kind_is_judged_by_its_content() {
    for other in [
        b"MZ\x90\0 an executable".to_vec(),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
        b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(),
        b"PK\x03\x04 a book".to_vec(),
        b"<html>%PDF-1.4".to_vec(),
    ] {
        assert_eq!(unfit(other), Unfit::OtherKind);
    }
    assert_eq!(unfit(Vec::new()), Unfit::Empty);
    assert_eq!(unfit(vec![0; super::MOST_BYTES + 1]), Unfit::TooLarge);
    assert_eq!(
        unfit(b"\x89PNG\r\n\x1a\n and nothing more".to_vec()),
        Unfit::Damaged
    );
}

#[test]
fn a_pdf_in_order_is_kept_as_it_is() {
    let bytes = pages(3, |_| {});
    let Fit { kind, bytes: kept } = check(bytes.clone()).expect("fit");
    assert_eq!((kind, kept), (MediaType::Pdf, bytes));
}

#[test]
fn a_pdf_without_pages_or_with_too_many_or_cut_off_is_refused() {
    assert_eq!(unfit(pages(0, |_| {})), Unfit::Damaged);
    assert_eq!(unfit(pages(51, |_| {})), Unfit::TooManyPages);
    assert_eq!(unfit(b"%PDF-1.7 and nothing more".to_vec()), Unfit::Damaged);
    let mut unended = pages(3, |_| {});
    unended.truncate(unended.len() - "%%EOF".len());
    assert_eq!(
        unfit(unended),
        Unfit::Damaged,
        "though all of its objects can be found"
    );
}

#[test]
fn a_pdf_with_a_password_is_refused() {
    let locked = pages(1, |document| {
        let with = document.add_object(dictionary! {
            "Filter" => "Standard", "V" => 1, "R" => 2, "P" => -4,
            "O" => Object::string_literal([1; 32].to_vec()), "U" => Object::string_literal([2; 32].to_vec()),
        });
        document.trailer.set("Encrypt", with);
        let id = Object::string_literal([3; 16].to_vec());
        document.trailer.set("ID", vec![id.clone(), id]);
    });
    assert_eq!(unfit(locked), Unfit::Encrypted);
}

#[test]
fn a_pdf_that_does_more_than_be_read_is_refused() {
    let scripted = pages(1, |document| {
        document
            .add_object(dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") });
    });
    let carrying = pages(1, |document| {
        document.add_object(dictionary! { "Names" => dictionary! { "EmbeddedFiles" => 1 } });
    });
    for bytes in [scripted, carrying] {
        assert_eq!(unfit(bytes), Unfit::Active);
    }
}
