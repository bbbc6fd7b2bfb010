//! Makes `encoding.json`: base64url.

use fluister_protocol::encoding::encode;
use serde_json::json;

use super::{File, Made};

pub fn file() -> Made {
    let mut file = File::new(
        "encoding",
        "base64url without padding, one spelling for each value. `bytes` are numbers here. A refusal with `length` asks \
         for that many bytes.",
    );
    let values: [&[u8]; 8] = [
        &[],
        &[0],
        &[255],
        &[0, 1],
        &[251, 255],
        &[1, 2, 3],
        &[62, 63, 251, 240, 0],
        &[0, 16, 131, 16, 81, 135],
    ];
    for bytes in values {
        file.case(
            &format!("{} bytes, {}", bytes.len(), encode(bytes)),
            json!({ "bytes": bytes, "expect": encode(bytes) }),
        );
    }
    let wrong = [
        ("padding", "AA=="),
        ("half of the padding", "AA="),
        ("bits set after the last byte", "AB"),
        ("bits set after the last two bytes", "AAB"),
        ("a single character", "A"),
        ("a character left over", "AAAAA"),
        ("the alphabet of base64", "+/+/"),
        ("a space", "A A"),
        ("a line feed at the end", "AA\n"),
        ("a letter beyond ASCII", "ÀA"),
        ("a NUL", "A\0AA"),
    ];
    for (name, text) in wrong {
        file.refusal(name, "encoding", json!({ "text": text }));
    }
    for (name, text, length) in
        [("one byte where two are due", "AA", 2), ("two bytes where one is due", "AAA", 1)]
    {
        file.refusal(name, "length", json!({ "text": text, "length": length }));
    }
    file.done()
}
