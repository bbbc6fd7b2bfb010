//! Migrations go up, down and up again to the same tables, the same on both back ends; and nothing in them is a time.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource};
use diesel::pg::Pg;
use diesel::sql_types::Text;
use diesel::sqlite::Sqlite;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness};
use fluister_server::store::{Store, StoreError, migrate};
use fluister_tests::postgres::Database;
use fluister_tests::store::Bench;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

#[derive(QueryableByName, Clone, Debug, PartialEq)]
struct Column {
    #[diesel(sql_type = Text)]
    of: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
}

/// Every object of the schema with its full definition.
fn sqlite_dump(c: &mut SqliteConnection) -> Vec<String> {
    let lines: Vec<Line> = diesel::sql_query(
        "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || COALESCE(sql, '') AS line FROM sqlite_schema \
         ORDER BY line",
    )
    .load(c)
    .unwrap();
    lines.into_iter().map(|line| line.line).collect()
}

/// Every column, constraint and index with its definition.
fn postgres_dump(c: &mut PgConnection) -> Vec<String> {
    let lines: Vec<Line> = diesel::sql_query(
        "SELECT concat_ws(' ', 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, \
            a.attstorage, pg_get_expr(d.adbin, d.adrelid)) AS line \
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid \
         LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum \
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped \
         UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid)) \
         FROM pg_constraint WHERE connamespace = 'public'::regnamespace \
         UNION ALL SELECT concat_ws(' ', 'index', indexname, indexdef) FROM pg_indexes WHERE schemaname = 'public' \
         ORDER BY line",
    )
    .load(c)
    .unwrap();
    lines.into_iter().map(|line| line.line).collect()
}

fn sqlite_columns(c: &mut SqliteConnection) -> Vec<Column> {
    diesel::sql_query(
        "SELECT t.name AS of, c.name AS name, c.type AS kind FROM sqlite_schema t JOIN pragma_table_info(t.name) c \
         WHERE t.type = 'table' ORDER BY t.name, c.cid",
    )
    .load(c)
    .unwrap()
}

fn postgres_columns(c: &mut PgConnection) -> Vec<Column> {
    diesel::sql_query(
        "SELECT c.relname::text AS of, a.attname::text AS name, format_type(a.atttypid, a.atttypmod) AS kind \
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid \
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped \
         ORDER BY c.relname COLLATE \"C\", a.attnum",
    )
    .load(c)
    .unwrap()
}

/// The dump with all migrations, without any, and with all again, one at a time.
fn up_down_up<DB, C>(
    c: &mut C,
    source: EmbeddedMigrations,
    dump: impl Fn(&mut C) -> Vec<String>,
) -> (Vec<String>, Vec<String>)
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB> + SimpleConnection,
    EmbeddedMigrations: MigrationSource<DB>,
{
    let migrations: Vec<Box<dyn Migration<DB>>> = source.migrations().unwrap();
    assert!(!migrations.is_empty());
    // makes diesel's own table
    assert_eq!(c.applied_migrations().unwrap().len(), 0);
    let empty = dump(c);
    let mut steps = vec![empty.clone()];
    for migration in &migrations {
        c.run_migration(migration).unwrap();
        steps.push(dump(c));
    }
    let full = steps.last().unwrap().clone();
    for (migration, before) in migrations.iter().zip(&steps).rev() {
        c.revert_migration(migration).unwrap();
        assert_eq!(dump(c), *before, "{} does not undo itself", migration.name());
    }
    for (migration, after) in migrations.iter().zip(&steps[1..]) {
        c.run_migration(migration).unwrap();
        assert_eq!(dump(c), *after, "{} is another after going down", migration.name());
    }
    (empty, full)
}

#[test]
fn up_down_up_on_sqlite() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("migrated.sqlite");
    let mut c = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    let (empty, full) = up_down_up::<Sqlite, _>(&mut c, migrate::SQLITE, sqlite_dump);
    assert!(full.len() > empty.len() + 13);
}

#[test]
fn up_down_up_on_postgres() {
    let database = Database::create();
    let mut c = PgConnection::establish(&database.libpq).unwrap();
    let (empty, full) = up_down_up::<Pg, _>(&mut c, migrate::POSTGRES, postgres_dump);
    assert!(full.len() > empty.len() + 13);
}

