//! Makes `letter-refusals.json`: letters that are refused.

use fluister_protocol::content::Direction;
use fluister_protocol::keys::IdentitySecret;
use fluister_protocol::label::Label;
use fluister_protocol::letter::Sealed;
use fluister_protocol::size;
use serde_json::{Value, json};

use super::forge::Forged;
use super::letter::{
    Case, as_adviser, as_melder, as_self, cases, message, padded, question, report, to_melder, to_sam,
    to_self,
};
use super::people::{Drawn, EPOCH, kim, master, organisation, robin, sam, seed};
use super::{File, Made, b};

pub fn file() -> Made {
    let mut file = File::new(
        "letter-refusals",
        "Letters that are refused. `letter` is the letter, or `base` names a case of letter.json whose letter is meant; \
         `flips` lists [byte, bits] of which each alone is applied by exclusive or; `length` cuts it or adds zeros. The \
         opener is the base's unless it stands here.",
    );
    elsewhere(&mut file, &cases());
    altered(&mut file);
    keys(&mut file);
    proofs(&mut file);
    signatures(&mut file);
    melders(&mut file);
    bodies(&mut file);
    file.done()
}

/// Letters that are right in themselves, opened under another id, organisation, epoch or key.
fn elsewhere(file: &mut File, cases: &[Case]) {
    let mut refuse = |name: &str, base: &str, change: &dyn Fn(&mut Value)| {
        let case = cases.iter().find(|case| case.name == base).unwrap();
        let mut opener = case.opener.clone();
        change(&mut opener);
        file.refusal(name, "opaque", json!({ "base": base, "opener": opener }));
    };
    refuse("the same bytes under another id", "report", &|o| o["id"] = b(seed("another id")));
    refuse("in another organisation", "report", &|o| o["organisation"] = b([1; 32]));
    refuse("another adviser with the same epoch key", "report", &|o| {
        o["identity"] = b(robin().identity.public().0)
    });
    refuse("another epoch with the same key", "report", &|o| o["epoch"] = (EPOCH.0 + 1).into());
    refuse("another epoch's key", "report", &|o| o["seed"] = b(sam().epoch_seed(EPOCH.plus(1))));
    refuse("another adviser", "report", &|o| {
        o["identity"] = b(robin().identity.public().0);
        o["seed"] = b(robin().epoch_seed(EPOCH));
    });
    refuse("reply 1 under the id of reply 2", "reply", &|o| o["n"] = 2.into());
    refuse("a reply in another organisation", "reply", &|o| o["organisation"] = b([1; 32]));
    refuse("a reply of thread 0 under thread 1", "reply", &|o| o["thread"] = b(master().thread(1).expose()));
    refuse("a reply to another key", "reply", &|o| o["seed"] = b(master().reply_key(1).expose_seed()));
    refuse("a reply opened as an adviser's letter", "reply", &|o| {
        let id = master().thread(0).reply(1).id();
        *o = as_adviser(&sam(), &Sealed { id, letter: vec![] }, &[]);
        o["seed"] = b(master().reply_key(0).expose_seed());
    });
    refuse("a note of another epoch", "note", &|o| o["epoch"] = (EPOCH.0 - 1).into());
    refuse("another note's place", "note", &|o| o["k"] = 0.into());
    refuse("another melder's note", "note", &|o| o["master"] = b(seed("another master")));
    refuse("a note in another organisation", "note", &|o| o["organisation"] = b([1; 32]));
    let cover = fluister_protocol::letter::seal_cover(organisation(), &mut Drawn::from("cover")).unwrap();
    file.refusal("cover", "opaque", json!({ "base": "cover", "opener": as_adviser(&sam(), &cover, &[]) }));
}

