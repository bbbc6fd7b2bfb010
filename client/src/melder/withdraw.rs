//! Withdrawing: the advisers are told, and everything is deleted.

use fluister_protocol::code::RetrievalCode;
use fluister_protocol::content::{Body, Other, Withdrawal};
use fluister_protocol::day::Day;
use fluister_protocol::id::Token;
use fluister_protocol::note::ThreadNote;
use fluister_protocol::random;
use fluister_protocol::size;

use crate::attachment;
use crate::error::Error;
use crate::http::Api;
use crate::link::Link;
use crate::melder::outgoing::{Noted, Outgoing};
use crate::melder::receipt::Receipt;
use crate::melder::visit::Visit;
use crate::post::{self, Progress};

/// How many tokens of chunks go into one call.
const CHUNKS: usize = 32;

/// Tells the advisers that the report is withdrawn, then deletes the melder's letters, the
/// replies, the attachments of both and the notes. The
/// code opens nothing afterwards. Interrupted, it can be done again.
///
/// # Errors
/// [`Error`].
pub fn withdraw(
    api: &Api,
    link: &Link,
    code: &RetrievalCode,
    today: Day,
    progress: &impl Progress,
) -> Result<Receipt, Error> {
    let visit = Visit::open(api, link, code, today)?;
    let newest = visit.notes.newest().ok_or(Error::NothingUnderCode)?;
    let threads: Vec<_> = visit.threads().iter().map(|thread| visit.after_visit(thread)).collect();
    let (tokens, chunks) = (written_tokens(&visit, &threads), visit.chunk_tokens());
    let (epoch, k, _) = visit.notes.next(today);
    let reachable = |thread: &&ThreadNote| visit.organisation.reader(thread.adviser, "", today).is_ok();
    let to: Vec<u32> = threads.iter().filter(|t| !t.withdrawn).filter(reachable).map(|t| t.i).collect();
    let replies_only = newest.note.replies_only;
    let receipt = Outgoing { visit: &visit, threads, to, replies_only }.withdrawal(progress)?;
    let mut last = vec![visit.master.note(epoch, k)];
    last.extend(visit.notes.tokens(&visit.master));
    delete_chunks(api, &chunks)?;
    delete(api, &tokens)?;
    // the notes last: as long as one is there, an interrupted withdrawal can be finished
    delete(api, &last)?;
    Ok(receipt)
}

/// All letters of the threads but a withdrawal that is on its way.
fn written_tokens(visit: &Visit<'_>, threads: &[ThreadNote]) -> Vec<Token> {
    let own = threads.iter().flat_map(|thread| {
        let last = thread.written - u32::from(thread.withdrawn && thread.written > 0);
        (1..=last).map(|n| visit.master.own(thread.i, n))
    });
    let replies = threads.iter().flat_map(|thread| {
        let key = visit.master.thread(thread.i);
        (1..=visit.written(thread)).map(move |n| key.reply(n)).collect::<Vec<_>>()
    });
    own.chain(replies).collect()
}

/// The chunks of an attachment are enough to delete it; who holds its letter has the key to nothing then.
fn delete_chunks(api: &Api, tokens: &[Token]) -> Result<(), Error> {
    for some in tokens.chunks(CHUNKS) {
        api.delete_chunks(some)?;
    }
    Ok(())
}

fn delete(api: &Api, tokens: &[Token]) -> Result<(), Error> {
    for some in tokens.chunks(size::SIXTEEN) {
        api.delete(&post::with_random(some, &mut random::system()))?;
    }
    Ok(())
}

impl Outgoing<'_, '_> {
    pub(super) fn withdrawal(mut self, progress: &impl Progress) -> Result<Receipt, Error> {
        if self.to.is_empty() {
            self.visit.post(Vec::new(), progress)?;
            return Ok(self.receipt(0));
        }
        let body = |_: &ThreadNote| Body::Withdrawal(Withdrawal { text: None, other: Other::new() });
        let (mut letters, own) = self.seal_to_all(body, None)?;
        for thread in self.threads.iter_mut().filter(|thread| self.to.contains(&thread.i)) {
            thread.withdrawn = true;
        }
        letters.extend(self.notes(vec![Noted { letters: vec![own], attachments: vec![] }])?);
        self.visit.post(letters, progress)?;
        Ok(self.receipt(1))
    }
}

impl Visit<'_> {
    /// Of all attachments, the melder's and the advisers'.
    fn chunk_tokens(&self) -> Vec<Token> {
        let own = self.own_attachments().map(|own| (&own.tokens, own.chunks));
        let theirs = self.their_attachments().map(|theirs| (&theirs.tokens, theirs.chunks));
        own.chain(theirs).flat_map(|(tokens, chunks)| attachment::tokens(tokens, chunks)).collect()
    }
}
