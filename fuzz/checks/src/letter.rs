//! Letters: as they come, and rightly sealed ones that say anything.

use std::sync::OnceLock;

use fluister_protocol::content::{Content, Direction};
use fluister_protocol::directory::Directory;
use fluister_protocol::id::Id;
use fluister_protocol::keys::{ReplySecret, SelfPublicKey};
use fluister_protocol::label::Label;
use fluister_protocol::letter::{self, AdviserReader, OpenError};
use fluister_protocol::padding;
use fluister_protocol::proof::{EpochReader, Proven};
use fluister_protocol::size;

use crate::choose;
use crate::forge::Forged;
use crate::people::{self, EPOCH, master, organisation, robin, sam};

/// What is accepted was written by whom it names, to this place, and says what its bytes say; all else is refused.
pub fn check(data: &[u8]) {
    let Some((first, rest)) = choose(data) else { return };
    match first % 4 {
        0 => as_it_came(rest),
        1 => to_sam(first, rest),
        2 => reply(first, rest),
        _ => note(first, rest),
    }
}

fn reader() -> &'static EpochReader {
    static READER: OnceLock<EpochReader> = OnceLock::new();
    READER.get_or_init(|| {
        EpochReader::new(organisation(), sam().identity.public(), EPOCH, sam().epoch_secret(EPOCH))
    })
}

/// Sam as the reader of letters. Keys take longer to make than letters to read.
fn sam_reads() -> &'static AdviserReader {
    static SAM: OnceLock<AdviserReader> = OnceLock::new();
    SAM.get_or_init(|| sam().reader())
}

fn reply_key() -> &'static ReplySecret {
    static KEY: OnceLock<ReplySecret> = OnceLock::new();
    KEY.get_or_init(|| master().reply_key(0))
}

fn self_key() -> &'static SelfPublicKey {
    static KEY: OnceLock<SelfPublicKey> = OnceLock::new();
    KEY.get_or_init(|| master().self_key().public())
}

fn directory() -> &'static Directory {
    static DIRECTORY: OnceLock<Directory> = OnceLock::new();
    DIRECTORY.get_or_init(people::directory)
}

/// The id of the letter that Sam, the melder or nobody expects.
fn id() -> Id {
    master().own(0, 2).id()
}

fn as_it_came(letter: &[u8]) {
    let ids = [id(), master().own(0, 1).id(), Id([1; 32])];
    for id in ids {
        match reader().open(id, letter) {
            Ok(unproven) => drop(unproven.prove(directory(), |_| Some(master().thread(0)))),
            Err(error) => outside(error, letter),
        }
    }
    let thread = master().thread(0);
    for n in [1, 2] {
        match letter::open_reply(organisation(), reply_key(), &thread, n, letter) {
            Ok(content) => assert_eq!(content.n, n),
            Err(error) => outside(error, letter),
        }
        match letter::open_note(organisation(), &master(), EPOCH, n, letter) {
            Ok(content) => assert_eq!(content.n, n),
            Err(error) => outside(error, letter),
        }
    }
}

fn outside(error: OpenError, letter: &[u8]) {
    match error {
        OpenError::Size => assert_ne!(letter.len(), size::LETTER),
        OpenError::Version => assert!(!letter.starts_with(b"FLU1")),
        OpenError::Opaque => assert!(letter.len() == size::LETTER && letter.starts_with(b"FLU1")),
        // the vectors' own letters get further
        _ => {}
    }
}

/// The padded content: the bytes as a JSON text, or as they are.
fn padded(first: u8, data: &[u8]) -> Vec<u8> {
    if first & 0x80 == 0 {
        let json = &data[..data.len().min(size::CONTENT)];
        return padding::pad(json, size::PADDED).expect("it fits").to_vec();
    }
    let mut padded = data.to_vec();
    padded.resize(size::PADDED, 0);
    padded
}

/// What its bytes say, in this direction.
fn says(padded: &[u8], direction: Direction) -> Result<Content, OpenError> {
    Ok(Content::from_json(padding::unpad(padded)?, direction)?)
}

