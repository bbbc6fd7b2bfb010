//! The store: SQLite or PostgreSQL behind plain awaits, one set of queries for both.
//!
//! [`Store::read`] and [`Store::write`] run a closure in a transaction on threads of their own; what closures do is in
//! one module per table (`tables`), as functions over a [`Connection`]. Nothing here knows HTTP.
//!
//! What is found by a key, and on the way of every request, is read by `get_result`, not `first`: that adds `LIMIT ?`,
//! for whose every binding SQLite prepares the statement anew.

pub mod check;
mod engine;
mod forgetting;
mod tables;

use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};

use crate::clock::Clock;
use engine::job::{self, Job};
use engine::writer::{self, Write};
use engine::{existing, metrics, reader};

pub use engine::connection::{Connection, EitherConnection};
pub use engine::error::{Fault, StoreError};
pub use engine::existing::NotThere;
pub use engine::metrics::TransactionCount;
pub use engine::url::{DatabaseUrl, NotADatabase};
pub use engine::{backup, migrate, size};
pub use forgetting::{rewriting, settling, shuffling};
pub use tables::{
    admissions, chunks, claims, counts, directories, files, founding, heartbeats, letters, notifications,
    organisations, releases, retentions, secrets, sessions, spent, statements, vault_batches, vaults,
};

/// How many transactions may wait; whoever comes next waits to hand theirs over.
const QUEUE: usize = 1024;
/// Writing threads on PostgreSQL, which commits on several connections at once; SQLite allows one writer.
const POSTGRES_WRITERS: usize = 2;

/// What a store is opened with.
#[derive(Clone, Debug)]
pub struct StoreOptions {
    /// Where the database is.
    pub url: DatabaseUrl,
    /// Reading threads, each with its connection; at least one is started.
    pub readers: usize,
    /// How long a release stays open.
    pub release_interval: Duration,
}

/// A database, opened. Cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    jobs: RwLock<Option<Jobs>>,
    metrics: metrics::Metrics,
    options: StoreOptions,
    stopped: tokio::sync::Mutex<mpsc::Receiver<()>>,
}

#[derive(Clone)]
struct Jobs {
    read: mpsc::Sender<Box<dyn Job>>,
    write: mpsc::Sender<Write>,
}

