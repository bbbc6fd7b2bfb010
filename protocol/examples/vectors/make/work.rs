//! Makes `work.json`: proof of work.

use fluister_protocol::work::Work;
use serde_json::json;

use super::people::Drawn;
use super::{File, Made, b};

pub fn file() -> Made {
    let mut file = File::new(
        "work",
        "Proofs of work: the zero bits that a nonce gives, the header that carries it, and the first nonce from 0 that is \
         enough for a difficulty.",
    );
    let mut drawn = Drawn::from("work");
    let bodies: [&[u8]; 3] = [b"", b"a body", &[0; 4 * 16_416]];
    for (at, body) in bodies.into_iter().enumerate() {
        let challenge = drawn.array();
        let body_field = if body.len() > 100 { json!({ "zeros": body.len() }) } else { b(body) };
        let found = Work::find(challenge, 6, body, |_| true).unwrap();
        for nonce in [0, 1, 258, found.nonce, u64::MAX] {
            let work = Work { challenge, nonce };
            file.case(
                &format!("body {at}, nonce {nonce}"),
                json!({
                    "challenge": b(challenge), "nonce": b(nonce.to_be_bytes()), "body": body_field,
                    "expect": { "header": work.header(), "zero_bits": work.zero_bits(body) },
                }),
            );
        }
        file.case(
            &format!("body {at}, the first nonce for six bits"),
            json!({
                "challenge": b(challenge), "difficulty": 6, "body": body_field,
                "expect": { "header": found.header(), "zero_bits": found.zero_bits(body) },
            }),
        );
    }
    let header = Work { challenge: [1; 64], nonce: 2 }.header();
    file.refusal("a byte short", "length", json!({ "header": b([1; 71]) }));
    file.refusal("a byte more", "length", json!({ "header": b([1; 73]) }));
    file.refusal("nothing", "length", json!({ "header": "" }));
    file.refusal("padding", "encoding", json!({ "header": format!("{header}=") }));
    file.refusal("a space before", "encoding", json!({ "header": format!(" {header}") }));
    file.done()
}
