//! Cursors into an organisation's box: `release (8) ‖ id (32) ‖ tag (16)`, base64url, opaque to clients.

use fluister_protocol::encoding;
use fluister_protocol::id::{Id, OrganisationId};

use super::{Purpose, ServerKey, join, read};
use crate::problem::Problem;
use crate::store::letters::Position;

const TAG: usize = 16;
const SIZE: usize = 8 + 32 + TAG;

/// Writes a position in this organisation's box.
///
/// # Errors
/// [`Problem::Internal`], never met.
pub fn write(key: &ServerKey, organisation: &OrganisationId, at: &Position) -> Result<String, Problem> {
    let release = at.release.to_be_bytes();
    let parts = [organisation.as_bytes().as_slice(), &release, at.id.as_bytes()];
    let tag = key.tag(Purpose::Cursor, &parts)?;
    let (tag, _) = tag.split_at(TAG);
    let cursor: [u8; SIZE] = join(&[&release, at.id.as_bytes(), tag])?;
    Ok(encoding::encode(&cursor))
}

/// Reads a position that was written for this organisation.
///
/// # Errors
/// [`Problem::Cursor`].
pub fn parse(key: &ServerKey, organisation: &OrganisationId, text: &str) -> Result<Position, Problem> {
    let cursor: [u8; SIZE] = read(text, Problem::Cursor)?;
    let (release, rest) = cursor.split_first_chunk::<8>().ok_or(Problem::Cursor)?;
    let (id, tag) = rest.split_first_chunk::<32>().ok_or(Problem::Cursor)?;
    if !key.knows(Purpose::Cursor, &[organisation.as_bytes(), release, id], tag) {
        return Err(Problem::Cursor);
    }
    Ok(Position { release: u64::from_be_bytes(*release), id: Id(*id) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_written_and_for_its_organisation_only() {
        let key = ServerKey::new([7; 32]);
        let one = OrganisationId([1; 32]);
        let at = Position { release: 77, id: Id([9; 32]) };
        let text = write(&key, &one, &at).unwrap();
        let back = parse(&key, &one, &text).unwrap();
        assert_eq!((back.release, back.id), (77, Id([9; 32])));
        let elsewhere = parse(&key, &OrganisationId([2; 32]), &text);
        assert_eq!(elsewhere.err(), Some(Problem::Cursor));
        let changed = format!("B{}", &text[1..]);
        for wrong in ["", changed.as_str(), &text[1..], "not a cursor"] {
            assert_eq!(parse(&key, &one, wrong).err(), Some(Problem::Cursor), "{wrong}");
        }
    }
}
