//! Strict JSON, against a reader that is not strict and forgets nothing.

use std::collections::BTreeSet;
use std::fmt;

use fluister_protocol::json::{DEPTH, LARGEST, parse_object};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// Strict JSON is what any JSON reader takes and breaks none of the rules; what is refused breaks the one that is named.
pub fn check(data: &[u8]) {
    let lenient = serde_json::from_slice::<Node>(data);
    match parse_object(data) {
        Ok(object) => {
            let broken = lenient.expect("strict JSON is JSON").broken();
            assert!(broken.is_empty(), "{broken:?}");
            let value = Value::Object(object);
            assert_eq!(serde_json::from_slice::<Value>(data).expect("strict JSON is JSON"), value);
            let again = serde_json::to_vec(&value).expect("a value can be written");
            assert_eq!(Value::Object(parse_object(&again).expect("what is written is read")), value);
        }
        Err(error) => {
            let Ok(node) = lenient else { return };
            let broken = node.broken();
            assert!(broken.contains(error.reason()), "{error:?}, and broken is {broken:?}");
        }
    }
}

/// A value with all its keys, those that stand twice, too.
enum Node {
    Null,
    Integer(i128),
    Fraction,
    Other,
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    /// The rules that it breaks as an outermost value.
    fn broken(&self) -> BTreeSet<&'static str> {
        let mut broken = BTreeSet::new();
        if !matches!(self, Self::Object(_)) {
            broken.insert("json-not-an-object");
        }
        self.collect(1, &mut broken);
        broken
    }

    fn collect(&self, depth: usize, broken: &mut BTreeSet<&'static str>) {
        if depth > DEPTH && matches!(self, Self::List(_) | Self::Object(_)) {
            broken.insert("json-depth");
        }
        match self {
            Self::Null => drop(broken.insert("json-null")),
            Self::Fraction => drop(broken.insert("json-number")),
            Self::Integer(number) if number.unsigned_abs() > u128::from(LARGEST) => {
                broken.insert("json-number");
            }
            Self::List(list) => list.iter().for_each(|node| node.collect(depth + 1, broken)),
            Self::Object(fields) => {
                let keys: BTreeSet<_> = fields.iter().map(|(key, _)| key).collect();
                if keys.len() < fields.len() {
                    broken.insert("json-duplicate-key");
                }
                fields.iter().for_each(|(_, node)| node.collect(depth + 1, broken));
            }
            Self::Integer(_) | Self::Other => {}
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Nodes)
    }
}

struct Nodes;

impl<'de> Visitor<'de> for Nodes {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }
    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }
    fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
        Ok(Node::Other)
    }
    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Integer(number.into()))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Integer(number.into()))
    }
    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Fraction)
    }
    fn visit_str<E>(self, _: &str) -> Result<Node, E> {
        Ok(Node::Other)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element()? {
            nodes.push(node);
        }
        Ok(Node::List(nodes))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Node::Object(fields))
    }
}
