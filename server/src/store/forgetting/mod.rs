//! What the daily sweep does so that the files tell no order of arrival and keep nothing that was deleted.

pub mod rewriting;
pub mod settling;
pub mod shuffling;
