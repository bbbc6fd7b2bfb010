//! How advisers are told: each row is of one whom the newest directory lists. No address is shown.

use diesel::prelude::*;

use super::advisers::Directories;
use super::found::{self, Found, id_in};
use crate::store::engine::number::day_from_column;
use crate::store::notifications::{Language, Way};
use crate::store::tables::schema::notifications;
use crate::store::{Connection, StoreError};

/// Organisation, adviser, way, address, hour, language, due, waiting, day.
type Row = (Vec<u8>, Vec<u8>, String, String, i64, String, i64, i64, i64);

/// Checks every row's values, and that its adviser is listed.
pub(super) fn notifications(c: &mut Connection, found: &mut Found<'_>) -> Result<u64, StoreError> {
    let rows: Vec<Row> = notifications::table
        .order((notifications::organisation, notifications::adviser, notifications::way))
        .load(c)?;
    let mut directories = Directories::default();
    for (organisation, adviser, way, address, hour, language, due, waiting, day) in &rows {
        let id = || format!("{}/{way}", id_in(organisation, found::id(adviser)));
        found.unless(Way::of_column(way).is_some(), id, "its way is none");
        found.unless(!address.is_empty(), id, "it has no address");
        found.unless((0..24).contains(hour), id, "its hour is none");
        found.unless(Language::of_column(language).is_some(), id, "its language is none");
        found.unless(*due >= 0, id, "it is due before 1970");
        found.unless((0..=2).contains(waiting), id, "waiting is none of 0, 1 and 2");
        found.unless(day_from_column(*day).is_ok(), id, "its day is no day");
        if let Some(directory) = directories.of(c, organisation)? {
            let is_listed = directory.advisers.iter().any(|listed| listed.id().0 == adviser.as_slice());
            found.unless(is_listed, id, "it is of an adviser who is not listed");
        }
    }
    Ok(rows.len() as u64)
}
