//! The settings: flags before environment before file before defaults. Passed on, never global.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;

use crate::store::DatabaseUrl;

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
}

/// How much is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum LogLevel {
    /// Faults.
    Error,
    /// And what may become one.
    Warn,
    /// And starting, stopping, sweeping.
    Info,
    /// And what the server is about, without anybody's data.
    Debug,
}

/// The settings as used.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The database.
    pub database: DatabaseUrl,
    /// Between two releases.
    pub release_interval: Duration,
    /// RFC 6454 origins of this server; empty for the address listened on.
    pub origins: Vec<String>,
    /// The operator's port.
    pub operator_listen: Option<SocketAddr>,
    /// How much is logged.
    pub log: LogLevel,
    /// Threads that answer.
    pub workers: usize,
    /// Threads that read.
    pub readers: usize,
    /// Connections for each worker.
    pub connections: usize,
    /// Requests at once, of all workers.
    pub requests_at_once: usize,
    /// For headers to arrive.
    pub head_timeout: Duration,
    /// For bodies to arrive.
    pub body_timeout: Duration,
    /// For idle connections.
    pub keep_alive: Duration,
    /// For stopping.
    pub shutdown_timeout: Duration,
    /// What an organisation may use.
    pub quotas: Quotas,
}

impl Config {
    /// Whether clients reach this server over TLS, as its origins say.
    pub fn behind_tls(&self) -> bool {
        self.origins.iter().any(|origin| origin.starts_with("https://"))
    }
}

/// What an organisation may use, and what all may use together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotas {
    /// Letters in the open release.
    pub letters_per_release: u64,
    /// Letters in a day.
    pub letters_per_day: u64,
    /// Chunks in a day.
    pub chunks_per_day: u64,
    /// The most zero bits ever asked for.
    pub highest_difficulty: u32,
    /// Bytes of an organisation's letters and chunks.
    pub organisation: u64,
    /// Bytes of the database; none for as much as the disk takes.
    pub storage: Option<u64>,
    /// Bytes of an organisation's files.
    pub files: u64,
    /// Bytes of one letter's attachments; told to clients.
    pub attachments: u64,
}

impl Default for Quotas {
    fn default() -> Self {
        Self {
            letters_per_release: 1_024,
            letters_per_day: 4_096,
            chunks_per_day: 8_192,
            highest_difficulty: 18,
            organisation: 8 << 30,
            storage: None,
            files: 64 << 20,
            attachments: 100 << 20,
        }
    }
}

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read the settings in {}: {reason}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        reason: std::io::Error,
    },
    /// The file is not TOML, or has a key that there isn't.
    #[error("the settings file: {0}")]
    File(#[from] toml::de::Error),
    /// No database.
    #[error("name the database: --database sqlite:///var/lib/fluister/fluister.sqlite")]
    NoDatabase,
    /// Outside its limits.
    #[error("the setting {name}: {reason}")]
    Setting {
        /// As in the file.
        name: &'static str,
        /// What it should be.
        reason: String,
    },
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
            organisation_quota_mib: self.organisation_quota_mib.or(other.organisation_quota_mib),
            files_quota_mib: self.files_quota_mib.or(other.files_quota_mib),
            attachments_mib: self.attachments_mib.or(other.attachments_mib),
        }
    }

    /// The database alone, for commands that serve nothing.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn database(&self) -> Result<DatabaseUrl, ConfigError> {
        let text = self.database.as_deref().ok_or(ConfigError::NoDatabase)?;
        text.parse().map_err(|reason| ConfigError::Setting { name: "database", reason: format!("{reason}") })
    }

    /// Fills in the defaults and checks everything.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn resolve(self) -> Result<Config, ConfigError> {
        let seconds = |name, value: Option<u64>, default| {
            within(name, value.unwrap_or(default), 1, 86_400).map(Duration::from_secs)
        };
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let quotas = Quotas {
            letters_per_release: within(
                "letters_per_release",
                self.letters_per_release.unwrap_or(1_024),
                4,
                1 << 40,
            )?,
            letters_per_day: within("letters_per_day", self.letters_per_day.unwrap_or(4_096), 4, 1 << 40)?,
            chunks_per_day: within("chunks_per_day", self.chunks_per_day.unwrap_or(8_192), 4, 1 << 40)?,
            organisation: within(
                "organisation_quota_mib",
                self.organisation_quota_mib.unwrap_or(8_192),
                1,
                1 << 30,
            )? << 20,
            highest_difficulty: within("highest_difficulty", self.highest_difficulty.unwrap_or(18), 0, 24)?,
            storage: match self.storage_quota_mib {
                Some(mib) => Some(within("storage_quota_mib", mib, 1, 1 << 30)? << 20),
                None => None,
            },
            files: within("files_quota_mib", self.files_quota_mib.unwrap_or(64), 1, 1 << 20)? << 20,
            attachments: within("attachments_mib", self.attachments_mib.unwrap_or(100), 1, 1_024)? << 20,
        };
        Ok(Config {
            listen: self.listen.unwrap_or_else(|| SocketAddr::from((Ipv4Addr::LOCALHOST, 8080))),
            database: self.database()?,
            release_interval: seconds("release_interval", self.release_interval, 3_600)?,
            origins: origins(self.origin.unwrap_or_default())?,
            operator_listen: self.operator_listen,
            log: self.log.unwrap_or(LogLevel::Info),
            workers: within("workers", self.workers.unwrap_or(cores), 1, 1_024)?,
            readers: within("readers", self.readers.unwrap_or(2), 1, 64)?,
            connections: within("connections", self.connections.unwrap_or(4_096), 1, 1 << 20)?,
            requests_at_once: within("requests_at_once", self.requests_at_once.unwrap_or(512), 1, 1 << 20)?,
            head_timeout: seconds("head_timeout", self.head_timeout, 15)?,
            body_timeout: seconds("body_timeout", self.body_timeout, 120)?,
            keep_alive: seconds("keep_alive", self.keep_alive, 15)?,
            shutdown_timeout: seconds("shutdown_timeout", self.shutdown_timeout, 30)?,
            quotas,
        })
    }
}

