//! `vault.json` and `work.json`: vaults are unlocked, records open, proofs of work count.

use fluister_protocol::code::KeyCode;
use fluister_protocol::vault::{
    RecordId, VaultError, VaultKey, open_record, open_wrap, seal_record, seal_wrap, unlock,
};
use fluister_protocol::work::Work;
use zeroize::Zeroizing;

use super::load::{Case, Fixed, load};

fn key_code(case: &Case) -> KeyCode {
    KeyCode::parse(case.str("key_code")).unwrap()
}

fn open(case: &Case) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let record = case.bytes("record");
    match case.str("call") {
        "wrap" => open_wrap(&unlock(case.str("passphrase"), &key_code(case))?, case.u32("version"), &record),
        "record" => {
            let key = VaultKey::new(case.array("key"));
            open_record(&key, &RecordId(case.array("id")), case.u32("version"), &record)
        }
        other => panic!("{other}"),
    }
}

#[test]
fn vaults() {
    let file = load("vault");
    let ran = file.check(
        |case| {
            if case.str("call") == "unlock" {
                let unlocked = unlock(case.str("passphrase"), &key_code(case)).unwrap();
                let expect = case.at("expect");
                assert_eq!(unlocked.wrap_token.expose(), &expect.array("wrap_token"));
                assert_eq!(unlocked.wrap_token.id().0, expect.array("wrap_id"));
                assert_eq!(unlocked.wrap_key.expose(), &expect.array("wrap_key"));
                return;
            }
            let content = match case.at("expect").get("zeros") {
                Some(zeros) => vec![0; zeros.0.as_u64().unwrap().try_into().unwrap()],
                None => case.bytes("expect"),
            };
            assert_eq!(open(case).unwrap().as_slice(), content);
            // the same bytes again, from what was drawn
            let record = case.bytes("record");
            let mut drawn = Fixed(record[..32].to_vec());
            let version = case.u32("version");
            let again = if case.str("call") == "wrap" {
                let unlocked = unlock(case.str("passphrase"), &key_code(case)).unwrap();
                seal_wrap(&unlocked, version, &content, &mut drawn)
            } else {
                let (key, id) = (VaultKey::new(case.array("key")), RecordId(case.array("id")));
                seal_record(&key, &id, version, &content, &mut drawn)
            };
            assert_eq!(again.unwrap(), record);
        },
        |refusal| open(refusal).map(drop).map_err(|error| error.reason()),
    );
    assert_eq!(ran, (9, 20));

    let [one, two] =
        ["a record", "the same again, under another key"].map(|name| file.case(name).bytes("record"));
    let differing = one.iter().zip(&two).skip(32).filter(|(a, b)| a != b).count();
    assert!(differing > 4_000, "two writes of one version under one key: {differing}");
}

fn body(case: &Case) -> Vec<u8> {
    match case.at("body").get("zeros") {
        Some(zeros) => vec![0; zeros.0.as_u64().unwrap().try_into().unwrap()],
        None => case.bytes("body"),
    }
}

#[test]
fn work() {
    let ran = load("work").check(
        |case| {
            let (body, expect) = (body(case), case.at("expect"));
            let work = match case.get("difficulty") {
                None => {
                    let nonce = u64::from_be_bytes(case.array("nonce"));
                    Work { challenge: case.array("challenge"), nonce }
                }
                Some(_) => {
                    Work::find(case.array("challenge"), case.u32("difficulty"), &body, |_| true).unwrap()
                }
            };
            assert_eq!(work.header(), expect.str("header"));
            assert_eq!(Work::parse(expect.str("header")), Ok(work));
            assert_eq!(work.zero_bits(&body), expect.u32("zero_bits"));
        },
        |refusal| Work::parse(refusal.str("header")).map(drop).map_err(|error| error.reason()),
    );
    assert_eq!(ran, (18, 5));
}
