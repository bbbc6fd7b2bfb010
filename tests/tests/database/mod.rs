//! The store on both databases.

mod conformance;
mod durability;
mod faults;
mod migrations;
mod order_of_arrival;
mod sweep;
