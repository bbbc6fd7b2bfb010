#![no_main]

libfuzzer_sys::fuzz_target!(init: fluister_fuzz::seeds::write("chunk"), |data: &[u8]| fluister_fuzz::chunk::check(data));
