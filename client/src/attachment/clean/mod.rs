//! Images without what they tell of camera, place, time and owner.
//!
//! Nothing is decoded: the file is walked through, and only what a viewer needs for the picture itself is copied, byte for
//! byte, by a list of what may stay. Where the picture has to be turned (EXIF's orientation), a block of metadata is
//! written that says that and nothing else. Colour profiles go, too: they name the make of a screen or camera; wide
//! colours look a little paler without them. Whatever follows the picture's end goes: second pictures (MPF), films,
//! depth maps, and what a cropping tool left of the larger picture.

mod bytes;
mod error;
mod jpeg;
mod orientation;
mod png;
mod webp;

pub use error::CleanError;

/// The largest image that is cleaned, in bytes: this happens in memory.
pub const LARGEST: u64 = 64 << 20;

/// How many bytes [`Format::of`] needs.
pub const SIGNATURE: usize = 12;

/// A format whose metadata can be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// ITU-T T.81, in JFIF or EXIF.
    Jpeg,
    /// PNG, third edition, and animated PNG.
    Png,
    /// RFC 9649.
    WebP,
}

impl Format {
    /// The format that a file's first [`SIGNATURE`] bytes tell, whatever its name says. Nothing for all others: they keep
    /// what they tell.
    pub fn of(start: &[u8]) -> Option<Self> {
        if start.starts_with(jpeg::SIGNATURE) {
            Some(Self::Jpeg)
        } else if start.starts_with(png::SIGNATURE) {
            Some(Self::Png)
        } else if start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP") {
            Some(Self::WebP)
        } else {
            None
        }
    }

    /// The media type (RFC 6838).
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
        }
    }

    /// The ending of a file's name.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
        }
    }

    /// The same picture, and nothing but the picture.
    ///
    /// # Errors
    /// [`CleanError`]: what is not understood to its end is not passed on.
    pub fn clean(self, image: &[u8]) -> Result<Vec<u8>, CleanError> {
        match self {
            Self::Jpeg => jpeg::clean(image),
            Self::Png => png::clean(image),
            Self::WebP => webp::clean(image),
        }
    }
}
