//! A server that keeps an organisation's letters and chunks in memory, and refuses a deletion when it is told to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use fluister_protocol::encoding;
use fluister_protocol::id::{Id, Token};
use fluister_protocol::signed::Signed;
use fluister_protocol::size;
use serde_json::json;

use super::organisation::{Published, day};
use super::server::{Asked, Said, serve};
use crate::http::Api;

/// The server. Copies share what it keeps.
#[derive(Clone)]
pub(crate) struct LetterServer(Arc<Mutex<Kept>>);

pub(crate) struct Kept {
    /// What it shows of the organisation.
    pub(crate) published: Published,
    pub(crate) letters: BTreeMap<Id, Vec<u8>>,
    pub(crate) chunks: BTreeSet<Id>,
    /// How many deletions came.
    pub(crate) deletions: usize,
    /// The deletion of this number, from 0, is refused.
    pub(crate) refused: Option<usize>,
}

impl LetterServer {
    pub(crate) fn new(published: Published) -> Self {
        let (letters, chunks) = (BTreeMap::new(), BTreeSet::new());
        Self(Arc::new(Mutex::new(Kept { published, letters, chunks, deletions: 0, refused: None })))
    }

    /// A connection to it.
    pub(crate) fn api(&self) -> Api {
        let kept = Arc::clone(&self.0);
        serve(move |asked| kept.lock().unwrap().answer(asked))
    }

    /// What it keeps, to be looked at or changed.
    pub(crate) fn kept<T>(&self, use_it: impl FnOnce(&mut Kept) -> T) -> T {
        use_it(&mut self.0.lock().unwrap())
    }
}

impl Kept {
    fn answer(&mut self, asked: &Asked) -> Said {
        match asked.what.as_str() {
            "GET /v1/server" => {
                let limits = json!({ "attachments": 1 << 20 });
                said(&json!({ "day": day(1), "release_interval": 3_600, "limits": limits }))
            }
            "GET /v1/organisations/acme/heartbeats" => {
                said(&json!({ "heartbeats": self.published.heartbeats.values().collect::<Vec<_>>() }))
            }
            "GET /v1/organisations/acme" => {
                let statements: Vec<&Signed> = self.published.statements.values().collect();
                said(&json!({ "directory": self.published.directory, "statements": statements }))
            }
            "GET /v1/organisations/acme/challenge" => {
                let challenge = encoding::encode(&[7; size::CHALLENGE]);
                said(&json!({ "challenge": challenge, "difficulty": 0 }))
            }
            "POST /v1/organisations/acme/letters" => self.post(&asked.body),
            "POST /v1/letters/fetch" => {
                let nothing = vec![0; size::LETTER];
                let letters = ids(&asked.body).map(|id| self.letters.get(&id).unwrap_or(&nothing).clone());
                Said::ok(letters.collect::<Vec<_>>().concat())
            }
            "POST /v1/chunks/missing" => {
                let missing = asked.body.as_chunks().0.iter().filter(|id| !self.chunks.contains(&Id(**id)));
                Said::ok(missing.flatten().copied().collect::<Vec<u8>>())
            }
            "POST /v1/letters/delete" | "POST /v1/chunks/delete" => {
                let number = self.deletions;
                self.deletions += 1;
                if self.refused == Some(number) {
                    return Said::problem(403, "/problems/refused");
                }
                for id in ids(&asked.body) {
                    self.letters.remove(&id);
                    self.chunks.remove(&id);
                }
                Said::ok("")
            }
            other => panic!("{other}"),
        }
    }

    fn post(&mut self, body: &[u8]) -> Said {
        let letters: Vec<(Id, &[u8])> = body
            .chunks(32 + size::LETTER)
            .map(|letter| (Id(letter[..32].try_into().unwrap()), &letter[32..]))
            .collect();
        if letters.iter().any(|(id, letter)| self.letters.get(id).is_some_and(|there| there != letter)) {
            return Said::problem(409, "/problems/letter-conflict");
        }
        self.letters.extend(letters.into_iter().map(|(id, letter)| (id, letter.to_vec())));
        Said::ok("")
    }
}

fn said(json: &serde_json::Value) -> Said {
    Said::ok(json.to_string())
}

/// The ids of tokens that stand one after the other.
fn ids(tokens: &[u8]) -> impl Iterator<Item = Id> {
    tokens.as_chunks().0.iter().map(|token| Token::new(*token).id())
}
