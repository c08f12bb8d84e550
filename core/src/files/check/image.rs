//! Images are drawn anew: what hides beside the pixels (where it was taken, by whom, another file) stays behind.

use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage,
    codecs::jpeg::JpegEncoder, metadata::Orientation,
};
use std::io::Cursor;

use super::{MOST_BYTES, Unfit};

/// The longest side.
const SIDE: u32 = 12_000;
/// A sheet of A4 at 600 dots an inch has 35 million.
const PIXELS: u64 = 40_000_000;
/// What the decoder may use beside the pixels themselves, and with them.
const MEMORY: u64 = 400 * 1024 * 1024;
/// Tried in turn until the file is small enough: the first leaves no trace that an eye would see.
const QUALITIES: [u8; 3] = [88, 75, 50];

/// The same picture upright as a JPEG without metadata. Its size is judged before a pixel is decoded.
pub(super) fn draw_anew(bytes: &[u8], format: ImageFormat) -> Result<Vec<u8>, Unfit> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| why(&error))?;
    let (width, height) = decoder.dimensions();
    if width > SIDE || height > SIDE || u64::from(width) * u64::from(height) > PIXELS {
        return Err(Unfit::TooManyPixels);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| why(&error))?;
    image.apply_orientation(orientation);
    let flat = on_white(image);
    QUALITIES
        .into_iter()
        .map(|quality| encoded(&flat, quality))
        .find(|drawn| drawn.as_ref().map_or(true, |bytes| bytes.len() <= MOST_BYTES))
        .unwrap_or(Err(Unfit::TooLarge))
}

fn why(error: &ImageError) -> Unfit {
    match error {
        ImageError::Limits(_) => Unfit::TooManyPixels,
        _ => Unfit::Damaged,
    }
}

/// A JPEG knows no transparency: what shines through is paper.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [r, g, b, a] = image.get_pixel(x, y).0.map(u16::from);
        let over = |c: u16| u8::try_from((c * a + 255 * (255 - a)) / 255).unwrap_or(u8::MAX);
        Rgb([over(r), over(g), over(b)])
    })
}

fn encoded(image: &RgbImage, quality: u8) -> Result<Vec<u8>, Unfit> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode_image(image)
        .map_err(|_| Unfit::Damaged)?;
    Ok(bytes)
}
