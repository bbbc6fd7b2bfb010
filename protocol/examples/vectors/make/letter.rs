//! Makes `letter.json`: letters that open.

use fluister_protocol::chain::Named;
use fluister_protocol::content::{Body, Content, Message, Other, Part, Question, Report};
use fluister_protocol::derivation::ThreadKey;
use fluister_protocol::directory::Track;
use fluister_protocol::id::Token;
use fluister_protocol::label::Label;
use fluister_protocol::letter::{self, Sealed};
use fluister_protocol::note::{Note, OwnLetter, Sent, ThreadNote};
use fluister_protocol::proof::seal_between_advisers;
use fluister_protocol::size;
use serde_json::{Value, json};

use super::forge::Forged;
use super::people::{Drawn, EPOCH, Person, directory, master, organisation, robin, sam, seed, sign, today};
use super::{File, Made, b};

/// A letter with what opens it and what is then found.
pub struct Case {
    pub name: &'static str,
    pub opener: Value,
    pub sealed: Sealed,
    pub expect: Value,
    /// The 64 bytes that the encapsulation drew.
    pub eseed: Vec<u8>,
    /// The same letter made by hand.
    pub forged: Forged,
}

impl Case {
    /// Takes a letter that the crate sealed, if the one made by hand is the same.
    fn new(
        name: &'static str,
        opener: Value,
        sealed: Sealed,
        expect: Value,
        drawn: Drawn,
        forged: Forged,
    ) -> Self {
        let eseed = drawn.all;
        let forged = Forged { eseed: eseed.as_slice().try_into().unwrap(), ..forged };
        assert!(forged.seal() == sealed.letter, "{name}: by hand another letter comes out");
        Self { name, opener, sealed, expect, eseed, forged }
    }

    /// The values between content and bytes, for implementers to compare theirs with.
    fn working(&self) -> Value {
        let (shared, key, nonce) = self.forged.secrets();
        json!({
            "reader_hash": b(self.forged.reader_hash()), "info": b(self.forged.info()), "shared_secret": b(shared),
            "key": b(key), "nonce": b(nonce), "thread_id": b(self.forged.thread), "proof": b(self.forged.proof),
        })
    }
}

/// Opens as an adviser, who knows these threads. Sam and Robin are in the directory.
pub fn as_adviser(person: &Person, sealed: &Sealed, threads: &[ThreadKey]) -> Value {
    json!({
        "as": "adviser",
        "organisation": b(organisation().0),
        "identity": b(person.identity.public().0),
        "epoch": EPOCH.0,
        "seed": b(person.epoch_seed(EPOCH)),
        "id": b(sealed.id.0),
        "threads": threads.iter().map(|thread| b(thread.expose())).collect::<Vec<_>>(),
        "directory": [b(sam().identity.public().0), b(robin().identity.public().0)],
    })
}

/// Opens reply n of thread i as the melder.
pub fn as_melder(i: u32, n: u32) -> Value {
    json!({
        "as": "melder",
        "organisation": b(organisation().0),
        "seed": b(master().reply_key(i).expose_seed()),
        "thread": b(master().thread(i).expose()),
        "n": n,
    })
}

/// Opens note k as the melder.
pub fn as_self(k: u32) -> Value {
    json!({
        "as": "self", "organisation": b(organisation().0), "master": b(master().expose()), "epoch": EPOCH.0, "k": k,
    })
}

pub fn named() -> Named {
    Named { serial: 1, hash: sign(&directory(), 1).hash(Label::Directory) }
}

pub fn report(i: u32) -> Content {
    let report = Report {
        track: Some(Track::Conduct),
        categories: vec!["bullying".into()],
        text: "Het begon in mei, en het houdt niet op.".into(),
        wants: Some("Dat iemand meedenkt.".into()),
        language: Some("nl".into()),
        thread_key: master().thread(i),
        reply_key: master().reply_key(i).public(),
        other: Other::new(),
    };
    let content = Content::new(Body::Report(Box::new(report)), 1, 0, today());
    Content { directory: Some(named()), ..content }
}

pub fn message(text: &str, n: u32, seen: u32) -> Content {
    Content::new(Body::Message(Message { text: text.into(), other: Other::new() }), n, seen, today())
}

pub fn question(n: u32) -> Content {
    let question =
        Question { number: 1, text: "Wanneer begon het? \u{1F642} \"\\\n".into(), other: Other::new() };
    Content::new(Body::Question(question), n, 1, today())
}

