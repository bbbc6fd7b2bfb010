//! JSON for people: what a case is comes first, what is expected of it last.

use serde_json::Value;

const FIRST: [&str; 7] = ["about", "made", "protocol", "bytes", "name", "call", "as"];
const LAST: [&str; 4] = ["expect", "reason", "cases", "refusals"];

/// Two spaces a level, and a line feed at the end.
pub fn pretty(value: &Value) -> String {
    let mut text = String::new();
    write(value, 0, &mut text);
    text.push('\n');
    text
}

fn rank(key: &str) -> (usize, usize) {
    let place = |keys: &[&str]| keys.iter().position(|other| *other == key);
    match (place(&FIRST), place(&LAST)) {
        (Some(at), _) => (0, at),
        (_, Some(at)) => (2, at),
        _ => (1, 0),
    }
}

fn write(value: &Value, level: usize, text: &mut String) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            let mut keys: Vec<_> = map.keys().collect();
            keys.sort_by_key(|key| rank(key));
            let items = keys.into_iter().map(|key| (format!("{}: ", text_of(key, false)), &map[key]));
            block(['{', '}'], items, level, text);
        }
        Value::Array(list) if list.iter().any(|item| item.is_object() || item.is_array()) => {
            block(['[', ']'], list.iter().map(|item| (String::new(), item)), level, text);
        }
        Value::Array(list) => {
            let items: Vec<_> = list.iter().map(scalar).collect();
            text.push_str(&format!("[{}]", items.join(", ")));
        }
        other => text.push_str(&scalar(other)),
    }
}

fn scalar(value: &Value) -> String {
    match value {
        // what explains may be typeset; what is fed to a function shows each of its characters
        Value::String(text) => text_of(text, text.contains(". ") || text.contains('§')),
        other => other.to_string(),
    }
}

/// A text in JSON, everything beyond ASCII escaped unless it is prose.
fn text_of(text: &str, prose: bool) -> String {
    let quoted = Value::from(text).to_string();
    if prose {
        return quoted;
    }
    let mut units = [0; 2];
    quoted.chars().fold(String::new(), |mut ascii, character| {
        if character.is_ascii() && character != '\u{7f}' {
            ascii.push(character);
        } else {
            for unit in character.encode_utf16(&mut units) {
                ascii.push_str(&format!("\\u{unit:04x}"));
            }
        }
        ascii
    })
}

fn block<'a>(
    [open, close]: [char; 2],
    items: impl Iterator<Item = (String, &'a Value)>,
    level: usize,
    text: &mut String,
) {
    text.push(open);
    for (at, (key, item)) in items.enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push('\n');
        text.push_str(&"  ".repeat(level + 1));
        text.push_str(&key);
        write(item, level + 1, text);
    }
    text.push('\n');
    text.push_str(&"  ".repeat(level));
    text.push(close);
}
