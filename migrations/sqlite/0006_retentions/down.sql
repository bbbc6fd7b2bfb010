ALTER TABLE directories DROP COLUMN day;
DROP TABLE retentions;