/// Bytes changed on the way.
fn altered(file: &mut File) {
    let version: Vec<_> = (0..4).flat_map(|at| (0..8).map(move |bit| [at, 1 << bit])).collect();
    file.refusal("any bit of the first four bytes", "version", json!({ "base": "report", "flips": version }));
    // every part of the letter: ML-KEM, X25519, thread id, proof, length, JSON, padding, tag
    let places = [
        4, 5, 1000, 1091, 1092, 1100, 1123, 1124, 1155, 1156, 1187, 1188, 1219, 1220, 1223, 1224, 2000, 9000,
    ];
    let ends = [16_366, 16_367, 16_368, 16_375, 16_383];
    let flips: Vec<_> =
        places.into_iter().chain(ends).enumerate().map(|(at, place)| [place, 1 << (at % 8)]).collect();
    for base in ["report", "reply", "note", "between advisers"] {
        file.refusal(
            &format!("a bit of the {base} flipped"),
            "opaque",
            json!({ "base": base, "flips": flips }),
        );
    }
    // RFC 7748 ignores the highest bit of a share, X-Wing hashes it
    file.refusal(
        "the highest bit of the X25519 share flipped",
        "opaque",
        json!({ "base": "report", "flips": [[1123, 128]] }),
    );
    for (name, length) in [
        ("a byte short", size::LETTER - 1),
        ("a byte more", size::LETTER + 1),
        ("nothing", 0),
        ("twice as long", 2 * size::LETTER),
    ] {
        file.refusal(name, "size", json!({ "base": "report", "length": length }));
    }
    let opener = as_melder(0, 1);
    let mut random = Drawn::from("16,384 random bytes").bytes(size::LETTER);
    file.refusal("random bytes", "version", json!({ "opener": opener, "letter": b(&random) }));
    random[..4].copy_from_slice(b"FLU1");
    file.refusal("random bytes after FLU1", "opaque", json!({ "opener": opener, "letter": b(&random) }));
}

/// Opens what was forged to Sam, who knows thread 0.
fn sam_opens(forged: &Forged, threads: &[fluister_protocol::derivation::ThreadKey]) -> Value {
    let sealed = Sealed { id: fluister_protocol::id::Id(forged.id), letter: forged.seal() };
    json!({ "opener": as_adviser(&sam(), &sealed, threads), "letter": b(&sealed.letter) })
}

fn melder_opens(forged: &Forged) -> Value {
    json!({ "opener": as_melder(0, 1), "letter": b(forged.seal()) })
}

fn self_opens(forged: &Forged) -> Value {
    json!({ "opener": as_self(1), "letter": b(forged.seal()) })
}

/// JSON of Sam's letter 2 in thread 0, with its token.
fn follow_up() -> Value {
    with_token(serde_json::to_value(message("En nog iets.", 2, 0)).unwrap())
}

fn with_token(mut content: Value) -> Value {
    content["token"] = b(master().own(0, 2).expose());
    content
}

fn reply_json() -> Vec<u8> {
    question(1).to_json(Direction::ToMelder).unwrap().to_vec()
}

fn note_json() -> Vec<u8> {
    br#"{"kind":"note","n":1,"seen":0,"day":"2026-11-22","threads":[]}"#.to_vec()
}

