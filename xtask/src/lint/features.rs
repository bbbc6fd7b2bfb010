//! The server is built without what opens letters: by its features, not by promise.

use super::verdict::Verdict;
use crate::failure::Failure;
use crate::shell::Shell;

/// Packages that only one who seals or opens needs.
const SEALING: &[&str] =
    &["argon2", "chacha20poly1305", "fluister-client", "hpke", "ml-kem", "x-wing", "x25519-dalek"];

/// As cargo's tree has it.
pub fn server_cannot_open_letters(shell: &Shell) -> Result<Verdict, Failure> {
    let tree = "tree -p fluister-server -e normal,build,features --prefix none --no-dedupe --quiet";
    Ok(judge(&shell.output(&mut shell.cargo(tree))?))
}

fn judge(tree: &str) -> Verdict {
    if !tree.lines().any(|line| line.starts_with("fluister-protocol ")) {
        return Verdict::Broken(
            "the server's tree has no fluister-protocol: this rule no longer sees anything".into(),
        );
    }
    let mut findings: Vec<String> = tree.lines().filter(|line| seals(line)).map(str::to_owned).collect();
    findings.sort();
    findings.dedup();
    Verdict::of(
        findings,
        "the server must be built without these; see `cargo tree -p fluister-server -e features -i NAME`",
    )
}

fn seals(line: &str) -> bool {
    let name = line.split_whitespace().next().unwrap_or_default();
    SEALING.contains(&name)
        || line.starts_with("fluister-protocol feature \"seal\"")
        || line.starts_with("fluister-protocol feature \"default\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str =
        "fluister-server v0.1.0 (/here)\nfluister-protocol v0.1.0 (/here)\nsha2 feature \"zeroize\"\n";

    #[test]
    fn a_tree_without_sealing_holds() {
        assert!(matches!(judge(GOOD), Verdict::Holds));
    }

    #[test]
    fn the_feature_and_the_packages_are_found() {
        for line in ["fluister-protocol feature \"seal\"", "hpke v0.15.1", "argon2 feature \"alloc\""] {
            let Verdict::Broken(what) = judge(&format!("{GOOD}{line}\n")) else {
                panic!("{line} was let through")
            };
            assert!(what.contains(line), "{what}");
        }
    }

    #[test]
    fn an_empty_tree_is_no_proof() {
        assert!(matches!(judge(""), Verdict::Broken(_)));
    }
}
