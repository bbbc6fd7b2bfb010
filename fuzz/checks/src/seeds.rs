//! What fuzzing begins with: from `protocol/vectors`, and what earlier runs have kept.

use std::path::{Path, PathBuf};

use ed25519_dalek::SigningKey;
use fluister_protocol::encoding::decode;
use pkcs8::{EncodePrivateKey as _, LineEnding};
use serde_json::Value;

/// Where a target finds the directory for its seeds.
pub const INTO: &str = "FLUISTER_SEEDS";

/// A target's name and some bytes for it.
pub type Seed = (&'static str, Vec<u8>);

/// Writes a target's seeds as files, if it is told where to. Called before libFuzzer reads them.
pub fn write(target: &str) {
    let Some(into) = std::env::var_os(INTO).map(PathBuf::from) else { return };
    std::fs::create_dir_all(&into).expect("a directory for the seeds");
    for (at, (_, seed)) in seeds().into_iter().filter(|(of, _)| *of == target).enumerate() {
        std::fs::write(into.join(format!("seed-{at}")), seed).expect("room for the seeds");
    }
}

/// All seeds of all targets.
pub fn seeds() -> Vec<Seed> {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../protocol/vectors");
    let mut seeds = by_hand();
    for entry in std::fs::read_dir(vectors).expect("the vectors are there") {
        let path = entry.expect("the vectors are there").path();
        let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned) else { continue };
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let whole: Value = serde_json::from_str(&text).expect("vectors are JSON");
        for case in ["cases", "refusals"].into_iter().filter_map(|key| whole[key].as_array()).flatten() {
            walk(&stem, case, &mut seeds);
        }
    }
    for (target, _) in crate::TARGETS {
        seeds.extend(kept(target).into_iter().map(|input| (target, input)));
    }
    seeds
}

/// What earlier runs have kept for a target: a line an input, in base64url (`cargo xtask fuzz --keep` writes it).
pub fn kept(target: &str) -> Vec<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus").join(format!("{target}.txt"));
    let text = std::fs::read_to_string(path).expect("the corpus is there");
    text.lines().map(|line| decode(line).expect("a line of the corpus is base64url")).collect()
}

/// Goes through a case and takes what a target can begin with.
fn walk(file: &str, value: &Value, seeds: &mut Vec<Seed>) {
    match value {
        Value::String(text) => of_text(file, text, seeds),
        Value::Array(list) => list.iter().for_each(|value| walk(file, value, seeds)),
        Value::Object(map) => {
            if let (Some(Value::String(payload)), true) = (map.get("payload"), map.contains_key("signature"))
            {
                let kind = match file {
                    "statement" => 1,
                    "heartbeat" => 2,
                    "request" => 3,
                    _ => 0,
                };
                seeds.push(("signed", chosen(kind, &decode(payload).unwrap_or_default())));
                seeds.push(("signed", chosen(4, value.to_string().as_bytes())));
            }
            map.values().for_each(|value| walk(file, value, seeds));
        }
        _ => {}
    }
}

fn of_text(file: &str, text: &str, seeds: &mut Vec<Seed>) {
    let bytes = decode(text).unwrap_or_default();
    match file {
        "json" => {
            seeds.push(("json", text.as_bytes().to_vec()));
            seeds.push(("json", bytes));
        }
        "content" if text.starts_with('{') => {
            let json = text.as_bytes();
            seeds.push(("json", json.to_vec()));
            seeds.extend((0..4).map(|direction| ("content", chosen(direction, json))));
            // to Sam of a known thread and signed, to the melder, to oneself; a few, since each takes long
            if seeds.len().is_multiple_of(8) {
                seeds.extend([5, 9, 2, 3].map(|first| ("letter", chosen(first, json))));
            }
        }
        "code" | "day" | "encoding" | "work" | "file" => seeds.push(("text", text.as_bytes().to_vec())),
        "letter" | "letter-refusals" if bytes.len() > 10_000 => seeds.push(("letter", chosen(0, &bytes))),
        "letter" if text.starts_with('{') => {
            seeds.extend([1, 5, 9, 2, 3].map(|first| ("letter", chosen(first, text.as_bytes()))));
        }
        "vault" | "manifest" if bytes.len() > 4_000 => seeds.push(("vault", chosen(0, &bytes))),
        "manifest" if text.starts_with('{') => seeds.push(("vault", chosen(9 * 4 + 2, text.as_bytes()))),
        "manifest" if bytes.len() >= 63 => seeds.push(("vault", chosen(3, &bytes))),
        _ => {}
    }
}

/// With the byte before them by which a target chooses.
fn chosen(first: u8, bytes: &[u8]) -> Vec<u8> {
    [&[first], bytes].concat()
}

/// What no vector has.
fn by_hand() -> Vec<Seed> {
    let print = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE";
    let links = [
        format!("https://example.org/acme#{print}"),
        format!("https://example.org:8443/under/acme#{print}.{print}"),
        format!("http://127.0.0.1:8080/acme#{print}"),
        format!("http://[::1]/acme#{print}"),
        format!("http://abcdef.onion/acme#{print}"),
    ];
    let mut seeds: Vec<Seed> = links.iter().map(|link| ("client", chosen(0, link.as_bytes()))).collect();
    let key = SigningKey::from_bytes(&[7; 32]);
    let plain = key.to_pkcs8_pem(LineEnding::LF).expect("a key can be written");
    let locked = key.to_pkcs8_encrypted_pem(b"passphrase", LineEnding::LF).expect("a key can be written");
    seeds.extend([plain, locked].iter().map(|pem| ("client", chosen(1, pem.as_bytes()))));
    let images = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../client/tests/images");
    for image in std::fs::read_dir(images).expect("the images are there").flatten() {
        // of the larger ones the beginning, where all that is to go lies
        let bytes = std::fs::read(image.path()).expect("the images are there");
        seeds.push(("client", chosen(2, &bytes[..bytes.len().min(16_000)])));
    }
    seeds.extend([1, 2].map(|lines| ("text", "woorden en een regel\n".repeat(lines * 450).into_bytes())));
    // five versions as they should be: of each, nothing is changed
    seeds.push(("chain", [[0, 0, 0, 0, 1].repeat(2), [0, 1, 0, 0, 1].repeat(3), vec![0; 20]].concat()));
    seeds.push(("chunk", vec![0; 64]));
    seeds.push(("chunk", [vec![1, 2, 9], vec![0; 64]].concat()));
    // a record is put and one deleted, as they are sent; four operations; five letters; four tokens
    let put = [&[1][..], &[9; 32], &[0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 16, 48], &[7; 4_144]].concat();
    let delete = [&[4][..], &[9; 32], &[0, 0, 0, 5], &[0; 8]].concat();
    seeds.push(("server", chosen(0, &[put, delete].concat())));
    seeds.push(("server", chosen(1, &[1, 2, 3, 4].map(|id| [1, 0, id, 1, 1, 1, 0]).concat())));
    seeds.push(("server", chosen(2, &[1, 1, 1, 2, 1, 3, 1, 4, 0, 0, 0, 0])));
    seeds.push(("server", chosen(3, &[7; 128])));
    seeds.push(("order", (0..200).map(|at| at / 3).collect()));
    seeds
}
