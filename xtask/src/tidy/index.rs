//! `mod.rs` is an index: documentation, attributes, `mod name;` and `use`.

use crate::finding::Finding;
use crate::rust::{Kind, Token, tokens};
use crate::tree::File;

/// Finds what is not an index in a `mod.rs`.
pub(crate) fn check(file: &File) -> Vec<Finding> {
    if file.name() != "mod.rs" {
        return Vec::new();
    }
    let tokens: Vec<Token<'_>> = tokens(&file.text)
        .into_iter()
        .filter(|token| !token.is_prose())
        .collect();
    let mut at = 0;
    while at < tokens.len() {
        match entry(&tokens[at..]) {
            Some(length) => at += length,
            None => {
                let message = format!("mod.rs is an index, and holds `{}`", tokens[at].text);
                return vec![Finding::at(&file.path, tokens[at].line, message)];
            }
        }
    }
    Vec::new()
}

/// The number of tokens of the index entry that starts here, if it is one.
fn entry(tokens: &[Token<'_>]) -> Option<usize> {
    let first = tokens.first()?;
    if first.is_punct('#') {
        return Some(group_end(tokens));
    }
    if first.is("pub") {
        let parenthesis = tokens.get(1).is_some_and(|token| token.is_punct('('));
        return Some(if parenthesis { group_end(tokens) } else { 1 });
    }
    let end = tokens.iter().position(|token| token.is_punct(';'))?;
    let is_mod = first.is("mod") && end == 2 && tokens[1].kind == Kind::Ident;
    (is_mod || first.is("use")).then_some(end + 1)
}

/// The number of tokens up to the bracket that closes the first one.
fn group_end(tokens: &[Token<'_>]) -> usize {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        match token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return index + 1;
                }
            }
            _ => {}
        }
    }
    tokens.len()
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
    fn an_index_holds_modules_and_uses() {
        let text = "//! Docs.\n#![expect(unsafe_code, reason = \"x\")]\n/// A.\n#[cfg(test)]\nmod a;\npub(in crate::x) mod b;\n#[macro_use]\nmod c;\npub use a::{B, c::*};\nuse x as _;\n";
        assert_eq!(count("a/mod.rs", text), 0);
    }

    #[test]
    fn anything_else_is_found() {
        for text in [
            "fn f() {}",
            "pub struct A;",
            "impl A {}",
            "mod a { fn f() {} }",
            "const X: u8 = 1;",
            "m! { x; }",
            "use a;\nstatic B: u8 = 0;",
        ] {
            assert_eq!(count("a/mod.rs", text), 1, "{text}");
            assert_eq!(count("a/lib.rs", text), 0, "{text}");
        }
    }
}
