//! What the tests share. Helpers stop a test by panicking: that is how a test fails.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

pub mod harness;
pub mod http;
pub mod organisation;
pub mod postgres;
pub mod store;
