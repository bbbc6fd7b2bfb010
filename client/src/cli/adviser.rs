//! What the adviser's commands print.

use std::path::Path;

use fluister_client::Error;
use fluister_client::adviser::{
    self, Answer, ColleagueLetter, Letter, MissingPieces, PrivateNote, Profile, State, Thread, ThreadName,
    Writer,
};
use fluister_client::passphrase;
use fluister_client::set_aside::SetAside;
use fluister_client::vault::Vault;
use fluister_protocol::code::KeyCode;
use fluister_protocol::content::Body;
use fluister_protocol::random;
use fluister_protocol::signed::Signed;
use serde_json::{Value, json};

use super::arguments::{AdviserCreate, Consult, Inbox, Note, Reply, Unlock, position, tracks};
use super::attachment;
use super::context::Context;
use super::failure::Failure;
use super::input;
use super::letter::{self, fields_of, words_of};
use super::output::{self, OnTerminal, indented, say};
use super::unlock::open;

pub fn create(context: &Context, arguments: AdviserCreate) -> Result<(), Failure> {
    let given = input::given_passphrase(arguments.passphrase_file.as_deref())?;
    let made = given.is_none();
    let passphrase = given.unwrap_or_else(|| passphrase::generate(&mut random::system()));
    if arguments.request.exists() {
        return Err(Error::Exists(arguments.request).into());
    }
    let profile = Profile {
        name: arguments.name,
        position: position(arguments.external),
        tracks: tracks(&arguments.track),
        languages: arguments.language,
        about: arguments.about.into_iter().collect(),
    };
    let key_code = KeyCode::generate(&mut random::system());
    let code = key_code.reveal();
    let (vault, request) =
        adviser::create(&arguments.vault, &arguments.link, profile, &passphrase, key_code)?;
    write_request(&arguments.request, &request)?;
    let adviser = vault.state.identity().public().adviser();
    if context.json {
        let passphrase = made.then(|| passphrase.to_string());
        return output::print_json(
            &json!({ "adviser": adviser, "passphrase": passphrase, "key_code": *code }),
        );
    }
    if made {
        output::print(&format!("Passphrase: {}", *passphrase))?;
    }
    output::print(&format!("Key code:   {}", *code))?;
    say("These are shown once. Learn the passphrase; print the key code and put it in the safe.");
    say("Without the passphrase nobody opens this vault, and nobody can reset it.");
    say(&format!(
        "Hand {} to the administrator; then: fluister adviser publish-keys",
        arguments.request.display()
    ));
    Ok(())
}

/// Writes a request to be appointed.
pub fn write_request(path: &Path, request: &Signed) -> Result<(), Error> {
    let bytes = serde_json::to_vec_pretty(request).map_err(|_| Error::Encoding)?;
    std::fs::write(path, bytes).map_err(|error| Error::File { path: path.into(), error })
}

pub fn publish_keys(context: &Context, unlock: Unlock) -> Result<(), Failure> {
    let mut vault = open(&unlock)?;
    let api = context.api(&vault.state.link()?.server)?;
    let news = adviser::sync(&api, &mut vault, context.today, &OnTerminal)?;
    if context.json {
        return output::print_json(
            &json!({ "published": news.keys_published, "new_letters": news.new_letters }),
        );
    }
    say(if news.keys_published {
        "Keys published for these four weeks and the next eight. Melders can write to you."
    } else {
        "The keys that are published are still good."
    });
    if news.new_letters > 0 {
        say(&format!("{} new letters: fluister inbox", news.new_letters));
    }
    Ok(())
}

pub fn inbox(context: &Context, arguments: Inbox) -> Result<(), Failure> {
    let mut vault = open(&arguments.unlock)?;
    let api = context.api(&vault.state.link()?.server)?;
    let synced = adviser::sync(&api, &mut vault, context.today, &OnTerminal);
    let withdrawn = match &synced {
        Ok(news) => news.withdrawn.clone(),
        Err(_) => Vec::new(),
    };
    let set_aside = match &synced {
        Ok(news) => news.set_aside.clone(),
        Err(_) => Vec::new(),
    };
    let missing = match &synced {
        Ok(_) => adviser::missing_pieces(&api, &vault.state, arguments.all)?,
        Err(_) => MissingPieces::new(),
    };
    if context.json {
        output::print_json(&as_json(&vault.state, &withdrawn, &missing, &set_aside))?;
    } else {
        for (name, why) in &set_aside {
            say(&format!("! {} cannot be written to now: {why}.", output::shown(name)));
        }
        for name in &withdrawn {
            output::print(&format!(
                "{}: the melder has withdrawn; the letters are deleted.\n",
                name.short()
            ))?;
        }
        let threads = vault.state.threads.iter();
        for (name, thread) in threads {
            output::print(&thread_text(name, thread, arguments.all, &missing))?;
        }
        if vault.state.threads.is_empty() && withdrawn.is_empty() && synced.is_ok() {
            output::print("Nothing has come.")?;
        }
        let colleagues = vault.state.colleagues.iter();
        let shown: Vec<_> = colleagues.filter(|letter| arguments.all || letter.new).collect();
        if !shown.is_empty() {
            output::print("Between advisers\n================\n")?;
        }
        for letter in shown {
            output::print(&colleague_text(letter))?;
        }
        for letter in &vault.state.unreadable {
            say(&format!("A letter of {} cannot be read ({}); it is kept.", letter.day, letter.reason));
        }
    }
    vault.state.mark_shown();
    vault.save()?;
    match synced {
        Ok(_) => attachment::send_waiting(&api, &mut vault),
        // what the vault holds has been shown all the same
        Err(error) => Err(error.into()),
    }
}

