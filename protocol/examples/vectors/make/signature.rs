//! Ed25519 at its edges: what libraries answer differently has one answer here.

use curve25519_dalek::constants::{ED25519_BASEPOINT_POINT as B, EIGHT_TORSION};
use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use curve25519_dalek::scalar::Scalar;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha512};

use super::forge::labelled;
use super::people::{robin, sam, seed};
use super::{File, Made, b};

const MESSAGE: &[u8] = b"{}";

/// k of RFC 8032 §5.1.7, reduced.
fn challenge(r: &[u8; 32], a: &[u8; 32], message: &[u8]) -> Scalar {
    let hash = Sha512::digest([r.as_slice(), a, message].concat());
    Scalar::from_bytes_mod_order_wide(&hash.into())
}

fn scalar(name: &str) -> Scalar {
    Scalar::from_bytes_mod_order(seed(name))
}

/// A signature with an R of one's choice: S = r + ka, where A encodes aB.
fn sign(a: Scalar, key: &[u8; 32], r: Scalar, r_bytes: [u8; 32]) -> [u8; 64] {
    let k = challenge(&r_bytes, key, &labelled("statement", &[MESSAGE]));
    joined(r_bytes, (r + k * a).to_bytes())
}

/// The first of many signatures for which k is a multiple of eight, so that a torsion part of the key vanishes.
fn sign_without_torsion(a: Scalar, key: &[u8; 32], vanishes: bool) -> [u8; 64] {
    let tries = (0..).map(|at| {
        let r = scalar(&format!("nonce {at}"));
        let r_bytes = (B * r).compress().to_bytes();
        let k = challenge(&r_bytes, key, &labelled("statement", &[MESSAGE]));
        (k.as_bytes()[0] & 7 == 0, joined(r_bytes, (r + k * a).to_bytes()))
    });
    tries.into_iter().find(|(fits, _)| *fits == vanishes).unwrap().1
}

fn joined(r: [u8; 32], s: [u8; 32]) -> [u8; 64] {
    let mut signature = [0; 64];
    signature[..32].copy_from_slice(&r);
    signature[32..].copy_from_slice(&s);
    signature
}

fn fields(key: &[u8; 32], signature: &[u8; 64]) -> Value {
    json!({ "label": "statement", "message": b(MESSAGE), "key": b(key), "signature": b(signature) })
}

/// p + `more`, the sign bit as asked.
fn y(more: i8, negative: bool) -> [u8; 32] {
    let mut bytes = [255; 32];
    bytes[0] = 0xed_u8.checked_add_signed(more).unwrap();
    bytes[31] = if negative { 0xff } else { 0x7f };
    bytes
}

fn small(value: u8, negative: bool) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes[0] = value;
    bytes[31] = if negative { 0x80 } else { 0 };
    bytes
}

/// L, little-endian.
const L: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

fn plus(one: &[u8], other: &[u8; 32]) -> [u8; 32] {
    let mut carry = 0;
    let mut sum = [0; 32];
    for at in 0..32 {
        carry += u16::from(one[at]) + u16::from(other[at]);
        sum[at] = carry.to_le_bytes()[0];
        carry >>= 8;
    }
    assert_eq!(carry, 0);
    sum
}

