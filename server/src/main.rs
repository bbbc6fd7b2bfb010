//! The command `fluister-server`.

use std::alloc::System;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use actix_web::rt::signal::unix::{SignalKind, signal};
use clap::{Parser, Subcommand};
use fluister_protocol::directory::is_slug;
use fluister_protocol::encoding;
use fluister_server::clock::Clock;
use fluister_server::config::{Config, ConfigError, LogLevel, Settings};
use fluister_server::running::{self, RunError};
use fluister_server::store::backup::BackupError;
use fluister_server::store::{NotThere, Store, StoreError, StoreOptions, admissions};
use fluister_server::{openapi, stateless_token, store, sweep, web, wipe};
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use zeroize::Zeroizing;
use zeroizing_alloc::ZeroAlloc;

/// Memory is wiped as it is freed: no token outlives its request.
#[global_allocator]
static WIPING: ZeroAlloc<System> = ZeroAlloc(System);

/// A box of identical sealed letters.
///
/// People who report to an organisation's advisers post letters here, and advisers fetch them; this server cannot open
/// one, and does not know who wrote it or for whom it is.
#[derive(Parser)]
#[command(
    version,
    after_help = "Begin with:\n  \
    fluister-server serve --database sqlite:///var/lib/fluister/fluister.sqlite\n  \
    fluister-server admit acme --database sqlite:///var/lib/fluister/fluister.sqlite\n\n\
    Settings come from flags, then the environment (FLUISTER_…), then the file that --config names, then defaults."
)]
struct Command {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Answer requests, until told to stop (SIGTERM or Ctrl-C)
    ///
    /// Prints one line, 'listening on http://ADDRESS', once it does. Put a proxy with TLS or an onion service before it,
    /// and name the addresses by which clients reach it with --origin.
    Serve(Box<Arguments>),
    /// Print an admission token, good for founding one organisation
    ///
    /// Hand it to the organisation over a safe channel: whoever has it may take the name. The database keeps only its
    /// hash. The server may be running or not, but must have made the database.
    Admit {
        /// The organisation's name in addresses: 1 to 63 of a-z, 0-9 and '-', such as acme, and none of the server's own
        /// addresses, such as help
        slug: String,
        #[command(flatten)]
        arguments: DatabaseArguments,
    },
    /// Say that the clock is right after a leap, so that what is past its time is deleted again
    ///
    /// A server that finds the clock more than three days ahead of what its database last saw (it was off for long, the database
    /// is a restored copy, or the clock is wrong) works as before, but deletes nothing for its age, and says so in its log.
    /// Look whether the clock is right, then give this command: the server's next look at the clock, within 15 seconds
    /// or at its next start, deletes what is past its time. The server may be running or not.
    Sweep {
        /// The clock is right: believe it
        #[arg(long, required = true)]
        after_clock_change: bool,
        #[command(flatten)]
        arguments: DatabaseArguments,
    },
    /// Verify a database: signatures, hashes, sizes, the directories' log; name each damage
    ///
    /// Prints a line for each damage (TABLE ID: WHAT), or that the database is whole, and what was looked at. Reads
    /// everything, writes nothing; the server may be running or not. What was changed inside a sealed letter only
    /// whoever can open it would notice. On PostgreSQL look at a quiet hour: the server's daily rewrite waits for it.
    ///
    /// Status: 0 whole, 1 damaged, 2 a mistake on the command line, 3 it could not be looked at.
    Check {
        /// Print one JSON object instead: whole, damages (table, id, what), rows by table
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        arguments: DatabaseArguments,
    },
    /// Copy a SQLite database, running or not, into a new file
    ///
    /// The copy holds the database as it was at one moment, nothing deleted, and nothing that tells an order of
    /// arrival. It is written next to its name first, so that whatever has the name is whole. Nothing is overwritten.
    /// PostgreSQL is copied by pg_dump.
    Backup {
        /// The copy, which must not exist yet; for this user only (0600)
        #[arg(long, value_name = "FILE")]
        output: PathBuf,
        #[command(flatten)]
        arguments: DatabaseArguments,
    },
    /// Print the API's description (OpenAPI 3.1, JSON)
    Openapi,
}

#[derive(clap::Args)]
struct Arguments {
    /// A TOML file with settings, named as these flags with '_' for '-'
    #[arg(long, env = "FLUISTER_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
}

#[derive(clap::Args)]
struct DatabaseArguments {
    /// A TOML file with settings
    #[arg(long, env = "FLUISTER_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// Where letters are kept: sqlite://PATH, or postgres://USER@HOST/NAME
    #[arg(long, env = "FLUISTER_DATABASE", value_name = "URL", hide_env_values = true)]
    database: Option<String>,
}

impl DatabaseArguments {
    fn resolve(self) -> Result<Config, ConfigError> {
        let settings = Settings { database: self.database, ..Settings::default() };
        settings.or(Settings::from_file(self.config.as_deref())?).resolve()
    }
}

