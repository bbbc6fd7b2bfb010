//! The clients, by the command line or as a library, on servers that are honest or lie.

mod attachments;
mod devices;
mod handover;
mod help;
mod lying_server;
mod round;
mod vault;
