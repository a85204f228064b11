//! The four words of cancellation.

/// The words, one of which every `# Cancel safety` section uses.
pub(crate) const WORDS: [&str; 4] = ["cancel safe", "resumable", "lossy", "runs on"];

/// Returns whether a section's text uses one of the four words.
pub(crate) fn uses_a_word(section: &str) -> bool {
    let text = section
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    let text = text
        .replace("cancel-safe", "cancel safe")
        .replace("not cancel safe", "")
        .replace("not *cancel safe*", "");
    WORDS.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_uses_one_of_the_four_words() {
        assert!(uses_a_word("Cancel\nsafe: nothing happened."));
        assert!(uses_a_word("*Lossy*: the message is gone."));
        assert!(uses_a_word("The closure runs  on."));
        assert!(uses_a_word("Not cancel safe: lossy."));
    }

    #[test]
    fn another_word_will_not_do() {
        assert!(!uses_a_word("Dropping it is fine."));
        assert!(!uses_a_word("Not cancel safe."));
    }
}
