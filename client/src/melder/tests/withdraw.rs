//! A withdrawal that is interrupted and done again: the adviser is told, and nothing is left.

use fluister_protocol::chunk::{AttachmentKey, AttachmentTokens};
use fluister_protocol::code::RetrievalCode;
use fluister_protocol::content::{Attachment, Body, Content, Other};
use fluister_protocol::derivation::Master;
use fluister_protocol::heartbeat_contents::Counts;
use fluister_protocol::id::{Digest32, Id};
use fluister_protocol::keys::{EpochSecret, IdentitySecret};
use fluister_protocol::letter::{self, Sealed};
use fluister_protocol::proof::{EpochReader, Proven};
use fluister_protocol::random;

use crate::attachment::{self, Options, Source};
use crate::error::Error;
use crate::http::Api;
use crate::link::Link;
use crate::made::{LetterServer, MadeOrganisation, day};
use crate::melder::{self, Attachments, Draft};
use crate::post::Quiet;

/// A report with an attachment, to which Sam has answered with another.
struct Reported {
    server: LetterServer,
    api: Api,
    link: Link,
    code: RetrievalCode,
    master: Master,
    sam: IdentitySecret,
    secret: EpochSecret,
}

impl Reported {
    fn new() -> Self {
        let mut organisation = MadeOrganisation::new();
        let sam = organisation.appoint("Sam");
        let secret = organisation.publish_keys(&sam, day(2));
        let server = LetterServer::new(organisation.published.clone());
        let (api, link) = (server.api(), organisation.link());
        let code = RetrievalCode::generate(&mut random::system());
        let master = Master::derive(&link.pin.organisation, &code);

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "What was said.").unwrap();
        let source = Source::open(&path, Options { keep_metadata: true, keep_name: false }).unwrap();
        let draft = Draft {
            track: None,
            categories: Vec::new(),
            text: "Hello.".into(),
            wants: None,
            language: None,
            replies_only: false,
            attachments: Attachments { sources: vec![source], resume_file: None },
        };
        let sent = melder::report(&api, &link, &code, &["Sam".into()], &draft, day(2), &Quiet).unwrap();
        let upload = &sent.uploads[0].upload;
        let own: Vec<Id> = attachment::tokens(upload.tokens(), upload.chunks()).map(|t| t.id()).collect();

        let tokens = AttachmentTokens::new([5; 32]);
        let body = Body::Attachment(Attachment {
            name: "a.png".into(),
            media_type: "image/png".into(),
            size: 3,
            chunks: 1,
            key: AttachmentKey::new([4; 32]),
            tokens: tokens.clone(),
            sha256: Digest32([0; 32]),
            other: Other::new(),
        });
        let (thread, content) = (master.thread(0), Content::new(body, 1, 1, day(3)));
        let reader = master.reply_key(0).public();
        let rng = &mut random::system();
        let Sealed { id, letter } =
            letter::seal_reply(link.pin.organisation, &reader, &thread, &content, rng).unwrap();
        organisation.beat(&sam, &[(&thread, Counts { received: 2, written: 1 })], day(3));
        server.kept(|kept| {
            kept.published = organisation.published.clone();
            kept.letters.insert(id, letter);
            kept.chunks.extend(own);
            kept.chunks.insert(tokens.token(0).id());
        });
        Self { server, api, link, code, master, sam, secret }
    }

    fn withdraw(&self) -> Result<Vec<String>, Error> {
        melder::withdraw(&self.api, &self.link, &self.code, day(4), &Quiet).map(|receipt| receipt.advisers)
    }

    /// Which letters Sam is given of the thread: number and kind.
    fn box_of_sam(&self) -> Vec<(u32, String)> {
        let organisation = self.link.pin.organisation;
        let secret = EpochSecret::from_seed(*self.secret.expose_seed());
        let reader = EpochReader::new(organisation, self.sam.public(), day(2).epoch(), secret);
        let directory = self.server.kept(|kept| kept.published.verified(&self.link, day(4)).directory);
        let letters = self.server.kept(|kept| kept.letters.clone());
        let mut seen: Vec<_> = letters
            .iter()
            .filter_map(|(id, letter)| reader.open(*id, letter).ok())
            .map(|letter| match letter.prove(&directory, |_| Some(self.master.thread(0))).unwrap() {
                Proven::Thread { content, .. } | Proven::Report { content, .. } => {
                    (content.n, content.body.kind().to_owned())
                }
                Proven::Adviser { .. } => panic!("nobody else writes here"),
            })
            .collect();
        seen.sort();
        seen
    }

    /// What is left of the melder's on the server, but for the letter that says so.
    fn left(&self) -> Vec<&'static str> {
        let (thread, epoch) = (self.master.thread(0), day(2).epoch());
        let notes = (0..8).map(|k| self.master.note(epoch, k).id());
        let own = (1..=2).map(|n| self.master.own(0, n).id());
        let ids = notes.map(|id| ("a note", id)).chain(own.map(|id| ("a letter", id)));
        let ids = ids.chain([("a reply", thread.reply(1).id())]);
        self.server.kept(|kept| {
            let letters = ids.filter(|(_, id)| kept.letters.contains_key(id)).map(|(what, _)| what);
            letters.chain(kept.chunks.iter().map(|_| "a chunk")).collect()
        })
    }
}

#[test]
fn a_withdrawal_tells_the_adviser_and_leaves_nothing() {
    let reported = Reported::new();
    assert_eq!(reported.box_of_sam(), [(1, "report".into()), (2, "attachment".to_owned())]);
    assert!(reported.left().len() > 4, "{:?}", reported.left());
    assert_eq!(reported.withdraw().unwrap(), ["Sam"]);
    assert_eq!(reported.box_of_sam(), [(3, "withdrawal".to_owned())]);
    assert_eq!(reported.left(), Vec::<&str>::new());
    assert!(matches!(reported.withdraw(), Err(Error::NothingUnderCode)));
}

#[test]
fn one_that_was_interrupted_is_finished_by_another_try() {
    let whole = Reported::new();
    whole.withdraw().unwrap();
    let deletions = whole.server.kept(|kept| kept.deletions);
    assert!(deletions >= 3, "chunks, letters, notes");
    for interrupted in 0..deletions {
        let reported = Reported::new();
        reported.server.kept(|kept| kept.refused = Some(interrupted));
        assert!(matches!(reported.withdraw(), Err(Error::Refused(_))), "{interrupted}");
        // the adviser knows from the first try on
        let seen = reported.box_of_sam();
        assert_eq!(seen.last(), Some(&(3, "withdrawal".to_owned())), "{interrupted}");
        assert!(reported.left().contains(&"a note"), "{interrupted}: nobody could finish it");
        assert_eq!(reported.withdraw().unwrap(), Vec::<String>::new(), "{interrupted}: told already");
        assert_eq!(reported.box_of_sam(), [(3, "withdrawal".to_owned())], "{interrupted}");
        assert_eq!(reported.left(), Vec::<&str>::new(), "{interrupted}");
    }
}
