//! An organisation to test with: its keys, and what it signs and posts.

use fluister_protocol::chain::Named;
use fluister_protocol::day::{Day, Epoch};
use fluister_protocol::directory::{Adviser, Directory, Policy, Position, Root, Track};
use fluister_protocol::encoding;
use fluister_protocol::file::{self, FileSignature};
use fluister_protocol::heartbeat::{Entry, Heartbeat};
use fluister_protocol::id::{AdviserId, Digest32, Id, OrganisationId, Token};
use fluister_protocol::keys::{IdentitySecret, OrganisationSecret};
use fluister_protocol::label::Label;
use fluister_protocol::random;
use fluister_protocol::session;
use fluister_protocol::signed::Signed;
use fluister_protocol::size;
use fluister_protocol::statement::{EpochKey, KeyStatement, XWingBytes};
use fluister_protocol::work::Work;
use fluister_server::clock::Clock;

use crate::harness::Server;
use crate::http::{Answer, Request};

/// Whatever can be asked: a server in this process, or a real one.
pub trait Reachable {
    /// A request, to be built and sent.
    fn ask(&self, method: &'static str, path: String) -> Request;
}

impl Reachable for Server {
    fn ask(&self, method: &'static str, path: String) -> Request {
        self.request(method, path)
    }
}

impl Reachable for crate::harness::Process {
    fn ask(&self, method: &'static str, path: String) -> Request {
        self.request(method, path)
    }
}

/// An organisation with two advisers.
pub struct Organisation {
    /// Signs directories.
    pub root: OrganisationSecret,
    /// Will sign them later.
    pub next_root: OrganisationSecret,
    /// Two advisers.
    pub advisers: [IdentitySecret; 2],
    /// The newest directory.
    pub directory: Directory,
}

fn adviser(secret: &IdentitySecret, name: &str) -> Adviser {
    Adviser {
        identity: secret.public(),
        name: name.to_owned(),
        position: Position::Internal,
        tracks: vec![Track::Conduct],
        languages: Vec::new(),
        about: Default::default(),
        photo: None,
        absent_until: None,
        deputy: None,
    }
}

impl Organisation {
    /// With a first directory, signed today by its own account.
    pub fn new(slug: &str, today: Day) -> Self {
        let rng = &mut random::system();
        let (root, next_root) = (OrganisationSecret::generate(rng), OrganisationSecret::generate(rng));
        let advisers = [IdentitySecret::generate(rng), IdentitySecret::generate(rng)];
        let directory = Directory {
            version: 1,
            organisation: root.public().organisation(),
            slug: slug.to_owned(),
            name: "Acme BV".to_owned(),
            languages: vec!["nl".to_owned()],
            serial: 1,
            previous: None,
            issued: today,
            expires: today.plus(90),
            roots: vec![Root { key: root.public(), first_serial: 1 }],
            successor: next_root.public().successor_hash(),
            advisers: vec![adviser(&advisers[0], "Sam"), adviser(&advisers[1], "Robin")],
            policy: Policy::default(),
            pages: Vec::new(),
        };
        Self { root, next_root, advisers, directory }
    }

    /// Founded on a server, under `acme`.
    pub fn founded(server: &Server) -> Self {
        let organisation = Self::new("acme", server.today());
        organisation.put_directory(server, Some(&server.admit("acme"))).expect(201);
        organisation
    }

    /// Founded on a real server, under `acme`.
    pub fn founded_on(server: &crate::harness::Process) -> Self {
        let organisation = Self::new("acme", Clock::system().today());
        organisation.put_directory(server, Some(&server.admit("acme"))).expect(201);
        organisation
    }

    /// Its path.
    pub fn path(&self, rest: &str) -> String {
        format!("/v1/organisations/{}{rest}", self.directory.slug)
    }

    /// Its fingerprint.
    pub fn id(&self) -> OrganisationId {
        self.directory.organisation
    }

    /// An adviser's id.
    pub fn adviser(&self, at: usize) -> AdviserId {
        self.advisers[at].public().adviser()
    }

    /// The directory, signed by the root.
    pub fn signed(&self) -> Signed {
        self.root.sign_payload(&self.directory).expect("a directory")
    }

    /// Makes the directory the next version: serial and previous.
    pub fn go_on(&mut self) {
        self.directory.previous = Some(self.signed().hash(Label::Directory));
        self.directory.serial += 1;
    }

    /// Publishes the directory.
    pub fn put_directory(&self, server: &impl Reachable, admission: Option<&str>) -> Answer {
        let request = server.ask("PUT", self.path("/directory")).json(&self.signed());
        match admission {
            Some(token) => request.bearer(token).send(),
            None => request.send(),
        }
    }

