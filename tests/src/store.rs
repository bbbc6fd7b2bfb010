//! Stores to test, and what to put into them.

use std::time::Duration;

use diesel::RunQueryDsl;
use fluister_protocol::day::Day;
use fluister_protocol::directory::{self, Adviser, Directory, Policy, Root, Track};
use fluister_protocol::id::{AdviserId, Digest32, Id, OrganisationId};
use fluister_protocol::keys::{IdentitySecret, OrganisationSecret};
use fluister_protocol::signed::{Signed, Verified};
use fluister_protocol::verifying::SignatureBytes;
use fluister_protocol::{chain, size};
use fluister_server::clock::{Clock, ClockHandle};
use fluister_server::store::chunks::{self, Chunk};
use fluister_server::store::founding::{self, Creation};
use fluister_server::store::letters::{self, BoxPage, Insertion, Known, Letter, Position};
use fluister_server::store::{Connection, DatabaseUrl, Store, StoreError, StoreOptions, counts, releases};
use fluister_server::sweep::{self, Swept};

use crate::postgres;

/// 2026-11-22 12:00 UTC.
pub const NOON: u64 = 1_795_348_800;
/// How long a release is open in these stores, in seconds.
pub const INTERVAL: u64 = 3600;
/// A day in seconds.
pub const DAY: u64 = 86_400;

/// Where a store's database is, and what keeps it there.
pub enum Place {
    /// A file in a directory of its own.
    Sqlite(tempfile::TempDir),
    /// A database of a server.
    Postgres(postgres::Database),
}

/// An open store with a clock that the test moves.
pub struct Bench {
    /// Under test.
    pub store: Store,
    /// What it reads.
    pub clock: Clock,
    /// Moves it.
    pub hand: ClockHandle,
    /// What a second store on the same database is opened with.
    pub options: StoreOptions,
    /// The database's; last, so that it is removed last.
    pub place: Place,
}

impl Bench {
    /// On a new SQLite file.
    pub fn sqlite() -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let url = DatabaseUrl::Sqlite(directory.path().join("fluister.sqlite"));
        Self::open(url, Place::Sqlite(directory))
    }

    /// On a new PostgreSQL database.
    pub fn postgres() -> Self {
        let database = postgres::Database::create();
        Self::open(database.url.clone(), Place::Postgres(database))
    }

    fn open(url: DatabaseUrl, place: Place) -> Self {
        let (clock, hand) = Clock::fixed(NOON);
        let options = StoreOptions { url, readers: 2, release_interval: Duration::from_secs(INTERVAL) };
        let store = Store::open(&options, clock.clone()).expect("opening the store");
        Self { store, clock, hand, options, place }
    }

    /// One more store on the same database, as another server would open it.
    pub fn another(&self) -> Store {
        Store::open(&self.options, self.clock.clone()).expect("opening a second store")
    }

    /// The SQLite file's path.
    pub fn file(&self) -> std::path::PathBuf {
        match &self.options.url {
            DatabaseUrl::Sqlite(path) => path.clone(),
            DatabaseUrl::Postgres(_) => panic!("PostgreSQL has no single file"),
        }
    }

    /// Posts the letters of these numbers, as the server does.
    pub async fn post(&self, organisation: OrganisationId, numbers: impl IntoIterator<Item = u64>) {
        let done = post(&self.store, organisation, numbers).await;
        assert_eq!(done, Ok(Insertion::Done));
    }

    /// Puts the chunk of this number.
    pub async fn put_chunk(&self, organisation: OrganisationId, number: u64) {
        let (id, bytes) = chunk(number);
        let today = self.clock.today();
        let known = self
            .store
            .write("put", move |c| chunks::insert(c, Chunk { id, organisation, bytes: &bytes }, today))
            .await;
        assert_eq!(known, Ok(Known::New));
    }

    /// Lets the open release's time pass, and does what is due then.
    pub async fn close_release(&self) {
        self.hand.advance(INTERVAL);
        sweep::tend(&self.store, &self.clock).await.expect("closing a release");
    }

    /// Sweeps now, by the operator's word however far the test has moved the clock.
    pub async fn sweep(&self) -> Swept {
        sweep::believe(&self.store, &self.clock).await.expect("the operator's word");
        sweep::sweep(&self.store, &self.clock).await.expect("a sweep")
    }

    /// A page of an organisation's box.
    pub async fn page(&self, organisation: OrganisationId, after: Position, limit: usize) -> BoxPage {
        self.store
            .read("page", move |c| letters::box_page(c, organisation, after, limit))
            .await
            .expect("reading a page")
    }

    /// The ids of all letters that an organisation's box serves.
    pub async fn box_ids(&self, organisation: OrganisationId) -> Vec<Id> {
        let page = self.page(organisation, Position::START, usize::MAX >> 1).await;
        page.letters.iter().map(|letter| letter.id).collect()
    }

    /// How many letters there are.
    pub async fn count(&self) -> u64 {
        self.store.read("count", letters::count).await.expect("counting letters")
    }

    /// Creates an organisation, named by a number.
    pub async fn organisation(&self, number: u8) -> OrganisationId {
        let (directory, signed) = first_directory(number);
        let today = self.clock.today();
        let id = directory.organisation;
        let created = self
            .store
            .write("create", move |c| founding::create(c, &directory, &signed, today))
            .await
            .expect("creating an organisation");
        assert_eq!(created, Creation::Created);
        id
    }
}

