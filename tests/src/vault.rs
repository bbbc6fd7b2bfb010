//! Batches for vaults, byte by byte.

use fluister_protocol::id::{Id, Token};
use fluister_protocol::{encoding, random};

use crate::http::{Answer, Request};
use crate::organisation::Reachable;

/// The smallest record in bytes: one block.
pub const RECORD: usize = 32 + 4_096 + 16;

/// A random token.
pub fn token() -> Token {
    Token::new(random::bytes(&mut random::system()))
}

/// A record's bytes: so many blocks, all of this byte.
pub fn record(blocks: usize, byte: u8) -> Vec<u8> {
    vec![byte; 48 + blocks * 4_096]
}

/// An operation, as it is sent.
pub fn operation(code: u8, id: Id, expected: u32, version: u32, bytes: &[u8]) -> Vec<u8> {
    let mut operation = vec![code];
    operation.extend(id.0);
    operation.extend(expected.to_be_bytes());
    operation.extend(version.to_be_bytes());
    operation.extend(u32::try_from(bytes.len()).expect("a small record").to_be_bytes());
    operation.extend(bytes);
    operation
}

/// Puts a record: the version that is expected, and the next one.
pub fn put(id: Id, expected: u32, bytes: &[u8]) -> Vec<u8> {
    operation(1, id, expected, expected + 1, bytes)
}

/// Deletes a record.
pub fn delete(id: Id, expected: u32) -> Vec<u8> {
    operation(2, id, expected, 0, &[])
}

/// Puts a wrap record.
pub fn put_wrap(id: Id, expected: u32, bytes: &[u8]) -> Vec<u8> {
    operation(3, id, expected, expected + 1, bytes)
}

/// Deletes a wrap record.
pub fn delete_wrap(id: Id, expected: u32) -> Vec<u8> {
    operation(4, id, expected, 0, &[])
}

/// A request with a vault's token.
pub fn ask(server: &impl Reachable, method: &'static str, path: &str, token: &Token) -> Request {
    let path = format!("/v1/vault{path}");
    server.ask(method, path).header("Fluister-Vault", encoding::encode(token.expose()))
}

/// Sends a batch.
pub fn change(server: &impl Reachable, token: &Token, session: &str, batch: impl Into<Vec<u8>>) -> Answer {
    ask(server, "POST", "/records", token).bearer(session).octets(batch).send()
}
