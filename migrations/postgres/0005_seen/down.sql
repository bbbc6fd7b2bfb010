ALTER TABLE clockwork DROP COLUMN seen;
