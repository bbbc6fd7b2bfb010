//! What the commands for an adviser's devices print.

use fluister_client::adviser::{self, State};
use fluister_client::vault::Vault;
use fluister_client::{Error, passphrase};
use fluister_protocol::code::KeyCode;
use fluister_protocol::random;
use fluister_protocol::signed::Signed;
use serde_json::json;

use super::adviser::write_request;
use super::arguments::{AddDevice, ChangePassphrase, RevokeDevices, Unlock};
use super::context::Context;
use super::failure::Failure;
use super::input;
use super::output::{self, OnTerminal, say};
use super::unlock::open;

pub fn add(context: &Context, arguments: AddDevice) -> Result<(), Failure> {
    let AddDevice { link, vault: path, key_code_file, passphrase_file } = arguments;
    input::one_dash(&[key_code_file.as_deref(), passphrase_file.as_deref()])?;
    let key_code = input::key_code(key_code_file.as_deref())?;
    let passphrase = input::passphrase(passphrase_file.as_deref(), &path)?;
    let api = context.api(&link.server)?;
    let vault = adviser::add_device(&api, &path, &passphrase, key_code)?;
    if vault.state.link()?.pin.organisation != link.pin.organisation {
        drop(vault);
        std::fs::remove_file(&path).map_err(|error| Error::File { path, error })?;
        return Err(Error::OtherOrganisation.into());
    }
    let threads = vault.state.threads.len();
    if context.json {
        return output::print_json(&json!({ "threads": threads }));
    }
    say(&format!("This device has the vault now, with {threads} threads. Next: fluister inbox"));
    Ok(())
}

pub fn rotate(context: &Context, unlock: Unlock) -> Result<(), Failure> {
    let mut vault = open(&unlock)?;
    let api = context.api(&vault.state.link()?.server)?;
    adviser::rotate(&api, &mut vault, context.today, &OnTerminal)?;
    say("The vault has new keys. Your other devices follow by themselves.");
    Ok(())
}

pub fn change_passphrase(context: &Context, arguments: ChangePassphrase) -> Result<(), Failure> {
    let ChangePassphrase { unlock, new_passphrase_file } = arguments;
    input::one_dash(&[unlock.passphrase_file.as_deref(), new_passphrase_file.as_deref()])?;
    let mut vault = open(&unlock)?;
    let given = new_passphrase_file.as_deref().map(|path| input::passphrase(Some(path), path)).transpose()?;
    let made = given.is_none();
    let new = given.unwrap_or_else(|| passphrase::generate(&mut random::system()));
    let api = context.api(&vault.state.link()?.server)?;
    adviser::change_passphrase(&api, &mut vault, &new, context.today, &OnTerminal)?;
    if context.json {
        return output::print_json(&json!({ "passphrase": made.then(|| new.to_string()) }));
    }
    if made {
        output::print(&format!("Passphrase: {}", *new))?;
        say("It is shown once. Nobody can reset it.");
    }
    say("Your other devices keep the old passphrase, and must be added anew: fluister adviser add-device");
    Ok(())
}

pub fn revoke(context: &Context, arguments: RevokeDevices) -> Result<(), Failure> {
    let RevokeDevices { unlock, request } = arguments;
    if request.exists() {
        return Err(Error::Exists(request).into());
    }
    let passphrase = input::passphrase(unlock.passphrase_file.as_deref(), &unlock.vault)?;
    let mut vault = Vault::<State>::open(&unlock.vault, &passphrase)?;
    input::confirm("All other devices are shut out, and the administrator must appoint you anew.")?;
    let api = context.api(&vault.state.link()?.server)?;
    let former = vault.state.identity().public().adviser();
    let key_code = KeyCode::generate(&mut random::system());
    let code = key_code.reveal();
    // before it counts: without the code no other device could ever be added
    if context.json {
        output::print_json(&json!({ "key_code": *code, "former": former }))?;
    } else {
        output::print(&format!("Key code:   {}", *code))?;
        say("It is shown once: print it and put it in the safe in the old one's place.");
    }
    let keep = |signed: &Signed| write_request(&request, signed);
    let revoked =
        adviser::revoke_devices(&api, &mut vault, &passphrase, key_code, keep, context.today, &OnTerminal);
    match revoked {
        Ok(()) => {}
        Err(error @ Error::Unreachable(_)) => {
            say(
                "It is not certain whether the new key code counts. Where 'fluister inbox' says that there is no vault, it",
            );
            say("does: add this device anew with it, and hand the request to the administrator.");
            return Err(error.into());
        }
        Err(error) => {
            say("Nothing has changed: the old key code still counts.");
            return Err(error.into());
        }
    }
    say(&format!(
        "Hand {} to the administrator: fluister organisation appoint --replace {former} --request {} …",
        request.display(),
        request.display()
    ));
    Ok(())
}
