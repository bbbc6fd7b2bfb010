//! Measurements of several things in turn, so that what else the machine does hits all of them alike.

/// What came out of the rounds, at least one.
#[derive(Clone, Debug)]
pub struct Samples(Vec<f64>);

impl Samples {
    /// From figures in any order.
    pub fn new(mut figures: Vec<f64>) -> Self {
        assert!(!figures.is_empty(), "nothing was measured");
        figures.sort_by(f64::total_cmp);
        Self(figures)
    }

    /// The median; of an even number of figures the lower of the two in the middle.
    pub fn median(&self) -> f64 {
        self.0[(self.0.len() - 1) / 2]
    }

    /// The smallest figure.
    pub fn min(&self) -> f64 {
        self.0[0]
    }

    /// The largest figure.
    pub fn max(&self) -> f64 {
        self.0[self.0.len() - 1]
    }
}

/// Runs each side once a round, and begins each round with another side. A side's figures stand in the order of rounds.
pub fn in_turn<const SIDES: usize>(
    rounds: usize,
    mut sides: [Box<dyn FnMut() -> f64 + '_>; SIDES],
) -> [Vec<f64>; SIDES] {
    let mut figures = [const { Vec::new() }; SIDES];
    for round in 0..rounds {
        for turn in 0..SIDES {
            let side = (round + turn) % SIDES;
            figures[side].push(sides[side]());
        }
    }
    figures
}

/// Each round's `of` in proportion to the same round's `to`.
pub fn ratios(of: &[f64], to: &[f64]) -> Samples {
    Samples::new(of.iter().zip(to).map(|(of, to)| of / to).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        let samples = Samples::new(vec![3.0, 1.0, 2.0, 10.0]);
        assert_eq!([samples.min(), samples.median(), samples.max()], [1.0, 2.0, 10.0]);
    }

    #[test]
    fn rounds_begin_with_each_side() {
        let order = std::cell::RefCell::new(String::new());
        let side = |name: char, figure: f64| -> Box<dyn FnMut() -> f64 + '_> {
            let order = &order;
            Box::new(move || {
                order.borrow_mut().push(name);
                figure
            })
        };
        let [a, b] = in_turn(3, [side('a', 4.0), side('b', 2.0)]);
        assert_eq!(ratios(&a, &b).median(), 2.0);
        drop((a, b));
        assert_eq!(order.into_inner(), "abbaab");
    }
}
