//! `fluister-server check`: a sound database is whole, and each kind of damage is named with its row, on both databases.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::os::unix::fs::FileExt as _;

use diesel::connection::SimpleConnection;
use diesel::{Connection as _, PgConnection, SqliteConnection};
use fluister_protocol::encoding;
use fluister_server::clock::Clock;
use fluister_tests::harness::{Process, assert_whole, operate, process, process_on};
use fluister_tests::organisation::{Organisation, chunks, ids, letters};
use fluister_tests::postgres::Database;
use fluister_tests::vault;
use serde_json::Value;

/// Whatever there can be in a database: three directories, statements, heartbeats, a file, a session, a wish to be told,
/// letters of a closed release and of the open one, counts, a spare admission.
struct Sound {
    acme: Organisation,
    /// Of a record, and of a wrap record.
    record: String,
    /// A letter's id.
    letter: String,
    chunk: String,
    file: String,
}

fn fill(server: &Process) -> Sound {
    let mut acme = Organisation::founded_on(server);
    let today = Clock::system().today();
    for _ in 0..2 {
        acme.go_on();
        acme.put_directory(server, None).expect(201);
    }
    let put = |path: String, body: &_| server.request("PUT", path).json(body).send().expect(201);
    for at in 0..2 {
        put(acme.adviser_path(at, "keys"), &acme.statement(at, 1, today));
        put(acme.adviser_path(at, "heartbeat"), &acme.heartbeat(at, 7, today));
    }
    let bytes = b"a photo".to_vec();
    let sha256 = fluister_protocol::id::Digest32::of_file(&bytes);
    let upload = server.request("PUT", acme.path(&format!("/files/{sha256}")));
    let signature = acme.file_signature(0, &bytes);
    upload.header("Fluister-Signature", signature).octets(bytes).send().expect(201);
    let session = acme.session(server, 0, &format!("http://{}", server.address));
    let (token, record) = (vault::token(), vault::token().id());
    let batch =
        [vault::put(record, 0, &vault::record(1, 7)), vault::put_wrap(record, 0, &vault::record(1, 8))];
    let changed = vault::change(server, &token, &session, batch.concat());
    assert!(changed.status < 300, "{changed}");
    let asked = serde_json::json!({
        "web_push": { "endpoint": "https://updates.push.services.mozilla.com/x" }, "hour": 7, "language": "nl" });
    server.request("PUT", "/v1/notifications").bearer(&session).json(&asked).send().expect(204);
    let (_, body) = letters(4);
    let letter = ids(&body)[0].to_string();
    acme.post(server, &body).expect(201);
    let chunks = chunks(2);
    acme.put_chunks(server, &chunks);
    server.admit("another");
    Sound {
        acme,
        record: record.to_string(),
        letter,
        chunk: chunks[0].id().to_string(),
        file: sha256.to_string(),
    }
}

/// So that the server takes what [`fill`] asks to be told by.
const PUSH: &[&str] = &["--web-push", "true"];

/// SQL for either database.
enum Raw {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Raw {
    fn open(database: &str) -> Self {
        match database.strip_prefix("sqlite://") {
            Some(path) => Self::Sqlite(SqliteConnection::establish(path).unwrap()),
            None => Self::Postgres(PgConnection::establish(database).unwrap()),
        }
    }

    /// Runs statements that no server would, with every guard off.
    fn run(&mut self, sql: &str) {
        match self {
            Self::Sqlite(c) => c.batch_execute(&format!("PRAGMA foreign_keys = OFF; {sql}")).expect(sql),
            Self::Postgres(c) => {
                c.batch_execute(&format!("SET session_replication_role = replica; {sql}")).expect(sql);
            }
        }
    }

    /// A literal of bytes.
    fn bytes(&self, bytes: &[u8]) -> String {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        match self {
            Self::Sqlite(_) => format!("x'{hex}'"),
            Self::Postgres(_) => format!("'\\x{hex}'::bytea"),
        }
    }

