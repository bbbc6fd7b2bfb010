//! Going on with an upload that was cut off. Only who asks for it gets a file that makes this possible, and only the code
//! opens that file.

use std::path::{Path, PathBuf};

use fluister_protocol::code::RetrievalCode;
use fluister_protocol::day::Day;
use fluister_protocol::derivation::Master;
use fluister_protocol::encoding;
use fluister_protocol::random;
use fluister_protocol::vault::{self, RecordId};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::attachment::{AttachmentError, Options, Source, Upload};
use crate::error::Error;
use crate::http::Api;
use crate::link::Link;
use crate::melder::attachments::{Attachments, Pending};
use crate::melder::visit::Visit;
use crate::post::Progress;

/// The record's id: there is one in a file, under a key drawn anew at every writing.
const RECORD: RecordId = RecordId([0; 32]);

/// The file's content.
#[derive(Serialize, Deserialize)]
struct Stored {
    /// The format's version: 1.
    fluister_resume: u32,
    #[serde(with = "encoding::bytes")]
    record: Vec<u8>,
}

/// One attachment for one adviser, as the record holds it.
#[derive(Serialize, Deserialize)]
struct Left {
    path: PathBuf,
    keep_metadata: bool,
    adviser: String,
    name: String,
    upload: Upload,
}

/// What an interrupted upload left, ready to be sent.
#[derive(Debug)]
pub struct Resumed {
    /// The files.
    pub attachments: Attachments,
    /// To whom they go.
    pub uploads: Vec<Pending>,
}

/// Leaves what it takes to go on, before anything is sent.
pub(super) fn leave(attachments: &Attachments, master: &Master, uploads: &[Pending]) -> Result<(), Error> {
    let Some(path) = &attachments.resume_file else { return Ok(()) };
    let left = |pending: &Pending| {
        let source = attachments.sources.get(pending.source).ok_or(Error::Encoding)?;
        Ok(Left {
            path: source.path().canonicalize().map_err(Error::file(source.path()))?,
            keep_metadata: source.options().keep_metadata,
            adviser: pending.adviser.clone(),
            name: pending.name.clone(),
            upload: pending.upload.clone(),
        })
    };
    let left: Vec<Left> = uploads.iter().map(left).collect::<Result<_, Error>>()?;
    let json = Zeroizing::new(serde_json::to_vec(&left).map_err(|_| Error::Encoding)?);
    let record = vault::seal_record(&master.resume(), &RECORD, 1, &json, &mut random::system())?;
    let stored = serde_json::to_vec(&Stored { fluister_resume: 1, record }).map_err(|_| Error::Encoding)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || {
        // for its owner alone, and whole or not at all
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        std::io::Write::write_all(&mut file, &stored)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|failed| failed.error)
    };
    write().map(drop).map_err(Error::file(path))
}

/// Reads what an interrupted upload left, and makes the calls of a visit. The uploads are then still to be sent.
///
/// # Errors
/// [`Error`]; [`AttachmentError::NotAResumeFile`] under another code, [`AttachmentError::NeverSent`],
/// [`AttachmentError::Changed`].
pub fn resume(
    api: &Api,
    link: &Link,
    code: &RetrievalCode,
    path: &Path,
    today: Day,
    progress: &impl Progress,
) -> Result<Resumed, Error> {
    let left = read(path, &Master::derive(&link.pin.organisation, code))?;
    let mut resumed = Resumed {
        attachments: Attachments { resume_file: Some(path.into()), ..Default::default() },
        uploads: vec![],
    };
    for left in left {
        let sources = &mut resumed.attachments.sources;
        let known = sources.iter().position(|source| left.is_of(source));
        let source = match known {
            Some(source) => source,
            None => {
                let options = Options { keep_metadata: left.keep_metadata, keep_name: false };
                let source = Source::open(&left.path, options)?;
                if !left.upload.is_of(&source) {
                    return Err(AttachmentError::Changed(left.path).into());
                }
                sources.push(source);
                sources.len() - 1
            }
        };
        let Left { adviser, name, upload, .. } = left;
        resumed.uploads.push(Pending { source, adviser, name, upload });
    }
    let visit = Visit::open(api, link, code, today)?;
    visit.post(Vec::new(), progress)?;
    let is_known =
        |pending: &Pending| visit.own_attachments().any(|own| own.tokens == *pending.upload.tokens());
    if resumed.uploads.iter().all(is_known) {
        Ok(resumed)
    } else {
        Err(AttachmentError::NeverSent(path.into()).into())
    }
}

impl Left {
    fn is_of(&self, source: &Source) -> bool {
        self.path == source.path()
            && self.keep_metadata == source.options().keep_metadata
            && self.upload.is_of(source)
    }
}

fn read(path: &Path, master: &Master) -> Result<Vec<Left>, Error> {
    let not_one = || Error::from(AttachmentError::NotAResumeFile(path.into()));
    let bytes = std::fs::read(path).map_err(Error::file(path))?;
    let stored: Stored = serde_json::from_slice(&bytes).map_err(|_| not_one())?;
    if stored.fluister_resume != 1 {
        return Err(not_one());
    }
    let json = vault::open_record(&master.resume(), &RECORD, 1, &stored.record).map_err(|_| not_one())?;
    serde_json::from_slice(&json).map_err(|_| not_one())
}