fn within<T: PartialOrd + std::fmt::Display>(
    name: &'static str,
    value: T,
    least: T,
    most: T,
) -> Result<T, ConfigError> {
    if value >= least && value <= most {
        Ok(value)
    } else {
        Err(ConfigError::Setting { name, reason: format!("{value} is not between {least} and {most}") })
    }
}

/// Each must be what RFC 6454 §6.2 writes, since it is signed and compared byte by byte.
fn origins(given: Vec<String>) -> Result<Vec<String>, ConfigError> {
    for origin in &given {
        let rest = origin
            .strip_prefix("https://")
            .map(|rest| (rest, ":443"))
            .or_else(|| origin.strip_prefix("http://").map(|rest| (rest, ":80")));
        let plain = rest.is_some_and(|(rest, default_port)| {
            !rest.is_empty()
                && !rest.ends_with(default_port)
                && rest.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.:[]".contains(&b))
        });
        if !plain {
            return Err(ConfigError::Setting {
                name: "origin",
                reason: "write scheme, host and, unless it is the scheme's own, port, in lower case and with nothing \
                         after it, such as https://fluister.example or http://127.0.0.1:8080"
                    .to_owned(),
            });
        }
    }
    Ok(given)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Result<Config, ConfigError> {
        Settings::from_toml(text)?.resolve()
    }

    #[test]
    fn defaults_are_as_documented() {
        let config = file("database = 'sqlite:///tmp/x.sqlite'").unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.release_interval, Duration::from_secs(3_600));
        assert_eq!(config.operator_listen, None);
        assert!(config.origins.is_empty());
        assert_eq!(config.quotas, Quotas::default());
    }

    #[test]
    fn what_is_said_first_counts() {
        let first = Settings::from_toml("release_interval = 5").unwrap();
        let second =
            Settings::from_toml("release_interval = 7\ndatabase = 'sqlite:///tmp/x'\nlisten = '[::1]:1'")
                .unwrap();
        let config = first.or(second).resolve().unwrap();
        assert_eq!(config.release_interval, Duration::from_secs(5));
        assert_eq!(config.listen.to_string(), "[::1]:1");
    }

    #[test]
    fn faults_are_named() {
        for (text, name) in [
            ("", "database"),
            ("databse = 'sqlite:///tmp/x'", "databse"),
            ("database = 'mysql://x'", "database"),
            ("database = 'sqlite:///tmp/x'\nrelease_interval = 0", "release_interval"),
            ("database = 'sqlite:///tmp/x'\nhighest_difficulty = 60", "highest_difficulty"),
            ("database = 'sqlite:///tmp/x'\norigin = ['https://a.example/']", "origin"),
            ("database = 'sqlite:///tmp/x'\norigin = ['https://A.example']", "origin"),
            ("database = 'sqlite:///tmp/x'\norigin = ['https://a.example:443']", "origin"),
            ("database = 'sqlite:///tmp/x'\norigin = ['ftp://a.example']", "origin"),
        ] {
            let message = file(text).unwrap_err().to_string();
            assert!(message.contains(name), "{text:?}: {message}");
        }
    }

    #[test]
    fn origins_are_taken_as_written() {
        let text = "database = 'sqlite:///tmp/x'\norigin = ['https://a.example', 'http://127.0.0.1:8080', 'http://[::1]:80880']";
        assert_eq!(file(text).unwrap().origins.len(), 3);
    }
}
