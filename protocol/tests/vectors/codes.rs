//! `code.json` and `derivation.json`: codes are read and written, and everything follows from them that the files say.

use bip0039::{English, Language as _};
use fluister_protocol::code::{KeyCode, RetrievalCode};
use fluister_protocol::day::Epoch;
use fluister_protocol::derivation::Master;
use fluister_protocol::heartbeat_contents::{Counts, entry};
use fluister_protocol::id::Token;
use fluister_protocol::keys::XWingSecret;
use fluister_protocol::verifying::{IdentityKey, OrganisationKey};

use super::load::{Case, load};

#[test]
fn codes() {
    let ran = load("code").check(
        |case| {
            let entropy = case.array("entropy");
            assert_eq!(RetrievalCode::from_entropy(entropy).reveal().as_str(), case.str("expect"));
            assert_eq!(KeyCode::from_entropy(entropy).reveal().as_str(), case.str("expect"));
            for typed in case.list("typed") {
                let typed = typed.0.as_str().unwrap();
                assert_eq!(RetrievalCode::parse(typed).unwrap().expose(), &entropy, "{typed:?}");
                assert_eq!(KeyCode::parse(typed).unwrap().expose(), &entropy, "{typed:?}");
            }
        },
        |refusal| {
            let typed = refusal.str("typed");
            let reason = RetrievalCode::parse(typed).map(drop).map_err(|error| error.reason());
            assert_eq!(KeyCode::parse(typed).map(drop).map_err(|error| error.reason()), reason);
            reason
        },
    );
    assert_eq!(ran, (5, 15));
}

#[test]
fn derivations() {
    let ran = load("derivation").check(
        |case| {
            let expect = case.at("expect");
            let root = OrganisationKey(case.array("root"));
            let identity = IdentityKey(case.array("identity"));
            assert_eq!(root.organisation().0, expect.array("organisation"));
            let words = root.organisation().word_numbers().map(|number| English::word_of(number.into()));
            assert_eq!(words.join(" "), expect.str("words"));
            assert_eq!(root.successor_hash().0, expect.array("successor"));
            assert_eq!(identity.adviser().0, expect.array("adviser"));
            let code = RetrievalCode::from_entropy(case.array("entropy"));
            let master = Master::derive(&root.organisation(), &code);
            assert_eq!(master.expose(), &expect.array("master"));
            key(&master.self_key(), &expect.at("self_key"));
            assert_eq!(master.self_psk().expose(), &expect.array("self_psk"));
            for note in expect.list("notes") {
                token(&master.note(Epoch(note.u32("epoch")), note.u32("k")), &note);
            }
            for thread in expect.list("threads") {
                check_thread(&master, &thread);
            }
        },
        |_| Ok(()),
    );
    assert_eq!(ran, (3, 0));
}

fn check_thread(master: &Master, expect: &Case) {
    let i = expect.u32("i");
    let thread = master.thread(i);
    key(&master.reply_key(i), &expect.at("reply_key"));
    assert_eq!(thread.expose(), &expect.array("thread"));
    assert_eq!(thread.psk().expose(), &expect.array("psk"));
    assert_eq!(thread.mac().expose(), &expect.array("mac"));
    assert_eq!(thread.id().0, expect.array("thread_id"));
    for reply in expect.list("reply") {
        token(&thread.reply(reply.u32("n")), &reply);
    }
    for own in expect.list("own") {
        token(&master.own(i, own.u32("n")), &own);
    }
    for heartbeat in expect.list("heartbeats") {
        let entry = entry(&thread, heartbeat.u32("counter"), Counts { received: 0, written: 0 });
        assert_eq!(entry.0, heartbeat.array("entry"));
    }
}

fn key<R: fluister_protocol::keys::Role>(secret: &XWingSecret<R>, expect: &Case) {
    assert_eq!(secret.expose_seed(), &expect.array("seed"));
    assert_eq!(secret.public().as_bytes(), &expect.array("public"));
}

fn token(token: &Token, expect: &Case) {
    assert_eq!(token.expose(), &expect.array("token"));
    assert_eq!(token.id().0, expect.array("id"));
}
