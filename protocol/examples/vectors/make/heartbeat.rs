//! Makes `heartbeat.json`: heartbeats and their entries.

use fluister_protocol::chain::Named;
use fluister_protocol::day::Day;
use fluister_protocol::derivation::ThreadKey;
use fluister_protocol::heartbeat::{Entry, Heartbeat};
use fluister_protocol::heartbeat_contents::{Counts, entries};
use fluister_protocol::id::{Digest32, OrganisationId};
use fluister_protocol::label::Label;
use fluister_protocol::signed::{Payload as _, Signed};
use serde_json::{Value, json};

use super::people::{Drawn, directory, kim, master, organisation, robin, sam, seed, sign, today};
use super::{File, Made, b};

fn heartbeat(counter: u32, entries: Vec<Entry>) -> Heartbeat {
    Heartbeat {
        version: 1,
        organisation: organisation(),
        adviser: sam().identity.public().adviser(),
        counter,
        day: today(),
        directory: Named { serial: 1, hash: sign(&directory(), 1).hash(Label::Directory) },
        statement: Named { serial: 1, hash: Digest32(seed("a statement's hash")) },
        entries,
    }
}

/// A name, a counter, the threads with what was received and written, and the number of entries before.
type Case = (&'static str, u32, Vec<(ThreadKey, u16, u16)>, usize);

fn random_entries(count: usize, name: &str) -> Vec<Entry> {
    let mut drawn = Drawn::from(name);
    let mut entries: Vec<_> = (0..count).map(|_| Entry(drawn.array())).collect();
    entries.sort();
    entries
}

pub fn file() -> Made {
    let mut file = File::new(
        "heartbeat",
        "Heartbeats, verified with a directory. `threads` are thread keys with what the entry says of each, nothing where \
         there is none. With `old`, whether it may take the place of that earlier heartbeat, too. With `today`, whether it fits \
         that day and the key statement that is `shown`, too: named, or left out where there is none.",
    );
    let listing = sign(&directory(), 1);
    let signed = |heartbeat: &Heartbeat| sam().identity.sign_payload(heartbeat).unwrap();
    let fields = |signed: &Signed| json!({ "directory": listing, "heartbeat": signed });
    let cases: [Case; 4] = [
        ("no thread", 1, vec![], 64),
        ("one thread", 2, vec![(master().thread(0), 2, 3)], 64),
        (
            "three threads, the counts at their limits",
            4_294_967_295,
            vec![
                (master().thread(0), 0, 0),
                (master().thread(1), 65_535, 65_535),
                (master().thread(2), 1, 256),
            ],
            64,
        ),
        (
            "sixty-five threads",
            3,
            (0_u8..65).map(|at| (ThreadKey::new([at; 32]), at.into(), 65 - u16::from(at))).collect(),
            64,
        ),
    ];
    let mut small = Vec::new();
    for (name, counter, threads, before) in cases {
        let live: Vec<_> = threads
            .iter()
            .map(|(key, received, written)| (key, Counts { received: *received, written: *written }))
            .collect();
        let entries = entries(&live, counter, before, &mut Drawn::from(name)).unwrap();
        if small.is_empty() {
            small.clone_from(&entries);
        }
        let signed = signed(&heartbeat(counter, entries));
        let mut found: Vec<_> = threads
            .iter()
            .map(|(key, received, written)| json!({ "thread": b(key.expose()), "received": received, "written": written }))
            .collect();
        found.push(json!({ "thread": b(seed("a thread that nobody has")) }));
        let mut case = fields(&signed);
        case["threads"] = found.into();
        case["expect"] = json!({ "hash": b(signed.hash(Heartbeat::LABEL).0), "counter": counter });
        file.case(name, case);
    }
    let good = heartbeat(7, small.clone());
    for (name, old) in [
        ("follows one with as many entries", heartbeat(6, random_entries(64, "as many before"))),
        ("follows itself", good.clone()),
    ] {
        let mut case = fields(&signed(&good));
        case["threads"] = json!([]);
        case["old"] = json!(signed(&old));
        case["expect"] = json!({ "hash": b(signed(&good).hash(Heartbeat::LABEL).0), "counter": 7 });
        file.case(name, case);
    }
    let shown_on = |heartbeat: &Heartbeat, shown: Option<Named>, today: Day| {
        let mut case = fields(&signed(heartbeat));
        case["today"] = json!(today);
        if let Some(shown) = shown {
            case["shown"] = json!(shown);
        }
        case
    };
    let other = Digest32(seed("another statement's hash"));
    let newer = Some(Named { serial: 2, hash: other });
    for (name, shown, today) in [
        ("names the statement that is shown", Some(good.statement), today()),
        ("names an earlier statement", newer, today()),
        ("of tomorrow", Some(good.statement), today().minus(1)),
        ("of long ago", Some(good.statement), today().plus(365)),
    ] {
        let mut case = shown_on(&good, shown, today);
        case["threads"] = json!([]);
        case["expect"] = json!({ "hash": b(signed(&good).hash(Heartbeat::LABEL).0), "counter": 7 });
        file.case(name, case);
    }
    for (name, reason, named, shown, today) in [
        ("names a statement and none is shown", "old", good.statement, None, today()),
        (
            "names a newer statement than is shown",
            "old",
            Named { serial: 2, hash: other },
            Some(good.statement),
            today(),
        ),
        (
            "names another statement",
            "two-histories",
            Named { serial: 1, hash: other },
            Some(good.statement),
            today(),
        ),
        ("of the day after tomorrow", "future", good.statement, Some(good.statement), today().minus(2)),
        (
            "of the day after tomorrow, and names a newer statement",
            "future",
            Named { serial: 2, hash: other },
            None,
            today().minus(2),
        ),
    ] {
        let heartbeat = Heartbeat { statement: named, ..good.clone() };
        file.refusal(name, reason, shown_on(&heartbeat, shown, today));
    }
    let signed_good = signed(&good);
    let mut refuse = |name: &str, reason: &str, fields: Value| file.refusal(name, reason, fields);
    for count in [0, 1, 32, 63, 65, 96] {
        let reason = "limit";
        let list = random_entries(count, "wrong length");
        refuse(&format!("{count} entries"), reason, fields(&signed(&heartbeat(7, list))));
    }
    let mut list = small.clone();
    list.swap(30, 31);
    refuse("two entries out of order", "order", fields(&signed(&heartbeat(7, list))));
    let mut list = small.clone();
    list[31] = list[30];
    refuse("an entry twice", "order", fields(&signed(&heartbeat(7, list))));
    refuse("counter 0", "limit", fields(&signed(&heartbeat(0, small.clone()))));
    let elsewhere = Heartbeat { organisation: OrganisationId([1; 32]), ..good.clone() };
    refuse("for another organisation", "organisation", fields(&signed(&elsewhere)));
    let stranger = Heartbeat { adviser: kim().identity.public().adviser(), ..good.clone() };
    refuse("by somebody who is not listed", "unknown-adviser", {
        fields(&kim().identity.sign_payload(&stranger).unwrap())
    });
    let mut later = directory();
    later.advisers.remove(0);
    let removed = json!({ "directory": sign(&later, 1), "heartbeat": signed_good });
    refuse("by an adviser who was removed", "unknown-adviser", removed);
    let by_another = robin().identity.sign_payload(&good).unwrap();
    refuse("signed by another adviser", "signature", fields(&by_another));
    let signature = sam().identity.sign(Label::Statement, &[&signed_good.payload]);
    let other_label = Signed { payload: signed_good.payload.clone(), signature };
    refuse("signed under a statement's label", "signature", fields(&other_label));
    refuse("a newer version", "version", fields(&signed(&Heartbeat { version: 2, ..good.clone() })));
    let edited = |from: &str, to: &str| {
        let text = String::from_utf8(signed_good.payload.clone()).unwrap();
        let payload = text.replace(from, to).into_bytes();
        let signature = sam().identity.sign(Label::Heartbeat, &[&payload]);
        fields(&Signed { payload, signature })
    };
    refuse("a named directory as a list", "json-shape", {
        let named = serde_json::to_string(&good.directory).unwrap();
        edited(&named, &format!("[1,\"{}\"]", good.directory.hash))
    });
    refuse("a counter beyond 32 bits", "json-shape", edited("\"counter\":7", "\"counter\":4294967296"));
    refuse("no day", "json-shape", edited("\"day\":", "\"date\":"));

    let mut after = |name: &str, reason: &str, old: &Heartbeat, new: &Heartbeat| {
        let mut fields = fields(&signed(new));
        fields["old"] = json!(signed(old));
        file.refusal(name, reason, fields);
    };
    after("a falling counter", "old", &heartbeat(8, random_entries(64, "before")), &good);
    after("one counter, two contents", "two-histories", &heartbeat(7, random_entries(64, "before")), &good);
    after("fewer entries than before", "limit", &heartbeat(6, random_entries(128, "more before")), &good);
    file.done()
}
