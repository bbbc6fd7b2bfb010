//! A server that keeps one adviser's vault in memory, and fails when it is told to.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use fluister_protocol::encoding;
use fluister_protocol::id::{AdviserId, OrganisationId};
use fluister_protocol::session;
use fluister_protocol::verifying::SignatureBytes;

use super::server::{Asked, Said, serve};
use crate::http::{Api, Session};

/// What happens to the next batch.
#[derive(Clone, Copy, Default)]
pub(crate) enum Next {
    /// It is stored.
    #[default]
    Stored,
    /// It is refused, and not stored.
    Refused,
    /// It is stored, and whoever sent it does not learn so.
    StoredUnsaid,
}

/// The server. Copies share what it keeps.
#[derive(Clone, Default)]
pub(crate) struct VaultServer(Arc<Mutex<Shelf>>);

#[derive(Default)]
struct Shelf {
    wrap: Option<(u32, Vec<u8>)>,
    /// Version and record, by id.
    records: BTreeMap<Vec<u8>, (u32, Vec<u8>)>,
    next: Next,
    batches: usize,
}

impl VaultServer {
    /// A connection to it, and a session.
    pub(crate) fn api(&self) -> (Api, Session) {
        let kept = Arc::clone(&self.0);
        let api = serve(move |asked| kept.lock().unwrap().answer(asked));
        let (organisation, adviser) = (OrganisationId([1; 32]), AdviserId([2; 32]));
        let sign = |_: &str, _: &[u8; session::CHALLENGE]| SignatureBytes([0; 64]);
        let session = api.open_session(organisation, adviser, sign).unwrap();
        (api, session)
    }

    /// What happens to the next batch alone.
    pub(crate) fn next(&self, next: Next) {
        self.0.lock().unwrap().next = next;
    }

    /// How many batches came.
    pub(crate) fn batches(&self) -> usize {
        self.0.lock().unwrap().batches
    }
}

impl Shelf {
    fn answer(&mut self, asked: &Asked) -> Said {
        let versioned = |kept: Option<&(u32, Vec<u8>)>| match kept {
            Some((version, record)) => Said::ok(record.clone()).header("ETag", &format!("\"{version}\"")),
            None => Said::problem(404, "not-found"),
        };
        match asked.what.as_str() {
            "POST /v1/sessions/challenge" => {
                Said::ok(format!(r#"{{"challenge":"{}"}}"#, encoding::encode(&[3; session::CHALLENGE])))
            }
            "POST /v1/sessions" => Said::ok(r#"{"token":"a-session"}"#),
            "GET /v1/vault/wrap" => versioned(self.wrap.as_ref()),
            "POST /v1/vault/records" => self.batch(&asked.body),
            other => {
                let id = other.strip_prefix("GET /v1/vault/records/").unwrap();
                versioned(self.records.get(&encoding::decode(id).unwrap()))
            }
        }
    }

    /// All operations or none, as the API has it.
    fn batch(&mut self, mut batch: &[u8]) -> Said {
        self.batches += 1;
        let next = std::mem::take(&mut self.next);
        if matches!(next, Next::Refused) {
            return Said::problem(403, "too-much");
        }
        let (mut wrap, mut records) = (self.wrap.clone(), self.records.clone());
        while !batch.is_empty() {
            let (head, rest) = batch.split_at(45);
            let number = |at: usize| u32::from_be_bytes(head[at..at + 4].try_into().unwrap());
            let (operation, id, expected, version) = (head[0], head[1..33].to_vec(), number(33), number(37));
            let (record, rest) = rest.split_at(number(41) as usize);
            batch = rest;
            let there = if operation < 3 { records.get(&id) } else { wrap.as_ref() };
            if there.map_or(0, |(version, _)| *version) != expected {
                return Said::problem(412, "version");
            }
            match operation {
                1 => drop(records.insert(id, (version, record.to_vec()))),
                2 => drop(records.remove(&id)),
                3 => wrap = Some((version, record.to_vec())),
                _ => wrap = None,
            }
        }
        (self.wrap, self.records) = (wrap, records);
        match next {
            Next::StoredUnsaid => Said::problem(400, "lost"),
            Next::Stored | Next::Refused => Said::ok(""),
        }
    }
}
