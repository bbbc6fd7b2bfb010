#![no_main]

libfuzzer_sys::fuzz_target!(init: fluister_fuzz::seeds::write("chain"), |data: &[u8]| fluister_fuzz::chain::check(data));
