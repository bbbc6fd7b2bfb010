//! Letters go round, and open for nobody else.
#![expect(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use fluister_protocol::chain::Named;
use fluister_protocol::code::RetrievalCode;
use fluister_protocol::content::{self, Body, Content, Message, Other, Part, Report};
use fluister_protocol::day::{Day, Epoch};
use fluister_protocol::derivation::{Master, ThreadKey};
use fluister_protocol::directory::{Adviser, Directory, Policy, Position, Root, Track};
use fluister_protocol::id::{Digest32, OrganisationId, Token};
use fluister_protocol::keys::{EpochSecret, IdentitySecret, OrganisationSecret, ReplyPublicKey};
use fluister_protocol::letter::{self, AdviserReader, OpenError, SealError, Sealed};
use fluister_protocol::note::Note;
use fluister_protocol::proof::{self, EpochReader, Proven};
use fluister_protocol::random;
use fluister_protocol::size;
use proptest::prelude::*;

const ORGANISATION: OrganisationId = OrganisationId([1; 32]);

fn today() -> Day {
    "2026-11-22".parse().unwrap()
}

struct Adviser1 {
    identity: IdentitySecret,
    secret: EpochSecret,
    epoch: Epoch,
}

impl Adviser1 {
    fn new() -> Self {
        let mut rng = random::system();
        Self {
            identity: IdentitySecret::generate(&mut rng),
            secret: EpochSecret::generate(&mut rng),
            epoch: Epoch(742),
        }
    }
    fn reader(&self) -> AdviserReader {
        AdviserReader {
            organisation: ORGANISATION,
            identity: self.identity.public(),
            epoch: self.epoch,
            key: self.secret.public(),
        }
    }
    fn opener(&self) -> EpochReader {
        EpochReader::new(ORGANISATION, self.identity.public(), self.epoch, self.secret.clone())
    }
}

fn directory(advisers: &[&IdentitySecret]) -> Directory {
    let root = OrganisationSecret::from_seed(&[5; 32]).public();
    let day = today();
    let adviser = |identity: &&IdentitySecret| Adviser {
        identity: identity.public(),
        name: "Sam".into(),
        position: Position::Internal,
        tracks: vec![Track::Conduct],
        languages: vec![],
        about: Default::default(),
        photo: None,
        absent_until: None,
        deputy: None,
    };
    Directory {
        version: 1,
        organisation: root.organisation(),
        slug: "acme".into(),
        name: "Acme".into(),
        languages: vec!["nl".into()],
        serial: 1,
        previous: None,
        issued: day,
        expires: day,
        roots: vec![Root { key: root, first_serial: 1 }],
        successor: Digest32([0; 32]),
        advisers: advisers.iter().map(adviser).collect(),
        policy: Policy::default(),
        pages: vec![],
    }
}

fn report(thread: &ThreadKey, reply: ReplyPublicKey, text: &str) -> Content {
    let report = Report {
        track: Some(Track::Conduct),
        categories: vec!["bullying".into()],
        text: text.into(),
        wants: None,
        language: Some("nl".into()),
        thread_key: thread.clone(),
        reply_key: reply,
        other: Other::new(),
    };
    let named = Named { serial: 1, hash: Digest32([2; 32]) };
    Content { directory: Some(named), ..Content::new(Body::Report(Box::new(report)), 1, 0, today()) }
}

fn message(text: &str, n: u32) -> Content {
    Content::new(Body::Message(Message { text: text.into(), other: Other::new() }), n, 0, today())
}

fn master() -> Master {
    Master::derive(&ORGANISATION, &RetrievalCode::from_entropy([7; 14]))
}

fn sealed_report(adviser: &Adviser1, text: &str) -> Sealed {
    let (master, mut rng) = (master(), random::system());
    let thread = master.thread(0);
    let content = report(&thread, master.reply_key(0).public(), text);
    letter::seal_to_adviser(&adviser.reader(), &thread, &master.own(0, 1), content, &mut rng).unwrap()
}

#[test]
fn a_report_a_reply_and_a_follow_up() {
    let (adviser, master, mut rng) = (Adviser1::new(), master(), random::system());
    let nobody = directory(&[]);
    let sealed = sealed_report(&adviser, "words");
    assert_eq!(sealed.letter.len(), size::LETTER);

    let unproven = adviser.opener().open(sealed.id, &sealed.letter).unwrap();
    let Proven::Report { thread, content } = unproven.prove(&nobody, |_| None).unwrap() else { panic!() };
    assert_eq!(thread, master.thread(0));
    assert_eq!(content.token.as_ref(), Some(&master.own(0, 1)));
    let Body::Report(report) = &content.body else { panic!() };

    let reply = letter::seal_reply(ORGANISATION, &report.reply_key, &thread, &message("answer", 1), &mut rng)
        .unwrap();
    let read =
        letter::open_reply(ORGANISATION, &master.reply_key(0), &master.thread(0), 1, &reply.letter).unwrap();
    assert_eq!(read, message("answer", 1));

    let token = master.own(0, 2);
    let more =
        letter::seal_to_adviser(&adviser.reader(), &thread, &token, message("more", 2), &mut rng).unwrap();
    let unproven = adviser.opener().open(more.id, &more.letter).unwrap();
    // before anything is proven: enough to put letters in order
    assert_eq!(unproven.claimed_number(), Some(2));
    let proven = unproven.prove(&nobody, |id| (id == thread.id()).then(|| thread.clone())).unwrap();
    assert!(matches!(proven, Proven::Thread { thread: id, .. } if id == thread.id()));
    // to one who never got the report it is a letter of no known thread, and not a lost one
    assert_eq!(unproven.prove(&nobody, |_| None).unwrap_err(), OpenError::UnknownThread);
}

