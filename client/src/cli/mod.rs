//! The command line: arguments in, library calls, words out.

mod adviser;
mod arguments;
mod attachment;
mod context;
mod devices;
mod failure;
mod handover;
mod input;
mod letter;
mod melder;
mod organisation;
mod output;
mod unlock;

pub use arguments::Arguments;

use std::process::ExitCode;

use arguments::{AdviserCommand, Command, OrganisationCommand};
use context::{Context, today};
use failure::Failure;

/// Runs one command, and says on stderr why it failed.
pub fn run(arguments: Arguments) -> ExitCode {
    match dispatch(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::say(&failure.text());
            failure.exit_code()
        }
    }
}

fn dispatch(arguments: Arguments) -> Result<(), Failure> {
    let Arguments { command, json, proxy } = arguments;
    let context = Context { json, proxy, today: today() };
    match command {
        Command::Report(report) => melder::report(&context, report),
        Command::Read(read) => melder::read(&context, read),
        Command::FollowUp(follow_up) => melder::follow_up(&context, follow_up),
        Command::Handover(handover) => handover::hand_over(&context, handover),
        Command::Withdraw(withdraw) => melder::withdraw(&context, withdraw),
        Command::Upload(upload) => attachment::upload(&context, upload),
        Command::Attachment(fetched) => attachment::attachment(&context, fetched),
        Command::Cover(cover) => melder::cover(&context, cover),
        Command::Inbox(inbox) => adviser::inbox(&context, inbox),
        Command::Reply(reply) => adviser::reply(&context, reply),
        Command::Consult(consult) => adviser::consult(&context, consult),
        Command::Note(note) => adviser::note(&context, note),
        Command::Adviser(AdviserCommand::Create(create)) => adviser::create(&context, *create),
        Command::Adviser(AdviserCommand::PublishKeys(publish)) => adviser::publish_keys(&context, publish),
        Command::Adviser(AdviserCommand::AddDevice(add)) => devices::add(&context, add),
        Command::Adviser(AdviserCommand::Rotate(unlock)) => devices::rotate(&context, unlock),
        Command::Adviser(AdviserCommand::ChangePassphrase(change)) => {
            devices::change_passphrase(&context, change)
        }
        Command::Adviser(AdviserCommand::RevokeDevices(revoke)) => devices::revoke(&context, revoke),
        Command::Organisation(OrganisationCommand::Create(create)) => organisation::create(&context, create),
        Command::Organisation(OrganisationCommand::Appoint(appoint)) => {
            organisation::appoint(&context, appoint)
        }
        Command::Organisation(OrganisationCommand::Dismiss(dismiss)) => {
            organisation::dismiss(&context, dismiss)
        }
        Command::Organisation(OrganisationCommand::Renew(renew)) => organisation::renew(&context, renew),
        Command::Organisation(OrganisationCommand::Show(show)) => organisation::show(&context, show),
    }
}