/// Letters that say the right thing and are sealed with another key, `info` or mode.
fn keys(file: &mut File) {
    let thread = [master().thread(0)];
    let mut to_adviser = |name: &str, change: &dyn Fn(&mut Forged)| {
        let mut forged = to_sam(&follow_up());
        change(&mut forged);
        file.refusal(name, "opaque", sam_opens(&forged, &thread));
    };
    to_adviser("an adviser's letter of kind 2", &|f| f.kind = 2);
    to_adviser("an adviser's letter of kind 3", &|f| f.kind = 3);
    to_adviser("an adviser's letter of kind 0", &|f| f.kind = 0);
    to_adviser("an adviser's letter in mode psk", &|f| {
        f.psk = Some((*master().thread(0).psk().expose(), "fluister/v1/reply".into()));
    });
    to_adviser("an adviser's letter with other associated data", &|f| f.aad = b"FLU2".to_vec());
    to_adviser("a low-order share that everything else fits", &|f| f.low_order_share = Some([0; 32]));
    to_adviser("a low-order share with the highest bit set", &|f| {
        let mut share = [0; 32];
        share[31] = 0x80;
        f.low_order_share = Some(share);
    });

    let mut to_melder = |name: &str, change: &dyn Fn(&mut Forged)| {
        let mut forged = to_melder(&reply_json());
        change(&mut forged);
        file.refusal(name, "opaque", melder_opens(&forged));
    };
    to_melder("a reply of kind 1", &|f| f.kind = 1);
    to_melder("a reply of kind 3", &|f| f.kind = 3);
    to_melder("a reply in mode base", &|f| f.psk = None);
    to_melder("a reply with another thread's psk", &|f| {
        f.psk = Some((*master().thread(1).psk().expose(), "fluister/v1/reply".into()));
    });
    to_melder("a reply with the psk_id of notes", &|f| f.psk.as_mut().unwrap().1 = "fluister/v1/self".into());
    to_melder("a reply whose psk_id is the name alone", &|f| f.psk.as_mut().unwrap().1 = "reply".into());

    let mut to_self = |name: &str, change: &dyn Fn(&mut Forged)| {
        let mut forged = to_self(&note_json());
        change(&mut forged);
        file.refusal(name, "opaque", self_opens(&forged));
    };
    to_self("a note of kind 2", &|f| f.kind = 2);
    to_self("a note in mode base", &|f| f.psk = None);
    to_self("a note with the psk_id of replies", &|f| f.psk.as_mut().unwrap().1 = "fluister/v1/reply".into());
}

/// Sealed as it should be, by somebody else than it claims.
fn proofs(file: &mut File) {
    let thread = [master().thread(0)];
    let mac = |forged: &Forged| Forged::mac(master().thread(0).mac().expose(), &forged.proven());
    let mut refuse = |name: &str, change: &dyn Fn(&mut Forged)| {
        let mut forged = to_sam(&follow_up());
        change(&mut forged);
        file.refusal(name, "proof", sam_opens(&forged, &thread));
    };
    refuse("another thread's mac", &|f| {
        f.proof = Forged::mac(master().thread(1).mac().expose(), &f.proven())
    });
    refuse("a proof of another id", &|f| {
        let mut other = f.clone();
        other.id = seed("another id");
        f.proof = mac(&other);
    });
    refuse("a proof for another reader", &|f| {
        let mut other = f.clone();
        other.reader = robin().reader().key.as_bytes().to_vec();
        f.proof = mac(&other);
    });
    refuse("a proof in another organisation", &|f| {
        let mut other = f.clone();
        other.organisation = [1; 32];
        f.proof = mac(&other);
    });
    refuse("a proof of the JSON without its padding", &|f| {
        let mut other = f.clone();
        other.padded.truncate(200);
        f.proof = mac(&other);
    });
    refuse("a proof of another content", &|f| f.padded[60] ^= 1);
    refuse("no proof", &|f| f.proof = [0; 64]);
    refuse("the second half of the proof is not zero", &|f| f.proof[63] = 1);
    refuse("a signature where a MAC belongs", &|f| f.proof = robin().identity.sign(Label::Proof, &[]).0);
    refuse("a signature over the right bytes where a MAC belongs", &|f| {
        f.proof = signature(&robin().identity, f)
    });

    let mut refuse = |name: &str, reason: &str, i: u32, change: &dyn Fn(&mut Forged)| {
        let mut forged = to_sam(&with_token(serde_json::to_value(report(i)).unwrap()));
        change(&mut forged);
        file.refusal(name, reason, sam_opens(&forged, &[]));
    };
    refuse("a report whose thread key has another id", "proof", 1, &|_| {});
    refuse("a report whose thread key has another id, and proved it", "proof", 1, &|f| {
        f.proof = Forged::mac(master().thread(1).mac().expose(), &f.proven());
    });
    refuse("a report that its thread key did not prove", "proof", 0, &|f| {
        f.proof = Forged::mac(master().thread(1).mac().expose(), &f.proven());
    });
    refuse("a report without a proof", "proof", 0, &|f| f.proof = [0; 64]);
    let unknown = to_sam(&follow_up());
    file.refusal("a follow-up of a thread that is not known", "unknown-thread", sam_opens(&unknown, &[]));
    let mut strange = follow_up();
    strange["kind"] = "hologram".into();
    file.refusal(
        "an unknown kind of a thread that is not known",
        "unknown-thread",
        sam_opens(&to_sam(&strange), &[]),
    );
}

