//! How a picture has to be turned: the one thing in EXIF (CIPA DC-008) that belongs to the picture.

/// The tag Orientation.
const TAG: u16 = 0x0112;
/// A number of 16 bits.
const SHORT: u16 = 3;

/// Turned or mirrored: 2 to 8. What is upright needs no word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Orientation(u8);

impl Orientation {
    /// From a TIFF structure, as EXIF has it; nothing where it is upright, says nothing, or can't be read.
    pub(super) fn of(tiff: &[u8]) -> Option<Self> {
        let order = Order::of(tiff)?;
        let directory = usize::try_from(order.u32(tiff, 4)?).ok()?;
        let entries = usize::from(order.u16(tiff, directory)?);
        let entry = (0..entries)
            .filter_map(|entry| directory.checked_add(2 + entry * 12))
            .find(|entry| order.u16(tiff, *entry) == Some(TAG))?;
        if order.u16(tiff, entry.checked_add(2)?)? != SHORT {
            return None;
        }
        let value = u8::try_from(order.u16(tiff, entry.checked_add(8)?)?).ok()?;
        (2..=8).contains(&value).then_some(Self(value))
    }

    /// A TIFF structure that says this and nothing else.
    pub(super) const fn tiff(self) -> [u8; 26] {
        [
            b'M', b'M', 0, 42, 0, 0, 0, 8, // big-endian; the directory begins at 8
            0, 1, // one entry
            1, 0x12, 0, 3, 0, 0, 0, 1, 0, self.0, 0, 0, // orientation, one SHORT
            0, 0, 0, 0, // no other directory
        ]
    }
}

#[derive(Clone, Copy)]
enum Order {
    Little,
    Big,
}

impl Order {
    fn of(tiff: &[u8]) -> Option<Self> {
        match tiff.first_chunk()? {
            b"II*\0" => Some(Self::Little),
            b"MM\0*" => Some(Self::Big),
            _ => None,
        }
    }

    fn u16(self, tiff: &[u8], at: usize) -> Option<u16> {
        let bytes = *tiff.get(at..)?.first_chunk()?;
        Some(match self {
            Self::Little => u16::from_le_bytes(bytes),
            Self::Big => u16::from_be_bytes(bytes),
        })
    }

    fn u32(self, tiff: &[u8], at: usize) -> Option<u32> {
        let bytes = *tiff.get(at..)?.first_chunk()?;
        Some(match self {
            Self::Little => u32::from_le_bytes(bytes),
            Self::Big => u32::from_be_bytes(bytes),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for value in 2..=8 {
            assert_eq!(Orientation::of(&Orientation(value).tiff()), Some(Orientation(value)));
        }
        for value in [0, 1, 9, 255] {
            assert_eq!(Orientation::of(&Orientation(value).tiff()), None);
        }
    }

    #[test]
    fn no_directory_leads_astray() {
        let mut tiff = Orientation(6).tiff();
        tiff[4..8].copy_from_slice(&[255; 4]);
        assert_eq!(Orientation::of(&tiff), None);
        assert_eq!(Orientation::of(b"II*\0\x08\0\0\0\xff\xff"), None);
        assert_eq!(Orientation::of(b"MM"), None);
    }
}
