//! Attachments go round: with the real command, cut off and gone on with, through servers that lie.

#![allow(clippy::expect_used, clippy::indexing_slicing)]

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};

use diesel::RunQueryDsl as _;
use diesel::dsl::sql;
use diesel::sql_types::BigInt;
use fluister_protocol::size;
use fluister_tests::command::{Desk, Running, server_with};
use fluister_tests::harness::Server;
use fluister_tests::http::Answer;
use fluister_tests::liar::Liar;
use serde_json::{Value, json};

/// An organisation with Sam and Robin on a server that is reached through another, and a melder who wrote to both.
struct Scene {
    liar: Liar,
    server: Server,
    desk: Desk,
    link: String,
}

impl Scene {
    fn begin() -> Self {
        let (liar, listener) = Liar::listen();
        let server = server_with(&format!("origin = ['{}']", liar.origin()));
        liar.stand_before(server.address, listener);
        let desk = Desk::default();
        let link = desk.found(&liar.origin(), &server.admit("acme"));
        desk.adviser(&link, "Sam");
        desk.adviser(&link, "Robin");
        let report =
            ["report", "--link", &link, "--adviser", "Sam", "--adviser", "Robin", "--text-file", "-"];
        let code = desk.run_with(&report, "To both of you.").done().line();
        std::fs::write(desk.path("code"), code).expect("the code is written down");
        server.close_release();
        Self { liar, server, desk, link }
    }

    /// A file of so many pieces, the last of them not whole.
    fn file(&self, name: &str, pieces: usize) -> Vec<u8> {
        let bytes: Vec<u8> = (0..pieces * size::CHUNK_PIECE - 1_000).map(|at| (at / 7 % 253) as u8).collect();
        std::fs::write(self.desk.path(name), &bytes).expect("a file");
        bytes
    }

    /// Arguments that begin with a command and come with link and code.
    fn melder<'a>(&'a self, command: &'a str, more: &[&'a str]) -> Vec<&'a str> {
        [&[command, "--link", &self.link, "--code-file", "code"], more].concat()
    }

    fn start(&self, command: &str, more: &[&str]) -> Running {
        self.desk.start(&self.melder(command, more), "")
    }

    /// The melder's letters of this kind: name, and how many pieces are missing.
    fn own(&self, adviser: usize) -> Vec<(String, Value)> {
        let read = self.desk.read(&self.link);
        let letters = read["threads"][adviser]["letters"].as_array().expect("letters").clone();
        let own = letters.into_iter().filter(|letter| letter["kind"] == "attachment");
        own.map(|letter| (letter["text"].as_str().expect("a name").into(), letter["missing_pieces"].clone()))
            .collect()
    }

    fn chunks(&self) -> i64 {
        self.server
            .write(|c| Ok(diesel::select(sql::<BigInt>("(SELECT count(*) FROM chunks)")).get_result(c)?))
    }

    /// Holds the answer to the call of this kind with this number, from 1: says when it is there, and lets it go when the
    /// sender is dropped.
    fn hold(&self, kind: &'static str, number: u32) -> (Receiver<()>, Sender<()>) {
        let (here, reached) = channel();
        let (go_on, let_go) = channel::<()>();
        let mut count = 0;
        self.liar.tell(move |path, answer: Answer| {
            count += u32::from(path.contains(kind));
            if path.contains(kind) && count == number {
                here.send(()).expect("the test waits");
                // until the test has what it wanted
                let _ = let_go.recv();
            }
            answer
        });
        (reached, go_on)
    }
}

const PUT: &str = "/acme/chunks/";
const FETCH: &str = "/v1/chunks/fetch";

/// An image of those that `client/tests` has.
fn image(name: &str) -> Vec<u8> {
    let images = Path::new(env!("CARGO_MANIFEST_DIR")).join("../client/tests/images");
    std::fs::read(images.join(name)).expect("an image")
}

