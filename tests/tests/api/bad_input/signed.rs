//! What is signed: directories, statements, heartbeats, files; and admissions.

use fluister_protocol::chain::Named;
use fluister_protocol::day::Day;
use fluister_protocol::id::Digest32;
use fluister_protocol::keys::{IdentitySecret, OrganisationSecret};
use fluister_protocol::label::Label;
use fluister_protocol::{encoding, random};
use fluister_server::problem::Problem;
use fluister_tests::harness::server;
use fluister_tests::organisation::Organisation;
use serde_json::json;

use super::{founded, stores_nothing};

#[test]
fn directories_out_of_turn() {
    let (server, mut acme) = founded();
    let first = acme.signed();
    acme.go_on();
    acme.put_directory(&server, None).expect(201);
    stores_nothing(&server, || {
        // the newest again is no fault
        acme.put_directory(&server, None).expect(200);
        // an older one
        server.request("PUT", acme.path("/directory")).json(&first).send().refused(Problem::Serial);
        // another one of the newest's serial
        acme.directory.name = "Another".to_owned();
        acme.put_directory(&server, None).refused(Problem::Serial);
        // one too far
        acme.directory.serial += 2;
        acme.put_directory(&server, None).refused(Problem::Serial);
        // the next, which continues something else
        acme.directory.serial -= 1;
        acme.put_directory(&server, None).refused(Problem::Previous);
    });
}

#[test]
fn directories_of_another_root() {
    let (server, mut acme) = founded();
    acme.go_on();
    let put = |acme: &Organisation| acme.put_directory(&server, None);
    let thief = OrganisationSecret::generate(&mut random::system());
    stores_nothing(&server, || {
        // the whole organisation another's
        put(&Organisation::new("acme", server.today())).refused(Problem::OtherOrganisation);
        // signed by another's key
        let signed = thief.sign_payload(&acme.directory).unwrap();
        server.request("PUT", acme.path("/directory")).json(&signed).send().refused(Problem::Signature);
        // another root after ours, which ours did not name
        let mut taken = acme.directory.clone();
        taken.roots.push(fluister_protocol::directory::Root { key: thief.public(), first_serial: 2 });
        let signed = thief.sign_payload(&taken).unwrap();
        server.request("PUT", acme.path("/directory")).json(&signed).send().refused(Problem::Successor);
        // another successor
        let mut renamed = acme.directory.clone();
        renamed.successor = thief.public().successor_hash();
        let signed = acme.root.sign_payload(&renamed).unwrap();
        server.request("PUT", acme.path("/directory")).json(&signed).send().refused(Problem::Successor);
    });
    // the successor takes over, and the old root is done
    acme.directory
        .roots
        .push(fluister_protocol::directory::Root { key: acme.next_root.public(), first_serial: 2 });
    let old = acme.directory.roots[..1].to_vec();
    let signed = acme.next_root.sign_payload(&acme.directory).unwrap();
    server.request("PUT", acme.path("/directory")).json(&signed).send().expect(201);
    acme.directory.previous = Some(signed.hash(Label::Directory));
    acme.directory.serial = 3;
    acme.directory.roots = old;
    stores_nothing(&server, || put(&acme).refused(Problem::RetiredRoot));
}

#[test]
fn payloads_outside_their_limits() {
    let (server, mut acme) = founded();
    acme.go_on();
    let put = |change: &dyn Fn(&mut fluister_protocol::directory::Directory)| {
        let mut directory = acme.directory.clone();
        change(&mut directory);
        let signed = acme.root.sign_payload(&directory).unwrap();
        server.request("PUT", acme.path("/directory")).json(&signed).send()
    };
    let today = server.today();
    stores_nothing(&server, || {
        put(&|d| d.version = 2).refused(Problem::PayloadVersion);
        put(&|d| d.name = String::new()).refused(Problem::PayloadLimit);
        put(&|d| d.policy.shelf_life_days = 119).refused(Problem::PayloadLimit);
        put(&|d| d.expires = today.plus(400)).refused(Problem::PayloadLimit);
        put(&|d| {
            d.issued = today.minus(20);
            d.expires = today.minus(1);
        })
        .refused(Problem::Days);
        put(&|d| d.issued = today.plus(2)).refused(Problem::Days);
        put(&|d| d.name = "x".repeat(48_001)).refused(Problem::Payload);
        let nonsense =
            json!({ "payload": encoding::encode(b"nonsense"), "signature": encoding::encode(&[0; 64]) });
        server.request("PUT", acme.path("/directory")).json(&nonsense).send().refused(Problem::Payload);
    });
    let other = Organisation::new("other", today);
    let token = server.admit("acme2");
    stores_nothing(&server, || {
        let request = server.request("PUT", "/v1/organisations/acme2/directory").json(&other.signed());
        request.bearer(&token).send().refused(Problem::SlugMismatch);
    });
}

