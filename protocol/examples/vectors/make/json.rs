//! Makes `json.json`: strict JSON.

use serde_json::json;

use super::{File, Made, b};

pub fn file() -> Made {
    let mut file = File::new(
        "json",
        "Strict JSON. `json` are bytes, since not all of them are UTF-8; `expect` is the object that is read, in another \
         spelling.",
    );
    let nested = |levels: usize| format!("{{\"a\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
    let objects = |levels: usize| format!("{}{}{}", "{\"a\":".repeat(levels), "{}", "}".repeat(levels));
    let read = [
        ("an empty object", "{}".to_owned()),
        ("white space of all four kinds", " \t\r\n{ \"a\" :\t[ 1 ,\n2 ]\r} ".into()),
        ("the largest integers", r#"{"a":9007199254740991,"b":-9007199254740991,"c":0}"#.into()),
        ("truth and falsehood", r#"{"a":true,"b":false}"#.into()),
        ("every escape", r#"{"a":"\"\\\/\b\f\n\r\t\u0000\u00e9\u00E9"}"#.into()),
        ("a pair of surrogates", r#"{"a":"\ud83d\ude00😀"}"#.into()),
        (
            "characters that need no escape",
            "{\"a\":\"\u{7f}\u{80}\u{2028}\u{2029}\u{feff}\u{fffe}\u{ffff}\u{10ffff}\"}".into(),
        ),
        ("an empty key and an empty text", r#"{"":""}"#.into()),
        ("a key named __proto__", r#"{"__proto__":{"a":1},"constructor":{"prototype":2}}"#.into()),
        ("one key in two objects", r#"{"a":{"a":1},"b":[{"a":2},{"a":3}]}"#.into()),
        (
            "keys that differ in case or in composition",
            "{\"a\":1,\"A\":2,\"\u{e9}\":3,\"e\u{301}\":4}".into(),
        ),
        ("sixteen levels, of lists", nested(15)),
        ("sixteen levels, of objects", objects(15)),
    ];
    for (name, text) in read {
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        file.case(name, json!({ "json": b(&text), "expect": value }));
    }

    let deep = [nested(16), objects(16), nested(200), "{\"a\":".to_owned() + &"[".repeat(2_000)];
    let refused: [(&str, &str, &[u8]); 53] = [
        ("nothing", "json-syntax", b""),
        ("white space alone", "json-syntax", b"  "),
        ("cut short", "json-syntax", b"{"),
        ("cut short in a text", "json-syntax", b"{\"a\":\"b"),
        ("cut short in an escape", "json-syntax", b"{\"a\":\"\\u12"),
        ("two objects", "json-syntax", b"{}{}"),
        ("more after the end", "json-syntax", b"{}x"),
        ("a NUL after the end", "json-syntax", b"{}\0"),
        ("a byte order mark", "json-syntax", b"\xef\xbb\xbf{}"),
        ("UTF-16", "json-syntax", b"{\0}\0"),
        ("a comma after the last field", "json-syntax", b"{\"a\":1,}"),
        ("a comma after the last item", "json-syntax", b"{\"a\":[1,]}"),
        ("no colon", "json-syntax", b"{\"a\" 1}"),
        ("a key without quotes", "json-syntax", b"{a:1}"),
        ("single quotes", "json-syntax", b"{'a':1}"),
        ("a comment", "json-syntax", b"{}//"),
        ("white space of another kind", "json-syntax", b"{\x0b}"),
        ("a no-break space", "json-syntax", b"{\xc2\xa0}"),
        ("a raw line feed in a text", "json-syntax", b"{\"a\":\"\n\"}"),
        ("a raw NUL in a text", "json-syntax", b"{\"a\":\"\0\"}"),
        ("an unknown escape", "json-syntax", b"{\"a\":\"\\x41\"}"),
        ("an escape of a digit", "json-syntax", b"{\"a\":\"\\0\"}"),
        ("a high surrogate alone", "json-syntax", b"{\"a\":\"\\ud800\"}"),
        ("a low surrogate alone", "json-syntax", b"{\"a\":\"\\udc00\"}"),
        ("surrogates the wrong way round", "json-syntax", b"{\"a\":\"\\ude00\\ud83d\"}"),
        ("a high surrogate and a letter", "json-syntax", b"{\"a\":\"\\ud83dx\"}"),
        ("a high surrogate and another escape", "json-syntax", b"{\"a\":\"\\ud83d\\n\"}"),
        ("a lone surrogate in a key", "json-syntax", b"{\"\\ud800\":1}"),
        ("no UTF-8: a lone byte", "json-syntax", b"{\"a\":\"\xff\"}"),
        ("no UTF-8: a lone byte in a key", "json-syntax", b"{\"\xff\":1}"),
        ("no UTF-8: overlong", "json-syntax", b"{\"a\":\"\xc0\xaf\"}"),
        ("no UTF-8: an encoded surrogate", "json-syntax", b"{\"a\":\"\xed\xa0\x80\"}"),
        ("no UTF-8: past U+10FFFF", "json-syntax", b"{\"a\":\"\xf4\x90\x80\x80\"}"),
        ("a leading zero", "json-syntax", b"{\"a\":01}"),
        ("a plus sign", "json-syntax", b"{\"a\":+1}"),
        ("a minus sign alone", "json-syntax", b"{\"a\":-}"),
        ("not a number", "json-syntax", b"{\"a\":NaN}"),
        ("a hexadecimal number", "json-syntax", b"{\"a\":0x10}"),
        ("a key twice", "json-duplicate-key", b"{\"a\":1,\"a\":1}"),
        ("a key twice, one with an escape", "json-duplicate-key", b"{\"b\":{\"a\":1,\"\\u0061\":2}}"),
        ("__proto__ twice", "json-duplicate-key", b"{\"__proto__\":1,\"__proto__\":2}"),
        ("a fraction", "json-number", b"{\"a\":1.5}"),
        ("a fraction of nothing", "json-number", b"{\"a\":1.0}"),
        ("an exponent", "json-number", b"{\"a\":1e2}"),
        ("minus zero", "json-number", b"{\"a\":-0}"),
        ("2^53", "json-number", b"{\"a\":9007199254740992}"),
        ("minus 2^53", "json-number", b"{\"a\":-9007199254740992}"),
        ("an integer of thirty digits", "json-number", b"{\"a\":100000000000000000000000000000}"),
        ("an exponent beyond all measure", "json-number", b"{\"a\":1e999}"),
        ("null", "json-null", b"{\"a\":null}"),
        ("null in a list in an object", "json-null", b"{\"a\":[{\"b\":[null]}]}"),
        ("a list outermost", "json-not-an-object", b"[1]"),
        ("a text outermost", "json-not-an-object", b"\"\""),
    ];
    for (name, reason, bytes) in refused {
        file.refusal(name, reason, json!({ "json": b(bytes) }));
    }
    let names = [
        "seventeen levels, of lists",
        "seventeen levels, of objects",
        "two hundred levels",
        "two thousand levels, never closed",
    ];
    for (name, text) in names.into_iter().zip(deep) {
        file.refusal(name, "json-depth", json!({ "json": b(text) }));
    }
    file.done()
}