impl Store {
    /// Opens the database, makes or updates its tables, and starts the threads. Blocks for as long as that takes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn open(options: &StoreOptions, clock: Clock) -> Result<Self, StoreError> {
        migrate::migrate(&options.url)?;
        releases::begin(&options.url, clock.unix_seconds(), options.release_interval)?;
        Self::start(options)
    }

    /// Opens a database that is there and has the tables that this program knows; makes and updates nothing.
    ///
    /// # Errors
    /// [`NotThere`].
    pub fn open_existing(options: &StoreOptions) -> Result<Self, NotThere> {
        drop(existing::open_to_read(&options.url)?);
        Ok(Self::start(options)?)
    }

    /// Starts the threads.
    fn start(options: &StoreOptions) -> Result<Self, StoreError> {
        let (read, to_read) = mpsc::channel(QUEUE);
        let (write, to_write) = mpsc::channel(QUEUE);
        // each thread holds an end of this until it is done
        let (running, stopped) = mpsc::channel(1);
        let to_read = Arc::new(Mutex::new(to_read));
        for at in 0..options.readers.max(1) {
            let (url, jobs, running) = (options.url.clone(), Arc::clone(&to_read), running.clone());
            spawn(format!("store-read-{at}"), move || {
                reader::run(url, &jobs);
                drop(running);
            })?;
        }
        let writers = match options.url {
            DatabaseUrl::Sqlite(_) => 1,
            DatabaseUrl::Postgres(_) => POSTGRES_WRITERS,
        };
        let to_write = Arc::new(Mutex::new(to_write));
        for at in 0..writers {
            let (url, jobs, running) = (options.url.clone(), Arc::clone(&to_write), running.clone());
            spawn(format!("store-write-{at}"), move || {
                writer::run(url, &jobs);
                drop(running);
            })?;
        }
        Ok(Self(Arc::new(Inner {
            jobs: RwLock::new(Some(Jobs { read, write })),
            metrics: metrics::Metrics::default(),
            options: options.clone(),
            stopped: tokio::sync::Mutex::new(stopped),
        })))
    }

    /// Runs `job` in a transaction that sees one state of the database and cannot write. `name` is what it is counted
    /// under.
    ///
    /// # Errors
    /// [`StoreError`], the job's own among them.
    pub async fn read<T: Send + 'static>(
        &self,
        name: &'static str,
        job: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (job, answer) = job::job(job);
        let accepted = match self.jobs() {
            Some(jobs) => jobs.read.send(job).await.is_ok(),
            None => false,
        };
        self.answered(name, accepted, answer).await
    }

    /// Runs `job` in a transaction, and answers when it is on the disk. Others' jobs may share the commit, none its
    /// failure: an `Err` undoes what this job did. A job may run when its caller is no longer waiting.
    ///
    /// # Errors
    /// [`StoreError`], the job's own among them; nothing of it is stored then, unless the database failed at the very
    /// commit.
    pub async fn write<T: Send + 'static>(
        &self,
        name: &'static str,
        job: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.hand_to_writer(name, Write::Together, job).await
    }

    /// As [`Store::write`], in a transaction that is shared with no other job: for what waits for locks that others
    /// hold until their commit.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub async fn write_alone<T: Send + 'static>(
        &self,
        name: &'static str,
        job: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.hand_to_writer(name, Write::Single, job).await
    }

    /// Runs `job` on a writing connection outside any transaction, while (on SQLite) nothing else is written.
    ///
    /// # Errors
    /// [`StoreError`], the job's own among them.
    pub async fn maintain<T: Send + 'static>(
        &self,
        name: &'static str,
        job: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.hand_to_writer(name, Write::Outside, job).await
    }

    async fn hand_to_writer<T: Send + 'static>(
        &self,
        name: &'static str,
        how: fn(Box<dyn Job>) -> Write,
        job: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (job, answer) = job::job(job);
        let accepted = match self.jobs() {
            Some(jobs) => jobs.write.send(how(job)).await.is_ok(),
            None => false,
        };
        self.answered(name, accepted, answer).await
    }

    /// Waits for an answer, and counts it.
    async fn answered<T>(
        &self,
        name: &'static str,
        accepted: bool,
        answer: oneshot::Receiver<Result<T, StoreError>>,
    ) -> Result<T, StoreError> {
        let answer = if accepted { answer.await.ok() } else { None };
        let outcome = answer.unwrap_or_else(|| Err(StoreError::stopping()));
        self.0.metrics.count(name, outcome.is_ok());
        outcome
    }

    /// Totals by name since this store was opened, sorted by name.
    pub fn metrics(&self) -> Vec<TransactionCount> {
        self.0.metrics.all()
    }

    /// The options that the store was opened with.
    pub fn options(&self) -> &StoreOptions {
        &self.0.options
    }

    /// Takes no more transactions, from no clone; answers those it took; returns when the threads are gone and the
    /// connections closed.
    pub async fn close(self) {
        // the threads end when the last sender is gone and their queue is empty
        drop(self.0.jobs.write().unwrap_or_else(PoisonError::into_inner).take());
        let _ = self.0.stopped.lock().await.recv().await;
    }

    fn jobs(&self) -> Option<Jobs> {
        self.0.jobs.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn spawn(name: String, run: impl FnOnce() + Send + 'static) -> Result<(), StoreError> {
    std::thread::Builder::new()
        .name(name)
        .spawn(run)
        .map(|_| ())
        .map_err(|error| StoreError::unavailable(Fault::Gone, format!("no thread: {error}")))
}
