#![no_main]

libfuzzer_sys::fuzz_target!(init: fluister_fuzz_checks::seeds::write("signed"), |data: &[u8]| fluister_fuzz_checks::signed::check(data));
