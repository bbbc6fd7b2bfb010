//! What RESULTS.md has from others, which a run leaves as it is.

/// Where the section on browsers begins and ends, which `npm run times` in `web/browser` writes.
const BEGIN: &str = "<!-- browsers -->";
const END: &str = "<!-- /browsers -->";

/// New results, with the section on browsers that was there before.
pub fn with_browsers(results: &str, before: &str) -> String {
    match before.split_once(BEGIN).and_then(|(_, rest)| rest.split_once(END)) {
        Some((section, _)) => format!("{}\n\n{BEGIN}{section}{END}\n", results.trim_end()),
        None => results.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_on_browsers_stays() {
        let before = format!("old\n\n{BEGIN}\n## In browsers\n{END}\n");
        let after = with_browsers("new\n", &before);
        assert_eq!(after, format!("new\n\n{BEGIN}\n## In browsers\n{END}\n"));
        assert_eq!(with_browsers("newer\n", &after), after.replace("new\n", "newer\n"));
    }

    #[test]
    fn where_there_is_none_nothing_is_added() {
        for before in ["", "old\n", BEGIN] {
            assert_eq!(with_browsers("new\n", before), "new\n");
        }
    }
}
