//! Reading on through bytes that somebody else wrote.

use super::error::CleanError;

/// What is left of the file.
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], CleanError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(CleanError::CutOff)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], CleanError> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(CleanError::CutOff)?;
        self.0 = rest;
        Ok(*taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8, CleanError> {
        self.array().map(|[byte]| byte)
    }

    /// The signature that the file begins with.
    pub(super) fn expect(&mut self, signature: &[u8]) -> Result<(), CleanError> {
        if self.take(signature.len())? == signature { Ok(()) } else { Err(CleanError::Damaged) }
    }
}

/// A length of 32 bits, as one for memory.
pub(super) fn length(of: u32) -> Result<usize, CleanError> {
    usize::try_from(of).map_err(|_| CleanError::CutOff)
}
