//! The vault's file on a device: locked while it is open, replaced whole at every change.

use std::fs::File;
use std::path::Path;

use fluister_protocol::encoding;
use fluister_protocol::vault::RecordId;
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// The file's content. Without the passphrase only the key code, which alone opens nothing, can be read.
#[derive(Serialize, Deserialize)]
pub(super) struct Stored {
    /// The format's version: 2.
    pub(super) fluister_vault: u32,
    /// The key code's 14 bytes.
    #[serde(with = "encoding::array")]
    pub(super) key_code: [u8; 14],
    pub(super) wrap: StoredRecord,
    /// The newest manifest of the server, where the vault has been there.
    pub(super) manifest: Option<StoredRecord>,
    /// The records that it lists.
    pub(super) records: Vec<StoredRecord>,
    /// What has changed since, sealed like a record.
    pub(super) local: StoredRecord,
}

/// A sealed record.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct StoredRecord {
    pub(super) id: RecordId,
    pub(super) version: u32,
    #[serde(with = "encoding::bytes")]
    pub(super) record: Vec<u8>,
}

impl Stored {
    pub(super) const VERSION: u32 = 2;
}

/// Makes the file, which must not exist, and locks it.
pub(super) fn create_locked(path: &Path) -> Result<File, Error> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path).map_err(Error::file(path))?;
    file.try_lock().map_err(|_| Error::InUse(path.into()))?;
    Ok(file)
}

pub(super) fn open_locked(path: &Path) -> Result<File, Error> {
    let file = File::open(path).map_err(Error::file(path))?;
    file.try_lock().map_err(|_| Error::InUse(path.into()))?;
    // every save puts a new, locked file in the old one's place: this one may have been replaced since it was opened
    let now = File::open(path).map_err(Error::file(path))?;
    if is_same(&file, &now).map_err(Error::file(path))? { Ok(file) } else { Err(Error::InUse(path.into())) }
}

#[cfg(unix)]
fn is_same(one: &File, other: &File) -> std::io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    Ok(one.metadata()?.ino() == other.metadata()?.ino())
}

#[cfg(not(unix))]
fn is_same(_: &File, _: &File) -> std::io::Result<bool> {
    Ok(true)
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// Replaces the file by a new one, which is returned locked.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<File> {
    use std::io::Write as _;
    // tempfile makes it readable for its owner alone
    let mut file = tempfile::NamedTempFile::new_in(folder(path))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.as_file().try_lock()?;
    let file = file.persist(path).map_err(|error| error.error)?;
    File::open(folder(path))?.sync_all()?;
    Ok(file)
}
