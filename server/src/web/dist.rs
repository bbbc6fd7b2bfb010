//! What `cargo xtask dist` built: `web/dist`, which mirrors the addresses, each file beside its compressed forms.

use std::borrow::Cow;
use std::path::Path;

use actix_web::HttpRequest;
use actix_web::http::header::{AcceptEncoding, Encoding, Header as _};
use actix_web::web::Bytes;
use rust_embed::Embed;

#[derive(Embed)]
#[folder = "../web/dist"]
struct Dist;

/// A file in one of its forms.
pub struct Found {
    /// The bytes as sent.
    pub bytes: Bytes,
    /// `Content-Type`.
    pub media_type: &'static str,
    /// `Content-Encoding`, where it is compressed.
    pub coding: Option<&'static str>,
    /// SHA-256 of the bytes.
    pub hash: [u8; 32],
}

/// The compressed forms: `Content-Encoding`, and the end of the file's name.
const CODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// The file of this name, compressed if the browser takes that, or none where nothing was built under it.
pub fn find(name: &str, request: &HttpRequest) -> Option<Found> {
    let media_type = media_type(name)?;
    let plain = Dist::get(name)?;
    let mut forms = vec![(Encoding::identity(), None, plain)];
    for (coding, end) in CODINGS {
        if let (Ok(encoding), Some(file)) = (coding.parse(), Dist::get(&format!("{name}{end}"))) {
            forms.push((encoding, Some(coding), file));
        }
    }
    let accepted = AcceptEncoding::parse(request).unwrap_or(AcceptEncoding(vec![]));
    // whoever takes nothing gets it as it is (RFC 9110, section 12.5.3)
    let best =
        accepted.negotiate(forms.iter().map(|(encoding, ..)| encoding)).unwrap_or(Encoding::identity());
    let (_, coding, file) = forms.into_iter().find(|(encoding, ..)| *encoding == best)?;
    let hash = file.metadata.sha256_hash();
    let bytes = match file.data {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => bytes.into(),
    };
    Some(Found { bytes, media_type, coding, hash })
}

/// By the name's end; compressed forms have none of their own.
fn media_type(name: &str) -> Option<&'static str> {
    Some(match Path::new(name).extension()?.to_str()? {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_a_type_and_its_compressed_forms_are_smaller() {
        let mut count = 0;
        for name in Dist::iter() {
            let whole = CODINGS.iter().find_map(|(_, end)| name.strip_suffix(end)).unwrap_or(&name);
            assert!(media_type(whole).is_some(), "{name}: a type that no browser would be told");
            let size = |name: &str| Dist::get(name).map(|file| file.data.len());
            assert!(whole == name || size(&name) < size(whole), "{name} has {:?} bytes", size(&name));
            count += 1;
        }
        assert!(count >= 3, "{count} files");
    }
}
