//! A file that is to be sent.

use std::fs::File;
use std::io::{Read, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use fluister_protocol::content::SHORT;
use fluister_protocol::id::Digest32;
use fluister_protocol::size;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::AttachmentError;
use super::clean::{self, Format};
use crate::error::Error;

/// What may go out with a file's content. Nothing, unless said otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Send it as it is, whatever it tells of camera, place, time and people.
    pub keep_metadata: bool,
    /// Send its name: otherwise it is called `attachment` with its letter's number.
    pub keep_name: bool,
}

/// A file that is to be sent, without what it tells beside its content.
pub struct Source {
    path: PathBuf,
    options: Options,
    name: Option<String>,
    extension: Option<String>,
    media_type: &'static str,
    bytes: Bytes,
    size: u64,
    sha256: Digest32,
}

enum Bytes {
    /// An image, cleaned.
    Clean(Zeroizing<Vec<u8>>),
    /// The file as it is, read again for every reader.
    File(File),
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Source({} bytes)", self.size)
    }
}

impl Source {
    /// Opens a file, cleans it, and reads it once for its hash.
    ///
    /// # Errors
    /// [`Error::File`], [`Error::Attachment`].
    pub fn open(path: &Path, options: Options) -> Result<Self, Error> {
        let failed = Error::file(path);
        let file = File::open(path).map_err(&failed)?;
        let metadata = file.metadata().map_err(&failed)?;
        if !metadata.is_file() {
            return Err(AttachmentError::NotAFile(path.into()).into());
        }
        let mut start = Vec::new();
        (&file).take(clean::SIGNATURE as u64).read_to_end(&mut start).map_err(&failed)?;
        let format = Format::of(&start);
        let bytes = if options.keep_metadata {
            Bytes::File(file)
        } else {
            let format = format.ok_or_else(|| AttachmentError::UnknownFormat(path.into()))?;
            Bytes::Clean(cleaned(format, path, &file, metadata.len())?)
        };
        let mut source = Self {
            path: path.into(),
            options,
            name: options.keep_name.then(|| name_of(path)).transpose()?,
            extension: format.map(|format| format.extension().into()).or_else(|| extension_of(path)),
            media_type: format.map_or("application/octet-stream", Format::media_type),
            bytes,
            size: 0,
            sha256: Digest32([0; 32]),
        };
        (source.size, source.sha256) = source.measure()?;
        Ok(source)
    }

    /// The name that the reader will see, in the letter with this number.
    pub fn name(&self, n: u32) -> String {
        match (&self.name, &self.extension) {
            (Some(name), _) => name.clone(),
            (None, Some(extension)) => format!("attachment-{n}.{extension}"),
            (None, None) => format!("attachment-{n}"),
        }
    }

    /// RFC 6838. Told for images only: of others the name's ending says enough.
    pub const fn media_type(&self) -> &'static str {
        self.media_type
    }

    /// Size in bytes, as it is sent.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// SHA-256 of the bytes as they are sent.
    pub const fn sha256(&self) -> Digest32 {
        self.sha256
    }

    /// The file's path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What may go out with the content.
    pub const fn options(&self) -> Options {
        self.options
    }

    /// Whether something was removed from it, and so it was read as an image.
    pub const fn is_cleaned(&self) -> bool {
        matches!(self.bytes, Bytes::Clean(_))
    }

    /// Its bytes, from the beginning.
    ///
    /// # Errors
    /// [`Error::File`].
    pub(super) fn pieces(&self) -> Result<Pieces<'_>, Error> {
        let bytes: Box<dyn Read + '_> = match &self.bytes {
            Bytes::Clean(bytes) => Box::new(bytes.as_slice()),
            Bytes::File(file) => {
                let mut file = file;
                file.seek(SeekFrom::Start(0)).map_err(Error::file(&self.path))?;
                Box::new(file)
            }
        };
        Ok(Pieces { bytes, path: &self.path, hash: Sha256::new(), size: 0 })
    }

    fn measure(&self) -> Result<(u64, Digest32), Error> {
        let mut pieces = self.pieces()?;
        let mut piece = Zeroizing::new(Vec::with_capacity(size::CHUNK_PIECE));
        loop {
            pieces.next(&mut piece)?;
            if piece.is_empty() {
                return Ok(pieces.read());
            }
        }
    }
}

/// A file's bytes, a chunk's worth at a time.
pub(super) struct Pieces<'a> {
    bytes: Box<dyn Read + 'a>,
    path: &'a Path,
    hash: Sha256,
    size: u64,
}