#[test]
fn attachments_go_both_ways() {
    let scene = Scene::begin();
    let desk = &scene.desk;
    std::fs::write(desk.path("IMG_Jan_de_Vries.jpg"), image("camera.jpg")).expect("a photo");
    let attach = ["--attach", "IMG_Jan_de_Vries.jpg", "--adviser", "Sam"];
    desk.run_with(&[&scene.melder("follow-up", &attach)[..], &["--text-file", "-"]].concat(), "Look.").done();
    scene.server.close_release();
    let inbox = desk.inbox("Sam");
    let (thread, letter) = (&inbox["threads"][0]["thread"], &inbox["threads"][0]["letters"][2]);
    assert_eq!((&letter["kind"], &letter["missing_pieces"]), (&json!("attachment"), &json!(0)));
    let content = &letter["content"];
    assert_eq!(
        (&content["name"], &content["media_type"]),
        (&json!("attachment-3.jpg"), &json!("image/jpeg"))
    );
    assert!(content["key"].is_null() && content["tokens"].is_null(), "{content}");
    let thread = thread.as_str().expect("a name").to_owned();
    let fetch = |name: &str, output: &str| {
        desk.run(&[
            "attachment",
            "--vault",
            "Sam.vault",
            "--thread",
            &thread,
            "--name",
            name,
            "--output",
            output,
        ])
    };
    let fetched = fetch("attachment-3.jpg", "photo.jpg").done();
    assert!(fetched.stderr.contains("attachment-3.jpg, 1.6 kB, is in photo.jpg."), "{fetched:?}");
    let photo = std::fs::read(desk.path("photo.jpg")).expect("the photo");
    assert!(photo == image("camera.clean.jpg"), "what the camera wrote beside the picture");
    assert!(is_closed_to_others(&desk.path("photo.jpg")));
    fetch("3", "photo.jpg").failed(1, "photo.jpg exists already");
    fetch("3", "again.jpg").done();
    fetch("plan.pdf", "plan.pdf").failed(3, "There is: attachment-3.jpg (letter 3)");
    assert!(!desk.path("plan.pdf.part").exists());
    let robins = desk.inbox("Robin");
    assert_eq!(robins["threads"][0]["letters"].as_array().map(Vec::len), Some(1), "it was for Sam");

    let leaflet = scene.file("Leaflet.pdf", 2);
    let reply =
        ["reply", "--vault", "Sam.vault", "--thread", &thread, "--attach", "Leaflet.pdf", "--keep-names"];
    desk.run(&reply).failed(1, "--keep-metadata sends it as it is");
    desk.run(&[&reply[..], &["--keep-metadata"]].concat()).done();
    let people = desk.run(&scene.melder("read", &[])).done().stdout;
    assert!(people.contains("[attachment] Leaflet.pdf, 523.2 kB\n"), "{people}");
    let attachment = ["--name", "Leaflet.pdf", "--output", "got.pdf"];
    desk.run(&scene.melder("attachment", &attachment)).done();
    assert!(std::fs::read(desk.path("got.pdf")).expect("the leaflet") == leaflet);
    desk.run(&scene.melder("attachment", &["--adviser", "Robin", "--name", "1", "--output", "x"]))
        .failed(3, "there are no attachments here");

    assert_eq!(scene.chunks(), 3);
    // cut off once the advisers are told; done again it still finds what both sides attached
    scene.liar.tell(|path, answer| {
        let status = if path.ends_with("/acme/letters") { 500 } else { answer.status };
        Answer { status, ..answer }
    });
    assert_ne!(desk.run(&scene.melder("withdraw", &[])).status, 0);
    assert_eq!(scene.chunks(), 3);
    scene.liar.be_honest();
    desk.run(&scene.melder("withdraw", &[])).done();
    assert_eq!(scene.chunks(), 0, "of both sides");
}

