//! The thread that writes: many callers' transactions in one commit.
//!
//! A commit costs a flush to the disk whether it holds one letter or a hundred. Each job runs in a savepoint of its
//! own, so that one that fails undoes only itself; their answers are sent when all of them are on the disk.

use std::sync::{PoisonError, TryLockError};
use std::time::{Duration, Instant};

use diesel::connection::{SimpleConnection, TransactionManager, TransactionManagerStatus};

use super::connection::{Held, Role};
use super::job::{Answer, Job};
use super::reader::Shared;
use crate::store::{Connection, DatabaseUrl, Fault, StoreError};

/// The most jobs in one commit.
const MOST_JOBS: usize = 128;
/// How long jobs are gathered into one commit, once the first has begun.
const LONGEST: Duration = Duration::from_millis(5);

/// A job, and whether it may share a transaction.
pub(in crate::store) enum Write {
    /// In a savepoint, with others.
    Together(Box<dyn Job>),
    /// In a transaction of its own.
    Single(Box<dyn Job>),
    /// Outside any transaction: what rewrites files.
    Outside(Box<dyn Job>),
}

/// Writes until no more jobs can come.
pub(in crate::store) fn run(url: DatabaseUrl, jobs: &Shared<Write>) {
    let mut held = Held::new(url, Role::Writer);
    let mut next = None;
    loop {
        let job = next.take().or_else(|| jobs.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv());
        match job {
            Some(Write::Together(first)) => next = together(&mut held, first, Some(jobs)),
            Some(Write::Single(job)) => next = together(&mut held, job, None),
            Some(Write::Outside(job)) => outside(&mut held, job),
            None => return,
        }
    }
}

fn outside(held: &mut Held, job: Box<dyn Job>) {
    let answer = match held.get() {
        Ok(c) => job.run(c),
        Err(error) => return job.refuse(error),
    };
    if answer.error().is_some() {
        held.let_go();
    }
    answer.send(Ok(()));
}

/// Runs `first` and whatever may share its transaction. Hands back a job that it took and that may not.
fn together(held: &mut Held, first: Box<dyn Job>, jobs: Option<&Shared<Write>>) -> Option<Write> {
    let c = match held.begin() {
        Ok(c) => c,
        Err(error) => return refuse(first, jobs, &error),
    };
    let begun = Instant::now();
    let mut answers = Vec::new();
    let mut left_over = None;
    let mut next = Some(first);
    let mut whole = Ok(());
    let mut savepoint = Savepoint::default();
    while let Some(job) = next.take() {
        whole = in_savepoint(c, &mut savepoint, job, &mut answers);
        if whole.is_err() || answers.len() >= MOST_JOBS || begun.elapsed() >= LONGEST {
            break;
        }
        match jobs.and_then(take) {
            Some(Write::Together(job)) => next = Some(job),
            other => left_over = other,
        }
    }
    let commit = whole
        .and_then(|()| savepoint.end(c))
        .and_then(|()| Connection::commit_transaction(c).map_err(StoreError::from));
    if let Err(error) = &commit {
        tracing::error!(%error, "a commit failed");
        held.let_go();
    } else if answers.iter().any(|answer| is_gone(answer.error())) {
        held.let_go();
    }
    for answer in answers {
        answer.send(commit.clone());
    }
    left_over
}

/// A job that is there already. While another thread waits for one, there is none.
fn take(jobs: &Shared<Write>) -> Option<Write> {
    match jobs.try_lock() {
        Ok(mut jobs) => jobs.try_recv().ok(),
        Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner().try_recv().ok(),
        Err(TryLockError::WouldBlock) => None,
    }
}

/// Refuses a job and all that wait behind it, for each would only wait for the same database again. They are taken
/// before the first is answered: whoever asks after an answer gets a try of their own.
fn refuse(first: Box<dyn Job>, jobs: Option<&Shared<Write>>, error: &StoreError) -> Option<Write> {
    let mut refused = vec![first];
    let left_over = loop {
        match jobs.and_then(take) {
            Some(Write::Together(job)) => refused.push(job),
            other => break other,
        }
    };
    for job in refused {
        job.refuse(error.clone());
    }
    left_over
}

/// Runs one job so that its failure undoes only itself. An error is the whole transaction's: a database that could not
/// even end a savepoint (SQLite undoes everything on a full disk) has kept nothing.
fn in_savepoint(
    c: &mut Connection,
    savepoint: &mut Savepoint,
    job: Box<dyn Job>,
    answers: &mut Vec<Box<dyn Answer>>,
) -> Result<(), StoreError> {
    if let Err(error) = savepoint.begin(c) {
        job.refuse(error.clone());
        return Err(error);
    }
    let answer = job.run(c);
    let ended = leave_inner(c).and_then(|()| match answer.error() {
        None => Ok(()),
        Some(_) => savepoint.undo(c),
    });
    // the job's own error says why there is nothing left to end
    let cause = answer.error().filter(|error| matches!(error, StoreError::Unavailable { .. })).cloned();
    answers.push(answer);
    ended.map_err(|error| cause.unwrap_or(error))
}

/// A savepoint for one job after the other. The end of one and the beginning of the next are one statement: on
/// PostgreSQL each costs a way there and back.
#[derive(Default)]
struct Savepoint {
    /// A job that did well is in it.
    is_full: bool,
}

impl Savepoint {
    fn begin(&mut self, c: &mut Connection) -> Result<(), StoreError> {
        let begin = if self.is_full { "RELEASE SAVEPOINT job; SAVEPOINT job" } else { "SAVEPOINT job" };
        self.is_full = true;
        Ok(c.batch_execute(begin)?)
    }

    fn undo(&mut self, c: &mut Connection) -> Result<(), StoreError> {
        self.is_full = false;
        Ok(c.batch_execute("ROLLBACK TO SAVEPOINT job; RELEASE SAVEPOINT job")?)
    }

    /// Not left to the commit: PostgreSQL says of one whose last job hid a failed statement that it went well.
    fn end(self, c: &mut Connection) -> Result<(), StoreError> {
        if self.is_full { Ok(c.batch_execute("RELEASE SAVEPOINT job")?) } else { Ok(()) }
    }
}

/// Leaves transactions inside the job's own, which a panic left open.
fn leave_inner(c: &mut Connection) -> Result<(), StoreError> {
    loop {
        let depth = match Connection::transaction_manager_status_mut(c) {
            TransactionManagerStatus::Valid(status) => status.transaction_depth(),
            TransactionManagerStatus::InError => None,
        };
        match depth.map(std::num::NonZero::get) {
            Some(1) => return Ok(()),
            Some(_) => Connection::rollback_transaction(c)?,
            None => {
                return Err(StoreError::unavailable(
                    Fault::Gone,
                    "the transaction was ended by the database",
                ));
            }
        }
    }
}

fn is_gone(error: Option<&StoreError>) -> bool {
    matches!(error, Some(StoreError::Unavailable { fault: Fault::Gone, .. }))
}
