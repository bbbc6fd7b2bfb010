//! What crosses crates, as one program: it links server, client and databases once. Its tests run at the same time, so each
//! brings its own server, database and folder, and what is measured, traced or killed is a process that it started.

mod api;
mod client;
mod database;
mod operator;
mod privacy;
