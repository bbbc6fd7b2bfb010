//! What operators copy from `deploy/`: the server takes it, and it says what the program does.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeSet;
use std::time::Duration;

use fluister_server::config::{Config, Settings};

const SAMPLE: &str = include_str!("../../../deploy/fluister.toml");
const UNIT: &str = include_str!("../../../deploy/fluister-server.service");
const GUIDE: &str = include_str!("../../../deploy/README.md");

fn resolved(text: &str) -> Config {
    Settings::from_toml(text).unwrap().resolve().unwrap()
}

/// The sample with its commented settings in force: those that show a default (`# key = value`), and with `examples`
/// those that show an example of what is otherwise off (`#   key = value`).
fn uncommented(examples: bool) -> String {
    let lines = SAMPLE.lines().map(|line| {
        let (setting, is_example) = match (line.strip_prefix("#   "), line.strip_prefix("# ")) {
            (Some(example), _) => (example, true),
            (None, Some(setting)) => (setting, false),
            (None, None) => return line,
        };
        if is_setting(setting) && (examples || !is_example) { setting } else { "" }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn is_setting(line: &str) -> bool {
    line.split_once(" = ")
        .is_some_and(|(key, _)| key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
}

/// Every key there is, from what the server says to one that there isn't.
fn keys() -> BTreeSet<String> {
    let refusal = Settings::from_toml("no_such_setting = 1").err().unwrap().to_string();
    let (_, known) = refusal.split_once("expected one of").unwrap();
    known.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_server_takes_the_sample() {
    let config = resolved(SAMPLE);
    assert_eq!(config.origins, ["https://fluister.example"]);
    assert_eq!(config.operator_listen, None);
}

#[test]
fn the_values_shown_are_the_defaults() {
    assert_eq!(format!("{:?}", resolved(&uncommented(false))), format!("{:?}", resolved(SAMPLE)));
}

#[test]
fn every_setting_is_explained_and_takes_what_is_shown() {
    let all = uncommented(true);
    resolved(&all);
    let named: BTreeSet<String> = all
        .lines()
        .filter(|line| is_setting(line))
        .map(|line| line.split(' ').next().unwrap().to_owned())
        .collect();
    let keys = keys();
    assert!(keys.len() > 10, "{keys:?}");
    assert_eq!(named, keys);
}

#[test]
fn the_unit_starts_the_server_with_the_files_of_the_guide() {
    let value = |key: &str| {
        let line = UNIT.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
        line.unwrap_or_else(|| panic!("the unit has no {key}"))
    };
    let start: Vec<&str> = value("ExecStart").split(' ').collect();
    assert_eq!(start, ["/usr/local/bin/fluister-server", "serve", "--config", "/etc/fluister/fluister.toml"]);
    assert!(GUIDE.contains("/etc/fluister/fluister.toml") && GUIDE.contains("/usr/local/bin/"));
    let database = format!("sqlite:///var/lib/{}/fluister.sqlite", value("StateDirectory"));
    assert!(SAMPLE.contains(&format!("database = \"{database}\"")));
    let patience = Duration::from_secs(value("TimeoutStopSec").parse().unwrap());
    assert!(patience > resolved(SAMPLE).shutdown_timeout);
}

#[test]
fn the_unit_keeps_memory_off_the_disk_and_the_disk_out_of_reach() {
    for line in [
        "LimitCORE=0",
        "CoredumpFilter=0",
        "MemorySwapMax=0",
        "UMask=0077",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "MemoryDenyWriteExecute=yes",
        "CapabilityBoundingSet=",
    ] {
        assert!(UNIT.lines().any(|there| there == line), "the unit has no {line}");
    }
}
