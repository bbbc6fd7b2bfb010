//! The vault's manifest, and a server that shows another vault than it was given.

use fluister_protocol::manifest::{Listed, Manifest, Seen, Wrapped, padded_records, record_id};
use fluister_protocol::vault::{RecordId, VaultKey, seal_record};
use serde_json::{Value, json};

use super::people::{Drawn, seed};
use super::{File, Made, b};

fn key() -> VaultKey {
    VaultKey::new(seed("vault key"))
}

/// The manifest's counter.
const COUNTER: u32 = 9;

/// Two records, one of them with its version before, and what lists them.
struct Vault {
    one: (RecordId, Vec<u8>),
    two: (RecordId, Vec<u8>),
    older_two: Vec<u8>,
    manifest: Manifest,
    sealed: Vec<u8>,
    drawn: Drawn,
}

fn vault() -> Vault {
    let mut drawn = Drawn::from("manifest");
    let mut record = |name: &str, version: u32| {
        let id = record_id(&key(), name);
        (id, seal_record(&key(), &id, version, format!("{name}, {version}").as_bytes(), &mut drawn).unwrap())
    };
    let (one, two, (_, older_two)) = (record("one", 1), record("two", 3), record("two", 2));
    let manifest = Manifest::new(COUNTER, vec![Listed::of(one.0, 1, &one.1), Listed::of(two.0, 3, &two.1)]);
    let sealed = manifest.seal(&key(), &mut drawn).unwrap();
    Vault { one, two, older_two, manifest, sealed, drawn }
}

impl Vault {
    /// A manifest with any content, rightly sealed.
    fn forged(&mut self, version: u32, json: &str) -> Vec<u8> {
        seal_record(&key(), &Manifest::id(&key()), version, json.as_bytes(), &mut self.drawn).unwrap()
    }
}

fn open(counter: u32, record: &[u8]) -> Value {
    json!({ "call": "open", "key": b(key().expose()), "counter": counter, "record": b(record) })
}

/// What a server gives for a record.
fn given(vault: &Vault, id: &RecordId, version: u32, record: &[u8]) -> Value {
    let mut fields = open(COUNTER, &vault.sealed);
    fields["call"] = "verify".into();
    fields["id"] = b(id.0);
    fields["given"] = json!({ "version": version, "record": b(record) });
    fields
}

pub fn file() -> Made {
    let mut file = File::new(
        "manifest",
        "The vault's manifest. `call` is: record-id, manifest-id; padded, how many records a vault has that needs `count` and \
         had `before`; wrapped, what the wrap record holds; open, a manifest from the record of version `counter`; verify, what \
         the server gave for one record (nothing where `given` is absent) against a manifest that opens; seen, a manifest that \
         the server shows against the newest one seen before, both as they are stored.",
    );
    let mut vault = vault();
    names(&mut file);
    let mut case = open(COUNTER, &vault.sealed);
    case["expect"] = json!({
        "json": serde_json::to_string(&vault.manifest).unwrap(), "hash": b(Seen::of(COUNTER, &vault.sealed).hash.0),
    });
    file.case("a manifest of two records", case);
    let empty = Manifest::new(1, vec![]);
    let mut case = open(1, &empty.seal(&key(), &mut vault.drawn).unwrap());
    case["expect"] = json!({ "json": serde_json::to_string(&empty).unwrap() });
    file.case("a manifest of no record", case);
    for (name, (id, record), version) in [("record one", &vault.one, 1), ("record two", &vault.two, 3)] {
        file.case(&format!("{name}, as listed"), given(&vault, id, version, record));
    }
    manifests(&mut file, &mut vault);
    records(&mut file, &vault);
    histories(&mut file, &mut vault);
    file.done()
}

fn names(file: &mut File) {
    for name in ["one", "two", "", "thread é"] {
        file.case(
            &format!("the id of the record named {name:?}"),
            json!({ "call": "record-id", "key": b(key().expose()), "record": name, "expect": b(record_id(&key(), name).0) }),
        );
    }
    let expect = b(Manifest::id(&key()).0);
    file.case(
        "the id of the manifest",
        json!({ "call": "manifest-id", "key": b(key().expose()), "expect": expect }),
    );
    for (count, before) in [(0, 0), (1, 0), (64, 0), (65, 0), (128, 64), (129, 0), (3, 256), (4096, 64)] {
        file.case(
            &format!("{count} records where there were {before}"),
            json!({ "call": "padded", "count": count, "before": before, "expect": padded_records(count, before) }),
        );
    }
    let wrapped = Wrapped::generate(&mut Drawn::from("wrapped"));
    let content = wrapped.to_bytes();
    file.case(
        "what the wrap record holds",
        json!({ "call": "wrapped", "content": b(&*content),
            "expect": { "key": b(wrapped.key.expose()), "token": b(wrapped.token.expose()) } }),
    );
    for (name, content) in
        [("a byte short", &content[..63]), ("a byte more", &[0; 65]), ("half", &content[..32]), ("none", &[])]
    {
        file.refusal(
            &format!("what the wrap record holds: {name}"),
            "size",
            json!({ "call": "wrapped", "content": b(content) }),
        );
    }
}