#[test]
fn two_public_keys_are_not_one() {
    let (one, other) = (Adviser1::new().secret, Adviser1::new().secret);
    assert_eq!(one.public(), one.public());
    assert_ne!(one.public(), other.public());
}

#[test]
fn advisers_write_to_each_other_under_their_names() {
    let (reader, author, stranger) = (Adviser1::new(), Adviser1::new(), Adviser1::new());
    let mut rng = random::system();
    let token = Token::new(random::bytes(&mut rng));
    let sealed = proof::seal_between_advisers(
        &reader.reader(),
        &author.identity,
        &token,
        message("colleague", 1),
        &mut rng,
    )
    .unwrap();
    let unproven = reader.opener().open(sealed.id, &sealed.letter).unwrap();
    let listed = directory(&[&author.identity]);
    let Proven::Adviser { from, .. } = unproven.prove(&listed, |_| None).unwrap() else { panic!() };
    assert_eq!(from, author.identity.public().adviser());
    assert_eq!(unproven.prove(&directory(&[&stranger.identity]), |_| None).unwrap_err(), OpenError::Proof);
}

#[test]
fn notes_are_for_oneself() {
    let (master, mut rng) = (master(), random::system());
    let note = Note {
        threads: vec![],
        earlier: vec![],
        replies_only: false,
        letters: vec![],
        attachments: vec![],
        other: Other::new(),
    };
    let content = Content {
        directory: Some(Named { serial: 3, hash: Digest32([4; 32]) }),
        ..Content::new(note.into(), 2, 0, today())
    };
    let sealed = letter::seal_note(ORGANISATION, &master, Epoch(742), &content, &mut rng).unwrap();
    assert_eq!(sealed.id, master.note(Epoch(742), 2).id());
    let open = |epoch, k| letter::open_note(ORGANISATION, &master, Epoch(epoch), k, &sealed.letter);
    assert_eq!(open(742, 2).unwrap(), content);
    assert_eq!(open(742, 1).unwrap_err(), OpenError::Opaque);
    assert_eq!(open(741, 2).unwrap_err(), OpenError::Opaque);
}

#[test]
fn cover_opens_for_nobody_and_looks_like_any_letter() {
    let adviser = Adviser1::new();
    let cover = letter::seal_cover(ORGANISATION, &mut random::system()).unwrap();
    assert_eq!(cover.letter.len(), size::LETTER);
    assert!(cover.letter.starts_with(b"FLU1"));
    assert_eq!(adviser.opener().open(cover.id, &cover.letter).unwrap_err(), OpenError::Opaque);
}

#[test]
fn every_flipped_byte_is_noticed() {
    let adviser = Adviser1::new();
    let sealed = sealed_report(&adviser, "words");
    for at in (0..size::LETTER).step_by(97).chain([3, 4, 1091, 1092, 1123, 1124, size::LETTER - 1]) {
        let mut letter = sealed.letter.clone();
        letter[at] ^= 1;
        let due = if at < 4 { OpenError::Version } else { OpenError::Opaque };
        assert_eq!(adviser.opener().open(sealed.id, &letter).unwrap_err(), due, "byte {at}");
    }
}

#[test]
fn what_is_too_long_is_said_by_how_much() {
    let adviser = Adviser1::new();
    let (master, mut rng) = (master(), random::system());
    let seal = |length: usize, rng: &mut _| {
        let content = message(&"x".repeat(length), 2);
        letter::seal_to_adviser(&adviser.reader(), &master.thread(0), &master.own(0, 2), content, rng)
    };
    let SealError::TooLong(by) = seal(20_000, &mut rng).unwrap_err() else { panic!() };
    assert!(seal(20_000 - by, &mut rng).is_ok());
    assert_eq!(seal(20_001 - by, &mut rng), Err(SealError::TooLong(1)));
}

#[test]
fn the_longest_part_fits_with_all_that_stands_beside_it() {
    let adviser = Adviser1::new();
    let texts = ["\u{1}".repeat(9_000), "\"".repeat(9_000), "é".repeat(9_000), "x y".repeat(9_000)];
    for text in &texts {
        let parts = content::parts(text);
        assert!(parts.len() > 1);
        assert_eq!(parts.concat(), *text);
        for part in parts {
            sealed_report(&adviser, part);
        }
    }
}

