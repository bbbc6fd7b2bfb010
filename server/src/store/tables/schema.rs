//! The tables, alike in SQLite and PostgreSQL: what `migrations/` makes.

use diesel::{allow_tables_to_appear_in_same_query, table};

table! {
    organisations (id) {
        id -> Binary,
        slug -> Text,
        #[sql_name = "shelf_life_days"]
        retention_days -> BigInt,
    }
}
table! {
    admissions (hash) {
        hash -> Binary,
        slug -> Text,
        day -> BigInt,
        used -> BigInt,
    }
}
table! {
    directories (organisation, serial) {
        organisation -> Binary,
        serial -> BigInt,
        payload -> Binary,
        signature -> Binary,
        day -> BigInt,
    }
}
table! {
    retentions (organisation, until) {
        organisation -> Binary,
        until -> BigInt,
        days -> BigInt,
    }
}
table! {
    statements (organisation, adviser) {
        organisation -> Binary,
        adviser -> Binary,
        serial -> BigInt,
        payload -> Binary,
        signature -> Binary,
    }
}
table! {
    heartbeats (organisation, adviser) {
        organisation -> Binary,
        adviser -> Binary,
        counter -> BigInt,
        payload -> Binary,
        signature -> Binary,
    }
}
table! {
    files (organisation, sha256) {
        organisation -> Binary,
        sha256 -> Binary,
        size -> BigInt,
        bytes -> Binary,
    }
}
table! {
    releases (number) {
        number -> BigInt,
        day -> BigInt,
        settled -> BigInt,
    }
}
table! {
    letters (place) {
        place -> BigInt,
        id -> Binary,
        organisation -> Binary,
        release -> BigInt,
        bytes -> Binary,
    }
}
table! {
    chunks (place) {
        place -> BigInt,
        id -> Binary,
        organisation -> Binary,
        day -> BigInt,
        settled -> BigInt,
        bytes -> Binary,
    }
}
table! {
    chunk_counts (organisation, day, writer) {
        organisation -> Binary,
        day -> BigInt,
        writer -> BigInt,
        chunks -> BigInt,
        by_session -> BigInt,
    }
}
table! {
    volumes (organisation) {
        organisation -> Binary,
        bytes -> BigInt,
    }
}
table! {
    vaults (id) {
        id -> Binary,
        organisation -> Binary,
        day -> BigInt,
        bytes -> BigInt,
    }
}
table! {
    vault_records (place) {
        place -> BigInt,
        vault -> Binary,
        id -> Binary,
        version -> BigInt,
        size -> BigInt,
        bytes -> Binary,
    }
}
table! {
    wraps (id) {
        id -> Binary,
        organisation -> Binary,
        day -> BigInt,
        version -> BigInt,
        bytes -> Binary,
    }
}
table! {
    counts (organisation, release, writer) {
        organisation -> Binary,
        release -> BigInt,
        writer -> BigInt,
        letters -> BigInt,
        by_session -> BigInt,
    }
}
table! {
    session_counts (organisation, adviser, day, writer) {
        organisation -> Binary,
        adviser -> Binary,
        day -> BigInt,
        writer -> BigInt,
        letters -> BigInt,
        chunks -> BigInt,
    }
}
table! {
    spent (hash) {
        hash -> Binary,
        day -> BigInt,
    }
}
table! {
    sessions (hash) {
        hash -> Binary,
        organisation -> Binary,
        adviser -> Binary,
        day -> BigInt,
    }
}
table! {
    notifications (organisation, adviser, way) {
        organisation -> Binary,
        adviser -> Binary,
        way -> Text,
        address -> Text,
        hour -> BigInt,
        language -> Text,
        due -> BigInt,
        waiting -> BigInt,
        day -> BigInt,
    }
}
table! {
    secrets (name) {
        name -> Text,
        bytes -> Binary,
    }
}
table! {
    #[sql_name = "clockwork"]
    scheduler_state (single) {
        single -> BigInt,
        release -> BigInt,
        due -> BigInt,
        swept -> BigInt,
        seen -> BigInt,
    }
}

allow_tables_to_appear_in_same_query!(letters, releases, organisations, counts, scheduler_state);
