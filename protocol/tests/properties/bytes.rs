//! No bytes whatever make a parser panic, and what is written is read again.

use fluister_protocol::chain;
use fluister_protocol::day::{Day, Epoch};
use fluister_protocol::encoding::{decode, decode_array, encode};
use fluister_protocol::file::FileSignature;
use fluister_protocol::heartbeat;
use fluister_protocol::id::{Id, Token};
use fluister_protocol::keys::{EpochPublicKey, EpochSecret};
use fluister_protocol::label::Label;
use fluister_protocol::letter;
use fluister_protocol::proof::EpochReader;
use fluister_protocol::request;
use fluister_protocol::signed::Signed;
use fluister_protocol::size;
use fluister_protocol::statement;
use fluister_protocol::vault::{RecordId, VaultKey, open_record};
use fluister_protocol::verifying::{IdentityKey, SignatureBytes};
use fluister_protocol::work::Work;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::make::forge::Forged;
use crate::make::people::{EPOCH, directory, master, organisation, root, sam, sign};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn headers_go_round(key: [u8; 32], signature in vec(any::<u8>(), 64), challenge in vec(any::<u8>(), 64), nonce: u64) {
        let file = FileSignature { key, signature: signature.try_into().unwrap() };
        prop_assert_eq!(FileSignature::parse(&file.header()), Ok(file));
        let work = Work { challenge: challenge.try_into().unwrap(), nonce };
        prop_assert_eq!(Work::parse(&work.header()), Ok(work));
        prop_assert!(FileSignature::parse(&(file.header() + "A")).is_err());
        prop_assert!(Work::parse(&(work.header() + "A")).is_err());
    }

    #[test]
    fn base64url_has_one_spelling(bytes in vec(any::<u8>(), 0..80), text in "[A-Za-z0-9_=+/ -]{0,12}") {
        prop_assert_eq!(decode(&encode(&bytes)), Ok(bytes));
        if let Ok(bytes) = decode(&text) {
            prop_assert_eq!(encode(&bytes), text);
        }
    }

    #[test]
    fn days_have_one_spelling(text in "[0-9]{4}-[0-9]{2}-[0-9]{2}|[-0-9T:+W]{0,12}|.{0,12}", number: u32, seconds: u64) {
        if let Ok(day) = text.parse::<Day>() {
            prop_assert_eq!(day.to_string(), text);
        }
        prop_assert_eq!(Day::new(number).is_ok(), number <= Day::LAST.number());
        for seconds in [seconds, seconds % 300_000_000_000, u64::from(number) * 86_400, u64::from(number) * 86_400 + 86_399] {
            let day = Day::of_unix_seconds(seconds);
            prop_assert_eq!(u64::from(day.number()), (seconds / 86_400).min(Day::LAST.number().into()));
        }
        let day = Day::of_unix_seconds(seconds % 300_000_000_000);
        prop_assert_eq!(u64::from(day.plus(number).number()), (u64::from(day.number()) + u64::from(number)).min(Day::LAST.number().into()));
        prop_assert_eq!(day.minus(number).number(), day.number().saturating_sub(number));
    }

    #[test]
    fn epochs_lie_side_by_side(number in 0..Day::LAST.number() / 28, day in 0..=Day::LAST.number(), any: u32) {
        let epoch = Epoch(number);
        prop_assert_eq!(epoch.first_day().number(), 28 * number);
        prop_assert_eq!(epoch.last_day().plus(1), epoch.plus(1).first_day());
        prop_assert_eq!(epoch.plus(1).minus(1), epoch);
        prop_assert_eq!(Day::new(day).unwrap().epoch().0, day / 28);
        // beyond the calendar nothing panics
        prop_assert!(Epoch(any).first_day() <= Epoch(any).last_day());
        prop_assert!(Epoch(any).plus(any) >= Epoch(any).minus(any));
    }

    #[test]
    fn no_text_panics(text in ".{0,120}", base64 in "[A-Za-z0-9_-]{0,140}") {
        for text in [&text, &base64] {
            let _ = FileSignature::parse(text);
            let _ = Work::parse(text);
            let _ = decode_array::<32>(text);
            let _ = text.parse::<Id>();
            let _ = serde_json::from_str::<Signed>(text);
            let _ = fluister_protocol::code::KeyCode::parse(text);
            let _ = fluister_protocol::directory::is_slug(text);
        }
    }

    #[test]
    fn no_payload_panics(payload in vec(any::<u8>(), 0..200), signature in vec(any::<u8>(), 64), from in 0..400_usize, to in 0..400_usize) {
        // random bytes, and a true directory with a piece cut out
        let good = sign(&directory(), 1).payload;
        let (from, to) = (from.min(to), from.max(to));
        let cut = [&good[..from.min(good.len())], &good[to.min(good.len())..]].concat();
        let listing = chain::read(&sign(&directory(), 1)).unwrap();
        for payload in [payload, cut] {
            let by_root = root(1).sign(Label::Directory, &[&payload]);
            for signature in [SignatureBytes(signature.clone().try_into().unwrap()), by_root] {
                let signed = Signed { payload: payload.clone(), signature };
                if let Ok(read) = chain::read(&signed) {
                    prop_assert_eq!(read.hash(), signed.hash(Label::Directory));
                    prop_assert!(from == to || signature == by_root);
                }
                prop_assert!(statement::verify(&listing, &signed).is_err());
                prop_assert!(heartbeat::verify(&listing, &signed).is_err());
                prop_assert!(request::verify(organisation(), &signed).is_err());
            }
        }
    }

    #[test]
    fn no_key_panics(bytes in vec(any::<u8>(), 1216), length in 0..1300_usize, message in vec(any::<u8>(), 0..40)) {
        let _ = EpochPublicKey::from_bytes(&bytes);
        let mut other = bytes.clone();
        other.resize(length, 0);
        prop_assert!(length == 1216 || EpochPublicKey::from_bytes(&other).is_err());
        let key = IdentityKey(bytes[..32].try_into().unwrap());
        let _ = key.check();
        prop_assert!(key.verify(Label::Session, &[&message], bytes[32..96].try_into().unwrap()).is_err());
    }

    #[test]
    fn no_vault_record_panics(record in vec(any::<u8>(), 0..200), blocks in 0..3_usize, more in 0..3_usize) {
        let mut long = record.clone();
        long.resize(32 + 4096 * blocks + 16 + more, 7);
        for record in [record, long] {
            prop_assert!(open_record(&VaultKey::new([1; 32]), &RecordId([2; 32]), 1, &record).is_err());
        }
    }
}

