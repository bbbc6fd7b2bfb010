#![no_main]

libfuzzer_sys::fuzz_target!(init: fluister_fuzz::seeds::write("text"), |data: &[u8]| fluister_fuzz::text::check(data));
