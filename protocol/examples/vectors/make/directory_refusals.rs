//! Makes `directory-refusals.json`: directories that are refused.

use fluister_protocol::directory::{Directory, Page, Root, Track};
use fluister_protocol::id::Digest32;
use fluister_protocol::label::Label;
use fluister_protocol::signed::Signed;
use fluister_protocol::verifying::{IdentityKey, OrganisationKey};
use serde_json::{Value, json};

use super::directory::{Version, chain, walk};
use super::people::{directory, kim, root, sam, sign, today};
use super::{File, Made, b};

pub fn file() -> Made {
    let mut file = File::new(
        "directory-refusals",
        "Directories that are refused: by `walk`, by `chain` (at its last version), by `days` on `today`, or by what was \
         `named` before.",
    );
    fields(&mut file);
    texts(&mut file);
    signatures(&mut file);
    walks(&mut file);
    chains(&mut file);
    ages(&mut file);
    file.done()
}

fn alone(directory: &Directory) -> Value {
    walk(&[], &Version::new(directory.clone(), 1))
}

/// One field outside its limits.
fn fields(file: &mut File) {
    let mut limit = |name: &str, change: &dyn Fn(&mut Directory)| {
        let mut changed = directory();
        change(&mut changed);
        file.refusal(name, "limit", alone(&changed));
    };
    limit("slug: empty", &|d| d.slug = String::new());
    limit("slug: 64 characters", &|d| d.slug = "a".repeat(64));
    limit("slug: a capital", &|d| d.slug = "Acme".into());
    limit("slug: a dash first", &|d| d.slug = "-acme".into());
    limit("slug: a dash last", &|d| d.slug = "acme-".into());
    limit("slug: a full stop", &|d| d.slug = "ac.me".into());
    limit("slug: beyond ASCII", &|d| d.slug = "acmé".into());
    limit("name: empty", &|d| d.name = String::new());
    limit("name: 201 bytes", &|d| d.name = format!("{}x", "é".repeat(100)));
    limit("name: white space alone", &|d| d.name = " \u{3000}\u{2028}".into());
    limit("name: a line feed", &|d| d.name = "Acme\nBV".into());
    limit("name: a control character of the second kind", &|d| d.name = "Acme\u{85}".into());
    for code in ['\u{7f}', '\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}'] {
        limit(&format!("name: U+{:04X}", u32::from(code)), &|d| d.name = format!("Acme{code}BV"));
    }
    limit("languages: none", &|d| d.languages = vec![]);
    limit("languages: 33", &|d| d.languages = vec!["nl".into(); 33]);
    limit("languages: one letter", &|d| d.languages = vec!["n".into()]);
    limit("languages: 36 letters", &|d| d.languages = vec!["n".repeat(36)]);
    limit("languages: an underscore", &|d| d.languages = vec!["nl_NL".into()]);
    limit("serial: 0", &|d| d.serial = 0);
    limit("previous: present in the first version", &|d| d.previous = Some(Digest32([1; 32])));
    limit("previous: absent in the second version", &|d| d.serial = 2);
    limit("expires: before it is issued", &|d| d.expires = d.issued.minus(1));
    limit("expires: 183 days later", &|d| d.expires = d.issued.plus(183));
    limit("roots: none", &|d| d.roots = vec![]);
    limit("roots: the first from serial 2 on", &|d| d.roots[0].first_serial = 2);
    limit("roots: the first from serial 2 on, in version 2", &|d| {
        d.serial = 2;
        d.previous = Some(Digest32([1; 32]));
        d.roots[0].first_serial = 2;
    });
    let one = Root { key: root(2).public(), first_serial: 1 };
    limit("roots: two with one first serial", &|d| d.roots.push(one));
    let later = Root { key: root(2).public(), first_serial: 2 };
    limit("roots: one that begins later than this version", &|d| d.roots.push(later));
    limit("roots: 65", &|d| {
        d.serial = 65;
        d.previous = Some(Digest32([1; 32]));
        d.roots = (1..=65).map(|serial| Root { key: root(1).public(), first_serial: serial }).collect();
    });
    limit("advisers: one twice", &|d| d.advisers[1] = d.advisers[0].clone());
    limit("advisers: a blank name", &|d| d.advisers[0].name = "\u{a0}".into());
    limit("advisers: no track", &|d| d.advisers[0].tracks = vec![]);
    limit("advisers: three tracks", &|d| d.advisers[0].tracks = vec![Track::Conduct; 3]);
    limit("advisers: 33 languages", &|d| d.advisers[0].languages = vec!["nl".into(); 33]);
    limit("advisers: no language tag", &|d| d.advisers[0].languages = vec!["Dutch!".into()]);
    limit("advisers: about, 2,001 bytes", &|d| {
        d.advisers[0].about.insert("nl".into(), "x".repeat(2_001));
    });
    limit("advisers: about, under no language tag", &|d| {
        d.advisers[0].about.insert("?".into(), "x".into());
    });
    limit("advisers: about, in 33 languages", &|d| {
        d.advisers[0].about = (0..33).map(|at| (format!("x{at}"), String::new())).collect();
    });
    limit("policy: no track", &|d| d.policy.tracks = vec![]);
    limit("policy: three tracks", &|d| d.policy.tracks = vec![Track::Conduct; 3]);
    limit("policy: 119 days with the integrity track", &|d| d.policy.shelf_life_days = 119);
    limit("policy: 29 days", &|d| {
        d.policy.tracks = vec![Track::Conduct];
        d.policy.shelf_life_days = 29;
    });
    limit("policy: 366 days", &|d| d.policy.shelf_life_days = 366);
    let page = |name: &str, language: &str| Page {
        name: name.into(),
        language: language.into(),
        sha256: Digest32([1; 32]),
    };
    limit("pages: 129", &|d| d.pages = vec![page("retention", "nl"); 129]);
    limit("pages: a blank name", &|d| d.pages = vec![page(" ", "nl")]);
    limit("pages: no language tag", &|d| d.pages = vec![page("retention", "")]);

    let mut crowd = directory();
    crowd.advisers = (0..65)
        .map(|at| {
            let mut adviser = super::people::person("Sam").profile();
            adviser.about.clear();
            adviser.identity = IdentityKey(root(100 + at).public().0);
            adviser
        })
        .collect();
    file.refusal("advisers: 65", "limit", alone(&crowd));
    let mut weak = directory();
    weak.advisers[0].identity = IdentityKey([0; 32]);
    file.refusal("advisers: an identity of small order", "key", alone(&weak));
    let mut weak = Version::new(directory(), 1).directory;
    weak.serial = 2;
    weak.previous = Some(Digest32([1; 32]));
    weak.roots.push(Root { key: OrganisationKey([0; 32]), first_serial: 2 });
    file.refusal("roots: a key of small order", "key", alone(&weak));
    weak.roots = vec![
        Root { key: OrganisationKey([0; 32]), first_serial: 1 },
        Root { key: root(1).public(), first_serial: 2 },
    ];
    weak.organisation = weak.roots[0].key.organisation();
    file.refusal("roots: a key of small order before the last", "key", alone(&weak));
    let mut other = directory();
    other.roots[0].key = root(2).public();
    let version = Version::new(other, 2);
    file.refusal("the organisation is not the first root's fingerprint", "organisation", walk(&[], &version));
}

