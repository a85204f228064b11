//! One idea per file: no source file is longer than the cap, tests apart.

use crate::finding::Finding;
use crate::rust::{test_lines, tokens};
use crate::tree::File;

const CAP: usize = 600;

/// Finds a source file whose lines outside tests are more than the cap.
///
/// Files under a folder named `tests`, files named `tests.rs` and the measurements under `benches` are
/// let through.
pub(crate) fn check(file: &File) -> Vec<Finding> {
    if !file.is_rust()
        || file.is_under("tests")
        || file.name() == "tests.rs"
        || file.path.starts_with("benches/")
    {
        return Vec::new();
    }
    let all = file.text.lines().count();
    if all <= CAP {
        return Vec::new();
    }
    let tests: usize = test_lines(&tokens(&file.text))
        .iter()
        .map(|(first, last)| last - first + 1)
        .sum();
    let lines = all.saturating_sub(tests);
    let message = format!("{lines} lines outside tests, more than {CAP}: find the second idea");
    if lines > CAP {
        vec![Finding::about(&file.path, message)]
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: String) -> usize {
        check(&File {
            path: path.to_owned(),
            text,
        })
        .len()
    }

    #[test]
    fn the_cap_is_held_outside_tests() {
        assert_eq!(count("a/src/b.rs", "x\n".repeat(601)), 1);
        assert_eq!(count("a/src/b.rs", "x\n".repeat(600)), 0);
        assert_eq!(count("a/tests/b.rs", "x\n".repeat(601)), 0);
    }

    #[test]
    fn a_test_module_does_not_count() {
        let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "//\n".repeat(300));
        assert_eq!(count("a/src/b.rs", "//\n".repeat(400) + &tests), 0);
        assert_eq!(count("a/src/b.rs", "//\n".repeat(601) + &tests), 1);
    }
}