fn note() -> Content {
    let note = Note {
        threads: vec![ThreadNote {
            i: 0,
            adviser: sam().identity.public().adviser(),
            name: "Sam".into(),
            written: 2,
            seen: 1,
            heartbeat: 7,
            withdrawn: false,
        }],
        earlier: vec![],
        replies_only: false,
        letters: vec![OwnLetter {
            to: vec![Sent { i: 0, n: 2, seen: 1 }],
            kind: "message".into(),
            text: Some("En nog iets.".into()),
            part: None,
        }],
        attachments: vec![],
        other: Other::new(),
    };
    let content = Content::new(Body::Note(Box::new(note)), 1, 0, today());
    Content { directory: Some(named()), ..content }
}

/// The text inside, as it was sealed: what the reader takes from the plaintext.
fn json_of(content: &Content, direction: fluister_protocol::content::Direction) -> String {
    String::from_utf8(content.to_json(direction).unwrap().to_vec()).unwrap()
}

/// All letters that open.
pub fn cases() -> Vec<Case> {
    use fluister_protocol::content::Direction::{BetweenAdvisers, ToAdviser, ToMelder, ToSelf};
    let (master, thread) = (master(), master().thread(0));
    let mut cases = Vec::new();

    let mut to_sam = |name, i: u32, n: u32, mut content: Content, known: bool| {
        let mut drawn = Drawn::from(name);
        let (thread, token) = (master.thread(i), master.own(i, n));
        let sealed =
            letter::seal_to_adviser(&sam().reader(), &thread, &token, content.clone(), &mut drawn).unwrap();
        content.token = Some(token);
        let threads = if known { vec![self::master().thread(3), thread.clone()] } else { vec![] };
        let proven = if known { "thread" } else { "report" };
        let json = json_of(&content, ToAdviser);
        let forged = adviser_letter(&thread, sealed.id.0, json.as_bytes());
        let expect = json!({ "proven": proven, "thread": b(thread.id().0), "json": json });
        let opener = as_adviser(&sam(), &sealed, &threads);
        cases.push(Case::new(name, opener, sealed, expect, drawn, forged));
    };
    to_sam("report", 0, 1, report(0), false);
    to_sam("the same report where its thread is known", 0, 1, report(0), true);
    to_sam("report of thread 15", 15, 1, report(15), false);
    let part = Part { number: 2, of: 2 };
    let follow_up = Content { part: Some(part), directory: Some(named()), ..message("En nog iets.", 2, 0) };
    to_sam("follow-up", 0, 2, follow_up, true);
    to_sam("a letter filled to its last byte", 0, 3, filled(&master.own(0, 3)), true);

    let mut reply = |name, n: u32, content: Content| {
        let mut drawn = Drawn::from(name);
        let reader = master.reply_key(0).public();
        let sealed = letter::seal_reply(organisation(), &reader, &thread, &content, &mut drawn).unwrap();
        let json = json_of(&content, ToMelder);
        let forged = Forged { id: thread.reply(n).id().0, ..to_melder(json.as_bytes()) };
        cases.push(Case::new(name, as_melder(0, n), sealed, json!({ "json": json }), drawn, forged));
    };
    reply("reply", 1, question(1));
    let mut odd = message("", 65_535, 65_535);
    if let Body::Message(message) = &mut odd.body {
        message.other.insert("__proto__".into(), json!({ "polluted": true }));
        message.other.insert("mood".into(), json!(["kept", 9_007_199_254_740_991_u64]));
    }
    reply("reply with fields that are not known", 65_535, odd);

    let mut drawn = Drawn::from("note");
    let sealed = letter::seal_note(organisation(), &master, EPOCH, &note(), &mut drawn).unwrap();
    let json = json_of(&note(), ToSelf);
    let forged = to_self(json.as_bytes());
    cases.push(Case::new("note", as_self(1), sealed, json!({ "json": json }), drawn, forged));

    let mut drawn = Drawn::from("between advisers");
    let token = Token::new(seed("a random token"));
    let mut content = message("Wil jij dit overnemen?", 1, 0);
    let sealed =
        seal_between_advisers(&sam().reader(), &robin().identity, &token, content.clone(), &mut drawn)
            .unwrap();
    content.token = Some(token);
    content.from = Some(robin().identity.public().adviser());
    let json = json_of(&content, BetweenAdvisers);
    let mut forged = Forged { thread: [0; 32], ..adviser_letter(&thread, sealed.id.0, json.as_bytes()) };
    let hash = forged.reader_hash();
    forged.proof =
        robin().identity.sign(Label::Proof, &[&forged.organisation, &forged.id, &hash, &forged.padded]).0;
    let from = b(robin().identity.public().adviser().0);
    let expect = json!({ "proven": "adviser", "from": from, "json": json });
    let opener = as_adviser(&sam(), &sealed, &[]);
    cases.push(Case::new("between advisers", opener, sealed, expect, drawn, forged));
    cases
}

