//! Contents go round, through JSON and through every kind of letter.

use fluister_protocol::chain::Named;
use fluister_protocol::chunk::{AttachmentTokens, LARGEST, padded_count};
use fluister_protocol::content::{
    Answer, Body, Content, ContentError, Direction, Message, Other, Part, Question, parts,
};
use fluister_protocol::day::{Day, Epoch};
use fluister_protocol::derivation::Master;
use fluister_protocol::id::{Digest32, Token};
use fluister_protocol::json::JsonError;
use fluister_protocol::letter;
use fluister_protocol::note::{AttachmentNote, EpochNotes, Note, OwnLetter, Sent, ThreadNote};
use fluister_protocol::proof::{EpochReader, Proven, seal_between_advisers};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use serde_json::Value;

use crate::make::people::{EPOCH, directory, master, organisation, robin, sam};

fn other() -> impl Strategy<Value = Other> {
    let value = prop_oneof![
        any::<bool>().prop_map(Value::from),
        (0..=fluister_protocol::json::LARGEST).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        vec(any::<String>(), 0..3).prop_map(Value::from),
    ];
    // names that no version 1 field has
    btree_map("x_[a-z_]{0,12}|__proto__|constructor", value, 0..4).prop_map(|map| map.into_iter().collect())
}

fn body() -> impl Strategy<Value = Body> {
    prop_oneof![
        (any::<String>(), other()).prop_map(|(text, other)| Body::Message(Message { text, other })),
        (1..=u32::MAX, any::<String>(), other()).prop_map(|(number, text, other)| Body::Question(Question {
            number,
            text,
            other
        })),
    ]
}

fn content() -> impl Strategy<Value = Content> {
    let part = (1..=16_u32).prop_flat_map(|of| (1..=of).prop_map(move |number| Part { number, of }));
    let named = (0..=fluister_protocol::json::LARGEST, any::<[u8; 32]>())
        .prop_map(|(serial, hash)| Named { serial, hash: Digest32(hash) });
    let day = (0..=Day::LAST.number()).prop_map(|number| Day::new(number).unwrap());
    (body(), 1..=65_535_u32, 0..=65_535_u32, day, option::of(part), option::of(named)).prop_map(
        |(body, n, seen, day, part, directory)| Content {
            part,
            directory,
            ..Content::new(body, n, seen, day)
        },
    )
}

