//! Decisions are numbered from 0001 without gaps.

use crate::finding::Finding;
use crate::tree::File;

const FOLDER: &str = "docs/decisions/";

/// Finds decisions that are misnamed, share a number, or leave a gap before them.
pub(crate) fn check(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut expected = 1;
    let mut paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    paths.sort_unstable();
    for path in paths {
        let Some(name) = path
            .strip_prefix(FOLDER)
            .filter(|name| *name != "README.md")
        else {
            continue;
        };
        let Some(number) = number(name) else {
            findings.push(Finding::about(
                path,
                "not named `NNNN-title-in-lower-case.md`",
            ));
            continue;
        };
        if number != expected {
            findings.push(Finding::about(
                path,
                format!("expected number {expected:04} here"),
            ));
        }
        expected = number + 1;
    }
    findings
}

fn number(name: &str) -> Option<u32> {
    let (digits, title) = name.strip_suffix(".md")?.split_once('-')?;
    let titled = !title.is_empty()
        && title
            .chars()
            .all(|c| c == '-' || c.is_ascii_lowercase() || c.is_ascii_digit());
    (titled && digits.len() == 4).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(names: &[&str]) -> usize {
        let file = |name: &&str| File {
            path: format!("{FOLDER}{name}"),
            text: String::new(),
        };
        check(&names.iter().map(file).collect::<Vec<_>>()).len()
    }

    #[test]
    fn numbers_run_without_gaps() {
        assert_eq!(count(&["README.md", "0001-a.md", "0002-b-c.md"]), 0);
        assert_eq!(count(&["0001-a.md", "0003-b.md"]), 1);
        assert_eq!(count(&["0001-a.md", "0001-b.md"]), 1);
        assert_eq!(count(&["0002-a.md"]), 1);
    }

    #[test]
    fn names_follow_the_pattern() {
        assert_eq!(count(&["1-a.md"]), 1);
        assert_eq!(count(&["0001-A.md"]), 1);
        assert_eq!(count(&["notes.md"]), 1);
    }
}
