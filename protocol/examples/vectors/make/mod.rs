//! What makes the vectors. All randomness is drawn from named seeds, so that every run writes the same bytes, and a case
//! that is added changes no other.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "this makes test data and runs on nobody's input: where it is wrong it is to stop at once"
)]

mod chunk;
mod code;
mod content;
mod day;
mod derivation;
mod directory;
mod directory_refusals;
mod encoding;
mod file;
pub mod forge;
mod heartbeat;
mod json;
mod letter;
mod letter_refusals;
mod manifest;
pub mod people;
mod print;
mod request;
mod session;
mod signature;
mod statement;
mod thread;
mod vault;
mod work;
mod xwing;

use std::collections::BTreeSet;
use std::path::Path;

use fluister_protocol::encoding::encode;
use serde_json::{Value, json};

/// Makes every file of vectors.
pub fn all() -> Vec<Made> {
    vec![
        chunk::file(),
        code::file(),
        content::file(),
        day::file(),
        derivation::file(),
        directory::file(),
        directory_refusals::file(),
        encoding::file(),
        file::file(),
        heartbeat::file(),
        json::file(),
        letter::file(),
        letter_refusals::file(),
        manifest::file(),
        request::file(),
        session::file(),
        signature::file(),
        statement::file(),
        thread::file(),
        vault::file(),
        work::file(),
        xwing::file(),
    ]
}

/// The JSON files in a directory that are none of these.
pub fn strays(directory: &Path, all: &[Made]) -> Vec<String> {
    let made: BTreeSet<_> = all.iter().map(|made| made.name.clone()).collect();
    let Ok(entries) = std::fs::read_dir(directory) else { return Vec::new() };
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.ends_with(".json") && !made.contains(name)).collect()
}

/// A file as it should be.
pub struct Made {
    /// The file's name in `protocol/vectors`.
    pub name: String,
    /// The file's whole text.
    pub text: String,
}

impl Made {
    /// Writes the file.
    pub fn write(&self, path: &Path) -> Result<(), String> {
        std::fs::create_dir_all(path.parent().unwrap()).map_err(|error| error.to_string())?;
        std::fs::write(path, &self.text).map_err(|error| error.to_string())
    }

    /// Compares it with what is committed.
    pub fn compare(&self, path: &Path) -> Result<(), String> {
        let committed = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
        if committed == self.text {
            return Ok(());
        }
        let same = committed.lines().zip(self.text.lines()).take_while(|(one, other)| one == other).count();
        Err(format!(
            "line {} is not what the code makes; run `cargo xtask vectors` and look at the diff",
            same + 1
        ))
    }
}

/// A file in the making.
struct File {
    name: &'static str,
    about: &'static str,
    cases: Vec<Value>,
    refusals: Vec<Value>,
}

impl File {
    const fn new(name: &'static str, about: &'static str) -> Self {
        Self { name, about, cases: Vec::new(), refusals: Vec::new() }
    }

    /// Something that must come out as it says.
    fn case(&mut self, name: &str, fields: Value) {
        self.cases.push(named(name, fields));
    }

    /// Something that must be refused for this reason.
    fn refusal(&mut self, name: &str, reason: &str, fields: Value) {
        let mut refusal = named(name, fields);
        refusal["reason"] = reason.into();
        self.refusals.push(refusal);
    }

    fn done(self) -> Made {
        let names: Vec<_> =
            self.cases.iter().chain(&self.refusals).map(|case| case["name"].as_str().unwrap()).collect();
        let distinct: BTreeSet<_> = names.iter().collect();
        assert_eq!(distinct.len(), names.len(), "{}: a name stands twice", self.name);
        let whole = json!({
            "about": self.about,
            "made": "by `cargo xtask vectors` from protocol/examples/vectors, the same at every run; not to be edited",
            "protocol": 1,
            "bytes": "base64url without padding (RFC 4648 §5)",
            "cases": self.cases,
            "refusals": self.refusals,
        });
        Made { name: format!("{}.json", self.name), text: print::pretty(&whole) }
    }
}

fn named(name: &str, mut fields: Value) -> Value {
    fields["name"] = name.into();
    fields
}

/// Bytes as all files write them.
fn b(bytes: impl AsRef<[u8]>) -> Value {
    Value::String(encode(bytes.as_ref()))
}
