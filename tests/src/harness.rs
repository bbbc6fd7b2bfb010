//! A real server for a test, on SQLite: in this process with a clock that the test moves, or as the real command.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::thread::JoinHandle;

use actix_web::web::Data;
use diesel::RunQueryDsl as _;
use diesel::dsl::sql;
use diesel::sql_types::BigInt;
use fluister_protocol::day::Day;
use fluister_protocol::encoding;
use fluister_server::clock::{Clock, ClockHandle};
use fluister_server::config::{Config, Settings};
use fluister_server::running::{self, Services};
use fluister_server::state::State;
use fluister_server::store::{Connection, StoreError};
use fluister_server::{sweep, wipe};
use tempfile::TempDir;
use tokio::sync::oneshot;

use crate::http::Request;

/// Noon of the day on which in-process servers begin: 2026-11-22.
pub const NOON: u64 = 20_779 * 86_400 + 43_200;

/// A server in this process.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// Moves its time.
    pub clock: ClockHandle,
    /// What its handlers work with, the store among it.
    pub state: Data<State>,
    /// All that its handlers are given.
    pub services: Services,
    /// Its database's file; empty for PostgreSQL.
    pub database: PathBuf,
    runtime: tokio::runtime::Runtime,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
    _directory: TempDir,
}

/// A server with default settings.
pub fn server() -> Server {
    server_with("")
}

/// A server with settings as in its file.
pub fn server_with(settings: &str) -> Server {
    server_at(NOON, settings)
}

/// A server whose time begins at `now` (Unix seconds).
pub fn server_at(now: u64, settings: &str) -> Server {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let database = directory.path().join("fluister.sqlite");
    start_here(directory, &format!("sqlite://{}", database.display()), now, settings)
}

/// The same on a database that is there, such as PostgreSQL's.
pub fn server_on(database: &str, now: u64, settings: &str) -> Server {
    start_here(tempfile::tempdir().expect("a temporary directory"), database, now, settings)
}

fn start_here(directory: TempDir, database: &str, now: u64, settings: &str) -> Server {
    let text = format!("database = '{database}'\nlisten = '127.0.0.1:0'\nworkers = 2\n{settings}");
    let database = PathBuf::from(database.strip_prefix("sqlite://").unwrap_or_default());
    let config: Config = Settings::from_toml(&text).and_then(Settings::resolve).expect("settings");
    let (clock, handle) = Clock::fixed(now);
    let (stop, stopped) = oneshot::channel();
    let (started, running) = std::sync::mpsc::channel();
    let thread = std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let server = running::start(config, clock).await.expect("the server starts");
            started.send((server.address, server.services.clone())).expect("the test waits");
            let _ = server
                .until(async {
                    let _ = stopped.await;
                })
                .await;
        });
    });
    let (address, services) = running.recv().expect("the server has started");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    Server {
        address,
        clock: handle,
        state: services.state.clone(),
        services,
        database,
        runtime,
        stop: Some(stop),
        thread: Some(thread),
        _directory: directory,
    }
}

impl Server {
    /// A request, to be built and sent.
    pub fn request(&self, method: &'static str, path: impl Into<String>) -> Request {
        Request::new(self.address, method, path)
    }

    /// Its origin.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The day it believes to have.
    pub fn today(&self) -> Day {
        self.state.today()
    }

