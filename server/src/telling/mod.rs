//! Telling advisers who asked for it to look into their box: nothing but that, and at most once a day.

pub mod mail;
pub mod push_hosts;
pub mod vapid;
