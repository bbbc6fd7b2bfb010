//! Every domain-separation label, so that no two uses of a hash, a key or a signature can be mistaken for each other.

use sha2::Digest;

use crate::suite::Hash;

/// One use of a primitive. On the wire a label is `fluister/v1/` and its name, ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Label {
    /// Fingerprint of an organisation, over its first root key.
    Organisation,
    /// Id of an adviser, over the identity key.
    Identity,
    /// Hash by which a directory names the next root key.
    Successor,
    /// Check byte of a retrieval code or key code.
    Code,
    /// Seed of the key under which a melder's notes lie.
    SelfKey,
    /// Pre-shared key of a melder's notes.
    SelfPsk,
    /// Seed of a reply key.
    ReplyKey,
    /// Secret of a thread.
    Thread,
    /// Pre-shared key of a thread's replies.
    Psk,
    /// MAC key of a thread.
    Mac,
    /// Public name of a thread inside letters.
    ThreadId,
    /// Token of a reply, and `psk_id` of replies.
    Reply,
    /// Token of a melder's own letter.
    Own,
    /// Token of a note.
    Note,
    /// `psk_id` of notes.
    SelfNote,
    /// HPKE `info` of letters.
    Letter,
    /// MAC or signature inside a letter.
    Proof,
    /// Signature and hash of a directory.
    Directory,
    /// Signature and hash of a key statement.
    Statement,
    /// Signature and hash of a heartbeat, and mask of its entries.
    Heartbeat,
    /// Signature of an adviser's request to be appointed.
    Request,
    /// Signature over a file that the directory names.
    File,
    /// Signature that opens an adviser's session.
    Session,
    /// Proof of work.
    Work,
    /// Argon2id salt from a key code.
    Salt,
    /// Token of a vault's wrap record.
    WrapToken,
    /// Key of a vault's wrap record.
    WrapKey,
    /// Key, associated data and hash of a vault record.
    Record,
    /// Id of a vault record, from its name.
    RecordId,
    /// Id of a vault's manifest.
    ManifestId,
    /// Key and associated data of an attachment's chunk.
    Chunk,
    /// Token of an attachment's chunk.
    ChunkToken,
    /// Key of what a melder's client leaves on its own disk to go on with an upload.
    Resume,
}

impl Label {
    /// The label's bytes, as hashed and signed.
    pub const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Organisation => b"fluister/v1/organisation",
            Self::Identity => b"fluister/v1/identity",
            Self::Successor => b"fluister/v1/successor",
            Self::Code => b"fluister/v1/code",
            Self::SelfKey => b"fluister/v1/self key",
            Self::SelfPsk => b"fluister/v1/self psk",
            Self::ReplyKey => b"fluister/v1/reply key",
            Self::Thread => b"fluister/v1/thread",
            Self::Psk => b"fluister/v1/psk",
            Self::Mac => b"fluister/v1/mac",
            Self::ThreadId => b"fluister/v1/thread id",
            Self::Reply => b"fluister/v1/reply",
            Self::Own => b"fluister/v1/own",
            Self::Note => b"fluister/v1/note",
            Self::SelfNote => b"fluister/v1/self",
            Self::Letter => b"fluister/v1/letter",
            Self::Proof => b"fluister/v1/proof",
            Self::Directory => b"fluister/v1/directory",
            Self::Statement => b"fluister/v1/statement",
            Self::Heartbeat => b"fluister/v1/heartbeat",
            Self::Request => b"fluister/v1/request",
            Self::File => b"fluister/v1/file",
            Self::Session => b"fluister/v1/session",
            Self::Work => b"fluister/v1/work",
            Self::Salt => b"fluister/v1/salt",
            Self::WrapToken => b"fluister/v1/wrap token",
            Self::WrapKey => b"fluister/v1/wrap key",
            Self::Record => b"fluister/v1/record",
            Self::RecordId => b"fluister/v1/record id",
            Self::ManifestId => b"fluister/v1/manifest id",
            Self::Chunk => b"fluister/v1/chunk",
            Self::ChunkToken => b"fluister/v1/chunk token",
            Self::Resume => b"fluister/v1/resume",
        }
    }

    /// `label ‖ 00 ‖ parts`, the shape of everything that is hashed, signed or expanded.
    pub fn prefix(self, parts: &[&[u8]]) -> Vec<u8> {
        let mut message = Vec::with_capacity(64 + parts.iter().map(|part| part.len()).sum::<usize>());
        message.extend_from_slice(self.bytes());
        message.push(0);
        for part in parts {
            message.extend_from_slice(part);
        }
        message
    }

    /// SHA-256(label ‖ 00 ‖ parts), 32 bytes.
    pub fn hash(self, parts: &[&[u8]]) -> [u8; 32] {
        let mut hash = Hash::new();
        hash.update(self.bytes());
        hash.update([0]);
        for part in parts {
            hash.update(part);
        }
        hash.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_the_hash_of_its_prefix() {
        let parts: [&[u8]; 2] = [b"one", b"two"];
        let whole: [u8; 32] = Hash::digest(Label::Code.prefix(&parts)).into();
        assert_eq!(Label::Code.hash(&parts), whole);
        assert_ne!(Label::Code.hash(&parts), Label::Own.hash(&parts));
    }
}
