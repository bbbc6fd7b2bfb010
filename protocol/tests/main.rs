//! The crate as others use it, as one program.

#[cfg(test)]
mod debug;
#[cfg(test)]
mod letters;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod spec;
#[cfg(test)]
mod vectors;
