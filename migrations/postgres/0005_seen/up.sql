-- The newest day that the sweeper has believed. `swept` follows the clock wherever it goes; this follows it only in small steps, or
-- by the operator's word, and nothing is deleted for its age by any other day.
ALTER TABLE clockwork ADD COLUMN seen BIGINT NOT NULL DEFAULT 0;
UPDATE clockwork SET seen = swept;
