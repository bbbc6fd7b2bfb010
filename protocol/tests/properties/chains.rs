//! Chains of directories with roots that change: every honest one is followed, no other.

use fluister_protocol::chain::{self, Pin};
use fluister_protocol::directory::{Directory, Root};
use fluister_protocol::id::{AdviserId, Digest32, OrganisationId};
use fluister_protocol::label::Label;
use fluister_protocol::signed::{Signed, ValidationError};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::make::people::{directory, organisation, root, sam, sign};

/// A version with the number of the root that signed it.
#[derive(Clone, Debug)]
struct Version {
    directory: Directory,
    root: usize,
    signed: Signed,
}

impl Version {
    fn new(directory: Directory, root: usize) -> Self {
        Self { signed: sign(&directory, root), directory, root }
    }
}

/// A chain; where the plan says so, the next root takes over.
fn chain_of(plan: &[bool]) -> Vec<Version> {
    let mut versions = vec![Version::new(directory(), 1)];
    for takes_over in plan {
        let before = versions.last().unwrap();
        let mut directory = before.directory.clone();
        let mut number = before.root;
        directory.serial += 1;
        directory.previous = Some(before.signed.hash(Label::Directory));
        if *takes_over {
            number += 1;
            directory.roots.push(Root { key: root(number).public(), first_serial: directory.serial });
            directory.successor = root(number + 1).public().successor_hash();
        }
        versions.push(Version::new(directory, number));
    }
    versions
}

/// Follows all versions from the first.
fn follow(versions: &[Version]) -> Result<(), ValidationError> {
    let mut read = chain::first(&versions[0].signed)?;
    for version in &versions[1..] {
        read = chain::next(&read, &version.signed)?;
    }
    Ok(())
}

fn firsts(versions: &[Version]) -> Vec<Signed> {
    let is_first = |at: &usize| *at == 0 || versions[*at].root != versions[at - 1].root;
    (0..versions.len()).filter(is_first).map(|at| versions[at].signed.clone()).collect()
}

const PIN: Option<AdviserId> = None;

fn walk(firsts: &[Signed], current: &Version) -> Result<(), ValidationError> {
    chain::walk(&Pin { organisation: organisation(), adviser: PIN }, firsts, &current.signed).map(drop)
}

/// One thing that is wrong with one version, signed anew by the root that should.
#[derive(Clone, Copy, Debug)]
enum Wrong {
    SerialUp,
    SerialDown,
    Previous,
    NoPrevious,
    Successor,
    Slug,
    SignedByNext,
    SignedByBefore,
    RootsForgotten,
    RootAdded,
    RootReplaced,
    FirstSerial,
    Organisation,
    Flip,
}

fn wrong() -> impl Strategy<Value = Wrong> {
    use Wrong::*;
    prop::sample::select(vec![
        SerialUp,
        SerialDown,
        Previous,
        NoPrevious,
        Successor,
        Slug,
        SignedByNext,
        SignedByBefore,
        RootsForgotten,
        RootAdded,
        RootReplaced,
        FirstSerial,
        Organisation,
        Flip,
    ])
}

