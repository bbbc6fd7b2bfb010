//! Notifications that advisers asked for: a row for each adviser and way.
//!
//! A row is due once a day, at its hour; `claims` sees to it that one server of several sends.
//!
//! What is called here on PostgreSQL must not share a transaction with a post: the rows that it locks would be waited for
//! by whoever closes a release, and the release by the post.

use std::collections::BTreeSet;

use diesel::prelude::*;
use fluister_protocol::day::Day;
use fluister_protocol::id::{AdviserId, OrganisationId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::releases::open_number;
use super::schema::{letters, notifications};
use crate::store::engine::number::{bytes_from_column, day_to_column, from_column, to_column};
use crate::store::{Connection, StoreError};

/// Hours in a day.
pub(in crate::store) const HOURS: u64 = 24;

/// State `waiting`: no letters came since the adviser was notified or looked.
pub(in crate::store) const NOTHING: i64 = 0;
/// State `waiting`: letters came.
const LETTERS: i64 = 1;
/// State `waiting`: a server is sending; where it never finishes, this counts as [`LETTERS`].
pub(in crate::store) const NOTIFYING: i64 = 2;

/// A way in which an adviser is notified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// A mail.
    Email,
    /// A push message to a browser.
    WebPush,
}

impl Way {
    /// Every way.
    pub const ALL: [Self; 2] = [Self::Email, Self::WebPush];

    pub(in crate::store) const fn column(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::WebPush => "web_push",
        }
    }

    pub(in crate::store) fn of_column(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.column() == text)
    }
}

/// The language in which an adviser is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Dutch.
    Nl,
    /// English.
    En,
}

impl Language {
    pub(in crate::store) const fn column(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }

    pub(in crate::store) fn of_column(text: &str) -> Option<Self> {
        [Self::Nl, Self::En].into_iter().find(|language| language.column() == text)
    }
}

/// What an adviser asked for.
#[derive(Clone, PartialEq, Eq)]
pub struct Wish {
    /// The e-mail address, where mail is asked for.
    pub email: Option<String>,
    /// The push endpoint of one browser, where push messages are asked for.
    pub web_push: Option<String>,
    /// The hour of the day, UTC, 0 to 23.
    pub hour: u8,
    /// The mail's language.
    pub language: Language,
}

impl Wish {
    fn address(&self, way: Way) -> Option<&str> {
        match way {
            Way::Email => self.email.as_deref(),
            Way::WebPush => self.web_push.as_deref(),
        }
    }
}

/// Way, address, hour, language, due, waiting.
type Row = (String, String, i64, String, i64, i64);

/// When a row of this hour is due on the day after `now`, in hours since 1970.
pub(in crate::store) const fn tomorrow(now: u64, hour: u8) -> u64 {
    (now / HOURS + 1) * HOURS + hour as u64
}

pub(in crate::store) fn language_of_row(text: &str) -> Result<Language, StoreError> {
    Language::of_column(text).ok_or_else(|| StoreError::damaged("a language that is none"))
}

/// What an adviser asked for; none where it is nothing.
///
/// # Errors
/// [`StoreError`].
pub fn get(
    c: &mut Connection,
    organisation: OrganisationId,
    adviser: AdviserId,
) -> Result<Option<Wish>, StoreError> {
    let mut wish: Option<Wish> = None;
    for (way, address, hour, language, ..) in rows(c, organisation, adviser)? {
        let hour = u8::try_from(hour).map_err(|_| StoreError::damaged("an hour that is none"))?;
        let language = language_of_row(&language)?;
        let wish = wish.get_or_insert(Wish { email: None, web_push: None, hour, language });
        match Way::of_column(&way) {
            Some(Way::Email) => wish.email = Some(address),
            Some(Way::WebPush) => wish.web_push = Some(address),
            None => return Err(StoreError::damaged("a way of telling that is none")),
        }
    }
    Ok(wish)
}

/// Puts a wish in the place of an older one. A way that is new is due for the first time on the day after `now` (hours
/// since 1970), so that nobody is told twice on one day, however often they change their wish.
///
/// # Errors
/// [`StoreError`].
pub fn put(
    c: &mut Connection,
    organisation: OrganisationId,
    adviser: AdviserId,
    wish: &Wish,
    now: u64,
    today: Day,
) -> Result<(), StoreError> {
    let there = rows(c, organisation, adviser)?;
    for way in Way::ALL {
        let row = notifications::table.find((organisation.0.as_slice(), adviser.0.as_slice(), way.column()));
        let Some(address) = wish.address(way) else {
            diesel::delete(row).execute(c)?;
            continue;
        };
        let values = (
            notifications::address.eq(address),
            notifications::hour.eq(i64::from(wish.hour)),
            notifications::language.eq(wish.language.column()),
            notifications::day.eq(day_to_column(today)),
        );
        match there.iter().find(|(column, ..)| column == way.column()) {
            Some((.., due, _)) => {
                let due = from_column(*due)? / HOURS * HOURS + u64::from(wish.hour);
                let values = (values, notifications::due.eq(to_column(due)?));
                diesel::update(row).set(values).execute(c)?;
            }
            None => {
                let key = (
                    notifications::organisation.eq(organisation.0.as_slice()),
                    notifications::adviser.eq(adviser.0.as_slice()),
                    notifications::way.eq(way.column()),
                );
                let state = (
                    notifications::due.eq(to_column(tomorrow(now, wish.hour))?),
                    notifications::waiting.eq(NOTHING),
                );
                diesel::insert_into(notifications::table).values((key, values, state)).execute(c)?;
            }
        }
    }
    Ok(())
}

