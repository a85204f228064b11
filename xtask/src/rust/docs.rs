//! Sections of documentation.

/// Returns the text under the heading `title` (any level, any case) up to the next heading, its lines
/// joined by spaces; `None` when there is no such heading.
pub(crate) fn section(docs: &str, title: &str) -> Option<String> {
    let mut found: Option<String> = None;
    let mut fenced = false;
    for line in docs.lines() {
        let line = line.trim();
        if line.starts_with("```") {
            fenced = !fenced;
        }
        if line.starts_with('#') && !fenced {
            if found.is_some() {
                break;
            }
            if line
                .trim_start_matches('#')
                .trim()
                .eq_ignore_ascii_case(title)
            {
                found = Some(String::new());
            }
        } else if let Some(text) = &mut found {
            text.push_str(line);
            text.push(' ');
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_ends_at_the_next_heading() {
        let docs = " Waits.\n\n # Cancel safety\n\n Cancel\n safe.\n\n # Errors\n\n None.";
        assert_eq!(
            section(docs, "Cancel safety").as_deref(),
            Some(" Cancel safe.  ")
        );
        assert_eq!(section(docs, "Panics"), None);
    }

    #[test]
    fn a_hash_in_an_example_is_no_heading() {
        assert_eq!(section("```\n# Errors\n```\n", "Errors"), None);
    }
}
