//! The tables, a file each: what is asked of one and changed in it, as functions over a `Connection`. `claims` is a
//! second file of `notifications`, `vault_batches` of `vaults`; `newest` is what `heartbeats` and `statements` have in common.

pub mod admissions;
pub mod chunks;
pub mod claims;
pub mod counts;
pub mod directories;
pub mod files;
pub mod founding;
pub mod heartbeats;
pub mod letters;
mod newest;
pub mod notifications;
pub mod organisations;
pub mod releases;
pub mod retentions;
pub(in crate::store) mod schema;
pub mod secrets;
pub mod sessions;
pub(in crate::store) mod signed;
pub mod spent;
pub mod statements;
pub mod vault_batches;
pub mod vaults;