pub fn reply(context: &Context, arguments: Reply) -> Result<(), Failure> {
    input::one_dash(&[arguments.unlock.passphrase_file.as_deref(), arguments.text_file.as_deref()])?;
    let text = arguments.text_file.as_deref().map(input::text).transpose()?.unwrap_or_default();
    let attachments = arguments.attach.open()?;
    let mut vault = open(&arguments.unlock)?;
    let api = context.api(&vault.state.link()?.server)?;
    let (thread, today) = (&arguments.thread, context.today);
    let sent = match &arguments.hand_over_to {
        None => {
            let answer = Answer { thread, text: &text, attachments: &attachments };
            adviser::reply_with(&api, &mut vault, &answer, today, &OnTerminal)
        }
        Some(successor) => {
            adviser::ask_for_handover(&api, &mut vault, thread, successor, &text, today, &OnTerminal)
        }
    };
    written(context, &vault, sent)?;
    attachment::send_waiting(&api, &mut vault)
}

pub fn consult(context: &Context, arguments: Consult) -> Result<(), Failure> {
    input::one_dash(&[arguments.unlock.passphrase_file.as_deref(), Some(&arguments.text_file)])?;
    let text = input::text(&arguments.text_file)?;
    let mut vault = open(&arguments.unlock)?;
    let api = context.api(&vault.state.link()?.server)?;
    let sent = adviser::consult(&api, &mut vault, &arguments.adviser, &text, context.today, &OnTerminal);
    written(context, &vault, sent)
}

/// Says how writing went. What could not be sent is in the vault.
fn written(context: &Context, vault: &Vault<State>, sent: Result<usize, Error>) -> Result<(), Failure> {
    let waiting = vault.state.drafts.len();
    match sent {
        Ok(letters) if context.json => output::print_json(&json!({ "letters": letters, "waiting": waiting })),
        Ok(_) => {
            say(if waiting == 0 {
                "Sent."
            } else {
                "Not everything could be sent now. The rest is kept in the vault, and goes out with a later 'fluister inbox'."
            });
            Ok(())
        }
        Err(error) => {
            let is_sealed = vault.state.is_sending();
            if waiting > 0 || (is_sealed && matches!(error, Error::Unreachable(_) | Error::Refused(_))) {
                say("What you wrote is kept in the vault; it goes out with the next 'fluister inbox'.");
            }
            Err(error.into())
        }
    }
}

pub fn note(context: &Context, arguments: Note) -> Result<(), Failure> {
    input::one_dash(&[arguments.unlock.passphrase_file.as_deref(), Some(&arguments.text_file)])?;
    let text = input::text(&arguments.text_file)?;
    let mut vault = open(&arguments.unlock)?;
    vault.state.note(&arguments.thread, &text, context.today)?;
    vault.save()?;
    say("Noted on this device. Your other devices get it with the next 'fluister inbox'.");
    Ok(())
}

fn colleague_text(letter: &ColleagueLetter) -> String {
    let name = output::shown(&letter.name);
    let who = if letter.own { format!("You to {name}") } else { format!("{name} to you") };
    let new = if letter.new { "  new" } else { "" };
    format!("{}  {who}{new}\n{}\n", letter.day, indented(&words_of(&letter.content.body)))
}