    /// An expression: a column's bytes, with the last one other than it was.
    fn bent(&self, column: &str) -> String {
        let change = |last: &str| match self {
            Self::Sqlite(_) => format!("CAST(substr({column}, 1, length({column}) - 1) || {last} AS BLOB)"),
            Self::Postgres(_) => format!("substr({column}, 1, length({column}) - 1) || {last}"),
        };
        let (zero, one) = (self.bytes(&[0]), self.bytes(&[1]));
        let last = format!("substr({column}, length({column}), 1)");
        format!("CASE WHEN {last} = {zero} THEN {} ELSE {} END", change(&one), change(&zero))
    }
}

fn damages(database: &str) -> Vec<(String, String, String)> {
    let check = operate(database, &["check", "--json"]);
    let report: Value = serde_json::from_slice(&check.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&check.stderr)));
    let list = report["damages"].as_array().unwrap();
    assert_eq!(check.status.code(), Some(i32::from(!list.is_empty())), "{report}");
    assert_eq!(report["whole"], list.is_empty());
    let text = |damage: &Value, name: &str| damage[name].as_str().unwrap().to_owned();
    // the same, for people
    let plain = String::from_utf8(operate(database, &["check"]).stdout).unwrap();
    let lines: Vec<&str> = plain.lines().collect();
    if !list.is_empty() {
        assert_eq!(lines.len(), list.len(), "{plain}");
        for (line, damage) in lines.iter().zip(list) {
            let (table, id, what) = (text(damage, "table"), text(damage, "id"), text(damage, "what"));
            assert_eq!(*line, format!("{} {id}: {what}", table).replace(" :", ":"));
        }
    }
    list.iter().map(|damage| (text(damage, "table"), text(damage, "id"), text(damage, "what"))).collect()
}

/// What is done to a database, and the damages that it makes: table, a part of the id, a part of what is said.
struct Case {
    sql: String,
    named: Vec<(&'static str, String, &'static str)>,
}

