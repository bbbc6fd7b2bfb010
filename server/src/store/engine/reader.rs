//! Threads that read, each with a connection of its own.

use std::sync::{Arc, Mutex, PoisonError};

use diesel::connection::TransactionManager;
use tokio::sync::mpsc;

use super::connection::{Held, Role};
use super::job::Job;
use crate::store::{Connection, DatabaseUrl};

/// Jobs that several threads take from.
pub(in crate::store) type Shared<T> = Arc<Mutex<mpsc::Receiver<T>>>;

/// Reads until no more jobs can come.
pub(in crate::store) fn run(url: DatabaseUrl, jobs: &Shared<Box<dyn Job>>) {
    let mut held = Held::new(url, Role::Reader);
    loop {
        // whoever holds the lock waits for the next job, the others wait for the lock
        let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv();
        match next {
            Some(job) => one(&mut held, job),
            None => return,
        }
    }
}

fn one(held: &mut Held, job: Box<dyn Job>) {
    let c = match held.begin() {
        Ok(c) => c,
        Err(error) => return job.refuse(error),
    };
    let answer = job.run(c);
    let ended = Connection::rollback_transaction(c);
    // after an error nobody knows what the job left open
    if ended.is_err() || answer.error().is_some() {
        held.let_go();
    }
    // what was read is good, however its transaction ended
    answer.send(Ok(()));
}
