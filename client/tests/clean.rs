//! Images as cameras, phones and editors write them (`images/make.py`): the picture stays byte for byte, and nothing else
//! but how it has to be turned.

#![allow(clippy::expect_used, clippy::indexing_slicing)]

use std::path::Path;

use fluister_client::attachment::clean::{CleanError, Format, SIGNATURE};

const IMAGES: [(&str, Format); 8] = [
    ("camera.jpg", Format::Jpeg),
    ("moving.jpg", Format::Jpeg),
    ("print.jpg", Format::Jpeg),
    ("screen.png", Format::Png),
    ("moving.png", Format::Png),
    ("photo.webp", Format::WebP),
    ("moving.webp", Format::WebP),
    ("plain.webp", Format::WebP),
];

fn image(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/images").join(name)).expect("an image")
}

fn contains(image: &[u8], word: &[u8]) -> bool {
    image.windows(word.len()).any(|window| window == word)
}

#[test]
fn the_picture_stays_and_nothing_else() {
    for (name, format) in IMAGES {
        let (told, (stem, ending)) = (image(name), name.split_once('.').expect("an ending"));
        assert!(contains(&told, b"SECRET"), "{name} has something to hide");
        assert_eq!(Format::of(&told[..SIGNATURE]), Some(format), "{name}");
        let clean = format.clean(&told).expect("it can be cleaned");
        assert!(!contains(&clean, b"SECRET"), "{name} still tells");
        assert!(clean == image(&format!("{stem}.clean.{ending}")), "{name} is another picture");
        assert!(format.clean(&clean).as_ref() == Ok(&clean), "{name} changes when cleaned again");
    }
}

#[test]
fn an_image_that_is_cut_off_is_not_passed_on() {
    for (name, format) in IMAGES {
        let whole = image(name);
        let (stem, ending) = name.split_once('.').expect("an ending");
        // of the clean one every byte is needed
        let clean = image(&format!("{stem}.clean.{ending}"));
        for length in 0..clean.len() {
            assert!(format.clean(&clean[..length]).is_err(), "{name} with {length} of {} bytes", clean.len());
        }
        for length in (0..whole.len()).step_by(7) {
            if let Ok(clean) = format.clean(&whole[..length]) {
                assert!(!contains(&clean, b"SECRET"), "{name} with {length} bytes");
            }
        }
    }
}

#[test]
fn what_is_damaged_is_refused_or_clean_and_never_panics() {
    for (name, format) in IMAGES {
        let whole = image(name);
        for at in 0..whole.len() {
            for value in [0x00, 0x01, 0xd9, 0xda, 0xff, whole[at] ^ 0x80] {
                let mut damaged = whole.clone();
                damaged[at] = value;
                if let Ok(once) = format.clean(&damaged) {
                    assert!(format.clean(&once).as_ref() == Ok(&once), "{name}, byte {at} as {value}");
                }
            }
        }
    }
}

#[test]
fn a_checksum_that_is_wrong_is_damage() {
    let mut screen = image("screen.clean.png");
    let pixels = screen.windows(4).position(|window| window == b"IDAT").expect("pixels");
    screen[pixels + 9] ^= 1;
    assert_eq!(Format::Png.clean(&screen), Err(CleanError::Damaged));
}

#[test]
fn only_these_three_are_cleaned() {
    for start in [
        b"%PDF-1.7\n%aa".as_slice(),
        b"PK\x03\x04........",
        b"GIF89a......",
        b"\0\0\0\x18ftypheic",
        b"",
        b"RIFF....WAVE",
    ] {
        assert_eq!(Format::of(start), None);
    }
    assert_eq!(Format::Jpeg.clean(b"\xff\xd8\xff\xd9"), Err(CleanError::Damaged));
    assert_eq!(Format::Png.clean(b"\x89PNG\r\n\x1a\n"), Err(CleanError::CutOff));
    assert_eq!(Format::WebP.clean(b"RIFF\x04\0\0\0WEBP"), Err(CleanError::Damaged));
}
