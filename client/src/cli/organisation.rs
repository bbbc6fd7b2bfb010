//! What the administrator's commands print.

use std::path::Path;

use fluister_client::organisation::{self, Change, Founding};
use fluister_client::words::words;
use fluister_client::{Error, key_file, trust};
use fluister_protocol::directory::{Adviser, Directory, Policy, Position, Track};
use fluister_protocol::keys::OrganisationSecret;
use fluister_protocol::signed::{Signed, Verified};
use serde_json::json;

use super::arguments::{Appoint, Dismiss, OrganisationCreate, Show, Signing, tracks};
use super::context::Context;
use super::failure::Failure;
use super::input;
use super::output::{self, say, shown};

pub fn create(context: &Context, arguments: OrganisationCreate) -> Result<(), Failure> {
    input::one_dash(&[Some(&arguments.admission_file), arguments.passphrase_file.as_deref()])?;
    let admission = input::admission(&arguments.admission_file)?;
    let passphrase = match input::given_passphrase(arguments.passphrase_file.as_deref())? {
        Some(passphrase) => Some(passphrase),
        None => input::new_passphrase(&arguments.key_file)?,
    };
    let languages =
        if arguments.language.is_empty() { vec!["nl".into(), "en".into()] } else { arguments.language };
    let policy = Policy {
        tracks: tracks(&arguments.track),
        shelf_life_days: arguments.shelf_life,
        ..Policy::default()
    };
    let founding = Founding { slug: arguments.slug, name: arguments.name, languages, policy };
    let api = context.api(&arguments.server)?;
    let passphrase = passphrase.as_ref().map(|text| text.as_str());
    let link =
        organisation::create(&api, &founding, &admission, &arguments.key_file, passphrase, context.today)?;
    let organisation = link.pin.organisation;
    if context.json {
        let words = words(organisation);
        output::print_json(
            &json!({ "link": link.to_string(), "organisation": organisation, "words": words }),
        )?;
    } else {
        output::print(&link.to_string())?;
    }
    say(
        "This is the link for melders. Its last part, after #, is what they can trust you by: give it out whole.",
    );
    say(&format!("In words, for who has no whole link: {}", words(organisation)));
    if passphrase.is_none() {
        say(&format!(
            "{} is NOT encrypted: whoever reads it appoints advisers.",
            arguments.key_file.display()
        ));
    }
    let successor = organisation::successor_path(&arguments.key_file);
    say(&format!("Move {} into the safe now: it is the key after this one.", successor.display()));
    Ok(())
}

pub fn appoint(context: &Context, arguments: Appoint) -> Result<(), Failure> {
    let path = &arguments.request;
    let bytes = std::fs::read(path).map_err(|error| Error::File { path: path.clone(), error })?;
    let request: Signed = serde_json::from_slice(&bytes).map_err(|_| Error::NotARequest(path.clone()))?;
    let request = Box::new(request);
    let change = match arguments.replace {
        Some(former) => Change::Replace { former, request },
        None => Change::Appoint(request),
    };
    publish(context, &arguments.signing, &change)
}

pub fn dismiss(context: &Context, arguments: Dismiss) -> Result<(), Failure> {
    publish(context, &arguments.signing, &Change::Dismiss(arguments.adviser))
}

pub fn renew(context: &Context, arguments: Signing) -> Result<(), Failure> {
    publish(context, &arguments, &Change::Renew)
}

pub fn show(context: &Context, arguments: Show) -> Result<(), Failure> {
    let api = context.api(&arguments.link.server)?;
    let organisation = trust::organisation(&api, &arguments.link.slug, &arguments.link.pin, context.today)?;
    for (name, why) in organisation.all_set_aside() {
        say(&format!("! {} cannot be written to now: {why}.", shown(&name)));
    }
    print_directory(context, &organisation.directory)
}

fn publish(context: &Context, signing: &Signing, change: &Change) -> Result<(), Failure> {
    let root = open_key(&signing.key_file, signing.passphrase_file.as_deref())?;
    let api = context.api(&signing.link.server)?;
    let directory = organisation::publish(&api, &signing.link, &root, change, context.today)?;
    print_directory(context, &directory)
}

fn open_key(path: &Path, passphrase_file: Option<&Path>) -> Result<OrganisationSecret, Failure> {
    if !key_file::is_encrypted(path)? {
        return Ok(key_file::open(path, None)?);
    }
    let passphrase = input::passphrase(passphrase_file, path)?;
    Ok(key_file::open(path, Some(&passphrase))?)
}

/// Position, tracks, languages, absence: what a melder chooses by.
fn about(adviser: &Adviser) -> String {
    let position = match adviser.position {
        Position::Internal => "internal",
        Position::External => "external",
    };
    let track = |track: &Track| match track {
        Track::Conduct => "conduct",
        Track::Integrity => "integrity",
    };
    let tracks: Vec<_> = adviser.tracks.iter().map(track).collect();
    let mut parts = vec![position.to_owned(), tracks.join(" and ")];
    if !adviser.languages.is_empty() {
        parts.push(format!("speaks {}", adviser.languages.join(", ")));
    }
    parts.extend(adviser.absent_until.map(|day| format!("away until {day}")));
    parts.join("; ")
}

fn print_directory(context: &Context, directory: &Verified<Directory>) -> Result<(), Failure> {
    if context.json {
        let words = words(directory.organisation);
        return output::print_json(
            &json!({ "hash": directory.hash(), "words": words, "directory": **directory }),
        );
    }
    let mut text = vec![
        shown(&directory.name),
        format!("Directory {}, {} to {}.", directory.serial, directory.issued, directory.expires),
        format!("Letters are kept for {} days.", directory.policy.shelf_life_days),
        format!("Its fingerprint in words: {}", words(directory.organisation)),
    ];
    if directory.advisers.is_empty() {
        text.push("No advisers yet.".into());
    }
    for adviser in &directory.advisers {
        text.push(format!("\n{}  ({})", shown(&adviser.name), adviser.id()));
        text.push(format!("  {}", about(adviser)));
        text.extend(adviser.about.iter().map(|(language, words)| format!("  {language}: {}", shown(words))));
    }
    output::print(&text.join("\n"))
}
