//! One behaviour on two back ends: every case here runs on SQLite and on a real PostgreSQL.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

use fluister_tests::store::Bench;

/// Makes a test of each case on each back end.
macro_rules! on_both {
    ($($case:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                super::$case($crate::Bench::sqlite()).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                super::$case($crate::Bench::postgres()).await;
            })*
        }
    };
}

#[path = "store_conformance/boxes.rs"]
mod boxes;
#[path = "store_conformance/chunks.rs"]
mod chunks;
#[path = "store_conformance/letters.rs"]
mod letters;
#[path = "store_conformance/notifications.rs"]
mod notifications;
#[path = "store_conformance/paging.rs"]
mod paging;
#[path = "store_conformance/records.rs"]
mod records;
#[path = "store_conformance/releases.rs"]
mod releases;
#[path = "store_conformance/transactions.rs"]
mod transactions;
#[path = "store_conformance/vaults.rs"]
mod vaults;
