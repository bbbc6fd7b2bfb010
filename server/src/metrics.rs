//! Counts for the operator: by class of route and status, and nothing else. Nothing per organisation, no durations, no
//! sizes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

/// How many requests were answered since the start, by class of route and status.
#[derive(Debug, Default)]
pub struct Metrics(Mutex<BTreeMap<(&'static str, u16), u64>>);

/// The class of a route: coarse on purpose, so that watching the counts does not tell a post from a fetch.
pub fn class(pattern: Option<&str>) -> &'static str {
    let Some(pattern) = pattern else {
        return "none";
    };
    let of_letters = [
        "/v1/organisations/{slug}/letters",
        "/v1/organisations/{slug}/chunks",
        "/v1/organisations/{slug}/challenge",
        "/v1/letters/",
        "/v1/chunks/",
    ];
    let of_advisers = ["/v1/sessions", "/v1/vault", "/v1/notifications"];
    if of_letters.iter().any(|start| pattern.starts_with(start)) {
        "letters"
    } else if of_advisers.iter().any(|start| pattern.starts_with(start)) {
        "sessions"
    } else if pattern.starts_with("/v1/") {
        "organisations"
    } else if ["/", "/help", "/web/{file}", "/{slug}", "/{slug}/"].contains(&pattern) {
        "pages"
    } else {
        "documentation"
    }
}

impl Metrics {
    /// Counts an answer.
    pub fn count(&self, class: &'static str, status: u16) {
        // a panic elsewhere cannot leave a counter half written: poisoning means nothing here
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry((class, status)).or_default() += 1;
    }

    /// The Prometheus text format, version 0.0.4.
    pub fn text(&self) -> String {
        let mut text = String::from(
            "# HELP fluister_requests_total Requests answered, by class of route and status.\n\
             # TYPE fluister_requests_total counter\n",
        );
        for ((class, status), count) in self.0.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            // writing to a string cannot fail
            let _ =
                writeln!(text, "fluister_requests_total{{class=\"{class}\",status=\"{status}\"}} {count}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_by_class_and_status() {
        let metrics = Metrics::default();
        metrics.count(class(Some("/v1/organisations/{slug}/letters")), 201);
        metrics.count(class(Some("/v1/letters/fetch")), 201);
        metrics.count(class(None), 404);
        let text = metrics.text();
        assert!(text.ends_with(
            "fluister_requests_total{class=\"letters\",status=\"201\"} 2\n\
             fluister_requests_total{class=\"none\",status=\"404\"} 1\n"
        ));
    }
}
