//! What this server is: versions, limits, times.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use fluister_protocol::{directory, size, suite};
use serde::Serialize;
use utoipa::ToSchema;

use crate::config::Quotas;
use crate::error::Refused;
use crate::extract::ChunksHeader;
use crate::notifications::Notifier;
use crate::problem_responses::problems;
use crate::state::State;
use crate::store::{releases, vaults};
use crate::{batch, body};

/// What a client needs to know before it begins.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServerInfo {
    /// The software's name.
    name: &'static str,
    /// The software's version.
    version: &'static str,
    /// The API's version, first in every path.
    api: &'static str,
    /// The protocol's version.
    protocol: u32,
    /// The oldest version of the command line, app or SDK that still fits.
    oldest_client: &'static str,
    /// Today (UTC), as the server sees it.
    #[schema(format = Date)]
    day: String,
    /// Sizes in bytes.
    sizes: Sizes,
    /// The most of everything.
    limits: Limits,
    /// How many days letters are kept: each organisation's directory says which, within these.
    #[serde(rename = "shelf_life_days")]
    retention_days: Retention,
    /// Seconds between two releases.
    release_interval: u64,
    /// Seconds until the open release is closed, and advisers can see what came in it.
    next_release: u64,
    /// By which ways advisers can be told to look into their box.
    notifications: Ways,
}

/// By which ways advisers can be told to look into their box.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ways {
    /// Whether mail can be sent.
    email: bool,
    /// The public key for push subscriptions, a browser's `applicationServerKey`: base64url of a point of P-256,
    /// uncompressed, 65 bytes. None where no push messages are sent.
    #[schema(min_length = 87, max_length = 87)]
    web_push: Option<String>,
}

/// Sizes in bytes.
#[derive(Debug, Serialize, ToSchema)]
pub struct Sizes {
    /// A letter.
    letter: usize,
    /// An id or a token.
    token: usize,
    /// A letter in the body of a post: id and letter.
    posted: usize,
    /// A chunk of an attachment.
    chunk: usize,
}

/// The most of everything.
#[derive(Debug, Serialize, ToSchema)]
pub struct Limits {
    /// Letters in one post; they go in fours.
    letters: usize,
    /// Tokens in one call; they go in fours.
    tokens: usize,
    /// Letters in one page of the box.
    page: u32,
    /// Chunks that one proof of work is for, and tokens of chunks in one deletion.
    chunks: usize,
    /// Ids in one question for missing chunks.
    chunk_ids: usize,
    /// Bytes of one letter's attachments together; clients keep to it, the server cannot see it.
    attachments: u64,
    /// Bytes of a vault's records together.
    vault: u64,
    /// Bytes of a batch that changes a vault.
    vault_batch: usize,
    /// Operations in it.
    vault_operations: usize,
    /// Bytes of a vault's record.
    vault_record: usize,
    /// Records in one page of a vault's list.
    vault_page: u32,
    /// Bytes of a JSON body.
    json: usize,
    /// Bytes of a signed payload.
    signed_payload: usize,
    /// Bytes of a file.
    file: usize,
    /// Advisers in a directory.
    advisers: usize,
    /// Days between a directory's first and last.
    directory_days: u32,
    /// The highest difficulty of a proof of work.
    difficulty: u32,
}

/// How many days letters are kept.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ShelfLife)]
pub struct Retention {
    /// The least.
    least: u32,
    /// The least where the integrity track is open.
    least_with_integrity: u32,
    /// The most.
    most: u32,
}

impl Ways {
    fn of(notifier: &Notifier) -> Self {
        Self { email: notifier.sends_mail(), web_push: notifier.push_key().map(str::to_owned) }
    }

    /// The public key of RFC 8292's example.
    fn example() -> Self {
        let key = "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs";
        Self { email: true, web_push: Some(key.to_owned()) }
    }
}

impl ServerInfo {
    fn new(
        day: String,
        quotas: &Quotas,
        release_interval: u64,
        next_release: u64,
        notifications: Ways,
    ) -> Self {
        Self {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            api: "v1",
            protocol: suite::VERSION,
            oldest_client: "0.1.0",
            day,
            sizes: Sizes { letter: size::LETTER, token: size::ID, posted: size::POSTED, chunk: size::CHUNK },
            limits: Limits {
                letters: size::SIXTEEN,
                tokens: size::SIXTEEN,
                page: super::inbox::PAGE,
                chunks: ChunksHeader::MOST,
                chunk_ids: body::MOST_IDS,
                attachments: quotas.attachments,
                vault: vaults::MOST,
                vault_batch: batch::MOST_BYTES,
                vault_operations: batch::MOST_OPERATIONS,
                vault_record: batch::MOST_RECORD,
                vault_page: super::vault::PAGE,
                json: body::JSON,
                signed_payload: size::SIGNED_PAYLOAD,
                file: size::FILE,
                advisers: directory::MAX_ADVISERS,
                directory_days: directory::MAX_DAYS,
                difficulty: quotas.highest_difficulty,
            },
            // as the directory's policy is checked
            retention_days: Retention { least: 30, least_with_integrity: 120, most: 365 },
            release_interval,
            next_release,
            notifications,
        }
    }

    fn example() -> Self {
        Self::new("2026-11-22".to_owned(), &Quotas::default(), 3_600, 1_234, Ways::example())
    }
}

problems!(GetServer:);

/// What this server is
///
/// Versions, sizes, limits, the server's day, and when the next release is due. Part of every visit.
#[utoipa::path(
    tag = "server",
    operation_id = "get_server",
    responses(
        (status = 200, description = "Versions, limits, times.", body = ServerInfo, example = json!(ServerInfo::example())),
        GetServer,
    )
)]
#[get("/v1/server")]
pub async fn get(state: Data<State>, notifier: Data<Notifier>) -> Result<HttpResponse, Refused> {
    let now = state.now();
    let next = state.read("server", move |c| Ok(releases::seconds_left(c, now)?)).await?;
    Ok(HttpResponse::Ok().json(ServerInfo::new(
        state.today().to_string(),
        &state.quotas,
        state.store.options().release_interval.as_secs(),
        next,
        Ways::of(&notifier),
    )))
}