#[test]
fn unknown_fields_and_kinds_are_kept() {
    use content::Direction::ToMelder;
    let json = br#"{"kind":"message","n":1,"seen":0,"day":"2026-11-22","text":"a","mood":{"x":[1]},"__proto__":{"n":9}}"#;
    let read = Content::from_json(json, ToMelder).unwrap();
    let written = read.to_json(ToMelder).unwrap();
    assert_eq!(Content::from_json(&written, ToMelder).unwrap(), read);
    let Body::Message(message) = &read.body else { panic!() };
    assert_eq!(message.other.keys().collect::<Vec<_>>(), ["__proto__", "mood"]);

    let json = br#"{"kind":"hologram","n":1,"seen":0,"day":"2026-11-22","beam":true}"#;
    let read = Content::from_json(json, ToMelder).unwrap();
    assert_eq!(read.body.kind(), "hologram");
    assert!(matches!(read.body, Body::Unknown(_)));
    assert!(read.to_json(ToMelder).unwrap().starts_with(br#"{"beam":true,"kind""#));
}

#[test]
fn a_known_kind_with_wrong_fields_is_no_unknown_kind() {
    use content::Direction::{ToAdviser, ToMelder};
    let refused = |json: &[u8], direction| Content::from_json(json, direction).unwrap_err().to_string();
    for json in [
        r#"{"kind":"message","n":1,"seen":0,"day":"2026-11-22"}"#,
        r#"{"kind":"message","n":1,"seen":0,"day":"2026-11-22","text":7}"#,
        r#"{"kind":"message","n":"1","seen":0,"day":"2026-11-22","text":""}"#,
        r#"{"kind":"message","n":-1,"seen":0,"day":"2026-11-22","text":""}"#,
        r#"{"n":1,"seen":0,"day":"2026-11-22","text":""}"#,
    ] {
        assert_eq!(refused(json.as_bytes(), ToMelder), "a field is missing or not of its type", "{json}");
    }
    let closing = br#"{"kind":"closing","n":1,"seen":0,"day":"2026-11-22","text":""}"#;
    assert_eq!(refused(closing, ToAdviser), "this kind of letter does not go in this direction");
    for n in ["0", "65536"] {
        let json = format!(r#"{{"kind":"message","n":{n},"seen":0,"day":"2026-11-22","text":""}}"#);
        assert_eq!(refused(json.as_bytes(), ToMelder), "the field n is outside its limits");
    }
    let part =
        br#"{"kind":"message","n":1,"seen":0,"day":"2026-11-22","text":"","part":{"number":3,"of":2}}"#;
    assert_eq!(refused(part, ToMelder), "the field part is outside its limits");
}

#[test]
fn no_key_shows_itself() {
    let adviser = Adviser1::new();
    let master = master();
    let content = report(&master.thread(0), master.reply_key(0).public(), "words");
    let shown = format!(
        "{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
        RetrievalCode::from_entropy([7; 14]),
        master,
        master.thread(0),
        master.thread(0).psk(),
        master.thread(0).mac(),
        master.own(0, 1),
        master.self_key(),
        adviser.identity,
        OrganisationSecret::from_seed(&[1; 32]),
    );
    insta::assert_snapshot!(shown, @r"
    RetrievalCode(…)
    Master(…)
    ThreadKey(…)
    Psk(…)
    MacKey(…)
    Token(…)
    SelfSecret(…)
    IdentitySecret(…)
    OrganisationSecret(…)
    ");
    let shown = format!("{content:?}");
    assert!(shown.starts_with("Content { body: report(…), n: 1, seen: 0"), "{shown}");
    assert!(!shown.contains("words"));
    assert_eq!(format!("{:?}", adviser.opener()), "EpochReader(742)");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_text_goes_round(text in ".{0,900}", n in 1..=65_535_u32, number in 1..=16_u32) {
        let (master, mut rng) = (master(), random::system());
        let content = Content { part: Some(Part { number, of: 16 }), ..message(&text, n) };
        let thread = master.thread(3);
        let reader = master.reply_key(3);
        let sealed = letter::seal_reply(ORGANISATION, &reader.public(), &thread, &content, &mut rng).unwrap();
        let open = |n| letter::open_reply(ORGANISATION, &reader, &thread, n, &sealed.letter);
        prop_assert_eq!(open(n).unwrap(), content);
        prop_assert_eq!(open(n + 1).unwrap_err(), OpenError::Opaque);
    }

    #[test]
    fn random_bytes_neither_open_nor_panic(seed: u64, length in 0..17_000_usize) {
        let bytes: Vec<u8> = (0..length).map(|at| (seed.rotate_left(at as u32 % 64) as u8).wrapping_mul(31)).collect();
        let adviser = Adviser1::new();
        prop_assert!(adviser.opener().open(Token::new([1; 32]).id(), &bytes).is_err());
        let mut letter = b"FLU1".to_vec();
        letter.extend_from_slice(&bytes);
        letter.resize(size::LETTER, 0);
        prop_assert!(adviser.opener().open(Token::new([1; 32]).id(), &letter).is_err());
    }
}
