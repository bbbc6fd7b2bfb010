//! A server's database with so many letters, filled quickly past the server.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use fluister_protocol::id::Id;
use fluister_server::store::{DatabaseUrl, Store, StoreOptions, letters};
use fluister_tests::harness::Process;
use fluister_tests::organisation::Organisation;
use tempfile::TempDir;

use crate::bare::Bare;
use crate::load::{self, Request};
use crate::posts;

/// The numbers of these letters begin here, past those that are posted.
const FIRST: u64 = 1 << 40;
/// Letters in one transaction.
const AT_ONCE: usize = 4_096;

static DRAWN: AtomicU64 = AtomicU64::new(0);

/// A database with the organisation `acme` and its letters.
pub struct Filled {
    /// How many letters.
    pub letters: u64,
    path: PathBuf,
    _directory: TempDir,
}

impl Filled {
    /// A new database with so many letters.
    pub fn with(letters: u64) -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let path = directory.path().join("fluister.sqlite");
        let filled = Self { letters, path, _directory: directory };
        let mut server = filled.server();
        Organisation::founded_on(&server);
        server.signal("TERM");
        server.wait();
        // by place, as the sweeper would leave them, and quicker to write
        let mut numbers: Vec<(Id, u64)> =
            (FIRST..FIRST + letters).map(|number| (Id::of_token(&posts::token(number)), number)).collect();
        numbers.sort_unstable();
        let mut bare = Bare::fill(&filled.path);
        for some in numbers.chunks(AT_ONCE) {
            let letters: Vec<_> = some.iter().map(|(_, number)| posts::numbered(*number)).collect();
            bare.insert(&letters);
        }
        bare.end_filling(&filled.path);
        filled
    }

    /// Starts a server on the database.
    pub fn server(&self) -> Process {
        posts::server_on(&format!("sqlite://{}", self.path.display()))
    }

    /// Fetches of four of its letters, others each time, by the store alone.
    pub fn read_by_store(&self, fetches: usize) {
        let options = StoreOptions {
            url: DatabaseUrl::Sqlite(self.path.clone()),
            readers: 1,
            release_interval: Duration::from_secs(3_600),
        };
        let store = Store::open_existing(&options).expect("its database");
        load::block_on(async {
            for _ in 0..fetches {
                let ids: Vec<Id> = four(self.letters).iter().map(Id::of_token).collect();
                let found = store.read("fetch", move |c| letters::fetch(c, &ids)).await.expect("an answer");
                assert!(found.iter().all(Option::is_some), "its letters");
            }
            store.close().await;
        });
    }

    /// A fetch of four of its letters, others each time.
    pub fn fetch(&self) -> Request {
        fetch(self.letters)
    }
}

/// A fetch of four of so many letters.
pub fn fetch(letters: u64) -> Request {
    posts::fetch(four(letters))
}

fn four(letters: u64) -> [[u8; 32]; 4] {
    let drawn = DRAWN.fetch_add(4, Ordering::Relaxed);
    [0, 1, 2, 3].map(|at| posts::token(FIRST + scattered(drawn + at) % letters))
}

/// splitmix64: numbers that look random.
fn scattered(at: u64) -> u64 {
    let mut z = at.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
