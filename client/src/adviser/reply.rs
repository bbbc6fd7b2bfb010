//! Answering a melder.

use fluister_protocol::content::{self, Body, Content, MAX_PARTS, Message, Other, Part, TEXT};
use fluister_protocol::day::Day;
use fluister_protocol::letter;
use fluister_protocol::random;

use crate::adviser::state::{Letter, State, Writer};
use crate::adviser::sync;
use crate::error::Error;
use crate::http::Api;
use crate::post::{self, Progress};
use crate::vault::Vault;

/// Answers in a thread. The sealed letters are in the vault before they are sent; where the connection breaks, they go
/// out with the next sync.
///
/// # Errors
/// [`Error`]; [`Error::Unreachable`] with the answer kept in the vault.
pub fn reply(
    api: &Api,
    vault: &mut Vault<State>,
    thread: &str,
    text: &str,
    today: Day,
    progress: &impl Progress,
) -> Result<usize, Error> {
    if text.trim().is_empty() {
        return Err(Error::EmptyText);
    }
    let parts = content::parts(text);
    let of = u32::try_from(parts.len())
        .ok()
        .filter(|of| *of <= MAX_PARTS)
        .ok_or(Error::TextTooLong { most: TEXT * 15 })?;
    let link = vault.state.link()?;
    let name = vault.state.thread_called(thread)?;
    let mut sealed_letters = Vec::new();
    let state = &mut vault.state;
    let thread = state.threads.get_mut(&name).ok_or_else(|| Error::NoSuchThread(name.as_str().into()))?;
    for (number, text) in (1..).zip(&parts) {
        let n = thread.written + 1;
        let body = Body::Message(Message { text: (*text).into(), other: Other::new() });
        let part = (of > 1).then_some(Part { number, of });
        let content = Content { part, ..Content::new(body, n, thread.received.seen(), today) };
        let reader = &thread.reply_key;
        let sealed =
            letter::seal_reply(link.pin.organisation, reader, &thread.key, &content, &mut random::system())?;
        thread.written = n;
        let id = sealed.id;
        thread.letters.push(Letter {
            writer: Writer::Adviser,
            id,
            day: today,
            new: false,
            oddity: None,
            content,
        });
        sealed_letters.push(sealed);
    }
    // with their cover, so that sending twice sends the same
    let letters = post::with_cover(sealed_letters, link.pin.organisation, &mut random::system())?;
    state.outbox.extend(letters.into_iter().map(Into::into));
    vault.save()?;
    sync::sync(api, vault, today, progress)?;
    Ok(parts.len())
}
