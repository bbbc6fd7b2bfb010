#![no_main]

libfuzzer_sys::fuzz_target!(init: fluister_fuzz_checks::seeds::write("order"), |data: &[u8]| fluister_fuzz_checks::order::check(data));