fn note() -> impl Strategy<Value = Content> {
    let thread = (any::<[u8; 32]>(), "[a-zé ]{0,80}", (any::<[u16; 2]>(), any::<u32>()), any::<bool>());
    let sent = vec(
        (0..16_u32, any::<[u16; 2]>()).prop_map(|(i, [n, seen])| Sent { i, n: n.into(), seen: seen.into() }),
        0..4,
    );
    let own = (sent, any::<String>(), option::of(any::<String>())).prop_map(|(to, kind, text)| OwnLetter {
        to,
        kind,
        text,
        part: None,
    });
    let earlier = vec(
        (any::<u32>(), any::<u16>())
            .prop_map(|(epoch, count)| EpochNotes { epoch: Epoch(epoch), count: count.into() }),
        0..16,
    );
    let attachment =
        (0..16_u32, 1..=65_535_u32, any::<[u8; 32]>(), 0..=LARGEST).prop_map(|(i, n, tokens, size)| {
            AttachmentNote {
                i,
                n,
                tokens: AttachmentTokens::new(tokens),
                chunks: padded_count(size).unwrap(),
            }
        });
    let note = (
        btree_map(0..16_u32, thread, 0..16),
        (earlier, any::<bool>()),
        vec(own, 0..4),
        vec(attachment, 0..=16),
        other(),
    );
    (note, 0..=65_535_u32).prop_map(|((threads, (earlier, replies_only), letters, attachments, other), n)| {
        let threads = threads
            .into_iter()
            .map(|(i, (adviser, name, ([written, seen], heartbeat), withdrawn))| ThreadNote {
                i,
                adviser: fluister_protocol::id::AdviserId(adviser),
                name,
                written: written.into(),
                seen: seen.into(),
                heartbeat,
                withdrawn,
            })
            .collect();
        let note = Note { threads, earlier, replies_only, letters, attachments, other };
        Content::new(note.into(), n, 0, crate::make::people::today())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn contents_go_round(content in content()) {
        let json = content.to_json(Direction::ToMelder).unwrap();
        prop_assert_eq!(Content::from_json(&json, Direction::ToMelder).unwrap(), content);
    }

    #[test]
    fn notes_go_round(content in note()) {
        let json = content.to_json(Direction::ToSelf).unwrap();
        prop_assert_eq!(&Content::from_json(&json, Direction::ToSelf).unwrap(), &content);
        let mut rng = fluister_protocol::random::system();
        if json.len() <= fluister_protocol::size::CONTENT {
            let sealed = letter::seal_note(organisation(), &master(), EPOCH, &content, &mut rng).unwrap();
            let opened = letter::open_note(organisation(), &master(), EPOCH, content.n, &sealed.letter);
            prop_assert_eq!(opened.unwrap(), content);
        }
    }

    #[test]
    fn no_json_panics(bytes in vec(any::<u8>(), 0..300), kind in "[a-z_]{0,20}", fields in other()) {
        let mut fields = fields;
        fields.insert("kind".into(), kind.into());
        fields.insert("n".into(), 1.into());
        let text = serde_json::to_vec(&fields).unwrap();
        for direction in [Direction::ToAdviser, Direction::ToMelder, Direction::BetweenAdvisers, Direction::ToSelf] {
            let _ = Content::from_json(&bytes, direction);
            let _ = Content::from_json(&text, direction);
        }
    }

    #[test]
    fn what_a_reader_would_refuse_is_not_written(key in prop::sample::select(vec!["n", "kind", "text", "token", "day"])) {
        let mut message = Message { text: "a".into(), other: Other::new() };
        message.other.insert(key.into(), "b".into());
        let content = Content::new(Body::Message(message), 1, 0, crate::make::people::today());
        let refused = content.to_json(Direction::ToMelder).unwrap_err();
        let due = if key == "token" { JsonError::Shape } else { JsonError::DuplicateKey };
        prop_assert_eq!(refused, ContentError::Json(due));
    }

    #[test]
    fn parts_make_up_the_text(text in "[a-z \n\"\u{1}é\u{1F642}]{0,9000}") {
        let parts = parts(&text);
        prop_assert_eq!(&parts.concat(), &text);
        for part in parts {
            prop_assert!(!part.is_empty());
            prop_assert!(serde_json::to_string(part).unwrap().len() - 2 <= fluister_protocol::content::TEXT);
        }
    }
}

#[test]
fn a_part_takes_all_that_fits() {
    let first = |text: &str, count: usize| parts(&text.repeat(count))[0].chars().count();
    assert_eq!(first("x", 9_000), 8_000);
    assert_eq!(first("é", 9_000), 4_000);
    assert_eq!(first("\"", 9_000), 4_000);
    // whatever serde_json makes of it
    for character in ('\0'..'\u{a0}').filter(|c| !c.is_whitespace()) {
        let text = character.to_string();
        let length = serde_json::to_string(&text).unwrap().len() - 2;
        assert_eq!(first(&text, 9_000), 8_000 / length, "{character:?}");
    }
    assert_eq!(parts(""), [""; 0]);
    assert_eq!(parts(&"x".repeat(8_000)).len(), 1);
    // a line's end, else a space, where one is near; else between two characters
    let line = format!("{}\n{} {}", "x".repeat(7_100), "x".repeat(100), "x".repeat(5_000));
    assert_eq!(first(&line, 1), 7_101);
    let words = format!("{} {}", "x".repeat(7_100), "x".repeat(5_000));
    assert_eq!(first(&words, 1), 7_101);
    let far = format!("{} {}", "x".repeat(6_000), "x".repeat(5_000));
    assert_eq!(first(&far, 1), 8_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn letters_to_advisers_go_round(content in content(), i in 0..16_u32, seed: [u8; 32], token: [u8; 32]) {
        // the other direction of the same kinds
        let content = match content.body {
            Body::Question(question) => Content {
                body: Body::Answer(Answer { number: question.number, text: question.text, other: question.other }),
                ..content
            },
            _ => content,
        };
        let mut rng = fluister_protocol::random::system();
        let master = Master::new(seed);
        let (thread, token) = (master.thread(i), Token::new(token));
        let json_fits = content.to_json(Direction::ToAdviser).unwrap().len() + 64 <= fluister_protocol::size::CONTENT;
        prop_assume!(json_fits);
        let opener = EpochReader::new(organisation(), sam().identity.public(), EPOCH, sam().epoch_secret(EPOCH));
        let sealed = letter::seal_to_adviser(&sam().reader(), &thread, &token, content.clone(), &mut rng).unwrap();
        prop_assert_eq!(sealed.id, token.id());
        let unproven = opener.open(sealed.id, &sealed.letter).unwrap();
        prop_assert_eq!(unproven.thread(), thread.id());
        let proven = unproven.prove(&directory(), |id| (id == thread.id()).then(|| thread.clone())).unwrap();
        let due = Content { token: Some(token.clone()), ..content.clone() };
        prop_assert_eq!(proven, Proven::Thread { thread: thread.id(), content: Box::new(due.clone()) });

        let Body::Message(_) = content.body else { return Ok(()) };
        let sealed = seal_between_advisers(&sam().reader(), &robin().identity, &token, content, &mut rng).unwrap();
        let from = robin().identity.public().adviser();
        let proven = opener.open(sealed.id, &sealed.letter).unwrap().prove(&directory(), |_| None).unwrap();
        let due = Content { from: Some(from), ..due };
        prop_assert_eq!(proven, Proven::Adviser { from, content: Box::new(due) });
    }
}
