//! SPEC.md names what the code has, and nothing else.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops where something is wrong"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluister_protocol::content::Kind;
use fluister_protocol::{
    chunk, code, content, derivation, directory, heartbeat, json, manifest, session, size, statement, vault,
    work,
};

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The text of a section, by its number.
fn section(number: usize) -> String {
    let spec = read("SPEC.md");
    let start = spec.find(&format!("\n## {number}. ")).unwrap();
    let rest = spec.split_at(start + 1).1;
    rest.split_once("\n## ").map_or(rest, |(section, _)| section).to_owned()
}

/// What stands between backticks.
fn quoted(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The rows of a section's tables, without their heads: what the first cell quotes, and the whole row.
fn rows(section: &str) -> Vec<(Vec<String>, String)> {
    let is_row = |line: &&str| line.starts_with("| `");
    section
        .lines()
        .filter(is_row)
        .map(|line| (quoted(line.split('|').nth(1).unwrap()), line.to_owned()))
        .collect()
}

fn firsts(section: &str) -> BTreeSet<String> {
    rows(section).into_iter().flat_map(|(first, _)| first).collect()
}

/// The files directly in `src`.
fn sources() -> Vec<(String, String)> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let entries = std::fs::read_dir(directory).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".rs"))
        .map(|name| (name.clone(), read(&format!("src/{name}"))))
        .collect()
}

#[test]
fn labels() {
    let source = read("src/label.rs");
    let named: BTreeSet<_> = source
        .split("b\"fluister/v1/")
        .skip(1)
        .map(|rest| rest.split_once('"').unwrap().0.to_owned())
        .collect();
    assert_eq!(named.len(), 33);
    assert_eq!(firsts(&section(3)), named);
}

#[test]
fn reasons() {
    let mut named: BTreeSet<String> = ["day", "seen-ahead"].map(str::to_owned).into();
    for (_, source) in sources() {
        for head in ["pub const fn reason(", "pub const fn name("] {
            for block in source.split(head).skip(1) {
                let block = block.split_once("\n    }").unwrap().0;
                named.extend(
                    block.split("=> \"").skip(1).map(|rest| rest.split_once('"').unwrap().0.to_owned()),
                );
            }
        }
    }
    assert!(named.len() > 40, "{named:?}");
    assert_eq!(firsts(&section(22)), named);

    let mut in_vectors = BTreeSet::new();
    for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        if let Some(stem) = name.strip_suffix(".json") {
            let whole: serde_json::Value =
                serde_json::from_str(&read(&format!("vectors/{stem}.json"))).unwrap();
            for refusal in whole["refusals"].as_array().unwrap() {
                in_vectors.insert(refusal["reason"].as_str().unwrap().to_owned());
            }
        }
    }
    let untried: Vec<_> = named.difference(&in_vectors).map(String::as_str).collect();
    assert_eq!(
        untried,
        ["in-turn", "memory"],
        "no vector for these; the first is none, the second cannot be made"
    );
}

/// The fields of each public struct of a source file, and of those that `declare_kind!` makes.
fn fields(file: &str) -> BTreeMap<String, BTreeSet<String>> {
    let (mut structs, mut name) = (BTreeMap::<_, BTreeSet<_>>::new(), None);
    for line in read(file).lines() {
        let words: Vec<_> = line.split_whitespace().collect();
        match words.as_slice() {
            ["pub", "struct", it, "{"] | [it, "{"] if it.starts_with(char::is_uppercase) => {
                name = Some((*it).to_owned());
            }
            ["}"] | ["}", ..] => name = None,
            _ => {
                let field = line.trim().trim_start_matches("pub ").split_once(": ").map(|(field, _)| field);
                if let (Some(name), Some(field)) = (&name, field)
                    && !field.is_empty()
                    && field.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
                    && line.ends_with(',')
                {
                    structs.entry(name.clone()).or_default().insert(field.to_owned());
                }
            }
        }
    }
    structs
}

