#![no_main]

libfuzzer_sys::fuzz_target!(init: fluister_fuzz::seeds::write("content"), |data: &[u8]| fluister_fuzz::content::check(data));
