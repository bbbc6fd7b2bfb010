//! Makes `content.json`: what letters say.

use std::collections::BTreeSet;

use fluister_protocol::content::{Content, Direction};
use serde_json::{Map, Value, json};

use super::people::{master, sam, seed};
use super::{File, Made, b};

const DIRECTIONS: [(&str, Direction); 4] = [
    ("to-adviser", Direction::ToAdviser),
    ("to-melder", Direction::ToMelder),
    ("between-advisers", Direction::BetweenAdvisers),
    ("to-self", Direction::ToSelf),
];

/// One content of each kind with all its fields, and one with as few as it can have.
fn kinds() -> Vec<(&'static str, Value, Value)> {
    let thread = b(master().thread(0).expose());
    let reply = b(master().reply_key(0).public().as_bytes());
    let adviser = b(sam().identity.public().adviser().0);
    let text = json!({ "text": "Woorden." });
    let numbered = json!({ "number": 1, "text": "Woorden." });
    vec![
        (
            "report",
            json!({ "track": "conduct", "categories": ["bullying", "other"], "text": "Het begon in mei.",
                "wants": "Dat het stopt.", "language": "nl", "thread_key": thread, "reply_key": reply }),
            json!({ "text": "", "thread_key": thread, "reply_key": reply }),
        ),
        ("message", text.clone(), json!({ "text": "" })),
        ("question", numbered.clone(), numbered.clone()),
        ("answer", numbered.clone(), numbered),
        (
            "consent_request",
            json!({ "number": 2, "action": "Ik bel uw leidinggevende.", "readers": ["uw leidinggevende"],
                "consequences": "Zij weet het dan." }),
            json!({ "number": 1, "action": "", "readers": [], "consequences": "" }),
        ),
        (
            "consent_answer",
            json!({ "number": 2, "consent": "withdrawn", "text": "Toch niet." }),
            json!({ "number": 2, "consent": "no" }),
        ),
        (
            "track_change",
            json!({ "track": "integrity", "warning": "Dan gaat het naar het bestuur." }),
            json!({ "track": "conduct", "warning": "" }),
        ),
        ("acknowledgement", text.clone(), text.clone()),
        ("feedback", text.clone(), text.clone()),
        (
            "referral",
            json!({ "name": "Slachtofferhulp", "text": "0900-0101" }),
            json!({ "name": "", "text": "" }),
        ),
        (
            "appointment",
            json!({ "number": 1, "on": "2026-12-01", "time": "na vieren", "place": "het park", "text": "Of liever bellen?" }),
            json!({ "number": 1, "on": "2026-12-01", "place": "" }),
        ),
        (
            "appointment_answer",
            json!({ "number": 1, "accepted": true, "text": "Graag." }),
            json!({ "number": 1, "accepted": false }),
        ),
        (
            "aftercare",
            json!({ "ask_on": "2027-02-01", "text": "Hoe gaat het?" }),
            json!({ "ask_on": "2027-02-01", "text": "" }),
        ),
        (
            "handover",
            json!({ "successor": adviser, "text": "Ik ga met pensioen." }),
            json!({ "successor": adviser, "text": "" }),
        ),
        (
            "attachment",
            json!({ "name": "foto.jpg", "media_type": "image/jpeg", "size": 1_073_676_288, "chunks": 4096,
                "key": b(seed("attachment key")), "tokens": b(seed("attachment tokens")), "sha256": b(seed("attachment hash")) }),
            json!({ "name": "", "media_type": "", "size": 0, "chunks": 1, "key": b(seed("attachment key")),
                "tokens": b(seed("attachment tokens")), "sha256": b(seed("attachment hash")) }),
        ),
        ("closing", json!({ "text": "Het ga u goed.", "ask_on": "2027-02-01" }), json!({ "text": "" })),
        ("reopening", text.clone(), text),
        ("withdrawal", json!({ "text": "Het is opgelost." }), json!({})),
        ("note", note(), json!({ "threads": [] })),
    ]
}

fn note() -> Value {
    let adviser = b(sam().identity.public().adviser().0);
    json!({
        "threads": [
            { "i": 0, "adviser": adviser, "name": "Sam", "written": 2, "seen": 1, "heartbeat": 7 },
            { "i": 15, "adviser": adviser, "name": "Sam", "written": 1, "seen": 0, "heartbeat": 0, "withdrawn": true },
        ],
        "earlier": [{ "epoch": 740, "count": 1 }, { "epoch": 741, "count": 3 }],
        "replies_only": true,
        "letters": [{ "to": [{ "i": 0, "n": 2, "seen": 1 }], "kind": "message", "text": "Woorden.", "part": { "number": 1, "of": 2 } }],
        "attachments": [{ "i": 0, "n": 2, "tokens": b(seed("attachment tokens")), "chunks": 4 }],
    })
}

