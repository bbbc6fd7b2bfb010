-- What advisers' clients keep here, encrypted. Whose a vault is stands nowhere, only which organisation's sessions may
-- write to it. `day` is the day on which it was last written or opened; `bytes` those of its records.
CREATE TABLE vaults (
    id BYTEA NOT NULL PRIMARY KEY,
    organisation BYTEA NOT NULL REFERENCES organisations (id),
    day BIGINT NOT NULL,
    bytes BIGINT NOT NULL
);

-- `place` is the first 63 bits of a hash of vault and id, so that the rows' order tells nothing.
CREATE TABLE vault_records (
    place BIGINT NOT NULL PRIMARY KEY,
    vault BYTEA NOT NULL REFERENCES vaults (id),
    id BYTEA NOT NULL,
    version BIGINT NOT NULL,
    size BIGINT NOT NULL,
    bytes BYTEA NOT NULL
);
ALTER TABLE vault_records ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE INDEX vault_records_ids ON vault_records (vault, id, version, size);

-- Wrap records, from which a device that has passphrase and key code finds its vault.
CREATE TABLE wraps (
    id BYTEA NOT NULL PRIMARY KEY,
    organisation BYTEA NOT NULL REFERENCES organisations (id),
    day BIGINT NOT NULL,
    version BIGINT NOT NULL,
    bytes BYTEA NOT NULL
);
ALTER TABLE wraps ALTER COLUMN bytes SET STORAGE EXTERNAL;
