//! Durable writes on PostgreSQL.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::process::Command;

use fluister_protocol::size;
use fluister_tests::organisation::Organisation;
use fluister_tests::postgres::Database;

use super::writes::a_second;
use crate::cost::Cost;
use crate::report::{Goal, Row};
use crate::rounds::{in_turn, ratios};
use crate::scale::Scale;
use crate::{load, posts};

const WHAT: &str = "PostgreSQL, durable letters a second: through HTTP";
const GOAL: Goal = Goal::AtLeast(1.3);

/// The same table, indexes and storage as the server's letters have.
const TABLE: &str = "CREATE TABLE bare_letters (LIKE letters INCLUDING ALL)";
/// One letter. Its bytes travel from the client, as the server's do.
const SCRIPT: &str = "\\set place random(1, 4611686018427387903)\n\
    INSERT INTO bare_letters (place, id, organisation, release, bytes) VALUES (:place, sha256(int8send(:place)), \
    sha256(''), 1, convert_to(:body, 'UTF8'));\n";

/// Letters a second: through HTTP, and by pgbench with as many clients.
pub fn measure(scale: &Scale) -> Vec<Row> {
    let database = Database::alone();
    let Some(pgbench) = pgbench(&database) else {
        return vec![Row::skipped(WHAT, "This machine has no pgbench (Debian's package postgresql).")];
    };
    let server = posts::server_on(&database.libpq);
    Organisation::founded_on(&server);
    let directory = tempfile::tempdir().expect("a temporary directory");
    let script = directory.path().join("letter.sql");
    std::fs::write(&script, SCRIPT).expect("a script");
    run(Command::new(pgbench.with_file_name("psql")).args(["--quiet", "--command", TABLE, &database.libpq]));
    let (of_server, of_callers) = (Cost::of(server.id()), Cost::own());
    let (of_ours, of_its) = (Cost::of_family(database.process()), Cost::of_family(database.process()));
    let http = || {
        let requests = posts::posts(server.address, scale.posts);
        let send = || load::send_all(server.address, scale.callers, requests, 201);
        let took = of_server.during(|| of_callers.during(|| of_ours.during(send)));
        (scale.posts * size::FOUR) as f64 / took.as_secs_f64()
    };
    let rows = Cell::new(0.0);
    let limit = || {
        let a_second = of_its.during(|| rows_a_second(&pgbench, &script, &database.libpq, scale));
        rows.set(rows.get() + a_second * scale.window.as_secs_f64().max(1.0));
        a_second
    };
    let [http, limit] = in_turn(scale.rounds, [Box::new(http), Box::new(limit)]);
    let how = format!(
        "Posts of four, {} callers; pgbench with as many clients, prepared statements, and 16 KiB that travel from it.",
        scale.callers
    );
    let letters = (scale.rounds * scale.posts * size::FOUR) as f64;
    let why = format!(
        "a letter takes PostgreSQL {:.0} µs of processor time, pgbench's row {:.0} µs; the server takes {:.0} µs a letter \
         and its callers {:.0} µs, on the same {} cores.",
        of_ours.microseconds(letters),
        of_its.microseconds(rows.get()),
        of_server.microseconds(letters),
        of_callers.microseconds(letters),
        std::thread::available_parallelism().map_or(1, usize::from),
    );
    let row = Row::new(WHAT, a_second(&http), format!("pgbench, a row a transaction: {}", a_second(&limit)));
    vec![row.outcome(ratios(&http, &limit), "×", GOAL).note(how).reason(why)]
}

/// Beside the server's programs, or where programs are.
fn pgbench(database: &Database) -> Option<PathBuf> {
    let beside = PathBuf::from(database.program("pgbench").get_program());
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut places = std::env::split_paths(&path).map(|place| place.join("pgbench"));
    if beside.is_file() { Some(beside) } else { places.find(|place| place.is_file()) }
}

/// pgbench's own figure, which leaves connecting out.
fn rows_a_second(pgbench: &Path, script: &Path, database: &str, scale: &Scale) -> f64 {
    let said = run(Command::new(pgbench)
        .args(["--no-vacuum", "--protocol=prepared", "--jobs=2"])
        .arg(format!("--client={}", scale.callers))
        .arg(format!("--time={}", scale.window.as_secs().max(1)))
        .arg(format!("--define=body={}", "Q".repeat(size::LETTER)))
        .arg("--file")
        .arg(script)
        .arg(database));
    let line = said.lines().find_map(|line| line.strip_prefix("tps = "));
    line.and_then(|line| line.split(' ').next()?.parse().ok())
        .unwrap_or_else(|| panic!("no figure in: {said}"))
}

fn run(command: &mut Command) -> String {
    let output = command.output().expect("PostgreSQL's programs run");
    let [said, errors] =
        [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text).into_owned());
    assert!(output.status.success() && !errors.contains("aborted"), "{said}{errors}");
    said
}
