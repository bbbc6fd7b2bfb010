//! What must be refused, each a vector: nothing of this list may fall out of the files.

use std::collections::BTreeSet;

use serde_json::Value;

use super::load::text;

/// What must be refused, the file, and how the names of its refusals begin.
const MUST: [(&str, &str, &[&str]); 63] = [
    // letters
    ("same bytes under another id", "letter-refusals", &["the same bytes under another id"]),
    (
        "other organisation",
        "letter-refusals",
        &["in another organisation", "a reply in another", "a note in another"],
    ),
    ("other adviser, same epoch key", "letter-refusals", &["another adviser with the same epoch key"]),
    (
        "other epoch",
        "letter-refusals",
        &["another epoch with the same key", "another epoch's key", "a note of another epoch"],
    ),
    (
        "kind of key swapped",
        "letter-refusals",
        &[
            "a reply opened as an adviser's letter",
            "a reply of kind 1",
            "a reply of kind 3",
            "a note of kind 2",
            "an adviser's letter of kind 2",
        ],
    ),
    ("psk opened as base", "letter-refusals", &["an adviser's letter in mode psk"]),
    ("base opened as psk", "letter-refusals", &["a reply in mode base", "a note in mode base"]),
    ("wrong psk", "letter-refusals", &["a reply with another thread's psk"]),
    (
        "wrong psk_id",
        "letter-refusals",
        &["a reply with the psk_id of notes", "a note with the psk_id of replies", "a reply whose psk_id"],
    ),
    ("reply of thread(i) under thread(j)", "letter-refusals", &["a reply of thread 0 under thread 1"]),
    ("cover", "letter-refusals", &["cover"]),
    // proofs
    ("another thread's mac", "letter-refusals", &["another thread's mac"]),
    ("moved to another id", "letter-refusals", &["a proof of another id", "a signature of another id"]),
    (
        "moved to another reader",
        "letter-refusals",
        &["a proof for another reader", "a signature for another reader"],
    ),
    (
        "absent",
        "letter-refusals",
        &["no proof", "a report without a proof", "a signature that belongs to nobody"],
    ),
    ("nonzero second half", "letter-refusals", &["the second half of the proof is not zero"]),
    (
        "a signature where a MAC belongs",
        "letter-refusals",
        &["a signature where a MAC belongs", "a signature over the right bytes"],
    ),
    ("a MAC where a signature belongs", "letter-refusals", &["a MAC where a signature belongs"]),
    ("an unlisted adviser's signature", "letter-refusals", &["signed by an adviser who is not listed"]),
    (
        "a report whose thread key fails its proof",
        "letter-refusals",
        &["a report whose thread key", "a report that its thread key"],
    ),
    // bodies
    (
        "nonzero padding",
        "letter-refusals",
        &["the first byte of the padding", "the last byte of the padding"],
    ),
    (
        "overlong or huge length",
        "letter-refusals",
        &["a length of one byte more", "a length of 2^31", "a length of 2^32"],
    ),
    ("bad UTF-8", "letter-refusals", &["a byte that is no UTF-8"]),
    ("bad UTF-8, by itself", "json", &["no UTF-8"]),
    ("duplicate key", "letter-refusals", &["a key twice"]),
    ("__proto__", "json", &["__proto__ twice"]),
    ("2^53", "letter-refusals", &["2^53"]),
    ("lone surrogate", "letter-refusals", &["a lone surrogate"]),
    (
        "wrong direction",
        "letter-refusals",
        &["a question to an adviser", "a report to the melder", "a message to oneself"],
    ),
    ("truncated and extended", "letter-refusals", &["a byte short", "a byte more", "twice as long"]),
    (
        "bits flipped in every part",
        "letter-refusals",
        &[
            "any bit of the first four",
            "a bit of the report",
            "a bit of the reply",
            "a bit of the note",
            "a bit of the between",
        ],
    ),
    ("random bytes", "letter-refusals", &["random bytes", "random bytes after FLU1"]),
    // X-Wing
    ("low-order share in a key", "xwing", &["the share is"]),
    ("low-order share in a ciphertext", "letter-refusals", &["a low-order share"]),
    ("unreduced ML-KEM key", "xwing", &["a coefficient is", "the last coefficient"]),
    ("lengths of keys", "xwing", &["a byte short", "a byte more"]),
    // threads
    ("letter of n under the id of n+1", "letter-refusals", &["a letter of n + 1 under the id of n"]),
    ("skipped n", "thread", &["a letter is skipped", "the first is skipped"]),
    ("seen ahead of what exists", "thread", &["more seen than written", "one seen of none"]),
    (
        "a known letter again, and one that returns",
        "thread",
        &["a known letter again", "a known letter again, long after"],
    ),
    // directories, statements, heartbeats
    ("expired", "directory-refusals", &["expired"]),
    ("older serial than named", "directory-refusals", &["older than a heartbeat"]),
    ("older serial than named: statements", "statement", &["older than named"]),
    ("one serial with two hashes", "directory-refusals", &["one serial with two hashes"]),
    ("one serial with two hashes: statements", "statement", &["one serial with two hashes"]),
    (
        "broken chain",
        "directory-refusals",
        &["chain: a version left out", "chain: continues another version"],
    ),
    ("another root", "directory-refusals", &["signed by another root", "another organisation than pinned"]),
    (
        "successor not named",
        "directory-refusals",
        &["a root that was not named", "the successor's name changed"],
    ),
    (
        "the old root after its successor",
        "directory-refusals",
        &["a directory of the old root", "chain: the old root after"],
    ),
    ("statement by a removed adviser", "statement", &["by an adviser who was removed"]),
    (
        "what does not fit what is shown beside it",
        "heartbeat",
        &[
            "names a statement and none",
            "names a newer statement",
            "names another",
            "of the day after tomorrow",
        ],
    ),
    ("falling counter", "heartbeat", &["a falling counter"]),
    (
        "list of wrong length or unsorted",
        "heartbeat",
        &["63 entries", "65 entries", "96 entries", "two entries out of order"],
    ),
    ("label of one type on another", "directory-refusals", &["signed under the label"]),
    (
        "Ed25519: S, A, R",
        "signature",
        &[
            "S plus L",
            "a key not canonically",
            "an R not canonically",
            "a key of small order",
            "an R of small order",
        ],
    ),
    ("overlapping epochs", "statement", &["an epoch twice", "epochs out of order"]),
    ("pinned adviser", "directory-refusals", &["the pinned adviser"]),
    // vaults
    (
        "swapped records and older versions",
        "manifest",
        &["swapped", "an older version of a record", "an older record under"],
    ),
    (
        "older manifest",
        "manifest",
        &["an older manifest under the newer number", "an older manifest than was seen"],
    ),
    ("missing record", "manifest", &["a missing record"]),
    // chunks
    (
        "swapped, changed, truncated, another's",
        "chunk",
        &["swapped", "changed count", "truncated by", "truncated: the last", "another attachment's chunk"],
    ),
    ("hash mismatch, nonzero padding", "chunk", &["hash mismatch", "nonzero padding"]),
    // codes
    (
        "wrong check, U, 23 and 25 characters",
        "code",
        &["last character altered", "a U", "23 characters", "25 characters"],
    ),
];

fn refusals(file: &str) -> Vec<Value> {
    let whole: Value = serde_json::from_str(&text(&format!("{file}.json"))).unwrap();
    whole["refusals"].as_array().unwrap().clone()
}

#[test]
fn all_that_must_be_refused_is_a_vector() {
    for (what, file, names) in MUST {
        let there = refusals(file);
        for begins in names {
            let found = there.iter().any(|refusal| refusal["name"].as_str().unwrap().starts_with(begins));
            assert!(found, "{what}: no refusal '{begins}' in {file}.json");
        }
    }
}

#[test]
fn refusals_are_many_and_no_two_are_the_same() {
    let directory = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let (mut all, mut distinct) = (0, BTreeSet::new());
    for file in std::fs::read_dir(directory).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let Some(stem) = name.strip_suffix(".json") else { continue };
        for mut refusal in refusals(stem) {
            // another name does not make it another
            refusal.as_object_mut().unwrap().remove("name");
            distinct.insert(format!("{stem} {refusal}"));
            all += 1;
        }
    }
    assert_eq!(distinct.len(), all);
    assert_eq!(all, 922);
}