impl Pieces<'_> {
    /// The next piece, in the place of the one before; a shorter one at the end, empty ones after it.
    pub(super) fn next(&mut self, piece: &mut Vec<u8>) -> Result<(), Error> {
        piece.clear();
        let mut bytes = (&mut self.bytes).take(size::CHUNK_PIECE as u64);
        bytes.read_to_end(piece).map_err(Error::file(self.path))?;
        self.hash.update(&piece);
        self.size += piece.len() as u64;
        Ok(())
    }

    /// How many bytes were read so far, and their SHA-256.
    pub(super) fn read(self) -> (u64, Digest32) {
        (self.size, Digest32(self.hash.finalize().into()))
    }
}

fn cleaned(format: Format, path: &Path, file: &File, size: u64) -> Result<Zeroizing<Vec<u8>>, Error> {
    if size > clean::LARGEST {
        return Err(AttachmentError::TooLargeToClean { path: path.into(), most: clean::LARGEST }.into());
    }
    let mut image = Zeroizing::new(Vec::with_capacity(usize::try_from(size).unwrap_or(0)));
    let mut file = file;
    file.seek(SeekFrom::Start(0)).map_err(Error::file(path))?;
    // no more than was measured: somebody may be writing to it
    file.take(size).read_to_end(&mut image).map_err(Error::file(path))?;
    let clean = format.clean(&image).map_err(|why| AttachmentError::Unclean { path: path.into(), why })?;
    Ok(Zeroizing::new(clean))
}

fn name_of(path: &Path) -> Result<String, AttachmentError> {
    let name = path.file_name().and_then(|name| name.to_str()).filter(|name| name.len() <= SHORT);
    name.map(str::to_owned).ok_or_else(|| AttachmentError::Name(path.into()))
}

/// An ending that says what it is, and no more.
fn extension_of(path: &Path) -> Option<String> {
    let extension = path.extension()?.to_str()?;
    let plain = extension.len() <= 8 && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    plain.then(|| extension.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(name: &str, bytes: &[u8], options: Options) -> Result<Source, Error> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        Source::open(&path, options)
    }

    const AS_IT_IS: Options = Options { keep_metadata: true, keep_name: false };

    #[test]
    fn a_name_tells_nothing_unless_it_is_meant_to() {
        let named = |name, options| source(name, b"%PDF", options).unwrap().name(3);
        assert_eq!(named("Complaint of Jan.PDF", AS_IT_IS), "attachment-3.pdf");
        assert_eq!(named("notes.jan de vries", AS_IT_IS), "attachment-3");
        assert_eq!(named("notes", AS_IT_IS), "attachment-3");
        assert_eq!(named("a b.PDF", Options { keep_name: true, ..AS_IT_IS }), "a b.PDF");
    }

    #[test]
    fn what_cannot_be_cleaned_goes_only_as_it_is() {
        let refused = |name, bytes| source(name, bytes, Options::default()).unwrap_err();
        assert!(matches!(
            refused("a.pdf", b"%PDF-1.7"),
            Error::Attachment(AttachmentError::UnknownFormat(_))
        ));
        // by its bytes, not by its name
        assert!(matches!(
            refused("a.jpg", b"%PDF-1.7"),
            Error::Attachment(AttachmentError::UnknownFormat(_))
        ));
        assert!(matches!(
            refused("a.pdf", b"\xff\xd8\xff\xe0\0\x10JFIF"),
            Error::Attachment(AttachmentError::Unclean { .. })
        ));
        let as_it_is = source("a.jpg", b"%PDF-1.7", AS_IT_IS).unwrap();
        assert_eq!((as_it_is.size(), as_it_is.sha256()), (8, Digest32::of_file(b"%PDF-1.7")));
        let folder = tempfile::tempdir().unwrap();
        let refused = Source::open(folder.path(), AS_IT_IS).unwrap_err();
        assert!(matches!(refused, Error::Attachment(AttachmentError::NotAFile(_))));
    }

    #[test]
    fn pieces_are_the_file() {
        let bytes: Vec<u8> = (0..size::CHUNK_PIECE * 2 + 5).map(|at| (at % 251) as u8).collect();
        let source = source("a.bin", &bytes, AS_IT_IS).unwrap();
        let (mut pieces, mut piece, mut whole, mut lengths) =
            (source.pieces().unwrap(), Vec::new(), Vec::new(), Vec::new());
        for _ in 0..4 {
            pieces.next(&mut piece).unwrap();
            whole.extend_from_slice(&piece);
            lengths.push(piece.len());
        }
        assert_eq!(lengths, [size::CHUNK_PIECE, size::CHUNK_PIECE, 5, 0]);
        assert!(whole == bytes);
        assert_eq!(pieces.read(), (bytes.len() as u64, Digest32::of_file(&bytes)));
    }
}
