//! Whatever is valid and signed verifies, and nothing else does.

use fluister_protocol::chain::{self, Named};
use fluister_protocol::day::{Day, Epoch};
use fluister_protocol::directory::{Adviser, Directory, Page, Policy, Position, Track};
use fluister_protocol::heartbeat::{self, Entry, Heartbeat};
use fluister_protocol::id::Digest32;
use fluister_protocol::keys::IdentitySecret;
use fluister_protocol::request::{self, AppointmentRequest};
use fluister_protocol::signed::Signed;
use fluister_protocol::statement::{self, EpochKey, KeyStatement, XWingBytes};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;

use crate::make::people::{directory, organisation, root, sam, sign};

fn name() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9éü'\u{4e00}-\u{4e20} ]{0,20}[a-z]"
}
fn language() -> impl Strategy<Value = String> {
    "[a-z]{2,3}(-[A-Z]{2})?"
}
fn digest() -> impl Strategy<Value = Digest32> {
    any::<[u8; 32]>().prop_map(Digest32)
}
fn day() -> impl Strategy<Value = Day> {
    (0..=Day::LAST.number()).prop_map(|number| Day::new(number).unwrap())
}
fn tracks() -> impl Strategy<Value = Vec<Track>> {
    prop_oneof![
        Just(vec![Track::Conduct]),
        Just(vec![Track::Integrity]),
        Just(vec![Track::Conduct, Track::Integrity]),
    ]
}

fn adviser() -> impl Strategy<Value = Adviser> {
    let first = (any::<[u8; 32]>(), name(), any::<bool>(), tracks(), vec(language(), 0..4));
    let rest = (
        btree_map(language(), ".{0,80}", 0..3),
        option::of(digest()),
        option::of(day()),
        option::of(digest()),
    );
    (first, rest).prop_map(
        |((seed, name, internal, tracks, languages), (about, photo, absent_until, deputy))| Adviser {
            identity: IdentitySecret::from_seed(&seed).public(),
            name,
            position: if internal { Position::Internal } else { Position::External },
            tracks,
            languages,
            about,
            photo,
            absent_until,
            deputy: deputy.map(|deputy| fluister_protocol::id::AdviserId(deputy.0)),
        },
    )
}

fn directories() -> impl Strategy<Value = Directory> {
    let first = ("[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?", name(), vec(language(), 1..4), day(), 0..=182_u32);
    let page =
        (name(), language(), digest()).prop_map(|(name, language, sha256)| Page { name, language, sha256 });
    let rest = (vec(adviser(), 0..4), tracks(), 120..=365_u32, any::<bool>(), vec(page, 0..4));
    (first, rest).prop_map(
        |((slug, name, languages, issued, days), (advisers, tracks, shelf_life_days, listed, pages))| {
            Directory {
                slug,
                name,
                languages,
                issued,
                expires: issued.plus(days),
                advisers,
                policy: Policy { tracks, shelf_life_days, listed },
                pages,
                ..directory()
            }
        },
    )
}

/// As it travels, with one bit of payload or signature flipped.
fn flipped(signed: &Signed, at: prop::sample::Index, bit: u32) -> Signed {
    let mut flipped = signed.clone();
    let at = at.index(signed.payload.len() + 64);
    match flipped.payload.get_mut(at) {
        Some(byte) => *byte ^= 1 << bit,
        None => flipped.signature.0[at - signed.payload.len()] ^= 1 << bit,
    }
    flipped
}

