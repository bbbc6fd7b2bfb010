//! What an administrator does: make the organisation's root key, and sign each version of its directory.

use std::path::{Path, PathBuf};

use fluister_protocol::chain::{self, Pin};
use fluister_protocol::day::Day;
use fluister_protocol::directory::{Adviser, Directory, MAX_DAYS, Policy, Root};
use fluister_protocol::keys::OrganisationSecret;
use fluister_protocol::random;
use fluister_protocol::request;
use fluister_protocol::signed::{Signed, ValidationError, Verified};

use crate::error::Error;
use crate::http::Api;
use crate::key_file;
use crate::link::Link;

/// What an organisation says of itself at first.
#[derive(Clone, Debug)]
pub struct Founding {
    /// The name in addresses.
    pub slug: String,
    /// The name that people see.
    pub name: String,
    /// Languages as BCP 47 tags, the organisation's own first.
    pub languages: Vec<String>,
    /// Tracks, retention, and whether the organisation is listed.
    pub policy: Policy,
}

/// Where the key of the next root is written: beside the key file, to be moved into the safe.
pub fn successor_path(key_file: &Path) -> PathBuf {
    let mut name = key_file.as_os_str().to_owned();
    name.push(".successor");
    name.into()
}

/// Makes an organisation: its root key and the next, both in files, and the first directory. A second run with the same
/// files after a broken connection goes on where the first ended.
///
/// # Errors
/// [`Error`]. Where the server refuses, files made by this call are removed again.
pub fn create(
    api: &Api,
    founding: &Founding,
    admission: &str,
    key_file: &Path,
    passphrase: Option<&str>,
    today: Day,
) -> Result<Link, Error> {
    let (root, root_is_new) = open_or_create(key_file, passphrase)?;
    let next_path = successor_path(key_file);
    let (next, next_is_new) = open_or_create(&next_path, passphrase)?;
    let link = Link {
        server: api.server().clone(),
        slug: founding.slug.clone(),
        pin: Pin { organisation: root.public().organisation(), adviser: None },
    };
    if !root_is_new && newest(api, &link).is_ok() {
        return Ok(link);
    }
    let directory = Directory {
        version: 1,
        organisation: link.pin.organisation,
        slug: founding.slug.clone(),
        name: founding.name.clone(),
        languages: founding.languages.clone(),
        serial: 1,
        previous: None,
        issued: today,
        expires: today.plus(MAX_DAYS),
        roots: vec![Root { key: root.public(), first_serial: 1 }],
        successor: next.public().successor_hash(),
        advisers: Vec::new(),
        policy: founding.policy.clone(),
        pages: Vec::new(),
    };
    let published = sign(&root, &directory)
        .and_then(|signed| chain::first(&signed).map_err(Error::from).map(|_| signed))
        .and_then(|signed| api.put_directory(&link.slug, &signed, Some(admission)));
    match published {
        Ok(()) => Ok(link),
        // after a broken connection the server may have it: the key must not be lost
        Err(error @ Error::Unreachable(_)) => Err(error),
        Err(error) => {
            for (path, is_new) in [(key_file, root_is_new), (&next_path, next_is_new)] {
                if is_new {
                    std::fs::remove_file(path).map_err(Error::file(path))?;
                }
            }
            Err(error)
        }
    }
}

fn open_or_create(path: &Path, passphrase: Option<&str>) -> Result<(OrganisationSecret, bool), Error> {
    if path.exists() {
        return Ok((key_file::open(path, passphrase)?, false));
    }
    let key = OrganisationSecret::generate(&mut random::system());
    key_file::create(path, &key, passphrase)?;
    Ok((key, true))
}

fn newest(api: &Api, link: &Link) -> Result<Verified<Directory>, Error> {
    let answer = api.organisation(&link.slug)?;
    Ok(chain::walk(&link.pin, &answer.first_directories, &answer.directory)?)
}

/// What changes from one version of the directory to the next.
#[derive(Clone, Debug)]
pub enum Change {
    /// An adviser is appointed, or their profile is renewed: the request that they signed.
    Appoint(Box<Signed>),
    /// An adviser is appointed in the place of another, named by name or id: the same person under a new identity.
    Replace {
        /// The name or id of the adviser who is taken off.
        former: String,
        /// The new adviser's request.
        request: Box<Signed>,
    },
    /// The adviser of this name or id is taken off.
    Dismiss(String),
    /// Nothing but the day of expiry.
    Renew,
}

/// Signs and publishes the next version of the directory.
///
/// # Errors
/// [`Error`]: [`Error::NotTheRoot`] for another key file; [`Error::Distrust`] where the server shows another history.
pub fn publish(
    api: &Api,
    link: &Link,
    root: &OrganisationSecret,
    change: &Change,
    today: Day,
) -> Result<Verified<Directory>, Error> {
    let before = newest(api, link)?;
    if before.root()? != root.public() {
        return Err(if before.roots.iter().any(|r| r.key == root.public()) {
            Error::NotTheRoot
        } else {
            Error::OtherOrganisation
        });
    }
    let mut directory = Directory::clone(&before);
    apply(&mut directory, change)?;
    directory.serial = before.serial + 1;
    directory.previous = Some(before.hash());
    directory.issued = today;
    directory.expires = today.plus(MAX_DAYS);
    let signed = sign(root, &directory)?;
    let verified = chain::next(&before, &signed)?;
    api.put_directory(&link.slug, &signed, None)?;
    Ok(verified)
}

fn apply(directory: &mut Directory, change: &Change) -> Result<(), Error> {
    match change {
        Change::Appoint(request) => appoint(directory, request),
        Change::Dismiss(name) => dismiss(directory, name),
        Change::Replace { former, request } => {
            dismiss(directory, former)?;
            appoint(directory, request)
        }
        Change::Renew => Ok(()),
    }
}

fn appoint(directory: &mut Directory, request: &Signed) -> Result<(), Error> {
    let request = request::verify(directory.organisation, request)?;
    let id = request.adviser.id();
    let same_name = |name: &str| name.to_lowercase() == request.adviser.name.to_lowercase();
    if directory.advisers.iter().any(|adviser| adviser.id() != id && same_name(&adviser.name)) {
        // melders choose by name
        return Err(ValidationError::Limit("advisers.name (another adviser has this name)").into());
    }
    directory.advisers.retain(|adviser| adviser.id() != id);
    directory.advisers.push(request.adviser.clone());
    Ok(())
}

fn dismiss(directory: &mut Directory, name: &str) -> Result<(), Error> {
    let wanted = name.trim().to_lowercase();
    let is_meant =
        |adviser: &Adviser| adviser.name.to_lowercase() == wanted || adviser.id().to_string() == name.trim();
    if !directory.advisers.iter().any(is_meant) {
        return Err(Error::NoSuchAdviser {
            name: name.into(),
            there: directory.advisers.iter().map(|adviser| adviser.name.clone()).collect(),
        });
    }
    directory.advisers.retain(|adviser| !is_meant(adviser));
    Ok(())
}

fn sign(root: &OrganisationSecret, directory: &Directory) -> Result<Signed, Error> {
    root.sign_payload(directory).map_err(|_| Error::Encoding)
}
