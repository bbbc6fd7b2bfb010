#![no_main]

libfuzzer_sys::fuzz_target!(init: fluister_fuzz_checks::seeds::write("server"), |data: &[u8]| fluister_fuzz_checks::server::check(data));
