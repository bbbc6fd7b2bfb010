// From openapi/openapi.json, by `npm run generate`. Not to be edited.

export interface paths {
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This description, to read and to try
         * @description Swagger UI, served by this server.
         */
        get: operations["get_docs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A part of the page at /docs
         * @description Its script and its style.
         */
        get: operations["get_docs_part"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the process answers
         * @description On the operator's port only.
         */
        get: operations["get_livez"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts by class of route and status
         * @description In the text format of Prometheus, and nothing per organisation. On the operator's port only.
         */
        get: operations["get_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This description
         * @description OpenAPI 3.1, as JSON.
         */
        get: operations["get_openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All problems
         * @description What each `type` means, and what to do about it.
         */
        get: operations["get_problems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A problem
         * @description The address that stands in `type`: what it means, and what to do about it.
         */
        get: operations["get_problem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether requests can be answered
         * @description Asks the database. On the operator's port only.
         */
        get: operations["get_readyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chunks/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete chunks
         * @description By their tokens, 1 to 32 of 32 bytes each, one after the other. The answer is the same whether or not they existed.
         */
        post: operations["delete_chunks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chunks/fetch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch a chunk
         * @description By its token, 32 bytes. The answer has 262,144 bytes: the chunk, or zeros where there is none. It is never
         *     compressed, so that neither its size nor its status tells anything.
         */
        post: operations["fetch_chunk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chunks/missing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask which chunks are missing
         * @description To go on with an upload that was cut off: 1 to 512 ids of 32 bytes each, one after the other. The answer has those
         *     under which nothing lies, in the same order.
         */
        post: operations["missing_chunks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/letters/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete letters
         * @description 4, 8, 12 or 16 tokens of 32 bytes each, at most 512 bytes; random ones where fewer are meant. The answer is the same
         *     whether or not they existed.
         */
        post: operations["delete_letters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/letters/fetch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch letters
         * @description 4, 8, 12 or 16 tokens of 32 bytes each, at most 512 bytes. The answer has as many times 16,384 bytes, in the same
         *     order: a letter, or zeros where there is none. It is never compressed, so that neither its size nor its status tells
         *     anything.
         */
        post: operations["fetch_letters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where this adviser is told
         * @description What the session's adviser asked for, for the session's organisation.
         */
        get: operations["get_notifications"];
        /**
         * Say where this adviser is to be told
         * @description From tomorrow (UTC) on, at most once a day, at this hour, and only if letters came for the organisation that this
         *     adviser has not read: letters that cover others count, too, since the server cannot know for whom a letter is. The
         *     message says to look into the box, and nothing else. It replaces what was asked for before. The server keeps it until
         *     it is deleted, the adviser is no longer listed, the push service says that the subscription is no more, or no
         *     session was opened for as long as the organisation's letters are kept. See `notifications` at /v1/server for what
         *     this server can do. The body is at most 65,536 bytes of JSON.
         */
        put: operations["put_notifications"];
        post?: never;
        /**
         * Tell this adviser no more
         * @description Forgets all that was asked for.
         */
        delete: operations["delete_notifications"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The organisation's directory and its advisers' keys
         * @description The newest signed directory, what is needed to walk from the first root key to it, and the advisers' key statements.
         *     Small, and the same for everybody; send its ETag as If-None-Match to ask whether it has changed.
         */
        get: operations["get_organisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{slug}/advisers/{id}/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Publish an adviser's heartbeat
         * @description Signed by the adviser's identity key, after every sync. Only the newest is kept: its counter is higher than the one's
         *     before, it has no fewer entries, names a directory and a key statement that are there, and is dated tomorrow at the latest; the
         *     same heartbeat sent again is answered 200. The body is at most 65,536 bytes of JSON.
         */
        put: operations["put_heartbeat"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{slug}/advisers/{id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Publish an adviser's key statement
         * @description Signed by the adviser's identity key, which the newest directory lists. Its serial is higher than the one's before;
         *     the same statement sent again is answered 200. The body is at most 65,536 bytes of JSON.
         */
        put: operations["put_keys"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{slug}/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A challenge for one post
         * @description For this organisation, one post, and half an hour. The difficulty is 0 while it is calm and rises with the letters
         *     that the organisation gets; nobody's address is looked at. Send challenge and nonce as `Fluister-Work`.
         */
        get: operations["get_challenge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{slug}/chunks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Store a chunk of an attachment
         * @description Exactly 262,144 bytes, under an id that is the SHA-256 of the chunk's token. Needs a proof of work, which one does
         *     for up to 32 chunks: its body is their ids, one after the other, which stand in `Fluister-Chunks` (base64url), this
         *     chunk's among them. The same proof goes with each of these chunks until its challenge expires; an adviser's session,
         *     where one is sent, lets off its difficulty, for as many chunks as one adviser may put so in a day. The same chunk sent again is answered 200 before any work is looked at;
         *     other bytes under a known id are a conflict.
         */
        put: operations["put_chunk"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{slug}/directory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Publish the directory's next version
         * @description Signed by the organisation's root key; its serial is one higher than the newest one's, which it names by hash. The
         *     first version needs an admission token from whoever runs the server, as `Authorization: Bearer`: base64url of 32
         *     bytes, good for one organisation of the name that it was given for. The newest version sent again is answered 200. On one day
         *     (UTC) an organisation may publish 32 versions. A shorter shelf life holds for what is posted from then on.
         *     The body is at most 65,536 bytes of JSON.
         */
        put: operations["put_directory"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{slug}/directory/{serial}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Any version of the directory
         * @description The log is append-only: every version stays, and names the hash of the one before.
         */
        get: operations["get_directory_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{slug}/files/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A photo or an information page
         * @description At most 1,048,576 bytes, always as `application/octet-stream`: what it is stands in the directory, and a client
         *     verifies the hash before it shows anything.
         */
        get: operations["get_file"];
        /**
         * Upload a photo or an information page
         * @description At most 1,048,576 bytes, signed by the organisation's root key or by one of its advisers: header
         *     `Fluister-Signature`, base64url of public key (32 bytes) and Ed25519 signature (64 bytes) over the label
         *     `fluister/v1/file`, a zero byte, the organisation's fingerprint (32 bytes) and the file's SHA-256 (32 bytes).
         */
        put: operations["put_file"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{slug}/heartbeats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All advisers' newest heartbeats
         * @description Asked for as a whole on every visit, so that nobody learns which adviser a visitor cares about.
         */
        get: operations["get_heartbeats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{slug}/letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A page of the organisation's box
         * @description All letters of all advisers, in releases: what came since the last release is served once the open one is closed, so
         *     that no adviser learns when a letter came. Clients skip ids that they know, since letters of past days may come
         *     again. At most 64 letters a page.
         */
        get: operations["get_box"];
        put?: never;
        /**
         * Post letters
         * @description 4, 8, 12 or 16 letters, all or none: each its id (32 bytes, the SHA-256 of its token) and the letter (16,384 bytes),
         *     one after the other, at most 262,656 bytes. Needs a proof of work (`Fluister-Work`: base64url of the challenge, 64
         *     bytes, and the nonce, 8 bytes); an adviser's session, where one is sent, lets off its difficulty, for as many letters as
         *     one adviser may post so in a day. The same letters
         *     sent again are answered 200 before any work is looked at; other bytes under a known id are a conflict, and nothing
         *     is stored.
         */
        post: operations["post_letters"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/server": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What this server is
         * @description Versions, sizes, limits, the server's day, and when the next release is due. Part of every visit.
         */
        get: operations["get_server"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open an adviser's session
         * @description For an hour. The signature is bound to the origin under which the client reaches this server, so that no other
         *     server can pass it on. The body is at most 65,536 bytes of JSON.
         */
        post: operations["post_session"];
        /**
         * Close this session
         * @description The token is good for nothing afterwards.
         */
        delete: operations["delete_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A challenge for an adviser to sign
         * @description For one adviser of one organisation, one session, and five minutes. The body is at most 65,536 bytes of JSON.
         */
        post: operations["post_session_challenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vault": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a vault
         * @description All its records, some after the other; send it again where it was cut off. Wrap records are deleted by a batch.
         *     `Fluister-Vault` carries the vault token, `Authorization` a session of any adviser of the same organisation. The
         *     answer is the same where there was no such vault.
         */
        delete: operations["delete_vault"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vault/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A page of a vault's records
         * @description Ids, versions and sizes, sorted by id, at most 512 a page. A vault that is not there has none. `Fluister-Vault`
         *     carries the vault token; no session is needed.
         */
        get: operations["get_vault_records"];
        put?: never;
        /**
         * Change a vault
         * @description A batch of operations, all or none: each `operation (1 byte) ‖ id (32) ‖ expected version (4) ‖ new version (4) ‖
         *     length (4) ‖ bytes`, numbers big-endian. Operation 1 puts a record of the vault, 2 deletes one (new version and
         *     length 0), 3 puts a wrap record (its id is the SHA-256 of the wrap token), 4 deletes one. Expected version 0: there is
         *     none yet. A new version is higher than the expected one. A record has 32 + k × 4,096 + 16 bytes, k at least 1, and at
         *     most 1,048,576. No id twice, at most 2,048 operations and 8,388,608 bytes.
         *
         *     `Fluister-Vault` carries the vault token, `Authorization` a session of any adviser of the organisation to which the
         *     vault belongs: the one whose session wrote to it first. Where something is of another version than expected, nothing
         *     is done; a batch that was done before, byte for byte, is answered as if it were done now. A vault holds 268,435,456
         *     bytes; vaults and wrap records that nobody wrote or read for 400 days are deleted.
         */
        post: operations["post_vault_records"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vault/records/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A record of a vault
         * @description `Fluister-Vault` carries the vault token; no session is needed.
         */
        get: operations["get_vault_record"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/vault/wrap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A wrap record
         * @description What a device needs that has passphrase and key code, and no vault yet. `Fluister-Vault` carries the wrap token
         *     (base64url of 32 bytes); no session is needed.
         */
        get: operations["get_wrap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A letter of the box, for whichever adviser it is. */
        BoxLetter: {
            /**
             * Format: date
             * @description The day its release was closed (UTC).
             */
            day: string;
            /** @description base64url of 32 bytes. */
            id: string;
            /** @description base64url of 16,384 bytes. */
            letter: string;
        };
        /** @description A page of the box. */
        BoxPage: {
            /** @description Whether all closed releases were served. */
            complete: boolean;
            /** @description Letters of closed releases; within a release sorted by id, so that nothing tells when one came. */
            letters: components["schemas"]["BoxLetter"][];
            /** @description Where to go on, now or another day: `after` of the next call. Opaque. */
            next: string;
            /**
             * Format: int64
             * @description Seconds until the open release is closed.
             */
            next_release: number;
        };
        /** @description What to do before a post. */
        Challenge: {
            /** @description base64url of 64 bytes, opaque. */
            challenge: string;
            /**
             * Format: int32
             * @description Leading zero bits that PBKDF2-HMAC-SHA256 (1,000 iterations) over `fluister/v1/work`, a zero byte, the challenge
             *     and the body's SHA-256, salted with the nonce (u64, big-endian), must have. 0: any nonce will do.
             */
            difficulty: number;
            /**
             * Format: int64
             * @description Seconds until it expires.
             */
            expires_in: number;
        };
        /** @description Who asks for a challenge. */
        ChallengeRequest: {
            /** @description The adviser's id: base64url of 32 bytes. */
            adviser: string;
            /** @description The organisation's fingerprint: base64url of 32 bytes. */
            organisation: string;
        };
        /** @description The advisers' newest heartbeats. */
        Heartbeats: {
            /** @description One for each adviser who has sent one, sorted by adviser. */
            heartbeats: components["schemas"]["Signed"][];
        };
        /**
         * @description The language in which an adviser is told.
         * @enum {string}
         */
        Language: "nl" | "en";
        /** @description The most of everything. */
        Limits: {
            /** @description Advisers in a directory. */
            advisers: number;
            /**
             * Format: int64
             * @description Bytes of one letter's attachments together; clients keep to it, the server cannot see it.
             */
            attachments: number;
            /** @description Ids in one question for missing chunks. */
            chunk_ids: number;
            /** @description Chunks that one proof of work is for, and tokens of chunks in one deletion. */
            chunks: number;
            /**
             * Format: int32
             * @description The highest difficulty of a proof of work.
             */
            difficulty: number;
            /**
             * Format: int32
             * @description Days between a directory's first and last.
             */
            directory_days: number;
            /** @description Bytes of a file. */
            file: number;
            /** @description Bytes of a JSON body. */
            json: number;
            /** @description Letters in one post; they go in fours. */
            letters: number;
            /**
             * Format: int32
             * @description Letters in one page of the box.
             */
            page: number;
            /** @description Bytes of a signed payload. */
            signed_payload: number;
            /** @description Tokens in one call; they go in fours. */
            tokens: number;
            /**
             * Format: int64
             * @description Bytes of a vault's records together.
             */
            vault: number;
            /** @description Bytes of a batch that changes a vault. */
            vault_batch: number;
            /** @description Operations in it. */
            vault_operations: number;
            /**
             * Format: int32
             * @description Records in one page of a vault's list.
             */
            vault_page: number;
            /** @description Bytes of a vault's record. */
            vault_record: number;
        };
        /** @description Where, and at which hour, an adviser is told to look into the box. */
        Notifications: {
            /** @description An e-mail address: at most 254 bytes of ASCII. Where there is none, no mail is sent. */
            email?: string | null;
            /**
             * Format: int32
             * @description The hour of the day at which to be told: 0 to 23, UTC.
             */
            hour: number;
            /** @description The mail's language. */
            language: components["schemas"]["Language"];
            web_push?: components["schemas"]["WebPush"] | null;
        };
        /** @description An organisation: all of it signed, none of it to be believed before it is verified. */
        Organisation: {
            /** @description The newest directory. */
            directory: components["schemas"]["Signed"];
            /** @description The first directory of every root key, in order, where there is more than one root; else empty. */
            first_directories: components["schemas"]["Signed"][];
            /** @description The advisers' newest key statements, sorted by adviser. */
            statements: components["schemas"]["Signed"][];
        };
        /** @description The body of every error (RFC 9457). */
        ProblemBody: {
            /** @description What to do. */
            detail: string;
            /**
             * Format: int32
             * @description The answer's status.
             */
            status: number;
            /** @description One line for people, in English. */
            title: string;
            /** @description Which case, stable. Relative to the server, which serves a page there. */
            type: string;
        };
        /** @description A record of a vault. */
        RecordInfo: {
            /** @description base64url of 32 bytes. */
            id: string;
            /**
             * Format: int64
             * @description Its bytes.
             */
            size: number;
            /**
             * Format: int32
             * @description From 1; every change raises it.
             */
            version: number;
        };
        /** @description A page of a vault's records, without their bytes. */
        RecordPage: {
            /** @description Whether there are no more. */
            complete: boolean;
            /** @description `after` of the next page: the last id of this one. None where the page is empty. */
            next?: string | null;
            /** @description Sorted by id. */
            records: components["schemas"]["RecordInfo"][];
        };
        /** @description What a client needs to know before it begins. */
        ServerInfo: {
            /** @description The API's version, first in every path. */
            api: string;
            /**
             * Format: date
             * @description Today (UTC), as the server sees it.
             */
            day: string;
            /** @description The most of everything. */
            limits: components["schemas"]["Limits"];
            /** @description The software's name. */
            name: string;
            /**
             * Format: int64
             * @description Seconds until the open release is closed, and advisers can see what came in it.
             */
            next_release: number;
            /** @description By which ways advisers can be told to look into their box. */
            notifications: components["schemas"]["Ways"];
            /** @description The oldest version of the command line, app or SDK that still fits. */
            oldest_client: string;
            /**
             * Format: int32
             * @description The protocol's version.
             */
            protocol: number;
            /**
             * Format: int64
             * @description Seconds between two releases.
             */
            release_interval: number;
            /** @description How many days letters are kept: each organisation's directory says which, within these. */
            shelf_life_days: components["schemas"]["ShelfLife"];
            /** @description Sizes in bytes. */
            sizes: components["schemas"]["Sizes"];
            /** @description The software's version. */
            version: string;
        };
        /** @description A session. */
        Session: {
            /**
             * Format: int64
             * @description Seconds until it expires.
             */
            expires_in: number;
            /** @description To be sent as `Authorization: Bearer`. Opaque, secret. */
            token: string;
        };
        /** @description A challenge to sign. */
        SessionChallenge: {
            /** @description base64url of 48 bytes, opaque. */
            challenge: string;
            /**
             * Format: int64
             * @description Seconds until it expires.
             */
            expires_in: number;
        };
        /** @description A signed challenge. */
        SessionRequest: {
            /** @description The adviser's id: base64url of 32 bytes. */
            adviser: string;
            /** @description The challenge, as it was given out. */
            challenge: string;
            /** @description The organisation's fingerprint: base64url of 32 bytes. */
            organisation: string;
            /** @description The origin that was signed for, such as `https://fluister.example`; without it, any of this server's. */
            origin?: string | null;
            /**
             * @description base64url of the identity key's Ed25519 signature (64 bytes) over `fluister/v1/session`, a zero byte, the
             *     origin, a zero byte, the organisation's fingerprint and the challenge.
             */
            signature: string;
        };
        /** @description How many days letters are kept. */
        ShelfLife: {
            /**
             * Format: int32
             * @description The least.
             */
            least: number;
            /**
             * Format: int32
             * @description The least where the integrity track is open.
             */
            least_with_integrity: number;
            /**
             * Format: int32
             * @description The most.
             */
            most: number;
        };
        /** @description Something signed: the bytes that were signed, never a re-encoding of them. */
        Signed: {
            /**
             * @description base64url of UTF-8 JSON, at most 48,000 bytes: a directory, a key statement or a heartbeat.
             * @example eyJ2ZXJzaW9uIjoxfQ
             */
            payload: string;
            /** @description base64url of an Ed25519 signature over the label, a zero byte, and the payload's bytes: 64 bytes. */
            signature: string;
        };
        /** @description Sizes in bytes. */
        Sizes: {
            /** @description A chunk of an attachment. */
            chunk: number;
            /** @description A letter. */
            letter: number;
            /** @description A letter in the body of a post: id and letter. */
            posted: number;
            /** @description An id or a token. */
            token: number;
        };
        /** @description By which ways advisers can be told to look into their box. */
        Ways: {
            /** @description Whether mail can be sent. */
            email: boolean;
            /**
             * @description The public key for push subscriptions, a browser's `applicationServerKey`: base64url of a point of P-256,
             *     uncompressed, 65 bytes. None where no push messages are sent.
             */
            web_push?: string | null;
        };
        /** @description A browser's push subscription. Its keys are not needed: no message has content. */
        WebPush: {
            /** @description The URL at a push service that stands for one browser: at most 2,048 bytes. */
            endpoint: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_docs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example <!doctype html>… */
                    "text/html": string;
                };
            };
        };
    };
    get_docs_part: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description `swagger-ui.css`, `swagger-ui-bundle.js` or `start.js`.
                 * @example start.js
                 */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The part. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example "use strict";… */
                    "text/javascript": string;
                };
            };
            /** @description `not-found`: There is nothing at this address. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_livez: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example alive */
                    "text/plain": string;
                };
            };
        };
    };
    get_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example fluister_requests_total{class="letters",status="201"} 12 */
                    "text/plain": string;
                };
            };
        };
    };
    get_openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The description. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "openapi": "3.1.0"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    get_problems: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example <!doctype html>… */
                    "text/html": string;
                };
            };
        };
    };
    get_problem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The last part of `type`.
                 * @example letter-size
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example <!doctype html>… */
                    "text/html": string;
                };
            };
            /** @description `not-found`: There is nothing at this address. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They can. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example ready */
                    "text/plain": string;
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    delete_chunks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description 1 to 32 tokens. */
        requestBody: {
            content: {
                /** @example (1 to 32 times 32 bytes) */
                "application/octet-stream": Uint8Array;
            };
        };
        responses: {
            /** @description Nothing lies under these tokens. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `body-incomplete`: The body was cut off.
             *
             *     `token-size`: The body is not a whole number of tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-slow`: The body came too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-limit`: The body is larger than this address takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `content-type`: The body's type is not the one that this address takes.
             *
             *     `content-encoding`: The body is compressed.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    fetch_chunk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The token, 32 bytes. */
        requestBody: {
            content: {
                /** @example (32 bytes) */
                "application/octet-stream": Uint8Array;
            };
        };
        responses: {
            /** @description 262,144 bytes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example (262,144 bytes) */
                    "application/octet-stream": Uint8Array;
                };
            };
            /**
             * @description `body-incomplete`: The body was cut off.
             *
             *     `token-size`: The body is not a whole number of tokens.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-slow`: The body came too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-limit`: The body is larger than this address takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `content-type`: The body's type is not the one that this address takes.
             *
             *     `content-encoding`: The body is compressed.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    missing_chunks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description 1 to 512 ids. */
        requestBody: {
            content: {
                /** @example (1 to 512 times 32 bytes) */
                "application/octet-stream": Uint8Array;
            };
        };
        responses: {
            /** @description The ids that are missing: none, or as many times 32 bytes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example (0 to 512 times 32 bytes) */
                    "application/octet-stream": Uint8Array;
                };
            };
            /**
             * @description `body-incomplete`: The body was cut off.
             *
             *     `id-size`: The body is not a whole number of ids.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-slow`: The body came too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-limit`: The body is larger than this address takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `content-type`: The body's type is not the one that this address takes.
             *
             *     `content-encoding`: The body is compressed.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    delete_letters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description 4, 8, 12 or 16 tokens, random ones where fewer are meant. */
        requestBody: {
            content: {
                /** @example (4, 8, 12 or 16 times 32 bytes) */
                "application/octet-stream": Uint8Array;
            };
        };
        responses: {
            /** @description Nothing lies under these tokens. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `body-incomplete`: The body was cut off.
             *
             *     `token-size`: The body is not a whole number of tokens.
             *
             *     `not-in-fours`: Letters and tokens go in fours.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-slow`: The body came too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-limit`: The body is larger than this address takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `content-type`: The body's type is not the one that this address takes.
             *
             *     `content-encoding`: The body is compressed.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    fetch_letters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description 4, 8, 12 or 16 tokens, random ones where fewer are meant. */
        requestBody: {
            content: {
                /** @example (4, 8, 12 or 16 times 32 bytes) */
                "application/octet-stream": Uint8Array;
            };
        };
        responses: {
            /** @description As many times 16,384 bytes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example (4, 8, 12 or 16 times 16,384 bytes) */
                    "application/octet-stream": Uint8Array;
                };
            };
            /**
             * @description `body-incomplete`: The body was cut off.
             *
             *     `token-size`: The body is not a whole number of tokens.
             *
             *     `not-in-fours`: Letters and tokens go in fours.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-slow`: The body came too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-limit`: The body is larger than this address takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `content-type`: The body's type is not the one that this address takes.
             *
             *     `content-encoding`: The body is compressed.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_notifications: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "email": "sam@example.org",
                     *       "hour": 7,
                     *       "language": "nl",
                     *       "web_push": {
                     *         "endpoint": "https://updates.push.services.mozilla.com/wpush/v2/gAAAAABn"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Notifications"];
                };
            };
            /**
             * @description `session-unknown`: There is no such session.
             *
             *     `session-expired`: The session has expired.
             *
             *     `session-missing`: This needs an adviser's session.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `notifications-off`: This adviser is not told. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    put_notifications: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Where, when, in which language. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "sam@example.org",
                 *       "hour": 7,
                 *       "language": "nl",
                 *       "web_push": {
                 *         "endpoint": "https://updates.push.services.mozilla.com/wpush/v2/gAAAAABn"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Notifications"];
            };
        };
        responses: {
            /** @description Stored, on the disk. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `body-incomplete`: The body was cut off.
             *
             *     `json`: The body is not the JSON that is due.
             *
             *     `encoding`: A value is not canonical base64url of the right length.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `session-unknown`: There is no such session.
             *
             *     `session-expired`: The session has expired.
             *
             *     `session-missing`: This needs an adviser's session.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-slow`: The body came too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-limit`: The body is larger than this address takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `content-type`: The body's type is not the one that this address takes.
             *
             *     `content-encoding`: The body is compressed.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `notifications-choice`: What was asked for is not complete, or outside its limits.
             *
             *     `email-off`: This server sends no mail.
             *
             *     `email-address`: This is not an address that mail can be sent to.
             *
             *     `push-endpoint`: The endpoint is not of a push service that this server sends to.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    delete_notifications: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing is there any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `session-unknown`: There is no such session.
             *
             *     `session-expired`: The session has expired.
             *
             *     `session-missing`: This needs an adviser's session.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_organisation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of an earlier answer. */
                "If-None-Match"?: string | null;
            };
            path: {
                /**
                 * @description The organisation's name in addresses: 1 to 63 of a–z, 0–9 and '-', neither first nor last a '-'.
                 * @example acme
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The directory and the key statements. */
            200: {
                headers: {
                    /** @description Changes whenever anything of it changes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "directory": {
                     *         "payload": "eyJ2ZXJzaW9uIjoxfQ",
                     *         "signature": "BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBA"
                     *       },
                     *       "first_directories": [],
                     *       "statements": [
                     *         {
                     *           "payload": "eyJ2ZXJzaW9uIjoxfQ",
                     *           "signature": "BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBA"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /** @description Nothing has changed since the answer with this ETag. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `path`: A part of the path is not what it should be. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `unknown-organisation`: No organisation has this name here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    put_heartbeat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organisation's name in addresses.
                 * @example acme
                 */
                slug: string;
                /**
                 * @description The adviser's id: base64url of 32 bytes.
                 * @example T0wA7g2yXyuBqRqkXk8nDTGgHFrdz2v7X0bLQ1Vqk3E
                 */
                id: string;
            };
            cookie?: never;
        };
        /** @description A signed heartbeat. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "payload": "eyJ2ZXJzaW9uIjoxfQ",
                 *       "signature": "BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBA"
                 *     }
                 */
                "application/json": components["schemas"]["Signed"];
            };
        };
        responses: {
            /** @description This heartbeat is the newest already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Published. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `body-incomplete`: The body was cut off.
             *
             *     `json`: The body is not the JSON that is due.
             *
             *     `encoding`: A value is not canonical base64url of the right length.
             *
             *     `path`: A part of the path is not what it should be.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `signature`: The signature is wrong.
             *
             *     `other-organisation`: This is signed for another organisation, or begins at another root key.
             *
             *     `unknown-adviser`: The directory lists no such adviser.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `unknown-organisation`: No organisation has this name here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-slow`: The body came too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `old`: A newer one is stored.
             *
             *     `two-histories`: Another one is stored under the same number.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-limit`: The body is larger than this address takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `content-type`: The body's type is not the one that this address takes.
             *
             *     `content-encoding`: The body is compressed.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `payload`: The signed payload is not what it should be.
             *
             *     `payload-version`: The signed payload is of a version that this server does not know.
             *
             *     `payload-limit`: A field of the signed payload is outside its limits.
             *
             *     `adviser-mismatch`: The signed payload is by another adviser than the path names.
             *
             *     `days`: The signed payload is not valid today.
             *
             *     `unknown-directory`: The heartbeat names a directory that is not here.
             *
             *     `unknown-statement`: The heartbeat names a key statement that is not here.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    put_keys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organisation's name in addresses.
                 * @example acme
                 */
                slug: string;
                /**
                 * @description The adviser's id: base64url of 32 bytes.
                 * @example T0wA7g2yXyuBqRqkXk8nDTGgHFrdz2v7X0bLQ1Vqk3E
                 */
                id: string;
            };
            cookie?: never;
        };
        /** @description A signed key statement. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "payload": "eyJ2ZXJzaW9uIjoxfQ",
                 *       "signature": "BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBA"
                 *     }
                 */
                "application/json": components["schemas"]["Signed"];
            };
        };
        responses: {
            /** @description This statement is the newest already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Published. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `body-incomplete`: The body was cut off.
             *
             *     `json`: The body is not the JSON that is due.
             *
             *     `encoding`: A value is not canonical base64url of the right length.
             *
             *     `path`: A part of the path is not what it should be.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `signature`: The signature is wrong.
             *
             *     `other-organisation`: This is signed for another organisation, or begins at another root key.
             *
             *     `unknown-adviser`: The directory lists no such adviser.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `unknown-organisation`: No organisation has this name here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-slow`: The body came too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `old`: A newer one is stored.
             *
             *     `two-histories`: Another one is stored under the same number.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-limit`: The body is larger than this address takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `content-type`: The body's type is not the one that this address takes.
             *
             *     `content-encoding`: The body is compressed.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `payload`: The signed payload is not what it should be.
             *
             *     `payload-version`: The signed payload is of a version that this server does not know.
             *
             *     `payload-limit`: A field of the signed payload is outside its limits.
             *
             *     `adviser-mismatch`: The signed payload is by another adviser than the path names.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_challenge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organisation's name in addresses: 1 to 63 of a–z, 0–9 and '-', neither first nor last a '-'.
                 * @example acme
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A challenge. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "challenge": "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBw",
                     *       "difficulty": 0,
                     *       "expires_in": 1800
                     *     }
                     */
                    "application/json": components["schemas"]["Challenge"];
                };
            };
            /** @description `path`: A part of the path is not what it should be. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `unknown-organisation`: No organisation has this name here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    put_chunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organisation's name in addresses.
                 * @example acme
                 */
                slug: string;
                /**
                 * @description The chunk's id, the SHA-256 of its token: base64url of 32 bytes.
                 * @example CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk
                 */
                id: string;
            };
            cookie?: never;
        };
        /** @description The chunk, 262,144 bytes. */
        requestBody: {
            content: {
                /** @example (262,144 bytes) */
                "application/octet-stream": Uint8Array;
            };
        };
        responses: {
            /** @description This chunk was here already, the same byte for byte. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Stored, on the disk. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `body-incomplete`: The body was cut off.
             *
             *     `path`: A part of the path is not what it should be.
             *
             *     `header`: A header is not what it should be.
             *
             *     `encoding`: A value is not canonical base64url of the right length.
             *
             *     `chunk-size`: The body is not a chunk.
             *
             *     `chunk-unnamed`: The header Fluister-Chunks does not name this chunk.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `session-unknown`: There is no such session.
             *
             *     `session-expired`: The session has expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `work-missing`: A post needs a proof of work.
             *
             *     `work-forged`: The challenge was not given out for this organisation by this server.
             *
             *     `work-expired`: The challenge has expired.
             *
             *     `work-insufficient`: The proof of work does not reach the difficulty.
             *
             *     `session-quota`: This adviser has posted as much by session, without work, as a day takes.
             *
             *     `session-organisation`: The session is for another organisation.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `unknown-organisation`: No organisation has this name here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-slow`: The body came too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `chunk-conflict`: Other bytes lie under this id. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-limit`: The body is larger than this address takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `content-type`: The body's type is not the one that this address takes.
             *
             *     `content-encoding`: The body is compressed.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             *
             *     `storage-full`: The server's storage is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    put_directory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organisation's name in addresses: 1 to 63 of a–z, 0–9 and '-', neither first nor last a '-'.
                 * @example acme
                 */
                slug: string;
            };
            cookie?: never;
        };
        /** @description A signed directory. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "payload": "eyJ2ZXJzaW9uIjoxfQ",
                 *       "signature": "BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBA"
                 *     }
                 */
                "application/json": components["schemas"]["Signed"];
            };
        };
        responses: {
            /** @description This version is the newest already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Published. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `body-incomplete`: The body was cut off.
             *
             *     `json`: The body is not the JSON that is due.
             *
             *     `encoding`: A value is not canonical base64url of the right length.
             *
             *     `path`: A part of the path is not what it should be.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `admission-missing`: An organisation's first directory needs an admission. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `signature`: The signature is wrong.
             *
             *     `other-organisation`: This is signed for another organisation, or begins at another root key.
             *
             *     `admission-unknown`: This admission token is not known here.
             *
             *     `admission-used`: This admission token was used before.
             *
             *     `admission-slug`: This admission token is for an organisation of another name.
             *
             *     `successor`: The root key is not the successor that was named.
             *
             *     `retired-root`: The directory is signed by a root key that has been replaced.
             *
             *     `too-many-versions`: The organisation has published as many versions of its directory today as it may.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-slow`: The body came too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `organisation-exists`: This organisation is here already, under another name.
             *
             *     `serial`: The directory's serial is not the next one.
             *
             *     `previous`: The directory does not continue the newest one.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-limit`: The body is larger than this address takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `content-type`: The body's type is not the one that this address takes.
             *
             *     `content-encoding`: The body is compressed.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `payload`: The signed payload is not what it should be.
             *
             *     `payload-version`: The signed payload is of a version that this server does not know.
             *
             *     `payload-limit`: A field of the signed payload is outside its limits.
             *
             *     `slug-mismatch`: The directory is for another name than the path.
             *
             *     `days`: The signed payload is not valid today.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_directory_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organisation's name in addresses.
                 * @example acme
                 */
                slug: string;
                /**
                 * @description Which version: 1 is the first.
                 * @example 1
                 */
                serial: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version with this serial. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "payload": "eyJ2ZXJzaW9uIjoxfQ",
                     *       "signature": "BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBA"
                     *     }
                     */
                    "application/json": components["schemas"]["Signed"];
                };
            };
            /** @description `path`: A part of the path is not what it should be. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `unknown-organisation`: No organisation has this name here.
             *
             *     `unknown-version`: The directory has no version of this serial.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organisation's name in addresses.
                 * @example acme
                 */
                slug: string;
                /**
                 * @description SHA-256 of the file's bytes: base64url of 32 bytes.
                 * @example uU0nuZNNPgilLlLX2n2r-sSE7-N6U4DukIj3rOLvzek
                 */
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file's bytes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example (the file's bytes) */
                    "application/octet-stream": Uint8Array;
                };
            };
            /** @description `path`: A part of the path is not what it should be. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `unknown-organisation`: No organisation has this name here.
             *
             *     `unknown-file`: No file has this hash here.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    put_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organisation's name in addresses.
                 * @example acme
                 */
                slug: string;
                /**
                 * @description SHA-256 of the file's bytes: base64url of 32 bytes.
                 * @example uU0nuZNNPgilLlLX2n2r-sSE7-N6U4DukIj3rOLvzek
                 */
                sha256: string;
            };
            cookie?: never;
        };
        /** @description The file's bytes. */
        requestBody: {
            content: {
                /** @example (the file's bytes) */
                "application/octet-stream": Uint8Array;
            };
        };
        responses: {
            /** @description The file was here already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Stored. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `body-incomplete`: The body was cut off.
             *
             *     `path`: A part of the path is not what it should be.
             *
             *     `header`: A header is not what it should be.
             *
             *     `encoding`: A value is not canonical base64url of the right length.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `file-signer`: Files are taken from the organisation's root key and its advisers only.
             *
             *     `files-full`: The organisation's room for files is used up.
             *
             *     `signature`: The signature is wrong.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `unknown-organisation`: No organisation has this name here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-slow`: The body came too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-limit`: The body is larger than this address takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `content-type`: The body's type is not the one that this address takes.
             *
             *     `content-encoding`: The body is compressed.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `file-hash`: The file's bytes do not have the hash in the path. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_heartbeats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organisation's name in addresses: 1 to 63 of a–z, 0–9 and '-', neither first nor last a '-'.
                 * @example acme
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest heartbeats. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "heartbeats": [
                     *         {
                     *           "payload": "eyJ2ZXJzaW9uIjoxfQ",
                     *           "signature": "BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBA"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Heartbeats"];
                };
            };
            /** @description `path`: A part of the path is not what it should be. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `unknown-organisation`: No organisation has this name here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_box: {
        parameters: {
            query?: {
                /**
                 * @description `next` of the page before; without it the box is read from its oldest letter.
                 * @example BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc
                 */
                after?: string;
                /**
                 * @description The most letters in the page, 1 to 64.
                 * @example 64
                 */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The organisation's name in addresses: 1 to 63 of a–z, 0–9 and '-', neither first nor last a '-'.
                 * @example acme
                 */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "complete": true,
                     *       "letters": [
                     *         {
                     *           "day": "2026-11-22",
                     *           "id": "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk",
                     *           "letter": "RkxVMQ…"
                     *         }
                     *       ],
                     *       "next": "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc",
                     *       "next_release": 1234
                     *     }
                     */
                    "application/json": components["schemas"]["BoxPage"];
                };
            };
            /**
             * @description `path`: A part of the path is not what it should be.
             *
             *     `query`: The query is not what it should be.
             *
             *     `cursor`: The cursor was not given out for this box.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `session-unknown`: There is no such session.
             *
             *     `session-expired`: The session has expired.
             *
             *     `session-missing`: This needs an adviser's session.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `session-organisation`: The session is for another organisation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `unknown-organisation`: No organisation has this name here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    post_letters: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The organisation's name in addresses: 1 to 63 of a–z, 0–9 and '-', neither first nor last a '-'.
                 * @example acme
                 */
                slug: string;
            };
            cookie?: never;
        };
        /** @description 4, 8, 12 or 16 times an id (32 bytes) and a letter (16,384 bytes). */
        requestBody: {
            content: {
                /** @example (4, 8, 12 or 16 times 16,416 bytes) */
                "application/octet-stream": Uint8Array;
            };
        };
        responses: {
            /** @description All of these letters were here already, the same byte for byte. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Stored, on the disk. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `body-incomplete`: The body was cut off.
             *
             *     `path`: A part of the path is not what it should be.
             *
             *     `header`: A header is not what it should be.
             *
             *     `encoding`: A value is not canonical base64url of the right length.
             *
             *     `letter-size`: The body is not a whole number of letters.
             *
             *     `not-in-fours`: Letters and tokens go in fours.
             *
             *     `not-a-letter`: What was posted is not a letter.
             *
             *     `letter-twice`: The same id stands twice in this post.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `session-unknown`: There is no such session.
             *
             *     `session-expired`: The session has expired.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `work-missing`: A post needs a proof of work.
             *
             *     `work-forged`: The challenge was not given out for this organisation by this server.
             *
             *     `work-expired`: The challenge has expired.
             *
             *     `work-insufficient`: The proof of work does not reach the difficulty.
             *
             *     `work-spent`: The challenge was used before.
             *
             *     `session-quota`: This adviser has posted as much by session, without work, as a day takes.
             *
             *     `session-organisation`: The session is for another organisation.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `unknown-organisation`: No organisation has this name here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-slow`: The body came too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `letter-conflict`: Other bytes lie under one of these ids. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-limit`: The body is larger than this address takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `content-type`: The body's type is not the one that this address takes.
             *
             *     `content-encoding`: The body is compressed.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             *
             *     `storage-full`: The server's storage is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_server: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Versions, limits, times. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "api": "v1",
                     *       "day": "2026-11-22",
                     *       "limits": {
                     *         "advisers": 64,
                     *         "attachments": 104857600,
                     *         "chunk_ids": 512,
                     *         "chunks": 32,
                     *         "difficulty": 18,
                     *         "directory_days": 182,
                     *         "file": 1048576,
                     *         "json": 65536,
                     *         "letters": 16,
                     *         "page": 64,
                     *         "signed_payload": 48000,
                     *         "tokens": 16,
                     *         "vault": 268435456,
                     *         "vault_batch": 8388608,
                     *         "vault_operations": 2048,
                     *         "vault_page": 512,
                     *         "vault_record": 1048576
                     *       },
                     *       "name": "fluister-server",
                     *       "next_release": 1234,
                     *       "notifications": {
                     *         "email": true,
                     *         "web_push": "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs"
                     *       },
                     *       "oldest_client": "0.1.0",
                     *       "protocol": 1,
                     *       "release_interval": 3600,
                     *       "shelf_life_days": {
                     *         "least": 30,
                     *         "least_with_integrity": 120,
                     *         "most": 365
                     *       },
                     *       "sizes": {
                     *         "chunk": 262144,
                     *         "letter": 16384,
                     *         "posted": 16416,
                     *         "token": 32
                     *       },
                     *       "version": "0.1.0"
                     *     }
                     */
                    "application/json": components["schemas"]["ServerInfo"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    post_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The signed challenge. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "adviser": "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI",
                 *       "challenge": "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMD",
                 *       "organisation": "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE",
                 *       "origin": "https://fluister.example",
                 *       "signature": "BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBA"
                 *     }
                 */
                "application/json": components["schemas"]["SessionRequest"];
            };
        };
        responses: {
            /** @description A session. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expires_in": 3600,
                     *       "token": "BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQ"
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /**
             * @description `body-incomplete`: The body was cut off.
             *
             *     `json`: The body is not the JSON that is due.
             *
             *     `encoding`: A value is not canonical base64url of the right length.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `unknown-adviser`: The directory lists no such adviser.
             *
             *     `signature`: The signature is wrong.
             *
             *     `session-challenge-forged`: The challenge was not given out for this adviser by this server.
             *
             *     `session-challenge-expired`: The challenge has expired.
             *
             *     `session-challenge-spent`: The challenge was used before.
             *
             *     `session-origin`: The origin is not one of this server's.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `unknown-organisation`: No organisation has this name here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-slow`: The body came too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-limit`: The body is larger than this address takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `content-type`: The body's type is not the one that this address takes.
             *
             *     `content-encoding`: The body is compressed.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    delete_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Closed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `session-unknown`: There is no such session.
             *
             *     `session-expired`: The session has expired.
             *
             *     `session-missing`: This needs an adviser's session.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    post_session_challenge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description For whom. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "adviser": "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI",
                 *       "organisation": "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE"
                 *     }
                 */
                "application/json": components["schemas"]["ChallengeRequest"];
            };
        };
        responses: {
            /** @description A challenge. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "challenge": "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMD",
                     *       "expires_in": 300
                     *     }
                     */
                    "application/json": components["schemas"]["SessionChallenge"];
                };
            };
            /**
             * @description `body-incomplete`: The body was cut off.
             *
             *     `json`: The body is not the JSON that is due.
             *
             *     `encoding`: A value is not canonical base64url of the right length.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-slow`: The body came too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-limit`: The body is larger than this address takes. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `content-type`: The body's type is not the one that this address takes.
             *
             *     `content-encoding`: The body is compressed.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    delete_vault: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing is left of it. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `header`: A header is not what it should be.
             *
             *     `encoding`: A value is not canonical base64url of the right length.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `session-unknown`: There is no such session.
             *
             *     `session-expired`: The session has expired.
             *
             *     `session-missing`: This needs an adviser's session.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `session-organisation`: The session is for another organisation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_vault_records: {
        parameters: {
            query?: {
                /**
                 * @description `next` of the page before; without it the records are listed from the lowest id.
                 * @example CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk
                 */
                after?: string;
                /**
                 * @description The most records in the page, 1 to 512.
                 * @example 512
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "complete": true,
                     *       "next": "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk",
                     *       "records": [
                     *         {
                     *           "id": "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk",
                     *           "size": 4144,
                     *           "version": 3
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecordPage"];
                };
            };
            /**
             * @description `header`: A header is not what it should be.
             *
             *     `encoding`: A value is not canonical base64url of the right length.
             *
             *     `query`: The query is not what it should be.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    post_vault_records: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The operations, one after the other. */
        requestBody: {
            content: {
                /** @example (operations) */
                "application/octet-stream": Uint8Array;
            };
        };
        responses: {
            /** @description Done, and on the disk. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `body-incomplete`: The body was cut off.
             *
             *     `header`: A header is not what it should be.
             *
             *     `encoding`: A value is not canonical base64url of the right length.
             *
             *     `batch`: The body is not a batch of operations.
             *
             *     `record-size`: A record is not of the size that records have.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `session-unknown`: There is no such session.
             *
             *     `session-expired`: The session has expired.
             *
             *     `session-missing`: This needs an adviser's session.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `session-organisation`: The session is for another organisation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `body-slow`: The body came too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `vault-changed`: The vault has changed since. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `body-limit`: The body is larger than this address takes.
             *
             *     `vault-full`: The vault has no room for this.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `content-type`: The body's type is not the one that this address takes.
             *
             *     `content-encoding`: The body is compressed.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             *
             *     `storage-full`: The server's storage is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_vault_record: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of an earlier answer. */
                "If-None-Match"?: string | null;
            };
            path: {
                /**
                 * @description The record's id: base64url of 32 bytes.
                 * @example CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record's bytes. */
            200: {
                headers: {
                    /** @description Its version in quotation marks. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example (4,144 bytes) */
                    "application/octet-stream": Uint8Array;
                };
            };
            /** @description It is of the version in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `path`: A part of the path is not what it should be.
             *
             *     `header`: A header is not what it should be.
             *
             *     `encoding`: A value is not canonical base64url of the right length.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `unknown-record`: The vault has no such record. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    get_wrap: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of an earlier answer. */
                "If-None-Match"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The wrap record's bytes. */
            200: {
                headers: {
                    /** @description Its version in quotation marks. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /** @example (4,144 bytes) */
                    "application/octet-stream": Uint8Array;
                };
            };
            /** @description It is of the version in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `header`: A header is not what it should be.
             *
             *     `encoding`: A value is not canonical base64url of the right length.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `unknown-wrap`: Nothing lies under this wrap token. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description `internal`: Something went wrong on the server. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
            /**
             * @description `busy`: The server has more to do than it can.
             *
             *     `store-unavailable`: The server cannot reach its database, or its disk is full.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
}
