//! `length ‖ content ‖ zeros`: every letter's content takes the same room.

use zeroize::Zeroizing;

use crate::size;

/// Why a padded block is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaddingError {
    /// The length is larger than the block.
    #[error("the content's length is beyond the letter")]
    Length,
    /// Something else than zeros after the content.
    #[error("the padding is not zero")]
    NotZero,
}

impl PaddingError {
    /// A stable name, used by the vectors.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::NotZero => "padding",
        }
    }
}

/// Pads to `size` bytes, or says by how many bytes the content is too long.
///
/// # Errors
/// The number of bytes too many.
pub fn pad(content: &[u8], size: usize) -> Result<Zeroizing<Vec<u8>>, usize> {
    let room = size.saturating_sub(size::LENGTH);
    let length = u32::try_from(content.len()).map_err(|_| content.len())?;
    if content.len() > room {
        return Err(content.len() - room);
    }
    let mut block = Zeroizing::new(Vec::with_capacity(size));
    block.extend_from_slice(&length.to_be_bytes());
    block.extend_from_slice(content);
    block.resize(size, 0);
    Ok(block)
}

/// The content of a padded block.
///
/// # Errors
/// [`PaddingError`].
pub fn unpad(block: &[u8]) -> Result<&[u8], PaddingError> {
    let (length, rest) = block.split_first_chunk::<4>().ok_or(PaddingError::Length)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| PaddingError::Length)?;
    let (content, zeros) = rest.split_at_checked(length).ok_or(PaddingError::Length)?;
    if zeros.iter().fold(0, |all, byte| all | byte) == 0 { Ok(content) } else { Err(PaddingError::NotZero) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn content_goes_round(content in proptest::collection::vec(any::<u8>(), 0..64)) {
            let block = pad(&content, 68).unwrap();
            prop_assert_eq!(block.len(), 68);
            prop_assert_eq!(unpad(&block), Ok(content.as_slice()));
        }

        #[test]
        fn no_block_panics(block in proptest::collection::vec(any::<u8>(), 0..64)) {
            let _ = unpad(&block);
        }
    }

    #[test]
    fn what_is_refused() {
        assert_eq!(pad(&[0; 65], 68).unwrap_err(), 1);
        assert_eq!(unpad(&[0, 0, 0]), Err(PaddingError::Length));
        assert_eq!(unpad(&[0, 0, 0, 1]), Err(PaddingError::Length));
        assert_eq!(unpad(&[255, 255, 255, 255, 0]), Err(PaddingError::Length));
        assert_eq!(unpad(&[0, 0, 0, 1, 7, 0, 1]), Err(PaddingError::NotZero));
        assert_eq!(
            unpad(&[0, 0, 0, 1, 7, 1, 1]),
            Err(PaddingError::NotZero),
            "two that cancel each other out"
        );
    }
}
