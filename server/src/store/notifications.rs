//! How advisers are told to look into their box: a row for each way of telling, of those who asked for it.
//!
//! A row is due once a day, at its hour. Whoever tells claims it first, by moving `due` to the next day: of several
//! servers one succeeds, and a server that dies while it tells leaves the row to the next day.
//!
//! What is called here on PostgreSQL must not share a transaction with a post: the rows that it locks would be waited for
//! by whoever closes a release, and the release by the post.

use std::collections::BTreeSet;

use diesel::prelude::*;
use fluister_protocol::day::Day;
use fluister_protocol::id::{AdviserId, OrganisationId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::number::{bytes_from_column, day_to_column, from_column, to_column};
use super::releases::open_number;
use super::schema::{letters, notifications};
use super::{Connection, StoreError};

/// Hours in a day.
const HOURS: u64 = 24;

/// No letters came since the adviser was told or looked.
const NOTHING: i64 = 0;
/// Letters came.
const LETTERS: i64 = 1;
/// A server is telling of them; where it doesn't come to an end of that, they count as come.
const TELLING: i64 = 2;

/// By which an adviser is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// A mail.
    Email,
    /// A push message to a browser.
    WebPush,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Email, Self::WebPush];

    const fn column(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::WebPush => "web_push",
        }
    }

    pub(super) fn of_column(text: &str) -> Option<Self> {
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
    const fn column(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }

    pub(super) fn of_column(text: &str) -> Option<Self> {
        [Self::Nl, Self::En].into_iter().find(|language| language.column() == text)
    }
}

/// What an adviser asked for.
#[derive(Clone, PartialEq, Eq)]
pub struct Wish {
    /// An e-mail address.
    pub email: Option<String>,
    /// A push service's URL for one browser.
    pub web_push: Option<String>,
    /// The hour of the day, UTC, 0 to 23.
    pub hour: u8,
    /// In which to be told.
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

/// A row that this server has claimed: it alone tells, this day.
#[derive(Clone)]
pub struct Claim {
    organisation: OrganisationId,
    adviser: AdviserId,
    /// How.
    pub way: Way,
    /// Where to.
    pub address: String,
    /// In which language.
    pub language: Language,
    due: u64,
}

/// Way, address, hour, language, due, waiting.
type Row = (String, String, i64, String, i64, i64);

/// When a row of this hour is due on the day after `now`, in hours since 1970.
const fn tomorrow(now: u64, hour: u8) -> u64 {
    (now / HOURS + 1) * HOURS + hour as u64
}

fn language_of_row(text: &str) -> Result<Language, StoreError> {
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
pub(super) fn keep_only(
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

/// Rows that are due at `now` (hours since 1970). A clock that was wrong for a while leaves rows that are due on a day
/// further off than tomorrow: they are due at once.
macro_rules! due {
    ($now:expr) => {
        notifications::table.filter(
            notifications::due
                .le(to_column($now)?)
                .or(notifications::due.ge(to_column(($now / HOURS + 2) * HOURS)?)),
        )
    };
}

/// A claim's row.
macro_rules! row {
    ($claim:expr) => {
        notifications::table.find((
            $claim.organisation.0.as_slice(),
            $claim.adviser.0.as_slice(),
            $claim.way.column(),
        ))
    };
}

/// Whether anything is due, by these ways or without anything to tell. Takes no lock.
///
/// # Errors
/// [`StoreError`].
pub fn is_something_due(c: &mut Connection, now: u64, ways: &[Way]) -> Result<bool, StoreError> {
    let ways: Vec<&str> = ways.iter().map(|way| way.column()).collect();
    let one: Option<i64> = due!(now)
        .filter(notifications::waiting.eq(NOTHING).or(notifications::way.eq_any(ways)))
        .select(notifications::due)
        .first(c)
        .optional()?;
    Ok(one.is_some())
}

/// Whether somebody is to be told this way. Takes no lock.
///
/// # Errors
/// [`StoreError`].
pub fn is_somebody_due(c: &mut Connection, now: u64, way: Way) -> Result<bool, StoreError> {
    let one: Option<i64> = due!(now)
        .filter(notifications::waiting.ne(NOTHING))
        .filter(notifications::way.eq(way.column()))
        .select(notifications::due)
        .first(c)
        .optional()?;
    Ok(one.is_some())
}

/// Lets the day pass for those who are due and of whom nothing is to be told.
///
/// # Errors
/// [`StoreError`].
pub fn pass_over(c: &mut Connection, now: u64) -> Result<(), StoreError> {
    let midnight = to_column(tomorrow(now, 0))?;
    diesel::update(due!(now).filter(notifications::waiting.eq(NOTHING)))
        .set(notifications::due.eq(notifications::hour + midnight))
        .execute(c)?;
    Ok(())
}

/// Claims one who is due, and of whom there is something to be told by one of these ways: until tomorrow nobody else
/// tells them.
///
/// # Errors
/// [`StoreError`].
pub fn claim(c: &mut Connection, now: u64, way: Way) -> Result<Option<Claim>, StoreError> {
    type Due = (Vec<u8>, Vec<u8>, String, i64, String, i64);
    loop {
        let next: Option<Due> = due!(now)
            .filter(notifications::waiting.ne(NOTHING))
            .filter(notifications::way.eq(way.column()))
            .order((notifications::organisation, notifications::adviser))
            .select((
                notifications::organisation,
                notifications::adviser,
                notifications::address,
                notifications::hour,
                notifications::language,
                notifications::due,
            ))
            .first(c)
            .optional()?;
        let Some((organisation, adviser, address, hour, language, was_due)) = next else {
            return Ok(None);
        };
        let hour = u8::try_from(hour).map_err(|_| StoreError::damaged("an hour that is none"))?;
        let due = tomorrow(now, hour);
        let row = notifications::table.find((&organisation, &adviser, way.column()));
        let claimed = diesel::update(row.filter(notifications::due.eq(was_due)))
            .set((notifications::due.eq(to_column(due)?), notifications::waiting.eq(TELLING)))
            .execute(c)?;
        // another server was faster: there may be others
        if claimed == 1 {
            let language = language_of_row(&language)?;
            let organisation = OrganisationId(bytes_from_column(&organisation)?);
            let adviser = AdviserId(bytes_from_column(&adviser)?);
            return Ok(Some(Claim { organisation, adviser, way, address, language, due }));
        }
    }
}

/// Ends a claim: the adviser was told. Letters that came since are told of tomorrow.
///
/// # Errors
/// [`StoreError`].
pub fn told(c: &mut Connection, claim: &Claim) -> Result<(), StoreError> {
    diesel::update(row!(claim).filter(notifications::waiting.eq(TELLING)))
        .set(notifications::waiting.eq(NOTHING))
        .execute(c)?;
    Ok(())
}

/// Ends a claim: the adviser could not be told, and it may be tried again from `due` on (hours since 1970).
///
/// # Errors
/// [`StoreError`].
pub fn put_off(c: &mut Connection, claim: &Claim, due: u64) -> Result<(), StoreError> {
    diesel::update(row!(claim).filter(notifications::due.eq(to_column(claim.due)?)))
        .set(notifications::due.eq(to_column(due)?))
        .execute(c)?;
    Ok(())
}

/// Ends a claim: the address is no more.
///
/// # Errors
/// [`StoreError`].
pub fn gone(c: &mut Connection, claim: &Claim) -> Result<(), StoreError> {
    diesel::delete(row!(claim).filter(notifications::address.eq(&claim.address))).execute(c)?;
    Ok(())
}
