//! What most handlers share, and their transactions, which can refuse a request.

use fluister_protocol::day::Day;
use fluister_protocol::signed::ValidationError;

use crate::clock::Clock;
use crate::config::Quotas;
use crate::error::Refused;
use crate::problem::Problem;
use crate::stateless_token::{self, ServerKey};
use crate::store::{Connection, Fault, Store, StoreError, secrets};

/// Shared by all workers, behind an `Arc`.
pub struct State {
    /// The database failed.
    pub store: Store,
    /// The source of the time.
    pub clock: Clock,
    /// What an organisation may use, and what all may use together.
    pub quotas: Quotas,
    /// Authenticates challenges, session tokens and cursors.
    pub key: ServerKey,
}

/// Why a handler's transaction ended without what was asked for.
pub enum Stop {
    /// The database failed: what the job did is undone.
    Store(StoreError),
    /// The request is refused, before the job has written anything.
    Refused(Refused),
}

impl Stop {
    /// Two requests at one moment: undo this one, which gets its proper answer when it is sent again.
    pub fn moment(what: &str) -> Self {
        Self::Store(StoreError::unavailable(Fault::Locked, format!("{what} at the same moment")))
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Refused> for Stop {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Refused(problem.into())
    }
}

impl From<ValidationError> for Stop {
    fn from(error: ValidationError) -> Self {
        Self::Refused(error.into())
    }
}

fn outcome<T>(done: Result<T, Stop>) -> Result<Result<T, Refused>, StoreError> {
    match done {
        Ok(done) => Ok(Ok(done)),
        Err(Stop::Refused(refused)) => Ok(Err(refused)),
        Err(Stop::Store(error)) => Err(error),
    }
}

/// The server could not be prepared.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The operating system gives no randomness.
    #[error("the operating system gives no randomness")]
    Randomness,
}

impl State {
    /// Fetches the server's key from the database, making it at the first start.
    ///
    /// # Errors
    /// [`StateError`].
    pub async fn new(store: Store, clock: Clock, quotas: Quotas) -> Result<Self, StateError> {
        let fresh = stateless_token::fresh::<32>().map_err(|_| StateError::Randomness)?;
        let key =
            store.write("server key", move |c| secrets::get_or_create(c, ServerKey::NAME, fresh)).await?;
        Ok(Self { store, clock, quotas, key: ServerKey::new(key) })
    }

    /// Reads in one transaction.
    ///
    /// # Errors
    /// What the job refuses; a problem of the server's own where the store fails.
    pub async fn read<T: Send + 'static>(
        &self,
        name: &'static str,
        job: impl FnOnce(&mut Connection) -> Result<T, Stop> + Send + 'static,
    ) -> Result<T, Refused> {
        self.store.read(name, |c| outcome(job(c))).await?
    }

    /// Writes in one transaction; when this returns, it is on the disk.
    ///
    /// # Errors
    /// What the job refuses; a problem of the server's own where the store fails.
    pub async fn write<T: Send + 'static>(
        &self,
        name: &'static str,
        job: impl FnOnce(&mut Connection) -> Result<T, Stop> + Send + 'static,
    ) -> Result<T, Refused> {
        self.store.write(name, |c| outcome(job(c))).await?
    }

    /// As [`State::write`], in a transaction that is shared with no other job.
    ///
    /// # Errors
    /// What the job refuses; a problem of the server's own where the store fails.
    pub async fn write_alone<T: Send + 'static>(
        &self,
        name: &'static str,
        job: impl FnOnce(&mut Connection) -> Result<T, Stop> + Send + 'static,
    ) -> Result<T, Refused> {
        self.store.write_alone(name, |c| outcome(job(c))).await?
    }

    /// Unix time in seconds.
    pub fn now(&self) -> u64 {
        self.clock.unix_seconds()
    }

    /// The UTC day.
    pub fn today(&self) -> Day {
        self.clock.today()
    }
}
