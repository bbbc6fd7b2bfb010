//! Makes `vault.json`: what opens a vault, and its records.

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _};
use fluister_protocol::code::KeyCode;
use fluister_protocol::vault::{RecordId, VaultKey, seal_record, seal_wrap, unlock};
use hkdf::Hkdf;
use serde_json::{Value, json};
use sha2::Sha256;

use super::forge::labelled;
use super::people::{Drawn, seed};
use super::{File, Made, b};

const PASSPHRASE: &str = "lantaarn spijker wolkbreuk kade zolder twijg";

pub fn file() -> Made {
    let mut file = File::new(
        "vault",
        "Unlocking (Argon2id takes 19 MiB), the wrap record and other records. Content of a record of which only `zeros` is \
         given consists of that many zero bytes.",
    );
    let code = KeyCode::from_entropy(*seed("key code").first_chunk().unwrap());
    for (name, passphrase) in [
        ("six words", PASSPHRASE),
        ("beyond ASCII, taken as it is", "éé\u{65}\u{301} ŝŝŝ 鍵鍵鍵鍵"),
        ("exactly twelve characters", "twelve chars"),
    ] {
        let unlocked = unlock(passphrase, &code).unwrap();
        file.case(
            name,
            json!({
                "call": "unlock", "passphrase": passphrase, "key_code": code.reveal().as_str(),
                "expect": {
                    "wrap_token": b(unlocked.wrap_token.expose()), "wrap_id": b(unlocked.wrap_token.id().0),
                    "wrap_key": b(unlocked.wrap_key.expose()),
                },
            }),
        );
    }

    let mut drawn = Drawn::from("vault");
    let unlocked = unlock(PASSPHRASE, &code).unwrap();
    let content = b"{\"vault_key\":\"...\"}";
    let wrap = seal_wrap(&unlocked, 1, content, &mut drawn).unwrap();
    let wrap_fields = json!({
        "call": "wrap", "passphrase": PASSPHRASE, "key_code": code.reveal().as_str(), "version": 1, "record": b(&wrap),
    });
    let mut case = wrap_fields.clone();
    case["expect"] = b(content);
    file.case("the wrap record", case);

    let (key, id) = (VaultKey::new(seed("vault key")), RecordId(seed("record")));
    let mut sealed = |version: u32, content: &[u8]| {
        let record = seal_record(&key, &id, version, content, &mut drawn).unwrap();
        let fields = fields(&id.0, version, &record);
        (record, fields)
    };
    let (first, fields_of_first) = sealed(1, b"one");
    let (second, _) = sealed(2, b"two");
    let cases = [
        ("a record", sealed(1, b"one").1, b(b"one")),
        ("the same again, under another key", fields_of_first.clone(), b(b"one")),
        ("an empty record", sealed(3, b"").1, b(b"")),
        ("a record that fills its block", sealed(4, &[0; 4092]).1, json!({ "zeros": 4092 })),
        (
            "a record of one byte more, two blocks",
            sealed(4_294_967_295, &[0; 4093]).1,
            json!({ "zeros": 4093 }),
        ),
    ];
    for (name, mut case, content) in cases {
        case["expect"] = content;
        file.case(name, case);
    }

    let mut refuse = |name: &str, reason: &str, fields: Value| file.refusal(name, reason, fields);
    let with = |key: &str, value: Value| {
        let mut fields = fields_of_first.clone();
        fields[key] = value;
        fields
    };
    refuse("swapped: under another record's id", "opaque", with("id", b(seed("another record"))));
    refuse("an older version under the newer number", "opaque", with("version", 2.into()));
    refuse("a newer version under the older number", "opaque", fields(&id.0, 1, &second));
    refuse("another vault's key", "opaque", with("key", b(seed("another vault key"))));
    let mut flipped = first.clone();
    flipped[0] ^= 1;
    refuse("a bit flipped in what was drawn", "opaque", with("record", b(&flipped)));
    let mut flipped = first.clone();
    flipped[32] ^= 1;
    refuse("a bit flipped in the content", "opaque", with("record", b(&flipped)));
    let mut flipped = first.clone();
    flipped[4128] ^= 1;
    refuse("a bit flipped in the tag", "opaque", with("record", b(&flipped)));
    refuse("another record's content under these random bytes", "opaque", {
        with("record", b([&first[..32], &second[32..]].concat()))
    });
    refuse("the wrap record as a record", "opaque", with("record", b(&wrap)));
    refuse("a byte short", "size", with("record", b(&first[..first.len() - 1])));
    refuse("a byte more", "size", with("record", b([first.as_slice(), &[0]].concat())));
    refuse("no block at all", "size", with("record", b(&first[..48])));
    refuse("nothing", "size", with("record", b([])));
    let mut padded = vec![0; 4096];
    padded[3] = 1;
    padded[4095] = 1;
    refuse("the padding is not zero", "padding", with("record", b(forged(&key, &id, &padded))));
    padded[4095] = 0;
    padded[..4].copy_from_slice(&4093_u32.to_be_bytes());
    refuse("the length is beyond the record", "padding", with("record", b(forged(&key, &id, &padded))));

    let wrap_with = |key: &str, value: Value| {
        let mut fields = wrap_fields.clone();
        fields[key] = value;
        fields
    };
    let other = KeyCode::from_entropy(*seed("another key code").first_chunk().unwrap());
    refuse("another key code", "opaque", wrap_with("key_code", other.reveal().as_str().into()));
    refuse("another passphrase", "opaque", wrap_with("passphrase", PASSPHRASE.to_uppercase().into()));
    refuse("another version of the wrap record", "opaque", wrap_with("version", 2.into()));
    refuse("eleven characters", "passphrase", wrap_with("passphrase", "eleven char".into()));
    refuse("eleven characters of many bytes", "passphrase", wrap_with("passphrase", "ééééééééééé".into()));
    file.done()
}

fn fields(id: &[u8; 32], version: u32, record: &[u8]) -> Value {
    json!({ "call": "record", "key": b(seed("vault key")), "id": b(id), "version": version, "record": b(record) })
}

/// Version 1 of a record with any padded content, made by hand.
fn forged(key: &VaultKey, id: &RecordId, padded: &[u8]) -> Vec<u8> {
    let random = seed("random of a forged record");
    let version = 1_u32.to_be_bytes();
    let mut record_key = [0; 32];
    Hkdf::<Sha256>::from_prk(key.expose())
        .unwrap()
        .expand(&labelled("record", &[&id.0, &version, &random]), &mut record_key)
        .unwrap();
    let payload = Payload { msg: padded, aad: &labelled("record", &[&id.0, &version]) };
    let sealed = ChaCha20Poly1305::new(&record_key.into()).encrypt(&Default::default(), payload).unwrap();
    [random.as_slice(), &sealed].concat()
}
