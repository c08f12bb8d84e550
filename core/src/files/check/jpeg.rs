//! Is a JPEG there to its end? The decoder would fill what is missing with grey, and nobody would see that a sheet was cut off.

use super::Unfit;

const START_OF_SCAN: u8 = 0xda;
const END_OF_IMAGE: u8 = 0xd9;

/// Walks the markers to the end of the image. What comes after it is not looked at.
pub(super) fn is_whole(bytes: &[u8]) -> Result<(), Unfit> {
    let mut at = 2;
    loop {
        let (marker, after) = next_marker(bytes, at)?;
        at = match marker {
            END_OF_IMAGE => return Ok(()),
            // Markers without a segment: restarts and fillers.
            0x01 | 0xd0..=0xd8 => after,
            marker => {
                let end = segment_end(bytes, after)?;
                if marker == START_OF_SCAN {
                    scan_end(bytes, end)?
                } else {
                    end
                }
            }
        };
    }
}

/// The marker that stands at or after a place, and where it ends.
fn next_marker(bytes: &[u8], at: usize) -> Result<(u8, usize), Unfit> {
    let rest = bytes.get(at..).ok_or(Unfit::Damaged)?;
    if rest.first() != Some(&0xff) {
        return Err(Unfit::Damaged);
    }
    let fill = rest.iter().take_while(|byte| **byte == 0xff).count();
    let marker = *rest.get(fill).ok_or(Unfit::Damaged)?;
    Ok((marker, at + fill + 1))
}

fn segment_end(bytes: &[u8], at: usize) -> Result<usize, Unfit> {
    match bytes.get(at..at + 2) {
        Some(&[high, low]) => Ok(at + usize::from(u16::from_be_bytes([high, low]))),
        _ => Err(Unfit::Damaged),
    }
}

/// Where the coded pixels end: at the first marker that is neither a stuffed byte nor a restart.
fn scan_end(bytes: &[u8], from: usize) -> Result<usize, Unfit> {
    let scan = bytes.get(from..).ok_or(Unfit::Damaged)?;
    scan.windows(2)
        .position(|pair| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7 | 0xff))
        .map(|offset| from + offset)
        .ok_or(Unfit::Damaged)
}