#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    NotThere(#[from] NotThere),
    #[error(transparent)]
    Backup(#[from] BackupError),
    #[error(transparent)]
    Run(#[from] RunError),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error("an organisation's name is 1 to 63 of a-z, 0-9 and '-', neither first nor last a '-'")]
    Slug,
    #[error("{0} is an address of the server's own, and can't be an organisation's name; take another")]
    Reserved(String),
    #[error("the operating system gives no randomness")]
    Randomness,
    #[error("JSON cannot be written: {0}")]
    Json(#[from] serde_json::Error),
}

#[actix_web::main]
async fn main() -> ExitCode {
    // a panic's text may quote what it met: say where it was, and no more
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        eprintln!("fluister-server: a fault in the program, at {place}");
    }));
    let done = match Command::parse().what {
        What::Serve(arguments) => serve(arguments).await,
        What::Admit { slug, arguments } => admit(&slug, arguments).await,
        What::Sweep { after_clock_change: _, arguments } => believe_clock(arguments).await,
        What::Check { json, arguments } => return check(json, arguments),
        What::Backup { output, arguments } => back_up(&output, arguments),
        What::Openapi => describe(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("fluister-server: {failure}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(arguments: Box<Arguments>) -> Result<(), Failure> {
    let file = Settings::from_file(arguments.config.as_deref())?;
    let config = arguments.settings.or(file).resolve()?;
    log_to_stderr(config.log);
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let running = running::start(config, Clock::system()).await?;
    // programs that asked for port 0 read the port here
    println!("listening on http://{}", running.address);
    if let Some(operator) = running.operator {
        println!("for the operator on http://{operator}");
    }
    running
        .until(async {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        })
        .await?;
    Ok(())
}

async fn believe_clock(arguments: DatabaseArguments) -> Result<(), Failure> {
    let config = arguments.resolve()?;
    log_to_stderr(config.log);
    let options =
        StoreOptions { url: config.database, readers: 1, release_interval: config.release_interval };
    let (store, clock) = (Store::open_existing(&options)?, Clock::system());
    let leap = sweep::believe(&store, &clock).await?;
    store.close().await;
    match leap {
        Some(leap) => {
            tracing::warn!(today = %leap.today, seen = %leap.seen, "the clock is believed by the operator's word");
            println!("The clock is believed: {}. The database last saw {}.", leap.today, leap.seen);
        }
        None => println!("There was no leap: the clock is believed as it is."),
    }
    Ok(())
}

async fn admit(slug: &str, arguments: DatabaseArguments) -> Result<(), Failure> {
    if !is_slug(slug) {
        return Err(Failure::Slug);
    }
    if web::is_reserved(slug) {
        return Err(Failure::Reserved(slug.to_owned()));
    }
    let config = arguments.resolve()?;
    let options =
        StoreOptions { url: config.database, readers: 1, release_interval: config.release_interval };
    let (store, today) = (Store::open_existing(&options)?, Clock::system().today());
    let token = Zeroizing::new(stateless_token::fresh::<32>().map_err(|_| Failure::Randomness)?);
    let (hash, slug) = (wipe::sha256(&*token), slug.to_owned());
    store.write("admit", move |c| admissions::add(c, hash, &slug, today)).await?;
    store.close().await;
    println!("{}", *Zeroizing::new(encoding::encode(&*token)));
    Ok(())
}

/// Exit status of `check` where something is damaged.
const DAMAGED: u8 = 1;
/// Exit status of `check` where the database could not be read.
const NOT_LOOKED_AT: u8 = 3;

fn check(json: bool, arguments: DatabaseArguments) -> ExitCode {
    match look(json, arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(DAMAGED),
        Err(failure) => {
            eprintln!("fluister-server: {failure}");
            ExitCode::from(NOT_LOOKED_AT)
        }
    }
}

/// Checks a database and prints what was found; whether it is whole.
fn look(json: bool, arguments: DatabaseArguments) -> Result<bool, Failure> {
    let url = arguments.resolve()?.database;
    let mut damages = Vec::new();
    let checked = store::check::check(&url, &mut |damage| {
        if json {
            damages.push(damage);
        } else {
            println!("{damage}");
        }
    })?;
    let whole = checked.damages == 0;
    if json {
        let report = serde_json::json!({ "whole": whole, "damages": damages, "rows": checked.rows });
        println!("{}", serde_json::to_string(&report)?);
    } else if whole {
        let rows: Vec<String> = checked.rows.iter().map(|(table, rows)| format!("{table} {rows}")).collect();
        println!("whole: {}", rows.join(", "));
    }
    Ok(whole)
}

fn back_up(output: &Path, arguments: DatabaseArguments) -> Result<(), Failure> {
    Ok(store::backup::backup(&arguments.resolve()?.database, output)?)
}

fn describe() -> Result<(), Failure> {
    print!("{}", openapi::text()?);
    Ok(())
}

/// Only what this program says itself: its libraries' lines might quote requests.
fn log_to_stderr(level: LogLevel) {
    let level = match level {
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
    };
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        // a line's time would be a request's time
        .without_time();
    let own = Targets::new().with_target("fluister_server", level);
    tracing_subscriber::registry().with(lines.with_filter(own)).init();
}
