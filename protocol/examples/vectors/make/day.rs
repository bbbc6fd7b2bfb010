//! Makes `day.json`: days and epochs.

use fluister_protocol::day::Day;
use serde_json::json;

use super::{File, Made};

pub fn file() -> Made {
    let mut file = File::new(
        "day",
        "Days as they are written, their number since 1970-01-01, and the epoch in which they lie, with its first and last \
         day.",
    );
    for text in
        ["1970-01-01", "1970-01-28", "1970-01-29", "2000-02-29", "2026-11-22", "2100-03-01", "9999-12-31"]
    {
        let day: Day = text.parse().unwrap();
        let epoch = day.epoch();
        file.case(
            text,
            json!({ "day": text, "expect": {
                "number": day.number(), "epoch": epoch.0,
                "first": epoch.first_day().to_string(), "last": epoch.last_day().to_string(),
            }}),
        );
    }
    let wrong = [
        "1969-12-31",
        "0000-01-01",
        "-001-01-01",
        "10000-01-01",
        "+2026-11-22",
        "2026-11-31",
        "2026-02-29",
        "2100-02-29",
        "2026-13-01",
        "2026-00-01",
        "2026-11-00",
        "2026-11-2",
        "2026-1-22",
        "26-11-22",
        "20261122",
        "2026-326",
        "2026-W47-7",
        "2026-11-22T00:00",
        "2026-11-22Z",
        " 2026-11-22",
        "2026-11-22\n",
        "2026/11/22",
        "２０２６-11-22",
        "",
    ];
    for text in wrong {
        file.refusal(&format!("{text:?}"), "day", json!({ "day": text }));
    }
    file.done()
}