    /// Runs a transaction past the server's HTTP.
    pub fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        self.runtime.block_on(self.state.store.write("test", job)).expect("the test's transaction")
    }

    /// A fresh admission token for a slug.
    pub fn admit(&self, slug: &str) -> String {
        let token: [u8; 32] = fluister_protocol::random::bytes(&mut fluister_protocol::random::system());
        let (hash, slug, today) = (wipe::sha256(&token), slug.to_owned(), self.today());
        self.write(move |c| fluister_server::store::admissions::add(c, hash, &slug, today));
        encoding::encode(&token)
    }

    /// Moves the clock past the open release's end, and lets the server close it.
    pub fn close_release(&self) {
        self.clock.advance(self.state.store.options().release_interval.as_secs());
        self.tend();
    }

    /// Lets the server do what is due: close releases, sweep.
    pub fn tend(&self) {
        let (store, clock) = (&self.state.store, &self.state.clock);
        self.runtime.block_on(sweep::believe(store, clock)).expect("the operator's word");
        self.runtime.block_on(sweep::tend(store, clock)).expect("the sweeper's look");
    }

    /// Lets the server tell those advisers who are due, and waits until it has.
    pub fn tell(&self) {
        self.runtime.block_on(self.services.notifier.look()).expect("the notifier's look");
    }

    /// Everything that is stored, as counts: rows of each table, and admissions used.
    pub fn stored(&self) -> Vec<i64> {
        const COUNTS: [&str; 18] = [
            "(SELECT count(*) FROM admissions)",
            "(SELECT COALESCE(sum(used), 0) FROM admissions)",
            "(SELECT count(*) FROM organisations)",
            "(SELECT count(*) FROM directories)",
            "(SELECT COALESCE(sum(serial), 0) FROM statements)",
            "(SELECT COALESCE(sum(counter), 0) FROM heartbeats)",
            "(SELECT count(*) FROM files)",
            "(SELECT count(*) FROM letters)",
            "(SELECT COALESCE(sum(letters), 0) FROM counts)",
            "(SELECT count(*) FROM chunks)",
            "(SELECT CAST(COALESCE(sum(chunks), 0) AS BIGINT) FROM chunk_counts)",
            "(SELECT count(*) FROM vault_records)",
            "(SELECT COALESCE(sum(version), 0) FROM vault_records)",
            "(SELECT count(*) + COALESCE(sum(bytes), 0) FROM vaults)",
            "(SELECT COALESCE(sum(version), 0) FROM wraps)",
            "(SELECT count(*) FROM spent)",
            "(SELECT count(*) FROM sessions)",
            "(SELECT count(*) FROM notifications)",
        ];
        self.write(|c| {
            COUNTS.iter().map(|count| Ok(diesel::select(sql::<BigInt>(count)).get_result(c)?)).collect()
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The real command, unless `FLUISTER_SERVER` names one that is to be tested, such as a release.
pub fn binary() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| match std::env::var_os("FLUISTER_SERVER") {
        Some(program) => PathBuf::from(program),
        None => built("fluister-server", "fluister-server"),
    })
}

/// Where a program is that was built apart from the workspace, as it is shipped, the server without the protocol's
/// `seal`: in the folder that `FLUISTER_PROGRAMS` names, or else it is built now.
pub fn built(package: &str, program: &str) -> PathBuf {
    let Some(folder) = std::env::var_os("FLUISTER_PROGRAMS") else { return build(package, program) };
    let path = Path::new(&folder).join(program);
    assert!(path.is_file(), "{} is not there", path.display());
    path
}

fn build(package: &str, program: &str) -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    // What cargo says of this test would make build scripts believe that something has changed.
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|start| text.starts_with(start)) {
            command.env_remove(&name);
        }
    }
    let built = command
        .args(["build", "--quiet", "--package", package, "--bin", program])
        .args(["--message-format", "json-render-diagnostics"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .stderr(Stdio::inherit())
        .output()
        .expect("cargo runs");
    assert!(built.status.success(), "{program} builds");
    String::from_utf8(built.stdout)
        .expect("cargo writes JSON")
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
        .expect("cargo says where the program is")
}

/// The real command, running.
pub struct Process {
    /// Where it listens.
    pub address: SocketAddr,
    /// The operator's port.
    pub operator: SocketAddr,
    /// Its URL of the database.
    pub database: String,
    child: Child,
    /// All of standard output but the lines read at the start.
    stdout: BufReader<std::process::ChildStdout>,
    log: PathBuf,
    directory: TempDir,
}

/// Starts the real command with these arguments beside listening and a database of its own.
pub fn process(arguments: &[&str]) -> Process {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let database = format!("sqlite://{}", directory.path().join("fluister.sqlite").display());
    start(directory, &[], database, arguments)
}

/// The same on a database that is there.
pub fn process_on(database: &str, arguments: &[&str]) -> Process {
    process_under(&[], database, arguments)
}

/// The same as the last arguments of another command, which must become the server or pass its output on.
pub fn process_under(command: &[&str], database: &str, arguments: &[&str]) -> Process {
    let directory = tempfile::tempdir().expect("a temporary directory");
    start(directory, command, database.to_owned(), arguments)
}

impl Process {
    /// Starts another one on this one's database.
    pub fn another(&self) -> Self {
        process_on(&self.database, &[])
    }
}

fn start(directory: TempDir, command: &[&str], database: String, arguments: &[&str]) -> Process {
    let log = directory.path().join("log");
    let mut command = match command {
        [] => Command::new(binary()),
        [program, rest @ ..] => {
            let mut command = Command::new(program);
            command.args(rest).arg(binary());
            command
        }
    };
    let mut child = command
        .args(["serve", "--listen", "127.0.0.1:0", "--operator-listen", "127.0.0.1:0"])
        .args(["--database", &database, "--log", "debug"])
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(std::fs::File::create(&log).expect("a file for the log"))
        .spawn()
        .expect("the server starts");
    let mut stdout = BufReader::new(child.stdout.take().expect("its output"));
    let mut line = |start: &str| {
        let mut line = String::new();
        stdout.read_line(&mut line).expect("a line of its output");
        let address = line.trim().strip_prefix(start).and_then(|address| address.parse().ok());
        address.unwrap_or_else(|| {
            let said = std::fs::read_to_string(&log).unwrap_or_default();
            panic!("no line '{start}' but {line:?}; it said: {said}")
        })
    };
    let address = line("listening on http://");
    let operator = line("for the operator on http://");
    Process { address, operator, database, child, stdout, log, directory }
}

impl Process {
    /// A request, to be built and sent.
    pub fn request(&self, method: &'static str, path: impl Into<String>) -> Request {
        Request::new(self.address, method, path)
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Where its files are.
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// What it has logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).expect("the log")
    }

    /// A fresh admission token, from the real command.
    pub fn admit(&self, slug: &str) -> String {
        let run = Command::new(binary())
            .args(["admit", slug, "--database", &self.database])
            .output()
            .expect("admit runs");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        String::from_utf8(run.stdout).expect("a token").trim_end().to_owned()
    }

    /// Sends a signal, such as `TERM`.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.id().to_string()]).status();
        assert!(sent.expect("kill runs").success());
    }

    /// Kills it without ado, and waits until it is gone.
    pub fn kill(&mut self) {
        self.child.kill().expect("it is there");
        self.child.wait().expect("its end");
    }

    /// Runs another subcommand of the real command on its database.
    pub fn operate(&self, arguments: &[&str]) -> Output {
        operate(&self.database, arguments)
    }

    /// Waits for its end: whether it succeeded, and what else it printed.
    pub fn wait(&mut self) -> (bool, String) {
        let mut rest = String::new();
        self.stdout.read_to_string(&mut rest).expect("its output");
        (self.child.wait().expect("its end").success(), rest)
    }
}

/// Runs a subcommand of the real command on a database.
pub fn operate(database: &str, arguments: &[&str]) -> Output {
    Command::new(binary()).args(arguments).args(["--database", database]).output().expect("the command runs")
}

/// Fails the test where a database is not whole.
#[track_caller]
pub fn assert_whole(database: &str) {
    let check = operate(database, &["check"]);
    let said =
        format!("{}{}", String::from_utf8_lossy(&check.stdout), String::from_utf8_lossy(&check.stderr));
    assert!(check.status.success() && said.starts_with("whole: "), "{said}");
}

impl Drop for Process {
    fn drop(&mut self) {
        // already gone where the test has waited for its end
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
