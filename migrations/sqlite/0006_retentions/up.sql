-- What an organisation promised before it shortened its retention: letters and chunks of days up to `until` are kept for `days`.
-- Forgotten when none of them can be left.
CREATE TABLE retentions (
    organisation BLOB NOT NULL REFERENCES organisations (id),
    until BIGINT NOT NULL,
    days BIGINT NOT NULL,
    PRIMARY KEY (organisation, until)
) WITHOUT ROWID;

-- The day on which a version came, so that their rate can be limited; 0 where it was not noted.
ALTER TABLE directories ADD COLUMN day BIGINT NOT NULL DEFAULT 0;
