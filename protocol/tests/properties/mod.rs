//! What holds for all values, and not only for those that somebody thought of.

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