/// An adviser's signature over what is proven.
fn signature(author: &IdentitySecret, forged: &Forged) -> [u8; 64] {
    let hash = forged.reader_hash();
    author.sign(Label::Proof, &[&forged.organisation, &forged.id, &hash, &forged.padded]).0
}

/// Letters between advisers whose signature is wrong.
fn signatures(file: &mut File) {
    let mut refuse = |name: &str, from: Option<&IdentitySecret>, change: &dyn Fn(&mut Forged)| {
        let mut content = follow_up();
        if let Some(from) = from {
            content["from"] = b(from.public().adviser().0);
        }
        let mut forged = to_sam(&content);
        forged.thread = [0; 32];
        forged.proof = signature(&robin().identity, &forged);
        change(&mut forged);
        file.refusal(name, "proof", sam_opens(&forged, &[master().thread(0)]));
    };
    let (robin, kim) = (robin().identity, kim().identity);
    refuse("a MAC where a signature belongs", Some(&robin), &|f| {
        f.proof = Forged::mac(master().thread(0).mac().expose(), &f.proven());
    });
    refuse("a signature that belongs to nobody", Some(&robin), &|f| f.proof = [0; 64]);
    refuse("signed by an adviser who is not listed", Some(&kim), &|f| f.proof = signature(&kim, f));
    refuse("signed by another adviser than it names", Some(&sam().identity), &|_| {});
    refuse("signed, and names nobody", None, &|_| {});
    refuse("a signature of another id", Some(&robin), &|f| {
        let mut other = f.clone();
        other.id = seed("another id");
        f.proof = signature(&robin, &other);
    });
    refuse("a signature for another reader", Some(&robin), &|f| {
        let mut other = f.clone();
        other.reader = vec![];
        f.proof = signature(&robin, &other);
    });
    refuse("a signature in another organisation", Some(&robin), &|f| {
        let mut other = f.clone();
        other.organisation = [1; 32];
        f.proof = signature(&robin, &other);
    });
    refuse("a signature under another label", Some(&robin), &|f| {
        let hash = f.reader_hash();
        f.proof = robin.sign(Label::Letter, &[&f.organisation, &f.id, &hash, &f.padded]).0;
    });
}

/// Replies and notes, which carry neither thread nor proof.
fn melders(file: &mut File) {
    let mut reply = |name: &str, change: &dyn Fn(&mut Forged)| {
        let mut forged = to_melder(&reply_json());
        change(&mut forged);
        file.refusal(name, "proof", melder_opens(&forged));
    };
    reply("a reply with a thread id", &|f| f.thread = master().thread(0).id().0);
    reply("a reply with a proof", &|f| f.proof[0] = 1);
    reply("a reply with something in the second half of the proof", &|f| f.proof[63] = 1);
    let mut note = to_self(&note_json());
    note.thread[31] = 1;
    file.refusal("a note with a thread id", "proof", self_opens(&note));

    let other = question(2).to_json(Direction::ToMelder).unwrap();
    file.refusal("a letter of n + 1 under the id of n", "number", melder_opens(&to_melder(&other)));
    let other = String::from_utf8(note_json()).unwrap().replace("\"n\":1", "\"n\":0");
    file.refusal("a note of k - 1 under the id of k", "number", self_opens(&to_self(other.as_bytes())));
}

