//! The measurements run, in sizes so small that the figures mean nothing.
#![allow(clippy::expect_used)]

use std::process::Command;

use fluister_tests::harness;

#[test]
fn every_row_is_measured() {
    let run = Command::new(env!("CARGO_BIN_EXE_fluister-benches"))
        .arg("--tiny")
        .env("FLUISTER_SERVER", harness::binary())
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{said}{}", String::from_utf8_lossy(&run.stderr));
    assert!(!said.contains("not measured"), "{said}");
    let outcomes = said.lines().filter(|line| line.contains(", goal ")).count();
    assert_eq!(outcomes, 12, "{said}");
}
