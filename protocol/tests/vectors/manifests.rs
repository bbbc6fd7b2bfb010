//! `manifest.json`: vaults whose records are as listed, and servers that show another one.

use fluister_protocol::manifest::{
    Listed, Manifest, ManifestError, Seen, Wrapped, padded_records, record_id,
};
use fluister_protocol::vault::{RecordId, VaultKey};

use super::load::{Case, Fixed, load};

fn key(case: &Case) -> VaultKey {
    VaultKey::new(case.array("key"))
}

fn open(case: &Case) -> Result<Manifest, ManifestError> {
    Manifest::open(&key(case), case.u32("counter"), &case.bytes("record"))
}

fn verify(case: &Case) -> Result<(), ManifestError> {
    let given = case.get("given").map(|given| (given.u32("version"), given.bytes("record")));
    let given = given.as_ref().map(|(version, record)| (*version, record.as_slice()));
    open(case).unwrap().verify(RecordId(case.array("id")), given)
}

fn seen(case: &Case) -> Result<(), ManifestError> {
    let [before, shown] = ["before", "shown"].map(|which| {
        let manifest = case.at(which);
        Seen::of(manifest.u32("counter"), &manifest.bytes("record"))
    });
    before.not_after(shown)
}

fn check(case: &Case) {
    match case.str("call") {
        "record-id" => assert_eq!(record_id(&key(case), case.str("record")).0, case.array("expect")),
        "manifest-id" => assert_eq!(Manifest::id(&key(case)).0, case.array("expect")),
        "padded" => {
            let [count, before, expect] = ["count", "before", "expect"].map(|key| case.u32(key) as usize);
            assert_eq!(padded_records(count, before), expect);
        }
        "wrapped" => {
            let (wrapped, expect) = (Wrapped::from_bytes(&case.bytes("content")).unwrap(), case.at("expect"));
            assert_eq!(wrapped.key.expose(), &expect.array("key"));
            assert_eq!(wrapped.token.expose(), &expect.array("token"));
            assert_eq!(*wrapped.to_bytes(), case.bytes("content"));
        }
        "open" => {
            let (manifest, record) = (open(case).unwrap(), case.bytes("record"));
            assert_eq!(serde_json::to_string(&manifest).unwrap(), case.at("expect").str("json"));
            if case.at("expect").get("hash").is_some() {
                assert_eq!(Seen::of(manifest.counter, &record).hash.0, case.at("expect").array("hash"));
            }
            // the same bytes again, from what was drawn
            assert_eq!(manifest.seal(&key(case), &mut Fixed(record[..32].to_vec())).unwrap(), record);
        }
        "verify" => verify(case).unwrap(),
        "seen" => seen(case).unwrap(),
        other => panic!("{other}"),
    }
}

#[test]
fn manifests() {
    let ran = load("manifest").check(check, |refusal| match refusal.str("call") {
        "wrapped" => Wrapped::from_bytes(&refusal.bytes("content")).map(drop).map_err(|error| error.reason()),
        "open" => open(refusal).map(drop).map_err(ManifestError::reason),
        "verify" => verify(refusal).map_err(ManifestError::reason),
        "seen" => seen(refusal).map_err(ManifestError::reason),
        other => panic!("{other}"),
    });
    assert_eq!(ran, (20, 39));
}

#[test]
fn a_manifest_lists_4096_records_at_most() {
    let listed = |count: u32| -> Vec<_> {
        (0..count)
            .map(|at| {
                let mut id = [0; 32];
                id[..4].copy_from_slice(&at.to_be_bytes());
                Listed::of(RecordId(id), 1, &[])
            })
            .collect()
    };
    let key = VaultKey::new([7; 32]);
    let seal = |count| Manifest::new(1, listed(count)).seal(&key, &mut Fixed(vec![9; 32]));
    let most = seal(4_096).unwrap();
    assert_eq!(Manifest::open(&key, 1, &most).unwrap().records.len(), 4_096);
    assert_eq!(seal(4_097), Err(ManifestError::Limit));
}
