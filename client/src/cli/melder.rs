//! What the melder's commands print.

use fluister_client::Error;
use fluister_client::melder::{self, Conversation, Draft, Line, More, Pieces, ThreadView, Words};
use fluister_protocol::code::RetrievalCode;
use fluister_protocol::random;
use serde::Serialize;
use serde_json::{Value, json};

use super::arguments::{Cover, FollowUp, Read, Report};
use super::attachment;
use super::context::Context;
use super::failure::Failure;
use super::input;
use super::letter::{fields_of, own_words, words_of};
use super::output::{self, OnTerminal, indented, say, shown};

pub fn report(context: &Context, arguments: Report) -> Result<(), Failure> {
    let text = input::text(&arguments.text_file)?;
    if text.trim().is_empty() {
        return Err(Error::EmptyText.into());
    }
    let draft = Draft {
        track: arguments.track.map(Into::into),
        categories: arguments.category,
        text: text.to_string(),
        wants: None,
        language: arguments.language,
        replies_only: arguments.replies_only,
        attachments: arguments.attach.open()?,
    };
    let api = context.api(&arguments.link.server)?;
    let code = RetrievalCode::generate(&mut random::system());
    // before anything is sent: a report that arrives and whose code is lost can never be answered
    say(
        "Your retrieval code. Write it down now: it is all you need to come back, and it can't be recovered.",
    );
    if context.json {
        output::print_json(&json!({ "code": *code.reveal() }))?;
    } else {
        output::print(&code.reveal())?;
    }
    let sent =
        melder::report(&api, &arguments.link, &code, &arguments.adviser, &draft, context.today, &OnTerminal);
    match sent {
        Ok(receipt) => {
            say(&format!(
                "Sent to {}. Come back with the code in a few days.",
                shown(&receipt.advisers.join(", "))
            ));
            attachment::send(&api, &arguments.link, &receipt.uploads, &draft.attachments)
        }
        Err(error @ Error::Unreachable(_)) => {
            say("It is not certain whether the report arrived: 'fluister read' with this code will tell.");
            Err(error.into())
        }
        Err(error) => {
            say("The report was not sent; this code opens nothing.");
            Err(error.into())
        }
    }
}

pub fn read(context: &Context, arguments: Read) -> Result<(), Failure> {
    let code = input::code(arguments.code_file.as_deref())?;
    let api = context.api(&arguments.link.server)?;
    let conversation = melder::read(&api, &arguments.link, &code, context.today, &OnTerminal)?;
    if context.json {
        return output::print_json(&as_json(&conversation));
    }
    for thread in &conversation.threads {
        output::print(&thread_text(thread))?;
    }
    if conversation.threads.is_empty() {
        output::print("This report has been withdrawn.")?;
    }
    if conversation.replies_only {
        output::print("Your own words are not kept, as you chose.")?;
    }
    output::print(&format!("Letters before {} are gone.", conversation.kept_since))
}

pub fn follow_up(context: &Context, arguments: FollowUp) -> Result<(), Failure> {
    let FollowUp { read: Read { link, code_file }, adviser, text_file, attach } = arguments;
    input::one_dash(&[code_file.as_deref(), text_file.as_deref()])?;
    let text = text_file.as_deref().map(input::text).transpose()?.unwrap_or_default();
    let attachments = attach.open()?;
    let code = input::code(code_file.as_deref())?;
    let api = context.api(&link.server)?;
    let more = More { adviser: adviser.as_deref(), text: &text, attachments: &attachments };
    let sent = melder::follow_up(&api, &link, &code, &more, context.today, &OnTerminal)?;
    if sent.after_another {
        say("Another device wrote with this code at the same time; yours came after it.");
    }
    let receipt = sent.receipt;
    if context.json {
        output::print_json(&json!({ "advisers": receipt.advisers, "letters": receipt.letters }))?;
    } else {
        say(&format!("Sent to {}.", shown(&receipt.advisers.join(", "))));
    }
    attachment::send(&api, &link, &receipt.uploads, &attachments)
}

