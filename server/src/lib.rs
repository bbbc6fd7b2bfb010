//! The fluister server: a box of identical sealed letters, and what surrounds it.

pub mod clock;
pub mod store;
pub mod sweep;
