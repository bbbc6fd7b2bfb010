//! What holds for all values, and not only for those that somebody thought of.

#[cfg(test)]
#[path = "../../examples/vectors/make/forge.rs"]
#[allow(dead_code, reason = "shared with the vectors")]
mod forge;
#[cfg(test)]
#[path = "../../examples/vectors/make/people.rs"]
#[allow(dead_code, reason = "shared with the vectors")]
mod people;

#[cfg(test)]
mod bytes;
#[cfg(test)]
mod chains;
#[cfg(test)]
mod contents;
#[cfg(test)]
mod heartbeat_contents;
#[cfg(test)]
mod jsons;
#[cfg(test)]
mod signed;
