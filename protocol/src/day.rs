//! Days and epochs: the only time that the protocol knows.

use jiff::civil::Date;
use jiff::{ToSpan, Unit};

/// A UTC day, as the number of days since 1970-01-01. Written `YYYY-MM-DD`. Years 1970 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(u32);

/// The text is not a day between 1970-01-01 and 9999-12-31 in the form YYYY-MM-DD.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a day of the form YYYY-MM-DD from 1970 on")]
pub struct NotADay;

const START: Date = Date::constant(1970, 1, 1);

impl Day {
    /// 9999-12-31.
    pub const LAST: Self = Self(2_932_896);

    /// The day by its number since 1970-01-01.
    ///
    /// # Errors
    /// [`NotADay`] after the year 9999.
    pub fn new(days: u32) -> Result<Self, NotADay> {
        if days <= Self::LAST.0 { Ok(Self(days)) } else { Err(NotADay) }
    }

    /// The UTC day of a Unix time in seconds; anything before 1970 is its first day.
    pub fn of_unix_seconds(seconds: u64) -> Self {
        Self(u32::try_from(seconds / 86_400).map_or(Self::LAST.0, |days| days.min(Self::LAST.0)))
    }

    /// Days since 1970-01-01.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// This day and `days` more, at most 9999-12-31.
    pub fn plus(self, days: u32) -> Self {
        Self(self.0.saturating_add(days).min(Self::LAST.0))
    }

    /// `days` before this day, at least 1970-01-01.
    pub const fn minus(self, days: u32) -> Self {
        Self(self.0.saturating_sub(days))
    }

    /// The epoch in which the day lies.
    pub const fn epoch(self) -> Epoch {
        Epoch(self.0 / Epoch::DAYS)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let date = START.checked_add(i64::from(self.0).days()).unwrap_or(Date::MAX);
        write!(f, "{date}")
    }
}

impl std::str::FromStr for Day {
    type Err = NotADay;
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let date: Date = text.parse().map_err(|_| NotADay)?;
        let days = date.since((Unit::Day, START)).map_err(|_| NotADay)?.get_days();
        let day = Self::new(u32::try_from(days).map_err(|_| NotADay)?)?;
        // one spelling per day: jiff reads other ISO 8601 forms, too
        if day.to_string() == text { Ok(day) } else { Err(NotADay) }
    }
}

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}
impl<'de> serde::Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A stretch of 28 UTC days on the grid that everybody shares: ⌊days since 1970 / 28⌋. An epoch key lives for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Epoch(pub u32);

impl Epoch {
    /// An epoch's length.
    pub const DAYS: u32 = 28;
    /// How long after its end an epoch's secret is kept.
    pub const GRACE_DAYS: u32 = 14;

    /// The first day.
    pub fn first_day(self) -> Day {
        Day(self.0.saturating_mul(Self::DAYS).min(Day::LAST.0))
    }

    /// The last day.
    pub fn last_day(self) -> Day {
        self.first_day().plus(Self::DAYS - 1)
    }

    /// `count` epochs later.
    pub const fn plus(self, count: u32) -> Self {
        Self(self.0.saturating_add(count))
    }

    /// `count` epochs earlier.
    pub const fn minus(self, count: u32) -> Self {
        Self(self.0.saturating_sub(count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_are_written_one_way() {
        let day: Day = "2026-11-22".parse().unwrap();
        assert_eq!((day.number(), day.epoch()), (20_779, Epoch(742)));
        assert_eq!(Day::LAST.to_string(), "9999-12-31");
        for text in
            ["1969-12-31", "2026-11-31", "20261122", "2026-W47-7", "2026-11-22T00:00", "+002026-11-22", ""]
        {
            assert_eq!(text.parse::<Day>(), Err(NotADay), "{text}");
        }
    }

    proptest! {
        #[test]
        fn days_go_round(number in 0..=Day::LAST.number()) {
            let day = Day::new(number).unwrap();
            prop_assert_eq!(day.to_string().parse::<Day>(), Ok(day));
            prop_assert!(day.epoch().first_day() <= day && day <= day.epoch().last_day());
        }
    }
}
