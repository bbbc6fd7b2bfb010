//! What nobody learns: not from the wire, nor from files, log and memory.

mod ciphertext_only;
mod memory;
mod one_shape;
