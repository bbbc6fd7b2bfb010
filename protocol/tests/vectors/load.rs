//! Reads the committed files, and counts what was checked.

use std::path::Path;

use fluister_protocol::encoding::decode;
use serde_json::Value;

/// One file of vectors, read.
pub struct File {
    name: String,
    cases: Vec<Case>,
    refusals: Vec<Case>,
}

/// A case or a refusal.
#[derive(Clone, Debug)]
pub struct Case(pub Value);

/// A file in `protocol/vectors`, as text.
pub fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub fn load(name: &str) -> File {
    let mut whole: Value = serde_json::from_str(&text(&format!("{name}.json"))).unwrap();
    assert_eq!(whole["protocol"], 1);
    let mut list = |key: &str| match whole[key].take() {
        Value::Array(list) => list.into_iter().map(Case).collect(),
        other => panic!("{name}: {key} is {other}"),
    };
    File { name: name.into(), cases: list("cases"), refusals: list("refusals") }
}

impl File {
    /// Checks each case with one function and each refusal with another, which gives the reason; says how many there were.
    pub fn check(
        &self,
        case: impl Fn(&Case),
        refusal: impl Fn(&Case) -> Result<(), &'static str>,
    ) -> (usize, usize) {
        for one in &self.cases {
            // the name of the case that fails, on the way out
            let guard = Named(format!("{}: {}", self.name, one.str("name")));
            case(one);
            std::mem::forget(guard);
        }
        for one in &self.refusals {
            let guard = Named(format!("{}: {}", self.name, one.str("name")));
            assert_eq!(refusal(one), Err(one.str("reason")));
            std::mem::forget(guard);
        }
        (self.cases.len(), self.refusals.len())
    }

    /// The case of this name.
    pub fn case(&self, name: &str) -> &Case {
        self.cases.iter().find(|case| case.str("name") == name).unwrap_or_else(|| panic!("no case {name}"))
    }
}

struct Named(String);
impl Drop for Named {
    fn drop(&mut self) {
        eprintln!("this happened in {}", self.0);
    }
}

impl Case {
    pub fn get(&self, key: &str) -> Option<Self> {
        self.0.get(key).cloned().map(Self)
    }

    pub fn at(&self, key: &str) -> Self {
        self.get(key).unwrap_or_else(|| panic!("no field {key}"))
    }

    pub fn list(&self, key: &str) -> Vec<Self> {
        let list = self.at(key);
        list.0.as_array().unwrap_or_else(|| panic!("{key} is no list")).iter().cloned().map(Self).collect()
    }

    pub fn str(&self, key: &str) -> &str {
        self.0[key].as_str().unwrap_or_else(|| panic!("no text {key}"))
    }

    pub fn u32(&self, key: &str) -> u32 {
        self.0[key].as_u64().unwrap_or_else(|| panic!("no number {key}")).try_into().unwrap()
    }

    pub fn bytes(&self, key: &str) -> Vec<u8> {
        decode(self.str(key)).unwrap()
    }

    pub fn array<const N: usize>(&self, key: &str) -> [u8; N] {
        self.bytes(key).try_into().unwrap_or_else(|_| panic!("{key} has another length"))
    }

    /// This value itself as bytes.
    pub fn as_array<const N: usize>(&self) -> [u8; N] {
        decode(self.0.as_str().unwrap()).unwrap().try_into().unwrap()
    }
}

/// Gives these bytes, and no others.
pub struct Fixed(pub Vec<u8>);

impl rand::rand_core::TryRng for Fixed {
    type Error = std::convert::Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        panic!("the protocol draws bytes")
    }
    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        panic!("the protocol draws bytes")
    }
    fn try_fill_bytes(&mut self, into: &mut [u8]) -> Result<(), Self::Error> {
        assert!(into.len() <= self.0.len(), "{} more bytes are drawn, {} are left", into.len(), self.0.len());
        let rest = self.0.split_off(into.len());
        into.copy_from_slice(&self.0);
        self.0 = rest;
        Ok(())
    }
}
impl rand::rand_core::TryCryptoRng for Fixed {}
