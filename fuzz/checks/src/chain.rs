//! Histories of directories, each version rightly signed by somebody.

use arbitrary::{Arbitrary, Unstructured};
use fluister_protocol::chain::{self, Named, Pin};
use fluister_protocol::directory::{Directory, Root};
use fluister_protocol::id::{Digest32, OrganisationId};
use fluister_protocol::signed::{Signed, Verified};

use crate::people::{directory, kim, robin, root, sam, sign, today};

/// How one version differs from what would continue the one before.
#[derive(Arbitrary, Debug)]
struct Version {
    change: Option<Change>,
    new_root: bool,
    signer: Option<u8>,
    removes: bool,
}

#[derive(Arbitrary, Debug)]
enum Change {
    Serial(i8),
    Previous(Option<u8>),
    Organisation,
    Slug,
    FirstSerial(u8, u8),
    RootKey(u8, u8),
    DropRoot(u8),
    Successor(u8),
    Version(u32),
    Days(u8, u8),
}

/// A history, and how the server shows it.
#[derive(Arbitrary, Debug)]
struct History {
    versions: Vec<Version>,
    /// Which of the firsts it leaves out, shows twice, or exchanges.
    drops: Option<u8>,
    doubles: Option<u8>,
    swaps: Option<(u8, u8)>,
    pins_adviser: Option<u8>,
}

/// Whatever a walk accepts belongs to the organisation that is pinned, and is signed by a root that its history named. A
/// history that was accepted version by version is accepted when it is walked.
pub fn check(data: &[u8]) {
    let Ok(history) = History::arbitrary(&mut Unstructured::new(data)) else { return };
    let versions = make(&history.versions);
    let mut read: Vec<Verified<Directory>> = Vec::new();
    let mut firsts = Vec::new();
    let mut whole = true;
    for signed in &versions {
        let next = match read.last() {
            None => chain::first(signed),
            Some(before) => chain::next(before, signed),
        };
        let Ok(next) = next else {
            whole = false;
            break;
        };
        if read.last().is_none_or(|before| before.roots.len() < next.roots.len()) {
            firsts.push(signed.clone());
        }
        if let Some(before) = read.last() {
            assert_eq!((next.serial, next.previous), (before.serial + 1, Some(before.hash())));
            assert!(next.roots.starts_with(&before.roots));
            assert_eq!(Named::directory(before).not_after(Named::directory(&next)), Ok(()));
        }
        read.push(next);
    }
    let (Some(first), Some(last)) = (read.first(), read.last()) else { return };
    let pin = Pin { organisation: first.organisation, adviser: None };
    let current = &versions[read.len() - 1];
    let walked = chain::walk(&pin, &firsts, current).expect("each of its versions was accepted");
    assert_eq!(walked.hash(), last.hash());
    let _ = chain::check_days(&walked, today());

    // what a server could show instead: other firsts, and a version that its chain refuses
    let current = if whole { current } else { &versions[read.len()] };
    shown(&history, &pin, &firsts, current);
    let elsewhere = Pin { organisation: OrganisationId([1; 32]), ..pin };
    assert!(chain::walk(&elsewhere, &firsts, current).is_err());
}

fn shown(history: &History, pin: &Pin, firsts: &[Signed], current: &Signed) {
    let mut shown = firsts.to_vec();
    let at = |index: u8, shown: &[Signed]| usize::from(index) % shown.len().max(1);
    if let Some(index) = history.drops.filter(|_| !shown.is_empty()) {
        shown.remove(at(index, &shown));
    }
    if let Some(index) = history.doubles.filter(|_| !shown.is_empty()) {
        shown.insert(at(index, &shown), shown[at(index, &shown)].clone());
    }
    if let Some((one, other)) = history.swaps.filter(|_| !shown.is_empty()) {
        let (one, other) = (at(one, &shown), at(other, &shown));
        shown.swap(one, other);
    }
    let people = [sam(), robin(), kim()].map(|person| person.identity.public().adviser());
    let pin = Pin { adviser: history.pins_adviser.map(|who| people[usize::from(who) % 3]), ..*pin };
    if let Ok(directory) = chain::walk(&pin, &shown, current) {
        assert_eq!(directory.organisation, pin.organisation);
        let first_root = directory.roots.first().expect("a directory has a root");
        assert_eq!(first_root.key.organisation(), pin.organisation);
        assert!(pin.adviser.is_none_or(|id| directory.adviser(id).is_some()));
        // each root was named by the first directory of the one before
        let firsts: Vec<_> = shown.iter().map(|signed| chain::read(signed).expect("was walked")).collect();
        for (one, next) in firsts.iter().zip(directory.roots.iter().skip(1)) {
            assert_eq!(next.key.successor_hash(), one.successor);
        }
    }
}

/// Makes at most eight versions, of at most four roots.
fn make(versions: &[Version]) -> Vec<Signed> {
    let mut made = Vec::new();
    let mut before: Option<(Directory, Digest32, usize)> = None;
    for version in versions.iter().take(8) {
        let (mut directory, mut signer) = match &before {
            None => (directory(), 1),
            Some((before, hash, signer)) => {
                let serial = before.serial + 1;
                (Directory { serial, previous: Some(*hash), ..before.clone() }, *signer)
            }
        };
        if version.new_root && before.is_some() && signer < 4 {
            signer += 1;
            directory.roots.push(Root { key: root(signer).public(), first_serial: directory.serial });
            directory.successor = root(signer + 1).public().successor_hash();
        }
        if version.removes {
            directory.advisers.pop();
        }
        if let Some(change) = &version.change {
            change.apply(&mut directory);
        }
        let by = version.signer.map_or(signer, |signer| usize::from(signer % 5) + 1);
        let signed = sign(&directory, by);
        before = Some((directory, signed.hash(fluister_protocol::label::Label::Directory), signer));
        made.push(signed);
    }
    made
}

impl Change {
    fn apply(&self, directory: &mut Directory) {
        // a version without roots has no place for a change, and comes before this one at most
        let roots = directory.roots.len();
        let place = |index: u8| usize::from(index).checked_rem(roots);
        match *self {
            Self::Serial(by) => directory.serial = directory.serial.saturating_add_signed(by.into()),
            Self::Previous(byte) => directory.previous = byte.map(|byte| Digest32([byte; 32])),
            Self::Organisation => directory.organisation = root(9).public().organisation(),
            Self::Slug => directory.slug.push('x'),
            Self::FirstSerial(index, serial) => {
                if let Some(at) = place(index) {
                    directory.roots[at].first_serial = serial.into();
                }
            }
            Self::RootKey(index, other) => {
                if let Some(at) = place(index) {
                    directory.roots[at].key = root(usize::from(other % 9) + 1).public();
                }
            }
            Self::DropRoot(index) => {
                if let Some(at) = place(index) {
                    directory.roots.remove(at);
                }
            }
            Self::Successor(other) => {
                directory.successor = root(usize::from(other % 9) + 1).public().successor_hash();
            }
            Self::Version(version) => directory.version = version,
            Self::Days(issued, days) => {
                directory.issued = today().plus(issued.into());
                directory.expires = directory.issued.plus(days.into());
            }
        }
    }
}
