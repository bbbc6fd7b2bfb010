//! The rows of the table, a file for each kind.

mod fetches;
mod filled;
mod latency;
mod memory;
mod postgres;
mod start;
mod writes;

use crate::report::Row;
use crate::scale::Scale;

/// Measures one or more rows.
type Measure = fn(&Scale) -> Vec<Row>;

/// All of them, in the table's order.
pub const ALL: [(&str, Measure); 6] = [
    ("writes", writes::measure),
    ("postgres", postgres::measure),
    ("fetches", fetches::measure),
    ("latency", latency::measure),
    ("memory", memory::measure),
    ("start", start::measure),
];