fn snake(name: &str) -> String {
    let mut snake = String::new();
    for (at, c) in name.char_indices() {
        if c.is_uppercase() && at > 0 {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake
}

/// Where a kind goes, by the vectors: A, M, B and S.
fn directions(kind: &str) -> BTreeSet<&'static str> {
    let whole: serde_json::Value = serde_json::from_str(&read("vectors/content.json")).unwrap();
    let name = format!("{kind}, with all its fields");
    let case = whole["cases"].as_array().unwrap().iter().find(|case| case["name"] == name.as_str()).unwrap();
    let letter = |direction: &serde_json::Value| match direction.as_str().unwrap() {
        "to-adviser" => "A",
        "to-melder" => "M",
        "between-advisers" => "B",
        "to-self" => "S",
        other => panic!("{other}"),
    };
    case["directions"].as_array().unwrap().iter().map(letter).collect()
}

#[test]
fn kinds_of_content_with_all_their_fields() {
    let (section, mut fields) = (section(10), fields("src/content/kinds.rs"));
    fields.extend(self::fields("src/content.rs"));
    let kinds: BTreeSet<_> = Kind::ALL.iter().map(|kind| kind.name().to_owned()).collect();
    let mut seen = BTreeSet::new();
    for (first, row) in rows(&section) {
        let cells: Vec<_> = row.split(" | ").collect();
        let [_, goes, what] = cells.as_slice() else { panic!("{row}") };
        if !goes.chars().all(|c| "AMBS ".contains(c)) {
            continue;
        }
        let kind = first.first().unwrap();
        seen.insert(kind.clone());
        assert_eq!(goes.split(' ').collect::<BTreeSet<_>>(), directions(kind), "{kind}");
        if kind == "note" {
            continue;
        }
        let declared = fields.iter().find(|(name, _)| snake(name) == *kind).map(|(_, fields)| fields.clone());
        // a field is quoted and followed by a colon
        let named: BTreeSet<_> =
            what.split("`: ").filter_map(|before| before.rsplit('`').next()).map(str::to_owned).collect();
        let named: BTreeSet<_> =
            named.into_iter().filter(|name| what.contains(&format!("`{name}`: "))).collect();
        assert_eq!(named, declared.unwrap(), "{kind}");
    }
    assert_eq!(seen, kinds);

    let common: BTreeSet<_> = fields["Content"].iter().filter(|field| *field != "body").cloned().collect();
    let table: BTreeSet<_> = rows(&section)
        .into_iter()
        .filter(|(_, row)| !row.split(" | ").nth(1).unwrap().chars().all(|c| "AMBS ".contains(c)))
        .flat_map(|(first, _)| first)
        .filter(|field| field != "kind")
        .collect();
    assert_eq!(table, common);
}

#[test]
fn fields_of_notes_and_of_what_is_signed() {
    let tables = [
        ("src/note.rs", "Note", 11),
        ("src/statement.rs", "KeyStatement", 17),
        ("src/heartbeat.rs", "Heartbeat", 18),
        ("src/manifest.rs", "Manifest", 20),
    ];
    for (file, name, number) in tables {
        let declared: BTreeSet<_> =
            fields(file)[name].iter().filter(|field| *field != "other").cloned().collect();
        let section = section(number);
        // the vault has a second table, of what advisers' clients agree on
        let own = section.split("### What advisers' clients").next().unwrap();
        assert_eq!(firsts(own), declared, "{name}");
    }
    let directory = fields("src/directory.rs");
    let both: BTreeSet<_> = directory["Directory"].union(&directory["Adviser"]).cloned().collect();
    // what pages say is the apps' affair
    assert_eq!(firsts(section(15).split("### Safeguards").next().unwrap()), both);
    // what lies deeper is named somewhere in its section
    let deeper = [
        ("src/note.rs", "ThreadNote", 11),
        ("src/note.rs", "EpochNotes", 11),
        ("src/note.rs", "AttachmentNote", 11),
        ("src/note.rs", "OwnLetter", 11),
        ("src/note.rs", "Sent", 11),
        ("src/content.rs", "Part", 10),
        ("src/chain.rs", "Named", 14),
        ("src/statement.rs", "EpochKey", 17),
        ("src/directory.rs", "Root", 15),
        ("src/directory.rs", "Policy", 15),
        ("src/directory.rs", "Page", 15),
        ("src/manifest.rs", "Listed", 20),
        ("src/request.rs", "AppointmentRequest", 19),
    ];
    for (file, name, number) in deeper {
        let section = section(number);
        for field in &fields(file)[name] {
            assert!(
                section.contains(&format!("`{field}`")) || section.contains(&format!("\"{field}\"")),
                "{name}.{field}"
            );
        }
    }
}

#[test]
fn sizes_and_limits() {
    let numbers: [(usize, usize, &str); 48] = [
        (2, size::XWING_PUBLIC, "1216 bytes"),
        (2, size::ENC, "1120 bytes"),
        (2, vault::MEMORY_KIB as usize, "19,456 KiB"),
        (2, vault::PASSES as usize, "2 passes"),
        (2, vault::LANES as usize, "1 lane"),
        (2, work::ITERATIONS as usize, "1,000 iterations"),
        (4, json::DEPTH, "at most 16 deep"),
        (5, code::ENTROPY, "14 random bytes"),
        (5, code::CHARACTERS, "24 characters"),
        (6, derivation::MAX_THREADS as usize - 1, "i is 0 to 15"),
        (8, size::LETTER, "a letter of 16,384 bytes"),
        (8, size::MAGIC, "FLU1     4 "),
        (8, size::ENC, "enc      1120"),
        (8, size::SEALED, "sealed   15260"),
        (8, size::PLAINTEXT, "ciphertext of 15,244 bytes"),
        (8, size::TAG, "its tag (16)"),
        (8, size::THREAD_ID, "thread id (32)"),
        (8, size::PROOF, "proof (64)"),
        (8, size::PADDED, "padded (15,148)"),
        (8, size::CONTENT, "at most 15,144 bytes of JSON"),
        (10, content::SHORT, "at most 256 bytes"),
        (10, content::TEXT, "at most 8,000 bytes of JSON"),
        (10, content::MAX_PARTS as usize, "`of` at most 16"),
        (11, derivation::MAX_THREADS as usize, "list of at most 16, rising by `i`"),
        (13, size::LETTER, "× 16,384 bytes"),
        (13, size::FOUR, "4, 8, 12 or 16"),
        (13, size::SIXTEEN, "or 16 in a call"),
        (13, size::PLAINTEXT, "15,244 zeros"),
        (14, size::SIGNED_PAYLOAD, "at most 48,000 bytes"),
        (15, directory::MAX_DAYS as usize, "to 182 days later"),
        (15, directory::MAX_ADVISERS, "at most 64, no identity twice"),
        (15, directory::MAX_ROOTS, "1 to 64 of `key`"),
        (15, directory::MAX_PAGES, "list? of at most 128"),
        (17, statement::MAX_EPOCHS, "1 to 8 of `epoch`"),
        (18, heartbeat::MIN_ENTRIES, "64, 128"),
        (18, heartbeat::MAX_ENTRIES, "or 1,024 entries"),
        (19, session::CHALLENGE, "challenge (48 bytes)"),
        (19, size::CHALLENGE, "challenge of 64 bytes"),
        (19, size::WORK, "72 bytes"),
        (20, vault::BLOCK, "multiple of 4,096 bytes"),
        (20, manifest::LEAST_RECORDS, "at least 64 records"),
        (20, manifest::MOST_RECORDS, "at most 4,096 of `id`"),
        (20, manifest::WRAPPED / 2, "vault key (32) ‖ vault token (32)"),
        (21, size::CHUNK, "chunks of 262,144 bytes"),
        (21, size::CHUNK_PIECE, "262,128 bytes"),
        (21, chunk::MAX_CHUNKS as usize, "at most 4,096"),
        (21, usize::try_from(chunk::LARGEST).unwrap(), "most 1,073,676,288 bytes"),
        (10, usize::try_from(chunk::LARGEST).unwrap(), "from 0 to 1,073,676,288"),
    ];
    for (number, value, text) in numbers {
        assert!(section(number).contains(text), "section {number} lacks '{text}'");
        let written = text.replace(',', "");
        let is_there = written.split(|c: char| !c.is_ascii_digit()).any(|word| word == value.to_string());
        assert!(is_there, "'{text}' says something else than {value}");
    }
    assert_eq!(size::FILE, 1 << 20);
    assert!(section(19).contains("at most 1 MiB"));
    assert_eq!(size::SIGNED_PAYLOAD, 48_000);
    assert_eq!(fluister_protocol::day::Epoch::DAYS, 28);
    assert!(section(17).contains("An epoch is 28 days"));
    assert_eq!(fluister_protocol::day::Epoch::GRACE_DAYS, 14);
    assert!(section(17).contains("fourteen days"));
}

#[test]
fn every_file_of_vectors_is_named_and_every_value_of_the_example_is_in_them() {
    let named = firsts(&section(24));
    let mut there = BTreeSet::new();
    for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".json") {
            there.insert(name);
        }
    }
    assert_eq!(named, there);

    let vectors = ["derivation", "letter", "code"].map(|name| read(&format!("vectors/{name}.json"))).concat();
    let is_value = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let section = section(23);
    let values: Vec<_> = section
        .split(|c| !is_value(c))
        .filter(|word| word.len() >= 16 && word.chars().any(|c| c.is_ascii_digit()))
        .collect();
    assert!(values.len() > 20, "{values:?}");
    for value in values {
        assert!(vectors.contains(&format!("\"{value}\"")), "{value} is in no vector");
    }
}

#[test]
fn the_contents_name_the_sections() {
    let spec = read("SPEC.md");
    let headings: Vec<_> = spec.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    for (at, heading) in (1..).zip(&headings) {
        let title = heading.strip_prefix(&format!("{at}. ")).unwrap_or_else(|| panic!("{heading}"));
        let anchor: String = heading
            .to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric() || *c == ' ' || *c == '-')
            .map(|c| if c == ' ' { '-' } else { c })
            .collect();
        assert!(spec.contains(&format!("{at}. [{title}](#{anchor})\n")), "{title}");
    }
    assert_eq!(headings.len(), 25);
}
