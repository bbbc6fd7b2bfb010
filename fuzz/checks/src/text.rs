//! What people type and what headers carry: one spelling for each value.

use fluister_protocol::code::{KeyCode, RetrievalCode};
use fluister_protocol::content::{TEXT, parts};
use fluister_protocol::day::Day;
use fluister_protocol::encoding;
use fluister_protocol::file::FileSignature;
use fluister_protocol::id::{AdviserId, OrganisationId};
use fluister_protocol::padding;
use fluister_protocol::work::Work;

/// What is read is written as it came; codes are read again from what is shown.
pub fn check(data: &[u8]) {
    if let Ok(content) = padding::unpad(data) {
        let again = padding::pad(content, data.len()).expect("it fitted");
        assert_eq!(*again, data);
    }
    let Ok(text) = std::str::from_utf8(data) else { return };
    codes(text);
    if let Ok(bytes) = encoding::decode(text) {
        assert_eq!(encoding::encode(&bytes), text);
        assert_eq!(encoding::decode_array::<32>(text).is_ok(), bytes.len() == 32);
    }
    if let Ok(day) = text.parse::<Day>() {
        assert_eq!(day.to_string(), text);
        assert_eq!(Day::new(day.number()), Ok(day));
    }
    if let Ok(id) = text.parse::<AdviserId>() {
        assert_eq!(id.to_string(), text);
        assert_eq!(text.parse::<OrganisationId>().expect("of the same shape").0, id.0);
    }
    if let Ok(work) = Work::parse(text) {
        assert_eq!(work.header(), text);
    }
    if let Ok(signature) = FileSignature::parse(text) {
        assert_eq!(signature.header(), text);
    }
    let parts = parts(text);
    assert_eq!(parts.concat(), text);
    for part in parts {
        assert!(!part.is_empty());
        let json = serde_json::to_string(part).expect("a text can be written");
        assert!(json.len() <= TEXT + 2, "{} bytes of JSON", json.len());
    }
}

fn codes(text: &str) {
    let (retrieval, key) = (RetrievalCode::parse(text), KeyCode::parse(text));
    match (retrieval, key) {
        (Ok(code), Ok(key)) => {
            assert_eq!(code.expose(), key.expose());
            let shown = code.reveal();
            assert_eq!(RetrievalCode::parse(&shown).expect("what is shown is read").expose(), code.expose());
        }
        (Err(one), Err(other)) => assert_eq!(one, other),
        _ => panic!("one code is read and the other is not"),
    }
}