/// Reply 1 of thread 0, with any plaintext.
fn forged(thread: [u8; 32], proof: [u8; 64], padded: Vec<u8>) -> Vec<u8> {
    let (key, known) = (master().reply_key(0).public().as_bytes().to_vec(), master().thread(0));
    let forged = Forged {
        organisation: organisation().0,
        id: known.reply(1).id().0,
        reader: key.clone(),
        key,
        kind: 2,
        psk: Some((*known.psk().expose(), "fluister/v1/reply".into())),
        aad: b"FLU1".to_vec(),
        thread,
        proof,
        padded,
        eseed: [5; 64],
        low_order_share: None,
    };
    forged.seal()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_plaintext_panics(start in vec(any::<u8>(), 0..64), length in 0..16_000_u32, text in ".{0,64}", proven: bool) {
        let mut padded = length.to_be_bytes().to_vec();
        padded.extend_from_slice(&start);
        padded.resize(size::PADDED, 0);
        let mut right = u32::try_from(text.len()).unwrap().to_be_bytes().to_vec();
        right.extend_from_slice(text.as_bytes());
        right.resize(size::PADDED, 0);
        for padded in [padded, right] {
            let letter = forged([0; 32], if proven { [1; 64] } else { [0; 64] }, padded);
            let opened = letter::open_reply(organisation(), &master().reply_key(0), &master().thread(0), 1, &letter);
            prop_assert!(opened.is_err());
            prop_assert_ne!(opened, Err(letter::OpenError::Opaque), "it did open");
        }
    }

    #[test]
    fn no_letter_panics(bytes in vec(any::<u8>(), 0..64), filler: u8, length in prop::sample::select(vec![0, 3, 4, 1123, 1124, 1140, 16_383, 16_384, 16_385])) {
        let mut letter = b"FLU1".to_vec();
        letter.extend_from_slice(&bytes);
        letter.resize(length, filler);
        let opener = EpochReader::new(organisation(), sam().identity.public(), EPOCH, sam().epoch_secret(EPOCH));
        prop_assert!(opener.open(Token::new([1; 32]).id(), &letter).is_err());
        prop_assert!(letter::open_note(organisation(), &master(), EPOCH, 0, &letter).is_err());
    }

    #[test]
    fn every_seed_is_a_key(seed: [u8; 32]) {
        let public = EpochSecret::from_seed(seed).public();
        prop_assert_eq!(EpochPublicKey::from_bytes(public.as_bytes()).unwrap(), public);
    }
}