fn cases(raw: &Raw, sound: &Sound) -> Vec<Case> {
    let acme = sound.acme.id().to_string();
    let sam = sound.acme.adviser(0).to_string();
    let of_sam = format!("adviser = {}", raw.bytes(&sound.acme.adviser(0).0));
    let letter: [u8; 32] = encoding::decode_array(&sound.letter).unwrap();
    let letter = raw.bytes(&letter);
    let chunk = raw.bytes(&encoding::decode_array::<32>(&sound.chunk).unwrap());
    let one = |sql: String, table: &'static str, id: &str, what: &'static str| Case {
        sql,
        named: vec![(table, id.to_owned(), what)],
    };
    let bent = |column: &str| raw.bent(column);
    let short = raw.bytes(b"short");
    let nobody = raw.bytes(&[7; 32]);
    let version = |serial: u32| format!("{acme}/{serial}");
    let mut cases = vec![
        // clockwork and releases
        one("DELETE FROM counts; DELETE FROM clockwork".into(), "clockwork", "", "one row"),
        one("UPDATE clockwork SET due = -5".into(), "clockwork", "", "before 1970"),
        one("UPDATE clockwork SET swept = -1".into(), "clockwork", "", "swept is no day"),
        one("UPDATE clockwork SET seen = -1".into(), "clockwork", "", "seen is no day"),
        // what came by session
        one("UPDATE counts SET by_session = letters + 1".into(), "counts", &acme, "more came by session"),
        one("UPDATE chunk_counts SET by_session = -1".into(), "chunk_counts", &acme, "more came by session"),
        one(
            format!("INSERT INTO session_counts SELECT id, {nobody}, -1, 0, 1, 0 FROM organisations"),
            "session_counts",
            &acme,
            "its day is no day",
        ),
        // retentions
        one(
            "INSERT INTO retentions SELECT id, -1, 30 FROM organisations".into(),
            "retentions",
            &format!("{acme}/-1"),
            "its last day is none",
        ),
        one(
            "INSERT INTO releases VALUES (99, 20000, 0)".into(),
            "releases",
            "99",
            "not before the release that is open",
        ),
        one("INSERT INTO releases VALUES (0, 20000, 1)".into(), "releases", "0", "not from 1"),
        one("INSERT INTO releases VALUES (-1, 20000, 1)".into(), "releases", "-1", "not from 1"),
        // organisations
        one("UPDATE organisations SET shelf_life_days = 31".into(), "organisations", &acme, "shelf life"),
        one(
            "UPDATE organisations SET slug = 'other'".into(),
            "organisations",
            &acme,
            "slug is not its directory's",
        ),
        one("UPDATE organisations SET slug = 'No slug'".into(), "organisations", &acme, "slug is none"),
        one(
            format!("INSERT INTO organisations VALUES ({nobody}, 'nobody', 180)"),
            "organisations",
            &encoding::encode(&[7; 32]),
            "no directory",
        ),
        // the log
        one(
            format!("UPDATE directories SET signature = {} WHERE serial = 2", bent("signature")),
            "directories",
            &version(2),
            "signature",
        ),
        one(
            format!("UPDATE directories SET signature = {short} WHERE serial = 2"),
            "directories",
            &version(2),
            "64 bytes",
        ),
        one(
            "DELETE FROM directories WHERE serial = 2".into(),
            "directories",
            &version(3),
            "serial must be 2",
        ),
        one(
            "DELETE FROM directories WHERE serial = 1".into(),
            "directories",
            &version(2),
            "serial must be 1",
        ),
        one(
            "UPDATE directories SET serial = 4 WHERE serial = 3".into(),
            "directories",
            &version(4),
            "another serial",
        ),
        // advisers
        one(
            format!("UPDATE statements SET payload = {} WHERE {of_sam}", bent("payload")),
            "statements",
            &sam,
            "",
        ),
        one(
            format!("UPDATE statements SET signature = {} WHERE {of_sam}", bent("signature")),
            "statements",
            &sam,
            "signature",
        ),
        one(format!("UPDATE statements SET serial = 2 WHERE {of_sam}"), "statements", &sam, "another number"),
        one(
            format!("UPDATE statements SET adviser = {nobody} WHERE {of_sam}"),
            "statements",
            &encoding::encode(&[7; 32]),
            "another adviser",
        ),
        one(
            format!("UPDATE heartbeats SET counter = 8 WHERE {of_sam}"),
            "heartbeats",
            &sam,
            "another number",
        ),
        one(
            format!("UPDATE heartbeats SET signature = {} WHERE {of_sam}", bent("signature")),
            "heartbeats",
            &sam,
            "signature",
        ),
        one(format!("UPDATE sessions SET adviser = {nobody}"), "sessions", "", "not listed"),
        one(format!("UPDATE sessions SET hash = {short}"), "sessions", "", "32 bytes"),
        // being told
        one(
            format!("UPDATE notifications SET adviser = {nobody}"),
            "notifications",
            &encoding::encode(&[7; 32]),
            "not listed",
        ),
        one("UPDATE notifications SET way = 'pigeon'".into(), "notifications", "/pigeon", "way is none"),
        one("UPDATE notifications SET address = ''".into(), "notifications", &sam, "no address"),
        one("UPDATE notifications SET hour = 24".into(), "notifications", &sam, "hour is none"),
        one("UPDATE notifications SET language = 'xx'".into(), "notifications", &sam, "language is none"),
        one("UPDATE notifications SET due = -1".into(), "notifications", &sam, "before 1970"),
        one("UPDATE notifications SET waiting = 3".into(), "notifications", &sam, "waiting"),
        one("UPDATE notifications SET day = -1".into(), "notifications", &sam, "no day"),
        // files
        one(format!("UPDATE files SET bytes = {}", bent("bytes")), "files", &sound.file, "another SHA-256"),
        one("UPDATE files SET size = 1".into(), "files", &sound.file, "size is not"),
        // letters
        one(
            format!("UPDATE letters SET bytes = {short} WHERE id = {letter}"),
            "letters",
            &sound.letter,
            "5 bytes instead of 16384",
        ),
        one(
            format!("UPDATE letters SET release = 77 WHERE id = {letter}"),
            "letters",
            &sound.letter,
            "release, 77, is not known",
        ),
        one(
            format!("UPDATE letters SET place = 5 WHERE id = {letter}"),
            "letters",
            &sound.letter,
            "does not lie",
        ),
        one(format!("UPDATE letters SET id = {} WHERE id = {letter}", bent("id")), "letters", "", "nothing"),
        one(
            format!("UPDATE letters SET id = {short} WHERE id = {letter}"),
            "letters",
            &encoding::encode(b"short"),
            "5 bytes instead of 32",
        ),
        one(
            format!("UPDATE letters SET organisation = {nobody} WHERE id = {letter}"),
            "letters",
            &encoding::encode(&[7; 32]),
            "organisation that is not there",
        ),
        // chunks
        one(
            format!("UPDATE chunks SET bytes = {short} WHERE id = {chunk}"),
            "chunks",
            &sound.chunk,
            "5 bytes instead of 262144",
        ),
        one(
            format!("UPDATE chunks SET place = 5 WHERE id = {chunk}"),
            "chunks",
            &sound.chunk,
            "does not lie",
        ),
        one(format!("UPDATE chunks SET day = -1 WHERE id = {chunk}"), "chunks", &sound.chunk, "no day"),
        one("UPDATE chunk_counts SET chunks = 0".into(), "chunk_counts", &acme, "counts no chunk"),
        one(
            format!("INSERT INTO volumes VALUES ({nobody}, -1)"),
            "volumes",
            &encoding::encode(&[7; 32]),
            "fewer bytes",
        ),
        // vaults
        one("UPDATE vaults SET bytes = bytes + 1".into(), "vaults", "", "not its records' together"),
        one("UPDATE vaults SET day = -1".into(), "vaults", "", "no day"),
        one("DELETE FROM vaults".into(), "vaults", "", "a vault that is not there"),
        one("UPDATE vault_records SET place = 5".into(), "vault_records", &sound.record, "does not lie"),
        one(
            format!("UPDATE vault_records SET bytes = {short}"),
            "vault_records",
            &sound.record,
            "size is not",
        ),
        one("UPDATE vault_records SET version = 0".into(), "vault_records", &sound.record, "version is none"),
        one("UPDATE wraps SET version = -1".into(), "wraps", &sound.record, "version is none"),
        one(
            format!("UPDATE wraps SET organisation = {nobody}"),
            "wraps",
            &encoding::encode(&[7; 32]),
            "organisation that is not there",
        ),
        // the rest
        one("UPDATE counts SET letters = 3".into(), "counts", &acme, "fewer letters"),
        one("UPDATE counts SET letters = -3".into(), "counts", &acme, "counts no letter"),
        one("UPDATE admissions SET used = 7 WHERE slug = 'acme'".into(), "admissions", "", "neither 0 nor 1"),
        one("UPDATE admissions SET day = -7 WHERE slug = 'acme'".into(), "admissions", "", "no day"),
        one(
            format!(
                "UPDATE spent SET hash = {short} WHERE hash = (SELECT hash FROM spent ORDER BY hash LIMIT 1)"
            ),
            "spent",
            &encoding::encode(b"short"),
            "32 bytes",
        ),
        one(format!("UPDATE secrets SET bytes = {short}"), "secrets", "", "32 bytes"),
    ];
    // an id whose end was changed is an id like any other: nobody but its owner misses it
    for case in &mut cases {
        case.named.retain(|(_, _, what)| *what != "nothing");
    }
    cases
}

