#![no_main]

libfuzzer_sys::fuzz_target!(init: fluister_fuzz::seeds::write("vault"), |data: &[u8]| fluister_fuzz::vault::check(data));
