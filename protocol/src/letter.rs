//! Sealing and opening letters: one writer, one reader, 16,384 bytes (RFC 9180 HPKE with X-Wing).

use hmac::{KeyInit as _, Mac as _};
use hpke::{Deserializable as _, OpModeR, OpModeS, PskBundle, Serializable as _};
use sha2::Digest as _;
use zeroize::Zeroizing;

use crate::content::{Content, ContentError, Direction};
use crate::day::Epoch;
use crate::derivation::{Master, Psk, ThreadKey};
use crate::id::{Id, OrganisationId, Token};
use crate::keys::{
    self, EpochPublicKey, EpochSecret, ReplyPublicKey, ReplySecret, Role, XWingPublicKey, XWingSecret,
};
use crate::label::Label;
use crate::padding::{self, PaddingError};
use crate::random::{self, CryptoRng};
use crate::size;
use crate::suite::{Hash, HpkeAead, HpkeKdf, HpkeKem, MAGIC, Mac};
use crate::verifying::IdentityKey;

/// A letter ready to be posted. Nothing in it is secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Under which it is stored.
    pub id: Id,
    /// 16,384 bytes.
    pub letter: Vec<u8>,
}

impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealed({}, {} bytes)", self.id, self.letter.len())
    }
}

/// Why something cannot be sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The content is too long for one letter.
    #[error("too long for one letter by {0} bytes")]
    TooLong(usize),
    /// The content would be refused by its reader.
    #[error(transparent)]
    Content(#[from] ContentError),
    /// HPKE failed, which a checked key never makes it do.
    #[error("sealing failed")]
    Hpke,
}

/// Why a letter does not open, or is not what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Not 16,384 bytes.
    #[error("not a letter: it has another size")]
    Size,
    /// It does not begin with `FLU1`.
    #[error("not a letter of this version")]
    Version,
    /// Not for this reader, organisation or id, altered, or cover: which of these cannot be told.
    #[error("does not open")]
    Opaque,
    /// Opened, and the proof of who wrote it is wrong.
    #[error("not written by the one it claims")]
    Proof,
    /// Opened, and belongs to a thread that is not known, without being a report.
    #[error("belongs to no known thread")]
    UnknownThread,
    /// Opened, and the padding is wrong.
    #[error(transparent)]
    Padding(#[from] PaddingError),
    /// Opened, and the content is refused.
    #[error(transparent)]
    Content(#[from] ContentError),
    /// The token inside is not this letter's.
    #[error("the token inside belongs to another letter")]
    Token,
    /// The number inside is not this letter's.
    #[error("the number inside belongs to another letter")]
    Number,
}

impl OpenError {
    /// A stable name, used by the vectors.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::Version => "version",
            Self::Opaque => "opaque",
            Self::Proof => "proof",
            Self::UnknownThread => "unknown-thread",
            Self::Padding(error) => error.reason(),
            Self::Content(error) => error.reason(),
            Self::Token => "token",
            Self::Number => "number",
        }
    }
}

/// The byte in HPKE's info that keeps the three kinds of letter apart.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Adviser = 1,
    Reply = 2,
    Own = 3,
}

/// What a letter is bound to beside its key.
pub(crate) struct Binding {
    pub(crate) organisation: OrganisationId,
    pub(crate) id: Id,
    pub(crate) reader: [u8; 32],
}

impl Binding {
    fn info(&self, kind: Kind) -> Vec<u8> {
        Label::Letter.prefix(&[&[kind as u8], self.organisation.as_bytes(), self.id.as_bytes(), &self.reader])
    }

    /// A melder's proof: HMAC(mac, proof ‖ 00 ‖ organisation ‖ id ‖ SHA-256(reader) ‖ padded content) ‖ 32 zeros.
    pub(crate) fn mac(&self, thread: &ThreadKey, padded: &[u8]) -> [u8; size::PROOF] {
        #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
        let mut mac = Mac::new_from_slice(thread.mac().expose()).expect("any length");
        for part in [
            Label::Proof.bytes(),
            &[0],
            self.organisation.as_bytes(),
            self.id.as_bytes(),
            &self.reader,
            padded,
        ] {
            mac.update(part);
        }
        let mut proof = [0; size::PROOF];
        let (tag, _zeros) = proof.split_at_mut(32);
        tag.copy_from_slice(&mac.finalize().into_bytes());
        proof
    }
}

/// Mode base, or mode psk with the label that is its `psk_id`.
pub(crate) enum Mode<'a> {
    Base,
    Psk(&'a Psk, Label),
}

/// The plaintext of a letter: thread id ‖ proof ‖ length ‖ JSON ‖ zeros.
pub(crate) fn plaintext(thread: &[u8; 32], proof: &[u8; size::PROOF], padded: &[u8]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new([thread.as_slice(), proof, padded].concat())
}