    /// A key statement of an adviser.
    pub fn statement(&self, at: usize, serial: u64, today: Day) -> Signed {
        let statement = KeyStatement {
            version: 1,
            organisation: self.id(),
            adviser: self.adviser(at),
            serial,
            issued: today,
            epochs: vec![EpochKey {
                epoch: Epoch(today.epoch().0),
                key: XWingBytes([7; size::XWING_PUBLIC]),
            }],
        };
        self.advisers[at].sign_payload(&statement).expect("a statement")
    }

    /// A heartbeat of an adviser who saw the newest directory, and published a statement of serial 1 today.
    pub fn heartbeat(&self, at: usize, counter: u32, today: Day) -> Signed {
        self.heartbeat_naming(self.named(), self.statement_named(at, today), at, counter, today)
    }

    /// How others name the newest directory.
    pub fn named(&self) -> Named {
        Named { serial: self.directory.serial, hash: self.signed().hash(Label::Directory) }
    }

    /// How others name an adviser's statement of serial 1.
    pub fn statement_named(&self, at: usize, today: Day) -> Named {
        Named { serial: 1, hash: self.statement(at, 1, today).hash(Label::Statement) }
    }

    /// Publishes an adviser's statement of serial 1.
    pub fn put_keys(&self, server: &impl Reachable, at: usize, today: Day) {
        server
            .ask("PUT", self.adviser_path(at, "keys"))
            .json(&self.statement(at, 1, today))
            .send()
            .expect(201);
    }

    /// A heartbeat of an adviser that names this directory and this statement, with 64 random entries.
    pub fn heartbeat_naming(
        &self,
        directory: Named,
        statement: Named,
        at: usize,
        counter: u32,
        day: Day,
    ) -> Signed {
        let rng = &mut random::system();
        let mut entries: Vec<Entry> = (0..64).map(|_| Entry(random::bytes(rng))).collect();
        entries.sort_unstable();
        let heartbeat = Heartbeat {
            version: 1,
            organisation: self.id(),
            adviser: self.adviser(at),
            counter,
            day,
            directory,
            statement,
            entries,
        };
        self.advisers[at].sign_payload(&heartbeat).expect("a heartbeat")
    }

    /// Where an adviser publishes.
    pub fn adviser_path(&self, at: usize, what: &str) -> String {
        self.path(&format!("/advisers/{}/{what}", self.adviser(at)))
    }

    /// A file's signature by an adviser, for the header.
    pub fn file_signature(&self, at: usize, bytes: &[u8]) -> String {
        let sha256 = Digest32::of_file(bytes);
        FileSignature {
            key: self.advisers[at].public().0,
            signature: self.advisers[at].sign(Label::File, &file::parts(&self.id(), &sha256)).0,
        }
        .header()
    }

    /// A challenge, and its difficulty.
    pub fn challenge(&self, server: &impl Reachable) -> ([u8; size::CHALLENGE], u32) {
        read_challenge(&server.ask("GET", self.path("/challenge")).send().expect(200))
    }

    /// Posts this body with fresh work.
    pub fn post(&self, server: &impl Reachable, body: &[u8]) -> Answer {
        self.post_with(server, body, &self.work(server, body)).send()
    }

    /// Posts this body to a server that may die of it: `None` where no whole answer came.
    pub fn try_post(&self, server: &impl Reachable, body: &[u8]) -> Option<Answer> {
        match self.try_work(server, body)? {
            Ok(work) => self.post_with(server, body, &work.header()).try_send(),
            Err(refused) => Some(refused),
        }
    }

    /// The same with a chunk.
    pub fn try_put_chunk(&self, server: &impl Reachable, id: &Id, bytes: &[u8]) -> Option<Answer> {
        match self.try_work(server, id.as_bytes())? {
            Ok(work) => self.put_chunk_with(server, id, bytes, &work.header(), id.as_bytes()).try_send(),
            Err(refused) => Some(refused),
        }
    }

    /// Work, or the answer of a server that gave no challenge.
    fn try_work(&self, server: &impl Reachable, over: &[u8]) -> Option<Result<Work, Answer>> {
        let answer = server.ask("GET", self.path("/challenge")).try_send()?;
        if answer.status != 200 {
            return Some(Err(answer));
        }
        let (challenge, difficulty) = read_challenge(&answer);
        Some(Ok(Work::find(challenge, difficulty, over, |_| true).expect("the work is done")))
    }

    /// A post with this work.
    pub fn post_with(&self, server: &impl Reachable, body: &[u8], work: &str) -> Request {
        server.ask("POST", self.path("/letters")).header("Fluister-Work", work).octets(body)
    }

    /// Puts chunks, one proof of work for each 32 of them.
    pub fn put_chunks(&self, server: &impl Reachable, chunks: &[Chunk]) {
        for some in chunks.chunks(32) {
            let ids: Vec<u8> = some.iter().flat_map(|chunk| *chunk.id().as_bytes()).collect();
            let work = self.work(server, &ids);
            for chunk in some {
                self.put_chunk(server, chunk, &work, &ids).send().expect(201);
            }
        }
    }

