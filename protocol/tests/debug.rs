//! What `Debug` shows of every type that holds a secret, pinned: a leak shows in the diff.
#![expect(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use fluister_protocol::chunk::{AttachmentKey, AttachmentTokens};
use fluister_protocol::code::{KeyCode, RetrievalCode};
use fluister_protocol::content::{Body, Content, Direction, Message, Other};
use fluister_protocol::day::Epoch;
use fluister_protocol::derivation::Master;
use fluister_protocol::file::FileSignature;
use fluister_protocol::id::{AdviserId, Id, OrganisationId};
use fluister_protocol::keys::{EpochSecret, IdentitySecret, OrganisationSecret, ReplySecret, SelfSecret};
use fluister_protocol::letter::{self, AdviserReader};
use fluister_protocol::note::{AttachmentNote, Note, OwnLetter, Sent, ThreadNote};
use fluister_protocol::proof::{EpochReader, Proven};
use fluister_protocol::random;
use fluister_protocol::vault::{VaultKey, WrapKey, unlock};

use crate::make::people;

const ORGANISATION: OrganisationId = OrganisationId([1; 32]);

/// One thing a line.
macro_rules! shown {
    ($($value:expr),* $(,)?) => {
        [$(format!("{:?}", $value)),*].join("\n")
    };
}

fn message() -> Content {
    let message = Message { text: "somebody's words".into(), other: Other::new() };
    Content::new(Body::Message(message), 2, 0, "2026-11-22".parse().unwrap())
}

#[test]
fn keys() {
    let master = Master::derive(&ORGANISATION, &RetrievalCode::from_entropy([7; 14]));
    let thread = master.thread(0);
    let unlocked = unlock("a passphrase of twelve", &KeyCode::from_entropy([7; 14])).unwrap();
    let shown = shown![
        RetrievalCode::from_entropy([7; 14]),
        KeyCode::from_entropy([7; 14]),
        master,
        thread,
        thread.psk(),
        thread.mac(),
        thread.reply(1),
        master.own(0, 1),
        master.self_psk(),
        EpochSecret::from_seed([7; 32]),
        ReplySecret::from_seed([7; 32]),
        SelfSecret::from_seed([7; 32]),
        IdentitySecret::from_seed(&[7; 32]),
        OrganisationSecret::from_seed(&[7; 32]),
        VaultKey::new([7; 32]),
        WrapKey::new([7; 32]),
        unlocked,
        unlocked.wrap_key,
        AttachmentKey::new([7; 32]),
        AttachmentTokens::new([7; 32]),
    ];
    insta::assert_snapshot!(shown, @r"
    RetrievalCode(…)
    KeyCode(…)
    Master(…)
    ThreadKey(…)
    Psk(…)
    MacKey(…)
    Token(…)
    Token(…)
    Psk(…)
    EpochSecret(…)
    ReplySecret(…)
    SelfSecret(…)
    IdentitySecret(…)
    OrganisationSecret(…)
    VaultKey(…)
    WrapKey(…)
    Unlock(…)
    WrapKey(…)
    AttachmentKey(…)
    AttachmentTokens(…)
    ");
}

#[test]
fn what_is_public_is_shown() {
    let shown = shown![
        ORGANISATION,
        AdviserId([2; 32]),
        Id([3; 32]),
        EpochSecret::from_seed([7; 32]).public(),
        ReplySecret::from_seed([7; 32]).public(),
        SelfSecret::from_seed([7; 32]).public(),
        IdentitySecret::from_seed(&[7; 32]).public(),
        OrganisationSecret::from_seed(&[7; 32]).public(),
    ];
    insta::assert_snapshot!(shown, @r"
    OrganisationId(AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE)
    AdviserId(AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI)
    Id(AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM)
    EpochPublicKey(DhJ2C5Um…)
    ReplyPublicKey(DhJ2C5Um…)
    SelfPublicKey(DhJ2C5Um…)
    IdentityKey(6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw)
    OrganisationKey(6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw)
    ");
    let signature = format!("{:?}", FileSignature { key: [4; 32], signature: [5; 64] });
    assert!(signature.starts_with("FileSignature { key: [4, "), "{signature}");
}

#[test]
fn letters_and_notes() {
    let note = Note {
        threads: vec![ThreadNote {
            i: 3,
            adviser: AdviserId([2; 32]),
            name: "Sam".into(),
            written: 2,
            seen: 1,
            heartbeat: 7,
            withdrawn: false,
        }],
        earlier: vec![],
        replies_only: false,
        letters: vec![OwnLetter {
            to: vec![Sent { i: 3, n: 2, seen: 1 }],
            kind: "message".into(),
            text: Some("somebody's words".into()),
            part: None,
        }],
        attachments: vec![AttachmentNote { i: 3, n: 2, tokens: AttachmentTokens::new([7; 32]), chunks: 4 }],
        other: Other::new(),
    };
    let unknown = r#"{"kind":"somebody's words","n":1,"seen":0,"day":"2026-11-22"}"#;
    let unknown = Content::from_json(unknown.as_bytes(), Direction::ToMelder).unwrap();
    let shown = shown![
        message(),
        message().body,
        note,
        note.threads[0],
        note.letters[0],
        note.attachments[0],
        Body::from(note),
        unknown.body
    ];
    assert!(!shown.contains("words"));
    insta::assert_snapshot!(shown, @r"
    Content { body: message(…), n: 2, seen: 0, day: Day(20779), token: None, part: None, directory: None, from: None }
    message(…)
    Note(…)
    ThreadNote(3)
    OwnLetter([Sent { i: 3, n: 2, seen: 1 }])
    AttachmentNote { i: 3, n: 2, tokens: AttachmentTokens(…), chunks: 4 }
    note(…)
    unknown(…)
    ");
}

#[test]
fn on_the_way() {
    let mut rng = random::system();
    let master = Master::derive(&ORGANISATION, &RetrievalCode::from_entropy([7; 14]));
    let (identity, secret) = (IdentitySecret::from_seed(&[6; 32]), EpochSecret::from_seed([8; 32]));
    let reader = AdviserReader {
        organisation: ORGANISATION,
        identity: identity.public(),
        epoch: Epoch(742),
        key: secret.public(),
    };
    let opener = EpochReader::new(ORGANISATION, identity.public(), Epoch(742), secret);
    let sealed =
        letter::seal_to_adviser(&reader, &master.thread(0), &master.own(0, 2), message(), &mut rng).unwrap();
    let unproven = opener.open(sealed.id, &sealed.letter).unwrap();
    let Ok(Proven::Thread { thread, content }) =
        unproven.prove(&people::directory(), |_| Some(master.thread(0)))
    else {
        panic!("of a known thread")
    };
    let proven = Proven::Thread { thread, content };
    let shown = shown![opener, unproven, proven, sealed];
    assert!(!shown.contains("words"));
    insta::assert_snapshot!(shown, @r"
    EpochReader(742)
    Unproven(pGN4cgCzMooRzvAyNRTgcbRCkh0GVTfkqaBBTE81fUU)
    Thread { thread: ThreadId(0H7tHefsbXGOX6dmmyVKUFypSdsFaJAXQO33T5H6uXo), content: Content { body: message(…), n: 2, seen: 0, day: Day(20779), token: Some(Token(…)), part: None, directory: None, from: None } }
    Sealed(pGN4cgCzMooRzvAyNRTgcbRCkh0GVTfkqaBBTE81fUU, 16384 bytes)
    ");
}
