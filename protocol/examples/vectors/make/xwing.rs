//! Makes `xwing.json`: X-Wing public keys.

use fluister_protocol::keys::EpochSecret;
use serde_json::json;

use super::people::seed;
use super::{File, Made, b};

/// p = 2^255 − 19, little-endian, plus `more`.
fn near_p(more: i8) -> [u8; 32] {
    let mut bytes = [255; 32];
    bytes[0] = 0xed_u8.wrapping_add_signed(more);
    bytes[31] = 0x7f;
    bytes
}

/// The X25519 shares of low order (RFC 7748 §6.1; the two of order 8 as in RFC 7748's errata and every list since), in
/// all their encodings below 2^255.
pub fn low_order_shares() -> Vec<(&'static str, [u8; 32])> {
    let mut one = [0; 32];
    one[0] = 1;
    let order_8 = [
        0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4, 0x6a, 0xda,
        0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8, 0x00,
    ];
    let other_8 = [
        0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef, 0x5b, 0x04,
        0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f, 0x11, 0x57,
    ];
    vec![
        ("0", [0; 32]),
        ("1", one),
        ("of order 8", order_8),
        ("the other of order 8", other_8),
        ("p - 1", near_p(-1)),
        ("p, which is 0", near_p(0)),
        ("p + 1, which is 1", near_p(1)),
    ]
}

pub fn file() -> Made {
    let mut file = File::new(
        "xwing",
        "X-Wing keys: 32-byte seeds with their public keys, and public keys that must not be used. A low-order share in a \
         letter's encapsulation is in letter-refusals.",
    );
    let good = EpochSecret::from_seed(seed("an X-Wing key")).public();
    for name in ["an X-Wing key", "another X-Wing key"] {
        let secret = EpochSecret::from_seed(seed(name));
        file.case(name, json!({ "seed": b(secret.expose_seed()), "expect": b(secret.public().as_bytes()) }));
    }
    let mut high_bit = *good.as_bytes();
    high_bit[1215] ^= 0x80;
    file.case(
        "a share with the highest bit set, which X25519 ignores and X-Wing hashes",
        json!({ "expect": b(high_bit) }),
    );

    let with_share = |share: &[u8; 32]| {
        let mut key = *good.as_bytes();
        key[1184..].copy_from_slice(share);
        key
    };
    for (name, share) in low_order_shares() {
        file.refusal(&format!("the share is {name}"), "low-order", json!({ "key": b(with_share(&share)) }));
        let mut share = share;
        share[31] |= 0x80;
        let name = format!("the share is {name}, and the highest bit is set");
        file.refusal(&name, "low-order", json!({ "key": b(with_share(&share)) }));
    }
    // the first two of the 12-bit coefficients lie in three bytes
    let with_start = |start: [u8; 3]| {
        let mut key = *good.as_bytes();
        key[..3].copy_from_slice(&start);
        key
    };
    let start = |one: u16, two: u16| {
        let bits = u32::from(one) | u32::from(two) << 12;
        let [a, b, c, _] = bits.to_le_bytes();
        [a, b, c]
    };
    file.case("the largest reduced coefficients", json!({ "expect": b(with_start(start(3328, 3328))) }));
    for (name, one, two) in
        [("q", 3329, 0), ("q in the second place", 0, 3329), ("the largest of 12 bits", 4095, 0)]
    {
        file.refusal(
            &format!("a coefficient is {name}"),
            "mlkem",
            json!({ "key": b(with_start(start(one, two))) }),
        );
    }
    let mut last = *good.as_bytes();
    last[1151] = 0xff;
    last[1150] |= 0xf0;
    file.refusal("the last coefficient is not reduced", "mlkem", json!({ "key": b(last) }));
    file.refusal("a byte short", "length", json!({ "key": b(&good.as_bytes()[..1215]) }));
    file.refusal("a byte more", "length", json!({ "key": b([good.as_bytes().as_slice(), &[0]].concat()) }));
    file.refusal("nothing", "length", json!({ "key": b([]) }));
    file.done()
}