/// A message whose JSON takes all 15,144 bytes.
fn filled(token: &Token) -> Content {
    let with = |length: usize| Content { token: Some(token.clone()), ..message(&"x".repeat(length), 3, 0) };
    let direction = fluister_protocol::content::Direction::ToAdviser;
    let empty = json_of(&with(0), direction).len();
    Content { token: None, ..with(size::CONTENT - empty) }
}

pub fn file() -> Made {
    let mut file = File::new(
        "letter",
        "Letters that open. `eseed` are the 64 random bytes of the encapsulation, so that the letter can be made again, from \
         the JSON in `expect`, byte for byte; `working` is what lies between. A cover letter opens for nobody: its case shows how it is made.",
    );
    for case in cases() {
        file.case(
            case.name,
            json!({
                "opener": case.opener, "letter": b(&case.sealed.letter), "id": b(case.sealed.id.0), "eseed": b(&case.eseed),
                "expect": case.expect, "working": case.working(),
            }),
        );
    }
    file.case("cover", cover());
    file.done()
}

/// A cover letter: seed of the key, token, the place of the reader's hash, and eseed, all random.
fn cover() -> Value {
    let mut drawn = Drawn::from("cover");
    let sealed = letter::seal_cover(organisation(), &mut drawn).unwrap();
    let (seed, rest) = drawn.all.split_first_chunk::<32>().unwrap();
    let (token, rest) = rest.split_first_chunk::<32>().unwrap();
    let (reader_hash, eseed) = rest.split_at(32);
    json!({
        "seed": b(seed), "token": b(token), "reader_hash": b(reader_hash), "eseed": b(eseed),
        "organisation": b(organisation().0), "letter": b(&sealed.letter), "id": b(sealed.id.0),
        "expect": { "zeros": size::PLAINTEXT },
    })
}

/// What a letter to Sam is made of, correct in everything.
fn adviser_letter(thread: &ThreadKey, id: [u8; 32], json: &[u8]) -> Forged {
    let reader = sam().reader();
    let mut forged = Forged {
        organisation: organisation().0,
        id,
        reader: [reader.identity.as_bytes().as_slice(), &EPOCH.0.to_be_bytes(), reader.key.as_bytes()]
            .concat(),
        key: reader.key.as_bytes().to_vec(),
        kind: 1,
        psk: None,
        aad: b"FLU1".to_vec(),
        thread: thread.id().0,
        proof: [0; 64],
        padded: padded(json),
        eseed: Drawn::from("eseed of what is forged").array(),
        low_order_share: None,
    };
    forged.proof = Forged::mac(thread.mac().expose(), &forged.proven());
    forged
}

/// Letter 2 of thread 0 to Sam.
pub fn to_sam(content: &Value) -> Forged {
    adviser_letter(&master().thread(0), master().own(0, 2).id().0, content.to_string().as_bytes())
}

/// What reply 1 of thread 0 is made of, correct in everything.
pub fn to_melder(json: &[u8]) -> Forged {
    let (master, thread) = (master(), master().thread(0));
    let key = master.reply_key(0).public().as_bytes().to_vec();
    Forged {
        organisation: organisation().0,
        id: thread.reply(1).id().0,
        reader: key.clone(),
        key,
        kind: 2,
        psk: Some((*thread.psk().expose(), "fluister/v1/reply".into())),
        aad: b"FLU1".to_vec(),
        thread: [0; 32],
        proof: [0; 64],
        padded: padded(json),
        eseed: Drawn::from("eseed of what is forged").array(),
        low_order_share: None,
    }
}

/// What note 1 is made of, correct in everything.
pub fn to_self(json: &[u8]) -> Forged {
    let master = master();
    let key = master.self_key().public().as_bytes().to_vec();
    Forged {
        id: master.note(EPOCH, 1).id().0,
        reader: key.clone(),
        key,
        kind: 3,
        psk: Some((*master.self_psk().expose(), "fluister/v1/self".into())),
        ..to_melder(json)
    }
}

pub fn padded(json: &[u8]) -> Vec<u8> {
    let mut padded = u32::try_from(json.len()).unwrap().to_be_bytes().to_vec();
    padded.extend_from_slice(json);
    padded.resize(size::PADDED, 0);
    padded
}
