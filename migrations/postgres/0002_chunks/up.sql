-- Pieces of attachments. As with letters, `place` is the first 63 bits of the id. `settled`: the day is over, and the
-- chunk was written anew in another order than the one in which it came. Chunks are never worth compressing.
CREATE TABLE chunks (
    place BIGINT NOT NULL PRIMARY KEY,
    id BYTEA NOT NULL,
    organisation BYTEA NOT NULL REFERENCES organisations (id),
    day BIGINT NOT NULL,
    settled BIGINT NOT NULL,
    bytes BYTEA NOT NULL
);
ALTER TABLE chunks ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE INDEX chunks_days ON chunks (organisation, day, settled, id);

-- How many chunks came, by day; forgotten when the day is over. Each writing connection counts in rows of its own.
CREATE TABLE chunk_counts (
    organisation BYTEA NOT NULL REFERENCES organisations (id),
    day BIGINT NOT NULL,
    writer BIGINT NOT NULL,
    chunks BIGINT NOT NULL,
    PRIMARY KEY (organisation, day, writer)
);

-- Bytes of an organisation's letters and chunks, as the last sweep found them.
CREATE TABLE volumes (
    organisation BYTEA NOT NULL PRIMARY KEY REFERENCES organisations (id),
    bytes BIGINT NOT NULL
);
