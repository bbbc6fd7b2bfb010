//! What an adviser's client does with letters and with two devices, on a state in memory.

mod ingest;
mod look;
mod merge;
mod seal;

use fluister_protocol::content::Body;
use fluister_protocol::day::Day;
use fluister_protocol::id::AdviserId;
use fluister_protocol::letter::Sealed;

use super::ingest::{ingest, open, order};
use super::kept::{State, ThreadName};
use super::keys;
use super::look::{Due, Look};
use super::news::News;
use crate::error::Error;
use crate::http::BoxLetter;
use crate::made::{MadeMelder, MadeOrganisation, Published};

/// An adviser with one device.
struct Sam {
    state: State,
}

impl Sam {
    /// Appointed, with keys published on this day.
    fn appointed(organisation: &mut MadeOrganisation, name: &str, today: Day) -> Self {
        let identity = organisation.appoint(name);
        let mut sam = Self { state: State::new(&organisation.link(), &identity, name.into()) };
        sam.look(organisation, &[], today).unwrap();
        sam
    }

    fn id(&self) -> AdviserId {
        self.state.identity().public().adviser()
    }

    /// One look: takes these letters in, and publishes what follows.
    fn look(
        &mut self,
        organisation: &mut MadeOrganisation,
        letters: &[BoxLetter],
        today: Day,
    ) -> Result<News, Error> {
        let Due { statement, heartbeat, news } =
            self.vaulted(&organisation.published, organisation, letters, today)?;
        let (id, identity) = (self.id(), self.state.identity());
        if let Some(statement) = statement {
            organisation.published.statements.insert(id, identity.sign_payload(&statement).unwrap());
        }
        // a heartbeat names what was published before it
        organisation.published.heartbeats.remove(&id);
        let shown = organisation.shown(today);
        let named = shown.statement(id).unwrap().named();
        let heartbeat = keys::heartbeat(&shown, named, &self.state, heartbeat, today);
        organisation.published.heartbeats.insert(id, identity.sign_payload(&heartbeat).unwrap());
        Ok(news)
    }

    /// The step of a look that changes the vault, where a server shows this.
    fn vaulted(
        &mut self,
        shown: &Published,
        organisation: &MadeOrganisation,
        letters: &[BoxLetter],
        today: Day,
    ) -> Result<Due, Error> {
        let link = organisation.link();
        let shown = shown.verified(&link, today);
        let mut opened: Vec<_> =
            letters.iter().filter_map(|letter| open(&self.state, &link, letter)).collect();
        opened.sort_by_key(|letter| order(&self.state, &shown, letter));
        let look = Look { organisation: &shown, link: &link, letters: &opened, cursor: "cursor", today };
        look.record_in(&mut self.state, &News::default())
    }

    /// Ingests letters in just this order.
    fn ingest(&mut self, organisation: &MadeOrganisation, letters: &[&BoxLetter], today: Day) -> News {
        let (link, shown) = (organisation.link(), organisation.shown(today));
        let opened: Vec<_> = letters.iter().filter_map(|letter| open(&self.state, &link, letter)).collect();
        ingest(&mut self.state, &shown, &opened, &News::default())
    }

    /// What waits to be posted, which then counts as posted.
    fn post(&mut self) -> Vec<Sealed> {
        self.state.outbox.drain(..).map(Sealed::from).collect()
    }

    fn thread(&self) -> ThreadName {
        self.state.threads.keys().next().unwrap().clone()
    }

    /// Number, writer's words or kind, and what is odd, of each letter of the only thread.
    fn letters(&self) -> Vec<(u32, String, Option<super::Oddity>)> {
        let thread = &self.state.threads[&self.thread()];
        let said = |body: &Body| body.text().unwrap_or(body.kind()).to_owned();
        thread
            .letters
            .iter()
            .map(|letter| (letter.content.n, said(&letter.content.body), letter.oddity))
            .collect()
    }
}

/// An organisation, Sam, and a melder whose report Sam has read, all on this day.
fn read_report(today: Day) -> (MadeOrganisation, Sam, MadeMelder) {
    let mut organisation = MadeOrganisation::new();
    let mut sam = Sam::appointed(&mut organisation, "Sam", today);
    let shown = organisation.shown(today);
    let melder = MadeMelder::new(&shown, sam.id());
    let report = melder.letter(&shown, melder.report("Hello."), 1, 0, today);
    let news = sam.look(&mut organisation, &[report], today).unwrap();
    assert_eq!(news.new_letters, 1);
    sam.post();
    (organisation, sam, melder)
}
