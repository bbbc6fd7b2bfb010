//! Vaults on the server: as clients use them, and each kind of bad input, by which nothing is stored.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use diesel::RunQueryDsl as _;
use fluister_protocol::encoding;
use fluister_protocol::id::{Id, Token};
use fluister_server::problem::Problem;
use fluister_server::stateless_token::session;
use fluister_tests::harness::{NOON, Server, server, server_with};
use fluister_tests::organisation::Organisation;
use fluister_tests::vault::{
    RECORD, ask, change, delete, delete_wrap, operation, put, put_wrap, record, token,
};
use serde_json::{Value, json};

const DAY: u64 = 86_400;

/// A server, an organisation, and a session of one of its advisers.
fn founded() -> (Server, Organisation, String) {
    let server = server();
    let acme = Organisation::founded(&server);
    let session = acme.session(&server, 0, &server.origin());
    (server, acme, session)
}

#[track_caller]
fn stores_nothing<T>(server: &Server, job: impl FnOnce() -> T) -> T {
    let before = server.stored();
    let done = job();
    assert_eq!(server.stored(), before, "something was stored");
    done
}

fn id(number: u8) -> Id {
    Id([number; 32])
}

/// The record's bytes, and its version as its tag says.
fn read(server: &Server, vault: &Token, id: Id) -> (String, Vec<u8>) {
    let answer = ask(server, "GET", &format!("/records/{id}"), vault).send().expect(200);
    (answer.header("etag").unwrap().to_owned(), answer.body)
}

/// The list of a vault, as one page.
fn list(server: &Server, vault: &Token) -> Value {
    ask(server, "GET", "/records", vault).send().expect(200).json()
}

#[test]
fn records_go_in_and_come_out_as_they_were() {
    let (server, _, session) = founded();
    let vault = token();
    assert_eq!(list(&server, &vault), json!({ "records": [], "next": null, "complete": true }));
    let batch = [put(id(2), 0, &record(1, 2)), operation(1, id(1), 0, 7, &record(3, 1))].concat();
    change(&server, &vault, &session, batch).expect(204);
    assert_eq!(read(&server, &vault, id(1)), ("\"7\"".to_owned(), record(3, 1)));
    assert_eq!(read(&server, &vault, id(2)), ("\"1\"".to_owned(), record(1, 2)));
    let listed = json!([
        { "id": id(1), "version": 7, "size": 48 + 3 * 4_096 },
        { "id": id(2), "version": 1, "size": RECORD },
    ]);
    assert_eq!(list(&server, &vault), json!({ "records": listed, "next": id(2), "complete": true }));
    // a record changes, another goes, a third comes
    let batch =
        [delete(id(2), 1), operation(1, id(1), 7, 9, &record(2, 9)), put(id(3), 0, &record(1, 3))].concat();
    change(&server, &vault, &session, batch).expect(204);
    assert_eq!(read(&server, &vault, id(1)), ("\"9\"".to_owned(), record(2, 9)));
    ask(&server, "GET", &format!("/records/{}", id(2)), &vault).send().refused(Problem::UnknownRecord);
    assert_eq!(read(&server, &vault, id(3)).1, record(1, 3));
    // what was deleted can come again, beginning anew
    change(&server, &vault, &session, put(id(2), 0, &record(1, 4))).expect(204);
    assert_eq!(read(&server, &vault, id(2)).0, "\"1\"");
    // the largest record
    change(&server, &vault, &session, put(id(4), 0, &record(255, 5))).expect(204);
    assert_eq!(read(&server, &vault, id(4)).1, record(255, 5));
}

#[test]
fn a_tag_says_whether_a_record_changed() {
    let (server, _, session) = founded();
    let (vault, wrap) = (token(), token());
    let batch = [put(id(1), 0, &record(1, 1)), put_wrap(wrap.id(), 0, &record(1, 2))].concat();
    change(&server, &vault, &session, batch).expect(204);
    for (path, token) in [(format!("/records/{}", id(1)), &vault), ("/wrap".to_owned(), &wrap)] {
        let with = |tags: &str| ask(&server, "GET", &path, token).header("If-None-Match", tags).send();
        let answer = with("\"1\"").expect(304);
        assert_eq!((answer.body.len(), answer.header("etag")), (0, Some("\"1\"")));
        with("\"2\", \"1\"").expect(304);
        let answer = with("\"2\"").expect(200);
        assert_eq!(answer.header("etag"), Some("\"1\""));
        answer.plainly_headed();
    }
}

