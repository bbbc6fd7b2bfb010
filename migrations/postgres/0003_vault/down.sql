DROP TABLE wraps;
DROP TABLE vault_records;
DROP TABLE vaults;
