//! What `--help` says is part of what people rely on: a change shows in a diff.

use fluister_tests::command::Desk;

#[test]
fn help_says_what_it_said() {
    let desk = Desk::default();
    let commands: [&[&str]; 23] = [
        &[],
        &["report"],
        &["read"],
        &["follow-up"],
        &["handover"],
        &["withdraw"],
        &["upload"],
        &["attachment"],
        &["inbox"],
        &["reply"],
        &["consult"],
        &["note"],
        &["adviser", "create"],
        &["adviser", "publish-keys"],
        &["adviser", "add-device"],
        &["adviser", "rotate"],
        &["adviser", "change-passphrase"],
        &["adviser", "revoke-devices"],
        &["organisation", "create"],
        &["organisation", "appoint"],
        &["organisation", "dismiss"],
        &["organisation", "renew"],
        &["cover"],
    ];
    for command in commands {
        let help = desk.run(&[command, &["--help"]].concat()).done().stdout;
        let name = if command.is_empty() { "fluister".to_owned() } else { command.join("-") };
        insta::assert_snapshot!(name, help);
    }
}