#[test]
fn a_vault_is_listed_page_by_page() {
    let (server, _, session) = founded();
    let (vault, other) = (token(), token());
    let all: Vec<Id> = (0..9).map(id).collect();
    let batch: Vec<u8> = all.iter().rev().flat_map(|id| put(*id, 0, &record(1, 1))).collect();
    change(&server, &vault, &session, batch.clone()).expect(204);
    // the same ids in another vault are other records
    change(&server, &other, &session, put(id(3), 0, &record(1, 7))).expect(204);
    assert_eq!(read(&server, &vault, id(3)).1, record(1, 1));
    assert_eq!(read(&server, &other, id(3)).1, record(1, 7));
    let mut seen = Vec::new();
    let mut query = "/records?limit=4".to_owned();
    for page in 0..3 {
        let answer = ask(&server, "GET", &query, &vault).send().expect(200).json();
        let records = answer["records"].as_array().unwrap();
        assert_eq!((records.len(), &answer["complete"]), ([4, 4, 1][page], &json!(page == 2)));
        seen.extend(records.iter().map(|record| record["id"].clone()));
        assert_eq!(answer["next"], *seen.last().unwrap());
        query = format!("/records?limit=4&after={}", answer["next"].as_str().unwrap());
    }
    assert_eq!(json!(seen), json!(all));
    // a page that ends with the last record says so
    let answer = ask(&server, "GET", "/records?limit=9", &vault).send().expect(200).json();
    assert_eq!(answer["complete"], true);
    for wrong in
        ["?limit=0", "?limit=513", "?limit=x", "?after=AAAA", "?after=", "?before=1", "?limit=1&limit=2"]
    {
        ask(&server, "GET", &format!("/records{wrong}"), &vault).send().refused(Problem::Query);
    }
}

#[test]
fn a_batch_is_done_wholly_or_not_at_all() {
    let (server, _, session) = founded();
    let (vault, wrap) = (token(), token());
    let first =
        [put(id(1), 0, &record(1, 1)), put(id(2), 0, &record(1, 2)), put_wrap(wrap.id(), 0, &record(1, 3))];
    change(&server, &vault, &session, first.concat()).expect(204);
    let changed = |batch: &[Vec<u8>]| {
        stores_nothing(&server, || {
            change(&server, &vault, &session, batch.concat()).refused(Problem::VaultChanged)
        });
    };
    let good = put(id(3), 0, &record(1, 4));
    // each a stale expectation, wherever it stands
    for stale in [
        put(id(1), 0, &record(1, 9)),
        operation(1, id(1), 2, 3, &record(1, 9)),
        put(id(9), 1, &record(1, 9)),
        delete(id(1), 2),
        delete(id(9), 1),
        put_wrap(wrap.id(), 0, &record(1, 9)),
        operation(3, wrap.id(), 3, 4, &record(1, 9)),
        delete_wrap(wrap.id(), 2),
    ] {
        changed(&[good.clone(), stale.clone()]);
        changed(&[stale, good.clone()]);
    }
    // of two devices the second is told, and what the first wrote stays
    change(&server, &vault, &session, put(id(1), 1, &record(2, 5))).expect(204);
    changed(&[put(id(1), 1, &record(2, 6))]);
    assert_eq!(read(&server, &vault, id(1)), ("\"2\"".to_owned(), record(2, 5)));
    assert_eq!(ask(&server, "GET", "/wrap", &wrap).send().expect(200).body, record(1, 3));
}

#[test]
fn a_batch_whose_answer_was_lost_can_be_sent_again() {
    let (server, _, session) = founded();
    let (vault, wrap) = (token(), token());
    let first = [put(id(1), 0, &record(1, 1)), put(id(2), 0, &record(1, 2))].concat();
    let second =
        [put(id(1), 1, &record(2, 3)), delete(id(2), 1), put_wrap(wrap.id(), 0, &record(1, 4))].concat();
    let third = delete_wrap(wrap.id(), 1);
    for batch in [first.clone(), second.clone(), third] {
        change(&server, &vault, &session, batch.clone()).expect(204);
        stores_nothing(&server, || change(&server, &vault, &session, batch).expect(204));
    }
    // nearly the same is not the same
    stores_nothing(&server, || {
        change(&server, &vault, &session, first).refused(Problem::VaultChanged);
        change(&server, &vault, &session, second).refused(Problem::VaultChanged);
        change(&server, &vault, &session, operation(1, id(1), 0, 2, &record(2, 4)))
            .refused(Problem::VaultChanged);
        change(&server, &vault, &session, operation(1, id(1), 0, 3, &record(2, 3)))
            .refused(Problem::VaultChanged);
    });
}