/// Over the wire and back.
fn travelled(signed: &Signed) -> Signed {
    serde_json::from_slice(&serde_json::to_vec(signed).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn directories_go_round(directory in directories(), at: prop::sample::Index, bit in 0..8_u32) {
        let signed = sign(&directory, 1);
        let read = chain::read(&travelled(&signed)).unwrap();
        prop_assert_eq!(&*read, &directory);
        prop_assert_eq!(read.hash(), signed.hash(fluister_protocol::label::Label::Directory));
        prop_assert!(chain::read(&flipped(&signed, at, bit)).is_err());
        prop_assert!(chain::read(&sign(&directory, 2)).is_err());
    }

    #[test]
    fn requests_go_round(adviser in adviser(), at: prop::sample::Index, bit in 0..8_u32, seed: [u8; 32]) {
        let identity = IdentitySecret::from_seed(&seed);
        let adviser = Adviser { identity: identity.public(), ..adviser };
        let request = AppointmentRequest { version: 1, organisation: organisation(), adviser };
        let signed = identity.sign_payload(&request).unwrap();
        prop_assert_eq!(&*request::verify(organisation(), &travelled(&signed)).unwrap(), &request);
        prop_assert!(request::verify(organisation(), &flipped(&signed, at, bit)).is_err());
    }

    #[test]
    fn statements_go_round(
        epochs in btree_set(any::<u32>(), 1..=8),
        serial in 1..=fluister_protocol::json::LARGEST,
        issued in day(),
        key in vec(any::<u8>(), 1216),
        at: prop::sample::Index,
        bit in 0..8_u32,
    ) {
        let key = XWingBytes(key.try_into().unwrap());
        let statement = KeyStatement {
            version: 1,
            organisation: organisation(),
            adviser: sam().identity.public().adviser(),
            serial,
            issued,
            epochs: epochs.iter().map(|epoch| EpochKey { epoch: Epoch(*epoch), key }).collect(),
        };
        let listing = chain::read(&sign(&directory(), 1)).unwrap();
        let signed = sam().identity.sign_payload(&statement).unwrap();
        let read = statement::verify(&listing, &travelled(&signed)).unwrap();
        prop_assert_eq!(&*read, &statement);
        prop_assert!(statement::verify(&listing, &flipped(&signed, at, bit)).is_err());
        // exactly the epochs that are listed have a key
        for epoch in epochs.iter().flat_map(|epoch| [epoch.saturating_sub(1), *epoch, epoch.saturating_add(1)]) {
            let day = Epoch(epoch).first_day();
            if day.epoch() == Epoch(epoch) {
                let found = read.key_for(day).ok().map(|key| key.epoch.0);
                prop_assert_eq!(found, epochs.contains(&epoch).then_some(epoch));
            }
        }
    }

    #[test]
    fn heartbeats_go_round(
        entries in btree_set(any::<[u8; 32]>(), 64),
        counter in 1..=u32::MAX,
        day in day(),
        serial in 1..=fluister_protocol::json::LARGEST,
        hash in digest(),
        at: prop::sample::Index,
        bit in 0..8_u32,
    ) {
        let heartbeat = Heartbeat {
            version: 1,
            organisation: organisation(),
            adviser: sam().identity.public().adviser(),
            counter,
            day,
            directory: Named { serial, hash },
            statement: Named { serial, hash },
            entries: entries.into_iter().map(Entry).collect(),
        };
        let listing = chain::read(&sign(&directory(), 1)).unwrap();
        let signed = sam().identity.sign_payload(&heartbeat).unwrap();
        prop_assert_eq!(&*heartbeat::verify(&listing, &travelled(&signed)).unwrap(), &heartbeat);
        prop_assert!(heartbeat::verify(&listing, &flipped(&signed, at, bit)).is_err());
    }

    #[test]
    fn one_history_is_told_from_two(serials in (1..9_u64, 1..9_u64), hashes in (0..2_u8, 0..2_u8)) {
        let named = Named { serial: serials.0, hash: Digest32([hashes.0; 32]) };
        let shown = Named { serial: serials.1, hash: Digest32([hashes.1; 32]) };
        let answer = named.not_after(shown).map_err(fluister_protocol::signed::ValidationError::reason);
        let due = match serials.1.cmp(&serials.0) {
            std::cmp::Ordering::Less => Err("old"),
            std::cmp::Ordering::Equal if hashes.0 != hashes.1 => Err("two-histories"),
            _ => Ok(()),
        };
        prop_assert_eq!(answer, due);
    }
}

#[test]
fn the_fullest_of_each_fits_in_what_a_server_takes() {
    // 1,024 entries
    let mut drawn = crate::make::people::Drawn::from("entries");
    let entries = fluister_protocol::heartbeat_contents::entries(&[], u32::MAX, 1_024, &mut drawn).unwrap();
    let named = Named { serial: fluister_protocol::json::LARGEST, hash: Digest32([1; 32]) };
    let heartbeat = Heartbeat {
        version: 1,
        organisation: organisation(),
        adviser: sam().identity.public().adviser(),
        counter: u32::MAX,
        day: Day::LAST,
        directory: named,
        statement: named,
        entries,
    };
    let listing = chain::read(&sign(&directory(), 1)).unwrap();
    let signed = sam().identity.sign_payload(&heartbeat).unwrap();
    assert!(heartbeat::verify(&listing, &signed).is_ok());
    assert!(serde_json::to_vec(&signed).unwrap().len() <= 64 * 1024);
    // 64 advisers with names and pages, and 64 roots
    let mut full = Directory { serial: 64, previous: Some(Digest32([1; 32])), ..directory() };
    full.roots = (1..=64)
        .map(|n| fluister_protocol::directory::Root { key: root(n).public(), first_serial: n as u64 })
        .collect();
    full.advisers = (0..64).map(|n| Adviser { identity: identity(n), ..sam().profile() }).collect();
    full.pages = vec![full.pages[0].clone(); 60];
    let signed = sign(&full, 64);
    chain::read(&signed).unwrap();
    assert!(serde_json::to_vec(&signed).unwrap().len() <= 64 * 1024, "{}", signed.payload.len());
}

#[test]
fn a_payload_has_at_most_48_000_bytes() {
    let padded = |size| {
        let mut payload = sign(&directory(), 1).payload;
        payload.resize(size, b' ');
        let signature = root(1).sign(fluister_protocol::label::Label::Directory, &[&payload]);
        chain::read(&Signed { payload, signature })
            .map(drop)
            .map_err(fluister_protocol::signed::ValidationError::reason)
    };
    assert_eq!(padded(48_000), Ok(()));
    assert_eq!(padded(48_001), Err("size"));
}

fn identity(n: u8) -> fluister_protocol::verifying::IdentityKey {
    IdentitySecret::from_seed(&[n; 32]).public()
}
