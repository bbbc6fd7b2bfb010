//! A PostgreSQL of a test's own, from the machine's binaries: started on first use, shared by the tests of one process
//! that run at the same time, gone with the last of them.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak, mpsc};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use fluister_server::store::DatabaseUrl;
use rustix::process::{Pid, Signal};

static SHARED: Mutex<Weak<Server>> = Mutex::new(Weak::new());

/// A running server in a temporary directory; listens on a socket there and nowhere else.
pub struct Server {
    process: Mutex<Child>,
    user: Option<User>,
    binaries: PathBuf,
    data: PathBuf,
    socket: PathBuf,
    databases: AtomicU32,
    // last, for it is removed when all else is done
    _directory: tempfile::TempDir,
}

/// An empty database, and the server that it lives on.
pub struct Database {
    /// For [`fluister_server::store::Store::open`].
    pub url: DatabaseUrl,
    /// The same, for libpq.
    pub libpq: String,
    server: Arc<Server>,
}

/// PostgreSQL refuses to run as root, so then as this user.
#[derive(Clone, Copy)]
struct User {
    uid: u32,
    gid: u32,
}

impl Database {
    /// A new one.
    ///
    /// # Panics
    /// Where the machine has no PostgreSQL, saying how to get it.
    pub fn create() -> Self {
        Self::on({
            let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
            shared.upgrade().unwrap_or_else(|| {
                let server = Arc::new(Server::start());
                *shared = Arc::downgrade(&server);
                server
            })
        })
    }

    /// A new one on a server that no other test uses, so that it can be stopped and killed.
    ///
    /// # Panics
    /// As [`Database::create`].
    pub fn alone() -> Self {
        Self::on(Arc::new(Server::start()))
    }

    fn on(server: Arc<Server>) -> Self {
        let name = format!("test{}", server.databases.fetch_add(1, Ordering::SeqCst));
        let mut c =
            PgConnection::establish(&server.url("postgres")).expect("connecting to the test's PostgreSQL");
        c.batch_execute(&format!("CREATE DATABASE {name}")).expect("creating a database");
        let libpq = server.url(&name);
        Self { url: libpq.parse().expect("a socket's URL is of this machine"), libpq, server }
    }

    /// Ends all connections to this database, as a server that is started anew would.
    ///
    /// # Panics
    /// Where that fails.
    pub fn end_connections(&self) {
        let mut c = PgConnection::establish(&self.libpq).expect("connecting to the test's PostgreSQL");
        c.batch_execute(
            "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity \
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        .expect("ending connections");
    }

    /// A copy of this database under another name, while nobody uses it; as libpq names it.
    pub fn copied(&self, name: &str) -> String {
        let mut c = PgConnection::establish(&self.server.url("postgres")).expect("connecting");
        let template = self.libpq.split(['/', '?']).nth(3).expect("the database's name");
        c.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}")).expect("a copy");
        self.server.url(name)
    }

    /// Lets nobody write, or everybody again; whoever is connected has to connect anew.
    pub fn read_only(&self, is_read_only: bool) {
        let mut c = PgConnection::establish(&self.server.url("postgres")).expect("connecting");
        let name = self.libpq.split(['/', '?']).nth(3).expect("the database's name");
        let set = if is_read_only { "SET default_transaction_read_only = on" } else { "RESET ALL" };
        c.batch_execute(&format!("ALTER DATABASE {name} {set}")).expect("a setting");
        self.end_connections();
    }

    /// An empty database on the same server, as libpq names it.
    pub fn empty(&self, name: &str) -> String {
        let mut c = PgConnection::establish(&self.server.url("postgres")).expect("connecting");
        c.batch_execute(&format!("CREATE DATABASE {name}")).expect("a database");
        self.server.url(name)
    }

    /// Kills all of the server's processes at once, as a machine that crashes would. For [`Database::alone`].
    pub fn kill(&self) {
        let mut process = self.server.process.lock().unwrap_or_else(PoisonError::into_inner);
        let id = process.id();
        let children =
            std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).expect("its children");
        let children: Vec<u32> = children.split_whitespace().map(|id| id.parse().expect("an id")).collect();
        // first the one that would start others
        for id in std::iter::once(&id).chain(&children) {
            // a connection's process may be gone by now
            let _ = signal(*id, Signal::KILL);
        }
        process.wait().expect("its end");
        while children.iter().any(|id| is_running(*id)) {
            std::thread::yield_now();
        }
    }

    /// Stops the server in good order; its clients are told. For [`Database::alone`].
    ///
    /// # Panics
    /// Where that fails.
    pub fn stop(&self) {
        assert!(self.server.pg_ctl_stop("fast"), "PostgreSQL stops");
        self.server.process.lock().unwrap_or_else(PoisonError::into_inner).wait().expect("its end");
    }

    /// Starts the server after [`Database::kill`] or [`Database::stop`].
    ///
    /// # Panics
    /// Where it does not start.
    pub fn start(&self) {
        let server = &self.server;
        *server.process.lock().unwrap_or_else(PoisonError::into_inner) =
            run(&server.binaries, server.user, &server.socket, &server.data);
    }

    /// A program of PostgreSQL's, as a user who may connect, in the server's directory.
    pub fn program(&self, name: &str) -> Command {
        let beside = self.server.binaries.join(name);
        // a client's program may lie elsewhere than the server's
        let program = if beside.exists() { beside } else { PathBuf::from(name) };
        command(&program, self.server.user, &self.server.socket)
    }

    /// The id of the server's first process, which starts all others.
    pub fn process(&self) -> u32 {
        self.server.process.lock().unwrap_or_else(PoisonError::into_inner).id()
    }

    /// The directory where the server keeps its files.
    pub fn files(&self) -> &Path {
        &self.server.data
    }
}

