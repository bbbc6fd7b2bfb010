//! Numbering and sealing what waits, in the step in which the vault is changed on the server, so that two devices never
//! give one number twice.

use fluister_protocol::content::Content;
use fluister_protocol::day::Day;
use fluister_protocol::id::Token;
use fluister_protocol::letter::{self, Sealed};
use fluister_protocol::proof;
use fluister_protocol::random;

use crate::adviser::kept::{
    ColleagueLetter, Draft, DraftLetter, DraftName, Letter, State, ThreadName, To, Writer,
};
use crate::error::Error;
use crate::link::Link;
use crate::trust::Organisation;

/// The most letters that are sealed in one step, so that it fits into one change of the vault.
pub(super) const MOST_AT_ONCE: usize = 64;

/// Seals all drafts that can be sealed now. The others wait: their adviser cannot be written to today, or there are too
/// many for one step.
///
/// # Errors
/// [`Error::Seal`].
pub(super) fn seal_all(
    state: &mut State,
    organisation: &Organisation,
    link: &Link,
    today: Day,
) -> Result<Vec<Sealed>, Error> {
    let mut sealed = Vec::new();
    for (name, draft) in std::mem::take(&mut state.drafts) {
        if state.colleagues.iter().any(|letter| letter.draft.as_ref() == Some(&name)) {
            continue;
        }
        if sealed.len() + draft.letters() > MOST_AT_ONCE {
            state.drafts.insert(name, draft);
            continue;
        }
        match draft.to.clone() {
            To::Melder(thread) => to_melder(state, link, &thread, &name, draft, today, &mut sealed)?,
            To::Adviser(adviser) => match organisation.reader(adviser, "", today) {
                Err(_) => {
                    state.drafts.insert(name, draft);
                }
                Ok(reader) => {
                    for letter in draft.letters {
                        let token = Token::new(random::bytes(&mut random::system()));
                        let content = Content { part: letter.part, ..Content::new(letter.body, 0, 0, today) };
                        let identity = state.identity();
                        let rng = &mut random::system();
                        let kept = content.clone();
                        let letter = proof::seal_between_advisers(&reader, &identity, &token, content, rng)?;
                        let listed = organisation.directory.adviser(adviser);
                        state.colleagues.push(ColleagueLetter {
                            adviser,
                            name: listed.map(|adviser| adviser.name.clone()).unwrap_or_default(),
                            own: true,
                            id: letter.id,
                            day: today,
                            new: false,
                            draft: Some(name.clone()),
                            content: kept,
                        });
                        sealed.push(letter);
                    }
                }
            },
        }
    }
    Ok(sealed)
}

fn to_melder(
    state: &mut State,
    link: &Link,
    thread: &ThreadName,
    name: &DraftName,
    draft: Draft,
    today: Day,
    sealed: &mut Vec<Sealed>,
) -> Result<(), Error> {
    // nothing is written to a melder who has withdrawn
    let Some(thread) = state.threads.get_mut(thread) else { return Ok(()) };
    if thread.letters.iter().any(|letter| letter.draft.as_ref() == Some(name)) {
        return Ok(());
    }
    for DraftLetter { body, part } in draft.letters {
        let n = thread.written + 1;
        let content = Content { part, ..Content::new(body, n, thread.received.seen(), today) };
        let (organisation, reader) = (link.pin.organisation, &thread.reply_key);
        let letter = letter::seal_reply(organisation, reader, &thread.key, &content, &mut random::system())?;
        thread.written = n;
        thread.letters.push(Letter {
            writer: Writer::Adviser,
            id: letter.id,
            day: today,
            new: false,
            oddity: None,
            draft: Some(name.clone()),
            content,
        });
        sealed.push(letter);
    }
    Ok(())
}
