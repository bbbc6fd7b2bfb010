#![no_main]

libfuzzer_sys::fuzz_target!(init: fluister_fuzz::seeds::write("letter"), |data: &[u8]| fluister_fuzz::letter::check(data));