/// The whole of a rotation: a new vault, the wrap record swapped, the old vault deleted.
#[test]
fn a_vault_moves_and_the_old_one_goes() {
    let (server, acme, session) = founded();
    let (old, new, wrap) = (token(), token(), token());
    // by another adviser's session: a token is what gives the right, and a session of the organisation
    let others = acme.session(&server, 1, &server.origin());
    let before = server.stored();
    let batch = [put(id(1), 0, &record(1, 1)), put_wrap(wrap.id(), 0, &record(1, 2))].concat();
    change(&server, &old, &session, batch).expect(204);
    let batch = [put(id(5), 0, &record(1, 3)), put_wrap(wrap.id(), 1, &record(1, 4))].concat();
    change(&server, &new, &others, batch).expect(204);
    assert_eq!(ask(&server, "GET", "/wrap", &wrap).send().expect(200).body, record(1, 4));
    // more than is deleted in one go
    let many: Vec<u8> = (0..600_u16)
        .flat_map(|n| {
            put(Id::of_token(&[n.to_be_bytes(); 16].concat().try_into().unwrap()), 0, &record(1, 9))
        })
        .collect();
    change(&server, &old, &session, many).expect(204);
    ask(&server, "DELETE", "", &old).bearer(&session).send().expect(204);
    assert_eq!(list(&server, &old)["records"], json!([]));
    assert_eq!(read(&server, &new, id(5)).1, record(1, 3));
    // again, and one that never was
    ask(&server, "DELETE", "", &old).bearer(&session).send().expect(204);
    ask(&server, "DELETE", "", &token()).bearer(&session).send().expect(204);
    change(&server, &new, &session, [delete(id(5), 1), delete_wrap(wrap.id(), 2)].concat()).expect(204);
    ask(&server, "GET", "/wrap", &wrap).send().refused(Problem::UnknownWrap);
    // nothing is left, not even an empty vault
    assert_eq!(server.stored(), before);
}

#[test]
fn writing_needs_token_and_session_reading_the_token() {
    let (server, acme, session) = founded();
    let (vault, wrap) = (token(), token());
    let batch = [put(id(1), 0, &record(1, 1)), put_wrap(wrap.id(), 0, &record(1, 2))].concat();
    change(&server, &vault, &session, batch).expect(204);
    let theirs = Organisation::new("other", server.today());
    theirs.put_directory(&server, Some(&server.admit("other"))).expect(201);
    let stranger = theirs.session(&server, 0, &server.origin());
    let next = put(id(1), 1, &record(1, 3));
    let write = || ask(&server, "POST", "/records", &vault).octets(next.clone());
    let path = format!("/records/{}", id(1));
    stores_nothing(&server, || {
        // no session, a bad one, another organisation's
        write().send().refused(Problem::SessionMissing);
        write().bearer("AAAA").send().refused(Problem::SessionUnknown);
        write().bearer(&stranger).send().refused(Problem::SessionOrganisation);
        // nor may a stranger's vault take the wrap record over
        let swap = put_wrap(wrap.id(), 1, &record(1, 9));
        change(&server, &token(), &stranger, swap).refused(Problem::SessionOrganisation);
        let deletion = || ask(&server, "DELETE", "", &vault);
        deletion().send().refused(Problem::SessionMissing);
        deletion().bearer(&stranger).send().refused(Problem::SessionOrganisation);
        // another vault's token finds nothing here, and changes nothing
        ask(&server, "GET", &path, &token()).send().refused(Problem::UnknownRecord);
        change(&server, &token(), &session, next.clone()).refused(Problem::VaultChanged);
        // a vault's token is no wrap record's, nor the reverse
        ask(&server, "GET", "/wrap", &vault).send().refused(Problem::UnknownWrap);
        ask(&server, "GET", &path, &wrap).send().refused(Problem::UnknownRecord);
    });
    server.clock.advance(session::SESSION_SECONDS + 1);
    stores_nothing(&server, || write().bearer(&session).send().refused(Problem::SessionExpired));
    server.clock.set(NOON);
    // who is no longer an adviser reads, and writes no more
    let mut acme = acme;
    acme.go_on();
    acme.directory.advisers.remove(0);
    acme.put_directory(&server, None).expect(201);
    stores_nothing(&server, || write().bearer(&session).send().refused(Problem::SessionUnknown));
    assert_eq!(read(&server, &vault, id(1)).1, record(1, 1));
}

