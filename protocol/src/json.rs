//! Strict JSON (RFC 8259, narrowed): what two implementations in two languages can only read in one way.
//!
//! Refused, beside what is not JSON: a key twice in one object, any number but an integer between −(2⁵³−1) and 2⁵³−1
//! written plainly, `null`, a lone surrogate, invalid UTF-8, anything but an object outermost, nesting past 16 levels.
//! A text is read from its start, and its first fault names the reason.

use std::fmt;

use serde::Serialize;
use serde::de::{DeserializeOwned, DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// The largest integer, 2⁵³ − 1: the largest that a JavaScript number holds exactly along with its neighbours.
pub const LARGEST: u64 = (1 << 53) - 1;
/// Objects and arrays inside each other.
pub const DEPTH: usize = 16;

/// Why a text was refused. The messages never quote the text, since it may be somebody's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Not JSON, not UTF-8, cut short, a lone surrogate, or more after the end.
    #[error("not valid JSON")]
    Syntax,
    /// A key twice in one object.
    #[error("a key stands twice in one object")]
    DuplicateKey,
    /// A fraction, an exponent, −0, or an integer beyond ±(2⁵³−1).
    #[error("a number that is not an integer below 2^53")]
    Number,
    /// A `null`: what has no value is left out, so that there is one way to say so.
    #[error("null, where a field without a value is left out")]
    Null,
    /// More than sixteen levels.
    #[error("nested too deeply")]
    Depth,
    /// The outermost value is not an object.
    #[error("not an object")]
    NotAnObject,
    /// A field is missing, of the wrong type, or outside its limits.
    #[error("a field is missing or not of its type")]
    Shape,
}

impl JsonError {
    /// A stable name, used by the vectors and by other implementations.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Syntax => "json-syntax",
            Self::DuplicateKey => "json-duplicate-key",
            Self::Number => "json-number",
            Self::Null => "json-null",
            Self::Depth => "json-depth",
            Self::NotAnObject => "json-not-an-object",
            Self::Shape => "json-shape",
        }
    }
}

const DUPLICATE: &str = "fluister: duplicate key";
const NUMBER: &str = "fluister: number";
const NULL: &str = "fluister: null";
const DEEP: &str = "fluister: depth";

/// Parses one object.
///
/// # Errors
/// Every [`JsonError`] but `Shape`.
pub fn parse_object(bytes: &[u8]) -> Result<Map<String, Value>, JsonError> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = Strict { depth: 0 }.deserialize(&mut reader).map_err(reason)?;
    reader.end().map_err(|_| JsonError::Syntax)?;
    match value {
        Value::Object(map) => Ok(map),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Err(JsonError::NotAnObject)
        }
    }
}

/// Parses one object into a type. Fine for requests; what is signed or sealed is read by `typed`, which takes no
/// array for an object.
///
/// # Errors
/// Every [`JsonError`].
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, JsonError> {
    let map = parse_object(bytes)?;
    serde_json::from_value(Value::Object(map)).map_err(|_| JsonError::Shape)
}

/// Reads an object into a type, and only in one way: serde alone would also take `["key", 1]` for an object of two fields
/// and `{"conduct": null}` for a name. What was read has to be written the same again, but for fields left out or unknown.
pub(crate) fn typed<T: Serialize + DeserializeOwned>(map: Map<String, Value>) -> Result<T, JsonError> {
    let read = Value::Object(map);
    let value = T::deserialize(&read).map_err(|_| JsonError::Shape)?;
    let written = serde_json::to_value(&value).map_err(|_| JsonError::Shape)?;
    if same(&written, &read) { Ok(value) } else { Err(JsonError::Shape) }
}

fn same(written: &Value, read: &Value) -> bool {
    match (written, read) {
        (Value::Object(written), Value::Object(read)) => {
            written.iter().all(|(key, value)| read.get(key).is_none_or(|other| same(value, other)))
        }
        (Value::Array(written), Value::Array(read)) => {
            written.len() == read.len() && written.iter().zip(read).all(|(one, other)| same(one, other))
        }
        (written, read) => written == read,
    }
}

