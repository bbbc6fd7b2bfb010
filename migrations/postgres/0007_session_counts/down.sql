ALTER TABLE chunk_counts DROP COLUMN by_session;
ALTER TABLE counts DROP COLUMN by_session;
DROP TABLE session_counts;
