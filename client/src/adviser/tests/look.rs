//! What a look changes in the vault: it believes no older directory, gives out each number once, and destroys in time.

use fluister_protocol::code::KeyCode;
use fluister_protocol::day::{Day, Epoch};
use fluister_protocol::random;
use fluister_protocol::signed::ValidationError;
use fluister_protocol::size;

use super::{Sam, read_report};
use crate::adviser::look::Look;
use crate::adviser::{Draft, News, State, To};
use crate::error::Error;
use crate::made::{MadeOrganisation, Next, Published, VaultServer, day};
use crate::vault::{Kept as _, Vault};

/// Why a look at what a server shows is refused.
fn refused(sam: &mut Sam, shown: &Published, organisation: &MadeOrganisation) -> ValidationError {
    match sam.vaulted(shown, organisation, &[], day(3)) {
        Err(Error::Distrust(why)) => why,
        other => panic!("{other:?}"),
    }
}

/// The vault as another file of the same device has it.
fn copy(sam: &Sam) -> Sam {
    Sam { state: State::join(&sam.state.split().unwrap()).unwrap() }
}

#[test]
fn a_directory_older_than_one_that_was_seen_is_refused_whatever_heartbeats_go_with_it() {
    let mut organisation = MadeOrganisation::new();
    let mut sam = Sam::appointed(&mut organisation, "Sam", day(2));
    let before = organisation.published.clone();
    organisation.change(|_| {});
    sam.look(&mut organisation, &[], day(3)).unwrap();
    let now = organisation.published.clone();

    // all of before: no heartbeat that is shown names the newer one
    assert_eq!(refused(&mut sam, &before, &organisation), ValidationError::Old);
    let without_heartbeats = Published { heartbeats: [].into(), ..before.clone() };
    assert_eq!(refused(&mut sam, &without_heartbeats, &organisation), ValidationError::Old);
    // only the directory is of before, and nobody's heartbeat tells
    let masked = Published { directory: before.directory, heartbeats: [].into(), ..now.clone() };
    assert_eq!(refused(&mut sam, &masked, &organisation), ValidationError::Old);
    let twin =
        Published { heartbeats: [].into(), ..organisation.twin(|other| other.name = "Other BV".into()) };
    assert_eq!(refused(&mut sam, &twin, &organisation), ValidationError::TwoHistories);
    sam.vaulted(&now, &organisation, &[], day(3)).unwrap();
}

#[test]
fn an_old_copy_of_the_vault_gives_out_no_number_again() {
    let mut organisation = MadeOrganisation::new();
    let mut sam = Sam::appointed(&mut organisation, "Sam", day(2));
    let mut old = copy(&sam);
    sam.look(&mut organisation, &[], day(3)).unwrap();
    // a heartbeat was published that the copy has not made
    let published = organisation.published.clone();
    assert_eq!(refused(&mut old, &published, &organisation), ValidationError::Old);

    // nor does it know the keys that were published in the next epoch
    let mut old = copy(&sam);
    let later = day(1).plus(Epoch::DAYS);
    assert!(sam.look(&mut organisation, &[], later).unwrap().looked_at == 0);
    let statements = Published { heartbeats: [].into(), ..organisation.published.clone() };
    assert_eq!(refused(&mut old, &statements, &organisation), ValidationError::Old);
}

#[test]
fn a_heartbeats_counter_is_spent_even_where_it_is_never_published() {
    let mut organisation = MadeOrganisation::new();
    let mut sam = Sam::appointed(&mut organisation, "Sam", day(2));
    let published = organisation.published.clone();
    let mut counter = || sam.vaulted(&published, &organisation, &[], day(3)).unwrap().heartbeat.0;
    assert_eq!([counter(), counter()], [2, 3]);
}