fn try_all(database: &str, sound: &Sound, mut copied: impl FnMut() -> String) {
    assert_whole(database);
    let all = cases(&Raw::open(database), sound);
    for case in all {
        let copy = copied();
        let mut raw = Raw::open(&copy);
        raw.run(&case.sql);
        drop(raw);
        let found = damages(&copy);
        for (table, id, what) in &case.named {
            let is_named = found.iter().any(|damage| {
                damage.0 == *table && damage.1.contains(id.as_str()) && damage.2.contains(what)
            });
            assert!(is_named, "{}\n{table} {id} {what} in {found:?}", case.sql);
        }
        assert_eq!(found.is_empty(), case.named.is_empty(), "{}: {found:?}", case.sql);
    }
}

#[test]
fn each_damage_of_a_sqlite_database_is_named() {
    let mut server = process(PUSH);
    let sound = fill(&server);
    // also while it runs
    assert_whole(&server.database);
    server.kill();
    let path = server.database.strip_prefix("sqlite://").unwrap().to_owned();
    let mut number = 0;
    try_all(&server.database, &sound, || {
        number += 1;
        let copy = format!("{path}.{number}");
        for suffix in ["", "-wal"] {
            std::fs::copy(format!("{path}{suffix}"), format!("{copy}{suffix}")).unwrap();
        }
        format!("sqlite://{copy}")
    });
}