/// Rightly sealed and proven, wrong inside.
fn bodies(file: &mut File) {
    let thread = [master().thread(0)];
    let mut to_adviser = |name: &str, reason: &str, content: &Value| {
        file.refusal(name, reason, sam_opens(&to_sam(content), &thread));
    };
    let mut other = follow_up();
    other["token"] = b(master().own(0, 3).expose());
    to_adviser("another letter's token", "token", &other);
    other.as_object_mut().unwrap().remove("token");
    to_adviser("no token", "token", &other);
    to_adviser(
        "a question to an adviser",
        "direction",
        &with_token(serde_json::to_value(question(2)).unwrap()),
    );
    let mut unnumbered = follow_up();
    unnumbered["n"] = 0.into();
    to_adviser("a letter numbered 0", "limit", &unnumbered);
    let mut forged = to_sam(&follow_up());
    *forged.padded.last_mut().unwrap() = 1;
    forged.proof = Forged::mac(thread[0].mac().expose(), &forged.proven());
    file.refusal("the last byte of the padding, proven", "padding", sam_opens(&forged, &thread));

    let mut raw = |name: &str, reason: &str, padded: Vec<u8>| {
        let forged = Forged { padded, ..to_melder(&[]) };
        file.refusal(name, reason, melder_opens(&forged));
    };
    let json = reply_json();
    let with = |at: usize, byte: u8| {
        let mut block = padded(&json);
        block[at] = byte;
        block
    };
    raw("the first byte of the padding", "padding", with(4 + json.len(), 1));
    raw("the last byte of the padding", "padding", with(size::PADDED - 1, 0x80));
    let with_length = |length: u32| {
        let mut block = padded(&json);
        block[..4].copy_from_slice(&length.to_be_bytes());
        block
    };
    raw("a length of one byte more than there is", "length", with_length(15_145));
    raw("a length of 2^31", "length", with_length(1 << 31));
    raw("a length of 2^32 - 1", "length", with_length(u32::MAX));
    raw("a length that takes in the padding", "json-syntax", with_length(15_144));
    raw("a length that cuts the JSON short", "padding", with_length(10));
    raw("no content", "json-syntax", padded(b""));
    let text = String::from_utf8(json.clone()).unwrap();
    let mut body = |name: &str, reason: &str, json: &[u8]| raw(name, reason, padded(json));
    body("cut short", "json-syntax", text.as_bytes().split_last().unwrap().1);
    let mut broken = json.clone();
    let at = text.find("Wanneer").unwrap();
    broken[at] = 0xff;
    body("a byte that is no UTF-8", "json-syntax", &broken);
    body("a lone surrogate", "json-syntax", text.replace("Wanneer", r"\ud800").as_bytes());
    body("a key twice", "json-duplicate-key", text.replace("\"n\":1", "\"n\":1,\"n\":1").as_bytes());
    body("2^53", "json-number", text.replace("\"n\":1", "\"n\":9007199254740992").as_bytes());
    body(
        "nested too deeply",
        "json-depth",
        text.replace("\"n\":1", &format!("\"n\":1,\"x\":{}{}", "[".repeat(16), "]".repeat(16))).as_bytes(),
    );
    body("no kind", "json-shape", text.replace("\"kind\"", "\"sort\"").as_bytes());
    body("a report to the melder", "direction", &{ serde_json::to_vec(&report(0)).unwrap() });
    body("a note to the melder, as a reply", "direction", &note_json());
    file.refusal(
        "a message to oneself",
        "direction",
        self_opens(&to_self(&message("", 1, 0).to_json(Direction::ToMelder).unwrap())),
    );
}
