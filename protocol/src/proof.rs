//! Who wrote a letter to an adviser: the melder of a thread (a MAC, deniable) or another adviser (a signature).

use subtle::ConstantTimeEq as _;

use crate::content::{Body, Content, Direction};
use crate::day::Epoch;
use crate::derivation::{ThreadId, ThreadKey};
use crate::directory::Directory;
use crate::id::{AdviserId, Id, OrganisationId, Token};
use crate::keys::{EpochPublicKey, EpochSecret, IdentitySecret};
use crate::label::Label;
use crate::letter::{
    self, AdviserReader, Binding, Kind, Mode, OpenError, Opened, SealError, Sealed, binding_of,
};
use crate::random::CryptoRng;
use crate::verifying::IdentityKey;

fn signed_parts<'a>(binding: &'a Binding, padded: &'a [u8]) -> [&'a [u8]; 4] {
    [binding.organisation.as_bytes(), binding.id.as_bytes(), &binding.reader, padded]
}

/// Seals a letter from one adviser to another, signed. The token is random; it and `from` are put into the content.
///
/// # Errors
/// [`SealError`].
pub fn seal_between_advisers(
    reader: &AdviserReader,
    author: &IdentitySecret,
    token: &Token,
    mut content: Content,
    rng: &mut impl CryptoRng,
) -> Result<Sealed, SealError> {
    content.token = Some(token.clone());
    content.from = Some(author.public().adviser());
    let padded = letter::padded(&content, Direction::BetweenAdvisers)?;
    let binding = reader.binding(token.id());
    let proof = author.sign(Label::Proof, &signed_parts(&binding, &padded));
    let plaintext = letter::plaintext(&[0; 32], &proof.0, &padded);
    letter::seal_bytes(&reader.key, Kind::Adviser, &binding, &Mode::Base, &plaintext, rng)
}

/// An adviser's secret for one epoch, with what letters to it are bound to.
#[derive(Clone)]
pub struct EpochReader {
    organisation: OrganisationId,
    identity: IdentityKey,
    epoch: Epoch,
    secret: EpochSecret,
    public: EpochPublicKey,
}

impl std::fmt::Debug for EpochReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "EpochReader({})", self.epoch.0)
    }
}

/// A letter that opened, and of which nobody knows yet who wrote it.
pub struct Unproven {
    binding: Binding,
    opened: Opened,
}

impl std::fmt::Debug for Unproven {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Unproven({})", self.binding.id)
    }
}

/// A letter to an adviser, and who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proven {
    /// The first letter of a thread that was not known.
    Report {
        /// The new thread's secret, given in the report.
        thread: ThreadKey,
        /// What the report says.
        content: Box<Content>,
    },
    /// A letter of the melder of a known thread.
    Thread {
        /// The thread's id.
        thread: ThreadId,
        /// What the letter says.
        content: Box<Content>,
    },
    /// A letter of another adviser of the directory.
    Adviser {
        /// The adviser who signed it.
        from: AdviserId,
        /// What the letter says.
        content: Box<Content>,
    },
}

impl EpochReader {
    /// The reader of the letters that are sealed to this secret's key in its epoch.
    pub fn new(
        organisation: OrganisationId,
        identity: IdentityKey,
        epoch: Epoch,
        secret: EpochSecret,
    ) -> Self {
        let public = secret.public();
        Self { organisation, identity, epoch, secret, public }
    }

    /// The epoch of the secret.
    pub const fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// Tries to open a letter. Most letters in a box are not for this reader.
    ///
    /// # Errors
    /// [`OpenError::Opaque`] for all that is not for this reader, and what is wrong with the letter's outside.
    pub fn open(&self, id: Id, letter: &[u8]) -> Result<Unproven, OpenError> {
        let binding = binding_of(self.organisation, self.identity, self.epoch, &self.public, id);
        let opened = letter::open_bytes(&self.secret, Kind::Adviser, &binding, &Mode::Base, letter)?;
        Ok(Unproven { binding, opened })
    }
}

impl Unproven {
    /// The thread that the letter claims; zero between advisers.
    pub const fn thread(&self) -> ThreadId {
        ThreadId(self.opened.thread)
    }

    /// The number that the letter claims to have in its thread, for putting letters in order before they are proven.
    pub fn claimed_number(&self) -> Option<u32> {
        self.opened.content(Direction::ToAdviser).ok().map(|content| content.n)
    }

    /// Finds out who wrote it. `thread` looks up a known thread's secret.
    ///
    /// # Errors
    /// [`OpenError`]: the letter is to be kept as unreadable, never dropped.
    pub fn prove(
        &self,
        directory: &Directory,
        thread: impl FnOnce(ThreadId) -> Option<ThreadKey>,
    ) -> Result<Proven, OpenError> {
        let proven = if self.opened.thread == [0; 32] {
            self.signature(directory)?
        } else {
            match thread(self.thread()) {
                Some(key) => {
                    self.mac(&key)?;
                    Proven::Thread { thread: self.thread(), content: self.content(Direction::ToAdviser)? }
                }
                None => self.report()?,
            }
        };
        Ok(proven)
    }

    fn signature(&self, directory: &Directory) -> Result<Proven, OpenError> {
        let content = self.content(Direction::BetweenAdvisers)?;
        let from = content.from.ok_or(OpenError::Proof)?;
        let adviser = directory.adviser(from).ok_or(OpenError::Proof)?;
        let parts = signed_parts(&self.binding, &self.opened.padded);
        adviser.identity.verify(Label::Proof, &parts, &self.opened.proof).map_err(|_| OpenError::Proof)?;
        Ok(Proven::Adviser { from, content })
    }

    fn mac(&self, thread: &ThreadKey) -> Result<(), OpenError> {
        let due = self.binding.mac(thread, &self.opened.padded);
        if due.as_slice().ct_eq(&self.opened.proof).into() { Ok(()) } else { Err(OpenError::Proof) }
    }

    fn report(&self) -> Result<Proven, OpenError> {
        let content = self.content(Direction::ToAdviser)?;
        let Body::Report(report) = &content.body else {
            return Err(OpenError::UnknownThread);
        };
        let thread = report.thread_key.clone();
        if thread.id() != self.thread() {
            return Err(OpenError::Proof);
        }
        self.mac(&thread)?;
        Ok(Proven::Report { thread, content })
    }

    fn content(&self, direction: Direction) -> Result<Box<Content>, OpenError> {
        let content = self.opened.content(direction)?;
        match &content.token {
            Some(token) if token.id() == self.binding.id => Ok(Box::new(content)),
            _ => Err(OpenError::Token),
        }
    }
}
