//! Every case of what can go wrong, in one table: status, stable name, title, and what to do about it.
//!
//! The description's examples, the pages at `/problems/…` and the answers themselves all come from here.

use actix_web::http::StatusCode;

/// What a client is told of a [`Problem`].
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// The answer's status.
    pub status: StatusCode,
    /// The last part of the `type`, never changed once released.
    pub name: &'static str,
    /// One line for people.
    pub title: &'static str,
    /// What to do, in general; an answer may say it more exactly.
    pub advice: &'static str,
}

macro_rules! problems {
    ($($case:ident = $status:ident $name:literal $title:literal $advice:literal;)*) => {
        /// What can go wrong. Nothing of what a client sent is part of it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Problem {
            $(#[doc = concat!("`", $name, "`: ", $title, ".")] $case,)*
        }

        impl Problem {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$case,)*];

            /// Status, name, title, advice.
            pub const fn facts(self) -> Facts {
                match self {
                    $(Self::$case => Facts {
                        status: StatusCode::$status,
                        name: $name,
                        title: $title,
                        advice: $advice,
                    },)*
                }
            }
        }
    };
}

problems! {
    // any request
    NotFound = NOT_FOUND "not-found"
        "There is nothing at this address"
        "Compare the path with the description at /openapi.json.";
    MethodNotAllowed = METHOD_NOT_ALLOWED "method-not-allowed"
        "This address does not take this method"
        "Use one of the methods that the header Allow names.";
    Path = BAD_REQUEST "path"
        "A part of the path is not what it should be"
        "Slugs are 1 to 63 of a-z, 0-9 and '-'; ids and hashes are base64url of 32 bytes without padding; serials are whole numbers from 1.";
    Query = BAD_REQUEST "query"
        "The query is not what it should be"
        "Use only the parameters that the description names, each once and within its limits.";
    Header = BAD_REQUEST "header"
        "A header is not what it should be"
        "Send the header once, as the description says.";
    Busy = SERVICE_UNAVAILABLE "busy"
        "The server has more to do than it can"
        "Try again after the seconds that the header Retry-After names; the same request may be sent again.";
    Internal = INTERNAL_SERVER_ERROR "internal"
        "Something went wrong on the server"
        "Try again later; if it stays, tell whoever runs the server.";
    StoreUnavailable = SERVICE_UNAVAILABLE "store-unavailable"
        "The server cannot reach its database, or its disk is full"
        "Try again after the seconds that the header Retry-After names; nothing of this request was stored.";

    // bodies
    ContentType = UNSUPPORTED_MEDIA_TYPE "content-type"
        "The body's type is not the one that this address takes"
        "Send Content-Type application/json for JSON and application/octet-stream for bytes, as the description says.";
    ContentEncoding = UNSUPPORTED_MEDIA_TYPE "content-encoding"
        "The body is compressed"
        "Send it as it is: sealed letters do not compress.";
    BodyLimit = PAYLOAD_TOO_LARGE "body-limit"
        "The body is larger than this address takes"
        "Keep within the limit in the description.";
    BodySlow = REQUEST_TIMEOUT "body-slow"
        "The body came too slowly"
        "Send the whole request again; nothing of it was stored.";
    BodyIncomplete = BAD_REQUEST "body-incomplete"
        "The body was cut off"
        "Send the whole request again; nothing of it was stored.";
    Json = BAD_REQUEST "json"
        "The body is not the JSON that is due"
        "Send one JSON object with the fields in the description: UTF-8, no key twice, whole numbers below 2^53.";
    Encoding = BAD_REQUEST "encoding"
        "A value is not canonical base64url of the right length"
        "Encode bytes as base64url without padding (RFC 4648 section 5), no spaces, unused bits zero.";

    // letters and tokens
    LetterSize = BAD_REQUEST "letter-size"
        "The body is not a whole number of letters"
        "Send letters of exactly 16,384 bytes, each after its id of 32 bytes: 16,416 bytes a letter.";
    TokenSize = BAD_REQUEST "token-size"
        "The body is not a whole number of tokens"
        "Send tokens of exactly 32 bytes, one after the other.";
    NotInFours = BAD_REQUEST "not-in-fours"
        "Letters and tokens go in fours"
        "Send 4, 8, 12 or 16: fill up with cover letters, or with random tokens.";
    NotALetter = BAD_REQUEST "not-a-letter"
        "What was posted is not a letter"
        "Each letter begins with the four bytes FLU1; update the client if it writes a later version.";
    LetterTwice = BAD_REQUEST "letter-twice"
        "The same id stands twice in this post"
        "Give each letter a token of its own.";
    LetterConflict = CONFLICT "letter-conflict"
        "Other bytes lie under one of these ids"
        "Nothing was stored. Read what lies there: another device, or somebody with the same code, has written. Never overwrite, never skip.";

    // chunks
    ChunkSize = BAD_REQUEST "chunk-size"
        "The body is not a chunk"
        "Send exactly 262,144 bytes.";
    ChunkConflict = CONFLICT "chunk-conflict"
        "Other bytes lie under this id"
        "Nothing was stored. Seal the attachment anew, under a key and tokens of its own.";
    ChunkUnnamed = BAD_REQUEST "chunk-unnamed"
        "The header Fluister-Chunks does not name this chunk"
        "Send in Fluister-Chunks the ids that the work was done for, in the same order, the one in the path among them.";
    IdSize = BAD_REQUEST "id-size"
        "The body is not a whole number of ids"
        "Send ids of exactly 32 bytes, one after the other, at least one.";

    // proof of work
    WorkMissing = FORBIDDEN "work-missing"
        "A post needs a proof of work"
        "Fetch a challenge from /v1/organisations/{slug}/challenge and send the header Fluister-Work.";
    WorkForged = FORBIDDEN "work-forged"
        "The challenge was not given out for this organisation by this server"
        "Fetch a challenge from /v1/organisations/{slug}/challenge and do the work for it.";
    WorkExpired = FORBIDDEN "work-expired"
        "The challenge has expired"
        "Fetch a new challenge and do the work for it.";
    WorkInsufficient = FORBIDDEN "work-insufficient"
        "The proof of work does not reach the difficulty"
        "Search for a nonce over exactly the body that is sent, until the difficulty named with the challenge is reached.";
    WorkSpent = FORBIDDEN "work-spent"
        "The challenge was used before"
        "Fetch a new challenge for each post.";
    SessionQuota = FORBIDDEN "session-quota"
        "This adviser has posted as much by session, without work, as a day takes"
        "Post without the session, with a proof of work, as everybody does; or tomorrow (UTC). Nothing was stored.";
    StorageFull = SERVICE_UNAVAILABLE "storage-full"
        "The server's storage is full"
        "Try again later, and tell whoever runs the server; nothing was stored.";

    // organisations
    UnknownOrganisation = NOT_FOUND "unknown-organisation"
        "No organisation has this name here"
        "Check the link: the name, and the server.";
    UnknownVersion = NOT_FOUND "unknown-version"
        "The directory has no version of this serial"
        "Serials go from 1 to the newest directory's.";
    UnknownFile = NOT_FOUND "unknown-file"
        "No file has this hash here"
        "Check the hash against the directory; the organisation may have yet to upload it.";
    AdmissionMissing = UNAUTHORIZED "admission-missing"
        "An organisation's first directory needs an admission"
        "Ask whoever runs the server for an admission token, and send it as Authorization: Bearer.";
    AdmissionUnknown = FORBIDDEN "admission-unknown"
        "This admission token is not known here"
        "Check the token, and that it is this server's.";
    AdmissionUsed = FORBIDDEN "admission-used"
        "This admission token was used before"
        "Ask whoever runs the server for another.";
    AdmissionSlug = FORBIDDEN "admission-slug"
        "This admission token is for an organisation of another name"
        "Use the name that the admission was given for.";
    OrganisationExists = CONFLICT "organisation-exists"
        "This organisation is here already, under another name"
        "An organisation has one name on one server: use that one.";
    SlugMismatch = UNPROCESSABLE_ENTITY "slug-mismatch"
        "The directory is for another name than the path"
        "Send it to the path of the name that it carries.";

    // signed things
    Payload = UNPROCESSABLE_ENTITY "payload"
        "The signed payload is not what it should be"
        "Sign UTF-8 JSON of at most 48,000 bytes with the documented fields: no key twice, whole numbers below 2^53.";
    PayloadVersion = UNPROCESSABLE_ENTITY "payload-version"
        "The signed payload is of a version that this server does not know"
        "Use a client that fits the protocol version at /v1/server, or ask whoever runs the server to update.";
    PayloadLimit = UNPROCESSABLE_ENTITY "payload-limit"
        "A field of the signed payload is outside its limits"
        "Keep the field within its documented limits.";
    Days = UNPROCESSABLE_ENTITY "days"
        "The signed payload is not valid today"
        "Check the clock of the device that signed it, and sign it anew.";
    Signature = FORBIDDEN "signature"
        "The signature is wrong"
        "Sign with the key that the organisation's directory names, over exactly the bytes that are sent.";
    OtherOrganisation = FORBIDDEN "other-organisation"
        "This is signed for another organisation, or begins at another root key"
        "Use the organisation's own keys: a root key can only be followed by the successor that it named.";
    Serial = CONFLICT "serial"
        "The directory's serial is not the next one"
        "Fetch the newest directory, and continue it with a serial one higher.";
    Previous = CONFLICT "previous"
        "The directory does not continue the newest one"
        "Fetch the newest directory, and name its hash as the previous one.";
    Successor = FORBIDDEN "successor"
        "The root key is not the successor that was named"
        "Sign with the present root key, or with the successor that it named.";
    RetiredRoot = FORBIDDEN "retired-root"
        "The directory is signed by a root key that has been replaced"
        "Sign with the root key that replaced it.";
    TooManyVersions = FORBIDDEN "too-many-versions"
        "The organisation has published as many versions of its directory today as it may"
        "Put all changes into one version, and publish it tomorrow (UTC); the newest version stays valid.";
    Old = CONFLICT "old"
        "A newer one is stored"
        "Fetch the newest, and continue from its number: another device may have published in between.";
    TwoHistories = CONFLICT "two-histories"
        "Another one is stored under the same number"
        "Two devices have published under one number: fetch the stored one, and continue from its number.";
    UnknownAdviser = FORBIDDEN "unknown-adviser"
        "The directory lists no such adviser"
        "The organisation appoints advisers by publishing a directory that lists them.";
    UnknownDirectory = UNPROCESSABLE_ENTITY "unknown-directory"
        "The heartbeat names a directory that is not here"
        "Fetch the organisation's newest directory, and sign a heartbeat that names it.";
    UnknownStatement = UNPROCESSABLE_ENTITY "unknown-statement"
        "The heartbeat names a key statement that is not here"
        "Publish the key statement first, then a heartbeat that names it by serial and hash.";
    AdviserMismatch = UNPROCESSABLE_ENTITY "adviser-mismatch"
        "The signed payload is by another adviser than the path names"
        "Send it to the path of the adviser who signed it.";

    // files
    FileHash = UNPROCESSABLE_ENTITY "file-hash"
        "The file's bytes do not have the hash in the path"
        "Name a file by the SHA-256 of its bytes.";
    FileSigner = FORBIDDEN "file-signer"
        "Files are taken from the organisation's root key and its advisers only"
        "Sign with one of the keys that the newest directory names.";
    FilesFull = FORBIDDEN "files-full"
        "The organisation's room for files is used up"
        "Make the files smaller, or ask whoever runs the server for more room.";

    // sessions
    SessionMissing = UNAUTHORIZED "session-missing"
        "This needs an adviser's session"
        "Open a session at /v1/sessions, and send its token as Authorization: Bearer.";
    SessionUnknown = UNAUTHORIZED "session-unknown"
        "There is no such session"
        "Open a new session at /v1/sessions: this one was closed, or its adviser is no longer listed.";
    SessionExpired = UNAUTHORIZED "session-expired"
        "The session has expired"
        "Open a new session at /v1/sessions.";
    SessionOrganisation = FORBIDDEN "session-organisation"
        "The session is for another organisation"
        "Open a session for the organisation whose box is asked for.";
    SessionChallengeForged = FORBIDDEN "session-challenge-forged"
        "The challenge was not given out for this adviser by this server"
        "Fetch a challenge from /v1/sessions/challenge for the same organisation and adviser.";
    SessionChallengeExpired = FORBIDDEN "session-challenge-expired"
        "The challenge has expired"
        "Fetch a new challenge, and sign it at once.";
    SessionChallengeSpent = FORBIDDEN "session-challenge-spent"
        "The challenge was used before"
        "Fetch a new challenge for each session.";
    SessionOrigin = FORBIDDEN "session-origin"
        "The origin is not one of this server's"
        "Sign for the origin under which the server is reached; whoever runs it lists these in its settings.";

    // being told
    NotificationsOff = NOT_FOUND "notifications-off"
        "This adviser is not told"
        "Nothing is sent. PUT says where to, and when.";
    NotificationsChoice = UNPROCESSABLE_ENTITY "notifications-choice"
        "What was asked for is not complete, or outside its limits"
        "Name email, web_push or both, and an hour from 0 to 23 (UTC). DELETE switches off.";
    EmailOff = UNPROCESSABLE_ENTITY "email-off"
        "This server sends no mail"
        "See notifications at /v1/server for what it can do; whoever runs it may set up a mail relay.";
    EmailAddress = UNPROCESSABLE_ENTITY "email-address"
        "This is not an address that mail can be sent to"
        "Send one address such as sam@example.org: at most 254 bytes of ASCII, without a name or spaces.";
    PushEndpoint = UNPROCESSABLE_ENTITY "push-endpoint"
        "The endpoint is not of a push service that this server sends to"
        "Send the subscription's endpoint as the browser gave it; whoever runs the server lists the push services in its settings.";

    // vaults
    UnknownWrap = NOT_FOUND "unknown-wrap"
        "Nothing lies under this wrap token"
        "Check passphrase and key code: both must be right, and of the newest change.";
    UnknownRecord = NOT_FOUND "unknown-record"
        "The vault has no such record"
        "List the vault's records, and check the vault token.";
    Batch = BAD_REQUEST "batch"
        "The body is not a batch of operations"
        "Send operations one after the other: 1, 2, 3 or 4 (1 byte), id (32), expected version, new version and length (4 each, big-endian), then the bytes; at least one, at most 2,048, and no id twice.";
    RecordSize = BAD_REQUEST "record-size"
        "A record is not of the size that records have"
        "A record has 32 + k × 4,096 + 16 bytes with k at least 1, and at most 1,048,576.";
    VaultChanged = PRECONDITION_FAILED "vault-changed"
        "The vault has changed since"
        "Nothing was stored. Fetch what changed, bring both together, and try again.";
    VaultFull = PAYLOAD_TOO_LARGE "vault-full"
        "The vault has no room for this"
        "A vault holds 256 MiB. Delete records that are no longer needed.";
    Cursor = BAD_REQUEST "cursor"
        "The cursor was not given out for this box"
        "Use 'next' of an earlier page of the same organisation's box, or leave 'after' out to begin anew.";
}

impl Problem {
    /// Where every `type` begins. It is served, as a page that explains the problem.
    pub const BASE: &'static str = "/problems/";

    /// The `type` member: an address relative to the server.
    pub fn uri(self) -> String {
        format!("{}{}", Self::BASE, self.facts().name)
    }

    /// The problem of this name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|problem| problem.facts().name == name)
    }

    /// Seconds for the header `Retry-After`, where waiting helps.
    pub const fn retry_after(self) -> Option<u32> {
        match self {
            Self::Busy => Some(5),
            Self::StoreUnavailable => Some(30),
            Self::StorageFull => Some(600),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_can_stand_in_an_address() {
        let mut names: Vec<_> = Problem::ALL.iter().map(|problem| problem.facts().name).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(names.iter().all(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
    }

    #[test]
    fn every_problem_says_what_to_do() {
        for problem in Problem::ALL {
            let facts = problem.facts();
            assert!(facts.status.is_client_error() || facts.status.is_server_error(), "{problem:?}");
            assert!(facts.advice.ends_with('.') && !facts.title.ends_with('.'), "{problem:?}");
            assert_eq!(Problem::by_name(facts.name), Some(*problem));
        }
    }
}
