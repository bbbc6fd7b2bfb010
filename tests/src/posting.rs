//! Posts that are remembered, to be looked for later.

use fluister_protocol::id::{Digest32, Token};
use fluister_protocol::size;

use crate::http::Answer;
use crate::organisation::{Organisation, Reachable, chunks, letters, tokens};

/// Arguments of a server that nothing is in the way of: no work, and a release each second.
pub const UNHINDERED: [&str; 6] =
    ["--release-interval", "1", "--letters-per-release", "1000000000", "--letters-per-day", "1000000000"];

/// A post of four letters, or a chunk that is put.
pub struct Post {
    tokens: Vec<Token>,
    /// Of the bytes of each letter, or of the chunk.
    hashes: Vec<Digest32>,
    /// What is sent; empty once it need not be sent again.
    body: Vec<u8>,
    is_chunk: bool,
    /// Whether it was answered 201.
    pub was_answered: bool,
}

impl Post {
    /// Four letters, or a chunk.
    pub fn new(is_chunk: bool) -> Self {
        if is_chunk {
            let chunk = chunks(1).remove(0);
            let hashes = vec![Digest32::of_file(&chunk.bytes)];
            return Self {
                tokens: vec![chunk.token],
                hashes,
                body: chunk.bytes,
                is_chunk,
                was_answered: false,
            };
        }
        let (tokens, body) = letters(4);
        let hashes = body.chunks(size::POSTED).map(|posted| Digest32::of_file(&posted[size::ID..])).collect();
        Self { tokens, hashes, body, is_chunk, was_answered: false }
    }

    /// Letters that were posted with this body.
    pub fn of_letters(body: Vec<u8>) -> Self {
        Self { tokens: Vec::new(), hashes: Vec::new(), body, is_chunk: false, was_answered: true }
    }

    /// Posts it once more: a server that has the same bytes says 200, before any work is looked at.
    pub fn is_as_posted(&self, server: &impl Reachable, acme: &Organisation) {
        server.ask("POST", acme.path("/letters")).octets(self.body.as_slice()).send().expect(200);
    }

    /// Sends it once, and remembers the answer; the status where there was one.
    pub fn try_once(&mut self, server: &impl Reachable, acme: &Organisation) -> Option<Answer> {
        let answer = if self.is_chunk {
            acme.try_put_chunk(server, &self.tokens[0].id(), &self.body)
        } else {
            acme.try_post(server, &self.body)
        };
        self.was_answered |= answer.as_ref().is_some_and(|answer| answer.status == 201);
        answer
    }

    /// Tries once. Anything but 'stored', 'not now' or no answer at all fails the test.
    pub fn send(&mut self, server: &impl Reachable, acme: &Organisation) {
        if let Some(answer) = self.try_once(server, acme) {
            assert!(self.was_answered || answer.status == 503, "{answer}");
        }
    }

    /// Sends it again, and nothing but this answer will do.
    pub fn send_again(&mut self, server: &impl Reachable, acme: &Organisation, status: u16) {
        self.try_once(server, acme).expect("an answer").expect(status);
        self.was_answered = true;
    }

    /// One that was stored.
    pub fn stored(server: &impl Reachable, acme: &Organisation) -> Self {
        let mut post = Self::new(false);
        post.send_again(server, acme, 201);
        post.forget_body();
        post
    }

    /// Keeps only what is needed to know it again.
    pub fn forget_body(&mut self) {
        self.body = Vec::new();
    }

    /// Whether it is there as it was sent, all of it. None of it, or the test fails.
    pub fn is_there(&self, server: &impl Reachable) -> bool {
        let path = if self.is_chunk { "/v1/chunks/fetch" } else { "/v1/letters/fetch" };
        let body = server.ask("POST", path.to_owned()).octets(tokens(&self.tokens)).send().expect(200).body;
        let found: Vec<&[u8]> = body.chunks(body.len() / self.tokens.len()).collect();
        assert_eq!(found.len(), self.hashes.len());
        let mut there = 0;
        for (bytes, hash) in found.iter().zip(&self.hashes) {
            if Digest32::of_file(bytes) == *hash {
                there += 1;
            } else {
                assert!(bytes.iter().all(|byte| *byte == 0), "something came back as another");
            }
        }
        assert!(there == 0 || there == found.len(), "{there} of {} letters are there", found.len());
        there > 0
    }
}
