//! The settings: flags before environment before file before defaults. Passed on, never global.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use crate::notifications::mail::Mail;
use crate::notifications::push_hosts::{PushHosts, USUAL};
use crate::store::DatabaseUrl;

mod error;
mod origins;
mod settings;

pub use error::ConfigError;
pub use origins::Origins;
pub use settings::{LogLevel, Settings};

/// The settings, complete and checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// Address and port for clients.
    pub listen: SocketAddr,
    /// Where letters are kept.
    pub database: DatabaseUrl,
    /// Time between two releases.
    pub release_interval: Duration,
    /// Origins of this server (RFC 6454); empty for the address that it listens on.
    pub origins: Vec<String>,
    /// Address and port for the operator; none for no such port.
    pub operator_listen: Option<SocketAddr>,
    /// How much is logged.
    pub log: LogLevel,
    /// Threads that answer requests.
    pub workers: usize,
    /// Threads that read from the database.
    pub readers: usize,
    /// Open connections for each worker.
    pub connections: usize,
    /// Requests answered at once, by all workers together.
    pub requests_at_once: usize,
    /// The longest that a request's headers may take to arrive.
    pub head_timeout: Duration,
    /// The longest that a request's body may take to arrive.
    pub body_timeout: Duration,
    /// How long an idle connection is kept.
    pub keep_alive: Duration,
    /// The longest that running requests may take once the server stops.
    pub shutdown_timeout: Duration,
    /// What an organisation may use.
    pub quotas: Quotas,
    /// The mail relay; none where no mail is sent.
    pub mail: Option<Mail>,
    /// Push services that may be sent to; none where no push messages are sent.
    pub push_hosts: PushHosts,
    /// Origins of other servers to which this one's adviser's app may talk.
    pub other_servers: Vec<String>,
}

/// What an organisation may use, and what all may use together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotas {
    /// Letters in one release from which posting costs work: half of this.
    pub letters_per_release: u64,
    /// The same for letters in a day.
    pub letters_per_day: u64,
    /// The same for chunks in a day.
    pub chunks_per_day: u64,
    /// The most letters that one adviser may post by session, without work, in a day.
    pub session_letters_per_day: u64,
    /// The same for chunks.
    pub session_chunks_per_day: u64,
    /// The highest difficulty of a proof of work, in zero bits.
    pub highest_difficulty: u32,
    /// Bytes of an organisation's letters and chunks from which posting costs the highest difficulty.
    pub organisation: u64,
    /// The database's largest size in bytes; none for no limit.
    pub storage: Option<u64>,
    /// The most bytes of an organisation's files.
    pub files: u64,
    /// The most bytes of one letter's attachments: clients are told and keep to it, the server cannot see it.
    pub attachments: u64,
}

impl Default for Quotas {
    fn default() -> Self {
        Self {
            letters_per_release: 1_024,
            letters_per_day: 4_096,
            chunks_per_day: 8_192,
            session_letters_per_day: 256,
            session_chunks_per_day: 256,
            highest_difficulty: 18,
            organisation: 8 << 30,
            storage: None,
            files: 64 << 20,
            attachments: 100 << 20,
        }
    }
}

impl Settings {
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
            session_letters_per_day: within(
                "session_letters_per_day",
                self.session_letters_per_day.unwrap_or(256),
                0,
                1 << 40,
            )?,
            session_chunks_per_day: within(
                "session_chunks_per_day",
                self.session_chunks_per_day.unwrap_or(256),
                0,
                1 << 40,
            )?,
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
        let origins = origins::own(self.origin.clone().unwrap_or_default())?;
        Ok(Config {
            mail: self.mail(&origins)?,
            push_hosts: self.push_hosts()?,
            other_servers: origins::others(self.other_servers.clone().unwrap_or_default())?,
            listen: self.listen.unwrap_or_else(|| SocketAddr::from((Ipv4Addr::LOCALHOST, 8080))),
            database: self.database()?,
            release_interval: seconds("release_interval", self.release_interval, 3_600)?,
            origins,
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

impl Settings {
    fn mail(&self, origins: &[String]) -> Result<Option<Mail>, ConfigError> {
        let Some(smtp) = &self.smtp else {
            return Ok(None);
        };
        let setting = |name, reason: String| ConfigError::Setting { name, reason };
        let Some(origin) = origins.first() else {
            return Err(setting("smtp", "mails name this server's address: set origin, too".to_owned()));
        };
        let from = self.mail_from.as_deref().unwrap_or_default();
        let from = from.parse().map_err(|_| {
            setting(
                "mail_from",
                "with a relay, name the mails' sender, such as fluister@example.org".to_owned(),
            )
        })?;
        let mail = Mail::new(smtp, from, origin).map_err(|error| setting("smtp", error.to_string()))?;
        Ok(Some(mail))
    }

    fn push_hosts(&self) -> Result<PushHosts, ConfigError> {
        let hosts = match &self.push_hosts {
            None => PushHosts::new(&USUAL),
            Some(hosts) => PushHosts::new(hosts),
        };
        let hosts =
            hosts.map_err(|error| ConfigError::Setting { name: "push_hosts", reason: error.to_string() })?;
        Ok(if self.web_push.unwrap_or(false) { hosts } else { PushHosts::default() })
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
        assert!(config.mail.is_none());
        assert!(config.push_hosts.is_empty());
        let config = file("database = 'sqlite:///tmp/x.sqlite'\nweb_push = true").unwrap();
        assert_eq!(config.push_hosts, PushHosts::new(&USUAL).unwrap());
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
            ("database = 'sqlite:///tmp/x'\npush_hosts = ['http://a.example/push']", "push_hosts"),
            ("database = 'sqlite:///tmp/x'\nother_servers = ['http://a.example']", "other_servers"),
            ("database = 'sqlite:///tmp/x'\nsmtp = 'smtps://a.example'\nmail_from = 'a@b.example'", "origin"),
            (
                "database = 'sqlite:///tmp/x'\nsmtp = 'smtps://a.example'\norigin = ['https://a.example']",
                "mail_from",
            ),
        ] {
            let message = file(text).unwrap_err().to_string();
            assert!(message.contains(name), "{text:?}: {message}");
        }
    }

    #[test]
    fn a_relay_is_taken_and_its_password_never_shown() {
        let with = |smtp: &str| {
            file(&format!(
                "database = 'sqlite:///tmp/x'\norigin = ['https://a.example']\nmail_from = 'a@a.example'\nsmtp = '{smtp}'"
            ))
        };
        for good in [
            "smtps://sam:geheim@mail.example",
            "smtp://sam:geheim@mail.example:2587?tls=required",
            "smtp://127.0.0.1:25",
        ] {
            let shown = format!("{:?}", with(good).unwrap());
            assert!(!shown.contains("geheim") && !shown.contains("sam"), "{shown}");
        }
        for bad in [
            "mail.example",
            "https://sam:geheim@mail.example",
            "smtp://sam:geheim@mail.example?tls=opportunistic",
            "smtp://sam:geheim@mail.example?tls=requird",
            "smtps://",
        ] {
            let message = with(bad).unwrap_err().to_string();
            assert!(message.contains("smtp") && !message.contains("geheim"), "{bad}: {message}");
        }
    }
}
