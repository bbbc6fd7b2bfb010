//! Makes `statement.json`: key statements.

use fluister_protocol::day::Epoch;
use fluister_protocol::id::{Digest32, OrganisationId};
use fluister_protocol::label::Label;
use fluister_protocol::signed::{Payload as _, Signed};
use fluister_protocol::statement::{EpochKey, KeyStatement};
use serde_json::{Value, json};

use super::people::{EPOCH, Person, directory, kim, organisation, robin, root, sam, sign, today};
use super::{File, Made, b};

pub fn statement(person: &Person, epochs: &[u32]) -> KeyStatement {
    let key = |epoch: &u32| EpochKey {
        epoch: Epoch(*epoch),
        key: person.epoch_secret(Epoch(*epoch)).public().to_xwing_bytes(),
    };
    KeyStatement {
        version: 1,
        organisation: organisation(),
        adviser: person.identity.public().adviser(),
        serial: 1,
        issued: today(),
        epochs: epochs.iter().map(key).collect(),
    }
}

pub fn file() -> Made {
    let mut file = File::new(
        "statement",
        "Key statements, verified with a directory. `days` are days with the epoch whose key is then used. A refusal with \
         `named` is older than a statement named elsewhere; one with `today` has no key for that day.",
    );
    let listing = sign(&directory(), 1);
    let signed = |statement: &KeyStatement| sam().identity.sign_payload(statement).unwrap();
    let fields = |signed: &Signed| json!({ "directory": listing, "statement": signed });
    let now = EPOCH.0;
    let four = signed(&statement(&sam(), &[now - 1, now, now + 1, now + 2]));
    let good = statement(&sam(), &[now - 1, now]);
    let signed_good = signed(&good);
    let hash = signed_good.hash(KeyStatement::LABEL);
    let with_hash = |mut case: Value, days: Value, statement: &Signed| {
        case["expect"] = json!({ "hash": b(statement.hash(KeyStatement::LABEL).0), "days": days });
        case
    };
    let days = json!({
        "2026-10-22": 741, "2026-11-18": 741, "2026-11-19": 742, "2026-11-22": 742, "2026-12-16": 742, "2026-12-17": 743,
    });
    file.case("four epochs", with_hash(fields(&four), days, &four));
    let eight: Vec<u32> = (now..now + 8).collect();
    let longest = signed(&statement(&sam(), &eight));
    file.case("eight epochs", with_hash(fields(&longest), json!({}), &longest));
    let apart = signed(&statement(&sam(), &[0, now]));
    file.case("epochs far apart", with_hash(fields(&apart), json!({ "1970-01-28": 0 }), &apart));
    let by_robin = robin().identity.sign_payload(&statement(&robin(), &[now])).unwrap();
    file.case("another adviser's", with_hash(fields(&by_robin), json!({}), &by_robin));

    let mut refuse = |name: &str, reason: &str, fields: Value| file.refusal(name, reason, fields);
    let by_kim = kim().identity.sign_payload(&statement(&kim(), &[now])).unwrap();
    refuse("by somebody who is not listed", "unknown-adviser", fields(&by_kim));
    let mut later = directory();
    later.advisers.remove(0);
    let removed = json!({ "directory": sign(&later, 1), "statement": signed_good });
    refuse("by an adviser who was removed", "unknown-adviser", removed);
    let by_another = robin().identity.sign_payload(&good).unwrap();
    refuse("signed by another adviser", "signature", fields(&by_another));
    refuse("signed by the root", "signature", fields(&root(1).sign_payload(&good).unwrap()));
    let elsewhere = KeyStatement { organisation: OrganisationId([1; 32]), ..good.clone() };
    refuse("for another organisation", "organisation", fields(&signed(&elsewhere)));
    let under = |label| Signed {
        payload: signed_good.payload.clone(),
        signature: sam().identity.sign(label, &[&signed_good.payload]),
    };
    refuse("signed under a heartbeat's label", "signature", fields(&under(Label::Heartbeat)));
    refuse("signed under a request's label", "signature", fields(&under(Label::Request)));
    let mut altered = signed_good.clone();
    let at = altered.payload.windows(5).position(|bytes| bytes == b"\"key\"").unwrap() + 10;
    altered.payload[at] = if altered.payload[at] == b'A' { b'B' } else { b'A' };
    refuse("a key altered", "signature", fields(&altered));
    refuse("epochs out of order", "order", fields(&signed(&statement(&sam(), &[now + 1, now]))));
    refuse("an epoch twice", "order", fields(&signed(&statement(&sam(), &[now, now]))));
    refuse("no epoch", "limit", fields(&signed(&statement(&sam(), &[]))));
    let nine: Vec<u32> = (now..now + 9).collect();
    refuse("nine epochs", "limit", fields(&signed(&statement(&sam(), &nine))));
    refuse("serial 0", "limit", fields(&signed(&KeyStatement { serial: 0, ..good.clone() })));
    refuse("a newer version", "version", fields(&signed(&KeyStatement { version: 2, ..good.clone() })));
    let edited = |from: &str, to: &str| {
        let text = String::from_utf8(signed_good.payload.clone()).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{from}");
        let payload = text.replace(from, to).into_bytes();
        let signature = sam().identity.sign(Label::Statement, &[&payload]);
        fields(&Signed { payload, signature })
    };
    refuse("a key of 1215 bytes", "json-shape", {
        let mut epochs: Value = serde_json::from_slice(&signed_good.payload).unwrap();
        epochs["epochs"][0]["key"] = b(&good.epochs[0].key.0[..1215]);
        let payload = epochs.to_string().into_bytes();
        let signature = sam().identity.sign(Label::Statement, &[&payload]);
        fields(&Signed { payload, signature })
    });
    refuse("an epoch as a text", "json-shape", edited("\"epoch\":742", "\"epoch\":\"742\""));
    refuse("an epoch beyond 32 bits", "json-shape", edited("\"epoch\":742", "\"epoch\":4294967296"));
    refuse("serial beyond 2^53", "json-number", edited("\"serial\":1", "\"serial\":9007199254740992"));
    refuse("two serials", "json-duplicate-key", edited("\"serial\":1", "\"serial\":1,\"serial\":1"));

    let mut with = |name: &str, reason: &str, key: &str, value: Value| {
        let mut fields = fields(&signed_good);
        fields[key] = value;
        file.refusal(name, reason, fields);
    };
    with("the epoch before the first key", "no-epoch", "today", "2026-10-21".into());
    with("the epoch after the last key", "no-epoch", "today", "2026-12-17".into());
    with("older than named", "old", "named", json!({ "serial": 2, "hash": b(hash.0) }));
    let other = Digest32([1; 32]);
    with("one serial with two hashes", "two-histories", "named", json!({ "serial": 1, "hash": b(other.0) }));
    file.done()
}