#[test]
fn a_download_goes_on_where_it_stopped_and_takes_nothing_else() {
    let scene = Scene::begin();
    let desk = &scene.desk;
    let film = scene.file("film.mp4", 6);
    let sams = desk.inbox("Sam")["threads"][0]["thread"].as_str().expect("a name").to_owned();
    let reply =
        ["reply", "--vault", "Sam.vault", "--thread", &sams, "--attach", "film.mp4", "--keep-metadata"];
    // cut off, too: the next look into the box goes on
    let (reached, go_on) = scene.hold(PUT, 3);
    let running = desk.start(&reply, "");
    reached.recv().expect("the third chunk");
    running.kill();
    drop(go_on);
    scene.liar.be_honest();
    let get = |output: &str| {
        scene
            .melder("attachment", &["--name", "1", "--output"])
            .into_iter()
            .map(str::to_owned)
            .chain([output.to_owned()])
            .collect::<Vec<_>>()
    };
    let run = |output: &str| desk.run(&get(output).iter().map(String::as_str).collect::<Vec<_>>());
    run("film").failed(3, "incomplete: 5 of 8 pieces have not come (yet)");
    let begun = std::fs::metadata(desk.path("film.part")).expect("what came").len();
    assert_eq!(begun, 3 * size::CHUNK_PIECE as u64);
    scene.liar.calls();
    let inbox = desk.run(&["inbox", "--vault", "Sam.vault"]).done();
    assert!(inbox.stderr.contains("film.mp4 goes as attachment-1.mp4, in 8 pieces."), "{inbox:?}");
    let calls = scene.liar.calls();
    assert_eq!(calls.iter().filter(|call| call.path.contains(PUT)).count(), 5);
    assert!(!desk.run(&["inbox", "--vault", "Sam.vault"]).done().stderr.contains("film.mp4"), "once");

    // a chunk in another's place, or altered
    for (number, lie) in [(1, "swapped"), (2, "altered")] {
        let (mut count, mut before) = (0, Vec::new());
        scene.liar.tell(move |path, mut answer| {
            if path == FETCH {
                count += 1;
                if lie == "swapped" && count == 2 {
                    answer.body.clone_from(&before);
                } else if lie == "altered" && count == 2 {
                    answer.body[number] ^= 1;
                }
                before.clone_from(&answer.body);
            }
            answer
        });
        run(lie).failed(4, "does not open");
        assert!(!desk.path(lie).exists());
    }
    // killed in the middle
    let (reached, go_on) = scene.hold(FETCH, 3);
    let arguments = get("film");
    let running = desk.start(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), "");
    reached.recv().expect("the third fetch");
    running.kill();
    drop(go_on);
    scene.liar.be_honest();
    let begun = std::fs::metadata(desk.path("film.part")).expect("what came").len();
    assert_eq!(begun, 5 * size::CHUNK_PIECE as u64, "three from before, and two");
    assert!(is_closed_to_others(&desk.path("film.part")) && !desk.path("film").exists());
    scene.liar.calls();
    run("film").done();
    let fetches = scene.liar.calls().into_iter().filter(|call| call.path == FETCH).count();
    assert_eq!(fetches, 3, "no piece is fetched twice");
    assert!(std::fs::read(desk.path("film")).expect("the film") == film);
    assert!(!desk.path("film.part").exists());
    // what something else left is no beginning
    std::fs::write(desk.path("other.part"), vec![1; 300_000]).expect("a file");
    run("other").done();
    assert!(std::fs::read(desk.path("other")).expect("the film") == film);
}

#[test]
fn a_file_that_changes_on_the_way_is_no_attachment() {
    let scene = Scene::begin();
    scene.file("notes.txt", 3);
    let (reached, go_on) = scene.hold(PUT, 1);
    let running = scene.start("follow-up", &["--attach", "notes.txt", "--keep-metadata", "--adviser", "Sam"]);
    reached.recv().expect("the first chunk");
    scene.file("notes.txt", 2);
    drop(go_on);
    running.end().failed(1, "notes.txt has changed since it was sent");
    scene.server.close_release();
    let thread = scene.desk.inbox("Sam")["threads"][0]["thread"].as_str().expect("a name").to_owned();
    let fetch =
        ["attachment", "--vault", "Sam.vault", "--thread", &thread, "--name", "2", "--output", "notes"];
    scene.desk.run(&fetch).failed(4, "its hash is another");
    assert!(!scene.desk.path("notes").exists() && !scene.desk.path("notes.part").exists());
}

/// A little more than 100 MB by `cargo xtask test --long`, 20 MB otherwise.
fn pieces_of_a_large_file() -> usize {
    if std::env::var_os("FLUISTER_LONG").is_some() { 382 } else { 77 }
}

