#![no_main]

libfuzzer_sys::fuzz_target!(init: fluister_fuzz::seeds::write("signed"), |data: &[u8]| fluister_fuzz::signed::check(data));