/// Tables, columns and their order; types as far as both have them.
#[test]
fn both_back_ends_have_the_same_tables() {
    let sqlite = Bench::sqlite();
    let postgres = Bench::postgres();
    let mut c = SqliteConnection::establish(sqlite.file().to_str().unwrap()).unwrap();
    let ours = |column: &Column| column.of != "__diesel_schema_migrations";
    let one: Vec<Column> = sqlite_columns(&mut c).into_iter().filter(ours).collect();
    let fluister_tests::store::Place::Postgres(database) = &postgres.place else { panic!() };
    let mut c = PgConnection::establish(&database.libpq).unwrap();
    let other: Vec<Column> = postgres_columns(&mut c).into_iter().filter(ours).collect();
    let kinds =
        BTreeMap::from([("BLOB", "bytea"), ("BIGINT", "bigint"), ("INTEGER", "bigint"), ("TEXT", "text")]);
    let expected: Vec<Column> = one
        .iter()
        .map(|column| Column {
            // no other type is in either: no time, no serial number
            kind: kinds.get(column.kind.as_str()).unwrap_or(&"(none of ours)").to_string(),
            ..column.clone()
        })
        .collect();
    assert_eq!(expected, other);
    assert!(one.len() > 40, "{}", one.len());
}

/// diesel's own table would tell when the server was set up.
#[test]
fn no_time_is_kept_of_a_migration() {
    let sqlite = Bench::sqlite();
    let mut c = SqliteConnection::establish(sqlite.file().to_str().unwrap()).unwrap();
    let query = "SELECT DISTINCT CAST(run_on AS TEXT) AS line FROM __diesel_schema_migrations";
    let lines: Vec<Line> = diesel::sql_query(query).load(&mut c).unwrap();
    assert_eq!(lines.iter().map(|line| line.line.as_str()).collect::<Vec<_>>(), ["1970-01-01 00:00:00"]);
    let postgres = Bench::postgres();
    let fluister_tests::store::Place::Postgres(database) = &postgres.place else { panic!() };
    let mut c = PgConnection::establish(&database.libpq).unwrap();
    let lines: Vec<Line> = diesel::sql_query(query).load(&mut c).unwrap();
    assert_eq!(lines.iter().map(|line| line.line.as_str()).collect::<Vec<_>>(), ["1970-01-01 00:00:00"]);
}

/// A database that a newer server has changed is left alone.
#[test]
fn a_newer_database_is_refused() {
    let newer = "INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')";
    let sqlite = Bench::sqlite();
    SqliteConnection::establish(sqlite.file().to_str().unwrap()).unwrap().batch_execute(newer).unwrap();
    let postgres = Bench::postgres();
    let fluister_tests::store::Place::Postgres(database) = &postgres.place else { panic!() };
    PgConnection::establish(&database.libpq).unwrap().batch_execute(newer).unwrap();
    for bench in [&sqlite, &postgres] {
        match Store::open(&bench.options, bench.clock.clone()).map(|_| ()) {
            Err(StoreError::Damaged { message }) => assert!(message.contains("newer"), "{message}"),
            other => panic!("{other:?}"),
        }
    }
}

/// Two servers that start on a new database at the same time.
#[test]
fn two_servers_make_the_tables_once() {
    for bench in [Bench::postgres(), Bench::sqlite()] {
        let options = match &bench.place {
            // the bench's own database has its tables already
            fluister_tests::store::Place::Postgres(_) => None,
            fluister_tests::store::Place::Sqlite(directory) => {
                Some(fluister_server::store::DatabaseUrl::Sqlite(directory.path().join("another.sqlite")))
            }
        };
        let database = Database::create();
        let mut new = bench.options.clone();
        new.url = options.unwrap_or_else(|| database.url.clone());
        let opened: Vec<_> = (0..4)
            .map(|_| {
                let (new, clock) = (new.clone(), bench.clock.clone());
                std::thread::spawn(move || Store::open(&new, clock).map(|_| ()))
            })
            .collect();
        for thread in opened {
            assert_eq!(thread.join().unwrap(), Ok(()));
        }
    }
}