/// The version with the fault, or nothing where it can't have it.
fn spoilt(version: &Version, wrong: Wrong) -> Option<Version> {
    let mut directory = version.directory.clone();
    let mut number = version.root;
    let last = directory.roots.len() - 1;
    match wrong {
        Wrong::SerialUp => directory.serial += 1,
        Wrong::SerialDown => directory.serial = directory.serial.checked_sub(1)?,
        Wrong::Previous => directory.previous = Some(Digest32([9; 32])),
        Wrong::NoPrevious => directory.previous = directory.previous.is_none().then_some(Digest32([9; 32])),
        Wrong::Successor => directory.successor = Digest32([9; 32]),
        Wrong::Slug => directory.slug.push('x'),
        Wrong::SignedByNext => number += 1,
        Wrong::SignedByBefore => number = number.checked_sub(1)?,
        Wrong::RootsForgotten => drop(directory.roots.pop()),
        Wrong::RootAdded => {
            directory.roots.push(Root { key: root(50).public(), first_serial: directory.serial })
        }
        Wrong::RootReplaced => directory.roots[last].key = root(50).public(),
        Wrong::FirstSerial => directory.roots[last].first_serial += 1,
        Wrong::Organisation => directory.organisation = OrganisationId([9; 32]),
        Wrong::Flip => {
            let mut spoilt = version.clone();
            spoilt.signed.signature.0[40] ^= 1;
            return Some(spoilt);
        }
    }
    Some(Version::new(directory, number))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn honest_chains_are_followed(plan in vec(any::<bool>(), 0..7)) {
        let versions = chain_of(&plan);
        prop_assert_eq!(follow(&versions), Ok(()));
        for at in 0..versions.len() {
            let known = &versions[..=at];
            prop_assert_eq!(walk(&firsts(known), &versions[at]), Ok(()));
        }
    }

    #[test]
    fn one_fault_anywhere_is_refused(
        plan in vec(any::<bool>(), 0..6), at: prop::sample::Index, wrong in wrong(),
    ) {
        let versions = chain_of(&plan);
        let at = at.index(versions.len());
        let Some(spoilt) = spoilt(&versions[at], wrong) else { return Ok(()) };
        let mut chain = versions.clone();
        chain[at] = spoilt;
        let ends_here = at == versions.len() - 1;
        // the slug is the first version's to choose, the successor that of each root's first; what follows then
        // continues another version
        let of_a_root = at == 0 || plan[at - 1];
        let free = matches!(wrong, Wrong::Slug) && at == 0 || matches!(wrong, Wrong::Successor) && of_a_root;
        prop_assert_eq!(follow(&chain).is_ok(), free && ends_here, "{:?} in version {}", wrong, at + 1);
    }

    #[test]
    fn one_fault_in_a_first_is_refused(
        plan in vec(any::<bool>(), 1..6), at: prop::sample::Index, wrong in wrong(),
    ) {
        let versions = chain_of(&plan);
        let current = versions.last().unwrap();
        let mut known = firsts(&versions);
        let which = at.index(known.len());
        let version = versions.iter().find(|version| version.signed == known[which]).unwrap();
        // a first is looked at for its root and its successor alone
        if matches!(wrong, Wrong::Slug | Wrong::Previous) {
            return Ok(());
        }
        let Some(spoilt) = spoilt(version, wrong) else { return Ok(()) };
        known[which] = spoilt.signed;
        prop_assert!(walk(&known, current).is_err(), "{:?} in first {}", wrong, which + 1);
    }

    #[test]
    fn one_fault_in_the_current_one_is_refused(plan in vec(any::<bool>(), 0..6), wrong in wrong()) {
        let versions = chain_of(&plan);
        let current = versions.last().unwrap();
        // what only a walk over every version can notice
        let unseen = match wrong {
            Wrong::SerialUp => current.directory.serial > 1,
            Wrong::SerialDown => current.directory.serial > current.directory.roots.last().unwrap().first_serial,
            Wrong::Slug => true,
            Wrong::Previous => current.directory.serial > 1,
            _ => false,
        };
        let Some(spoilt) = spoilt(current, wrong) else { return Ok(()) };
        let accepted = walk(&firsts(&versions), &spoilt);
        if !unseen {
            prop_assert!(accepted.is_err(), "{:?}", wrong);
        }
    }

    #[test]
    fn firsts_are_all_needed_and_in_order(plan in vec(any::<bool>(), 1..7), one: prop::sample::Index, other: prop::sample::Index) {
        let versions = chain_of(&plan);
        let current = versions.last().unwrap();
        let all = firsts(&versions);
        let (one, other) = (one.index(all.len()), other.index(all.len()));
        if all.len() > 1 {
            let mut fewer = all.clone();
            fewer.remove(one);
            prop_assert!(walk(&fewer, current).is_err());
        }
        let mut swapped = all.clone();
        swapped.swap(one, other);
        prop_assert_eq!(walk(&swapped, current).is_ok(), one == other);
        let mut doubled = all.clone();
        doubled.insert(one, all[one].clone());
        prop_assert!(walk(&doubled, current).is_err());
    }

    #[test]
    fn versions_are_all_needed_and_in_order(plan in vec(any::<bool>(), 1..7), one: prop::sample::Index, other: prop::sample::Index) {
        let versions = chain_of(&plan);
        let (one, other) = (one.index(versions.len()), other.index(versions.len()));
        let mut swapped = versions.clone();
        swapped.swap(one, other);
        prop_assert_eq!(follow(&swapped).is_ok(), one == other);
        let mut fewer = versions.clone();
        fewer.remove(one);
        prop_assert_eq!(follow(&fewer).is_ok(), one == versions.len() - 1);
    }
}

#[test]
fn the_serial_that_is_due_is_named() {
    let versions = chain_of(&[false, true, false]);
    let second = chain::read(&versions[1].signed).unwrap();
    assert_eq!(chain::first(&versions[1].signed).unwrap_err(), ValidationError::Serial { due: 1 });
    assert_eq!(chain::next(&second, &versions[1].signed).unwrap_err(), ValidationError::Serial { due: 3 });
    assert_eq!(chain::next(&second, &versions[3].signed).unwrap_err(), ValidationError::Serial { due: 3 });
    let wrong = [versions[0].signed.clone(), versions[3].signed.clone()];
    assert_eq!(walk(&wrong, &versions[3]), Err(ValidationError::Serial { due: 3 }));
}

#[test]
fn a_pin_on_an_adviser_holds() {
    let versions = chain_of(&[true]);
    let pin = |adviser| Pin { organisation: organisation(), adviser: Some(adviser) };
    let walk = |adviser| chain::walk(&pin(adviser), &firsts(&versions), &versions[1].signed).map(drop);
    assert_eq!(walk(sam().identity.public().adviser()), Ok(()));
    assert_eq!(walk(AdviserId([1; 32])), Err(ValidationError::PinnedAdviser));
}
