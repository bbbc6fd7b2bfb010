//! `directory.json` and `directory-refusals.json`: histories of directories are followed, or refused.

use fluister_protocol::chain::{self, Named, Pin};
use fluister_protocol::day::Day;
use fluister_protocol::directory::Directory;
use fluister_protocol::id::{AdviserId, OrganisationId};
use fluister_protocol::signed::{Signed, ValidationError, Verified};

use super::load::{Case, load};

pub fn signed(case: &Case) -> Signed {
    serde_json::from_value(case.0.clone()).unwrap()
}

fn walk(case: &Case) -> Result<Verified<Directory>, ValidationError> {
    let pin = case.at("pin");
    let pin = Pin {
        organisation: OrganisationId(pin.array("organisation")),
        adviser: pin.get("adviser").map(|id| AdviserId(id.as_array())),
    };
    let firsts: Vec<_> = case.list("firsts").iter().map(signed).collect();
    chain::walk(&pin, &firsts, &signed(&case.at("current")))
}

/// Goes through all versions; gives all that were read before one was refused.
fn versions(case: &Case) -> (Vec<Verified<Directory>>, Result<(), ValidationError>) {
    let mut read: Vec<Verified<Directory>> = Vec::new();
    for version in case.list("versions") {
        let next = match read.last() {
            None => chain::first(&signed(&version)),
            Some(before) => chain::next(before, &signed(&version)),
        };
        match next {
            Ok(directory) => read.push(directory),
            Err(refusal) => return (read, Err(refusal)),
        }
    }
    (read, Ok(()))
}

fn day(case: &Case) -> Day {
    case.0.as_str().unwrap().parse().unwrap()
}

#[test]
fn directories() {
    let ran = load("directory").check(
        |case| match case.str("call") {
            "walk" => {
                let (directory, expect) = (walk(case).unwrap(), case.at("expect"));
                assert_eq!(directory.hash().0, expect.array("hash"));
                assert_eq!(directory.serial, u64::from(expect.u32("serial")));
                assert_eq!(directory.root().unwrap().0, expect.array("root"));
                let advisers: Vec<_> = directory.advisers.iter().map(|adviser| adviser.id().0).collect();
                assert_eq!(advisers, expect.list("advisers").iter().map(Case::as_array).collect::<Vec<_>>());
            }
            "chain" => {
                let (read, result) = versions(case);
                assert_eq!(result, Ok(()));
                let hashes: Vec<_> = read.iter().map(|directory| directory.hash().0).collect();
                assert_eq!(hashes, case.list("expect").iter().map(Case::as_array).collect::<Vec<_>>());
            }
            "days" => {
                let directory = chain::read(&signed(&case.at("current"))).unwrap();
                for today in case.list("expect") {
                    assert_eq!(chain::check_days(&directory, day(&today)), Ok(()));
                }
            }
            other => panic!("{other}"),
        },
        |_| Ok(()),
    );
    assert_eq!(ran, (14, 0));
}

#[test]
fn directories_that_are_refused() {
    let refused = |case: &Case| match case.str("call") {
        "walk" => walk(case).map(drop),
        "chain" => {
            let (read, result) = versions(case);
            assert_eq!(read.len() + 1, case.list("versions").len(), "only the last is to be refused");
            result
        }
        "days" => {
            let directory = chain::read(&signed(&case.at("current"))).unwrap();
            chain::check_days(&directory, day(&case.at("today")))
        }
        "named" => {
            let directory = chain::read(&signed(&case.at("current"))).unwrap();
            let named: Named = serde_json::from_value(case.at("named").0).unwrap();
            named.not_after(Named::directory(&directory))
        }
        other => panic!("{other}"),
    };
    let ran = load("directory-refusals").check(|_| {}, |case| refused(case).map_err(ValidationError::reason));
    assert_eq!(ran, (0, 117));
}