fn reason(error: serde_json::Error) -> JsonError {
    let text = error.to_string();
    if text.starts_with(DUPLICATE) {
        JsonError::DuplicateKey
    } else if text.starts_with(NUMBER) || text.starts_with("number out of range") {
        JsonError::Number
    } else if text.starts_with(NULL) {
        JsonError::Null
    } else if text.starts_with(DEEP) || text.starts_with("recursion limit") {
        JsonError::Depth
    } else {
        JsonError::Syntax
    }
}

/// Builds a `Value`, refusing on the way what `serde_json` alone would let pass.
#[derive(Clone, Copy)]
struct Strict {
    depth: usize,
}

impl Strict {
    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth < DEPTH { Ok(Self { depth: self.depth + 1 }) } else { Err(E::custom(DEEP)) }
    }
}

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;
    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("strict JSON")
    }
    fn visit_unit<E: serde::de::Error>(self) -> Result<Value, E> {
        Err(E::custom(NULL))
    }
    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }
    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }
    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Value, E> {
        if value <= LARGEST { Ok(Value::from(value)) } else { Err(E::custom(NUMBER)) }
    }
    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Value, E> {
        if value.unsigned_abs() <= LARGEST { Ok(Value::from(value)) } else { Err(E::custom(NUMBER)) }
    }
    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Value, E> {
        Err(E::custom(NUMBER))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut list = Vec::new();
        while let Some(value) = from.next_element_seed(inner)? {
            list.push(value);
        }
        Ok(Value::Array(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut map = Map::new();
        while let Some(key) = from.next_key::<String>()? {
            if map.contains_key(&key) {
                return Err(A::Error::custom(DUPLICATE));
            }
            let value = from.next_value_seed(inner)?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_refused_and_why() {
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(16), "]".repeat(16));
        let cases: [(&[u8], JsonError); 24] = [
            (b"", JsonError::Syntax),
            (b"{", JsonError::Syntax),
            (b"{}{}", JsonError::Syntax),
            (b"{\"a\":\"\\ud800\"}", JsonError::Syntax),
            (b"{\"a\":\"\\udc00\"}", JsonError::Syntax),
            (b"{\"a\":\"\xff\"}", JsonError::Syntax),
            (b"{\"\xff\":1}", JsonError::Syntax),
            (b"{\"a\":01}", JsonError::Syntax),
            (b"{\"a\":1,}", JsonError::Syntax),
            (b"\xef\xbb\xbf{}", JsonError::Syntax),
            (b"{\"a\":1,\"a\":1}", JsonError::DuplicateKey),
            (b"{\"b\":{\"a\":1,\"\\u0061\":2}}", JsonError::DuplicateKey),
            (b"{\"a\":1.0}", JsonError::Number),
            (b"{\"a\":1e2}", JsonError::Number),
            (b"{\"a\":-0}", JsonError::Number),
            (b"{\"a\":9007199254740992}", JsonError::Number),
            (b"{\"a\":-9007199254740992}", JsonError::Number),
            (b"{\"a\":99999999999999999999999}", JsonError::Number),
            (b"{\"a\":1e999}", JsonError::Number),
            (b"{\"a\":null}", JsonError::Null),
            (b"{\"a\":[{\"b\":[null]}]}", JsonError::Null),
            (deep.as_bytes(), JsonError::Depth),
            (b"[1]", JsonError::NotAnObject),
            (b"\"\"", JsonError::NotAnObject),
        ];
        for (text, why) in cases {
            assert_eq!(parse_object(text), Err(why), "{}", String::from_utf8_lossy(text));
        }
    }

    #[test]
    fn what_is_read() {
        let map =
            parse_object(b" {\"__proto__\": {\"n\": 9007199254740991}, \"t\": \"\\ud83d\\ude00\"} ").unwrap();
        assert_eq!(map["__proto__"]["n"], LARGEST);
        assert_eq!(map["t"], "😀");
    }
}
