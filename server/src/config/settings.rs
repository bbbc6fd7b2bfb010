//! Settings as written: flags before environment before file.

use std::net::SocketAddr;
use std::path::Path;

use serde::Deserialize;

use super::ConfigError;

/// Settings as written, in a TOML file (`--config`), the environment (`FLUISTER_…`) or flags. All can be left out but
/// the database.
#[derive(clap::Args, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Address and port to listen on; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, env = "FLUISTER_LISTEN", value_name = "ADDRESS")]
    pub listen: Option<SocketAddr>,

    /// Where letters are kept: sqlite://PATH, or postgres://USER@HOST/NAME
    #[arg(long, env = "FLUISTER_DATABASE", value_name = "URL", hide_env_values = true)]
    pub database: Option<String>,

    /// Seconds between two releases: advisers see letters only after the release they came in is closed, so that
    /// nobody learns when one came [default: 3600]
    #[arg(long, env = "FLUISTER_RELEASE_INTERVAL", value_name = "SECONDS")]
    pub release_interval: Option<u64>,

    /// An address by which clients reach this server, such as https://fluister.example; repeat it for each, onion
    /// services too. Advisers' sessions are signed for it [default: http:// and the address listened on]
    #[arg(long, env = "FLUISTER_ORIGIN", value_name = "URL", value_delimiter = ',')]
    pub origin: Option<Vec<String>>,

    /// Address and port for the operator: /livez, /readyz and /metrics. Keep it from the outside [default: none]
    #[arg(long, env = "FLUISTER_OPERATOR_LISTEN", value_name = "ADDRESS")]
    pub operator_listen: Option<SocketAddr>,

    /// What goes to standard error: error, warn, info or debug. Never ids, tokens, bodies or addresses [default: info]
    #[arg(long, env = "FLUISTER_LOG", value_name = "LEVEL")]
    pub log: Option<LogLevel>,

    /// Threads that answer requests [default: one for each core]
    #[arg(long, env = "FLUISTER_WORKERS", value_name = "COUNT")]
    pub workers: Option<usize>,

    /// Threads that read from the database [default: 2]
    #[arg(long, env = "FLUISTER_READERS", value_name = "COUNT")]
    pub readers: Option<usize>,

    /// Open connections for each worker; more wait [default: 4096]
    #[arg(long, env = "FLUISTER_CONNECTIONS", value_name = "COUNT")]
    pub connections: Option<usize>,

    /// Requests answered at once; more are told to come back [default: 512]
    #[arg(long, env = "FLUISTER_REQUESTS_AT_ONCE", value_name = "COUNT")]
    pub requests_at_once: Option<usize>,

    /// Seconds for a request's headers to arrive [default: 15]
    #[arg(long, env = "FLUISTER_HEAD_TIMEOUT", value_name = "SECONDS")]
    pub head_timeout: Option<u64>,

    /// Seconds for a request's body to arrive; the largest common one has 262,656 bytes, and Tor is slow
    /// [default: 120]
    #[arg(long, env = "FLUISTER_BODY_TIMEOUT", value_name = "SECONDS")]
    pub body_timeout: Option<u64>,

    /// Seconds that an idle connection is kept [default: 15]
    #[arg(long, env = "FLUISTER_KEEP_ALIVE", value_name = "SECONDS")]
    pub keep_alive: Option<u64>,

    /// Seconds to finish what was begun when the server is told to stop [default: 30]
    #[arg(long, env = "FLUISTER_SHUTDOWN_TIMEOUT", value_name = "SECONDS")]
    pub shutdown_timeout: Option<u64>,

    /// Letters that an organisation is meant to get in one release; from half of it on, posting costs work, and the
    /// more come, the more it costs [default: 1024]
    #[arg(long, env = "FLUISTER_LETTERS_PER_RELEASE", value_name = "COUNT")]
    pub letters_per_release: Option<u64>,

    /// The same for a day [default: 4096]
    #[arg(long, env = "FLUISTER_LETTERS_PER_DAY", value_name = "COUNT")]
    pub letters_per_day: Option<u64>,

    /// Chunks of attachments (256 KiB each) that an organisation is meant to get in a day; from half of it on, posting
    /// costs work, too [default: 8192]
    #[arg(long, env = "FLUISTER_CHUNKS_PER_DAY", value_name = "COUNT")]
    pub chunks_per_day: Option<u64>,

    /// Letters that one adviser may post by session, without work, in a day; they make nobody's work harder. The clients that come
    /// with this server post none so [default: 256]
    #[arg(long, env = "FLUISTER_SESSION_LETTERS_PER_DAY", value_name = "COUNT")]
    pub session_letters_per_day: Option<u64>,

    /// The same for chunks of attachments [default: 256]
    #[arg(long, env = "FLUISTER_SESSION_CHUNKS_PER_DAY", value_name = "COUNT")]
    pub session_chunks_per_day: Option<u64>,

    /// Room that one organisation's letters and chunks should take, in MiB; beyond it posting costs the highest
    /// difficulty [default: 8192]
    #[arg(long, env = "FLUISTER_ORGANISATION_QUOTA_MIB", value_name = "MIB")]
    pub organisation_quota_mib: Option<u64>,

    /// The highest difficulty of that work: each step doubles it, and 18 takes a browser some minutes [default: 18]
    #[arg(long, env = "FLUISTER_HIGHEST_DIFFICULTY", value_name = "BITS")]
    pub highest_difficulty: Option<u32>,

    /// Largest size of the database in MiB; the last tenth is kept for advisers [default: none]
    #[arg(long, env = "FLUISTER_STORAGE_QUOTA_MIB", value_name = "MIB")]
    pub storage_quota_mib: Option<u64>,

    /// Room for one organisation's photos and pages in MiB [default: 64]
    #[arg(long, env = "FLUISTER_FILES_QUOTA_MIB", value_name = "MIB")]
    pub files_quota_mib: Option<u64>,

    /// The most that one letter's attachments may have together, in MiB; clients are told, and keep to it
    /// [default: 100]
    #[arg(long, env = "FLUISTER_ATTACHMENTS_MIB", value_name = "MIB")]
    pub attachments_mib: Option<u64>,

    /// The relay that takes mail, by which advisers who asked for it are told to look into their box:
    /// smtps://USER:PASSWORD@HOST (TLS), smtp://USER:PASSWORD@HOST?tls=required (STARTTLS), or smtp://HOST without
    /// encryption, for one on this machine [default: none, no mail is sent]
    #[arg(long, env = "FLUISTER_SMTP", value_name = "URL", hide_env_values = true)]
    pub smtp: Option<String>,

    /// The sender of these mails, such as fluister@example.org; needed with a relay, and so is an origin
    #[arg(long, env = "FLUISTER_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<String>,

    /// Whether advisers' browsers may be told, too (Web Push): the server then sends to push services, over the internet
    /// [default: false]
    #[arg(long, env = "FLUISTER_WEB_PUSH", value_name = "BOOL")]
    pub web_push: Option<bool>,

    /// Push services that may be sent to: HOST, or *.HOST for all below one [default: those of Chromium, Firefox, Safari
    /// and Edge]
    #[arg(long, env = "FLUISTER_PUSH_HOSTS", value_name = "HOST", value_delimiter = ',')]
    pub push_hosts: Option<Vec<String>>,

    /// Other servers to which the adviser's app that is loaded from this one may talk, by their origins: for advisers
    /// of organisations on several servers [default: none]
    #[arg(long, env = "FLUISTER_OTHER_SERVERS", value_name = "URL", value_delimiter = ',')]
    pub other_servers: Option<Vec<String>>,
}