/// Payloads that are not what they should be, correctly signed.
fn texts(file: &mut File) {
    let good = String::from_utf8(sign(&directory(), 1).payload).unwrap();
    let mut refuse = |name: &str, reason: &str, payload: Vec<u8>| {
        let signature = root(1).sign(Label::Directory, &[&payload]);
        let signed = Signed { payload, signature };
        file.refusal(name, reason, walk(&[], &Version { directory: directory(), signed }));
    };
    let edited = |from: &str, to: &str| {
        assert_eq!(good.matches(from).count(), 1, "{from}");
        good.replace(from, to).into_bytes()
    };
    refuse("48,001 bytes", "size", {
        let mut payload = good.clone().into_bytes();
        payload.resize(48_001, b' ');
        payload
    });
    refuse("a version after this", "version", edited("\"version\":1", "\"version\":2"));
    refuse("a version after this in another shape", "version", b"{\"version\":2,\"all\":\"new\"}".to_vec());
    refuse("version 0", "version", edited("\"version\":1", "\"version\":0"));
    refuse("no version", "json-shape", edited("\"version\":1,", ""));
    refuse("the version as a text", "json-shape", edited("\"version\":1", "\"version\":\"1\""));
    refuse("no name", "json-shape", edited("\"name\":\"Acme BV\",", ""));
    refuse(
        "the serial as a text",
        "json-shape",
        edited("\"serial\":1,\"issued\"", "\"serial\":\"1\",\"issued\""),
    );
    refuse(
        "a day that does not exist",
        "json-shape",
        edited("\"issued\":\"2026-11-22\"", "\"issued\":\"2026-11-31\""),
    );
    refuse("an unknown position", "json-shape", good.replace("\"external\"", "\"sideways\"").into_bytes());
    refuse("a root as a list", "json-shape", {
        let root = serde_json::to_string(&directory().roots[0]).unwrap();
        edited(&root, &format!("[\"{}\",1]", directory().roots[0].key))
    });
    refuse("a policy as a list", "json-shape", {
        edited(&serde_json::to_string(&directory().policy).unwrap(), "[[\"conduct\"],180,false]")
    });
    refuse("the page's hash with padding", "json-shape", {
        let hash = directory().pages[0].sha256.to_string();
        edited(&hash, &format!("{hash}="))
    });
    refuse("a name of an enumeration as an object", "json-shape", {
        let text = good.replace("\"position\":\"external\"", "\"position\":{\"external\":{}}");
        text.into_bytes()
    });
    refuse("a field twice", "json-duplicate-key", edited("\"serial\":1,", "\"serial\":1,\"serial\":1,"));
    refuse(
        "null for a field left out",
        "json-null",
        edited("\"serial\":1,", "\"serial\":1,\"previous\":null,"),
    );
    refuse("a fraction", "json-number", edited("\"serial\":1,", "\"serial\":1.0,"));
    refuse("a list", "json-not-an-object", format!("[{good}]").into_bytes());
    refuse("cut short", "json-syntax", good.as_bytes()[..good.len() - 1].to_vec());
    refuse("nothing", "json-syntax", vec![]);
    refuse("nested too deeply", "json-depth", {
        edited("\"serial\":1,", &format!("\"serial\":1,\"x\":{}{},", "[".repeat(16), "]".repeat(16)))
    });
}

