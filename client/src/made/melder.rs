//! A melder who writes to one adviser.

use fluister_protocol::code::RetrievalCode;
use fluister_protocol::content::{Body, Content, Message, Other, Report};
use fluister_protocol::day::Day;
use fluister_protocol::derivation::Master;
use fluister_protocol::id::AdviserId;
use fluister_protocol::letter::{self, AdviserReader, OpenError, Sealed};
use fluister_protocol::random;

use crate::http::BoxLetter;
use crate::trust::Organisation;

/// A melder with a code, and the first of its threads.
pub(crate) struct MadeMelder {
    pub(crate) master: Master,
    /// To whom the thread is.
    pub(crate) adviser: AdviserId,
}

impl MadeMelder {
    pub(crate) fn new(organisation: &Organisation, adviser: AdviserId) -> Self {
        let code = RetrievalCode::generate(&mut random::system());
        Self { master: Master::derive(&organisation.directory.organisation, &code), adviser }
    }

    /// What begins the thread.
    pub(crate) fn report(&self, text: &str) -> Body {
        Body::Report(Box::new(Report {
            track: None,
            categories: Vec::new(),
            text: text.into(),
            wants: None,
            language: None,
            thread_key: self.master.thread(0),
            reply_key: self.master.reply_key(0).public(),
            other: Other::new(),
        }))
    }

    /// Letter n as it lies in the box, sealed and released on the same day.
    pub(crate) fn letter(&self, to: &Organisation, body: Body, n: u32, seen: u32, today: Day) -> BoxLetter {
        self.letter_under(n, to, Content::new(body, n, seen, today))
    }

    /// The same under the id of another number, as somebody else with the code could write it.
    pub(crate) fn letter_under(&self, number: u32, to: &Organisation, content: Content) -> BoxLetter {
        let reader = to.reader(self.adviser, "", content.day).unwrap();
        self.letter_to(&reader, number, content)
    }

    /// The same, to a key that is not published.
    pub(crate) fn letter_to(&self, reader: &AdviserReader, number: u32, content: Content) -> BoxLetter {
        let today = content.day;
        let (thread, token) = (self.master.thread(0), self.master.own(0, number));
        let rng = &mut random::system();
        let Sealed { id, letter } = letter::seal_to_adviser(reader, &thread, &token, content, rng).unwrap();
        BoxLetter { id, day: today, letter }
    }

    /// What the adviser's letter n says, if it is among these.
    pub(crate) fn reply(
        &self,
        organisation: &Organisation,
        n: u32,
        posted: &[Sealed],
    ) -> Option<Result<Content, OpenError>> {
        let thread = self.master.thread(0);
        let sealed = posted.iter().find(|sealed| sealed.id == thread.reply(n).id())?;
        let reader = self.master.reply_key(0);
        Some(letter::open_reply(organisation.directory.organisation, &reader, &thread, n, &sealed.letter))
    }
}

/// A message's body.
pub(crate) fn message(text: &str) -> Body {
    Body::Message(Message { text: text.into(), other: Other::new() })
}
