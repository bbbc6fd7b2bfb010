//! Where the database is.

use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;

use percent_encoding::percent_decode_str;

/// `sqlite://PATH` (relative, or absolute with three slashes) or `postgres://USER:PASSWORD@HOST/DATABASE`. Shown
/// without user and password.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// The path of the file.
    Sqlite(PathBuf),
    /// As libpq reads it (PostgreSQL manual 34.1.1.2), with one host, on this machine.
    Postgres(String),
}

/// Why a URL does not name a database that this server would use.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotADatabase {
    /// Neither scheme.
    #[error("a database is named as sqlite://PATH or postgres://USER:PASSWORD@HOST/DATABASE")]
    Scheme,
    /// No path, or SQLite's name for a database in memory, which would be lost.
    #[error(
        "sqlite:// is followed by the path of a file, such as sqlite:///var/lib/fluister/fluister.sqlite"
    )]
    Path,
    /// Not this machine. Such a connection would carry the password and all letters in the clear.
    #[error(
        "this build speaks no TLS, so it reaches PostgreSQL only on this machine: give localhost, 127.0.0.1, [::1] or a \
         socket's directory (postgres:///DATABASE?host=/run/postgresql) as its one host"
    )]
    Remote,
    /// A setting by which libpq would connect elsewhere than the URL says.
    #[error("{0} could lead the connection to another machine: leave it out")]
    Redirected(&'static str),
}

/// What a URL must not set (nor the environment), since each can name another host than the URL's own.
const REDIRECTS: [(&str, &str); 2] = [("hostaddr", "PGHOSTADDR"), ("service", "PGSERVICE")];

impl FromStr for DatabaseUrl {
    type Err = NotADatabase;

    fn from_str(text: &str) -> Result<Self, NotADatabase> {
        if let Some(path) = text.strip_prefix("sqlite://") {
            if path.is_empty() || path == ":memory:" || path.ends_with('/') {
                return Err(NotADatabase::Path);
            }
            return Ok(Self::Sqlite(PathBuf::from(path)));
        }
        let rest = text
            .strip_prefix("postgres://")
            .or_else(|| text.strip_prefix("postgresql://"))
            .ok_or(NotADatabase::Scheme)?;
        check_local(rest, |variable| std::env::var_os(variable).is_some())?;
        Ok(Self::Postgres(text.to_owned()))
    }
}

/// Refuses what would leave this machine. `rest` is what follows the scheme.
fn check_local(rest: &str, is_set: impl Fn(&str) -> bool) -> Result<(), NotADatabase> {
    let (place, parameters) = rest.split_once('?').unwrap_or((rest, ""));
    let mut hosts = vec![host_of(place)];
    for parameter in parameters.split('&') {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let name = decode(name);
        if let Some((redirect, _)) = REDIRECTS.iter().find(|(redirect, _)| *redirect == name) {
            return Err(NotADatabase::Redirected(redirect));
        }
        if name == "host" {
            hosts.push(decode(value));
        }
    }
    if let Some((_, variable)) = REDIRECTS.iter().find(|(_, variable)| is_set(variable)) {
        return Err(NotADatabase::Redirected(variable));
    }
    hosts.retain(|host| !host.is_empty());
    // with no host named libpq would ask the environment
    if !hosts.is_empty() && hosts.iter().all(|host| is_local(host)) {
        Ok(())
    } else {
        Err(NotADatabase::Remote)
    }
}

/// `[USER[:PASSWORD]@][HOST[:PORT]][/DATABASE]` → the host.
fn host_of(place: &str) -> String {
    let authority = place.split('/').next().unwrap_or_default();
    let host_and_port = authority.rsplit('@').next().unwrap_or_default();
    let host = match host_and_port.strip_prefix('[') {
        Some(six) => six.split(']').next(),
        None => host_and_port.split(':').next(),
    };
    decode(host.unwrap_or_default())
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// A socket's directory, the name that is this machine by RFC 6761 §6.3, or a loopback address. A list of hosts is none.
fn is_local(host: &str) -> bool {
    host.starts_with('/') && !host.contains(',')
        || host.eq_ignore_ascii_case("localhost")
        || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl std::fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite://{}", path.display()),
            Self::Postgres(url) => {
                let place = url.split_once("://").map_or("", |(_, rest)| rest);
                let place = place.split('?').next().unwrap_or_default();
                let place = place.rsplit_once('@').map_or(place, |(_, place)| place);
                write!(f, "postgres://{place}")
            }
        }
    }
}

impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn postgres(rest: &str) -> Result<(), NotADatabase> {
        check_local(rest, |_| false)
    }

    #[test]
    fn a_url_names_a_file_or_this_machine() {
        assert_eq!("sqlite://a/b".parse(), Ok(DatabaseUrl::Sqlite("a/b".into())));
        assert_eq!("sqlite:///a/b".parse(), Ok(DatabaseUrl::Sqlite("/a/b".into())));
        for (text, error) in [
            ("a.sqlite", NotADatabase::Scheme),
            ("mysql://localhost/x", NotADatabase::Scheme),
            ("sqlite://", NotADatabase::Path),
            ("sqlite://:memory:", NotADatabase::Path),
            ("sqlite://a/", NotADatabase::Path),
        ] {
            assert_eq!(text.parse::<DatabaseUrl>(), Err(error), "{text}");
        }
        for rest in [
            "localhost/x",
            "LOCALHOST:5433/x",
            "a:b@127.0.0.1:5432/x",
            "a:p%40ss@127.9.9.9",
            "[::1]:5432/x",
            "/x?host=/run/postgresql",
            "%2Frun%2Fpostgresql/x",
            "/x?host=%2Frun&sslmode=disable",
        ] {
            assert_eq!(postgres(rest), Ok(()), "{rest}");
        }
    }

    #[test]
    fn another_machine_is_refused() {
        for rest in [
            "",
            "/x",
            "db.example/x",
            "a:localhost@db.example/x",
            "10.0.0.1/x",
            "[2001:db8::1]/x",
            "localhost,db.example/x",
            "localhost/x?host=db.example",
            "localhost/x?%68ost=db.example",
            "/x?host=/run,db.example",
            "localhost@db.example",
        ] {
            assert_eq!(postgres(rest), Err(NotADatabase::Remote), "{rest}");
        }
        for (rest, by) in
            [("localhost/x?hostaddr=10.0.0.1", "hostaddr"), ("localhost/x?a=b&servic%65=far", "service")]
        {
            assert_eq!(postgres(rest), Err(NotADatabase::Redirected(by)), "{rest}");
        }
        assert_eq!(
            check_local("localhost/x", |variable| variable == "PGHOSTADDR"),
            Err(NotADatabase::Redirected("PGHOSTADDR"))
        );
    }

    #[test]
    fn no_password_is_shown() {
        let url: DatabaseUrl =
            "postgres://anna:hunter2@localhost:5433/fluister?password=hunter2".parse().unwrap();
        assert_eq!(
            format!("{url} {url:?}"),
            "postgres://localhost:5433/fluister postgres://localhost:5433/fluister"
        );
    }
}