impl Server {
    fn start() -> Self {
        let binaries = binaries();
        let user = other_user();
        let directory = tempfile::tempdir().expect("a temporary directory");
        if let Some(user) = user {
            std::os::unix::fs::chown(directory.path(), Some(user.uid), Some(user.gid)).expect("chown");
        }
        let data = directory.path().join("data");
        let initdb = command(&binaries.join("initdb"), user, directory.path())
            .args(["--no-sync", "--auth=trust", "--username=fluister", "--encoding=UTF8", "--locale=C", "-D"])
            .arg(&data)
            .output()
            .expect("running initdb");
        assert!(initdb.status.success(), "initdb: {}", String::from_utf8_lossy(&initdb.stderr));
        let process = run(&binaries, user, directory.path(), &data);
        Self {
            process: Mutex::new(process),
            user,
            binaries,
            data,
            socket: directory.path().to_owned(),
            databases: AtomicU32::new(0),
            _directory: directory,
        }
    }

    fn url(&self, database: &str) -> String {
        format!("postgres:///{database}?host={}&user=fluister", self.socket.display())
    }
}

impl Server {
    fn pg_ctl_stop(&self, mode: &str) -> bool {
        let stopped = command(&self.binaries.join("pg_ctl"), self.user, &self.socket)
            .args(["stop", "--mode", mode, "-D"])
            .arg(&self.data)
            .output();
        stopped.is_ok_and(|output| output.status.success())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // without ado, and with all its processes
        let stopped = self.pg_ctl_stop("immediate");
        let process = self.process.get_mut().unwrap_or_else(PoisonError::into_inner);
        if !stopped {
            let _ = process.kill();
        }
        let _ = process.wait();
    }
}

/// Runs it until it takes connections.
fn run(binaries: &Path, user: Option<User>, directory: &Path, data: &Path) -> Child {
    let mut process = command(&binaries.join("postgres"), user, directory)
        .arg("-D")
        .arg(data)
        .arg("-k")
        .arg(directory)
        .args(["-c", "listen_addresses=", "-c", "max_connections=200", "-c", "autovacuum=off"])
        .stderr(Stdio::piped())
        .spawn()
        .expect("running postgres");
    wait_until_ready(&mut process);
    process
}

/// Sends a signal to a process.
///
/// # Errors
/// Where there is none.
pub fn signal(id: u32, signal: Signal) -> rustix::io::Result<()> {
    let id = Pid::from_raw(id.cast_signed()).expect("a process's id");
    rustix::process::kill_process(id, signal)
}

/// Whether a process is there, and more than a name that nobody has asked for yet.
fn is_running(id: u32) -> bool {
    let state = std::fs::read_to_string(format!("/proc/{id}/stat"));
    state.is_ok_and(|state| !state.rsplit(") ").next().unwrap_or_default().starts_with('Z'))
}

/// Reads the log until it says so, then on to the end, lest the server wait for a reader.
fn wait_until_ready(process: &mut Child) {
    let log = BufReader::new(process.stderr.take().expect("stderr is piped"));
    let (say, heard) = mpsc::channel();
    std::thread::spawn(move || {
        let mut before = String::new();
        for line in log.lines().map_while(Result::ok) {
            if line.contains("ready to accept connections") {
                let _ = say.send(Ok(()));
            }
            before = format!("{before}\n{line}");
        }
        let _ = say.send(Err(before));
    });
    match heard.recv() {
        Ok(Ok(())) => {}
        Ok(Err(log)) => panic!("PostgreSQL did not start:{log}"),
        Err(_) => panic!("PostgreSQL did not start"),
    }
}

fn command(program: &Path, user: Option<User>, directory: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(directory).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    // the test's own machine may set these for another server
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("PG")) {
        command.env_remove(name);
    }
    if let Some(user) = user {
        command.uid(user.uid).gid(user.gid);
    }
    command
}

fn binaries() -> PathBuf {
    let mut places = vec![PathBuf::from("/usr/local/bin"), PathBuf::from("/usr/bin")];
    if let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") {
        let mut versions: Vec<_> =
            versions.filter_map(Result::ok).map(|version| version.path().join("bin")).collect();
        versions.sort();
        places.extend(versions.into_iter().rev());
    }
    places
        .into_iter()
        .find(|place| ["initdb", "postgres", "pg_ctl"].iter().all(|program| place.join(program).exists()))
        .expect("this machine has no PostgreSQL (initdb, postgres, pg_ctl): `cargo xtask test --install` installs it")
}

fn other_user() -> Option<User> {
    if id(&["-u"]) != 0 {
        return None;
    }
    Some(User { uid: id(&["-u", "postgres"]), gid: id(&["-g", "postgres"]) })
}

fn id(arguments: &[&str]) -> u32 {
    let output = Command::new("id").args(arguments).output().expect("running id");
    String::from_utf8_lossy(&output.stdout).trim().parse().expect(
        "the user postgres, whom PostgreSQL's package makes: `cargo xtask test --install` installs it",
    )
}