#[test]
fn tokens_that_are_malformed() {
    let (server, _, session) = founded();
    let good = encoding::encode(&[7; 32]);
    let calls = [
        ("GET", "/v1/vault/wrap".to_owned()),
        ("GET", "/v1/vault/records".to_owned()),
        ("GET", format!("/v1/vault/records/{}", id(1))),
        ("POST", "/v1/vault/records".to_owned()),
        ("DELETE", "/v1/vault".to_owned()),
    ];
    for (method, path) in calls {
        let request = || {
            let request = server.request(method, path.clone()).bearer(&session);
            if method == "POST" { request.octets(put(id(1), 0, &record(1, 1))) } else { request }
        };
        stores_nothing(&server, || {
            request().send().refused(Problem::Header);
            let twice = request().header("Fluister-Vault", good.clone());
            twice.header("Fluister-Vault", good.clone()).send().refused(Problem::Header);
            request().header("Fluister-Vault", "\u{e9}").send().refused(Problem::Header);
            for wrong in
                ["", "AAAA", &good[1..], &format!("{good}="), &good.replace('w', "+"), &"A".repeat(4_000)]
            {
                request().header("Fluister-Vault", wrong).send().refused(Problem::Encoding);
            }
        });
    }
    ask(&server, "GET", "/records/AAAA", &token()).send().refused(Problem::Path);
}

#[test]
fn batches_that_are_none() {
    let (server, _, session) = founded();
    let vault = token();
    let good = put(id(1), 0, &record(1, 1));
    let refused = |batch: &[u8], problem| {
        stores_nothing(&server, || change(&server, &vault, &session, batch).refused(problem));
    };
    refused(&[], Problem::Batch);
    for end in [1, 44, 45, good.len() - 1] {
        refused(&good[..end], Problem::Batch);
        refused(&[&good[..], &put(id(2), 0, &record(1, 1))[..end]].concat(), Problem::Batch);
    }
    refused(&[&good[..], &[0]].concat(), Problem::Batch);
    for code in [0, 5, 255] {
        refused(&operation(code, id(1), 0, 1, &record(1, 1)), Problem::Batch);
    }
    refused(&operation(1, id(1), 0, 0, &record(1, 1)), Problem::Batch);
    refused(&operation(1, id(1), 2, 2, &record(1, 1)), Problem::Batch);
    refused(&operation(3, id(1), 3, 2, &record(1, 1)), Problem::Batch);
    refused(&operation(2, id(1), 0, 0, &[]), Problem::Batch);
    refused(&operation(2, id(1), 1, 2, &[]), Problem::Batch);
    refused(&operation(4, id(1), 1, 0, &record(1, 1)), Problem::Batch);
    refused(&[put(id(1), 0, &record(1, 1)), delete(id(1), 1)].concat(), Problem::Batch);
    let many: Vec<u8> = (0..2_049_u16)
        .flat_map(|n| delete(Id::of_token(&[n.to_be_bytes(); 16].concat().try_into().unwrap()), 1))
        .collect();
    refused(&many, Problem::Batch);
    for size in [0, 1, 48, RECORD - 1, RECORD + 1, 4_096, 48 + 256 * 4_096] {
        refused(&put(id(1), 0, &vec![0; size]), Problem::RecordSize);
        refused(&put_wrap(id(1), 0, &vec![0; size]), Problem::RecordSize);
    }
    let large: Vec<u8> = (0..9).flat_map(|n| put(id(n), 0, &record(255, 1))).collect();
    refused(&large, Problem::BodyLimit);
    let json = ask(&server, "POST", "/records", &vault).bearer(&session).json(&1);
    json.send().refused(Problem::ContentType);
    let squeezed =
        ask(&server, "POST", "/records", &vault).bearer(&session).header("Content-Encoding", "gzip");
    squeezed.octets(good.clone()).send().refused(Problem::ContentEncoding);
    // the largest there is
    let large: Vec<u8> = (0..8).flat_map(|n| put(id(n), 0, &record(254, 1))).collect();
    change(&server, &vault, &session, large).expect(204);
}