#[test]
fn each_damage_of_a_postgres_database_is_named() {
    let database = Database::alone();
    let mut server = process_on(&database.libpq, PUSH);
    let sound = fill(&server);
    assert_whole(&server.database);
    server.kill();
    let mut number = 0;
    try_all(&database.libpq, &sound, || {
        number += 1;
        database.copied(&format!("copy{number}"))
    });
}

#[test]
fn damaged_pages_are_named_and_the_rest_is_looked_at() {
    let mut server = process(PUSH);
    fill(&server);
    server.signal("TERM");
    assert!(server.wait().0);
    // what still lay in the log beside it would hide the damage: the log wins
    Raw::open(&server.database).run("PRAGMA wal_checkpoint(TRUNCATE)");
    let path = server.database.strip_prefix("sqlite://").unwrap();
    let file = std::fs::OpenOptions::new().write(true).open(path).unwrap();
    let length = file.metadata().unwrap().len();
    // whichever part: never whole, and never a crash
    for at in (16_384..length).step_by(16_384) {
        let before = std::fs::read(path).unwrap();
        file.write_all_at(&[0xa5; 4_096], at).unwrap();
        let found = damages(&server.database);
        assert!(!found.is_empty(), "from byte {at} of {length}");
        file.write_all_at(&before, 0).unwrap();
    }
    drop(file);
    assert_whole(&server.database);
}

#[test]
fn what_cannot_be_looked_at_is_neither_whole_nor_damaged() {
    let directory = tempfile::tempdir().unwrap();
    let check = |status: i32, name: &str| {
        let path = directory.path().join(name);
        let check = operate(&format!("sqlite://{}", path.display()), &["check"]);
        assert_eq!((check.status.code(), check.stdout.is_empty()), (Some(status), status == 3));
        String::from_utf8([check.stdout, check.stderr].concat()).unwrap()
    };
    assert!(check(3, "mistyped").contains("only `fluister-server serve` makes a new one"));
    assert!(!directory.path().join("mistyped").exists());
    std::fs::write(directory.path().join("diary"), "Dear diary, ".repeat(500)).unwrap();
    // it lies where a database should be
    assert_eq!(check(1, "diary"), "database: cannot be read: file is not a database\n");
    std::fs::write(directory.path().join("empty"), "").unwrap();
    assert!(check(3, "empty").contains("holds nothing of fluister's"));
    let server = process(&[]);
    let mut raw = Raw::open(&server.database);
    raw.run("INSERT INTO __diesel_schema_migrations VALUES ('9999', '1970-01-01')");
    let newer = server.operate(&["check"]);
    assert!(String::from_utf8(newer.stderr).unwrap().contains("newer fluister"));
    raw.run("DELETE FROM __diesel_schema_migrations");
    let older = server.operate(&["check"]);
    assert!(String::from_utf8(older.stderr).unwrap().contains("older fluister"));
    assert_eq!((newer.status.code(), older.status.code()), (Some(3), Some(3)));
    // on the command line
    assert_eq!(server.operate(&["check", "--jsno"]).status.code(), Some(2));
}

#[test]
fn looking_changes_nothing_and_what_makes_no_database_says_so() {
    let mut server = process(PUSH);
    fill(&server);
    server.kill();
    let path = server.database.strip_prefix("sqlite://").unwrap();
    // killed: the log still holds what the database does not
    let read = || ["", "-wal"].map(|suffix| std::fs::read(format!("{path}{suffix}")).unwrap());
    let before = read();
    assert_whole(&server.database);
    assert!(read() == before, "the files were changed");
    let nowhere = format!("{}/mistyped.sqlite", server.directory().display());
    for arguments in [&["admit", "acme"][..], &["check"], &["backup", "--output", "/nowhere/at/all"]] {
        let run = operate(&format!("sqlite://{nowhere}"), arguments);
        let said = String::from_utf8(run.stderr).unwrap();
        assert!(!run.status.success() && said.contains("only `fluister-server serve` makes"), "{said}");
        assert!(!std::path::Path::new(&nowhere).exists());
    }
    let log = process_on(&format!("sqlite://{nowhere}"), &[]).log();
    assert!(log.contains("made a new one"), "{log}");
    let log = process_on(&format!("sqlite://{nowhere}"), &[]).log();
    assert!(!log.contains("made a new one"), "{log}");
}
