//! Passphrases that are made, not thought up.

use diceware_wordlists::Wordlist;
use fluister_protocol::random::{self, CryptoRng};
use zeroize::Zeroizing;

/// How many words.
pub const WORDS: usize = 6;

/// Six words of the EFF's long list (7,776 words, made to be told apart): 77 bits.
pub fn generate(rng: &mut impl CryptoRng) -> Zeroizing<String> {
    let list = Wordlist::EffLong.get_list();
    let mut passphrase = Zeroizing::new(String::with_capacity(WORDS * 10));
    for word in 0..WORDS {
        if word > 0 {
            passphrase.push(' ');
        }
        passphrase.push_str(pick(list, || u16::from_be_bytes(random::bytes(rng))));
    }
    passphrase
}

/// One word, each as likely as the other: numbers beyond the list are drawn again.
fn pick<'a>(list: &'a [&'a str], mut draw: impl FnMut() -> u16) -> &'a str {
    loop {
        let drawn = usize::from(draw() & 0x1fff);
        if let Some(word) = list.get(drawn) {
            return word;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_words_and_never_the_same() {
        let list = Wordlist::EffLong.get_list();
        assert_eq!(list.len(), 7_776);
        let passphrase = generate(&mut random::system());
        assert_eq!(passphrase.split(' ').filter(|word| list.contains(word)).count(), WORDS);
        assert_ne!(*passphrase, *generate(&mut random::system()));
    }

    #[test]
    fn the_last_word_can_be_drawn_and_a_number_beyond_it_is_drawn_again() {
        let list = Wordlist::EffLong.get_list();
        let mut numbers = [7_776, 0x1fff, 7_775].into_iter();
        assert_eq!(pick(list, || numbers.next().unwrap()), list[7_775]);
        assert_eq!(numbers.next(), None);
    }
}
