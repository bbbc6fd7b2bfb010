//! One behaviour on two back ends: every case here runs on SQLite and on a real PostgreSQL.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

/// Makes a test of each case on each back end.
macro_rules! on_both {
    ($($case:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                super::$case(super::Bench::sqlite()).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                super::$case(super::Bench::postgres()).await;
            })*
        }
    };
}

mod boxes;
mod chunks;
mod letters;
mod notifications;
mod paging;
mod records;
mod releases;
mod transactions;
mod vaults;