/// `kind`, the kind's fields, and what every letter has.
fn content(kind: &str, fields: &Value) -> Value {
    let mut content = fields.as_object().cloned().unwrap_or_else(Map::new);
    content.insert("kind".into(), kind.into());
    for (key, value) in [("n", json!(1)), ("seen", json!(0)), ("day", json!("2026-11-22"))] {
        content.insert(key.into(), value);
    }
    Value::Object(content)
}

pub fn file() -> Made {
    let mut file = File::new(
        "content",
        "What letters say, each in its directions. `json` is the text inside a letter; what is read is written again with the \
         same meaning, fields that are not known included.",
    );
    let kinds = kinds();
    for (kind, full, least) in &kinds {
        let mut may = Vec::new();
        for (name, direction) in DIRECTIONS {
            let json = content(kind, full);
            match Content::from_json(json.to_string().as_bytes(), direction) {
                Ok(_) => may.push(name),
                Err(error) => {
                    assert_eq!(error.reason(), "direction", "{kind} {name}: {json}");
                    let fields = json!({ "json": content(kind, least).to_string(), "direction": name });
                    file.refusal(&format!("{kind} {name}"), "direction", fields);
                }
            }
        }
        for (which, fields) in [("with all its fields", full), ("with as few as it can have", least)] {
            let fields = json!({ "json": content(kind, fields).to_string(), "directions": may });
            file.case(&format!("{kind}, {which}"), fields);
        }
    }
    fullest(&mut file);
    read(&mut file);
    shapes(&mut file, &kinds);
    limits(&mut file, &kinds);
    file.done()
}

/// Fields that are as long as they may be.
fn fullest(file: &mut File) {
    let (short, name) = ("é".repeat(128), "é".repeat(100));
    let mut case = |kind: &str, to: &[&str], fields: Value| {
        let fields = json!({ "json": content(kind, &fields).to_string(), "directions": to });
        file.case(&format!("{kind}, its fields at their limits"), fields);
    };
    case("report", &["to-adviser"], {
        json!({ "text": "", "thread_key": b(master().thread(0).expose()), "categories": vec![&short; 16],
            "language": "n".repeat(35), "reply_key": b(master().reply_key(0).public().as_bytes()) })
    });
    case("consent_request", &["to-melder"], {
        json!({ "number": u32::MAX, "action": "", "readers": vec![&short; 16], "consequences": "" })
    });
    case("referral", &["to-melder"], json!({ "name": short, "text": "" }));
    case("appointment", &["to-melder"], {
        json!({ "number": u32::MAX, "on": "9999-12-31", "time": short, "place": short })
    });
    case("attachment", &["to-melder"], {
        json!({ "name": short, "media_type": short, "size": 0, "chunks": 1, "key": b([1; 32]), "tokens": b([1; 32]),
            "sha256": b([1; 32]) })
    });
    let thread = |i| json!({ "i": i, "adviser": b([1; 32]), "name": name, "written": 65_535, "seen": 65_535, "heartbeat": u32::MAX });
    let letter = json!({ "to": [{ "i": 15, "n": 65_535, "seen": 65_535 }], "kind": "message" });
    case("note", &["to-self"], {
        json!({ "threads": (0..16).map(thread).collect::<Vec<_>>(), "letters": vec![letter; 16],
            "earlier": vec![json!({ "epoch": u32::MAX, "count": 65_535 }); 16],
            "attachments": vec![json!({ "i": 15, "n": 65_535, "tokens": b([1; 32]), "chunks": 4096 }); 16] })
    });
}

