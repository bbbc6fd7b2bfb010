//! What comes of a rule.

/// What a rule found.
pub enum Verdict {
    /// All is as it should be.
    Holds,
    /// It could not be checked here, and why.
    Unchecked(String),
    /// It doesn't hold, and what to do.
    Broken(String),
}

impl Verdict {
    /// Broken where there are findings, one a line, else holding.
    pub fn of(findings: Vec<String>, advice: &str) -> Self {
        if findings.is_empty() {
            Self::Holds
        } else {
            Self::Broken(format!("{advice}\n  {}", findings.join("\n  ")))
        }
    }
}
