//! What came out, for the terminal and for RESULTS.md.

use std::fmt::Write as _;
use std::time::Duration;

use crate::rounds::Samples;

/// What a figure should be.
#[derive(Clone, Copy, Debug)]
pub enum Goal {
    /// At least this much.
    AtLeast(f64),
    /// At most this much.
    AtMost(f64),
}

/// A line of the table.
pub struct Row {
    what: String,
    measured: String,
    against: String,
    /// What the goal is about, with its unit.
    outcome: Option<(Samples, &'static str)>,
    goal: Option<Goal>,
    notes: Vec<String>,
    reason: Option<String>,
}

/// Everything that came out of one run.
pub struct Report {
    machine: Vec<(&'static str, String)>,
    rows: Vec<Row>,
    took: Duration,
}

impl Row {
    /// What was measured, and the limit that it is held against.
    pub fn new(what: impl Into<String>, measured: impl Into<String>, against: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            measured: measured.into(),
            against: against.into(),
            outcome: None,
            goal: None,
            notes: Vec::new(),
            reason: None,
        }
    }

    /// What was not measured, and why.
    pub fn skipped(what: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::new(what, "not measured", "").note(reason)
    }

    /// The figure that has a goal; `unit` is "×" for a ratio.
    #[must_use]
    pub fn outcome(mut self, samples: Samples, unit: &'static str, goal: Goal) -> Self {
        self.outcome = Some((samples, unit));
        self.goal = Some(goal);
        self
    }

    /// A sentence below the table.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// What was measured that says why, should the goal be missed.
    #[must_use]
    pub fn reason(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    /// The sentences below the table.
    fn remarks(&self) -> Vec<String> {
        let reason = self.reason.as_ref().filter(|_| self.verdict().starts_with(MISSED));
        self.notes.iter().cloned().chain(reason.map(|reason| format!("Why it is missed: {reason}"))).collect()
    }

    fn cells(&self) -> [String; 6] {
        let outcome = self.outcome.as_ref().map_or(String::new(), |(samples, unit)| {
            let [middle, min, max] = [samples.median(), samples.min(), samples.max()].map(figure);
            format!("{middle} {unit} ({min} to {max})")
        });
        let unit = self.outcome.as_ref().map_or("", |(_, unit)| unit);
        let goal = match self.goal {
            Some(Goal::AtLeast(least)) => format!("≥ {least} {unit}"),
            Some(Goal::AtMost(most)) => format!("≤ {most} {unit}"),
            None => String::new(),
        };
        [self.what.clone(), self.measured.clone(), self.against.clone(), outcome, goal, self.verdict()]
    }

    fn verdict(&self) -> String {
        match (&self.outcome, self.goal) {
            (Some((samples, _)), Some(goal)) => verdict(samples.median(), goal),
            _ => "–".to_owned(),
        }
    }
}

fn verdict(median: f64, goal: Goal) -> String {
    let (met, share) = match goal {
        Goal::AtLeast(least) => (median >= least, median / least),
        Goal::AtMost(most) => (median <= most, median / most),
    };
    if met { "met".to_owned() } else { format!("{MISSED}: {:.0} % of it", share * 100.0) }
}

const MISSED: &str = "missed";

/// A figure with the two or three digits that are not noise.
pub fn figure(value: f64) -> String {
    if value >= 100.0 {
        format!("{value:.0}")
    } else if value >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    }
}

impl Report {
    /// A report without lines, of a run on this machine.
    pub const fn new(machine: Vec<(&'static str, String)>) -> Self {
        Self { machine, rows: Vec::new(), took: Duration::ZERO }
    }

    /// Adds lines to the table.
    pub fn add(&mut self, rows: Vec<Row>) {
        self.rows.extend(rows);
    }

    /// Notes how long the whole run took.
    pub const fn took(&mut self, took: Duration) {
        self.took = took;
    }

    /// The report as text for the terminal.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for row in &self.rows {
            let [what, measured, against, outcome, goal, verdict] = row.cells();
            let _ = writeln!(text, "\n{what}\n    {measured}");
            if !against.is_empty() {
                let _ = writeln!(text, "    against {against}");
            }
            if !goal.is_empty() {
                let _ = writeln!(text, "    {outcome}, goal {goal}: {verdict}");
            }
            for remark in row.remarks() {
                let _ = writeln!(text, "    {remark}");
            }
        }
        let _ = writeln!(text, "\n{} s in all", self.took.as_secs());
        text
    }

