-- Pieces of attachments. As with letters, `place` is the first 63 bits of the id. `settled`: the day is over, and the
-- chunk was written anew in another order than the one in which it came.
CREATE TABLE chunks (
    place INTEGER NOT NULL PRIMARY KEY,
    id BLOB NOT NULL,
    organisation BLOB NOT NULL REFERENCES organisations (id),
    day BIGINT NOT NULL,
    settled BIGINT NOT NULL,
    bytes BLOB NOT NULL
);
CREATE INDEX chunks_days ON chunks (organisation, day, settled, id);

-- How many chunks came, by day; forgotten when the day is over. Each writing connection counts in rows of its own.
CREATE TABLE chunk_counts (
    organisation BLOB NOT NULL REFERENCES organisations (id),
    day BIGINT NOT NULL,
    writer BIGINT NOT NULL,
    chunks BIGINT NOT NULL,
    PRIMARY KEY (organisation, day, writer)
) WITHOUT ROWID;

-- Bytes of an organisation's letters and chunks, as the last sweep found them.
CREATE TABLE volumes (
    organisation BLOB NOT NULL PRIMARY KEY REFERENCES organisations (id),
    bytes BIGINT NOT NULL
) WITHOUT ROWID;
