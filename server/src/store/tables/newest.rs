//! Tables that keep the newest signed payload of each adviser: heartbeats and key statements.

/// The functions of such a table; `$number` is its column that rises with each payload. diesel makes a type of every table and
/// column, so that one function can't be given either of two.
macro_rules! newest_of_each_adviser {
    ($table:ident, $number:ident) => {
        use std::collections::BTreeSet;

        use diesel::prelude::*;
        use fluister_protocol::id::{AdviserId, OrganisationId};
        use fluister_protocol::signed::Signed;

        use super::schema::$table;
        use super::signed::signed_of_row;
        use crate::store::engine::connection::execute_either;
        use crate::store::engine::number::{bytes_from_column, to_column};
        use crate::store::{Connection, StoreError};

        /// Those of all advisers of an organisation, sorted by adviser.
        ///
        /// # Errors
        /// [`StoreError`].
        pub fn all(c: &mut Connection, organisation: OrganisationId) -> Result<Vec<Signed>, StoreError> {
            let rows: Vec<(Vec<u8>, Vec<u8>)> = $table::table
                .filter($table::organisation.eq(organisation.as_bytes().as_slice()))
                .order($table::adviser)
                .select(($table::payload, $table::signature))
                .load(c)?;
            rows.into_iter().map(signed_of_row).collect()
        }

        /// One adviser's newest.
        ///
        /// # Errors
        /// [`StoreError`].
        pub fn of(
            c: &mut Connection,
            organisation: OrganisationId,
            adviser: AdviserId,
        ) -> Result<Option<Signed>, StoreError> {
            let row: Option<(Vec<u8>, Vec<u8>)> = $table::table
                .find((organisation.as_bytes().as_slice(), adviser.as_bytes().as_slice()))
                .select(($table::payload, $table::signature))
                .first(c)
                .optional()?;
            row.map(signed_of_row).transpose()
        }

        /// Puts one in the place of an older one. `false`, with nothing changed, where one of this number or a higher is there.
        ///
        /// # Errors
        /// [`StoreError`].
        pub fn put(
            c: &mut Connection,
            organisation: OrganisationId,
            adviser: AdviserId,
            $number: u64,
            signed: &Signed,
        ) -> Result<bool, StoreError> {
            let key = (organisation.as_bytes().as_slice(), adviser.as_bytes().as_slice());
            let number = to_column($number)?;
            let values = (
                $table::$number.eq(number),
                $table::payload.eq(&signed.payload),
                $table::signature.eq(signed.signature.0.as_slice()),
            );
            let older = $table::table.find(key).filter($table::$number.lt(number));
            if diesel::update(older).set(values).execute(c)? == 1 {
                return Ok(true);
            }
            let row = ($table::organisation.eq(key.0), $table::adviser.eq(key.1), values);
            let insert = diesel::insert_into($table::table).values(row).on_conflict_do_nothing();
            Ok(execute_either(c, insert)? == 1)
        }

        /// Removes those of advisers who are not listed.
        pub(in crate::store) fn keep_only(
            c: &mut Connection,
            organisation: OrganisationId,
            listed: &BTreeSet<AdviserId>,
        ) -> Result<(), StoreError> {
            let of_organisation =
                $table::table.filter($table::organisation.eq(organisation.as_bytes().as_slice()));
            let there: Vec<Vec<u8>> = of_organisation.select($table::adviser).load(c)?;
            for adviser in there {
                if !listed.contains(&AdviserId(bytes_from_column(&adviser)?)) {
                    diesel::delete(of_organisation.filter($table::adviser.eq(adviser))).execute(c)?;
                }
            }
            Ok(())
        }
    };
}
pub(super) use newest_of_each_adviser;
