//! `signature.json`, `session.json` and `file.json`: signatures that everybody must accept or refuse alike.

use fluister_protocol::file::{self, FileSignature};
use fluister_protocol::id::{Digest32, OrganisationId};
use fluister_protocol::keys::{IdentitySecret, OrganisationSecret};
use fluister_protocol::label::Label;
use fluister_protocol::session;
use fluister_protocol::verifying::{IdentityKey, OrganisationKey, SignatureError};

use super::load::{Case, load};

fn label(name: &str) -> Label {
    match name {
        "statement" => Label::Statement,
        "heartbeat" => Label::Heartbeat,
        other => panic!("{other}"),
    }
}

/// Both types of key answer the same.
fn verify(case: &Case) -> Result<(), SignatureError> {
    let (label, message) = (label(case.str("label")), case.bytes("message"));
    let (key, signature) = (case.array("key"), case.array("signature"));
    let answer = IdentityKey(key).verify(label, &[&message], &signature);
    assert_eq!(OrganisationKey(key).verify(label, &[&message], &signature), answer);
    assert_eq!(IdentityKey(key).check().is_err(), answer == Err(SignatureError::Key));
    answer
}

#[test]
fn signatures() {
    let ran = load("signature").check(
        |case| {
            verify(case).unwrap();
            if case.get("seed").is_some() {
                let (seed, message) = (case.array("seed"), case.bytes("message"));
                let secret = IdentitySecret::from_seed(&seed);
                assert_eq!(secret.public().0, case.array("key"));
                assert_eq!(secret.sign(label(case.str("label")), &[&message]).0, case.array("signature"));
                assert_eq!(OrganisationSecret::from_seed(&seed).public().0, case.array("key"));
            }
        },
        |refusal| verify(refusal).map_err(|error| error.reason()),
    );
    assert_eq!(ran, (3, 40));
}

#[test]
fn sessions() {
    let verify = |case: &Case| {
        let organisation = OrganisationId(case.array("organisation"));
        let challenge = case.array("challenge");
        let parts = session::parts(case.str("origin"), &organisation, &challenge);
        IdentityKey(case.array("identity")).verify(Label::Session, &parts, &case.array("signature"))
    };
    let ran = load("session").check(
        |case| {
            verify(case).unwrap();
            let (organisation, challenge) =
                (OrganisationId(case.array("organisation")), case.array("challenge"));
            let parts = session::parts(case.str("origin"), &organisation, &challenge);
            let secret = IdentitySecret::from_seed(&case.array("seed"));
            assert_eq!(secret.sign(Label::Session, &parts).0, case.array("signature"));
        },
        |refusal| verify(refusal).map_err(|error| error.reason()),
    );
    assert_eq!(ran, (3, 8));
}

#[test]
fn files() {
    let verify = |case: &Case, header: &str| {
        let signature = FileSignature::parse(header).map_err(|error| error.reason())?;
        let (organisation, digest) =
            (OrganisationId(case.array("organisation")), Digest32::of_file(&case.bytes("file")));
        OrganisationKey(signature.key)
            .verify(Label::File, &file::parts(&organisation, &digest), &signature.signature)
            .map_err(|error| error.reason())?;
        Ok(signature)
    };
    let ran = load("file").check(
        |case| {
            let signature = verify(case, case.str("expect")).unwrap();
            assert_eq!(signature.key, case.array("key"));
            assert_eq!(signature.header(), case.str("expect"));
            assert_eq!(Digest32::of_file(&case.bytes("file")).0, case.array("sha256"));
        },
        |refusal| verify(refusal, refusal.str("header")).map(drop),
    );
    assert_eq!(ran, (2, 6));
}
