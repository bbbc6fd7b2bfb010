//! What letters say, in each direction.

use fluister_protocol::content::{Content, Direction};
use fluister_protocol::json::parse_object;

use crate::choose;

/// The directions, by the first byte.
pub const DIRECTIONS: [Direction; 4] =
    [Direction::ToAdviser, Direction::ToMelder, Direction::BetweenAdvisers, Direction::ToSelf];

/// What is read is written again with the same meaning, and its plain fields as they were, those not known included.
pub fn check(data: &[u8]) {
    let Some((first, json)) = choose(data) else { return };
    let direction = DIRECTIONS[usize::from(first) % DIRECTIONS.len()];
    let Ok(content) = Content::from_json(json, direction) else { return };
    let written = content.to_json(direction).expect("what is read can be written");
    assert_eq!(Content::from_json(&written, direction).expect("what is written is read"), content);
    let (before, after) = (parse_object(json).expect("was read"), parse_object(&written).expect("was read"));
    for (field, value) in before {
        if value.is_string() || value.is_number() || value.is_boolean() {
            assert_eq!(after.get(&field), Some(&value), "{field}");
        }
    }
    // nobody's words in what a log would show
    assert!(format!("{content:?}").len() < 2_000);
}