    /// The report as Markdown, as RESULTS.md has it.
    pub fn markdown(&self) -> String {
        let mut text = INTRODUCTION.to_owned();
        text.push_str("\n## The machine\n\n| | |\n| --- | --- |\n");
        for (name, value) in &self.machine {
            let _ = writeln!(text, "| {name} | {value} |");
        }
        let _ = writeln!(text, "| the run took | {} s |", self.took.as_secs());
        text.push_str("\n## The figures\n\n| | measured | against | median (least to most) | goal | |\n");
        text.push_str("| --- | --- | --- | --- | --- | --- |\n");
        for row in &self.rows {
            let _ = writeln!(text, "| {} |", row.cells().join(" | "));
        }
        text.push_str("\n## Notes\n\n");
        for (row, remarks) in self.rows.iter().map(|row| (row, row.remarks())) {
            if !remarks.is_empty() {
                let _ = writeln!(text, "- **{}**: {}", row.what, remarks.join(" "));
            }
        }
        text
    }
}

const INTRODUCTION: &str = "\
# Results

Written by `cargo xtask bench`; do not edit. Each figure is held against a limit that was taken in the same run, in turn
with it, round by round; a ratio is taken within each round, and what is given is the middle one of the rounds. So other
work on the machine hits both sides, and ratios can be compared between machines where figures can't. The real server
(`release` profile) is asked over HTTP on the loopback interface by callers that each keep one connection and ask anew
as soon as they are answered; they run on the same cores as the server, which draws ratios towards 1.
";

#[cfg(test)]
mod tests {
    use super::*;

    fn row(figures: Vec<f64>, goal: Goal) -> String {
        Row::new("a", "b", "c").outcome(Samples::new(figures), "×", goal).note("why").verdict()
    }

    #[test]
    fn the_median_decides() {
        assert_eq!(row(vec![0.6, 0.7, 0.9], Goal::AtLeast(0.7)), "met");
        assert_eq!(row(vec![0.6, 0.63, 0.9], Goal::AtLeast(0.7)), "missed: 90 % of it");
        assert_eq!(row(vec![15.0], Goal::AtMost(15.0)), "met");
        assert_eq!(row(vec![30.0], Goal::AtMost(15.0)), "missed: 200 % of it");
    }

    #[test]
    fn a_reason_is_given_where_a_goal_is_missed() {
        for (figure, is_given) in [(0.7, false), (0.6, true)] {
            let row = Row::new("a", "b", "c").outcome(Samples::new(vec![figure]), "×", Goal::AtLeast(0.7));
            let mut report = Report::new(Vec::new());
            report.add(vec![row.reason("it is slow")]);
            for text in [report.text(), report.markdown()] {
                assert_eq!(text.contains("Why it is missed: it is slow"), is_given, "{text}");
            }
        }
    }

    #[test]
    fn both_forms_say_the_same() {
        let mut report = Report::new(vec![("cores", "2".to_owned())]);
        let samples = Samples::new(vec![1.0, 2.0, 3.0]);
        report.add(vec![
            Row::new("writes", "200 a second", "100 a second").outcome(samples, "×", Goal::AtLeast(1.5)),
            Row::skipped("pgbench", "There is none."),
        ]);
        assert!(report.text().contains("2.00 × (1.00 to 3.00), goal ≥ 1.5 ×: met"), "{}", report.text());
        let markdown = report.markdown();
        let due = "| writes | 200 a second | 100 a second | 2.00 × (1.00 to 3.00) | ≥ 1.5 × | met |";
        assert!(markdown.contains(due), "{markdown}");
        assert!(markdown.contains("| cores | 2 |") && markdown.contains("- **pgbench**: There is none."));
    }
}