pub(crate) fn seal_bytes<R: Role>(
    key: &XWingPublicKey<R>,
    kind: Kind,
    binding: &Binding,
    mode: &Mode<'_>,
    plaintext: &[u8],
    rng: &mut impl CryptoRng,
) -> Result<Sealed, SealError> {
    let mode = match mode {
        Mode::Base => OpModeS::Base,
        Mode::Psk(psk, id) => {
            OpModeS::Psk(PskBundle::new(psk.expose(), id.bytes()).map_err(|_| SealError::Hpke)?)
        }
    };
    let (enc, mut context) = hpke::setup_sender_with_rng::<HpkeAead, HpkeKdf, HpkeKem>(
        &mode,
        &key.hpke(),
        &binding.info(kind),
        rng,
    )
    .map_err(|_| SealError::Hpke)?;
    let sealed = context.seal(plaintext, &MAGIC).map_err(|_| SealError::Hpke)?;
    let letter = [MAGIC.as_slice(), &enc.to_bytes(), &sealed].concat();
    Ok(Sealed { id: binding.id, letter })
}

pub(crate) fn open_bytes<R: Role>(
    key: &XWingSecret<R>,
    kind: Kind,
    binding: &Binding,
    mode: &Mode<'_>,
    letter: &[u8],
) -> Result<Opened, OpenError> {
    if letter.len() != size::LETTER {
        return Err(OpenError::Size);
    }
    let rest = letter.strip_prefix(MAGIC.as_slice()).ok_or(OpenError::Version)?;
    let (enc, sealed) = rest.split_at_checked(size::ENC).ok_or(OpenError::Size)?;
    keys::check_share(enc).map_err(|_| OpenError::Opaque)?;
    let enc = <HpkeKem as hpke::Kem>::EncappedKey::from_bytes(enc).map_err(|_| OpenError::Opaque)?;
    let mode = match mode {
        Mode::Base => OpModeR::Base,
        Mode::Psk(psk, id) => {
            OpModeR::Psk(PskBundle::new(psk.expose(), id.bytes()).map_err(|_| OpenError::Opaque)?)
        }
    };
    let mut context =
        hpke::setup_receiver::<HpkeAead, HpkeKdf, HpkeKem>(&mode, &key.hpke(), &enc, &binding.info(kind))
            .map_err(|_| OpenError::Opaque)?;
    let plaintext = Zeroizing::new(context.open(sealed, &MAGIC).map_err(|_| OpenError::Opaque)?);
    Opened::split(&plaintext)
}

/// A letter's plaintext in its parts.
pub(crate) struct Opened {
    pub(crate) thread: [u8; 32],
    pub(crate) proof: [u8; size::PROOF],
    pub(crate) padded: Zeroizing<Vec<u8>>,
}

impl Opened {
    fn split(plaintext: &[u8]) -> Result<Self, OpenError> {
        let (thread, rest) = plaintext.split_first_chunk().ok_or(OpenError::Size)?;
        let (proof, padded) = rest.split_first_chunk().ok_or(OpenError::Size)?;
        Ok(Self { thread: *thread, proof: *proof, padded: Zeroizing::new(padded.to_vec()) })
    }

    pub(crate) fn content(&self, direction: Direction) -> Result<Content, OpenError> {
        Ok(Content::from_json(padding::unpad(&self.padded)?, direction)?)
    }

    /// Replies and notes carry neither thread nor proof: their psk is the proof.
    fn unsigned(&self) -> Result<(), OpenError> {
        if self.thread == [0; 32] && self.proof == [0; size::PROOF] { Ok(()) } else { Err(OpenError::Proof) }
    }
}

/// An adviser as the reader of letters: bound to identity, epoch and key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdviserReader {
    /// The organisation in which the adviser reads it.
    pub organisation: OrganisationId,
    /// The adviser's identity key.
    pub identity: IdentityKey,
    /// The epoch of the key.
    pub epoch: Epoch,
    /// The adviser's key for this epoch, to which the letter is sealed.
    pub key: EpochPublicKey,
}

impl AdviserReader {
    pub(crate) fn binding(&self, id: Id) -> Binding {
        binding_of(self.organisation, self.identity, self.epoch, &self.key, id)
    }
}

pub(crate) fn binding_of(
    organisation: OrganisationId,
    identity: IdentityKey,
    epoch: Epoch,
    key: &EpochPublicKey,
    id: Id,
) -> Binding {
    let mut hash = Hash::new();
    hash.update(identity.as_bytes());
    hash.update(epoch.0.to_be_bytes());
    hash.update(key.as_bytes());
    Binding { organisation, id, reader: hash.finalize().into() }
}

