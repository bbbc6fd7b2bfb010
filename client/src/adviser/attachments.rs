//! An adviser's attachments: those that came, and those that are sent. What is still to be sent is in the vault, so that
//! the next look into the box goes on with it; the file itself stays where it is.

use std::collections::BTreeMap;

use fluister_protocol::content::{Attachment, Body};
use fluister_protocol::day::Day;
use fluister_protocol::random;

use crate::adviser::kept::{Draft, State, Thread, ThreadName, To, Waiting, Writer};
use crate::adviser::reply;
use crate::attachment::{self, AttachmentError, Candidate, Source, Upload};
use crate::error::Error;
use crate::http::Api;
use crate::post::Progress;
use crate::vault::Vault;

/// What an adviser writes.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The thread: the beginning of its name.
    pub thread: &'a str,
    /// The text; may be empty where there are attachments.
    pub text: &'a str,
    /// Files that go with it.
    pub attachments: &'a [Source],
}

/// Answers in a thread, with attachments. Gives the number of letters; the attachments themselves are then sent with
/// [`send_attachments`], which goes on where it was interrupted.
///
/// # Errors
/// As [`crate::adviser::reply`]; [`AttachmentError::TooLarge`].
pub fn reply_with(
    api: &Api,
    vault: &mut Vault<State>,
    answer: &Answer<'_>,
    today: Day,
    progress: &impl Progress,
) -> Result<usize, Error> {
    // who answers without attachments makes the same calls as who only looks
    if !answer.attachments.is_empty() {
        let most = api.info()?.limits.attachments;
        let together = answer.attachments.iter().map(Source::size).fold(0, u64::saturating_add);
        if together > most {
            return Err(AttachmentError::TooLarge { most }.into());
        }
    }
    let thread = vault.state.thread_called(answer.thread)?;
    let written = vault.state.threads.get(&thread).map_or(0, |thread| thread.written);
    let mut draft = Draft::new(To::Melder(thread.clone()));
    if !answer.text.trim().is_empty() || answer.attachments.is_empty() {
        draft.say(answer.text)?;
    }
    for source in answer.attachments {
        let upload = Upload::new(source)?;
        let n = u32::try_from(draft.letters() + 1).unwrap_or(u32::MAX).saturating_add(written);
        let name = source.name(n);
        draft.add(Body::Attachment(upload.letter(name.clone(), source.media_type())));
        let path = source.path().canonicalize().map_err(Error::file(source.path()))?;
        let keep_metadata = source.options().keep_metadata;
        let waiting = Waiting { thread: thread.clone(), name, path, keep_metadata, upload };
        let key: [u8; 16] = random::bytes(&mut random::system());
        vault.state.uploads.insert(data_encoding::HEXLOWER.encode(&key), waiting);
    }
    reply::send(api, vault, draft, today, progress)
}

/// Sends what is still missing of all attachments, and forgets those that are there. `say` is told of each before it is
/// sent, and of those that can't be sent from here: another device has the file, or it has changed.
///
/// # Errors
/// [`Error`]; what was sent stays, and the next time goes on with the rest.
pub fn send_attachments(
    api: &Api,
    vault: &mut Vault<State>,
    progress: &impl Progress,
    mut say: impl FnMut(&Waiting, Option<&Error>),
) -> Result<(), Error> {
    let slug = vault.state.link()?.slug;
    for (key, waiting) in vault.state.uploads.clone() {
        // nothing is sent to a melder who has withdrawn
        if vault.state.threads.contains_key(&waiting.thread) {
            match waiting.source() {
                Err(error) => {
                    if attachment::missing(api, waiting.upload.tokens(), waiting.upload.chunks())? > 0 {
                        say(&waiting, Some(&error));
                        continue;
                    }
                }
                Ok(source) => {
                    say(&waiting, None);
                    waiting.upload.send(api, &slug, &source, progress)?;
                }
            }
        }
        vault.state.uploads.remove(&key);
        vault.save()?;
    }
    Ok(())
}

/// The attachments that came in a thread, with their letters' numbers.
fn received(thread: &Thread) -> impl Iterator<Item = (u32, &Attachment)> {
    let theirs = thread.letters.iter().filter(|letter| letter.writer == Writer::Melder);
    theirs.filter_map(|letter| Some((letter.content.n, letter.content.body.attachment()?)))
}

/// The attachment of this name, or in the letter of this number, that came in a thread.
///
/// # Errors
/// [`Error::NoSuchThread`], [`Error::AmbiguousThread`], [`AttachmentError::NoSuch`], [`AttachmentError::Ambiguous`],
/// [`AttachmentError::None`].
pub fn attachment<'a>(state: &'a State, thread: &str, name: &str) -> Result<&'a Attachment, Error> {
    let thread = state.threads.get(&state.thread_called(thread)?);
    let found = thread.into_iter().flat_map(received);
    let candidates = found.map(|(n, attachment)| Candidate { n, from: None, attachment }).collect();
    Ok(attachment::choose(candidates, name)?)
}

/// How many pieces are missing, and of how many, by thread and letter.
pub type MissingPieces = BTreeMap<(ThreadName, u32), (u32, u32)>;

/// How many pieces are missing of the attachments that came and are new, or of all.
///
/// # Errors
/// [`Error`].
pub fn missing_pieces(api: &Api, state: &State, all: bool) -> Result<MissingPieces, Error> {
    let mut missing = BTreeMap::new();
    for (name, thread) in &state.threads {
        let new = |n| thread.letters.iter().any(|l| l.writer == Writer::Melder && l.content.n == n && l.new);
        for (n, attachment) in received(thread).filter(|(n, _)| all || new(*n)) {
            let of = attachment.chunks;
            missing.insert((name.clone(), n), (attachment::missing(api, &attachment.tokens, of)?, of));
        }
    }
    Ok(missing)
}
