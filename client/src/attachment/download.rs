//! Fetching an attachment into a file of its own.

use std::fs::File;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use fluister_protocol::chunk::{self, Assembly, AttachmentTokens, ChunkError};
use fluister_protocol::content::Attachment;
use fluister_protocol::id::{Id, Token};
use fluister_protocol::size;
use tempfile::TempPath;
use zeroize::Zeroizing;

use super::AttachmentError;
use crate::error::Error;
use crate::http::Api;
use crate::post::Progress;

/// How many ids go into one question.
const IDS: usize = 512;

/// The tokens of all chunks of an attachment.
pub fn tokens(tokens: &AttachmentTokens, chunks: u32) -> impl Iterator<Item = Token> + '_ {
    (0..chunks).map(|i| tokens.token(i))
}

/// How many chunks of an attachment the server does not have.
///
/// # Errors
/// [`Error`].
pub fn missing(api: &Api, of: &AttachmentTokens, chunks: u32) -> Result<u32, Error> {
    let ids: Vec<Id> = tokens(of, chunks).map(|token| token.id()).collect();
    let mut missing = 0;
    for some in ids.chunks(IDS) {
        missing += api.missing_chunks(some)?.len();
    }
    Ok(u32::try_from(missing).unwrap_or(u32::MAX))
}

/// Fetches an attachment into `output`, which must not exist. It grows beside it, in a file with the ending `.part` that
/// only its owner can read, and gets its name once it is proven to be what was sent. What an interrupted download left
/// there is gone on with.
///
/// # Errors
/// [`Error::Exists`], [`Error::File`], [`Error::InUse`], [`AttachmentError::Incomplete`], [`AttachmentError::Chunk`].
pub fn download(
    api: &Api,
    attachment: &Attachment,
    output: &Path,
    progress: &impl Progress,
) -> Result<(), Error> {
    if output.symlink_metadata().is_ok() {
        return Err(Error::Exists(output.into()));
    }
    let part = part_of(output);
    match gather(api, attachment, &part, progress) {
        // what lay there was of something else, or torn by a power cut
        Err(Gathered::Resumed(_)) => {
            remove(&part)?;
            gather(api, attachment, &part, progress)
        }
        gathered => gathered,
    }
    .map_err(|failed| match failed {
        Gathered::Resumed(error) | Gathered::Failed(error) => error,
    })
    .inspect_err(|error| {
        if matches!(error, Error::Attachment(AttachmentError::Chunk(ChunkError::Hash | ChunkError::Size))) {
            // nobody can go on with it
            let _ = remove(&part);
        }
    })?;
    let finished = TempPath::try_from_path(&part).map_err(Error::file(&part))?;
    finished.persist_noclobber(output).map_err(|failed| {
        let error = Error::file(output)(failed.error);
        // it is whole: it stays under its first name
        let _ = failed.path.keep();
        error
    })
}

/// Why there is no whole file.
enum Gathered {
    /// What was there before does not belong to it.
    Resumed(Error),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Gathered {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

fn gather(api: &Api, attachment: &Attachment, part: &Path, progress: &impl Progress) -> Result<(), Gathered> {
    let failed = Error::file(part);
    let mut assembly = Assembly::of(attachment).map_err(AttachmentError::Chunk)?;
    let mut file = open(part)?;
    let mut written = Zeroizing::new(vec![0; size::CHUNK_PIECE]);
    let mut resumed = false;
    loop {
        let count = file.read(&mut written).map_err(&failed)?;
        let Some(some) = written.get(..count).filter(|some| !some.is_empty()) else { break };
        resumed = true;
        assembly.resume(some).map_err(|error| Gathered::Resumed(AttachmentError::Chunk(error).into()))?;
    }
    while let Some(i) = assembly.next() {
        let Some(sealed) = api.fetch_chunk(&attachment.tokens.token(i))? else {
            let missing = missing(api, &attachment.tokens, attachment.chunks)?;
            return Err(AttachmentError::Incomplete { missing, of: attachment.chunks }.into());
        };
        let piece = chunk::open_chunk(&attachment.key, i, attachment.chunks, &sealed)
            .map_err(AttachmentError::Chunk)?;
        file.write_all(assembly.take(&piece).map_err(AttachmentError::Chunk)?).map_err(&failed)?;
        progress.moved(i + 1, attachment.chunks);
    }
    file.sync_all().map_err(&failed)?;
    assembly.finish().map_err(|error| {
        let error = AttachmentError::Chunk(error).into();
        if resumed { Gathered::Resumed(error) } else { Gathered::Failed(error) }
    })
}

/// Opens it to be gone on with: for its owner alone, and for one process at a time.
fn open(part: &Path) -> Result<File, Error> {
    let mut options = std::fs::OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let file = options.open(part).map_err(Error::file(part))?;
    file.try_lock().map_err(|_| Error::InUse(part.into()))?;
    Ok(file)
}

fn part_of(output: &Path) -> PathBuf {
    let mut part = output.as_os_str().to_owned();
    part.push(".part");
    part.into()
}

fn remove(part: &Path) -> Result<(), Error> {
    match std::fs::remove_file(part) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Error::file(part)(error)),
        _ => Ok(()),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn what_is_downloaded_is_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let part = part_of(&folder.path().join("a.png"));
        let file = open(&part).unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert!(matches!(open(&part), Err(Error::InUse(_))), "two downloads into one file");
    }
}
