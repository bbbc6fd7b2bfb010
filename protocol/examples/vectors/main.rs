//! Writes `protocol/vectors/*.json`, or checks with `--check` that the committed files are what this code makes.

mod make;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let check = match std::env::args().nth(1).as_deref() {
        None => false,
        Some("--check") => true,
        Some(other) => {
            eprintln!(
                "unknown argument {other:?}; without one the files are written, with --check they are compared"
            );
            return ExitCode::from(2);
        }
    };
    let mut wrong = 0;
    let all = make::all();
    for made in &all {
        let path = directory.join(&made.name);
        let result = if check { made.compare(&path) } else { made.write(&path) };
        match result {
            Ok(()) => println!("{} {}", if check { "current" } else { "written" }, made.name),
            Err(what) => {
                eprintln!("{}: {what}", path.display());
                wrong += 1;
            }
        }
    }
    for stray in make::strays(&directory, &all) {
        eprintln!("{stray}: made by nothing; delete it, or add what makes it");
        wrong += 1;
    }
    if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
