#![no_main]

libfuzzer_sys::fuzz_target!(init: fluister_fuzz::seeds::write("json"), |data: &[u8]| fluister_fuzz::json::check(data));
