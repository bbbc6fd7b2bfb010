//! The crate as others use it, as one program.

mod debug;
mod letters;
#[path = "../examples/vectors/make/mod.rs"]
mod make;
mod properties;
mod spec;
mod vectors;