#[test]
fn memory_stays_the_same_whatever_the_size() {
    let scene = Scene::begin();
    let desk = &scene.desk;
    let peak = std::sync::Arc::new(std::sync::Mutex::new((0, 0)));
    let seen = std::sync::Arc::clone(&peak);
    scene.liar.tell(move |path, answer| {
        if path.contains("/chunks/") {
            let (id, most) = &mut *seen.lock().expect("no test panics here");
            *most = (*most).max(peak_kib(*id));
        }
        answer
    });
    let measured = |running: Running| {
        *peak.lock().expect("no test panics here") = (running.id(), 0);
        running.end().done();
        peak.lock().expect("no test panics here").1
    };
    let small = scene.file("small.mp4", 1);
    let large = scene.file("large.mp4", pieces_of_a_large_file());
    let attach = |file| scene.start("follow-up", &["--attach", file, "--keep-metadata", "--adviser", "Sam"]);
    let up = [measured(attach("small.mp4")), measured(attach("large.mp4"))];
    scene.server.close_release();
    let thread = desk.inbox("Sam")["threads"][0]["thread"].as_str().expect("a name").to_owned();
    let fetch = |name, output| {
        let fetch = ["attachment", "--vault", "Sam.vault", "--thread", &thread, "--name", name];
        desk.start(&[&fetch[..], &["--output", output]].concat(), "")
    };
    let down = [measured(fetch("2", "small")), measured(fetch("3", "large"))];
    for (name, sent) in [("small", &small), ("large", &large)] {
        assert!(&std::fs::read(desk.path(name)).expect("the film") == sent, "{name} is another film");
    }
    eprintln!("{} bytes: {up:?} KiB up, {down:?} KiB down", large.len());
    for [little, much] in [up, down] {
        assert!(
            little > 0 && much < little + 8 * 1024,
            "{little} KiB for a small file, {much} KiB for a large one"
        );
        assert!(much < 64 * 1024, "{much} KiB");
    }
}

/// The most memory that a process had so far; 0 where it is none.
fn peak_kib(id: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0)
}

#[test]
fn an_upload_that_was_killed_goes_on_where_it_stopped() {
    let scene = Scene::begin();
    scene.file("film.mp4", 7);
    let (reached, go_on) = scene.hold(PUT, 11);
    let attach = ["--attach", "film.mp4", "--keep-metadata", "--resume-file", "rest"];
    let running = scene.start("follow-up", &attach);
    reached.recv().expect("the eleventh chunk");
    running.kill();
    drop(go_on);
    scene.liar.be_honest();
    // eight pieces for Sam, three for Robin
    assert_eq!(scene.own(0), [("attachment-2.mp4".into(), json!(0))]);
    assert_eq!(scene.own(1), [("attachment-2.mp4".into(), json!(5))]);
    let people = scene.desk.run(&scene.melder("read", &[])).done().stdout;
    assert!(
        people.contains("[attachment] attachment-2.mp4\n    incomplete: 5 of 8 pieces have not come (yet)"),
        "{people}"
    );

    let upload = scene.melder("upload", &["--resume-file", "rest"]);
    assert!(is_closed_to_others(&scene.desk.path("rest")));
    let sealed = std::fs::read_to_string(scene.desk.path("rest")).expect("the file");
    assert!(!sealed.contains("film") && !sealed.contains("Sam"));
    let other = ["upload", "--link", &scene.link, "--code-file", "-", "--resume-file", "rest"];
    let another = fluister_protocol::code::RetrievalCode::from_entropy([9; 14]);
    scene.desk.run_with(&other, &another.reveal()).failed(6, "was not left by an upload with this code");
    let film = std::fs::read(scene.desk.path("film.mp4")).expect("the film");
    scene.file("film.mp4", 6);
    scene.desk.run(&upload).failed(1, "film.mp4 has changed since it was sent");
    std::fs::write(scene.desk.path("film.mp4"), film).expect("as it was");

    scene.liar.calls();
    scene.desk.run(&upload).done();
    let put = scene.liar.calls().into_iter().filter(|call| call.path.contains(PUT)).count();
    assert_eq!(put, 5, "no chunk is sent twice");
    assert_eq!(
        (scene.own(0), scene.own(1)),
        (vec![("attachment-2.mp4".into(), json!(0))], vec![("attachment-2.mp4".into(), json!(0))])
    );
    assert!(!scene.desk.path("rest").exists());
    assert_eq!(scene.chunks(), 16);
}

