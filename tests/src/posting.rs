//! Posts that are remembered, to be looked for later.

use fluister_protocol::id::{Digest32, Token};
use fluister_protocol::size;

use crate::organisation::{Organisation, Reachable, letters, tokens};

/// Arguments of a server that nothing is in the way of: no work, and a release each second.
pub const UNHINDERED: [&str; 6] =
    ["--release-interval", "1", "--letters-per-release", "1000000000", "--letters-per-day", "1000000000"];

/// A post of four letters.
pub struct Post {
    tokens: Vec<Token>,
    /// Of each letter's bytes.
    hashes: Vec<Digest32>,
    /// What is sent.
    pub body: Vec<u8>,
    /// Whether it was answered 201.
    pub was_answered: bool,
}

impl Default for Post {
    fn default() -> Self {
        let (tokens, body) = letters(4);
        let hashes = body.chunks(size::POSTED).map(|posted| Digest32::of_file(&posted[size::ID..])).collect();
        Self { tokens, hashes, body, was_answered: false }
    }
}

impl Post {
    /// Tries once. Anything but 'stored', 'not now' or no answer at all fails the test.
    pub fn send(&mut self, server: &impl Reachable, acme: &Organisation) {
        let answer = acme.try_post(server, &self.body);
        self.was_answered = match answer.as_ref().map(|answer| answer.status) {
            Some(201) => true,
            Some(503) | None => false,
            Some(_) => panic!("{}", answer.expect("an answer")),
        };
    }

    /// Posts it, and remembers only what it was.
    pub fn stored(server: &impl Reachable, acme: &Organisation) -> Self {
        let mut post = Self::default();
        acme.post(server, &post.body).expect(201);
        post.was_answered = true;
        post.body = Vec::new();
        post
    }

    /// How many of its letters are there, all as they were posted: 0 or 4.
    pub fn there(&self, server: &impl Reachable) -> usize {
        let fetch = server.ask("POST", "/v1/letters/fetch".to_owned()).octets(tokens(&self.tokens));
        let body = fetch.send().expect(200).body;
        let found: Vec<&[u8]> = body.chunks(size::LETTER).collect();
        assert_eq!(found.len(), self.hashes.len());
        let mut there = 0;
        for (letter, hash) in found.iter().zip(&self.hashes) {
            if Digest32::of_file(letter) == *hash {
                there += 1;
            } else {
                assert!(letter.iter().all(|byte| *byte == 0), "a letter came back as another");
            }
        }
        assert!(there == 0 || there == 4, "{there} of four letters are there");
        there
    }
}
