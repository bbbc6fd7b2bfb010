//! The clock that is passed in, so that tests need not wait for a day to pass.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use fluister_protocol::day::Day;

/// A source of the time; cheap to clone.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Fixed(Arc<AtomicU64>),
}

/// Moves a clock that was made by [`Clock::fixed`].
#[derive(Clone, Debug)]
pub struct ClockHandle(Arc<AtomicU64>);

impl Clock {
    /// The machine's clock.
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still until its handle moves it.
    pub fn fixed(unix_seconds: u64) -> (Self, ClockHandle) {
        let time = Arc::new(AtomicU64::new(unix_seconds));
        (Self(Source::Fixed(Arc::clone(&time))), ClockHandle(time))
    }

    /// Seconds since 1970-01-01 00:00 UTC; 0 before.
    pub fn unix_seconds(&self) -> u64 {
        match &self.0 {
            Source::System => SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs()),
            Source::Fixed(time) => time.load(Ordering::SeqCst),
        }
    }

    /// Hours since 1970-01-01 00:00 UTC.
    pub fn unix_hours(&self) -> u64 {
        self.unix_seconds() / 3_600
    }

    /// The UTC day.
    pub fn today(&self) -> Day {
        Day::of_unix_seconds(self.unix_seconds())
    }
}

impl ClockHandle {
    /// Sets the clock, forward or back.
    pub fn set(&self, unix_seconds: u64) {
        self.0.store(unix_seconds, Ordering::SeqCst);
    }

    /// Moves the clock forward.
    pub fn advance(&self, seconds: u64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_moves_only_by_its_handle() {
        let (clock, handle) = Clock::fixed(86_399);
        let other = clock.clone();
        assert_eq!(other.today().to_string(), "1970-01-01");
        handle.advance(1);
        assert_eq!((other.unix_seconds(), other.today().number()), (86_400, 1));
        handle.set(5);
        assert_eq!(other.unix_seconds(), 5);
    }
}
