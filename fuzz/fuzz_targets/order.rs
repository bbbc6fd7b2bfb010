#![no_main]

libfuzzer_sys::fuzz_target!(init: fluister_fuzz::seeds::write("order"), |data: &[u8]| fluister_fuzz::order::check(data));