/// How much is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum LogLevel {
    /// Errors only.
    Error,
    /// Warnings, too.
    Warn,
    /// Starting, stopping and sweeping, too.
    Info,
    /// Single steps, too, without anybody's data.
    Debug,
}

impl Settings {
    /// Reads a settings file's text.
    ///
    /// # Errors
    /// [`ConfigError::File`]: not TOML, or an unknown key.
    pub fn from_toml(text: &str) -> Result<Self, ConfigError> {
        Ok(toml::from_str(text)?)
    }

    /// Reads a settings file, where one is named.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn from_file(path: Option<&Path>) -> Result<Self, ConfigError> {
        let Some(path) = path else {
            return Ok(Self::default());
        };
        let text = std::fs::read_to_string(path)
            .map_err(|reason| ConfigError::Unreadable { path: path.to_owned(), reason })?;
        Self::from_toml(&text)
    }

    /// These settings, and `other`'s where these say nothing.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            listen: self.listen.or(other.listen),
            database: self.database.or(other.database),
            release_interval: self.release_interval.or(other.release_interval),
            origin: self.origin.or(other.origin),
            operator_listen: self.operator_listen.or(other.operator_listen),
            log: self.log.or(other.log),
            workers: self.workers.or(other.workers),
            readers: self.readers.or(other.readers),
            connections: self.connections.or(other.connections),
            requests_at_once: self.requests_at_once.or(other.requests_at_once),
            head_timeout: self.head_timeout.or(other.head_timeout),
            body_timeout: self.body_timeout.or(other.body_timeout),
            keep_alive: self.keep_alive.or(other.keep_alive),
            shutdown_timeout: self.shutdown_timeout.or(other.shutdown_timeout),
            letters_per_release: self.letters_per_release.or(other.letters_per_release),
            letters_per_day: self.letters_per_day.or(other.letters_per_day),
            highest_difficulty: self.highest_difficulty.or(other.highest_difficulty),
            storage_quota_mib: self.storage_quota_mib.or(other.storage_quota_mib),
            chunks_per_day: self.chunks_per_day.or(other.chunks_per_day),
            session_letters_per_day: self.session_letters_per_day.or(other.session_letters_per_day),
            session_chunks_per_day: self.session_chunks_per_day.or(other.session_chunks_per_day),
            organisation_quota_mib: self.organisation_quota_mib.or(other.organisation_quota_mib),
            files_quota_mib: self.files_quota_mib.or(other.files_quota_mib),
            attachments_mib: self.attachments_mib.or(other.attachments_mib),
            smtp: self.smtp.or(other.smtp),
            mail_from: self.mail_from.or(other.mail_from),
            web_push: self.web_push.or(other.web_push),
            push_hosts: self.push_hosts.or(other.push_hosts),
            other_servers: self.other_servers.or(other.other_servers),
        }
    }
}
