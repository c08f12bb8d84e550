//! Whether a file may be taken in: judged by what it is, never by what it is called.

mod image;
mod jpeg;
mod pdf;

use ::image::ImageFormat;

use super::{MOST_BYTES, MediaType};

/// A file that may be kept: not always the bytes that were sent.
#[derive(Debug)]
pub(super) struct Fit {
    pub kind: MediaType,
    pub bytes: Vec<u8>,
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Nothing was in it.
    #[error("是空文件，请重新选择")]
    Empty,
    /// More than [`MOST_BYTES`].
    #[error("超过 10 MB，请压缩后再上传")]
    TooLarge,
    /// None of the kinds that are taken, whatever its name says.
    #[error("不是 JPEG、PNG、WebP 图片或 PDF，请另存为这些格式后再上传")]
    OtherKind,
    /// It cannot be read to its end.
    #[error("已损坏或不完整，请重新拍照、扫描或导出后再上传")]
    Damaged,
    /// More pixels than any sheet of paper needs.
    #[error("尺寸过大，请缩小到 4000 万像素以内、每边不超过 12000 像素")]
    TooManyPixels,
    /// Nobody could read it without its password.
    #[error("设有密码，请取消密码后再上传")]
    Encrypted,
    /// More pages than a reviewer would read.
    #[error("超过 50 页，请只上传需要的页")]
    TooManyPages,
    /// It would do more than be read.
    #[error("含有脚本或附件，请打印为 PDF 或转为图片后再上传")]
    Active,
}

/// Takes time and memory: call it where neither holds up others.
pub(super) fn check(bytes: Vec<u8>) -> Result<Fit, Unfit> {
    if bytes.is_empty() {
        return Err(Unfit::Empty);
    }
    if bytes.len() > MOST_BYTES {
        return Err(Unfit::TooLarge);
    }
    if bytes.starts_with(b"%PDF-") {
        pdf::check(&bytes)?;
        return Ok(Fit {
            kind: MediaType::Pdf,
            bytes,
        });
    }
    let bytes = match ::image::guess_format(&bytes) {
        Ok(ImageFormat::Jpeg) => {
            jpeg::is_whole(&bytes)?;
            image::draw_anew(&bytes, ImageFormat::Jpeg)
        }
        Ok(format @ (ImageFormat::Png | ImageFormat::WebP)) => image::draw_anew(&bytes, format),
        _ => Err(Unfit::OtherKind),
    }?;
    Ok(Fit {
        kind: MediaType::Jpeg,
        bytes,
    })
}

#[cfg(test)]
mod tests;
