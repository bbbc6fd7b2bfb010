//! Sealing what a visit says: letters to the advisers, and the notes that record them.

use fluister_protocol::chain::Named;
use fluister_protocol::content::{self, Body, Content, MAX_PARTS, Message, Other, Part, TEXT};
use fluister_protocol::letter::{self, Sealed};
use fluister_protocol::note::{AttachmentNote, Note, OwnLetter, Sent, ThreadNote};
use fluister_protocol::random;
use fluister_protocol::size;

use crate::attachment::{AttachmentError, Upload};
use crate::error::Error;
use crate::melder::attachments::{Attachments, Pending};
use crate::melder::receipt::Receipt;
use crate::melder::resume;
use crate::melder::visit::Visit;
use crate::post::Progress;

/// Letters about to be sealed: to some of the threads, with the notes that record them.
pub(super) struct Outgoing<'v, 'a> {
    pub(super) visit: &'v Visit<'a>,
    pub(super) threads: Vec<ThreadNote>,
    pub(super) to: Vec<u32>,
    pub(super) replies_only: bool,
}

/// What one note tells of the post that it goes with.
#[derive(Default)]
pub(super) struct Noted {
    pub(super) letters: Vec<OwnLetter>,
    pub(super) attachments: Vec<AttachmentNote>,
}

impl Outgoing<'_, '_> {
    /// Seals a text, in parts where it is long, and a letter for each attachment, to every thread; and the notes; and posts
    /// all of it at once. The attachments themselves are left to be sent.
    pub(super) fn send(
        mut self,
        text: &str,
        first: impl Fn(&ThreadNote, &str) -> Body,
        attachments: &Attachments,
        progress: &impl Progress,
    ) -> Result<Receipt, Error> {
        let text = if text.trim().is_empty() { "" } else { text };
        if text.is_empty() && attachments.sources.is_empty() {
            return Err(Error::EmptyText);
        }
        attachments.check(self.visit)?;
        let parts = content::parts(text);
        self.fits(parts.len(), attachments.sources.len())?;
        let of = u32::try_from(parts.len()).ok().filter(|of| *of <= MAX_PARTS).ok_or(Error::EmptyText)?;
        let (mut letters, mut own) = (Vec::new(), Vec::new());
        for (number, text) in (1..).zip(&parts) {
            let part = (of > 1).then_some(Part { number, of });
            let body = |thread: &ThreadNote| match number {
                1 => first(thread, text),
                _ => Body::Message(Message { text: (*text).into(), other: Other::new() }),
            };
            let (sealed, mut letter) = self.seal_to_all(body, part)?;
            letter.text = Some((*text).into());
            letters.extend(sealed);
            own.push(Noted { letters: vec![letter], attachments: vec![] });
        }
        let (sealed, noted, uploads) = self.seal_attachments(attachments)?;
        letters.extend(sealed);
        if !uploads.is_empty() {
            own.push(noted);
        }
        letters.extend(self.notes(own)?);
        resume::leave(attachments, &self.visit.master, &uploads)?;
        match self.visit.post(letters, progress) {
            Ok(()) => {}
            Err(error) => {
                // where it is certain that nothing was stored, nothing is left to go on with
                if error.exit_code() != 5 && !uploads.is_empty() {
                    attachments.finished()?;
                }
                return Err(error);
            }
        }
        Ok(Receipt { uploads, ..self.receipt(parts.len() + attachments.sources.len()) })
    }

    /// Whether so many letters to each adviser fit into one post with their notes.
    fn fits(&self, parts: usize, attachments: usize) -> Result<(), Error> {
        let notes = if self.replies_only { 1 } else { parts };
        if parts * self.to.len() + notes > size::SIXTEEN {
            return Err(Error::TextTooLong { most: TEXT * (size::SIXTEEN / (self.to.len() + 1)).max(1) });
        }
        let notes = if self.replies_only { 1 } else { parts + usize::from(attachments > 0) };
        if (parts + attachments) * self.to.len() + notes > size::SIXTEEN {
            return Err(AttachmentError::TooMany.into());
        }
        Ok(())
    }

