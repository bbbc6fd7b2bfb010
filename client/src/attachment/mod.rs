//! Attachments: what a file tells beside its content is removed, then it is sealed piece by piece.

pub mod clean;