fn signatures(file: &mut File) {
    let good = sign(&directory(), 1);
    let mut refuse = |name: &str, payload: &[u8], signature| {
        let signed = Signed { payload: payload.to_vec(), signature };
        file.refusal(name, "signature", walk(&[], &Version { directory: directory(), signed }));
    };
    refuse("signed by another root", &good.payload, root(2).sign(Label::Directory, &[&good.payload]));
    refuse("signed by an adviser", &good.payload, sam().identity.sign(Label::Directory, &[&good.payload]));
    for label in [Label::Statement, Label::Heartbeat, Label::File, Label::Organisation] {
        let name = format!("signed under the label {}", String::from_utf8_lossy(label.bytes()));
        refuse(&name, &good.payload, root(1).sign(label, &[&good.payload]));
    }
    let text = String::from_utf8(good.payload.clone()).unwrap();
    let altered = text.replace("Acme BV", "Acme NV");
    refuse("a letter altered", altered.as_bytes(), good.signature);
    refuse("a space added", format!("{text} ").as_bytes(), good.signature);
    let mut flipped = good.signature;
    flipped.0[63] ^= 0x10;
    refuse("the signature altered", &good.payload, flipped);
}

fn walks(file: &mut File) {
    let [one, two, three, four, five] = chain();
    let mut refuse = |name: &str, reason: &str, fields: Value| file.refusal(name, reason, fields);
    let mut pinned = walk(&[&one], &two);
    pinned["pin"]["organisation"] = b([1; 32]);
    refuse("another organisation than pinned", "organisation", pinned);
    let mut pinned = walk(&[&one, &three], &four);
    pinned["pin"]["adviser"] = b(kim().identity.public().adviser().0);
    refuse("the pinned adviser is no longer there", "pinned-adviser", pinned);

    refuse("a second root without any first", "successor", walk(&[], &three));
    refuse("a second root without its own first", "successor", walk(&[&one], &three));
    refuse("a third root without the second's first", "retired-root", walk(&[&one, &five], &five));
    refuse("firsts in the wrong order", "retired-root", walk(&[&three, &one], &four));
    refuse("a second version as the first", "serial", walk(&[&two], &two));
    refuse("a second root's second version as its first", "serial", walk(&[&one, &four], &four));

    let impostor = two.next(9, |d| d.roots.push(Root { key: root(9).public(), first_serial: 3 }));
    refuse("a root that was not named", "successor", walk(&[&one, &impostor], &impostor));
    let renamed = two.next(1, |d| d.successor = root(9).public().successor_hash());
    refuse("the successor's name changed by its root", "successor", walk(&[&one], &renamed));
    let usurped = renamed.next(9, |d| {
        d.roots.push(Root { key: root(9).public(), first_serial: 4 });
    });
    refuse("a root that only a later version named", "successor", walk(&[&one, &usurped], &usurped));
    let old_again = three.next(1, |d| {
        d.roots.pop();
        d.successor = one.directory.successor;
    });
    refuse("a directory of the old root after its successor's first", "retired-root", {
        walk(&[&one, &three], &old_again)
    });
    let renamed_later = four.next(2, |d| d.successor = root(9).public().successor_hash());
    refuse(
        "the second root changes its successor's name",
        "successor",
        walk(&[&one, &three], &renamed_later),
    );

    let mut elsewhere = directory();
    elsewhere.roots[0].key = root(9).public();
    elsewhere.organisation = root(9).public().organisation();
    let elsewhere = Version::new(elsewhere, 9);
    refuse("another organisation's directory", "organisation", walk(&[], &elsewhere));
    refuse("another organisation's first", "organisation", walk(&[&elsewhere], &two));
}

