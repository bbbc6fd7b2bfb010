//! Writing rows anew in an order that has nothing to do with the one in which they came.
//!
//! A row's number tells nothing, but the pages in which its bytes lie do: a file is filled from front to back. Rows of
//! one batch are therefore deleted in a random order, which is the order in which their pages become free, and then
//! written again in the order of their ids, which is the order in which those pages are taken: which pages a row gets
//! has nothing to do with which it had. (PostgreSQL's rows carry the number of the transaction that made them, and
//! their bytes one of their own; both then rise with the ids.)

use rand::TryRng as _;
use rand::rngs::SysRng;

use crate::store::{Fault, StoreError};

/// In a random order, each as likely as any other.
pub(in crate::store) fn shuffled<T: Copy>(items: &[T]) -> Result<Vec<T>, StoreError> {
    let mut keyed = Vec::with_capacity(items.len());
    for item in items {
        let key = SysRng
            .try_next_u64()
            .map_err(|_| StoreError::unavailable(Fault::Gone, "the operating system gives no randomness"))?;
        keyed.push((key, *item));
    }
    keyed.sort_by_key(|(key, _)| *key);
    Ok(keyed.into_iter().map(|(_, item)| item).collect())
}

/// Cuts items into batches of nearly the same size, at most `most` (at least one): a batch of one would stay where it
/// is.
pub fn evenly<T>(items: &[T], most: usize) -> std::slice::Chunks<'_, T> {
    let batches = items.len().div_ceil(most.max(1)).max(1);
    items.chunks(items.len().div_ceil(batches).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_there_in_another_order_each_time() {
        let items: Vec<u32> = (0..64).collect();
        let (one, other) = (shuffled(&items).unwrap(), shuffled(&items).unwrap());
        assert!(one != items && one != other);
        let mut sorted = one;
        sorted.sort_unstable();
        assert_eq!(sorted, items);
    }

    #[test]
    fn batches_are_even() {
        for (count, sizes) in [(0, vec![]), (1, vec![1]), (4, vec![4]), (5, vec![3, 2]), (9, vec![3, 3, 3])] {
            let items = vec![0; count];
            assert_eq!(evenly(&items, 4).map(<[_]>::len).collect::<Vec<_>>(), sizes);
        }
    }
}
