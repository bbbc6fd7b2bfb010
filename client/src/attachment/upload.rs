//! Sending an attachment's chunks, once the letter that names them is with the server.

use std::collections::BTreeSet;

use fluister_protocol::chunk::{self, AttachmentKey, AttachmentTokens};
use fluister_protocol::content::{Attachment, Other};
use fluister_protocol::id::{Digest32, Id};
use fluister_protocol::random;
use fluister_protocol::size;
use fluister_protocol::work::Work;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::AttachmentError;
use super::source::Source;
use crate::error::Error;
use crate::http::{Api, Posted};
use crate::post::{self, Progress};

/// How many chunks one proof of work is for.
const GROUP: u32 = 32;

/// An attachment for one reader: all that its letter says, and all that it takes to go on with sending it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Upload {
    key: AttachmentKey,
    tokens: AttachmentTokens,
    size: u64,
    chunks: u32,
    sha256: Digest32,
}

impl std::fmt::Debug for Upload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Upload({} chunks)", self.chunks)
    }
}

impl Upload {
    /// Under a key and tokens of its own.
    ///
    /// # Errors
    /// [`AttachmentError::TooLarge`].
    pub fn new(source: &Source) -> Result<Self, Error> {
        let too_large = AttachmentError::TooLarge { most: chunk::LARGEST };
        Ok(Self {
            key: AttachmentKey::generate(&mut random::system()),
            tokens: AttachmentTokens::generate(&mut random::system()),
            size: source.size(),
            chunks: chunk::padded_count(source.size()).ok_or(too_large)?,
            sha256: source.sha256(),
        })
    }

    /// What its letter says.
    pub fn letter(&self, name: String, media_type: &str) -> Attachment {
        Attachment {
            name,
            media_type: media_type.into(),
            size: self.size,
            chunks: self.chunks,
            key: self.key.clone(),
            tokens: self.tokens.clone(),
            sha256: self.sha256,
            other: Other::new(),
        }
    }

    /// What its chunks lie under.
    pub const fn tokens(&self) -> &AttachmentTokens {
        &self.tokens
    }

    /// How many there are, with padding.
    pub const fn chunks(&self) -> u32 {
        self.chunks
    }

    /// Whether this is the file that the letter speaks of.
    pub fn is_of(&self, source: &Source) -> bool {
        self.size == source.size() && self.sha256 == source.sha256()
    }

    /// Sends the chunks that the server does not have. Each is sealed, sent and forgotten before the next is read.
    ///
    /// # Errors
    /// [`Error`]; [`AttachmentError::Changed`] where the file is no longer the one that the letter speaks of.
    pub fn send(
        &self,
        api: &Api,
        slug: &str,
        source: &Source,
        progress: &impl Progress,
    ) -> Result<(), Error> {
        let changed = || AttachmentError::Changed(source.path().into());
        // under one key, one file only
        if !self.is_of(source) {
            return Err(changed().into());
        }
        let mut pieces = source.pieces()?;
        let mut piece = Zeroizing::new(Vec::with_capacity(size::CHUNK_PIECE));
        for first in (0..self.chunks).step_by(GROUP as usize) {
            let group: Vec<(u32, Id)> =
                (first..self.chunks.min(first + GROUP)).map(|i| (i, self.tokens.token(i).id())).collect();
            let ids: Vec<Id> = group.iter().map(|(_, id)| *id).collect();
            let missing: BTreeSet<Id> = api.missing_chunks(&ids)?.into_iter().collect();
            let mut place = Place { api, slug, ids: missing.iter().copied().collect(), work: None };
            for (i, id) in group {
                pieces.next(&mut piece)?;
                if missing.contains(&id) {
                    let sealed = chunk::seal_chunk(&self.key, i, self.chunks, &piece)
                        .map_err(AttachmentError::Chunk)?;
                    place.put(id, &sealed, progress)?;
                }
                progress.moved(i + 1, self.chunks);
            }
        }
        if pieces.read() == (self.size, self.sha256) { Ok(()) } else { Err(changed().into()) }
    }
}

/// A place for some chunks, by one proof of work.
struct Place<'a> {
    api: &'a Api,
    slug: &'a str,
    ids: Vec<Id>,
    work: Option<Work>,
}

impl Place<'_> {
    fn put(&mut self, id: Id, chunk: &[u8], progress: &impl Progress) -> Result<(), Error> {
        let named: Vec<u8> = self.ids.iter().flat_map(|id| id.0).collect();
        // work that came too late is done again, a few times
        for _ in 0..3 {
            let work = match self.work {
                Some(work) => work,
                None => post::work(self.api, self.slug, &named, progress)?,
            };
            match self.api.put_chunk(self.slug, id, chunk, &work, &named)? {
                Posted::Stored => {
                    self.work = Some(work);
                    return Ok(());
                }
                Posted::Conflict => return Err(Error::Conflict),
                Posted::WorkRefused => self.work = None,
            }
        }
        Err(Error::Answer("it refuses every proof of work"))
    }
}
