//! Everything that follows from a retrieval code (RFC 5869 HKDF-SHA256): `Expand(secret, label ‖ 00 ‖ numbers)`, the
//! numbers u32 big-endian, always 32 bytes.

use crate::code::RetrievalCode;
use crate::day::Epoch;
use crate::encoding::public_bytes;
use crate::id::{OrganisationId, Token};
use crate::keys::{ReplySecret, SelfSecret};
use crate::label::Label;
use crate::secret::{sealed_in_json, secret_bytes};
use crate::suite::Kdf;

/// The most threads of one retrieval code.
pub const MAX_THREADS: u32 = 16;

secret_bytes!(
    /// HKDF-Extract(salt = organisation, ikm = the code's entropy): a code is worth nothing elsewhere.
    Master
);
secret_bytes!(
    /// thread(i): what a melder and one adviser share, given in the report.
    ThreadKey
);
sealed_in_json!(ThreadKey);
secret_bytes!(
    /// A pre-shared key for HPKE's mode psk.
    Psk
);
secret_bytes!(
    /// The MAC key of a thread.
    MacKey
);
public_bytes!(
    /// The name of a thread inside letters, known to its melder and adviser. 32 bytes.
    ThreadId, 32
);

/// HKDF-Expand with a label and numbers.
pub(crate) fn expand(secret: &[u8; 32], label: Label, numbers: &[u32]) -> [u8; 32] {
    let numbers: Vec<u8> = numbers.iter().flat_map(|number| number.to_be_bytes()).collect();
    expand_bytes(secret, label, &[&numbers])
}

/// HKDF-Expand with a label and parts.
pub(crate) fn expand_bytes(secret: &[u8; 32], label: Label, parts: &[&[u8]]) -> [u8; 32] {
    let mut out = [0; 32];
    #[expect(
        clippy::expect_used,
        reason = "a PRK of 32 bytes and 32 bytes of output are within RFC 5869's limits"
    )]
    Kdf::from_prk(secret)
        .expect("32 bytes are a PRK")
        .expand(&label.prefix(parts), &mut out)
        .expect("32 bytes are not too many");
    out
}

impl Master {
    /// From the code, for one organisation.
    pub fn derive(organisation: &OrganisationId, code: &RetrievalCode) -> Self {
        let (prk, _) = Kdf::extract(Some(organisation.as_bytes()), code.expose());
        Self::new(prk.into())
    }

    /// Under which the melder's notes are sealed.
    pub fn self_key(&self) -> SelfSecret {
        SelfSecret::from_seed(expand(self.expose(), Label::SelfKey, &[]))
    }

    /// The psk of the melder's notes.
    pub fn self_psk(&self) -> Psk {
        Psk::new(expand(self.expose(), Label::SelfPsk, &[]))
    }

    /// Under which thread i's replies are sealed.
    pub fn reply_key(&self, i: u32) -> ReplySecret {
        ReplySecret::from_seed(expand(self.expose(), Label::ReplyKey, &[i]))
    }

    /// The secret of thread i.
    pub fn thread(&self, i: u32) -> ThreadKey {
        ThreadKey::new(expand(self.expose(), Label::Thread, &[i]))
    }

    /// The token of the melder's letter n (from 1) in thread i.
    pub fn own(&self, i: u32, n: u32) -> Token {
        Token::new(expand(self.expose(), Label::Own, &[i, n]))
    }

    /// The token of note k (from 0) of an epoch.
    pub fn note(&self, epoch: Epoch, k: u32) -> Token {
        Token::new(expand(self.expose(), Label::Note, &[epoch.0, k]))
    }
}

impl ThreadKey {
    /// The psk of the thread's replies.
    pub fn psk(&self) -> Psk {
        Psk::new(expand(self.expose(), Label::Psk, &[]))
    }

    /// The key of the proofs in the melder's letters.
    pub fn mac(&self) -> MacKey {
        MacKey::new(expand(self.expose(), Label::Mac, &[]))
    }

    /// The thread's name.
    pub fn id(&self) -> ThreadId {
        ThreadId(expand(self.expose(), Label::ThreadId, &[]))
    }

    /// The token of the adviser's letter n (from 1).
    pub fn reply(&self, n: u32) -> Token {
        Token::new(expand(self.expose(), Label::Reply, &[n]))
    }

    /// The name and mask of the thread's entry in the heartbeat with this counter.
    pub(crate) fn heartbeat(&self, counter: u32) -> [u8; 32] {
        expand(self.expose(), Label::Heartbeat, &[counter])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_worth_nothing_elsewhere() {
        let code = RetrievalCode::from_entropy([1; 14]);
        let here = Master::derive(&OrganisationId([1; 32]), &code);
        let there = Master::derive(&OrganisationId([2; 32]), &code);
        assert_ne!(here, there);
        assert_ne!(here.own(0, 1), there.own(0, 1));
    }

    #[test]
    fn every_use_has_a_value_of_its_own() {
        let master = Master::new([3; 32]);
        let thread = master.thread(0);
        let values = [
            *master.self_key().expose_seed(),
            *master.self_psk().expose(),
            *master.reply_key(0).expose_seed(),
            *master.reply_key(1).expose_seed(),
            *thread.expose(),
            *master.thread(1).expose(),
            *master.own(0, 1).expose(),
            *master.own(1, 0).expose(),
            *master.note(Epoch(0), 1).expose(),
            *master.note(Epoch(1), 0).expose(),
            *thread.psk().expose(),
            *thread.mac().expose(),
            *thread.id().as_bytes(),
            *thread.reply(1).expose(),
            *thread.reply(2).expose(),
            thread.heartbeat(1),
            *master.resume().expose(),
        ];
        let distinct: std::collections::BTreeSet<_> = values.iter().collect();
        assert_eq!(distinct.len(), values.len());
    }
}
