//! What is to be written: kept in the vault until it is sealed, numbered and sealed in the step in which the vault is
//! changed on the server, so that two devices never give one number twice.

use fluister_protocol::content::{self, Body, Content, MAX_PARTS, Message, Other, Part, TEXT};
use fluister_protocol::day::Day;
use fluister_protocol::id::{AdviserId, Token};
use fluister_protocol::letter::{self, Sealed};
use fluister_protocol::proof;
use fluister_protocol::random;
use serde::{Deserialize, Serialize};

use crate::adviser::colleague::ColleagueLetter;
use crate::adviser::state::{State, ThreadName};
use crate::adviser::thread::{Letter, Writer};
use crate::error::Error;
use crate::link::Link;
use crate::trust::Organisation;

/// A draft's name: random, in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DraftName(String);

impl DraftName {
    fn generate() -> Self {
        let bytes: [u8; 16] = random::bytes(&mut random::system());
        Self(data_encoding::HEXLOWER.encode(&bytes))
    }

    pub(super) const fn from_text(text: String) -> Self {
        Self(text)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// To whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum To {
    /// The melder of a thread.
    Melder(ThreadName),
    /// Another adviser.
    Adviser(AdviserId),
}

/// Something that waits to be sealed.
#[derive(Clone, Serialize, Deserialize)]
pub struct Draft {
    /// To whom.
    pub to: To,
    letters: Vec<DraftLetter>,
}

#[derive(Clone, Serialize, Deserialize)]
struct DraftLetter {
    body: Body,
    part: Option<Part>,
}

impl Draft {
    /// Nothing yet.
    pub const fn new(to: To) -> Self {
        Self { to, letters: Vec::new() }
    }

    /// A text, in parts where it is long.
    ///
    /// # Errors
    /// [`Error::EmptyText`], [`Error::TextTooLong`].
    pub fn text(to: To, text: &str) -> Result<Self, Error> {
        let mut draft = Self::new(to);
        draft.say(text)?;
        Ok(draft)
    }

    /// A text, in parts where it is long, after what is there.
    pub(super) fn say(&mut self, text: &str) -> Result<(), Error> {
        if text.trim().is_empty() {
            return Err(Error::EmptyText);
        }
        let parts = content::parts(text);
        let most = Error::TextTooLong { most: TEXT * 15 };
        let of = u32::try_from(parts.len()).ok().filter(|of| *of <= MAX_PARTS).ok_or(most)?;
        let letter = |(number, text): (u32, &&str)| DraftLetter {
            body: Body::Message(Message { text: (*text).into(), other: Other::new() }),
            part: (of > 1).then_some(Part { number, of }),
        };
        self.letters.extend((1..).zip(&parts).map(letter));
        Ok(())
    }

    /// A letter of any kind after what is there.
    pub(super) fn add(&mut self, body: Body) {
        self.letters.push(DraftLetter { body, part: None });
    }

    /// A letter of any kind.
    pub fn letter(to: To, body: Body) -> Self {
        Self { to, letters: vec![DraftLetter { body, part: None }] }
    }

    /// How many letters it takes.
    pub const fn letters(&self) -> usize {
        self.letters.len()
    }
}

impl State {
    /// Takes a draft in; it goes out with the next sync.
    pub fn draft(&mut self, draft: Draft) -> DraftName {
        let name = DraftName::generate();
        self.drafts.insert(name.clone(), draft);
        name
    }
}

/// The most letters that are sealed in one step, so that it fits into one change of the vault.
const MOST_AT_ONCE: usize = 64;

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
