//! Strict JSON agrees with serde_json on all that it takes, and takes all that both implementations can only read one way.

use fluister_protocol::json::{DEPTH, JsonError, LARGEST, parse_object};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::Value;

/// Values of all kinds, those that are refused too.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        4 => any::<bool>().prop_map(Value::from),
        4 => any::<i64>().prop_map(Value::from),
        4 => (-5_i64..5).prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        8 => any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(20, 40, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            btree_map(any::<String>(), inner, 0..4).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// The first of the things that strict JSON refuses and JSON does not, whichever it is.
fn may_be_read(value: &Value, depth: usize) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(_) | Value::String(_) => true,
        Value::Number(number) => {
            let small = |number: u64| number <= LARGEST;
            number.as_i64().map(i64::unsigned_abs).or(number.as_u64()).is_some_and(small)
        }
        Value::Array(list) => depth < DEPTH && list.iter().all(|item| may_be_read(item, depth + 1)),
        Value::Object(map) => depth < DEPTH && map.values().all(|item| may_be_read(item, depth + 1)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_value_is_read_or_refused_by_the_rules(value in value(), pretty: bool) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        match parse_object(text.as_bytes()) {
            Ok(read) => {
                prop_assert_eq!(&Value::Object(read), &value);
                prop_assert!(may_be_read(&value, 0));
            }
            Err(JsonError::NotAnObject) => prop_assert!(!value.is_object() && may_be_read(&value, 0)),
            Err(error) => {
                prop_assert!(matches!(error, JsonError::Null | JsonError::Number | JsonError::Depth), "{:?}", error);
                prop_assert!(!may_be_read(&value, 0));
            }
        }
    }

    #[test]
    fn whatever_is_read_serde_reads_alike(
        text in r#"[ \n]?\{("[ab\\u0"]{1,4}":[-0-9.eE+]{1,4},?|"(a|b|\\u0061)":("x"|\[\]|\{\}|true|null|[0-9]{1,17}),?){0,3}\}[ x]?"#,
    ) {
        match (parse_object(text.as_bytes()), serde_json::from_str::<Value>(&text)) {
            (Ok(read), Ok(value)) => prop_assert_eq!(Value::Object(read), value),
            (Ok(_), Err(error)) => prop_assert!(false, "{} is no JSON: {}", text, error),
            (Err(JsonError::Syntax), Ok(_)) => prop_assert!(false, "{} is JSON", text),
            (Err(_), _) => {}
        }
    }

    #[test]
    fn no_bytes_panic(bytes in vec(any::<u8>(), 0..200), tail in vec(prop::sample::select(b"{}[]\",:0129-.eEu\\dD89 \n".to_vec()), 0..60)) {
        let _ = parse_object(&bytes);
        let _ = parse_object(&tail);
        let _ = parse_object(&[b"{\"a\":".as_slice(), &tail].concat());
    }
}