#[test]
fn wrong_signatures_and_unknown_advisers() {
    let (server, acme) = founded();
    let today = server.today();
    let stranger = Organisation {
        advisers: [(); 2].map(|()| IdentitySecret::generate(&mut random::system())),
        root: OrganisationSecret::from_seed(&acme.root.expose_seed()),
        next_root: OrganisationSecret::from_seed(&acme.next_root.expose_seed()),
        directory: acme.directory.clone(),
    };
    stores_nothing(&server, || {
        for (what, good) in
            [("keys", acme.statement(0, 1, today)), ("heartbeat", acme.heartbeat(0, 1, today))]
        {
            let mut wrong = good.clone();
            wrong.signature.0[0] ^= 1;
            server.request("PUT", acme.adviser_path(0, what)).json(&wrong).send().refused(Problem::Signature);
            server
                .request("PUT", acme.adviser_path(1, what))
                .json(&good)
                .send()
                .refused(Problem::AdviserMismatch);
        }
        // a signature of one kind under another
        let statement = acme.statement(0, 1, today);
        let answer = server.request("PUT", acme.adviser_path(0, "heartbeat")).json(&statement).send();
        answer.refused(Problem::Payload);
        for (what, signed) in
            [("keys", stranger.statement(0, 1, today)), ("heartbeat", stranger.heartbeat(0, 1, today))]
        {
            let answer = server.request("PUT", stranger.adviser_path(0, what)).json(&signed).send();
            answer.refused(Problem::UnknownAdviser);
        }
        // for another organisation
        let other = Organisation::new("other", today);
        let answer =
            server.request("PUT", acme.adviser_path(0, "keys")).json(&other.statement(0, 1, today)).send();
        answer.refused(Problem::OtherOrganisation);
        // for none that is here
        let nowhere =
            server.request("PUT", other.adviser_path(0, "keys")).json(&other.statement(0, 1, today));
        nowhere.send().refused(Problem::UnknownOrganisation);
    });
}

#[test]
fn falling_numbers() {
    let (server, acme) = founded();
    let today = server.today();
    let keys = |signed: &_| server.request("PUT", acme.adviser_path(0, "keys")).json(signed).send();
    let beats = |signed: &_| server.request("PUT", acme.adviser_path(0, "heartbeat")).json(signed).send();
    acme.put_keys(&server, 0, today);
    let (second, beat) = (acme.statement(0, 2, today), acme.heartbeat(0, 2, today));
    keys(&second).expect(201);
    beats(&beat).expect(201);
    stores_nothing(&server, || {
        keys(&second).expect(200);
        beats(&beat).expect(200);
        keys(&acme.statement(0, 1, today)).refused(Problem::Old);
        beats(&acme.heartbeat(0, 1, today)).refused(Problem::Old);
        keys(&acme.statement(0, 2, today.minus(1))).refused(Problem::TwoHistories);
        beats(&acme.heartbeat(0, 2, today)).refused(Problem::TwoHistories);
    });
}

/// Clients take what a heartbeat names and isn't there for a server's lie: one adviser could stop all the others.
#[test]
fn heartbeats_that_name_what_is_not_there() {
    let (server, acme) = founded();
    let today = server.today();
    let (directory, statement) = (acme.named(), acme.statement_named(0, today));
    let newer = |named: Named| Named { serial: 2, ..named };
    let other = |named: Named| Named { hash: Digest32([1; 32]), ..named };
    let put = |directory, statement| {
        let beat = acme.heartbeat_naming(directory, statement, 0, 1, today);
        server.request("PUT", acme.adviser_path(0, "heartbeat")).json(&beat).send()
    };
    stores_nothing(&server, || {
        // before any statement was published
        put(directory, statement).refused(Problem::UnknownStatement);
    });
    acme.put_keys(&server, 0, today);
    // a colleague's is not one's own
    acme.put_keys(&server, 1, today);
    stores_nothing(&server, || {
        for named in [newer(directory), other(directory)] {
            put(named, statement).refused(Problem::UnknownDirectory);
        }
        for named in [newer(statement), other(statement), acme.statement_named(1, today)] {
            put(directory, named).refused(Problem::UnknownStatement);
        }
    });
    put(directory, statement).expect(201);
}

