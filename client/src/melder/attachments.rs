//! A melder's attachments: each adviser gets the letter and the chunks for themselves, under keys of their own. The letters
//! go first, so that the words don't wait for a slow upload.

use std::path::PathBuf;

use fluister_protocol::content::Attachment;
use fluister_protocol::note::AttachmentNote;

use crate::attachment::{self, AttachmentError, Candidate, Source, Upload};
use crate::error::Error;
use crate::http::Api;
use crate::link::Link;
use crate::melder::conversation::{Conversation, Pieces, ThreadView, Words};
use crate::melder::visit::Visit;
use crate::post::Progress;

/// Files that go with a letter.
#[derive(Debug, Default)]
pub struct Attachments {
    /// The files.
    pub sources: Vec<Source>,
    /// Where to leave what it takes to go on with an upload that is cut off, sealed under the code. Nothing is left on
    /// the disk otherwise.
    pub resume_file: Option<PathBuf>,
}

impl Attachments {
    /// What a server takes with one letter, and where nothing lies yet.
    pub(super) fn check(&self, visit: &Visit<'_>) -> Result<(), Error> {
        let most = visit.limits.attachments;
        let together = self.sources.iter().map(Source::size).fold(0, u64::saturating_add);
        if !self.sources.is_empty() && together > most {
            return Err(AttachmentError::TooLarge { most }.into());
        }
        match &self.resume_file {
            Some(path) if path.symlink_metadata().is_ok() => Err(Error::Exists(path.clone())),
            _ => Ok(()),
        }
    }

    /// The upload has come to its end, and needs no more help.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn finished(&self) -> Result<(), Error> {
        match &self.resume_file {
            Some(path) => std::fs::remove_file(path).map_err(Error::file(path)),
            None => Ok(()),
        }
    }
}

/// An attachment whose letter is with the server, and whose chunks are still to be sent.
#[derive(Clone, Debug)]
pub struct Pending {
    /// Which of the files, from 0.
    pub source: usize,
    /// To whom it goes.
    pub adviser: String,
    /// The file's name, as that adviser sees it.
    pub name: String,
    pub(super) upload: Upload,
}

impl Pending {
    /// How many chunks it has.
    pub const fn chunks(&self) -> u32 {
        self.upload.chunks()
    }

    /// Sends the chunks that are missing.
    ///
    /// # Errors
    /// [`Error`]; what was sent stays, and the same again goes on with the rest.
    pub fn send(
        &self,
        api: &Api,
        link: &Link,
        attachments: &Attachments,
        progress: &impl Progress,
    ) -> Result<(), Error> {
        let source = attachments.sources.get(self.source).ok_or(Error::Encoding)?;
        self.upload.send(api, &link.slug, source, progress)
    }
}

/// The adviser's attachment of this name, or in the letter of this number.
///
/// # Errors
/// [`AttachmentError::NoSuch`], [`AttachmentError::Ambiguous`], [`AttachmentError::None`].
pub fn choose<'a>(
    conversation: &'a Conversation,
    adviser: Option<&str>,
    name: &str,
) -> Result<&'a Attachment, Error> {
    let adviser = adviser.map(|name| name.trim().to_lowercase());
    let several = conversation.threads.len() > 1;
    let of_thread = |thread: &'a ThreadView| {
        thread.letters.iter().filter_map(move |line| match &line.words {
            Words::Theirs(body) => {
                let from = several.then_some(thread.name.as_str());
                Some(Candidate { n: line.n, from, attachment: body.attachment()? })
            }
            Words::Own(_) => None,
        })
    };
    let wanted =
        |thread: &&ThreadView| adviser.as_ref().is_none_or(|name| thread.name.to_lowercase() == *name);
    let candidates = conversation.threads.iter().filter(wanted).flat_map(of_thread).collect();
    Ok(attachment::choose(candidates, name)?)
}

impl Visit<'_> {
    /// The melder's own attachments, as the notes tell.
    pub(super) fn own_attachments(&self) -> impl Iterator<Item = &AttachmentNote> {
        self.notes.0.iter().flat_map(|found| &found.note.attachments)
    }

    /// Asks how much of each attachment the server has. Nothing is asked where there are none.
    pub(super) fn count_pieces(&self, conversation: &mut Conversation) -> Result<(), Error> {
        for thread in &mut conversation.threads {
            for line in &mut thread.letters {
                let (tokens, of) = match &line.words {
                    Words::Theirs(body) => match body.attachment() {
                        Some(attachment) => (&attachment.tokens, attachment.chunks),
                        None => continue,
                    },
                    Words::Own(_) => {
                        let (i, n) = (thread.i, line.n);
                        let Some(own) = self.own_attachments().find(|own| own.i == i && own.n == n) else {
                            continue;
                        };
                        (&own.tokens, own.chunks)
                    }
                };
                line.pieces = Some(Pieces { missing: attachment::missing(self.api, tokens, of)?, of });
            }
        }
        Ok(())
    }
}
