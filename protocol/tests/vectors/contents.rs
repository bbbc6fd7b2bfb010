//! `content.json`: what letters say is read, or refused, and written again without loss.

use fluister_protocol::content::{Body, Content, Direction};

use super::load::load;

fn direction(name: &str) -> Direction {
    match name {
        "to-adviser" => Direction::ToAdviser,
        "to-melder" => Direction::ToMelder,
        "between-advisers" => Direction::BetweenAdvisers,
        "to-self" => Direction::ToSelf,
        other => panic!("{other}"),
    }
}

#[test]
fn contents() {
    let ran = load("content").check(
        |case| {
            let directions = case.list("directions");
            assert!(!directions.is_empty());
            for to in directions {
                let to = direction(to.0.as_str().unwrap());
                let read = Content::from_json(case.str("json").as_bytes(), to).unwrap();
                let written = read.to_json(to).unwrap();
                assert_eq!(Content::from_json(&written, to).unwrap(), read);
                // nothing is lost, what is not known included; what may be left out when empty is left out
                let before: serde_json::Value = serde_json::from_str(case.str("json")).unwrap();
                let after: serde_json::Value = serde_json::from_slice(&written).unwrap();
                for (key, value) in before.as_object().unwrap() {
                    assert!(
                        after.get(key) == Some(value) || value == &serde_json::json!([]),
                        "{key} is lost"
                    );
                }
                assert_eq!(read.body.kind(), before["kind"]);
                let unknown = matches!(
                    case.str("name"),
                    "an unknown kind" | "a kind with a known one's name in capitals is unknown"
                );
                assert_eq!(matches!(read.body, Body::Unknown(_)), unknown);
            }
        },
        |refusal| {
            let read =
                Content::from_json(refusal.str("json").as_bytes(), direction(refusal.str("direction")));
            read.map(drop).map_err(|error| error.reason())
        },
    );
    // those of 19 kinds; a further one brings its own
    assert!(ran.0 >= 51 && ran.1 >= 342, "{ran:?}");
}
