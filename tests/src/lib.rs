//! What the tests share. Helpers stop a test by panicking: that is how a test fails.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

pub mod command;
pub mod harness;
pub mod http;
pub mod liar;
pub mod memory;
pub mod organisation;
pub mod people;
pub mod postgres;
pub mod posting;
pub mod push_service;
pub mod relay;
pub mod store;
pub mod vault;
