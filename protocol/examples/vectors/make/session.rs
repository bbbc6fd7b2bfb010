//! Makes `session.json`: what opens an adviser's session.

use fluister_protocol::label::Label;
use fluister_protocol::session;
use serde_json::{Value, json};

use super::people::{Drawn, organisation, robin, sam};
use super::{File, Made, b};

pub fn file() -> Made {
    let mut file = File::new(
        "session",
        "An adviser's answer to a session challenge. Ed25519 is deterministic: the signature can be made as well as verified.",
    );
    let mut drawn = Drawn::from("session");
    let challenge: [u8; 48] = drawn.array();
    let sign = |origin: &str| {
        let organisation = organisation();
        sam().identity.sign(Label::Session, &session::parts(origin, &organisation, &challenge))
    };
    let fields = |origin: &str, signature: &[u8; 64]| {
        json!({
            "origin": origin, "organisation": b(organisation().as_bytes()), "challenge": b(challenge),
            "identity": b(sam().identity.public().as_bytes()), "signature": b(signature),
        })
    };
    for origin in ["https://fluister.example", "https://fluister.example:8443", "http://127.0.0.1:8080"] {
        let mut case = fields(origin, &sign(origin).0);
        case["seed"] = b(sam().identity.expose_seed().as_slice());
        file.case(origin, case);
    }
    let signature = sign("https://fluister.example").0;
    let mut refuse = |name: &str, change: &dyn Fn(&mut Value)| {
        let mut case = fields("https://fluister.example", &signature);
        change(&mut case);
        file.refusal(name, "signature", case);
    };
    refuse("another server's origin", &|case| case["origin"] = "https://fluister.example.net".into());
    refuse("without TLS", &|case| case["origin"] = "http://fluister.example".into());
    refuse("with its port", &|case| case["origin"] = "https://fluister.example:443".into());
    refuse("another organisation", &|case| case["organisation"] = b([1; 32]));
    refuse("another challenge", &|case| case["challenge"] = b([1; 48]));
    refuse("another adviser", &|case| case["identity"] = b(robin().identity.public().as_bytes()));
    let id = organisation();
    // what follows the origin would begin one byte earlier
    let moved =
        sam().identity.sign(Label::Session, &[b"https://fluister.example", id.as_bytes(), &challenge]);
    refuse("without the zero byte after the origin", &|case| case["signature"] = b(moved.0));
    let parts = session::parts("https://fluister.example", &id, &challenge);
    let file_label = sam().identity.sign(Label::File, &parts);
    refuse("under another label", &|case| case["signature"] = b(file_label.0));
    file.done()
}