/// Contents that are read although they are unusual: unknown fields and kinds, fields at their limits.
fn read(file: &mut File) {
    let hash = b([7; 32]);
    let mut case = |name: &str, directions: &[&str], json: String| {
        file.case(name, json!({ "json": json, "directions": directions }));
    };
    let all = ["to-adviser", "to-melder", "between-advisers", "to-self"];
    case(
        "an unknown kind",
        &all,
        r#"{"kind":"hologram","n":1,"seen":0,"day":"2026-11-22","beam":{"on":true}}"#.into(),
    );
    case(
        "a kind with a known one's name in capitals is unknown",
        &all,
        r#"{"kind":"Message","n":1,"seen":0,"day":"2026-11-22"}"#.into(),
    );
    case(
        "unknown fields, __proto__ among them",
        &["to-melder"],
        r#"{"kind":"message","n":1,"seen":0,"day":"2026-11-22","text":"a","__proto__":{"n":9},"mood":[1,{"x":[]}],"Text":"b"}"#.into(),
    );
    case("the kind last, and every escape", &["to-melder"], r#" { "n" : 65535 , "seen":65535,"day":"1970-01-01","text":"\u0000\ud83d\ude00\/","kind":"message"} "#.into());
    case(
        "all that stands beside a body",
        &["between-advisers"],
        format!(
            r#"{{"kind":"message","n":0,"seen":0,"day":"9999-12-31","text":"a","token":{hash},"part":{{"number":16,"of":16}},"directory":{{"serial":9007199254740991,"hash":{hash}}},"from":{hash}}}"#
        ),
    );
    case(
        "a note numbered 0",
        &["to-self"],
        r#"{"kind":"note","n":0,"seen":0,"day":"2026-11-22","threads":[]}"#.into(),
    );
    case("a list that is empty where it could be left out", &["to-self"], r#"{"kind":"note","n":0,"seen":0,"day":"2026-11-22","threads":[],"earlier":[],"letters":[],"attachments":[],"replies_only":false}"#.into());
}

fn shapes(file: &mut File, kinds: &[(&'static str, Value, Value)]) {
    let directions = |kind: &str| match kind {
        "report" | "answer" | "consent_answer" | "appointment_answer" | "withdrawal" => "to-adviser",
        "note" => "to-self",
        _ => "to-melder",
    };
    // a field that must be there, left out or of another type
    let mut seen = BTreeSet::new();
    for (kind, _, least) in kinds {
        let whole = content(kind, least);
        for key in whole.as_object().unwrap().keys() {
            // without their kind some are the same
            if key == "kind" && !seen.insert(least.to_string()) {
                continue;
            }
            let mut without = whole.clone();
            without.as_object_mut().unwrap().remove(key);
            let fields = json!({ "json": without.to_string(), "direction": directions(kind) });
            file.refusal(&format!("{kind} without {key}"), "json-shape", fields);
            let mut other = whole.clone();
            other[key] = json!([[true]]);
            let fields = json!({ "json": other.to_string(), "direction": directions(kind) });
            file.refusal(&format!("{kind} with another {key}"), "json-shape", fields);
        }
    }
    let mut shape = |name: &str, kind: &str, key: &str, value: Value| {
        let mut whole = content(kind, &kinds.iter().find(|(name, ..)| *name == kind).unwrap().1);
        whole[key] = value;
        file.refusal(name, "json-shape", json!({ "json": whole.to_string(), "direction": directions(kind) }));
    };
    shape("a number below 0", "message", "n", json!(-1));
    shape("a number beyond 32 bits", "message", "n", json!(4_294_967_296_u64));
    shape("a part as a list", "message", "part", json!([1, 2]));
    shape("a named directory as a list", "report", "directory", json!([1, b([1; 32])]));
    shape("a track as an object", "report", "track", json!({ "conduct": {} }));
    shape("an unknown track", "report", "track", json!("gossip"));
    shape("an unknown answer", "consent_answer", "consent", json!("maybe"));
    shape("truth as a number", "appointment_answer", "accepted", json!(1));
    shape("a thread key of 31 bytes", "report", "thread_key", b([1; 31]));
    shape("a thread key of 33 bytes", "report", "thread_key", b([1; 33]));
    shape("a reply key of 1215 bytes", "report", "reply_key", b([1; 1215]));
    shape("a reply key that is not reduced", "report", "reply_key", b([255; 1216]));
    shape("a reply key with a share of low order", "report", "reply_key", {
        let mut key = *master().reply_key(0).public().as_bytes();
        key[1184..].fill(0);
        b(key)
    });
    shape("a day that does not exist", "appointment", "on", json!("2026-11-31"));
    shape("a day with a time", "appointment", "on", json!("2026-11-30T12:00"));
    shape("a thread in a note as a list", "note", "threads", json!([[0, b([1; 32]), "Sam", 1, 1, 1, false]]));
    shape("an epoch in a note as a list", "note", "earlier", json!([[740, 1]]));
    shape("an attachment in a note as a list", "note", "attachments", json!([[0, 1, b([1; 32]), 1]]));
    shape("an attachment's tokens of 31 bytes", "attachment", "tokens", b([1; 31]));
    shape("an attachment's key of 33 bytes", "attachment", "key", b([1; 33]));
    shape("an attachment's size below 0", "attachment", "size", json!(-1));
    shape(
        "a letter's place in a note as a list",
        "note",
        "letters",
        json!([{ "to": [[0, 1, 0]], "kind": "message" }]),
    );
    shape(
        "a part in a note as a list",
        "note",
        "letters",
        json!([{ "to": [], "kind": "message", "part": [1, 2] }]),
    );
}

fn limits(file: &mut File, kinds: &[(&'static str, Value, Value)]) {
    let mut limit = |name: &str, kind: &str, key: &str, value: Value| {
        let mut whole = content(kind, &kinds.iter().find(|(name, ..)| *name == kind).unwrap().1);
        whole[key] = value;
        let direction = match kind {
            "report" | "answer" | "consent_answer" | "appointment_answer" => "to-adviser",
            "note" => "to-self",
            _ => "to-melder",
        };
        file.refusal(name, "limit", json!({ "json": whole.to_string(), "direction": direction }));
    };
    let long = "é".repeat(128) + "x";
    limit("n is 0", "message", "n", json!(0));
    limit("n beyond 16 bits", "message", "n", json!(65_536));
    limit("seen beyond 16 bits", "message", "seen", json!(65_536));
    limit("part 0", "message", "part", json!({ "number": 0, "of": 2 }));
    limit("part 3 of 2", "message", "part", json!({ "number": 3, "of": 2 }));
    limit("part 1 of 17", "message", "part", json!({ "number": 1, "of": 17 }));
    limit("17 categories", "report", "categories", json!(vec!["a"; 17]));
    limit("a category of 257 bytes", "report", "categories", json!([long]));
    limit("a report's language of one letter", "report", "language", json!("n"));
    for kind in
        ["question", "answer", "consent_request", "consent_answer", "appointment", "appointment_answer"]
    {
        limit(&format!("{kind} 0"), kind, "number", json!(0));
    }
    limit("17 readers", "consent_request", "readers", json!(vec!["a"; 17]));
    limit("a reader of 257 bytes", "consent_request", "readers", json!([long]));
    limit("a referral's name of 257 bytes", "referral", "name", json!(long));
    limit("a place of 257 bytes", "appointment", "place", json!(long));
    limit("a time of 257 bytes", "appointment", "time", json!(long));
    limit("an attachment's name of 257 bytes", "attachment", "name", json!(long));
    limit("a media type of 257 bytes", "attachment", "media_type", json!(long));
    for (name, chunks) in
        [("no chunk", 0), ("fewer chunks than its size takes", 2048), ("a chunk more", 4097)]
    {
        limit(name, "attachment", "chunks", json!(chunks));
    }
    limit(
        "a size that takes fewer chunks",
        "attachment",
        "size",
        json!(4000 * 262_128_u64 - (128 * 262_128)),
    );
    limit("a size beyond what 4,096 chunks hold", "attachment", "size", json!(1_073_676_289));
    limit("the largest number as a size", "attachment", "size", json!(9_007_199_254_740_991_u64));
    let thread = |i: u32, name: &str| json!({ "i": i, "adviser": b([1; 32]), "name": name, "written": 1, "seen": 0, "heartbeat": 1 });
    limit("thread 16", "note", "threads", json!([thread(16, "Sam")]));
    limit("a thread twice", "note", "threads", json!([thread(1, "Sam"), thread(1, "Sam")]));
    limit("threads out of order", "note", "threads", json!([thread(1, "Sam"), thread(0, "Sam")]));
    limit("an adviser's name of 201 bytes", "note", "threads", json!([thread(0, &("é".repeat(100) + "x"))]));
    let written = |key: &str| {
        let mut thread = thread(0, "Sam");
        thread[key] = json!(65_536);
        json!([thread])
    };
    limit("65,536 letters written, as a note has it", "note", "threads", written("written"));
    limit("65,536 letters seen, as a note has it", "note", "threads", written("seen"));
    limit("65,536 notes of an epoch", "note", "earlier", json!([{ "epoch": 1, "count": 65_536 }]));
    for (i, n, seen) in [(16, 1, 0), (0, 65_536, 0), (0, 1, 65_536)] {
        let letters = json!([{ "to": [{ "i": i, "n": n, "seen": seen }], "kind": "message" }]);
        limit(&format!("a note's letter {n} of thread {i}, {seen} seen"), "note", "letters", letters);
    }
    for (name, i, n, chunks) in [
        ("an attachment of thread 16", 16, 1, 1),
        ("an attachment in letter 0", 0, 0, 1),
        ("an attachment in letter 65,536", 0, 65_536, 1),
        ("an attachment of no chunk", 0, 1, 0),
        ("an attachment of 17 chunks, which padding never gives", 0, 1, 17),
        ("an attachment of 8,192 chunks", 0, 1, 8192),
    ] {
        let attachment = json!({ "i": i, "n": n, "tokens": b([1; 32]), "chunks": chunks });
        limit(&format!("in a note, {name}"), "note", "attachments", json!([attachment]));
    }
    let attachment = json!({ "i": 0, "n": 1, "tokens": b([1; 32]), "chunks": 1 });
    limit("17 attachments in a note", "note", "attachments", json!(vec![attachment; 17]));
    limit("17 earlier epochs", "note", "earlier", json!(vec![json!({ "epoch": 1, "count": 1 }); 17]));
    limit("17 letters in a note", "note", "letters", json!(vec![json!({ "to": [], "kind": "message" }); 17]));
}