fn chains(file: &mut File) {
    let [one, two, three, four, _] = chain();
    let mut refuse = |name: &str, reason: &str, versions: &[&Version]| {
        let versions: Vec<_> = versions.iter().map(|version| &version.signed).collect();
        file.refusal(name, reason, json!({ "call": "chain", "versions": versions }));
    };
    refuse("chain: begins with the second version", "serial", &[&two]);
    refuse("chain: a version left out", "serial", &[&one, &three]);
    refuse("chain: a version twice", "serial", &[&one, &two, &two]);
    refuse("chain: back to an earlier version", "serial", &[&one, &two, &three, &two]);
    let other = one.next(1, |d| d.name = "Acme NV".into());
    refuse("chain: continues another version", "previous", &[&one, &other, &three]);
    let renamed = one.next(1, |d| d.slug = "acme-2".into());
    refuse("chain: another slug", "organisation", &[&one, &renamed]);
    let mut elsewhere = directory();
    elsewhere.roots[0].key = root(9).public();
    elsewhere.organisation = root(9).public().organisation();
    elsewhere.serial = 2;
    elsewhere.previous = Some(one.signed.hash(Label::Directory));
    refuse("chain: another organisation", "organisation", &[&one, &Version::new(elsewhere, 9)]);
    let renamed = one.next(1, |d| d.successor = root(9).public().successor_hash());
    refuse("chain: the successor's name changed", "successor", &[&one, &renamed]);
    let impostor = one.next(9, |d| d.roots.push(Root { key: root(9).public(), first_serial: 2 }));
    refuse("chain: a root that was not named", "successor", &[&one, &impostor]);
    let early = two.next(2, |d| d.roots.push(Root { key: root(2).public(), first_serial: 2 }));
    refuse("chain: a new root that claims an earlier version", "successor", &[&one, &two, &early]);
    let both = one.next(3, |d| {
        d.serial = 3;
        d.previous = Some(two.signed.hash(Label::Directory));
        d.roots.push(Root { key: root(2).public(), first_serial: 2 });
        d.roots.push(Root { key: root(3).public(), first_serial: 3 });
    });
    refuse("chain: two new roots at once", "successor", &[&one, &two, &both]);
    let old_again = three.next(1, |d| {
        d.roots.pop();
    });
    refuse(
        "chain: the old root after its successor's first",
        "retired-root",
        &[&one, &two, &three, &old_again],
    );
    let rewritten = four.next(2, |d| d.roots[1].first_serial = 2);
    refuse("chain: the roots' past rewritten", "retired-root", &[&one, &two, &three, &four, &rewritten]);
}

fn ages(file: &mut File) {
    let [one, two, ..] = chain();
    let mut days = |name: &str, reason: &str, day: fluister_protocol::day::Day| {
        let fields = json!({ "call": "days", "current": one.signed, "today": day.to_string() });
        file.refusal(name, reason, fields);
    };
    days("expired yesterday", "expired", today().plus(183));
    days("issued the day after tomorrow", "future", today().minus(2));
    let mut named = |name: &str, reason: &str, serial: u64, hash: Value| {
        let fields =
            json!({ "call": "named", "current": two.signed, "named": { "serial": serial, "hash": hash } });
        file.refusal(name, reason, fields);
    };
    named("older than a heartbeat, a note or a letter names", "old", 3, b([1; 32]));
    named("one serial with two hashes", "two-histories", 2, b([1; 32]));
}
