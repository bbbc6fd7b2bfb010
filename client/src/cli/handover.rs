//! What the command prints with which a melder goes on with another adviser.

use fluister_client::melder::{self, Consent};
use serde_json::json;

use super::arguments::{Handover, Read};
use super::context::Context;
use super::failure::Failure;
use super::input;
use super::output::{self, OnTerminal, say, shown};

pub fn hand_over(context: &Context, arguments: Handover) -> Result<(), Failure> {
    let Handover { read: Read { link, code_file }, text_file, .. } = arguments;
    input::one_dash(&[code_file.as_deref(), Some(&text_file)])?;
    let text = input::text(&text_file)?;
    let code = input::code(code_file.as_deref())?;
    let consent = Consent {
        successor: arguments.adviser,
        track: arguments.track.map(Into::into),
        text: text.to_string(),
        language: arguments.language,
        with_conversation: arguments.with_conversation,
    };
    let api = context.api(&link.server)?;
    let receipt = melder::hand_over(&api, &link, &code, &consent, context.today, &OnTerminal)?;
    if context.json {
        return output::print_json(&json!({ "advisers": receipt.advisers, "letters": receipt.letters }));
    }
    say(&format!(
        "Sent to {}. The same code opens that thread, too; your earlier adviser cannot read it.",
        shown(&receipt.advisers.join(", "))
    ));
    Ok(())
}
