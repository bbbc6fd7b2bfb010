//! What runs the queries: connections, the threads that read and write, transactions, migrations, backups, errors.

pub mod backup;
pub(in crate::store) mod connection;
pub(in crate::store) mod error;
pub(in crate::store) mod existing;
pub(in crate::store) mod job;
pub(in crate::store) mod metrics;
pub mod migrate;
pub(in crate::store) mod number;
pub(in crate::store) mod reader;
pub mod size;
pub(in crate::store) mod url;
pub(in crate::store) mod writer;
