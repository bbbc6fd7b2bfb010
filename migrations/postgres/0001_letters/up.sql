-- Days are numbers since 1970-01-01. There is no finer time of anything, and no column that counts arrivals.
-- Rows lie in the order in which they were written until the sweeper rewrites the letters of a day that is over.

CREATE TABLE organisations (
    id BYTEA NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    shelf_life_days BIGINT NOT NULL
);

-- One-time leaves to found an organisation, by the hash of their token.
CREATE TABLE admissions (
    hash BYTEA NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL,
    day BIGINT NOT NULL,
    used BIGINT NOT NULL
);

-- Every version of every directory: the log.
CREATE TABLE directories (
    organisation BYTEA NOT NULL REFERENCES organisations (id),
    serial BIGINT NOT NULL,
    payload BYTEA NOT NULL,
    signature BYTEA NOT NULL,
    PRIMARY KEY (organisation, serial)
);

CREATE TABLE statements (
    organisation BYTEA NOT NULL REFERENCES organisations (id),
    adviser BYTEA NOT NULL,
    serial BIGINT NOT NULL,
    payload BYTEA NOT NULL,
    signature BYTEA NOT NULL,
    PRIMARY KEY (organisation, adviser)
);

CREATE TABLE heartbeats (
    organisation BYTEA NOT NULL REFERENCES organisations (id),
    adviser BYTEA NOT NULL,
    counter BIGINT NOT NULL,
    payload BYTEA NOT NULL,
    signature BYTEA NOT NULL,
    PRIMARY KEY (organisation, adviser)
);

CREATE TABLE files (
    organisation BYTEA NOT NULL REFERENCES organisations (id),
    sha256 BYTEA NOT NULL,
    size BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (organisation, sha256)
);

-- Closed releases that still hold letters, and today's. `settled`: the day is over and its letters are in one release.
CREATE TABLE releases (
    number BIGINT NOT NULL PRIMARY KEY,
    day BIGINT NOT NULL,
    settled BIGINT NOT NULL
);

-- `place` is the first 63 bits of the id, as in SQLite, where it is the rows' order. Letters are random bytes: they are
-- never worth compressing.
CREATE TABLE letters (
    place BIGINT NOT NULL PRIMARY KEY,
    id BYTEA NOT NULL,
    organisation BYTEA NOT NULL REFERENCES organisations (id),
    release BIGINT NOT NULL,
    bytes BYTEA NOT NULL
);
ALTER TABLE letters ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE INDEX letters_box ON letters (organisation, release, id);

-- How many letters came, by release; forgotten when the day is over. Each writing connection counts in rows of its own,
-- so that none waits for another.
CREATE TABLE counts (
    organisation BYTEA NOT NULL REFERENCES organisations (id),
    release BIGINT NOT NULL,
    writer BIGINT NOT NULL,
    letters BIGINT NOT NULL,
    PRIMARY KEY (organisation, release, writer)
);

-- Challenges that were used, by hash; forgotten after two days.
CREATE TABLE spent (
    hash BYTEA NOT NULL PRIMARY KEY,
    day BIGINT NOT NULL
);

-- Advisers' sessions, by the hash of their token; forgotten after two days.
CREATE TABLE sessions (
    hash BYTEA NOT NULL PRIMARY KEY,
    organisation BYTEA NOT NULL REFERENCES organisations (id),
    adviser BYTEA NOT NULL,
    day BIGINT NOT NULL
);

-- Keys for challenges, session tokens and cursors that all servers on this database share.
CREATE TABLE secrets (
    name TEXT NOT NULL PRIMARY KEY,
    bytes BYTEA NOT NULL
);

-- One row: the release that is open, the Unix time in seconds at which it is due to close, the day last swept.
CREATE TABLE clockwork (
    single BIGINT NOT NULL PRIMARY KEY CHECK (single = 1),
    release BIGINT NOT NULL,
    due BIGINT NOT NULL,
    swept BIGINT NOT NULL
);
