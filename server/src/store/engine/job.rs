//! A transaction on its way to the thread that runs it, and its answer on the way back.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::oneshot;

use crate::store::{Connection, StoreError};

/// A job, without its result's type, so that jobs of all types can queue. It is either run or refused; if it is dropped
/// instead, its caller is told that the store is stopping.
pub(in crate::store) trait Job: Send {
    /// Runs it. A panic inside becomes an error.
    fn run(self: Box<Self>, c: &mut Connection) -> Box<dyn Answer>;
    /// Answers without running it.
    fn refuse(self: Box<Self>, error: StoreError);
}

/// What came out, held back until its transaction has been committed.
pub(in crate::store) trait Answer: Send {
    /// Why the job itself failed.
    fn error(&self) -> Option<&StoreError>;
    /// Sends the outcome; where the commit failed, that.
    fn send(self: Box<Self>, commit: Result<(), StoreError>);
}

struct Call<T, F> {
    job: F,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

struct Outcome<T> {
    outcome: Result<T, StoreError>,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

/// Boxes a job, with the end at which its answer comes out.
pub(in crate::store) fn job<T, F>(job: F) -> (Box<dyn Job>, oneshot::Receiver<Result<T, StoreError>>)
where
    T: Send + 'static,
    F: FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    (Box::new(Call { job, reply }), answer)
}

impl<T, F> Job for Call<T, F>
where
    T: Send + 'static,
    F: FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
{
    fn run(self: Box<Self>, c: &mut Connection) -> Box<dyn Answer> {
        let Self { job, reply } = *self;
        let outcome = catch_unwind(AssertUnwindSafe(|| job(c)))
            .unwrap_or_else(|_| Err(StoreError::damaged("a transaction panicked")));
        Box::new(Outcome { outcome, reply })
    }

    fn refuse(self: Box<Self>, error: StoreError) {
        // whoever asked may be gone
        let _ = self.reply.send(Err(error));
    }
}

impl<T: Send> Answer for Outcome<T> {
    fn error(&self) -> Option<&StoreError> {
        self.outcome.as_ref().err()
    }

    fn send(self: Box<Self>, commit: Result<(), StoreError>) {
        let Self { outcome, reply } = *self;
        let _ = reply.send(commit.and(outcome));
    }
}
