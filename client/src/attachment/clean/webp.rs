//! WebP (RFC 9649): bitstreams, transparency and animation stay; EXIF, XMP, profiles, unknown chunks and everything after
//! the container go.

use super::bytes::{self, Bytes};
use super::error::CleanError;
use super::orientation::Orientation;

/// In VP8X: there is transparency, there is an animation; and: there is EXIF.
const PICTURE_FLAGS: u8 = 0x10 | 0x02;
const EXIF_FLAG: u8 = 0x08;
/// What stands before a frame's chunks: place, size, duration.
const FRAME: usize = 16;

pub(super) fn clean(image: &[u8]) -> Result<Vec<u8>, CleanError> {
    let mut rest = Bytes(image);
    rest.expect(b"RIFF")?;
    let length = bytes::length(rest.array().map(u32::from_le_bytes)?)?;
    let mut container = Bytes(rest.take(length)?);
    container.expect(b"WEBP")?;
    let (mut extended, mut picture, mut turned, mut pixels) = (None, Vec::new(), None, false);
    while !container.0.is_empty() {
        let (kind, data) = chunk(&mut container)?;
        match &kind {
            b"VP8X" if extended.is_none() && picture.is_empty() => extended = Some(Extended::of(data)?),
            b"EXIF" => {
                // some writers put JPEG's prefix before it
                let tiff = data.strip_prefix(b"Exif\0\0").unwrap_or(data);
                turned = turned.or_else(|| Orientation::of(tiff));
            }
            b"ANMF" => {
                push(&mut picture, kind, &frame(data)?)?;
                pixels = true;
            }
            b"VP8 " | b"VP8L" => {
                push(&mut picture, kind, data)?;
                pixels = true;
            }
            b"ALPH" | b"ANIM" => push(&mut picture, kind, data)?,
            _ => {}
        }
    }
    if !pixels {
        return Err(CleanError::Damaged);
    }
    let mut clean = b"WEBP".to_vec();
    if let Some(Extended { flags, canvas }) = extended {
        let exif = if turned.is_some() { EXIF_FLAG } else { 0 };
        let [a, b, c, d, e, f] = canvas;
        push(&mut clean, *b"VP8X", &[flags & PICTURE_FLAGS | exif, 0, 0, 0, a, b, c, d, e, f])?;
    }
    clean.append(&mut picture);
    // without VP8X a reader would not look for it
    if let (Some(turned), true) = (turned, extended.is_some()) {
        push(&mut clean, *b"EXIF", &turned.tiff())?;
    }
    let length = u32::try_from(clean.len()).map_err(|_| CleanError::Damaged)?;
    Ok([b"RIFF".as_slice(), &length.to_le_bytes(), &clean].concat())
}

#[derive(Clone, Copy)]
struct Extended {
    flags: u8,
    canvas: [u8; 6],
}

impl Extended {
    fn of(data: &[u8]) -> Result<Self, CleanError> {
        let [flags, _, _, _, canvas @ ..]: [u8; 10] = Bytes(data).array()?;
        Ok(Self { flags, canvas })
    }
}

/// One picture of an animation, which can hold chunks of any kind, too.
fn frame(data: &[u8]) -> Result<Vec<u8>, CleanError> {
    let mut rest = Bytes(data);
    let mut clean = rest.take(FRAME)?.to_vec();
    while !rest.0.is_empty() {
        let (kind, data) = chunk(&mut rest)?;
        if [b"ALPH", b"VP8 ", b"VP8L"].contains(&&kind) {
            push(&mut clean, kind, data)?;
        }
    }
    Ok(clean)
}

fn chunk<'a>(rest: &mut Bytes<'a>) -> Result<([u8; 4], &'a [u8]), CleanError> {
    let kind = rest.array()?;
    let length = bytes::length(rest.array().map(u32::from_le_bytes)?)?;
    let data = rest.take(length)?;
    // chunks begin at even places; the last one's filling is left out by some
    if !length.is_multiple_of(2) && !rest.0.is_empty() {
        rest.byte()?;
    }
    Ok((kind, data))
}

fn push(to: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) -> Result<(), CleanError> {
    to.extend(kind);
    to.extend(u32::try_from(data.len()).map_err(|_| CleanError::Damaged)?.to_le_bytes());
    to.extend_from_slice(data);
    if !data.len().is_multiple_of(2) {
        to.push(0);
    }
    Ok(())
}
