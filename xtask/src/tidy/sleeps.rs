//! Tests do not sleep to wait for another thread.

use crate::finding::Finding;
use crate::rust::{Kind, Token, test_lines, tokens};
use crate::tree::File;

/// The words of a comment that lets a sleep through: what is tested is time itself.
const EXCUSE: &str = "time itself";

/// Finds `thread::sleep` in test code, unless a comment on its line or right above excuses it.
pub(crate) fn check(file: &File) -> Vec<Finding> {
    if !file.is_rust() {
        return Vec::new();
    }
    let all = tokens(&file.text);
    let code: Vec<&Token<'_>> = all.iter().filter(|token| !token.is_prose()).collect();
    let everywhere = file.is_under("tests") || file.path.starts_with("compat-tests/");
    let tests = if everywhere {
        vec![(0, usize::MAX)]
    } else {
        test_lines(&all)
    };
    let mut findings = Vec::new();
    for window in code.windows(4) {
        let [first, colon, _, last] = window else {
            continue;
        };
        let line = last.line;
        let sleeps = first.is("thread") && colon.is_punct(':') && last.is("sleep");
        let in_test = tests
            .iter()
            .any(|(start, end)| (*start..=*end).contains(&line));
        if sleeps && in_test && !excused(&all, line) {
            let message =
                format!("sleeps in a test; poll by hand, or say above why it tests `{EXCUSE}`");
            findings.push(Finding::at(&file.path, line, message));
        }
    }
    findings
}

/// Whether a comment on the line, or in the block of comments right above it, has the excuse.
fn excused(tokens: &[Token<'_>], line: usize) -> bool {
    let comment = |wanted: usize| {
        tokens
            .iter()
            .find(|t| t.kind == Kind::Comment && t.line == wanted)
    };
    let mut at = line;
    loop {
        match comment(at) {
            Some(found) if found.text.contains(EXCUSE) => return true,
            None if at != line => return false,
            _ if at <= 1 => return false,
            _ => at -= 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        check(&File {
            path: path.to_owned(),
            text: text.to_owned(),
        })
        .len()
    }

    #[test]
    fn a_sleep_in_a_test_is_found() {
        assert_eq!(
            count("a/tests/b.rs", "fn f() { std::thread::sleep(D); }"),
            1
        );
        assert_eq!(
            count("compat-tests/src/b.rs", "fn f() { thread::sleep(D); }"),
            1
        );
        assert_eq!(
            count(
                "a/src/b.rs",
                "#[cfg(test)]\nmod tests { fn f() { thread::sleep(D); } }"
            ),
            1
        );
    }

    #[test]
    fn a_sleep_outside_tests_is_not() {
        assert_eq!(
            count(
                "a/src/b.rs",
                "fn f() { thread::sleep(D); }\n#[cfg(test)]\nmod tests {}"
            ),
            0
        );
    }

    #[test]
    fn a_comment_excuses_a_test_of_time() {
        assert_eq!(
            count(
                "a/tests/b.rs",
                "fn f() {\n// It is time itself\n// that is tested.\nthread::sleep(D);\n}"
            ),
            0
        );
        assert_eq!(
            count(
                "a/tests/b.rs",
                "fn f() {\nthread::sleep(D); // time itself\n}"
            ),
            0
        );
        assert_eq!(
            count(
                "a/tests/b.rs",
                "// time itself\nfn f() {\nthread::sleep(D);\n}"
            ),
            1
        );
    }
}
