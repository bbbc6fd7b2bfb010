//! What the client reads from people: links, the administrator's key files, and images that are to be cleaned.

use std::cell::OnceCell;
use std::io::Write as _;
use std::path::PathBuf;

use crate::choose;
use crate::clean::Format;
use crate::key_file;
use crate::link::{Link, Server};

/// A link that is read is written again as one that means the same; a key file that opens is written as one that opens.
pub fn check(data: &[u8]) {
    let Some((first, rest)) = choose(data) else { return };
    match first % 3 {
        0 => link(rest),
        1 => key(rest),
        _ => image(rest),
    }
}

/// An image that is clean stays as it is.
fn image(data: &[u8]) {
    let Some(format) = Format::of(data) else { return };
    let Ok(clean) = format.clean(data) else { return };
    assert_eq!(Format::of(&clean), Some(format));
    assert!(format.clean(&clean).as_ref() == Ok(&clean), "cleaned twice, it is another");
}

fn link(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(link) = text.parse::<Link>() {
        let written = link.to_string();
        assert_eq!(written.parse::<Link>().as_ref(), Ok(&link), "{written}");
        assert!(link.server.path("/v1/server").ends_with("/v1/server"));
        let origin = link.server.origin();
        assert!(origin.starts_with("https://") || origin.starts_with("http://"), "{origin}");
    }
    if let Ok(server) = text.parse::<Server>() {
        assert_eq!(server.to_string().parse::<Server>().map(|again| again.origin()), Ok(server.origin()));
    }
}

thread_local! {
    static DIRECTORY: OnceCell<tempfile::TempDir> = const { OnceCell::new() };
}

fn path(name: &str) -> PathBuf {
    DIRECTORY.with(|directory| {
        directory.get_or_init(|| tempfile::tempdir().expect("a directory for a file")).path().join(name)
    })
}

fn key(data: &[u8]) {
    let (given, again) = (path("given"), path("again"));
    let mut file = std::fs::File::create(&given).expect("a file");
    file.write_all(data).expect("room for it");
    drop(file);
    // an encrypted one says itself how long its passphrase takes to check, so that none is given
    if let Ok(secret) = key_file::open(&given, None) {
        drop(std::fs::remove_file(&again));
        key_file::create(&again, &secret, None).expect("a key file can be written");
        let read = key_file::open(&again, None).expect("what is written is read");
        assert_eq!(read.public(), secret.public());
    }
}
