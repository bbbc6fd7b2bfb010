//! What a look into the box changes in the vault, in the one step that is made together with the server's copy.

use fluister_protocol::chain::Named;
use fluister_protocol::day::Day;
use fluister_protocol::heartbeat::Entry;
use fluister_protocol::random;
use fluister_protocol::statement::KeyStatement;

use crate::adviser::ingest::{self, Opened};
use crate::adviser::kept::State;
use crate::adviser::news::News;
use crate::adviser::{keys, seal};
use crate::error::Error;
use crate::link::Link;
use crate::post;
use crate::trust::Organisation;

/// What a look has found, and on which day.
pub(super) struct Look<'a> {
    pub(super) organisation: &'a Organisation,
    pub(super) link: &'a Link,
    /// Letters that opened, in the order in which they are ingested.
    pub(super) letters: &'a [Opened],
    /// Where the next look begins.
    pub(super) cursor: &'a str,
    pub(super) today: Day,
}

/// What is to be published once the server has the vault.
#[derive(Debug)]
pub(super) struct Due {
    pub(super) statement: Option<KeyStatement>,
    /// The next heartbeat's counter and entries.
    pub(super) heartbeat: (u32, Vec<Entry>),
    pub(super) news: News,
}

impl Look<'_> {
    /// Takes the letters in, and gives numbers to all that goes out: keys, letters, a heartbeat. Made anew from the state
    /// before where another device was faster, and undone where it fails.
    ///
    /// # Errors
    /// [`Error::Distrust`] for a directory that is older than one that this adviser has seen, or another of its serial.
    pub(super) fn record_in(&self, state: &mut State, before: &News) -> Result<Due, Error> {
        let mut news = ingest::ingest(state, self.organisation, self.letters, before);
        let shown = Named::directory(&self.organisation.directory);
        if let Some(named) = state.identity.directory {
            named.not_after(shown)?;
        }
        state.identity.directory = Some(shown);
        state.identity.cursor = Some(self.cursor.to_owned());
        state.identity.rotation_due |= state.identity.destroy_old(self.today);
        let statement = keys::statement(state, self.link, self.organisation, self.today)?;
        let sealed = seal::seal_all(state, self.organisation, self.link, self.today)?;
        if !sealed.is_empty() || state.outbox.is_empty() {
            // with their cover, so that sending twice sends the same; four letters to nobody where nothing is to be said,
            // which take the same way as any others
            let letters = post::with_cover(sealed, self.link.pin.organisation, &mut random::system())?;
            state.outbox.extend(letters.into_iter().map(Into::into));
        }
        news.waiting = state.drafts.len();
        let heartbeat = keys::entries(state, self.organisation)?;
        Ok(Due { statement, heartbeat, news })
    }
}