#[test]
fn withdrawing_deletes_the_chunks() {
    let scene = Scene::begin();
    scene.file("film.mp4", 3);
    scene.desk.run(&scene.melder("follow-up", &["--attach", "film.mp4", "--keep-metadata"])).done();
    assert_eq!(scene.chunks(), 8);
    scene.desk.run(&scene.melder("withdraw", &[])).done();
    assert_eq!(scene.chunks(), 0);
}

#[test]
fn a_server_that_is_killed_loses_no_chunk_that_it_took() {
    let (liar, listener) = Liar::listen();
    let origin = liar.origin();
    let server = fluister_tests::harness::process(&["--origin", &origin]);
    liar.stand_before(server.address, listener);
    let desk = Desk::default();
    let link = desk.found(&origin, &server.admit("acme"));
    desk.adviser(&link, "Sam");
    std::fs::write(desk.path("film.mp4"), vec![7; 5 * size::CHUNK_PIECE]).expect("a film");
    let scene = ["report", "--link", &link, "--adviser", "Sam", "--text-file", "-", "--attach", "film.mp4"];
    let (here, reached) = channel();
    let mut count = 0;
    liar.tell(move |path, answer| {
        count += u32::from(path.contains(PUT));
        if path.contains(PUT) && count == 3 {
            here.send(()).expect("the test waits");
        }
        answer
    });
    let running = desk.start(&[&scene[..], &["--keep-metadata"]].concat(), "Hello.");
    reached.recv().expect("the third chunk");
    server.signal("KILL");
    // the command tries again by itself, for some seconds
    let again = fluister_tests::harness::process_on(&server.database, &["--origin", &origin]);
    liar.turn_to(again.address);
    let sent = running.end().done();
    std::fs::write(desk.path("code"), sent.line()).expect("the code");
    let read = desk.read(&link);
    assert_eq!(read["threads"][0]["letters"][1]["missing_pieces"], 0, "{read}");
}

#[test]
fn what_goes_along_is_said_and_refused_before_anything_is_sent() {
    let scene = Scene::begin();
    scene.file("plan.pdf", 1);
    std::fs::write(scene.desk.path("broken.jpg"), b"\xff\xd8\xff\xe0\0\x10JFIF").expect("a file");
    scene.liar.calls();
    let refused = |more: &[&str], status, saying| {
        scene.desk.run(&scene.melder("follow-up", more)).failed(status, saying);
    };
    refused(&[], 2, "--text-file");
    refused(&["--attach", "plan.pdf"], 1, "--keep-metadata sends it as it is");
    refused(&["--attach", "broken.jpg"], 1, "the image is cut off");
    refused(&["--attach", "."], 1, ". is not a file");
    refused(&["--attach", "none.jpg"], 1, "none.jpg");
    refused(&["--keep-names", "--text-file", "-"], 2, "--attach");
    assert_eq!(scene.liar.calls(), [], "nothing is asked of the server before the files are looked at");
    let many: Vec<&str> =
        std::iter::repeat_n(["--attach", "plan.pdf"], 8).flatten().chain(["--keep-metadata"]).collect();
    refused(&many, 1, "too many attachments for one post");
    std::fs::write(scene.desk.path("rest"), "").expect("a file");
    let resume = ["--attach", "plan.pdf", "--keep-metadata", "--resume-file", "rest"];
    refused(&resume, 1, "rest exists already");
    let sparse = std::fs::File::create(scene.desk.path("large.bin")).expect("a file");
    sparse.set_len((100 << 20) + 1).expect("a large file");
    refused(&["--attach", "large.bin", "--keep-metadata"], 1, "at most 104857600 bytes");
    let before = scene.chunks();
    assert_eq!(before, 0);
    let sent = scene
        .desk
        .run(&scene.melder(
            "follow-up",
            &["--adviser", "sam", "--attach", "plan.pdf", "--keep-metadata", "--keep-names"],
        ))
        .done();
    assert!(sent.stderr.contains("plan.pdf goes as it is"), "{sent:?}");
    assert!(sent.stderr.contains("plan.pdf goes to Sam as plan.pdf: 261.1 kB in 1 pieces."), "{sent:?}");
    assert_eq!((scene.own(0), scene.own(1)), (vec![("plan.pdf".into(), json!(0))], vec![]));
}

fn is_closed_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().expect("a file").permissions().mode() & 0o777 == 0o600
}
