//! The API: what it takes, what it refuses and by which problem, and what it says of itself.

mod bad_input;
mod chunks;
mod notifications;
mod openapi;
mod outdated_directory;
mod pages;
mod requests;
mod vault_records;
