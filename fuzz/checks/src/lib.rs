//! What fuzzing holds of every parser that reads bytes from others: that it never panics, and that what it accepts means
//! one thing. Each module has one `check`, which the target of its name in `fuzz_targets/` calls with libFuzzer's bytes.

pub mod chain;
pub mod chunk;
pub mod client;
pub mod content;
pub mod json;
pub mod letter;
pub mod order;
pub mod seeds;
pub mod server;
pub mod signed;
pub mod text;
pub mod vault;

#[path = "../../../server/src/batch.rs"]
#[allow(dead_code, reason = "the server's own file")]
mod batch;
#[path = "../../../client/src/attachment/clean/mod.rs"]
#[allow(dead_code, missing_docs, reason = "the client's own file")]
mod clean;
/// What the client's files say of errors, as far as these two need it.
mod error;
#[path = "../../../protocol/examples/vectors/make/forge.rs"]
#[allow(dead_code, reason = "shared with the vectors")]
mod forge;
#[path = "../../../server/src/items.rs"]
#[allow(dead_code, reason = "the server's own file")]
mod items;
#[path = "../../../client/src/key_file.rs"]
#[allow(dead_code, reason = "the client's own file")]
mod key_file;
#[path = "../../../client/src/link.rs"]
#[allow(dead_code, reason = "the client's own file")]
mod link;
#[path = "../../../protocol/examples/vectors/make/people.rs"]
#[allow(dead_code, reason = "shared with the vectors")]
mod people;

/// A target's name, and what it calls.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 11] = [
    ("json", json::check),
    ("content", content::check),
    ("text", text::check),
    ("client", client::check),
    ("signed", signed::check),
    ("chain", chain::check),
    ("letter", letter::check),
    ("chunk", chunk::check),
    ("vault", vault::check),
    ("order", order::check),
    ("server", server::check),
];

/// The first byte, by which a target with several parsers chooses one, and the rest.
fn choose(data: &[u8]) -> Option<(u8, &[u8])> {
    data.split_first().map(|(first, rest)| (*first, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_seeds_and_what_fuzzing_has_kept_pass_their_targets() {
        let seeds = seeds::seeds();
        for (name, check) in TARGETS {
            assert!(seeds::kept(name).len() > 50, "{name} has hardly a corpus");
            let of_target: Vec<_> = seeds.iter().filter(|(target, _)| *target == name).collect();
            assert!(of_target.len() > seeds::kept(name).len(), "{name} has no seeds from the vectors");
            of_target.iter().for_each(|(_, seed)| check(seed));
        }
    }
}
