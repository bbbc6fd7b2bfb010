//! `encoding.json`, `day.json`, `json.json` and `xwing.json`: values with one spelling each.

use fluister_protocol::day::Day;
use fluister_protocol::encoding::{decode, decode_array, encode};
use fluister_protocol::json;
use fluister_protocol::keys::{EpochPublicKey, EpochSecret, ReplyPublicKey};
use serde_json::Value;

use super::load::load;

#[test]
fn encodings() {
    let ran = load("encoding").check(
        |case| {
            let bytes: Vec<u8> = serde_json::from_value(case.at("bytes").0).unwrap();
            assert_eq!(encode(&bytes), case.str("expect"));
            assert_eq!(decode(case.str("expect")), Ok(bytes));
        },
        |refusal| {
            let text = refusal.str("text");
            let result = match refusal.get("length").map(|length| length.0.as_u64().unwrap()) {
                Some(1) => decode_array::<1>(text).map(drop),
                Some(2) => decode_array::<2>(text).map(drop),
                Some(other) => panic!("{other}"),
                None => decode(text).map(drop),
            };
            result.map_err(|error| error.reason())
        },
    );
    assert_eq!(ran, (8, 13));
}

#[test]
fn days() {
    let ran = load("day").check(
        |case| {
            let (day, expect): (Day, _) = (case.str("day").parse().unwrap(), case.at("expect"));
            assert_eq!(day.to_string(), case.str("day"));
            assert_eq!(day.number(), expect.u32("number"));
            assert_eq!(day.epoch().0, expect.u32("epoch"));
            assert_eq!(day.epoch().first_day().to_string(), expect.str("first"));
            assert_eq!(day.epoch().last_day().to_string(), expect.str("last"));
        },
        |refusal| refusal.str("day").parse::<Day>().map(drop).map_err(|_| "day"),
    );
    assert_eq!(ran, (7, 24));
}

#[test]
fn strict_json() {
    let ran = load("json").check(
        |case| {
            let read = json::parse_object(&case.bytes("json")).unwrap();
            assert_eq!(Value::Object(read), case.at("expect").0);
        },
        |refusal| json::parse_object(&refusal.bytes("json")).map(drop).map_err(|error| error.reason()),
    );
    assert_eq!(ran, (13, 57));
}

#[test]
fn xwing_keys() {
    let ran = load("xwing").check(
        |case| {
            let public = case.bytes("expect");
            assert_eq!(EpochPublicKey::from_bytes(&public).unwrap().as_bytes().as_slice(), public);
            if case.get("seed").is_some() {
                assert_eq!(EpochSecret::from_seed(case.array("seed")).public().as_bytes().as_slice(), public);
            }
        },
        |refusal| {
            let reason =
                EpochPublicKey::from_bytes(&refusal.bytes("key")).map(drop).map_err(|error| error.reason());
            assert!(ReplyPublicKey::from_bytes(&refusal.bytes("key")).is_err());
            reason
        },
    );
    assert_eq!(ran, (4, 21));
}
