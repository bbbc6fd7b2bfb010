//! Finding the melder's notes again: the newest tells the state, all of them tell the melder's own letters.

use fluister_protocol::chain::Named;
use fluister_protocol::content::Body;
use fluister_protocol::day::{Day, Epoch};
use fluister_protocol::derivation::Master;
use fluister_protocol::id::{OrganisationId, Token};
use fluister_protocol::letter;
use fluister_protocol::note::{EpochNotes, Note};
use fluister_protocol::random;
use fluister_protocol::size;

use crate::error::Error;
use crate::http::Api;
use crate::post;

/// How many epochs a return looks back, the present one included: longer than any letter is kept.
pub(super) const EPOCHS: u32 = 8;

/// A note as it was found.
pub(super) struct Found {
    pub(super) epoch: Epoch,
    pub(super) k: u32,
    pub(super) day: Day,
    pub(super) directory: Option<Named>,
    pub(super) note: Note,
}

/// All notes under a code, oldest first. Empty where nothing lies under it.
pub(super) struct Notes(pub(super) Vec<Found>);

impl Notes {
    /// note(e, 0) of eight epochs, then the newest epoch's in fours until one is missing, then what the newest note
    /// names of earlier epochs. The first two are the same calls on every visit.
    pub(super) fn fetch(
        api: &Api,
        organisation: OrganisationId,
        master: &Master,
        today: Day,
    ) -> Result<Self, Error> {
        let reader = Reader { api, organisation, master };
        let present = today.epoch();
        let firsts: Vec<_> = (0..EPOCHS).map(|back| (present.minus(back), 0)).collect();
        let mut found = reader.fetch(&firsts)?;
        let newest = found.iter().map(|note| note.epoch).max().unwrap_or(present);
        found.extend(reader.rest_of(newest)?);
        found.sort_by_key(|note| (note.epoch, note.k));
        let earlier = found.last().map(|note| note.note.earlier.clone()).unwrap_or_default();
        let due: Vec<_> = earlier
            .iter()
            .filter(|notes| notes.epoch < newest && notes.epoch > present.minus(EPOCHS))
            .flat_map(|notes| (1..notes.count.min(1024)).map(|k| (notes.epoch, k)))
            .collect();
        for some in due.chunks(size::SIXTEEN) {
            found.extend(reader.fetch(some)?);
        }
        found.sort_by_key(|note| (note.epoch, note.k));
        Ok(Self(found))
    }

    /// The newest note: the state.
    pub(super) fn newest(&self) -> Option<&Found> {
        self.0.last()
    }

    /// Where the next note lies, and what it has to say of earlier epochs.
    pub(super) fn next(&self, today: Day) -> (Epoch, u32, Vec<EpochNotes>) {
        let present = today.epoch();
        match self.newest() {
            None => (present, 0, Vec::new()),
            Some(newest) if newest.epoch >= present => {
                (newest.epoch, newest.k + 1, newest.note.earlier.clone())
            }
            Some(newest) => {
                let mut earlier = newest.note.earlier.clone();
                earlier.push(EpochNotes { epoch: newest.epoch, count: newest.k + 1 });
                earlier.retain(|notes| notes.epoch > present.minus(EPOCHS));
                (present, 0, earlier)
            }
        }
    }

    /// The tokens of all notes.
    pub(super) fn tokens<'a>(&'a self, master: &'a Master) -> impl Iterator<Item = Token> + 'a {
        self.0.iter().map(|note| master.note(note.epoch, note.k))
    }
}

struct Reader<'a> {
    api: &'a Api,
    organisation: OrganisationId,
    master: &'a Master,
}

impl Reader<'_> {
    fn rest_of(&self, epoch: Epoch) -> Result<Vec<Found>, Error> {
        let mut all = Vec::new();
        for from in (1..=1024).step_by(size::FOUR) {
            let some: Vec<_> = (from..from + 4).map(|k| (epoch, k)).collect();
            let found = self.fetch(&some)?;
            let missing = found.len() < size::FOUR;
            all.extend(found);
            if missing {
                break;
            }
        }
        Ok(all)
    }

    /// Fetches up to sixteen notes, and opens those that are there.
    fn fetch(&self, names: &[(Epoch, u32)]) -> Result<Vec<Found>, Error> {
        let tokens: Vec<_> = names.iter().map(|(epoch, k)| self.master.note(*epoch, *k)).collect();
        let letters = self.api.fetch(&post::with_random(&tokens, &mut random::system()))?;
        let there =
            names.iter().zip(letters).filter_map(|(name, letter)| letter.map(|letter| (*name, letter)));
        there.map(|((epoch, k), letter)| self.open(epoch, k, &letter)).collect()
    }

    fn open(&self, epoch: Epoch, k: u32, letter: &[u8]) -> Result<Found, Error> {
        let content =
            letter::open_note(self.organisation, self.master, epoch, k, letter).map_err(Error::Damaged)?;
        let (day, directory) = (content.day, content.directory);
        let Body::Note(note) = content.body else {
            return Err(Error::Answer("a note of a newer version; update fluister"));
        };
        Ok(Found { epoch, k, day, directory, note: *note })
    }
}
