//! One direction of a thread: which letters have come, and what is wrong with their order.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::Id;

/// The letters of one writer in one thread.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sequence {
    /// The highest n without a gap.
    gapless: u32,
    /// Letters that came beyond a gap.
    beyond: BTreeSet<u32>,
    /// The ids of all that came, so that a letter that comes twice can be told from another of its number.
    ids: BTreeSet<Id>,
    /// Letters that will not come any more: their shelf life is over.
    expired: BTreeSet<u32>,
}

/// What a letter's arrival means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// The next one.
    InTurn,
    /// Later ones had come before it.
    OutOfTurn,
    /// It comes, and earlier ones are missing.
    AfterGap,
    /// This very letter is known.
    Repeated,
    /// Another letter had this number: somebody else writes in this thread, or a device that was restored.
    Conflict,
}

impl Arrival {
    /// A stable name, used by the vectors.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InTurn => "in-turn",
            Self::OutOfTurn => "out-of-turn",
            Self::AfterGap => "after-gap",
            Self::Repeated => "repeated",
            Self::Conflict => "conflict",
        }
    }
}

impl Sequence {
    /// Takes in letter n (from 1), which lies under this id.
    pub fn take(&mut self, n: u32, id: Id) -> Arrival {
        if self.ids.contains(&id) {
            return Arrival::Repeated;
        }
        if n == 0 || (n <= self.gapless && !self.expired.contains(&n)) || self.beyond.contains(&n) {
            return Arrival::Conflict;
        }
        self.ids.insert(id);
        self.expired.remove(&n);
        if n <= self.gapless {
            return Arrival::OutOfTurn;
        }
        let late = self.beyond.last().is_some_and(|last| *last > n);
        let next = n == self.gapless + 1;
        self.beyond.insert(n);
        self.advance();
        match (late, next) {
            (true, _) => Arrival::OutOfTurn,
            (false, true) => Arrival::InTurn,
            (false, false) => Arrival::AfterGap,
        }
    }

    /// Letter n can no longer come: older than the shelf life.
    pub fn expire(&mut self, n: u32) {
        if n > self.gapless && !self.beyond.contains(&n) {
            self.expired.insert(n);
            self.advance();
        }
    }

    fn advance(&mut self) {
        while self.beyond.remove(&(self.gapless + 1)) || self.expired.contains(&(self.gapless + 1)) {
            self.gapless += 1;
        }
    }

    /// What goes out as `seen`: the highest n without a gap.
    pub const fn seen(&self) -> u32 {
        self.gapless
    }

    /// The highest n that came.
    pub fn highest(&self) -> u32 {
        self.beyond.last().copied().unwrap_or(self.gapless)
    }

    /// The letters that are missing, where `written` are known to exist.
    pub fn missing(&self, written: u32) -> Vec<u32> {
        (self.gapless + 1..=written.max(self.highest())).filter(|n| !self.beyond.contains(n)).collect()
    }

    /// The letters whose shelf life was over before they were read.
    pub fn expired(&self) -> impl Iterator<Item = u32> {
        self.expired.iter().copied()
    }

    /// Whether the other's `seen` is possible, where so many were written.
    pub const fn seen_is_possible(seen: u32, written: u32) -> bool {
        seen <= written
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(n: u32) -> Id {
        Id([u8::try_from(n).unwrap(); 32])
    }

    #[test]
    fn every_disorder_has_its_name() {
        let mut sequence = Sequence::default();
        assert_eq!(sequence.take(1, id(1)), Arrival::InTurn);
        assert_eq!(sequence.take(3, id(3)), Arrival::AfterGap);
        assert_eq!((sequence.seen(), sequence.missing(4)), (1, vec![2, 4]));
        assert_eq!(sequence.take(3, id(3)), Arrival::Repeated);
        assert_eq!(sequence.take(3, id(33)), Arrival::Conflict);
        assert_eq!(sequence.take(0, id(9)), Arrival::Conflict);
        assert_eq!(sequence.take(2, id(2)), Arrival::OutOfTurn);
        assert_eq!((sequence.seen(), sequence.missing(3)), (3, vec![]));
        assert_eq!(sequence.take(2, id(2)), Arrival::Repeated);
        assert_eq!(sequence.take(2, id(22)), Arrival::Conflict);
    }

    #[test]
    fn what_is_past_its_shelf_life_is_not_waited_for() {
        let mut sequence = Sequence::default();
        sequence.take(2, id(2));
        sequence.expire(1);
        assert_eq!((sequence.seen(), sequence.missing(2)), (2, vec![]));
        assert_eq!(sequence.expired().collect::<Vec<_>>(), [1]);
    }

    proptest! {
        #[test]
        fn any_order_ends_the_same(order in Just((1..20_u32).collect::<Vec<_>>()).prop_shuffle()) {
            let mut sequence = Sequence::default();
            for n in &order {
                prop_assert!(!matches!(sequence.take(*n, id(*n)), Arrival::Repeated | Arrival::Conflict));
            }
            prop_assert_eq!(sequence.seen(), 19);
            prop_assert!(sequence.missing(19).is_empty());
            for n in order {
                prop_assert_eq!(sequence.take(n, id(n)), Arrival::Repeated);
            }
        }
    }
}
