//! How often each named transaction ran.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Totals since the start of this process, for one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TransactionCount {
    /// The name given to `read`, `write` or `maintain`.
    pub name: &'static str,
    /// How many were carried out.
    pub done: u64,
    /// How many ended in an error.
    pub failed: u64,
}

/// Counters; cheap to clone.
#[derive(Clone, Default)]
pub(in crate::store) struct Metrics {
    by_name: Arc<Mutex<BTreeMap<&'static str, Arc<Counter>>>>,
}

#[derive(Default)]
struct Counter {
    done: AtomicU64,
    failed: AtomicU64,
}

impl Metrics {
    pub(in crate::store) fn count(&self, name: &'static str, is_done: bool) {
        let counter = {
            let mut by_name = self.by_name.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(by_name.entry(name).or_default())
        };
        let counter = if is_done { &counter.done } else { &counter.failed };
        counter.fetch_add(1, Ordering::Relaxed);
    }

    pub(in crate::store) fn all(&self) -> Vec<TransactionCount> {
        let by_name = self.by_name.lock().unwrap_or_else(PoisonError::into_inner);
        by_name
            .iter()
            .map(|(name, counter)| TransactionCount {
                name,
                done: counter.done.load(Ordering::Relaxed),
                failed: counter.failed.load(Ordering::Relaxed),
            })
            .collect()
    }
}
