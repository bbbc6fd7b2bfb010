//! Makes `code.json`: retrieval codes and key codes.

use fluister_protocol::code::RetrievalCode;
use serde_json::json;

use super::people::seed;
use super::{File, Made, b};

pub fn file() -> Made {
    let mut file = File::new(
        "code",
        "The retrieval code, and the key code, which has the same form: 14 bytes of entropy and how they are shown. \
         `typed` are inputs that mean the same code.",
    );
    let entropies: [(&str, [u8; 14]); 5] = [
        ("all zeros", [0; 14]),
        ("all ones", [255; 14]),
        ("counting", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]),
        ("the melder of these vectors", *super::people::code().expose()),
        ("another", first_14(&seed("another code"))),
    ];
    for (name, entropy) in entropies {
        let shown = RetrievalCode::from_entropy(entropy).reveal().to_string();
        let typed = [
            shown.clone(),
            shown.to_lowercase(),
            shown.replace('-', ""),
            shown.replace('-', " "),
            shown.replace('-', "\u{a0}\u{2013}\n"),
            shown.replace('-', "\u{2010}\u{2011}\u{2012}\u{2014}\u{2015}\u{2212}\u{3000}\t"),
            shown.replace('0', "O").replace('1', "I"),
            shown.replace('0', "o").replace('1', "l"),
            shown.replace('1', "L").to_lowercase().replace('l', "i"),
        ];
        file.case(name, json!({ "entropy": b(entropy), "expect": shown, "typed": typed }));
    }

    let shown = RetrievalCode::from_entropy([9; 14]).reveal().to_string();
    let (start, last) = shown.split_at(shown.len() - 1);
    let other = if last == "Z" { "Y" } else { "Z" };
    let mut refuse =
        |name: &str, reason: &str, typed: String| file.refusal(name, reason, json!({ "typed": typed }));
    refuse("last character altered", "code-check", format!("{start}{other}"));
    refuse("two groups exchanged", "code-check", exchanged(&shown));
    refuse("23 characters", "code-length", start.into());
    refuse("25 characters", "code-length", format!("{shown}0"));
    refuse("nothing", "code-length", String::new());
    refuse("nothing but spaces and dashes", "code-length", " - - ".into());
    refuse("a U", "code-character", format!("{start}U"));
    refuse("a small u", "code-character", format!("{start}u"));
    refuse("a letter with an accent", "code-character", format!("{start}é"));
    refuse("a full-width digit", "code-character", format!("{start}\u{ff11}"));
    refuse("a full stop between groups", "code-character", shown.replace('-', "."));
    refuse("an underscore between groups", "code-character", shown.replace('-', "_"));
    refuse("a zero-width space, which is no space", "code-character", shown.replace('-', "\u{200b}"));
    refuse("a byte order mark, which is no space", "code-character", format!("\u{feff}{shown}"));
    refuse("a U in a text that is too short, too", "code-character", "U".into());
    file.done()
}

fn first_14(bytes: &[u8; 32]) -> [u8; 14] {
    *bytes.first_chunk().unwrap()
}

fn exchanged(shown: &str) -> String {
    let mut groups: Vec<_> = shown.split('-').collect();
    // the groups of [9; 14] differ from each other in position
    let at = (1..groups.len()).find(|at| groups[*at] != groups[0]).unwrap();
    groups.swap(0, at);
    groups.join("-")
}
