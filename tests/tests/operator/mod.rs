//! What operators run and rely on: the real command, its database, its mails and its settings.

mod backup;
mod check;
mod deploy;
mod faults;
mod flushed;
mod nothing_lost;
mod notifications;
mod process;
mod two_servers;
