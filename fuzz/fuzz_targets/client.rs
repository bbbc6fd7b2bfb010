#![no_main]

libfuzzer_sys::fuzz_target!(init: fluister_fuzz::seeds::write("client"), |data: &[u8]| fluister_fuzz::client::check(data));
