//! The orderings in a file.

/// One ordering that is stronger than `Relaxed`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Site {
    /// The file, from the repository's root.
    pub(crate) path: String,
    /// The line, from 1.
    pub(crate) line: usize,
    /// Where in the file it starts, in bytes.
    at: usize,
    /// Its name.
    pub(crate) ordering: &'static str,
    /// Whether the comment above says that no model shows it, and why.
    pub(crate) is_argued: bool,
}

const STRONG: [&str; 4] = ["AcqRel", "Acquire", "Release", "SeqCst"];
const MARK: &str = "Ordering::";
/// What a comment says of an ordering that rests on an argument.
const ARGUED: &str = "no model shows";
/// How many lines above an ordering its comment may be.
const REACH: usize = 12;

impl Site {
    /// Returns the file's text with this one weakened.
    pub(crate) fn weaken(&self, text: &str) -> String {
        let end = self.at + self.ordering.len();
        format!("{}Relaxed{}", &text[..self.at], &text[end..])
    }
}

/// Finds the orderings in a file, but for those in its comments and its tests.
pub(crate) fn sites(path: &str, text: &str) -> Vec<Site> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines: Vec<&str> = code.split_inclusive('\n').collect();
    let mut found = Vec::new();
    let mut start = 0;
    for (index, line) in lines.iter().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for (at, _) in code.match_indices(MARK) {
            let name = &code[at + MARK.len()..];
            let Some(ordering) = STRONG.iter().find(|strong| name.starts_with(**strong)) else {
                continue;
            };
            let above = &lines[index.saturating_sub(REACH)..=index];
            found.push(Site {
                path: path.to_owned(),
                line: index + 1,
                at: start + at + MARK.len(),
                ordering,
                is_argued: above.iter().any(|line| is_argument(line)),
            });
        }
        start += line.len();
    }
    found
}

fn is_argument(line: &str) -> bool {
    line.trim_start().starts_with("//") && line.to_ascii_lowercase().contains(ARGUED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_strong_ordering_is_found_and_weakened() {
        let text = "// Ordering::Acquire\nx.load(Ordering::Relaxed);\ny.swap(1, Ordering::AcqRel);\n#[cfg(test)]\nz.load(Ordering::SeqCst);\n";
        let found = sites("a.rs", text);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].line, found[0].ordering), (3, "AcqRel"));
        assert!(
            found[0]
                .weaken(text)
                .contains("y.swap(1, Ordering::Relaxed)")
        );
        assert!(!found[0].is_argued);
    }

    #[test]
    fn a_comment_may_argue() {
        let text = "// Acquire: for the heirs; no model shows it.\nx.load(Ordering::Acquire);\n";
        assert!(sites("a.rs", text)[0].is_argued);
    }
}