    /// The putting of one chunk with this work, done for these ids.
    pub fn put_chunk(&self, server: &impl Reachable, chunk: &Chunk, work: &str, ids: &[u8]) -> Request {
        self.put_chunk_with(server, &chunk.id(), &chunk.bytes, work, ids)
    }

    fn put_chunk_with(
        &self,
        server: &impl Reachable,
        id: &Id,
        bytes: &[u8],
        work: &str,
        ids: &[u8],
    ) -> Request {
        server
            .ask("PUT", self.path(&format!("/chunks/{id}")))
            .header("Fluister-Work", work)
            .header("Fluister-Chunks", encoding::encode(ids))
            .octets(bytes)
    }

    /// Fresh work for this body, as a header.
    pub fn work(&self, server: &impl Reachable, body: &[u8]) -> String {
        let (challenge, difficulty) = self.challenge(server);
        Work::find(challenge, difficulty, body, |_| true).expect("the work is done").header()
    }

    /// A session challenge for an adviser.
    pub fn session_challenge(&self, server: &impl Reachable, at: usize) -> String {
        let asked = serde_json::json!({ "organisation": self.id(), "adviser": self.adviser(at) });
        let answer = server.ask("POST", "/v1/sessions/challenge".to_owned()).json(&asked).send().expect(200);
        answer.json()["challenge"].as_str().expect("a challenge").to_owned()
    }

    /// What opens a session: the challenge, signed for an origin.
    pub fn session_request(&self, at: usize, challenge: &str, origin: &str) -> serde_json::Value {
        let bytes = encoding::decode_array(challenge).expect("48 bytes");
        let signature = self.advisers[at].sign(Label::Session, &session::parts(origin, &self.id(), &bytes));
        serde_json::json!({
            "organisation": self.id(),
            "adviser": self.adviser(at),
            "challenge": challenge,
            "signature": signature,
        })
    }

    /// A session of an adviser: its token.
    pub fn session(&self, server: &impl Reachable, at: usize, origin: &str) -> String {
        let challenge = self.session_challenge(server, at);
        let request = self.session_request(at, &challenge, origin);
        let answer = server.ask("POST", "/v1/sessions".to_owned()).json(&request).send().expect(201);
        answer.json()["token"].as_str().expect("a token").to_owned()
    }
}

fn read_challenge(answer: &Answer) -> ([u8; size::CHALLENGE], u32) {
    let answer = answer.json();
    let challenge = answer["challenge"].as_str().expect("a challenge");
    let difficulty = answer["difficulty"].as_u64().expect("a difficulty");
    (
        encoding::decode_array(challenge).expect("64 bytes"),
        u32::try_from(difficulty).expect("a small difficulty"),
    )
}

/// So many letters as the server sees them, with their tokens: the body of a post.
pub fn letters(count: usize) -> (Vec<Token>, Vec<u8>) {
    let rng = &mut random::system();
    let tokens: Vec<Token> = (0..count).map(|_| Token::new(random::bytes(rng))).collect();
    let body = tokens
        .iter()
        .flat_map(|token| {
            let mut letter = [0; size::POSTED];
            letter[..size::ID].copy_from_slice(token.id().as_bytes());
            letter[size::ID..].copy_from_slice(&random::bytes::<{ size::LETTER }>(rng));
            letter[size::ID..size::ID + 4].copy_from_slice(b"FLU1");
            letter
        })
        .collect();
    (tokens, body)
}

/// A chunk as the server sees it, with its token.
#[derive(Clone)]
pub struct Chunk {
    /// Fetches and deletes it.
    pub token: Token,
    /// Random.
    pub bytes: Vec<u8>,
}

impl Chunk {
    /// Its id.
    pub fn id(&self) -> Id {
        self.token.id()
    }
}

/// So many chunks.
pub fn chunks(count: usize) -> Vec<Chunk> {
    let rng = &mut random::system();
    (0..count)
        .map(|_| {
            let token = Token::new(random::bytes(rng));
            let mut bytes = vec![0; size::CHUNK];
            for piece in bytes.chunks_mut(32) {
                piece.copy_from_slice(&random::bytes::<32>(rng));
            }
            Chunk { token, bytes }
        })
        .collect()
}

/// The body of a fetch or a deletion.
pub fn tokens(tokens: &[Token]) -> Vec<u8> {
    tokens.iter().flat_map(|token| *token.expose()).collect()
}

/// The ids in the body of a post.
pub fn ids(body: &[u8]) -> Vec<Id> {
    body.chunks(size::POSTED).map(|posted| Id(posted[..size::ID].try_into().expect("an id"))).collect()
}
