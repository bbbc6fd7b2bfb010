//! Binary bodies of items that are all of one size: letters, tokens, ids.

use std::collections::BTreeSet;

use fluister_protocol::size;
use fluister_protocol::suite::MAGIC;

/// Why a body is not made of such items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemsFault {
    /// It ends within an item, or has none where there must be one.
    Size,
    /// There are not 4, 8, 12 or 16 of them.
    NotInFours,
    /// A letter does not begin as letters do.
    NotALetter,
    /// Two letters have one id.
    Twice,
}

/// A letter as it lies in a body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Posted<'body> {
    /// Its id.
    pub id: &'body [u8; size::ID],
    /// 16,384 bytes.
    pub letter: &'body [u8],
}

/// 4, 8, 12 or 16 items of `SIZE` bytes.
///
/// # Errors
/// [`ItemsFault::Size`], [`ItemsFault::NotInFours`].
pub fn fours<const SIZE: usize>(body: &[u8]) -> Result<&[[u8; SIZE]], ItemsFault> {
    let (items, rest) = body.as_chunks();
    if !rest.is_empty() {
        Err(ItemsFault::Size)
    } else if items.is_empty() || !items.len().is_multiple_of(size::FOUR) || items.len() > size::SIXTEEN {
        Err(ItemsFault::NotInFours)
    } else {
        Ok(items)
    }
}

/// 4, 8, 12 or 16 letters, each after its id; no id twice.
///
/// # Errors
/// [`ItemsFault`].
pub fn letters(body: &[u8]) -> Result<Vec<Posted<'_>>, ItemsFault> {
    let mut seen = BTreeSet::new();
    fours::<{ size::POSTED }>(body)?
        .iter()
        .map(|posted| {
            let (id, letter) = posted.split_first_chunk().ok_or(ItemsFault::Size)?;
            if !letter.starts_with(&MAGIC) {
                return Err(ItemsFault::NotALetter);
            }
            if !seen.insert(id) {
                return Err(ItemsFault::Twice);
            }
            Ok(Posted { id, letter })
        })
        .collect()
}

/// At least one item of 32 bytes; the body's limit bounds how many.
///
/// # Errors
/// [`ItemsFault::Size`].
pub fn some(body: &[u8]) -> Result<&[[u8; size::ID]], ItemsFault> {
    let (items, rest) = body.as_chunks();
    if items.is_empty() || !rest.is_empty() { Err(ItemsFault::Size) } else { Ok(items) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(count: u8) -> Vec<u8> {
        (0..count)
            .flat_map(|n| {
                let mut letter = vec![n; size::POSTED];
                letter[size::ID..size::ID + MAGIC.len()].copy_from_slice(&MAGIC);
                letter
            })
            .collect()
    }

    #[test]
    fn letters_come_in_fours() {
        for count in 0..=20 {
            let body = posted(count);
            let read = letters(&body);
            if !matches!(count, 4 | 8 | 12 | 16) {
                assert_eq!(read.err(), Some(ItemsFault::NotInFours), "{count}");
                continue;
            }
            let back: Vec<_> =
                read.unwrap().iter().map(|one| [one.id.as_slice(), one.letter].concat()).collect();
            assert!(back.len() == usize::from(count) && back.concat() == body, "{count}");
        }
    }

    #[test]
    fn a_letter_is_known_by_its_size_and_first_bytes() {
        let mut body = posted(4);
        assert_eq!(letters(&body[1..]).err(), Some(ItemsFault::Size));
        body[size::POSTED + size::ID] = b'f';
        assert_eq!(letters(&body).err(), Some(ItemsFault::NotALetter));
        let mut body = posted(4);
        body.copy_within(..size::ID, size::POSTED);
        assert_eq!(letters(&body).err(), Some(ItemsFault::Twice));
    }

    #[test]
    fn items_are_whole_and_in_order() {
        let body: Vec<u8> = (0..128).collect();
        assert_eq!(fours::<32>(&body).map(<[_]>::as_flattened), Ok(&body[..]));
        assert_eq!(fours::<32>(&body[..96]), Err(ItemsFault::NotInFours));
        assert_eq!(fours::<32>(&body[..127]), Err(ItemsFault::Size));
        assert_eq!(some(&body[..96]).map(<[_]>::as_flattened), Ok(&body[..96]));
        for length in [0, 1, 31, 33, 127] {
            assert_eq!(some(&body[..length]), Err(ItemsFault::Size), "{length}");
        }
    }
}
