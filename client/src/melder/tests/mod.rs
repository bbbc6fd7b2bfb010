//! What a melder's visit makes of what it found, without a server.

mod notes;
mod view;
mod withdraw;

use std::collections::BTreeMap;

use fluister_protocol::code::RetrievalCode;
use fluister_protocol::content::Content;
use fluister_protocol::day::Day;
use fluister_protocol::derivation::Master;
use fluister_protocol::heartbeat_contents::Counts;
use fluister_protocol::keys::IdentitySecret;
use fluister_protocol::letter::OpenError;
use fluister_protocol::note::{Note, ThreadNote};
use fluister_protocol::random;

use super::conversation::ThreadView;
use super::notes::{Found, Notes};
use super::visit::Visit;
use crate::http::{Api, Limits};
use crate::link::Link;
use crate::made::{MadeOrganisation, day, message};

/// A melder who wrote to Sam on the second day.
struct Story {
    organisation: MadeOrganisation,
    sam: IdentitySecret,
    api: Api,
    link: Link,
    master: Master,
    /// The only thread, as the newest note has it.
    thread: ThreadNote,
    /// The day of the newest note.
    noted: Day,
    /// The adviser's letters, as the server gives them.
    replies: BTreeMap<u32, Option<Result<Content, OpenError>>>,
}

impl Story {
    fn new() -> Self {
        let mut organisation = MadeOrganisation::new();
        let sam = organisation.appoint("Sam");
        organisation.publish_keys(&sam, day(2));
        let link = organisation.link();
        let code = RetrievalCode::generate(&mut random::system());
        let thread = ThreadNote {
            i: 0,
            adviser: sam.public().adviser(),
            name: "Sam".into(),
            written: 1,
            seen: 0,
            heartbeat: 0,
            withdrawn: false,
        };
        Self {
            master: Master::derive(&link.pin.organisation, &code),
            // nobody is asked here
            api: Api::new(link.server.clone(), None).unwrap(),
            organisation,
            sam,
            link,
            thread,
            noted: day(2),
            replies: BTreeMap::new(),
        }
    }

    /// Sam's newest heartbeat, which says this of the thread.
    fn beat(&mut self, received: u16, written: u16, today: Day) {
        let counts = Counts { received, written };
        self.organisation.beat(&self.sam, &[(&self.master.thread(0), counts)], today);
    }

    /// The server gives Sam's letter n.
    fn reply(&mut self, n: u32, seen: u32, today: Day) {
        let content = Content::new(message(&format!("Reply {n}.")), n, seen, today);
        self.replies.insert(n, Some(Ok(content)));
    }

    /// The server was asked for Sam's letter n and has none.
    fn nothing(&mut self, n: u32) {
        self.replies.insert(n, None);
    }

    fn visit(&self, today: Day) -> Visit<'_> {
        let note = Note {
            threads: vec![self.thread.clone()],
            earlier: Vec::new(),
            replies_only: false,
            letters: Vec::new(),
            attachments: Vec::new(),
            other: Default::default(),
        };
        let (epoch, day) = (self.noted.epoch(), self.noted);
        Visit {
            api: &self.api,
            link: &self.link,
            today,
            master: self.master.clone(),
            organisation: self.organisation.shown(today),
            notes: Notes(vec![Found { epoch, k: 0, day, directory: None, note }]),
            limits: Limits::default(),
            replies: self.replies.iter().map(|(n, reply)| ((0, *n), reply.clone())).collect(),
        }
    }

    fn view(&self, today: Day) -> ThreadView {
        self.visit(today).conversation().unwrap().threads.remove(0)
    }
}
