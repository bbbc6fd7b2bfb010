//! `letter.json` and `letter-refusals.json`: letters open as the file says, seal to the same bytes, or are refused.

use fluister_protocol::content::{Content, Direction};
use fluister_protocol::day::Epoch;
use fluister_protocol::derivation::{Master, ThreadKey};
use fluister_protocol::directory::{Adviser, Directory, Policy, Position, Root, Track};
use fluister_protocol::id::{Digest32, Id, OrganisationId};
use fluister_protocol::keys::{EpochSecret, ReplySecret};
use fluister_protocol::letter::{self, AdviserReader, OpenError};
use fluister_protocol::proof::{EpochReader, Proven};
use fluister_protocol::size;
use fluister_protocol::verifying::{IdentityKey, OrganisationKey};

use super::load::{Case, File, Fixed, load};

/// What was found in a letter, and as whose it was proven.
struct Found {
    content: Content,
    direction: Direction,
    proven: Option<(&'static str, [u8; 32])>,
}

fn organisation(opener: &Case) -> OrganisationId {
    OrganisationId(opener.array("organisation"))
}

fn epoch_reader(opener: &Case) -> EpochReader {
    EpochReader::new(
        organisation(opener),
        IdentityKey(opener.array("identity")),
        Epoch(opener.u32("epoch")),
        EpochSecret::from_seed(opener.array("seed")),
    )
}

fn open(opener: &Case, letter: &[u8]) -> Result<Found, OpenError> {
    match opener.str("as") {
        "adviser" => open_as_adviser(opener, letter),
        "melder" => {
            let (seed, thread) =
                (ReplySecret::from_seed(opener.array("seed")), ThreadKey::new(opener.array("thread")));
            let content = letter::open_reply(organisation(opener), &seed, &thread, opener.u32("n"), letter)?;
            Ok(Found { content, direction: Direction::ToMelder, proven: None })
        }
        "self" => {
            let (master, epoch) = (Master::new(opener.array("master")), Epoch(opener.u32("epoch")));
            let content = letter::open_note(organisation(opener), &master, epoch, opener.u32("k"), letter)?;
            Ok(Found { content, direction: Direction::ToSelf, proven: None })
        }
        other => panic!("{other}"),
    }
}

fn open_as_adviser(opener: &Case, letter: &[u8]) -> Result<Found, OpenError> {
    let known: Vec<_> = opener.list("threads").iter().map(|key| ThreadKey::new(key.as_array())).collect();
    let unproven = epoch_reader(opener).open(Id(opener.array("id")), letter)?;
    let proven = unproven.prove(&directory(&opener.list("directory")), |id| {
        known.iter().find(|key| key.id() == id).cloned()
    })?;
    Ok(match proven {
        Proven::Report { thread, content } => Found {
            content: *content,
            direction: Direction::ToAdviser,
            proven: Some(("report", thread.id().0)),
        },
        Proven::Thread { thread, content } => {
            Found { content: *content, direction: Direction::ToAdviser, proven: Some(("thread", thread.0)) }
        }
        Proven::Adviser { from, content } => Found {
            content: *content,
            direction: Direction::BetweenAdvisers,
            proven: Some(("adviser", from.0)),
        },
    })
}

/// A directory of these identities; only they matter here.
fn directory(identities: &[Case]) -> Directory {
    let adviser = |identity: &Case| Adviser {
        identity: IdentityKey(identity.as_array()),
        name: "Somebody".into(),
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
        organisation: OrganisationId([0; 32]),
        slug: "x".into(),
        name: "x".into(),
        languages: vec![],
        serial: 1,
        previous: None,
        issued: "2026-11-22".parse().unwrap(),
        expires: "2026-11-22".parse().unwrap(),
        roots: vec![Root { key: OrganisationKey([0; 32]), first_serial: 1 }],
        successor: Digest32([0; 32]),
        advisers: identities.iter().map(adviser).collect(),
        policy: Policy::default(),
        pages: vec![],
    }
}

/// Seals the same content with the same 64 bytes: the same letter comes out.
fn seal_again(case: &Case, found: &Found) {
    let (opener, mut drawn) = (case.at("opener"), Fixed(case.bytes("eseed")));
    let organisation = organisation(&opener);
    let sealed = match opener.str("as") {
        "melder" => {
            let reader = ReplySecret::from_seed(opener.array("seed")).public();
            let thread = ThreadKey::new(opener.array("thread"));
            letter::seal_reply(organisation, &reader, &thread, &found.content, &mut drawn)
        }
        "self" => {
            let master = Master::new(opener.array("master"));
            letter::seal_note(organisation, &master, Epoch(opener.u32("epoch")), &found.content, &mut drawn)
        }
        _ => {
            let reader = AdviserReader {
                organisation,
                identity: IdentityKey(opener.array("identity")),
                epoch: Epoch(opener.u32("epoch")),
                key: EpochSecret::from_seed(opener.array("seed")).public(),
            };
            let threads = opener.list("threads");
            let token = found.content.token.clone().unwrap();
            let thread = match (&found.content.body, found.proven.unwrap().0) {
                (fluister_protocol::content::Body::Report(report), "report") => report.thread_key.clone(),
                (_, "thread") => ThreadKey::new(threads.last().unwrap().as_array()),
                // its author's secret is not in the file; an Ed25519 signature is covered by signature.json
                _ => return,
            };
            letter::seal_to_adviser(&reader, &thread, &token, found.content.clone(), &mut drawn)
        }
    };
    let sealed = sealed.unwrap();
    assert_eq!(sealed.id.0, case.array("id"));
    assert!(sealed.letter == case.bytes("letter"), "another letter came out");
    assert_eq!(drawn.0, [0; 0]);
}

#[test]
fn letters() {
    let ran = load("letter").check(
        |case| {
            let letter = case.bytes("letter");
            assert_eq!(letter.len(), size::LETTER);
            if case.get("opener").is_none() {
                return cover(case);
            }
            let (found, expect) = (open(&case.at("opener"), &letter).unwrap(), case.at("expect"));
            let due = Content::from_json(expect.str("json").as_bytes(), found.direction).unwrap();
            assert_eq!(found.content, due);
            assert_eq!(
                found.content.to_json(found.direction).unwrap().as_slice(),
                expect.str("json").as_bytes()
            );
            if let Some((how, whose)) = found.proven {
                assert_eq!(how, expect.str("proven"));
                assert_eq!(whose, expect.array(if how == "adviser" { "from" } else { "thread" }));
            }
            seal_again(case, &found);
        },
        |_| Ok(()),
    );
    assert_eq!(ran, (10, 0));
}

/// A cover letter can be made again from what was drawn for it.
fn cover(case: &Case) {
    let drawn: Vec<u8> =
        ["seed", "token", "reader_hash", "eseed"].iter().flat_map(|key| case.bytes(key)).collect();
    let sealed = letter::seal_cover(organisation(case), &mut Fixed(drawn)).unwrap();
    assert_eq!(sealed.id.0, case.array("id"));
    assert!(sealed.letter == case.bytes("letter"), "another letter came out");
}

#[test]
fn letters_that_are_refused() {
    let good = load("letter");
    let ran = load("letter-refusals").check(|_| {}, |refusal| refused(&good, refusal));
    assert_eq!(ran, (0, 98));
}

fn refused(good: &File, refusal: &Case) -> Result<(), &'static str> {
    let base = refusal.get("base").map(|name| good.case(name.0.as_str().unwrap()));
    let opener = refusal.get("opener").unwrap_or_else(|| base.unwrap().at("opener"));
    let mut letter =
        refusal.get("letter").map_or_else(|| base.unwrap().bytes("letter"), |_| refusal.bytes("letter"));
    if refusal.get("length").is_some() {
        letter.resize(refusal.u32("length").try_into().unwrap(), 0);
    }
    let reason = |letter: &[u8]| open(&opener, letter).map(drop).map_err(OpenError::reason);
    if refusal.get("flips").is_none() {
        return reason(&letter);
    }
    let flips: Vec<(usize, u8)> = serde_json::from_value(refusal.at("flips").0).unwrap();
    assert!(!flips.is_empty());
    let reasons = flips.iter().map(|(at, bits)| {
        letter[*at] ^= bits;
        let reason = reason(&letter);
        letter[*at] ^= bits;
        reason
    });
    let mut reasons: Vec<_> = reasons.collect();
    reasons.dedup();
    assert_eq!(reasons.len(), 1, "{reasons:?}");
    reasons[0]
}
