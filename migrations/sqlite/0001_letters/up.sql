-- Days are numbers since 1970-01-01. There is no finer time of anything, and no column that counts arrivals.
-- Tables whose key is random are stored by it (WITHOUT ROWID), so that no row number tells an order.

CREATE TABLE organisations (
    id BLOB NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    shelf_life_days BIGINT NOT NULL
) WITHOUT ROWID;

-- One-time leaves to found an organisation, by the hash of their token.
CREATE TABLE admissions (
    hash BLOB NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL,
    day BIGINT NOT NULL,
    used BIGINT NOT NULL
) WITHOUT ROWID;

-- Every version of every directory: the log.
CREATE TABLE directories (
    organisation BLOB NOT NULL REFERENCES organisations (id),
    serial BIGINT NOT NULL,
    payload BLOB NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (organisation, serial)
) WITHOUT ROWID;

CREATE TABLE statements (
    organisation BLOB NOT NULL REFERENCES organisations (id),
    adviser BLOB NOT NULL,
    serial BIGINT NOT NULL,
    payload BLOB NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (organisation, adviser)
) WITHOUT ROWID;

CREATE TABLE heartbeats (
    organisation BLOB NOT NULL REFERENCES organisations (id),
    adviser BLOB NOT NULL,
    counter BIGINT NOT NULL,
    payload BLOB NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (organisation, adviser)
) WITHOUT ROWID;

CREATE TABLE files (
    organisation BLOB NOT NULL REFERENCES organisations (id),
    sha256 BLOB NOT NULL,
    size BIGINT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (organisation, sha256)
) WITHOUT ROWID;

-- Closed releases that still hold letters, and today's. `settled`: the day is over and its letters are in one release.
CREATE TABLE releases (
    number BIGINT NOT NULL PRIMARY KEY,
    day BIGINT NOT NULL,
    settled BIGINT NOT NULL
) WITHOUT ROWID;

-- `place` is the first 63 bits of the id: the row order is the ids' order. (A table without rowid would be three times
-- as large: its rows would not fit beside one another in the pages of a tree.)
CREATE TABLE letters (
    place INTEGER NOT NULL PRIMARY KEY,
    id BLOB NOT NULL,
    organisation BLOB NOT NULL REFERENCES organisations (id),
    release BIGINT NOT NULL,
    bytes BLOB NOT NULL
);
CREATE INDEX letters_box ON letters (organisation, release, id);

-- How many letters came, by release; forgotten when the day is over. Each writing connection counts in rows of its own,
-- so that none waits for another.
CREATE TABLE counts (
    organisation BLOB NOT NULL REFERENCES organisations (id),
    release BIGINT NOT NULL,
    writer BIGINT NOT NULL,
    letters BIGINT NOT NULL,
    PRIMARY KEY (organisation, release, writer)
) WITHOUT ROWID;

-- Challenges that were used, by hash; forgotten after two days.
CREATE TABLE spent (
    hash BLOB NOT NULL PRIMARY KEY,
    day BIGINT NOT NULL
) WITHOUT ROWID;

-- Advisers' sessions, by the hash of their token; forgotten after two days.
CREATE TABLE sessions (
    hash BLOB NOT NULL PRIMARY KEY,
    organisation BLOB NOT NULL REFERENCES organisations (id),
    adviser BLOB NOT NULL,
    day BIGINT NOT NULL
) WITHOUT ROWID;

-- Keys for challenges, session tokens and cursors that all servers on this database share.
CREATE TABLE secrets (
    name TEXT NOT NULL PRIMARY KEY,
    bytes BLOB NOT NULL
) WITHOUT ROWID;

-- One row: the release that is open, the Unix time in seconds at which it is due to close, the day last swept.
CREATE TABLE clockwork (
    single BIGINT NOT NULL PRIMARY KEY CHECK (single = 1),
    release BIGINT NOT NULL,
    due BIGINT NOT NULL,
    swept BIGINT NOT NULL
) WITHOUT ROWID;