#[test]
fn a_vault_has_an_end() {
    let (server, _, session) = founded();
    let vault = token();
    change(&server, &vault, &session, put(id(1), 0, &record(1, 1))).expect(204);
    // as if 256 MiB less one block were there: writing them takes long
    let vault_id = vault.id();
    server.write(move |c| {
        let bytes = fluister_server::store::vaults::MOST - 4_096;
        let full = diesel::sql_query(format!("UPDATE vaults SET bytes = {bytes}"));
        assert_eq!(full.execute(c)?, 1);
        Ok(())
    });
    assert!(server.write(move |c| fluister_server::store::vaults::organisation(c, vault_id)).is_some());
    stores_nothing(&server, || {
        change(&server, &vault, &session, put(id(2), 0, &record(1, 1))).refused(Problem::VaultFull);
        change(&server, &vault, &session, put(id(1), 1, &record(3, 1))).refused(Problem::VaultFull);
    });
    // to the last byte
    change(&server, &vault, &session, put(id(1), 1, &record(2, 1))).expect(204);
    stores_nothing(&server, || {
        change(&server, &vault, &session, put(id(1), 2, &record(3, 1))).refused(Problem::VaultFull);
    });
    // what makes it no larger is done all the same
    let swap = [delete(id(1), 2), put(id(2), 0, &record(2, 2))].concat();
    change(&server, &vault, &session, swap).expect(204);
}

#[test]
fn a_full_disk_refuses_vaults() {
    let server = server_with("storage_quota_mib = 1");
    let acme = Organisation::founded(&server);
    let session = acme.session(&server, 0, &server.origin());
    let vault = token();
    change(&server, &vault, &session, put(id(1), 0, &record(1, 1))).expect(204);
    stores_nothing(&server, || {
        change(&server, &vault, &session, put(id(2), 0, &record(255, 1))).refused(Problem::StorageFull);
    });
    change(&server, &vault, &session, delete(id(1), 1)).expect(204);
}

#[test]
fn vaults_that_nobody_opens_go_after_400_days() {
    let (server, acme, session) = founded();
    let all: Vec<(Token, Token)> = (0..4).map(|_| (token(), token())).collect();
    for (vault, wrap) in &all {
        let batch = [put(id(1), 0, &record(1, 1)), put_wrap(wrap.id(), 0, &record(1, 2))].concat();
        change(&server, vault, &session, batch).expect(204);
    }
    server.clock.advance(400 * DAY);
    server.tend();
    // on the last day one is read, one listed, one written; and the same for wrap records
    read(&server, &all[0].0, id(1));
    list(&server, &all[1].0);
    let mut acme = acme;
    acme.go_on();
    (acme.directory.issued, acme.directory.expires) = (server.today(), server.today().plus(90));
    acme.put_directory(&server, None).expect(201);
    let session = acme.session(&server, 0, &server.origin());
    let batch = [put(id(1), 1, &record(1, 3)), put_wrap(all[2].1.id(), 1, &record(1, 4))].concat();
    change(&server, &all[2].0, &session, batch).expect(204);
    ask(&server, "GET", "/wrap", &all[0].1).send().expect(200);
    server.clock.advance(DAY);
    server.tend();
    let left: Vec<usize> =
        all.iter().map(|(vault, _)| list(&server, vault)["records"].as_array().unwrap().len()).collect();
    assert_eq!(left, [1, 1, 1, 0]);
    let wraps: Vec<u16> =
        all.iter().map(|(_, wrap)| ask(&server, "GET", "/wrap", wrap).send().status).collect();
    assert_eq!(wraps, [200, 404, 200, 404]);
    // and each of the others in its turn
    server.clock.advance(401 * DAY);
    server.tend();
    assert!(all.iter().all(|(vault, _)| list(&server, vault)["records"] == json!([])));
}
