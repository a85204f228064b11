//! `unsafe` lives only under a folder named `raw`.
//!
//! The lint table warns of `unsafe_code` everywhere and CI refuses warnings, so a file with `unsafe`
//! needs an exception from the lint; both the keyword and the exception stand under `raw/` alone.

use crate::finding::Finding;
use crate::rust::{attributes, tokens};
use crate::tree::File;

/// Finds the keyword, and exceptions from the lint, outside `raw/`.
pub(crate) fn check(file: &File) -> Vec<Finding> {
    if !file.is_rust() || file.is_under("raw") {
        return Vec::new();
    }
    let tokens = tokens(&file.text);
    let mut findings = Vec::new();
    for token in tokens.iter().filter(|token| token.is("unsafe")) {
        findings.push(Finding::at(
            &file.path,
            token.line,
            "`unsafe` outside a folder named `raw`",
        ));
    }
    for inside in attributes(&tokens) {
        let names = |word: &str| inside.iter().any(|token| token.is(word));
        let lifts = names("expect") || names("allow") || names("warn");
        if let Some(token) = inside.iter().find(|token| token.is("unsafe_code") && lifts) {
            let message = "an exception from `unsafe_code` outside a folder named `raw`";
            findings.push(Finding::at(&file.path, token.line, message));
        }
    }
    findings
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
    fn the_keyword_is_found_outside_raw() {
        assert_eq!(count("a/src/b.rs", "fn f() { unsafe { g() } }"), 1);
        assert_eq!(count("a/src/b.rs", "unsafe impl Send for A {}"), 1);
        assert_eq!(
            count(
                "a/src/raw/b.rs",
                "#![expect(unsafe_code, reason = \"x\")]\nunsafe fn f() {}"
            ),
            0
        );
        assert_eq!(count("a/src/raw.rs", "unsafe fn f() {}"), 1);
    }

    #[test]
    fn an_exception_from_the_lint_is_found_outside_raw() {
        assert_eq!(
            count(
                "a/src/lib.rs",
                "#[expect(dead_code, unsafe_code, reason = \"x\")]\nmod raw;"
            ),
            1
        );
        assert_eq!(
            count(
                "a/src/lib.rs",
                "#![forbid(unsafe_code)]\n#![deny(unsafe_code)]\nmod unsafe_code;"
            ),
            0
        );
    }

    #[test]
    fn prose_and_strings_may_speak_of_it() {
        assert_eq!(
            count(
                "a/src/b.rs",
                "// unsafe\n/// unsafe\nconst X: &str = \"unsafe\";"
            ),
            0
        );
    }
}
