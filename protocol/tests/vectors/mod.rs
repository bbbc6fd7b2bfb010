//! Every case and every refusal in `protocol/vectors`, as committed, against the crate.

#[cfg(test)]
mod checklist;
#[cfg(test)]
mod chunks;
#[cfg(test)]
mod codes;
#[cfg(test)]
mod contents;
#[cfg(test)]
mod current;
#[cfg(test)]
mod directories;
#[cfg(test)]
mod encodings;
#[cfg(test)]
mod letters;
#[cfg(test)]
mod load;
#[cfg(test)]
mod manifests;
#[cfg(test)]
mod public;
#[cfg(test)]
mod records;
#[cfg(test)]
mod signatures;
#[cfg(test)]
mod signed;
#[cfg(test)]
mod threads;