    /// A letter for each attachment to each thread that is written to; the key of each is known to one adviser only.
    fn seal_attachments(
        &mut self,
        attachments: &Attachments,
    ) -> Result<(Vec<Sealed>, Noted, Vec<Pending>), Error> {
        let (mut letters, mut noted, mut uploads) = (Vec::new(), Noted::default(), Vec::new());
        for (number, source) in attachments.sources.iter().enumerate() {
            for thread in self.threads.iter_mut().filter(|thread| self.to.contains(&thread.i)) {
                let upload = Upload::new(source)?;
                let name = source.name(thread.written + 1);
                let body = Body::Attachment(upload.letter(name.clone(), source.media_type()));
                let (sealed, sent) = seal(self.visit, thread, body, None)?;
                letters.push(sealed);
                let (tokens, chunks) = (upload.tokens().clone(), upload.chunks());
                noted.attachments.push(AttachmentNote { i: sent.i, n: sent.n, tokens, chunks });
                let text = Some(name.clone());
                noted.letters.push(OwnLetter { to: vec![sent], kind: "attachment".into(), text, part: None });
                uploads.push(Pending { source: number, adviser: thread.name.clone(), name, upload });
            }
        }
        Ok((letters, noted, uploads))
    }

    /// The next letter of every thread that is written to, and how the note tells of it.
    pub(super) fn seal_to_all(
        &mut self,
        body: impl Fn(&ThreadNote) -> Body,
        part: Option<Part>,
    ) -> Result<(Vec<Sealed>, OwnLetter), Error> {
        let (mut letters, mut to, mut kind) = (Vec::new(), Vec::new(), String::new());
        for thread in self.threads.iter_mut().filter(|thread| self.to.contains(&thread.i)) {
            let body = body(thread);
            body.kind().clone_into(&mut kind);
            let (sealed, sent) = seal(self.visit, thread, body, part)?;
            letters.push(sealed);
            to.push(sent);
        }
        Ok((letters, OwnLetter { to, kind, text: None, part }))
    }

    /// A note for each group of own letters, each with the whole state; the last of them counts. One without any of them
    /// where the melder's words are not to be kept.
    pub(super) fn notes(&self, own: Vec<Noted>) -> Result<Vec<Sealed>, Error> {
        let visit = self.visit;
        let (epoch, first, earlier) = visit.notes.next(visit.today);
        let own = if self.replies_only {
            vec![Noted {
                letters: vec![],
                attachments: own.into_iter().flat_map(|own| own.attachments).collect(),
            }]
        } else {
            own
        };
        let seal = |(k, own): (u32, Noted)| {
            let note = Note {
                threads: self.threads.clone(),
                earlier: earlier.clone(),
                replies_only: self.replies_only,
                letters: own.letters,
                attachments: own.attachments,
                other: Other::new(),
            };
            let directory = Some(Named::directory(&visit.organisation.directory));
            let content = Content { directory, ..Content::new(note.into(), k, 0, visit.today) };
            let organisation = visit.link.pin.organisation;
            letter::seal_note(organisation, &visit.master, epoch, &content, &mut random::system())
        };
        (first..).zip(own).map(seal).collect::<Result<_, _>>().map_err(Error::from)
    }

    pub(super) fn receipt(&self, letters: usize) -> Receipt {
        let written_to = self.threads.iter().filter(|thread| self.to.contains(&thread.i));
        let advisers = written_to.map(|thread| thread.name.clone()).collect();
        Receipt { advisers, letters, uploads: vec![] }
    }
}

/// The next letter of a thread.
fn seal(
    visit: &Visit<'_>,
    thread: &mut ThreadNote,
    body: Body,
    part: Option<Part>,
) -> Result<(Sealed, Sent), Error> {
    let reader = visit.organisation.reader(thread.adviser, &thread.name, visit.today)?;
    let n = thread.written + 1;
    let directory = Some(Named::directory(&visit.organisation.directory));
    let content = Content { part, directory, ..Content::new(body, n, thread.seen, visit.today) };
    let (key, token) = (visit.master.thread(thread.i), visit.master.own(thread.i, n));
    let sealed = letter::seal_to_adviser(&reader, &key, &token, content, &mut random::system())?;
    thread.written = n;
    Ok((sealed, Sent { i: thread.i, n, seen: thread.seen }))
}