pub fn withdraw(context: &Context, arguments: Read) -> Result<(), Failure> {
    let code = input::code(arguments.code_file.as_deref())?;
    input::confirm(
        "Your advisers are told that you withdraw, and your letters, their replies and your notes are deleted from the \
         server. What an adviser has already read, they may remember. This can't be undone.",
    )?;
    let api = context.api(&arguments.link.server)?;
    let receipt = melder::withdraw(&api, &arguments.link, &code, context.today, &OnTerminal)?;
    if context.json {
        return output::print_json(&json!({ "told": receipt.advisers }));
    }
    let told =
        if receipt.advisers.is_empty() { "nobody".into() } else { shown(&receipt.advisers.join(", ")) };
    say(&format!("Withdrawn; told: {told}. The code opens nothing any more."));
    Ok(())
}

pub fn cover(context: &Context, arguments: Cover) -> Result<(), Failure> {
    let Cover { link, count } = arguments;
    let api = context.api(&link.server)?;
    let posted = melder::cover(&api, &link, count.into(), context.today, &OnTerminal)?;
    if context.json {
        return output::print_json(&json!({ "posted": posted }));
    }
    say(&format!("{posted} letters to nobody."));
    Ok(())
}

fn thread_text(thread: &ThreadView) -> String {
    let name = shown(&thread.name);
    let mut text = vec![name.clone(), "=".repeat(name.chars().count())];
    let mut state = Vec::new();
    if let Some(day) = thread.last_looked {
        state.push(format!("Your adviser last looked on {day}"));
    }
    if let Some(received) = thread.received {
        state.push(format!("has received {received} of your {} letters", thread.own_written));
    }
    if let Some(written) = thread.written {
        state.push(format!("has written {written}"));
    }
    if !state.is_empty() {
        text.push(format!("{}.", state.join(", ")));
    }
    if let Some(day) = thread.absent_until {
        text.push(format!("Away until {day}."));
    }
    text.extend(thread.warnings.iter().map(|warning| format!("! {warning}.")));
    for line in &thread.letters {
        let (writer, words) = match &line.words {
            Words::Own(own) => ("You", own_words(own)),
            Words::Theirs(body) => (name.as_str(), words_of(body)),
        };
        let incomplete = |pieces: Pieces| attachment::incomplete(pieces.missing, pieces.of);
        let words = format!("{words}{}", line.pieces.map(incomplete).unwrap_or_default());
        text.push(format!("\n{}  {writer}\n{}", line.day, indented(&words)));
    }
    if let Some(other) = &thread.asks_for {
        let other = shown(other);
        text.push(format!(
            "\nYour adviser asks you to go on with {other}. You decide: 'fluister handover --adviser' writes to {other}; \
             nothing is passed on without you."
        ));
    }
    text.push(String::new());
    text.join("\n")
}

#[derive(Serialize)]
struct JsonLetter<'a> {
    from: &'a str,
    n: u32,
    day: String,
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing_pieces: Option<u32>,
}

fn json_letter(line: &Line) -> JsonLetter<'_> {
    let day = line.day.to_string();
    let missing_pieces = line.pieces.map(|pieces| pieces.missing);
    match &line.words {
        Words::Own(own) => JsonLetter {
            from: "melder",
            n: line.n,
            day,
            kind: &own.kind,
            text: own.text.clone(),
            content: None,
            missing_pieces,
        },
        Words::Theirs(body) => JsonLetter {
            from: "adviser",
            n: line.n,
            day,
            kind: body.kind(),
            text: Some(words_of(body)),
            content: Some(fields_of(body)),
            missing_pieces,
        },
    }
}

fn as_json(conversation: &Conversation) -> Value {
    let threads: Vec<_> = conversation
        .threads
        .iter()
        .map(|thread| {
            let warnings: Vec<_> = thread
                .warnings
                .iter()
                .map(|warning| json!({ "name": warning.name(), "text": warning.to_string() }))
                .collect();
            json!({
                "adviser": { "id": thread.adviser, "name": thread.name, "listed": thread.listed,
                    "reachable": thread.reachable, "absent_until": thread.absent_until },
                "last_looked": thread.last_looked,
                "asks_for": thread.asks_for,
                "your_letters": thread.own_written,
                "received": thread.received,
                "written": thread.written,
                "read": thread.seen,
                "letters": thread.letters.iter().map(json_letter).collect::<Vec<_>>(),
                "warnings": warnings,
            })
        })
        .collect();
    json!({
        "threads": threads,
        "kept_since": conversation.kept_since,
        "replies_only": conversation.replies_only,
    })
}