pub fn file() -> Made {
    let mut file = File::new(
        "signature",
        "Ed25519 over label ‖ 00 ‖ message. Verification is the equation without the cofactor, [S]B = R + [k]A, compared as \
         bytes; A and R are canonical and not of small order; S is below L.",
    );
    let key = sam().identity.public().0;
    let ordinary = sam().identity.sign(fluister_protocol::label::Label::Statement, &[MESSAGE]).0;
    let mut case = fields(&key, &ordinary);
    case["seed"] = b(sam().identity.expose_seed().as_slice());
    file.case("an ordinary signature", case);
    let (a, r) = (scalar("a key"), scalar("a nonce"));
    let plain = (B * a).compress().to_bytes();
    file.case("made from bare scalars", fields(&plain, &sign(a, &plain, r, (B * r).compress().to_bytes())));
    let mixed = (B * a + EIGHT_TORSION[1]).compress().to_bytes();
    file.case(
        "a key of mixed order, where the torsion part vanishes",
        fields(&mixed, &sign_without_torsion(a, &mixed, true)),
    );

    let mut refuse = |name: &str, reason: &str, key: &[u8; 32], signature: &[u8; 64]| {
        file.refusal(name, reason, fields(key, signature));
    };
    for (at, point) in EIGHT_TORSION.iter().enumerate() {
        let key = point.compress().to_bytes();
        let name = format!("a key of small order, {at}, with a signature that fits");
        refuse(&name, "key", &key, &sign_without_torsion(Scalar::ZERO, &key, true));
    }
    for (name, key) in [
        ("y = p, of order 4", y(0, false)),
        ("y = p, of order 4, negative", y(0, true)),
        ("y = p + 1, the identity", y(1, false)),
        ("y = p + 1, the identity, negative", y(1, true)),
        ("the identity, negative", small(1, true)),
        ("-1, negative", y(-1, true)),
    ] {
        let signature = sign_without_torsion(Scalar::ZERO, &key, true);
        refuse(&format!("a key not canonically encoded: {name}"), "key", &key, &signature);
    }
    let beyond = (2..19_i8).find(|more| on_curve(small(more.unsigned_abs(), false))).unwrap();
    refuse("a key not canonically encoded: y beyond p, of large order", "key", &y(beyond, false), &ordinary);
    let nowhere = (2..).find(|value| !on_curve(small(*value, false))).unwrap();
    refuse("a key that is no point", "key", &small(nowhere, false), &ordinary);
    refuse("a key of zeros, of order 4", "key", &[0; 32], &ordinary);

    for (at, point) in EIGHT_TORSION.iter().enumerate() {
        let name = format!("an R of small order, {at}, which fits with the cofactor");
        refuse(&name, "signature", &plain, &sign(a, &plain, Scalar::ZERO, point.compress().to_bytes()));
    }
    for (name, r) in [
        ("y = p + 1, the identity", y(1, false)),
        ("y = p + 1, the identity, negative", y(1, true)),
        ("the identity, negative", small(1, true)),
    ] {
        let signature = sign(a, &plain, Scalar::ZERO, r);
        refuse(&format!("an R not canonically encoded: {name}"), "signature", &plain, &signature);
    }
    let r_mixed = (B * r + EIGHT_TORSION[1]).compress().to_bytes();
    refuse(
        "an R of mixed order, which fits with the cofactor",
        "signature",
        &plain,
        &sign(a, &plain, r, r_mixed),
    );
    refuse(
        "a key of mixed order, which fits with the cofactor alone",
        "signature",
        &mixed,
        &sign_without_torsion(a, &mixed, false),
    );

    let (r_bytes, s) = ordinary.split_first_chunk::<32>().unwrap();
    refuse("S plus L", "signature", &key, &joined(*r_bytes, plus(s, &L)));
    let eight = (0..7).fold(L, |sum, _| plus(&sum, &L));
    refuse("S plus 8 L", "signature", &key, &joined(*r_bytes, plus(s, &eight)));
    refuse("S is L", "signature", &key, &joined(*r_bytes, L));
    let mut high = ordinary;
    high[63] |= 0x80;
    refuse("the highest bit of S set", "signature", &key, &high);
    refuse("a signature of zeros", "signature", &key, &[0; 64]);
    let mut flipped = ordinary;
    flipped[0] ^= 1;
    refuse("a bit of R flipped", "signature", &key, &flipped);
    let mut flipped = ordinary;
    flipped[32] ^= 1;
    refuse("a bit of S flipped", "signature", &key, &flipped);
    refuse("another's key", "signature", &robin().identity.public().0, &ordinary);

    let mut other = fields(&key, &ordinary);
    other["message"] = b(b"{ }");
    file.refusal("another message", "signature", other);
    let mut other = fields(&key, &ordinary);
    other["label"] = "heartbeat".into();
    file.refusal("another label", "signature", other);
    file.done()
}

fn on_curve(bytes: [u8; 32]) -> bool {
    let point: Option<EdwardsPoint> = CompressedEdwardsY(bytes).decompress();
    point.is_some_and(|point| !point.is_small_order())
}