/// Records that are no manifest, or not this one.
fn manifests(file: &mut File, vault: &mut Vault) {
    let sealed = vault.sealed.clone();
    file.refusal("an older manifest under the newer number", "opaque", open(COUNTER + 1, &sealed));
    file.refusal("a newer manifest under the older number", "opaque", open(COUNTER - 1, &sealed));
    let mut other = open(COUNTER, &sealed);
    other["key"] = b(seed("another vault key"));
    file.refusal("another vault's manifest", "opaque", other);
    let record = vault.two.1.clone();
    file.refusal("a record in the manifest's place", "opaque", open(3, &record));
    let mut flipped = sealed.clone();
    flipped[2000] ^= 1;
    file.refusal("a bit of the manifest flipped", "opaque", open(COUNTER, &flipped));
    file.refusal("a manifest cut short", "size", open(COUNTER, &sealed[..sealed.len() - 1]));
    let json = serde_json::to_string(&vault.manifest).unwrap();
    let whole: Value = serde_json::from_str(&json).unwrap();
    let with = |change: &dyn Fn(&mut Value)| {
        let mut manifest = whole.clone();
        change(&mut manifest);
        manifest.to_string()
    };
    let contents = [
        ("the counter of another moment", "counter", with(&|m| m["counter"] = 8.into())),
        ("a newer version", "version", with(&|m| m["version"] = 2.into())),
        ("a newer version in another shape", "version", r#"{"version":2,"pages":["a"]}"#.into()),
        ("version 0", "version", with(&|m| m["version"] = 0.into())),
        ("no version", "json-shape", with(&|m| drop(m.as_object_mut().unwrap().remove("version")))),
        ("no counter", "json-shape", with(&|m| drop(m.as_object_mut().unwrap().remove("counter")))),
        ("no records", "json-shape", with(&|m| drop(m.as_object_mut().unwrap().remove("records")))),
        ("a counter beyond 32 bits", "json-shape", with(&|m| m["counter"] = 4_294_967_296_u64.into())),
        ("a record as a list", "json-shape", with(&|m| m["records"] = json!([[b([1; 32]), 1, b([2; 32])]]))),
        ("an id of 31 bytes", "json-shape", with(&|m| m["records"][0]["id"] = b([1; 31]))),
        ("records out of order", "order", with(&|m| m["records"].as_array_mut().unwrap().reverse())),
        ("a record listed twice", "order", with(&|m| m["records"][1] = m["records"][0].clone())),
        ("version 0 of a record", "limit", with(&|m| m["records"][0]["version"] = 0.into())),
        ("a field twice", "json-duplicate-key", json.replacen('{', r#"{"counter":9,"#, 1)),
        ("cut short inside", "json-syntax", json[..json.len() - 1].into()),
        ("no content", "json-syntax", String::new()),
    ];
    for (name, reason, json) in contents {
        let record = vault.forged(COUNTER, &json);
        file.refusal(&format!("a manifest with {name}"), reason, open(COUNTER, &record));
    }
    let record = vault.forged(0, &with(&|m| m["counter"] = 0.into()));
    file.refusal("a manifest with counter 0", "limit", open(0, &record));
}

/// A manifest that opens, and records that it does not list.
fn records(file: &mut File, vault: &Vault) {
    let ((one, first), (two, second)) = (&vault.one, &vault.two);
    let mut refuse = |name: &str, reason: &str, fields: Value| file.refusal(name, reason, fields);
    refuse("swapped: record two in the place of one", "record", given(vault, one, 1, second));
    refuse("swapped: record two of its version in the place of one", "record", given(vault, one, 3, second));
    refuse("an older version of a record", "record", given(vault, two, 2, &vault.older_two));
    refuse("an older record under the newer number", "record", given(vault, two, 3, &vault.older_two));
    refuse("the listed record under an older number", "record", given(vault, two, 2, second));
    refuse("the listed record under a newer number", "record", given(vault, two, 4, second));
    let mut flipped = first.clone();
    flipped[100] ^= 1;
    refuse("a bit of a record flipped", "record", given(vault, one, 1, &flipped));
    let unlisted = record_id(&key(), "three");
    refuse("a record that is not listed", "record", given(vault, &unlisted, 1, first));
    for (name, id) in [("one", one), ("two", two)] {
        let mut missing = given(vault, id, 0, &[]);
        missing.as_object_mut().unwrap().remove("given");
        refuse(&format!("a missing record: {name}"), "missing", missing);
    }
}

/// What was seen before, and what is shown now.
fn histories(file: &mut File, vault: &mut Vault) {
    let again = vault.manifest.seal(&key(), &mut vault.drawn).unwrap();
    let next =
        Manifest::new(COUNTER + 1, vault.manifest.records.clone()).seal(&key(), &mut vault.drawn).unwrap();
    let seen = |counter: u32, record: &[u8]| json!({ "counter": counter, "record": b(record) });
    let call = |before: Value, shown: Value| json!({ "call": "seen", "before": before, "shown": shown });
    let now = || seen(COUNTER, &vault.sealed);
    file.case("the same manifest as before", call(now(), now()));
    file.case("the next manifest", call(now(), seen(COUNTER + 1, &next)));
    file.refusal("an older manifest than was seen", "old", call(seen(COUNTER + 1, &next), now()));
    file.refusal("one counter, two manifests", "two-histories", call(now(), seen(COUNTER, &again)));
}
