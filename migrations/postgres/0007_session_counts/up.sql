-- How much an adviser posted by session, without work, on a day; forgotten when the day is over. Each writing connection counts in
-- rows of its own.
CREATE TABLE session_counts (
    organisation BYTEA NOT NULL REFERENCES organisations (id),
    adviser BYTEA NOT NULL,
    day BIGINT NOT NULL,
    writer BIGINT NOT NULL,
    letters BIGINT NOT NULL,
    chunks BIGINT NOT NULL,
    PRIMARY KEY (organisation, adviser, day, writer)
);

-- How many of those that were counted came by session: they make no work harder.
ALTER TABLE counts ADD COLUMN by_session BIGINT NOT NULL DEFAULT 0;
ALTER TABLE chunk_counts ADD COLUMN by_session BIGINT NOT NULL DEFAULT 0;