/// Nobody could tell an adviser's next sign of life from one that is yet to come.
#[test]
fn heartbeats_of_days_to_come() {
    let (server, acme) = founded();
    let today = server.today();
    acme.put_keys(&server, 0, today);
    let put = |day: Day| {
        let beat = acme.heartbeat_naming(acme.named(), acme.statement_named(0, today), 0, 1, day);
        server.request("PUT", acme.adviser_path(0, "heartbeat")).json(&beat).send()
    };
    stores_nothing(&server, || put(today.plus(2)).refused(Problem::Days));
    // clocks differ
    put(today.plus(1)).expect(201);
}

/// Each version stays for ever: a root key alone must not fill the disk.
#[test]
fn more_versions_than_a_day_takes() {
    let (server, mut acme) = founded();
    for _ in 1..32 {
        acme.go_on();
        acme.put_directory(&server, None).expect(201);
    }
    acme.put_directory(&server, None).expect(200);
    acme.go_on();
    stores_nothing(&server, || acme.put_directory(&server, None).refused(Problem::TooManyVersions));
    server.clock.advance(86_400);
    acme.put_directory(&server, None).expect(201);
}

#[test]
fn admissions_that_do_not_admit() {
    let server = server();
    let today = server.today();
    let (acme, other) = (Organisation::new("acme", today), Organisation::new("other", today));
    let (for_acme, for_other) = (server.admit("acme"), server.admit("other"));
    stores_nothing(&server, || {
        acme.put_directory(&server, None).refused(Problem::AdmissionMissing);
        acme.put_directory(&server, Some(&encoding::encode(&[7; 32]))).refused(Problem::AdmissionUnknown);
        acme.put_directory(&server, Some(&for_other)).refused(Problem::AdmissionSlug);
    });
    acme.put_directory(&server, Some(&for_acme)).expect(201);
    stores_nothing(&server, || {
        other.put_directory(&server, Some(&for_acme)).refused(Problem::AdmissionUsed);
        // the organisation is here already, and cannot have a second name
        let mut second = Organisation::new("other", today);
        second.directory.roots.clone_from(&acme.directory.roots);
        second.directory.organisation = acme.id();
        let signed = acme.root.sign_payload(&second.directory).unwrap();
        let request = server.request("PUT", "/v1/organisations/other/directory").json(&signed);
        request.bearer(&for_other).send().refused(Problem::OrganisationExists);
    });
    other.put_directory(&server, Some(&for_other)).expect(201);
}

#[test]
fn files_of_others() {
    let (server, acme) = founded();
    let bytes = b"a photo".as_slice();
    let path = acme.path(&format!("/files/{}", Digest32::of_file(bytes)));
    let put = |signature: &str| {
        server.request("PUT", path.clone()).header("Fluister-Signature", signature).octets(bytes).send()
    };
    stores_nothing(&server, || {
        server.request("PUT", path.clone()).octets(bytes).send().refused(Problem::Header);
        put("AAAA").refused(Problem::Encoding);
        put(&acme.file_signature(0, b"another photo")).refused(Problem::Signature);
        put(&Organisation::new("acme", server.today()).file_signature(0, bytes)).refused(Problem::FileSigner);
        let elsewhere = acme.path(&format!("/files/{}", Digest32([1; 32])));
        let request = server.request("PUT", elsewhere.clone()).octets(bytes);
        request.header("Fluister-Signature", acme.file_signature(0, bytes)).send().refused(Problem::FileHash);
        server.request("GET", elsewhere).send().refused(Problem::UnknownFile);
    });
    put(&acme.file_signature(0, bytes)).expect(201);
}
