//! An organisation's root key in a file: PKCS#8 (RFC 5958) with Ed25519 (RFC 8410) as PEM, which any toolkit reads;
//! encrypted (RFC 8018 PBES2 with scrypt) where there is a passphrase.

use std::io::Write as _;
use std::path::Path;

use ed25519_dalek::SigningKey;
use fluister_protocol::keys::OrganisationSecret;
use pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, LineEnding};
use zeroize::Zeroizing;

use crate::error::Error;

/// Writes a new key file that only its owner can read. Never overwrites.
///
/// # Errors
/// [`Error::Exists`], [`Error::File`].
pub fn create(path: &Path, key: &OrganisationSecret, passphrase: Option<&str>) -> Result<(), Error> {
    let signing = SigningKey::from_bytes(&key.expose_seed());
    let pem = match passphrase {
        Some(passphrase) => signing.to_pkcs8_encrypted_pem(passphrase.as_bytes(), LineEnding::LF),
        None => signing.to_pkcs8_pem(LineEnding::LF),
    };
    let pem = pem.map_err(|_| Error::Encoding)?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(Error::file(path))?;
    file.write_all(pem.as_bytes()).and_then(|()| file.sync_all()).map_err(Error::file(path))
}

/// Whether the file needs a passphrase.
///
/// # Errors
/// [`Error::File`].
pub fn is_encrypted(path: &Path) -> Result<bool, Error> {
    Ok(read(path)?.contains("ENCRYPTED PRIVATE KEY"))
}

/// Reads a key file.
///
/// # Errors
/// [`Error::KeyFilePassphrase`] where it is encrypted and no passphrase is given, [`Error::KeyFile`] where it does not
/// open.
pub fn open(path: &Path, passphrase: Option<&str>) -> Result<OrganisationSecret, Error> {
    let pem = read(path)?;
    let key = match (pem.contains("ENCRYPTED PRIVATE KEY"), passphrase) {
        (true, None) => return Err(Error::KeyFilePassphrase(path.into())),
        (true, Some(passphrase)) => SigningKey::from_pkcs8_encrypted_pem(&pem, passphrase.as_bytes()),
        (false, _) => SigningKey::from_pkcs8_pem(&pem),
    };
    let key = key.map_err(|_| Error::KeyFile(path.into()))?;
    Ok(OrganisationSecret::from_seed(&Zeroizing::new(key.to_bytes())))
}

fn read(path: &Path) -> Result<Zeroizing<String>, Error> {
    std::fs::read_to_string(path).map(Zeroizing::new).map_err(Error::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use fluister_protocol::random;

    #[test]
    fn keys_go_round_with_and_without_a_passphrase() {
        let directory = tempfile::tempdir().unwrap();
        let key = OrganisationSecret::generate(&mut random::system());
        for (name, passphrase) in [("plain", None), ("locked", Some("six words"))] {
            let path = directory.path().join(name);
            create(&path, &key, passphrase).unwrap();
            assert_eq!(open(&path, passphrase).unwrap().public(), key.public());
            assert_eq!(is_encrypted(&path).unwrap(), passphrase.is_some());
            assert!(matches!(create(&path, &key, passphrase), Err(Error::Exists(_))));
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt as _;
                assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
            }
        }
        let locked = directory.path().join("locked");
        assert!(matches!(open(&locked, None), Err(Error::KeyFilePassphrase(_))));
        assert!(matches!(open(&locked, Some("other words")), Err(Error::KeyFile(_))));
    }
}