fn thread_text(name: &ThreadName, thread: &Thread, all: bool, missing: &MissingPieces) -> String {
    let title = format!("Thread {}", name.short());
    let mut text = vec![title.clone(), "=".repeat(title.len())];
    if let Some(first) = thread.letters.first()
        && let Body::Report(report) = &first.content.body
    {
        let track = match report.track {
            Some(track) => letter::track(track),
            None => "the melder doesn't know, or only wants to talk",
        };
        text.push(format!("Track: {track}. Since {}.", first.day));
        if !report.categories.is_empty() {
            text.push(format!("About: {}.", output::shown(&report.categories.join(", "))));
        }
        if let Some(wants) = &report.wants {
            text.push(format!("The melder hopes for:\n{}", indented(wants)));
        }
        if let Some(language) = &report.language {
            text.push(format!("To be answered in: {}.", output::shown(language)));
        }
    }
    let gaps = thread.missing();
    if !gaps.is_empty() {
        let list: Vec<_> = gaps.iter().map(u32::to_string).collect();
        text.push(format!(
            "! Missing letters of the melder: {}. The server may be withholding them.",
            list.join(", ")
        ));
    }
    if thread.written > 0 {
        text.push(format!(
            "The melder has read {} of your {} letters.",
            thread.read_by_melder(),
            thread.written
        ));
    }
    let shown: Vec<_> = thread.letters.iter().filter(|letter| all || letter.new).collect();
    if shown.len() < thread.letters.len() {
        text.push(format!("{} earlier letters (--all shows them).", thread.letters.len() - shown.len()));
    }
    text.extend(shown.into_iter().map(|letter| letter_text(letter, pieces_of(name, letter, missing))));
    if thread.notes.len() > 1 {
        text.push(
            "\n! Two devices noted something at the same time. Both are kept; 'fluister note' puts one in their place."
                .into(),
        );
    }
    let note = |note: &PrivateNote| format!("\n{}  Your note\n{}", note.day, indented(&note.text));
    text.extend(thread.notes.iter().map(note));
    text.push(String::new());
    text.join("\n")
}

fn pieces_of(name: &ThreadName, letter: &Letter, missing: &MissingPieces) -> Option<(u32, u32)> {
    let theirs = letter.writer == Writer::Melder;
    missing.get(&(name.clone(), letter.content.n)).copied().filter(|_| theirs)
}

fn letter_text(letter: &Letter, pieces: Option<(u32, u32)>) -> String {
    let writer = match letter.writer {
        Writer::Melder => "Melder",
        Writer::Adviser => "You",
    };
    let new = if letter.new { "  new" } else { "" };
    let oddity = letter.oddity.map(|oddity| format!("\n! {oddity}.")).unwrap_or_default();
    let incomplete = pieces.map(|(missing, of)| attachment::incomplete(missing, of)).unwrap_or_default();
    let words = format!("{}{incomplete}", words_of(&letter.content.body));
    format!("\n{}  {writer}{new}{oddity}\n{}", letter.day, indented(&words))
}

fn as_json(
    state: &State,
    withdrawn: &[ThreadName],
    missing: &MissingPieces,
    set_aside: &[(String, SetAside)],
) -> Value {
    let letter = |name: &ThreadName, letter: &Letter| {
        json!({
            "missing_pieces": pieces_of(name, letter, missing).map(|(missing, _)| missing),
            "from": letter.writer,
            "n": letter.content.n,
            "day": letter.day,
            "new": letter.new,
            "oddity": letter.oddity,
            "kind": letter.content.body.kind(),
            "text": words_of(&letter.content.body),
            "content": fields_of(&letter.content.body),
        })
    };
    let thread = |(name, thread): (&ThreadName, &Thread)| {
        json!({
            "thread": name,
            "letters": thread.letters.iter().map(|one| letter(name, one)).collect::<Vec<_>>(),
            "missing": thread.missing(),
            "notes": thread.notes,
            "written": thread.written,
            "read_by_melder": thread.read_by_melder(),
        })
    };
    let colleague = |letter: &ColleagueLetter| {
        json!({
            "adviser": { "id": letter.adviser, "name": letter.name },
            "from": if letter.own { "you" } else { "adviser" },
            "day": letter.day,
            "new": letter.new,
            "kind": letter.content.body.kind(),
            "text": words_of(&letter.content.body),
        })
    };
    let unreadable = |letter: &adviser::Unreadable| json!({ "day": letter.day, "reason": letter.reason });
    json!({
        "threads": state.threads.iter().map(thread).collect::<Vec<_>>(),
        "withdrawn": withdrawn,
        "between_advisers": state.colleagues.iter().map(colleague).collect::<Vec<_>>(),
        "waiting": state.drafts.len(),
        "set_aside": set_aside.iter().map(|(name, why)| json!({ "name": name, "why": why.to_string() })).collect::<Vec<_>>(),
        "unreadable": state.unreadable.iter().map(unreadable).collect::<Vec<_>>(),
    })
}
