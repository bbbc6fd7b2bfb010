//! Public vectors of RFC 9180, of HPKE with X-Wing, and of X-Wing: they hold the libraries.

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::{X25519HkdfSha256, XWing};
use hpke::{Deserializable as _, Kem, OpModeR, OpModeS, PskBundle, Serializable as _};
use serde_json::Value;
use x_wing::{Decapsulate as _, Decapsulator as _, KeyExport as _, TryKeyInit as _};

use super::load::{Fixed, text};

fn load(name: &str) -> Vec<Value> {
    serde_json::from_str(&text(&format!("public/{name}"))).unwrap()
}

fn hex(value: &Value) -> Vec<u8> {
    let text = value.as_str().unwrap();
    assert_eq!(text.len() % 2, 0);
    (0..text.len() / 2).map(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).unwrap()).collect()
}

/// Opens and seals all that a vector holds, in its mode. The library's own derivation of keys is checked where it is the
/// one that the RFC means.
fn check<K: Kem>(vector: &Value) -> usize {
    let field = |key: &str| hex(&vector[key]);
    let secret = K::PrivateKey::from_bytes(&field("skRm")).unwrap();
    assert_eq!(K::sk_to_pk(&secret).to_bytes().as_slice(), field("pkRm"));
    let (_, public) = K::derive_keypair(&field("ikmR"));
    assert_eq!(public.to_bytes().as_slice(), field("pkRm"));

    let (psk, psk_id) = match vector["mode"].as_u64().unwrap() {
        0 => (vec![], vec![]),
        1 => (field("psk"), field("psk_id")),
        other => panic!("mode {other}"),
    };
    let bundle = || PskBundle::new(&psk, &psk_id).unwrap();
    let (to_open, to_seal) = if psk.is_empty() {
        (OpModeR::Base, OpModeS::Base)
    } else {
        (OpModeR::Psk(bundle()), OpModeS::Psk(bundle()))
    };
    let enc = K::EncappedKey::from_bytes(&field("enc")).unwrap();
    let mut opens =
        hpke::setup_receiver::<ChaCha20Poly1305, HkdfSha256, K>(&to_open, &secret, &enc, &field("info"))
            .unwrap();
    let (sealed_enc, mut seals) = hpke::setup_sender_with_rng::<ChaCha20Poly1305, HkdfSha256, K>(
        &to_seal,
        &public,
        &field("info"),
        &mut Fixed(field("ikmE")),
    )
    .unwrap();
    assert_eq!(sealed_enc.to_bytes().as_slice(), field("enc"));

    let encryptions = vector["encryptions"].as_array().unwrap();
    for one in encryptions {
        let [pt, aad, ct] = ["pt", "aad", "ct"].map(|key| hex(&one[key]));
        assert_eq!(seals.seal(&pt, &aad).unwrap(), ct);
        assert_eq!(opens.open(&ct, &aad).unwrap(), pt);
    }
    for export in vector["exports"].as_array().unwrap() {
        let mut out = vec![0; export["L"].as_u64().unwrap().try_into().unwrap()];
        opens.export(&hex(&export["exporter_context"]), &mut out).unwrap();
        assert_eq!(out, hex(&export["exported_value"]));
    }
    encryptions.len()
}

#[test]
fn rfc_9180() {
    let vectors = load("rfc9180.json");
    let modes: Vec<_> = vectors.iter().map(|vector| vector["mode"].as_u64().unwrap()).collect();
    assert_eq!(modes, [0, 1]);
    assert_eq!(vectors.iter().map(check::<X25519HkdfSha256>).sum::<usize>(), 6);
}

#[test]
fn hpke_with_xwing() {
    let vectors = load("hpke-pq.json");
    assert_eq!(vectors.len(), 1);
    assert_eq!(vectors[0]["kem_id"], 0x647a);
    assert_eq!(check::<XWing>(&vectors[0]), 3);
}

#[test]
fn xwing() {
    let vectors = load("x-wing.json");
    assert_eq!(vectors.len(), 3);
    for vector in vectors {
        let field = |key: &str| hex(&vector[key]);
        assert_eq!(field("seed"), field("sk"), "the seed is the private key");
        let secret = x_wing::DecapsulationKey::from(<[u8; 32]>::try_from(field("sk")).unwrap());
        assert_eq!(secret.encapsulation_key().to_bytes().as_slice(), field("pk"));
        let ours = fluister_protocol::keys::EpochSecret::from_seed(field("sk").try_into().unwrap());
        assert_eq!(ours.public().as_bytes().as_slice(), field("pk"));

        let public = x_wing::EncapsulationKey::new(field("pk").as_slice().try_into().unwrap()).unwrap();
        let (ct, ss) = public.encapsulate_deterministic(field("eseed").as_slice().try_into().unwrap());
        assert_eq!((ct.as_slice(), ss.as_slice()), (field("ct").as_slice(), field("ss").as_slice()));
        assert_eq!(secret.decapsulate(&ct).as_slice(), field("ss"));
    }
}
