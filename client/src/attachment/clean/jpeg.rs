//! JPEG (ITU-T T.81 annex B): frames, tables and scans stay; all APPn but what colour and shape depend on, comments, and
//! everything after the picture's end go.

use super::bytes::Bytes;
use super::error::CleanError;
use super::orientation::Orientation;

pub(super) const SIGNATURE: &[u8] = &[0xff, SOI, 0xff];

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP14: u8 = 0xee;

pub(super) fn clean(image: &[u8]) -> Result<Vec<u8>, CleanError> {
    let mut rest = Bytes(image);
    rest.expect(&[0xff, SOI])?;
    let mut head = vec![0xff, SOI];
    let mut picture = Vec::with_capacity(image.len());
    let (mut shape, mut turned, mut colour, mut scans) = (None, None, None, false);
    loop {
        let marker = marker(&mut rest)?;
        match marker {
            EOI => break,
            // stands alone
            0x01 => continue,
            _ => {}
        }
        let length = rest.array().map(u16::from_be_bytes)?;
        let segment = rest.take(usize::from(length).checked_sub(2).ok_or(CleanError::Damaged)?)?;
        match marker {
            APP0 => shape = shape.or_else(|| jfif(segment)),
            APP1 => turned = turned.or_else(|| Orientation::of(segment.strip_prefix(b"Exif\0\0")?)),
            APP14 => colour = colour.or_else(|| adobe(segment)),
            _ if !belongs(marker) => {}
            _ => {
                push(&mut picture, marker, segment);
                if marker == SOS {
                    scans = true;
                    picture.extend_from_slice(scan(&mut rest)?);
                }
            }
        }
    }
    if !scans {
        return Err(CleanError::Damaged);
    }
    if let Some(jfif) = shape {
        push(&mut head, APP0, &jfif);
    }
    if let Some(turned) = turned {
        push(&mut head, APP1, &[b"Exif\0\0".as_slice(), &turned.tiff()].concat());
    }
    if let Some(adobe) = colour {
        push(&mut head, APP14, &adobe);
    }
    head.append(&mut picture);
    head.extend([0xff, EOI]);
    Ok(head)
}

/// Tables, frames and scans: DHT, DAC, SOFn, DQT, DNL, DRI, SOS. JPG and the hierarchical DHP and EXP are not in use.
const fn belongs(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xc7 | 0xc9..=0xcf | SOS..=0xdd)
}

/// The next marker. Only 0xFF may stand before it, as filling.
fn marker(rest: &mut Bytes<'_>) -> Result<u8, CleanError> {
    if rest.byte()? != 0xff {
        return Err(CleanError::Damaged);
    }
    loop {
        match rest.byte()? {
            0xff => {}
            // restart markers stand in scans only; a second image inside of the first in none
            0x00 | 0xd0..=SOI => return Err(CleanError::Damaged),
            marker => return Ok(marker),
        }
    }
}

/// Entropy-coded data, up to the marker after it.
fn scan<'a>(rest: &mut Bytes<'a>) -> Result<&'a [u8], CleanError> {
    let mut at = 0;
    loop {
        at += rest
            .0
            .get(at..)
            .and_then(|data| data.iter().position(|byte| *byte == 0xff))
            .ok_or(CleanError::CutOff)?;
        match rest.0.get(at + 1).ok_or(CleanError::CutOff)? {
            // a stuffed 0xFF, or a restart marker
            0x00 | 0xd0..=0xd7 => at += 2,
            // filling before a marker
            0xff => at += 1,
            _ => return rest.take(at),
        }
    }
}

fn push(to: &mut Vec<u8>, marker: u8, segment: &[u8]) {
    // what was read fits; what is written here is short
    let length = u16::try_from(segment.len() + 2).unwrap_or(u16::MAX);
    to.extend([0xff, marker]);
    to.extend(length.to_be_bytes());
    to.extend_from_slice(segment);
}

/// JFIF's shape of a pixel, without its thumbnail; without the dots per inch, which tell of a scanner.
fn jfif(segment: &[u8]) -> Option<[u8; 14]> {
    let [_, _, _, across_high, across_low, down_high, down_low] =
        *segment.strip_prefix(b"JFIF\0")?.first_chunk()?;
    let (across, down) = ([across_high, across_low], [down_high, down_low]);
    let ([a, b], [c, d]) = if across == down { ([0, 1], [0, 1]) } else { (across, down) };
    Some([b'J', b'F', b'I', b'F', 0, 1, 1, 0, a, b, c, d, 0, 0])
}

/// Adobe's word on how colours are coded, without its flags.
fn adobe(segment: &[u8]) -> Option<[u8; 12]> {
    let transform = *segment.strip_prefix(b"Adobe")?.get(6)?;
    Some([b'A', b'd', b'o', b'b', b'e', 0, 100, 0, 0, 0, 0, transform])
}