#[test]
fn keys_are_made_once_an_epoch_for_it_and_two_more() {
    let mut organisation = MadeOrganisation::new();
    let mut sam = Sam::appointed(&mut organisation, "Sam", day(2));
    let epochs = |sam: &mut Sam, organisation: &mut MadeOrganisation, today: Day| {
        let published = organisation.published.clone();
        let due = copy(sam).vaulted(&published, organisation, &[], today).unwrap();
        sam.look(organisation, &[], today).unwrap();
        due.statement.map(|made| (made.serial, made.epochs.iter().map(|key| key.epoch).collect::<Vec<_>>()))
    };
    let first = day(1).epoch();
    assert_eq!(epochs(&mut sam, &mut organisation, first.last_day()), None);
    let next = Some((2, vec![first.plus(1), first.plus(2), first.plus(3)]));
    assert_eq!(epochs(&mut sam, &mut organisation, first.plus(1).first_day()), next);
    assert_eq!(epochs(&mut sam, &mut organisation, first.plus(1).first_day()), None);
}

#[test]
fn an_epochs_secret_goes_with_its_fifteenth_day_and_the_vaults_keys_are_then_due() {
    let mut organisation = MadeOrganisation::new();
    let mut sam = Sam::appointed(&mut organisation, "Sam", day(2));
    let epoch = day(2).epoch();
    sam.look(&mut organisation, &[], epoch.last_day().plus(14)).unwrap();
    assert!(sam.state.identity.keys.epochs.contains_key(&epoch) && !sam.state.identity.rotation_due);
    sam.look(&mut organisation, &[], epoch.last_day().plus(15)).unwrap();
    assert!(!sam.state.identity.keys.epochs.contains_key(&epoch) && sam.state.identity.rotation_due);
    // until it is done, whatever else happens
    sam.look(&mut organisation, &[], epoch.last_day().plus(16)).unwrap();
    assert!(sam.state.identity.rotation_due);
}

#[test]
fn four_letters_to_nobody_wait_where_nothing_is_to_be_said_and_no_more_than_four() {
    let (mut organisation, mut sam, _) = read_report(day(2));
    sam.look(&mut organisation, &[], day(2)).unwrap();
    let waiting = |sam: &Sam| sam.state.outbox.iter().map(|letter| letter.id).collect::<Vec<_>>();
    let first = waiting(&sam);
    assert_eq!(first.len(), size::FOUR);
    // cut off before they were posted: the next time they are the same
    sam.look(&mut organisation, &[], day(2)).unwrap();
    assert_eq!(waiting(&sam), first);
}

#[test]
fn an_answer_whose_step_was_stored_unnoticed_is_numbered_once() {
    let (organisation, mut sam, melder) = read_report(day(2));
    let folder = tempfile::tempdir().unwrap();
    let server = VaultServer::default();
    let (api, session) = server.api();
    let key_code = KeyCode::generate(&mut random::system());
    sam.state.draft(Draft::text(To::Melder(sam.thread()), "Welcome.").unwrap());
    let passphrase = "correct horse battery staple ten";
    let mut vault = Vault::create(&folder.path().join("a.vault"), passphrase, key_code, sam.state).unwrap();
    vault.transact(&api, &session, |_| Ok(())).unwrap();

    let (link, shown) = (organisation.link(), organisation.shown(day(2)));
    let look = Look { organisation: &shown, link: &link, letters: &[], cursor: "", today: day(2) };
    server.next(Next::StoredUnsaid);
    vault.transact(&api, &session, |state| look.record_in(state, &News::default())).unwrap_err();
    assert_eq!(vault.state.drafts.len(), 1, "as far as this device knows");
    vault.transact(&api, &session, |state| look.record_in(state, &News::default())).unwrap();

    let mut sam = Sam { state: vault.state };
    assert!(sam.state.drafts.is_empty());
    assert_eq!(sam.state.threads[&sam.thread()].written, 1);
    let posted = sam.post();
    assert_eq!(posted.len(), size::FOUR);
    let reply = melder.reply(&shown, 1, &posted).unwrap().unwrap();
    assert_eq!(reply.body.text(), Some("Welcome."));
}
