//! PNG (W3C, third edition): what makes the picture stays; text, time, EXIF, profiles, unknown chunks and everything after
//! IEND go.

use super::bytes::{self, Bytes};
use super::error::CleanError;
use super::orientation::Orientation;

pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Pixels, transparency, the short words on how colours are meant, and the frames of an animation. `cHRM`, `iCCP`
/// and `pHYs` can be a screen's or scanner's own.
const BELONGS: [&[u8; 4]; 11] =
    [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"sRGB", b"gAMA", b"cICP", b"acTL", b"fcTL", b"fdAT"];

pub(super) fn clean(image: &[u8]) -> Result<Vec<u8>, CleanError> {
    let mut rest = Bytes(image);
    rest.expect(SIGNATURE)?;
    let mut clean = Vec::with_capacity(image.len());
    clean.extend_from_slice(SIGNATURE);
    // eXIf may stand before or after the pixels, and is written right after the header
    let (mut after_header, mut turned, mut pixels) = (None, None, false);
    loop {
        let length = bytes::length(rest.array().map(u32::from_be_bytes)?)?;
        let kind: [u8; 4] = rest.array()?;
        let data = rest.take(length)?;
        let checksum = rest.array().map(u32::from_be_bytes)?;
        if &kind == b"eXIf" {
            turned = turned.or_else(|| Orientation::of(data));
        }
        if !BELONGS.contains(&&kind) {
            continue;
        }
        if checksum != crc32(&kind, data) || after_header.is_none() != (&kind == b"IHDR") {
            return Err(CleanError::Damaged);
        }
        pixels |= &kind == b"IDAT";
        push(&mut clean, kind, data)?;
        match &kind {
            b"IHDR" => after_header = Some(clean.len()),
            b"IEND" => break,
            _ => {}
        }
    }
    if !pixels {
        return Err(CleanError::Damaged);
    }
    if let (Some(turned), Some(at)) = (turned, after_header) {
        let mut exif = Vec::new();
        push(&mut exif, *b"eXIf", &turned.tiff())?;
        clean.splice(at..at, exif);
    }
    Ok(clean)
}

fn crc32(kind: &[u8; 4], data: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(kind);
    hasher.update(data);
    hasher.finalize()
}

fn push(to: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) -> Result<(), CleanError> {
    to.extend(u32::try_from(data.len()).map_err(|_| CleanError::Damaged)?.to_be_bytes());
    to.extend(kind);
    to.extend_from_slice(data);
    to.extend(crc32(&kind, data).to_be_bytes());
    Ok(())
}
