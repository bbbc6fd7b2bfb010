//! What is signed: as it came, and signed rightly whatever it says.

use std::sync::OnceLock;

use fluister_protocol::chain;
use fluister_protocol::directory::{Directory, MAX_ADVISERS, MAX_DAYS, MAX_ROOTS};
use fluister_protocol::heartbeat;
use fluister_protocol::heartbeat_contents;
use fluister_protocol::json;
use fluister_protocol::label::Label;
use fluister_protocol::request;
use fluister_protocol::signed::{Signed, Verified};
use fluister_protocol::statement;

use crate::choose;
use crate::people::{directory, master, organisation, root, sam, sign, today};

/// The directory that names Sam.
fn named() -> &'static Verified<Directory> {
    static DIRECTORY: OnceLock<Verified<Directory>> = OnceLock::new();
    DIRECTORY.get_or_init(|| chain::read(&sign(&directory(), 1)).expect("a good directory"))
}

/// Signs these bytes as whom they should be signed by.
fn signed(label: Label, payload: &[u8]) -> Signed {
    let signature = match label {
        Label::Directory => root(1).sign(label, &[payload]),
        _ => sam().identity.sign(label, &[payload]),
    };
    Signed { payload: payload.to_vec(), signature }
}

/// What is accepted is within its limits, and accepted again when it is written and signed anew.
pub fn check(data: &[u8]) {
    let Some((first, rest)) = choose(data) else { return };
    match first % 5 {
        0 => directories(rest),
        1 => statements(rest),
        2 => heartbeats(rest),
        3 => requests(rest),
        _ => envelope(rest),
    }
}

fn directories(payload: &[u8]) {
    let Ok(directory) = chain::read(&signed(Label::Directory, payload)) else { return };
    assert!(directory.issued <= directory.expires && directory.expires <= directory.issued.plus(MAX_DAYS));
    assert!(directory.advisers.len() <= MAX_ADVISERS && directory.roots.len() <= MAX_ROOTS);
    assert_eq!(directory.root().expect("it was signed by it"), root(1).public());
    assert_eq!(directory.previous.is_none(), directory.serial == 1);
    for adviser in &directory.advisers {
        assert_eq!(directory.adviser(adviser.id()), Some(adviser), "one id, one adviser");
    }
    let again = chain::read(&sign(&directory, 1)).expect("what is read can be written");
    assert_eq!(*again, *directory);
}

fn statements(payload: &[u8]) {
    let Ok(statement) = statement::verify(named(), &signed(Label::Statement, payload)) else { return };
    assert!(statement.epochs.windows(2).all(|pair| pair[0].epoch < pair[1].epoch));
    if let Ok(key) = statement.key_for(today()) {
        assert_eq!(key.epoch, today().epoch());
        drop(fluister_protocol::keys::EpochPublicKey::from_bytes(key.key.as_bytes()));
    }
    let again = sam().identity.sign_payload(&*statement).expect("it can be written");
    assert_eq!(*statement::verify(named(), &again).expect("what is read can be written"), *statement);
}

fn heartbeats(payload: &[u8]) {
    let Ok(heartbeat) = heartbeat::verify(named(), &signed(Label::Heartbeat, payload)) else { return };
    assert!(heartbeat.entries.is_sorted_by(|one, next| one < next));
    assert!(heartbeat.entries.len().is_power_of_two());
    let _ = heartbeat_contents::find(&master().thread(0), &heartbeat);
    assert_eq!(heartbeat::follows(&heartbeat, &heartbeat), Ok(()));
    let again = sam().identity.sign_payload(&*heartbeat).expect("it can be written");
    assert_eq!(*heartbeat::verify(named(), &again).expect("what is read can be written"), *heartbeat);
}

fn requests(payload: &[u8]) {
    let signed = signed(Label::Request, payload);
    let Ok(request) = request::verify(organisation(), &signed) else { return };
    let again = sam().identity.sign_payload(&*request).expect("it can be written");
    assert_eq!(*request::verify(organisation(), &again).expect("what is read can be written"), *request);
}

/// As it came: nobody has signed it but who the vectors say.
fn envelope(data: &[u8]) {
    let Ok(signed) = json::parse::<Signed>(data) else { return };
    let written = serde_json::to_vec(&signed).expect("it can be written");
    assert_eq!(json::parse::<Signed>(&written), Ok(signed.clone()));
    if let Ok(directory) = chain::read(&signed) {
        let _ = chain::check_days(&directory, today());
        drop(statement::verify(&directory, &signed));
        drop(heartbeat::verify(&directory, &signed));
    }
    drop(statement::verify(named(), &signed));
    drop(heartbeat::verify(named(), &signed));
    drop(request::verify(organisation(), &signed));
}