fn forged(kind: u8, reader: Vec<u8>, key: &[u8], id: Id, padded: Vec<u8>) -> Forged {
    Forged {
        organisation: organisation().0,
        id: id.0,
        reader,
        key: key.to_vec(),
        kind,
        psk: None,
        aad: b"FLU1".to_vec(),
        thread: [0; 32],
        proof: [0; 64],
        padded,
        eseed: [3; 64],
        low_order_share: None,
    }
}

fn to_sam(first: u8, data: &[u8]) {
    let sam = sam_reads();
    let bound = [sam.identity.0.as_slice(), &EPOCH.0.to_be_bytes(), sam.key.as_bytes()].concat();
    let mut forged = forged(1, bound, sam.key.as_bytes(), id(), padded(first, data));
    let thread = master().thread(0);
    let (known, signed) = (first & 4 != 0, first & 8 != 0);
    if signed {
        let parts: [&[u8]; 4] = [&forged.organisation, &forged.id, &forged.reader_hash(), &forged.padded];
        forged.proof = robin().identity.sign(Label::Proof, &parts).0;
    } else {
        forged.thread = thread.id().0;
        forged.proof = Forged::mac(thread.mac().expose(), &forged.proven());
    }
    if first & 16 != 0 {
        forged.proof[usize::from(first >> 5)] ^= 1;
    }
    let unproven = reader().open(id(), &forged.seal()).expect("it was sealed to Sam");
    assert_eq!(unproven.thread().0, forged.thread);
    let _ = unproven.claimed_number();
    let proven = unproven.prove(directory(), |asked| {
        assert_eq!(asked, thread.id());
        known.then(|| thread.clone())
    });
    let direction = if signed { Direction::BetweenAdvisers } else { Direction::ToAdviser };
    match proven {
        Ok(proven) => {
            assert!(first & 16 == 0, "the proof was altered");
            let content = match proven {
                Proven::Adviser { from, content } => {
                    assert!(signed && from == robin().identity.public().adviser());
                    content
                }
                Proven::Thread { thread: of, content } => {
                    assert!(!signed && known && of == thread.id());
                    content
                }
                Proven::Report { thread: of, content } => {
                    assert!(!signed && !known && of == thread);
                    content
                }
            };
            assert_eq!(content.token.as_ref().map(|token| token.id()), Some(id()));
            assert_eq!(says(&forged.padded, direction).as_ref(), Ok(&*content));
        }
        Err(error @ (OpenError::Padding(_) | OpenError::Content(_))) => {
            assert_eq!(says(&forged.padded, direction).expect_err("it was refused"), error);
        }
        Err(error) => assert!(
            matches!(error, OpenError::Proof | OpenError::UnknownThread | OpenError::Token),
            "{error:?}"
        ),
    }
}

fn reply(first: u8, data: &[u8]) {
    let (thread, secret) = (master().thread(0), reply_key());
    let public = secret.public();
    let bound = public.as_bytes().to_vec();
    let mut forged = forged(2, bound, public.as_bytes(), thread.reply(1).id(), padded(first, data));
    forged.psk = Some((*thread.psk().expose(), "fluister/v1/reply".into()));
    let opened = letter::open_reply(organisation(), secret, &thread, 1, &forged.seal());
    alike(opened, says(&forged.padded, Direction::ToMelder), 1);
}

fn note(first: u8, data: &[u8]) {
    let (master, k) = (master(), 1);
    let public = self_key();
    let id = master.note(EPOCH, k).id();
    let mut forged = forged(3, public.as_bytes().to_vec(), public.as_bytes(), id, padded(first, data));
    forged.psk = Some((*master.self_psk().expose(), "fluister/v1/self".into()));
    let opened = letter::open_note(organisation(), &master, EPOCH, k, &forged.seal());
    alike(opened, says(&forged.padded, Direction::ToSelf), k);
}

fn alike(opened: Result<Content, OpenError>, says: Result<Content, OpenError>, n: u32) {
    match (opened, says) {
        (Ok(opened), Ok(says)) => assert!(opened == says && opened.n == n),
        (Err(OpenError::Number), Ok(says)) => assert_ne!(says.n, n),
        (Err(error), Err(due)) => assert_eq!(error, due),
        (opened, says) => panic!("{opened:?}, where its bytes say {says:?}"),
    }
}
