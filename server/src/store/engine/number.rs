//! Unsigned numbers in the databases' signed columns.

use fluister_protocol::day::Day;

use crate::store::StoreError;

/// A number for a BIGINT column.
pub(in crate::store) fn to_column(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|_| StoreError::damaged("a number that no column can hold"))
}

/// A number from a BIGINT column that never holds a negative one.
pub(in crate::store) fn from_column(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::damaged("a negative number where none can be"))
}

/// A day from its column.
pub(in crate::store) fn day_from_column(number: i64) -> Result<Day, StoreError> {
    u32::try_from(number)
        .ok()
        .and_then(|number| Day::new(number).ok())
        .ok_or_else(|| StoreError::damaged("a number that is no day"))
}

/// A day for its column.
pub(in crate::store) fn day_to_column(day: Day) -> i64 {
    i64::from(day.number())
}

/// A column of 32 bytes, or of a signature's 64.
pub(in crate::store) fn bytes_from_column<const N: usize>(bytes: &[u8]) -> Result<[u8; N], StoreError> {
    bytes
        .try_into()
        .map_err(|_| StoreError::damaged(format!("a column that should hold {N} bytes holds another number")))
}
