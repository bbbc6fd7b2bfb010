#![no_main]

libfuzzer_sys::fuzz_target!(init: fluister_fuzz::seeds::write("server"), |data: &[u8]| fluister_fuzz::server::check(data));
