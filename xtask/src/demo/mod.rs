//! `cargo xtask demo`: a server with an organisation and two advisers, to try everything out on.

mod event;
mod guide;
mod people;
mod server;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::{fs, thread};

use clap::Args;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use self::event::Event;
use self::people::People;
use self::server::Server;
use crate::failure::Failure;
use crate::shell::Shell;

/// What `cargo xtask demo` takes.
#[derive(Args)]
pub struct Options {
    /// Where the server listens [default: 127.0.0.1:8080, or a free port where that is taken]
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,
    /// Keep the demo's files here, in a new or empty directory [default: a temporary one, removed at the end]
    #[arg(long, value_name = "DIRECTORY")]
    directory: Option<PathBuf>,
    /// Seconds until advisers can fetch what arrived (an hour on a real server)
    #[arg(long, value_name = "SECONDS", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    release_interval: u32,
}

/// Sets it all up, says what to do next, and stays until Ctrl-C.
pub fn run(shell: &Shell, options: &Options) -> Result<(), Failure> {
    let address = address(options.listen)?;
    let directory = Directory::new(options.directory.as_deref())?;

    step(1, "building the server");
    shell.run(&mut shell.cargo("build -p fluister-server --bin fluister-server"))?;
    step(2, "building the command line");
    shell.run(&mut shell.cargo("build -p fluister-client --bin fluister"))?;

    step(3, "starting the server");
    let (sender, events) = channel();
    watch_signals(sender.clone())?;
    let server = Server::start(shell, address, directory.path(), options.release_interval, sender)?;
    let outcome = set_up_and_stay(shell, &server, &events, directory.path(), options.release_interval);
    eprintln!("\nstopping the server");
    let stopped = server.stop(&events);
    if let Directory::Kept(path) = &directory {
        eprintln!("the demo's files are kept in {}", path.display());
    }
    outcome.and(stopped)
}

fn set_up_and_stay(
    shell: &Shell,
    server: &Server,
    events: &Receiver<Event>,
    directory: &Path,
    interval: u32,
) -> Result<(), Failure> {
    let url = match events.recv() {
        Ok(Event::Listening(url)) => url,
        Ok(Event::Stop) => return Ok(()),
        Ok(Event::Ended) | Err(_) => return Err(server.failure("the server ended before it listened")),
    };
    eprintln!("    it listens on {url}");
    step(4, "founding an organisation");
    let people = People::new(shell, directory);
    let link = people.found_organisation(&server.admit(shell, "demo")?, &url)?;
    step(5, "appointing two advisers, Sam and Robin");
    let key_code = people.appoint_advisers(&link)?;
    let admission = server.admit(shell, guide::OWN)?;
    guide::print(&guide::Demo {
        programs: shell.built(""),
        directory,
        url: &url,
        link: &link,
        key_code: &key_code,
        admission: admission.trim(),
        interval,
        proxied: guide::proxied(),
    })
    .map_err(|source| Failure::System { doing: "cannot print", source })?;
    loop {
        match events.recv() {
            Ok(Event::Listening(_)) => {}
            Ok(Event::Stop) => return Ok(()),
            Ok(Event::Ended) | Err(_) => return Err(server.failure("the server ended by itself")),
        }
    }
}

/// The address asked for, if it is free; without one 8080, or else any free port.
fn address(asked: Option<SocketAddr>) -> Result<SocketAddr, Failure> {
    let usual = SocketAddr::from((Ipv4Addr::LOCALHOST, 8080));
    let address = asked.unwrap_or(usual);
    match (TcpListener::bind(address), asked) {
        (Ok(_), _) => Ok(address),
        (Err(_), None) => Ok(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))),
        (Err(source), Some(_)) => Err(Failure::Listen { address, source }),
    }
}

/// Where the demo's files lie.
enum Directory {
    /// Removed when dropped.
    Temporary(tempfile::TempDir),
    /// The person's own.
    Kept(PathBuf),
}

impl Directory {
    fn new(asked: Option<&Path>) -> Result<Self, Failure> {
        let Some(asked) = asked else {
            let made = tempfile::Builder::new().prefix("fluister-demo-").tempdir();
            return made
                .map(Self::Temporary)
                .map_err(|source| Failure::System { doing: "cannot make a temporary directory", source });
        };
        let wrong = |doing| move |source| Failure::File { doing, path: asked.to_owned(), source };
        fs::create_dir_all(asked).map_err(wrong("cannot make"))?;
        let path = asked.canonicalize().map_err(wrong("cannot use"))?;
        if fs::read_dir(&path).map_err(wrong("cannot use"))?.next().is_some() {
            return Err(Failure::Occupied(path));
        }
        Ok(Self::Kept(path))
    }

    fn path(&self) -> &Path {
        match self {
            Self::Temporary(directory) => directory.path(),
            Self::Kept(path) => path,
        }
    }
}

fn watch_signals(sender: Sender<Event>) -> Result<(), Failure> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])
        .map_err(|source| Failure::System { doing: "cannot watch for Ctrl-C", source })?;
    thread::spawn(move || {
        for _ in signals.forever() {
            if sender.send(Event::Stop).is_err() {
                break;
            }
        }
    });
    Ok(())
}

fn step(number: u8, what: &str) {
    eprintln!("[{number}/5] {what}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_refused_when_it_was_asked_for() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let failure = address(Some(taken.local_addr().unwrap())).unwrap_err();
        assert!(failure.to_string().contains("--listen"), "{failure}");
    }

    #[test]
    fn a_directory_that_holds_something_is_refused() {
        let holder = tempfile::tempdir().unwrap();
        assert!(Directory::new(Some(&holder.path().join("new"))).is_ok());
        assert!(matches!(Directory::new(Some(holder.path())), Err(Failure::Occupied(_))));
    }

    #[test]
    fn the_temporary_directory_goes_away() {
        let directory = Directory::new(None).unwrap();
        let path = directory.path().to_owned();
        assert!(path.is_dir());
        drop(directory);
        assert!(!path.exists());
    }
}
