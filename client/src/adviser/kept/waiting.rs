//! An attachment on its way to a melder.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::names::ThreadName;
use crate::attachment::{AttachmentError, Options, Source, Upload};
use crate::error::Error;

/// An attachment whose letter is written, and whose chunks may not all be with the server.
#[derive(Clone, Serialize, Deserialize)]
pub struct Waiting {
    /// The thread that it goes to.
    pub thread: ThreadName,
    /// The file's name, as the melder sees it.
    pub name: String,
    /// Where the file is, on the device where it was attached.
    pub path: PathBuf,
    pub(in crate::adviser) keep_metadata: bool,
    pub(in crate::adviser) upload: Upload,
}

impl Waiting {
    /// How many chunks it has, with padding.
    pub const fn chunks(&self) -> u32 {
        self.upload.chunks()
    }

    /// The file, if it is here and still the same.
    pub(in crate::adviser) fn source(&self) -> Result<Source, Error> {
        let source =
            Source::open(&self.path, Options { keep_metadata: self.keep_metadata, keep_name: false })?;
        if self.upload.is_of(&source) {
            Ok(source)
        } else {
            Err(AttachmentError::Changed(self.path.clone()).into())
        }
    }
}