/// Forgets what an adviser asked for.
///
/// # Errors
/// [`StoreError`].
pub fn remove(
    c: &mut Connection,
    organisation: OrganisationId,
    adviser: AdviserId,
) -> Result<(), StoreError> {
    let of_adviser = notifications::table
        .filter(notifications::organisation.eq(organisation.0.as_slice()))
        .filter(notifications::adviser.eq(adviser.0.as_slice()));
    diesel::delete(of_adviser).execute(c)?;
    Ok(())
}

/// Removes those of advisers who are not listed.
pub(in crate::store) fn keep_only(
    c: &mut Connection,
    organisation: OrganisationId,
    listed: &BTreeSet<AdviserId>,
) -> Result<(), StoreError> {
    let of_organisation =
        notifications::table.filter(notifications::organisation.eq(organisation.0.as_slice()));
    let there: Vec<Vec<u8>> = of_organisation.select(notifications::adviser).distinct().load(c)?;
    for adviser in there {
        let adviser = AdviserId(bytes_from_column(&adviser)?);
        if !listed.contains(&adviser) {
            remove(c, organisation, adviser)?;
        }
    }
    Ok(())
}

fn rows(
    c: &mut Connection,
    organisation: OrganisationId,
    adviser: AdviserId,
) -> Result<Vec<Row>, StoreError> {
    Ok(notifications::table
        .filter(notifications::organisation.eq(organisation.0.as_slice()))
        .filter(notifications::adviser.eq(adviser.0.as_slice()))
        .order(notifications::way)
        .select((
            notifications::way,
            notifications::address,
            notifications::hour,
            notifications::language,
            notifications::due,
            notifications::waiting,
        ))
        .load(c)?)
}

/// Notes that letters came in this release, which is closed now, for whoever they concern: all advisers of an
/// organisation, since nobody but they can know for whom a letter is.
///
/// # Errors
/// [`StoreError`].
pub fn letters_came(c: &mut Connection, release: u64) -> Result<(), StoreError> {
    let release = to_column(release)?;
    let organisations: Vec<Vec<u8>> = notifications::table
        .filter(notifications::waiting.ne(LETTERS))
        .select(notifications::organisation)
        .distinct()
        .order(notifications::organisation)
        .load(c)?;
    for organisation in organisations {
        let one: Option<i64> = letters::table
            .filter(letters::organisation.eq(&organisation))
            .filter(letters::release.eq(release))
            .select(letters::place)
            .first(c)
            .optional()?;
        if one.is_some() {
            diesel::update(notifications::table.filter(notifications::organisation.eq(&organisation)))
                .set(notifications::waiting.eq(LETTERS))
                .execute(c)?;
        }
    }
    Ok(())
}

/// Whether an adviser is to be told of something.
///
/// # Errors
/// [`StoreError`].
pub fn is_waiting(
    c: &mut Connection,
    organisation: OrganisationId,
    adviser: AdviserId,
) -> Result<bool, StoreError> {
    Ok(rows(c, organisation, adviser)?.iter().any(|(.., waiting)| *waiting != NOTHING))
}

/// Notes that an adviser has read the box to its end: there is nothing to be told of any more, unless another release
/// than the one that was open then, `open`, is open by now.
///
/// # Errors
/// [`StoreError`].
pub fn looked(
    c: &mut Connection,
    organisation: OrganisationId,
    adviser: AdviserId,
    open: u64,
) -> Result<(), StoreError> {
    if open_number(c)? == open {
        let of_adviser = notifications::table
            .filter(notifications::organisation.eq(organisation.0.as_slice()))
            .filter(notifications::adviser.eq(adviser.0.as_slice()));
        diesel::update(of_adviser).set(notifications::waiting.eq(NOTHING)).execute(c)?;
    }
    Ok(())
}

/// Whether an adviser's rows are of an earlier day than `today`, on which a session was opened.
///
/// # Errors
/// [`StoreError`].
pub fn is_stale(
    c: &mut Connection,
    organisation: OrganisationId,
    adviser: AdviserId,
    today: Day,
) -> Result<bool, StoreError> {
    let one: Option<i64> = notifications::table
        .filter(notifications::organisation.eq(organisation.0.as_slice()))
        .filter(notifications::adviser.eq(adviser.0.as_slice()))
        .filter(notifications::day.ne(day_to_column(today)))
        .select(notifications::day)
        .first(c)
        .optional()?;
    Ok(one.is_some())
}

/// Notes that an adviser opened a session today.
///
/// # Errors
/// [`StoreError`].
pub fn touch(
    c: &mut Connection,
    organisation: OrganisationId,
    adviser: AdviserId,
    today: Day,
) -> Result<(), StoreError> {
    let of_adviser = notifications::table
        .filter(notifications::organisation.eq(organisation.0.as_slice()))
        .filter(notifications::adviser.eq(adviser.0.as_slice()));
    diesel::update(of_adviser).set(notifications::day.eq(day_to_column(today))).execute(c)?;
    Ok(())
}

/// Forgets the rows of an organisation's advisers who have opened no session since `oldest`. Says how many.
///
/// # Errors
/// [`StoreError`].
pub fn forget_before(
    c: &mut Connection,
    organisation: OrganisationId,
    oldest: Day,
) -> Result<usize, StoreError> {
    let unused = notifications::table
        .filter(notifications::organisation.eq(organisation.0.as_slice()))
        .filter(notifications::day.lt(day_to_column(oldest)));
    Ok(diesel::delete(unused).execute(c)?)
}
