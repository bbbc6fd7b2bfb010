//! `statement.json`, `heartbeat.json` and `request.json`: what advisers sign.

use fluister_protocol::chain::{self, Named};
use fluister_protocol::day::Day;
use fluister_protocol::derivation::ThreadKey;
use fluister_protocol::heartbeat::{self, Heartbeat};
use fluister_protocol::heartbeat_contents::{self, Counts};
use fluister_protocol::id::OrganisationId;
use fluister_protocol::request;
use fluister_protocol::signed::{ValidationError, Verified};
use fluister_protocol::statement::{self, KeyStatement};

use super::directories::signed;
use super::load::{Case, load};

fn statement(case: &Case) -> Result<Verified<KeyStatement>, ValidationError> {
    let directory = chain::read(&signed(&case.at("directory"))).unwrap();
    statement::verify(&directory, &signed(&case.at("statement")))
}

#[test]
fn statements() {
    let ran = load("statement").check(
        |case| {
            let (statement, expect) = (statement(case).unwrap(), case.at("expect"));
            assert_eq!(statement.hash().0, expect.array("hash"));
            assert_eq!(statement.named(), Named { serial: statement.serial, hash: statement.hash() });
            for (day, epoch) in expect.at("days").0.as_object().unwrap() {
                let key = statement.key_for(day.parse::<Day>().unwrap()).unwrap();
                assert_eq!(u64::from(key.epoch.0), epoch.as_u64().unwrap());
            }
        },
        |refusal| {
            let check = || {
                let statement = statement(refusal)?;
                if let Some(named) = refusal.get("named") {
                    serde_json::from_value::<Named>(named.0).unwrap().not_after(statement.named())?;
                }
                if let Some(today) = refusal.get("today") {
                    statement.key_for(today.0.as_str().unwrap().parse().unwrap())?;
                }
                Ok(())
            };
            check().map_err(ValidationError::reason)
        },
    );
    assert_eq!(ran, (4, 23));
}

fn heartbeat(case: &Case, key: &str) -> Result<Verified<Heartbeat>, ValidationError> {
    let directory = chain::read(&signed(&case.at("directory"))).unwrap();
    heartbeat::verify(&directory, &signed(&case.at(key)))
}

/// Whether it fits what is shown beside it, where the case says what that is.
fn fits(case: &Case, heartbeat: &Heartbeat) -> Result<(), ValidationError> {
    let Some(today) = case.get("today") else { return Ok(()) };
    let shown = case.get("shown").map(|shown| serde_json::from_value(shown.0).unwrap());
    heartbeat::fits(heartbeat, shown, today.0.as_str().unwrap().parse().unwrap())
}

#[test]
fn heartbeats() {
    let ran = load("heartbeat").check(
        |case| {
            let (heartbeat, expect) = (heartbeat(case, "heartbeat").unwrap(), case.at("expect"));
            assert_eq!(heartbeat.hash().0, expect.array("hash"));
            assert_eq!(heartbeat.counter, expect.u32("counter"));
            if case.get("old").is_some() {
                assert_eq!(heartbeat::follows(&self::heartbeat(case, "old").unwrap(), &heartbeat), Ok(()));
            }
            assert_eq!(fits(case, &heartbeat), Ok(()));
            for thread in case.list("threads") {
                let due = thread.get("received").map(|_| Counts {
                    received: thread.u32("received").try_into().unwrap(),
                    written: thread.u32("written").try_into().unwrap(),
                });
                let key = ThreadKey::new(thread.array("thread"));
                assert_eq!(heartbeat_contents::find(&key, &heartbeat), due);
                if let Some(counts) = due {
                    assert!(heartbeat.entries.contains(&heartbeat_contents::entry(
                        &key,
                        heartbeat.counter,
                        counts
                    )));
                }
            }
        },
        |refusal| {
            let check = || {
                let new = heartbeat(refusal, "heartbeat")?;
                fits(refusal, &new)?;
                match refusal.get("old") {
                    Some(_) => heartbeat::follows(&heartbeat(refusal, "old").unwrap(), &new),
                    None => Ok(()),
                }
            };
            check().map_err(ValidationError::reason)
        },
    );
    assert_eq!(ran, (10, 26));
}

#[test]
fn requests() {
    let verify = |case: &Case| {
        request::verify(OrganisationId(case.array("organisation")), &signed(&case.at("signed")))
    };
    let ran = load("request").check(
        |case| {
            let (request, expect) = (verify(case).unwrap(), case.at("expect"));
            assert_eq!(request.adviser.id().0, expect.array("adviser"));
            assert_eq!(request.adviser.name, expect.str("name"));
        },
        |refusal| verify(refusal).map(drop).map_err(ValidationError::reason),
    );
    assert_eq!(ran, (1, 6));
}
