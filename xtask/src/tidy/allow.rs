//! An exception from a lint is `#[expect(lint, reason = "...")]`, which says when it is no longer needed.
//!
//! Inside `macro_rules!` an `allow` with a reason passes: some expansions need it and others do not, and
//! an `expect` would warn in the latter.

use crate::finding::Finding;
use crate::rust::{attributes, macro_lines, tokens};
use crate::tree::File;

/// Finds `allow` in attributes, `cfg_attr` among them.
pub(crate) fn check(file: &File) -> Vec<Finding> {
    if !file.is_rust() {
        return Vec::new();
    }
    let tokens = tokens(&file.text);
    let macros = macro_lines(&tokens);
    let mut findings = Vec::new();
    for inside in attributes(&tokens) {
        let conditional = inside.first().is_some_and(|first| first.is("cfg_attr"));
        let named = if conditional {
            inside
        } else {
            inside.get(..1).unwrap_or_default()
        };
        let Some(token) = named.iter().find(|token| token.is("allow")) else {
            continue;
        };
        let reasoned = inside.iter().any(|token| token.is("reason"));
        let in_macro = macros
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&token.line));
        if !(in_macro && reasoned) {
            let message = "`allow`; an exception is `#[expect(lint, reason = ...)]`";
            findings.push(Finding::at(&file.path, token.line, message));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        check(&File {
            path: "a/src/b.rs".to_owned(),
            text: text.to_owned(),
        })
        .len()
    }

    #[test]
    fn an_allow_is_found() {
        assert_eq!(count("#[allow(dead_code)]\nfn f() {}"), 1);
        assert_eq!(count("#![allow(dead_code)]"), 1);
        assert_eq!(
            count("#[cfg_attr(not(unix), allow(dead_code))]\nfn f() {}"),
            1
        );
    }

    #[test]
    fn a_macro_may_allow_with_a_reason() {
        let with =
            |inside: &str| format!("macro_rules! m {{\n() => {{\n{inside}\nfn f() {{}} }};\n}}\n");
        assert_eq!(count(&with("#[allow(dead_code, reason = \"x\")]")), 0);
        assert_eq!(count(&with("#[allow(dead_code)]")), 1);
        assert_eq!(
            count(&(with("") + "#[allow(dead_code, reason = \"x\")]\nfn g() {}")),
            1
        );
    }

    #[test]
    fn a_function_of_that_name_is_not() {
        assert_eq!(
            count("#[expect(dead_code, reason = \"x\")]\nfn f() { allow(1); self.allow(2) }"),
            0
        );
    }
}
