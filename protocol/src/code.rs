//! The retrieval code, which is all that a melder keeps, and the adviser's key code, which looks the same.
//!
//! 14 random bytes and a check byte, 120 bits, as 24 characters of Crockford's base32 in six groups of four.

use std::sync::LazyLock;

use data_encoding::{Encoding, Specification};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::label::Label;
use crate::random::{self, CryptoRng};

/// Random bytes in a code: 112 bits.
pub const ENTROPY: usize = 14;
/// Characters of a code, without the dashes between its groups.
pub const CHARACTERS: usize = 24;
const GROUP: usize = 4;

/// Why what was typed is not a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Not 24 characters.
    #[error("a code has 24 characters; this has {0}")]
    Length(usize),
    /// A character that no code contains: U, or anything but letters and digits.
    #[error("character {0} cannot stand in a code")]
    Character(usize),
    /// The check byte does not fit: something was mistyped.
    #[error("a character of this code is wrong")]
    Check,
}

impl CodeError {
    /// A stable name, used by the vectors.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Length(_) => "code-length",
            Self::Character(_) => "code-character",
            Self::Check => "code-check",
        }
    }
}

static CROCKFORD: LazyLock<Encoding> = LazyLock::new(|| {
    let mut spec = Specification::new();
    spec.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    spec.translate.from.push_str("abcdefghjkmnpqrstvwxyzIiLlOo");
    spec.translate.to.push_str("ABCDEFGHJKMNPQRSTVWXYZ111100");
    #[expect(clippy::expect_used, reason = "a constant; every test of this file uses it")]
    spec.encoding().expect("32 symbols")
});

fn check_byte(entropy: &[u8; ENTROPY]) -> u8 {
    let [first, ..] = Label::Code.hash(&[entropy]);
    first
}

fn format(entropy: &[u8; ENTROPY]) -> Zeroizing<String> {
    let mut bytes = Zeroizing::new([0; ENTROPY + 1]);
    let (head, tail) = bytes.split_at_mut(ENTROPY);
    head.copy_from_slice(entropy);
    tail.fill(check_byte(entropy));
    let plain = Zeroizing::new(CROCKFORD.encode(bytes.as_slice()));
    let mut text = Zeroizing::new(String::with_capacity(CHARACTERS + CHARACTERS / GROUP));
    for (at, character) in plain.chars().enumerate() {
        if at > 0 && at % GROUP == 0 {
            text.push('-');
        }
        text.push(character);
    }
    text
}

fn parse(typed: &str) -> Result<Zeroizing<[u8; ENTROPY]>, CodeError> {
    let between = |c: &char| c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    // ASCII only from here on, so that a character is a byte
    let mut plain = Zeroizing::new(String::with_capacity(typed.len()));
    for character in typed.chars().filter(|c| !between(c)) {
        if !character.is_ascii_alphanumeric() || character.eq_ignore_ascii_case(&'u') {
            return Err(CodeError::Character(plain.len() + 1));
        }
        plain.push(character);
    }
    if plain.len() != CHARACTERS {
        return Err(CodeError::Length(plain.len()));
    }
    let bytes = Zeroizing::new(
        CROCKFORD.decode(plain.as_bytes()).map_err(|error| CodeError::Character(error.position + 1))?,
    );
    let (entropy, check) = bytes.split_first_chunk::<ENTROPY>().ok_or(CodeError::Length(plain.len()))?;
    if check == [check_byte(entropy)] { Ok(Zeroizing::new(*entropy)) } else { Err(CodeError::Check) }
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Zeroize, ZeroizeOnDrop)]
        pub struct $name([u8; ENTROPY]);

        impl $name {
            /// A fresh code.
            pub fn generate(rng: &mut impl CryptoRng) -> Self {
                Self(random::bytes(rng))
            }

            /// From its 14 bytes.
            pub const fn from_entropy(entropy: [u8; ENTROPY]) -> Self {
                Self(entropy)
            }

            /// Reads what a person typed: case, spaces and dashes do not matter, I and L are 1, O is 0.
            ///
            /// # Errors
            /// [`CodeError`].
            pub fn parse(typed: &str) -> Result<Self, CodeError> {
                parse(typed).map(|entropy| Self(*entropy))
            }

            /// Six groups of four, to be shown once. Wiped when dropped.
            pub fn reveal(&self) -> Zeroizing<String> {
                format(&self.0)
            }

            /// The 14 bytes, for derivation.
            pub const fn expose(&self) -> &[u8; ENTROPY] {
                &self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

code!(
    /// What a melder keeps. Everything of theirs is derived from it; it never leaves the client.
    RetrievalCode
);
code!(
    /// What an adviser's device keeps beside the passphrase, and what lies printed in the safe.
    KeyCode
);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_person_may_type() {
        let code = RetrievalCode::from_entropy(*b"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d");
        let shown = code.reveal();
        assert_eq!(shown.len(), 29);
        let typed =
            format!(" {}\n", shown.to_lowercase().replace('0', "o").replace('1', "l").replace('-', " – "));
        assert_eq!(RetrievalCode::parse(&typed).unwrap().expose(), code.expose());
    }

    #[test]
    fn what_is_refused() {
        let shown = RetrievalCode::from_entropy([9; ENTROPY]).reveal();
        let (start, _) = shown.split_at(shown.len() - 1);
        let last = shown.chars().last().unwrap();
        let other = if last == 'Z' { 'Y' } else { 'Z' };
        let parse = |text: &str| RetrievalCode::parse(text).map(|_| ()).unwrap_err();
        assert_eq!(parse(&format!("{start}{other}")), CodeError::Check);
        assert_eq!(parse(start), CodeError::Length(23));
        assert_eq!(parse(&format!("{}0", *shown)), CodeError::Length(25));
        assert_eq!(parse(&format!("U{start}")), CodeError::Character(1));
        assert_eq!(parse(&format!("{start}é")), CodeError::Character(24));
        assert_eq!(parse(""), CodeError::Length(0));
    }

    proptest! {
        #[test]
        fn codes_go_round(entropy: [u8; ENTROPY]) {
            let shown = KeyCode::from_entropy(entropy).reveal();
            let parsed = KeyCode::parse(&shown).unwrap();
            prop_assert_eq!(parsed.expose(), &entropy);
        }

        #[test]
        fn one_wrong_character_is_nearly_always_noticed(entropy: [u8; ENTROPY], at in 0..CHARACTERS, by in 1..32_u8) {
            let mut text: Vec<u8> = format(&entropy).bytes().filter(|b| *b != b'-').collect();
            let symbols = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
            let old = symbols.iter().position(|s| *s == text[at]).unwrap();
            text[at] = symbols[(old + usize::from(by)) % 32];
            // one byte of check: 1 in 256 slips through and then finds nothing under the code
            if let Ok(code) = RetrievalCode::parse(std::str::from_utf8(&text).unwrap()) {
                prop_assert_ne!(code.expose(), &entropy);
            }
        }

        #[test]
        fn nothing_typed_panics(typed in ".*") {
            let _ = RetrievalCode::parse(&typed);
        }
    }
}