fn binding_of_key<R: Role>(organisation: OrganisationId, key: &XWingPublicKey<R>, id: Id) -> Binding {
    Binding { organisation, id, reader: Hash::digest(key.as_bytes()).into() }
}

pub(crate) fn padded(content: &Content, direction: Direction) -> Result<Zeroizing<Vec<u8>>, SealError> {
    padding::pad(&content.to_json(direction)?, size::PADDED).map_err(SealError::TooLong)
}

/// Seals the melder's letter to an adviser. The token is put into the content.
///
/// # Errors
/// [`SealError`].
pub fn seal_to_adviser(
    reader: &AdviserReader,
    thread: &ThreadKey,
    token: &Token,
    mut content: Content,
    rng: &mut impl CryptoRng,
) -> Result<Sealed, SealError> {
    content.token = Some(token.clone());
    let padded = padded(&content, Direction::ToAdviser)?;
    let binding = reader.binding(token.id());
    let proof = binding.mac(thread, &padded);
    let plaintext = plaintext(thread.id().as_bytes(), &proof, &padded);
    seal_bytes(&reader.key, Kind::Adviser, &binding, &Mode::Base, &plaintext, rng)
}

/// Seals an adviser's letter `content.n` to the melder of a thread. Only one who opened the report can.
///
/// # Errors
/// [`SealError`].
pub fn seal_reply(
    organisation: OrganisationId,
    reader: &ReplyPublicKey,
    thread: &ThreadKey,
    content: &Content,
    rng: &mut impl CryptoRng,
) -> Result<Sealed, SealError> {
    let padded = padded(content, Direction::ToMelder)?;
    let binding = binding_of_key(organisation, reader, thread.reply(content.n).id());
    let plaintext = plaintext(&[0; 32], &[0; size::PROOF], &padded);
    seal_bytes(reader, Kind::Reply, &binding, &Mode::Psk(&thread.psk(), Label::Reply), &plaintext, rng)
}

/// Opens the adviser's letter n of a thread.
///
/// # Errors
/// [`OpenError`].
pub fn open_reply(
    organisation: OrganisationId,
    reader: &ReplySecret,
    thread: &ThreadKey,
    n: u32,
    letter: &[u8],
) -> Result<Content, OpenError> {
    let binding = binding_of_key(organisation, &reader.public(), thread.reply(n).id());
    let mode = Mode::Psk(&thread.psk(), Label::Reply);
    let opened = open_bytes(reader, Kind::Reply, &binding, &mode, letter)?;
    opened.unsigned()?;
    let content = opened.content(Direction::ToMelder)?;
    if content.n == n { Ok(content) } else { Err(OpenError::Number) }
}

/// Seals note `content.n` of an epoch.
///
/// # Errors
/// [`SealError`].
pub fn seal_note(
    organisation: OrganisationId,
    master: &Master,
    epoch: Epoch,
    content: &Content,
    rng: &mut impl CryptoRng,
) -> Result<Sealed, SealError> {
    let padded = padded(content, Direction::ToSelf)?;
    let reader = master.self_key().public();
    let binding = binding_of_key(organisation, &reader, master.note(epoch, content.n).id());
    let plaintext = plaintext(&[0; 32], &[0; size::PROOF], &padded);
    let mode = Mode::Psk(&master.self_psk(), Label::SelfNote);
    seal_bytes(&reader, Kind::Own, &binding, &mode, &plaintext, rng)
}

/// Opens note k of an epoch.
///
/// # Errors
/// [`OpenError`].
pub fn open_note(
    organisation: OrganisationId,
    master: &Master,
    epoch: Epoch,
    k: u32,
    letter: &[u8],
) -> Result<Content, OpenError> {
    let reader = master.self_key();
    let binding = binding_of_key(organisation, &reader.public(), master.note(epoch, k).id());
    let mode = Mode::Psk(&master.self_psk(), Label::SelfNote);
    let opened = open_bytes(&reader, Kind::Own, &binding, &mode, letter)?;
    opened.unsigned()?;
    let content = opened.content(Direction::ToSelf)?;
    if content.n == k { Ok(content) } else { Err(OpenError::Number) }
}

/// A letter to nobody, which nobody but its maker can tell from others: sealed to a key that is thrown away.
///
/// # Errors
/// [`SealError::Hpke`], in practice never.
pub fn seal_cover(organisation: OrganisationId, rng: &mut impl CryptoRng) -> Result<Sealed, SealError> {
    let key = EpochSecret::generate(rng).public();
    let binding =
        Binding { organisation, id: Token::new(random::bytes(rng)).id(), reader: random::bytes(rng) };
    let nothing = Zeroizing::new(vec![0; size::PLAINTEXT]);
    seal_bytes(&key, Kind::Adviser, &binding, &Mode::Base, &nothing, rng)
}
