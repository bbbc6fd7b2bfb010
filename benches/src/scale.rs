//! The sizes of a run: how many letters, callers and rounds.

use std::time::Duration;

/// Sizes of every measurement.
pub struct Scale {
    /// How often each side is measured, in turn.
    pub rounds: usize,
    /// Callers at once, each on a connection of its own.
    pub callers: usize,
    /// Posts of four letters in a round, of all callers together.
    pub posts: usize,
    /// Posts of four letters in a round where each is a commit.
    pub single_posts: usize,
    /// How long each side of a round takes where it is the time that is fixed.
    pub window: Duration,
    /// Letters in the databases whose latency is compared, the fewest first.
    pub filled: &'static [u64],
    /// Fetches in a round of latency.
    pub fetches: usize,
    /// Connections open at once.
    pub connections: usize,
    /// Attachments uploaded at once.
    pub uploads: usize,
    /// Chunks of 256 KiB of one attachment.
    pub chunks: usize,
    /// After so long no more chunks are sent.
    pub uploading: Duration,
    /// How often a server is started.
    pub starts: usize,
}

impl Scale {
    /// For RESULTS.md: less than ten minutes on two cores.
    pub const USUAL: Self = Self {
        rounds: 5,
        callers: 64,
        posts: 1_024,
        single_posts: 256,
        window: Duration::from_secs(3),
        filled: &[10_000, 100_000],
        fetches: 1_000,
        connections: 1_000,
        uploads: 20,
        chunks: 400,
        uploading: Duration::from_secs(60),
        starts: 21,
    };

    /// As [`Scale::USUAL`], and with a million letters: 16 GB and some minutes more.
    pub const FULL: Self = Self { filled: &[10_000, 100_000, 1_000_000], ..Self::USUAL };

    /// For a test that everything runs: some seconds.
    pub const TINY: Self = Self {
        rounds: 2,
        callers: 4,
        posts: 8,
        single_posts: 4,
        window: Duration::from_millis(100),
        filled: &[20, 40],
        fetches: 20,
        connections: 8,
        uploads: 2,
        chunks: 3,
        uploading: Duration::from_secs(10),
        starts: 2,
    };
}
