//! Makes `derivation.json`: what follows from a retrieval code.

use bip0039::{English, Language as _};
use fluister_protocol::code::RetrievalCode;
use fluister_protocol::day::Epoch;
use fluister_protocol::derivation::{Master, ThreadKey};
use fluister_protocol::heartbeat_contents::{Counts, entry};
use fluister_protocol::id::Token;
use fluister_protocol::keys::OrganisationSecret;
use fluister_protocol::verifying::{IdentityKey, OrganisationKey};
use serde_json::{Value, json};

use super::people::{root, sam, seed};
use super::{File, Made, b};

pub fn file() -> Made {
    let mut file = File::new(
        "derivation",
        "What follows from a root key, an identity key and a retrieval code. `seed` of a key is its private key, `public` \
         its 1216 bytes. `words` are the fingerprint's. An `entry` is a heartbeat's for zero received and zero written.",
    );
    let elsewhere = OrganisationSecret::from_seed(&seed("another organisation"));
    let [melder, other] = [*super::people::code().expose(), [7; 14]];
    let cases = [
        ("a melder", root(1).public(), melder),
        ("the same code in another organisation", elsewhere.public(), melder),
        ("another code", root(1).public(), other),
    ];
    for (name, root, entropy) in cases {
        file.case(name, case(root, sam().identity.public(), entropy));
    }
    file.done()
}

fn case(root: OrganisationKey, identity: IdentityKey, entropy: [u8; 14]) -> Value {
    let organisation = root.organisation();
    let master = Master::derive(&organisation, &RetrievalCode::from_entropy(entropy));
    let threads: Vec<_> = [0, 1, 15].into_iter().map(|i| thread(&master, i)).collect();
    let notes: Vec<_> = [(742, 0), (742, 1), (743, 0), (0, 258)]
        .into_iter()
        .map(|(epoch, k)| with_token(json!({ "epoch": epoch, "k": k }), &master.note(Epoch(epoch), k)))
        .collect();
    json!({
        "root": b(root.as_bytes()),
        "identity": b(identity.as_bytes()),
        "entropy": b(entropy),
        "expect": {
            "organisation": b(organisation.as_bytes()),
            "words": organisation.word_numbers().map(|number| English::word_of(number.into())).join(" "),
            "successor": b(root.successor_hash().as_bytes()),
            "adviser": b(identity.adviser().as_bytes()),
            "master": b(master.expose()),
            "self_key": { "seed": b(master.self_key().expose_seed()), "public": b(master.self_key().public().as_bytes()) },
            "self_psk": b(master.self_psk().expose()),
            "threads": threads,
            "notes": notes,
        },
    })
}

fn thread(master: &Master, i: u32) -> Value {
    let thread: ThreadKey = master.thread(i);
    let numbers = [1, 2, 65_535];
    let reply: Vec<_> =
        numbers.into_iter().map(|n| with_token(json!({ "n": n }), &thread.reply(n))).collect();
    let own: Vec<_> = numbers.into_iter().map(|n| with_token(json!({ "n": n }), &master.own(i, n))).collect();
    let nothing = Counts { received: 0, written: 0 };
    let heartbeats: Vec<_> = [1, 4_294_967_295]
        .into_iter()
        .map(|counter| json!({ "counter": counter, "entry": b(entry(&thread, counter, nothing).as_bytes()) }))
        .collect();
    json!({
        "i": i,
        "reply_key": { "seed": b(master.reply_key(i).expose_seed()), "public": b(master.reply_key(i).public().as_bytes()) },
        "thread": b(thread.expose()),
        "psk": b(thread.psk().expose()),
        "mac": b(thread.mac().expose()),
        "thread_id": b(thread.id().as_bytes()),
        "reply": reply,
        "own": own,
        "heartbeats": heartbeats,
    })
}

fn with_token(mut value: Value, token: &Token) -> Value {
    value["token"] = b(token.expose());
    value["id"] = b(token.id().as_bytes());
    value
}