/// The root key of the organisation with this number.
pub fn root(number: u8) -> OrganisationSecret {
    OrganisationSecret::from_seed(&[number; 32])
}

/// An adviser's identity key.
pub fn identity(number: u8) -> IdentitySecret {
    IdentitySecret::from_seed(&[100 + number; 32])
}

/// The id of an adviser of this number.
pub fn adviser(number: u8) -> AdviserId {
    identity(number).public().adviser()
}

/// The first directory of the organisation with this number, without advisers; its slug is `org-NUMBER`.
pub fn first_directory(number: u8) -> (Verified<Directory>, Signed) {
    first_directory_as(number, &format!("org-{number}"))
}

/// The same under another slug.
pub fn first_directory_as(number: u8, slug: &str) -> (Verified<Directory>, Signed) {
    let mut directory = directory_of(number);
    directory.slug = slug.into();
    let signed = root(number).sign_payload(&directory).expect("a payload");
    (chain::first(&signed).expect("a sound directory"), signed)
}

/// The version after `before` with these advisers and this shelf life.
pub fn next_directory(
    number: u8,
    before: &Verified<Directory>,
    advisers: &[u8],
    shelf_life_days: u32,
) -> (Verified<Directory>, Signed) {
    let mut directory = directory_of(number);
    directory.serial = before.serial + 1;
    directory.previous = Some(before.hash());
    directory.policy.shelf_life_days = shelf_life_days;
    directory.advisers = advisers.iter().map(|number| profile(*number)).collect();
    let signed = root(number).sign_payload(&directory).expect("a payload");
    (chain::next(before, &signed).expect("a sound directory"), signed)
}

fn directory_of(number: u8) -> Directory {
    let key = root(number).public();
    let issued: Day = "2026-11-22".parse().expect("a day");
    Directory {
        version: 1,
        organisation: key.organisation(),
        slug: format!("org-{number}"),
        name: format!("Organisation {number}"),
        languages: vec!["nl".into()],
        serial: 1,
        previous: None,
        issued,
        expires: issued.plus(90),
        roots: vec![Root { key, first_serial: 1 }],
        successor: Digest32([0; 32]),
        advisers: Vec::new(),
        policy: Policy { tracks: vec![Track::Conduct], shelf_life_days: 30, listed: false },
        pages: Vec::new(),
    }
}

fn profile(number: u8) -> Adviser {
    Adviser {
        identity: identity(number).public(),
        name: format!("Adviser {number}"),
        position: directory::Position::Internal,
        tracks: vec![Track::Conduct],
        languages: vec!["nl".into()],
        about: Default::default(),
        photo: None,
        absent_until: None,
        deputy: None,
    }
}

/// A letter named by a number; its id and bytes look random and follow from it.
pub fn letter(number: u64) -> Letter {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&number.to_be_bytes());
    let id = Id::of_token(&seed);
    let mut bytes = Vec::with_capacity(size::LETTER);
    // xorshift64*, never zero
    let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    while bytes.len() < size::LETTER {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        bytes.extend_from_slice(&state.wrapping_mul(0x2545_f491_4f6c_dd1d).to_be_bytes());
    }
    Letter { id, bytes: bytes.into_boxed_slice() }
}

/// The day on which benches begin.
pub fn first_day() -> Day {
    Day::of_unix_seconds(NOON)
}

/// A chunk named by a number: id and bytes.
pub fn chunk(number: u64) -> (Id, Vec<u8>) {
    let few = letter(number);
    (few.id, few.bytes.repeat(size::CHUNK / size::LETTER))
}

/// Their ids, sorted.
pub fn sorted_ids(numbers: impl IntoIterator<Item = u64>) -> Vec<Id> {
    let mut ids: Vec<Id> = numbers.into_iter().map(|number| letter(number).id).collect();
    ids.sort();
    ids
}

/// Posts the letters of these numbers into the open release.
///
/// # Errors
/// The store's.
pub async fn post(
    store: &Store,
    organisation: OrganisationId,
    numbers: impl IntoIterator<Item = u64>,
) -> Result<Insertion, StoreError> {
    let posted = numbered(numbers);
    let count = posted.len() as u64;
    store
        .write("post", move |c| {
            let release = releases::open(c)?.number;
            counts::add(c, organisation, release, count)?;
            letters::insert(c, organisation, &posted, release)
        })
        .await
}

/// Letters named by these numbers.
pub fn numbered(numbers: impl IntoIterator<Item = u64>) -> Vec<Letter> {
    numbers.into_iter().map(letter).collect()
}

/// Something signed, for what the store keeps without reading it.
pub fn signed(text: &str) -> Signed {
    Signed { payload: text.as_bytes().to_vec(), signature: SignatureBytes([7; 64]) }
}

/// The ids of all letters as the database gives them when it is asked for no order.
///
/// # Errors
/// The store's.
pub fn rows_as_they_come(c: &mut Connection) -> Result<Vec<Vec<u8>>, StoreError> {
    let rows: Vec<IdRow> = diesel::sql_query("SELECT id FROM letters").load(c)?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

#[derive(diesel::QueryableByName)]
struct IdRow {
    #[diesel(sql_type = diesel::sql_types::Binary)]
    id: Vec<u8>,
}

/// A row of one text, named `text`.
#[derive(diesel::QueryableByName)]
pub struct TextRow {
    /// The text.
    #[diesel(sql_type = diesel::sql_types::Text)]
    pub text: String,
}
