//! A pointer is never turned into an integer and back: provenance is kept.

use crate::finding::Finding;
use crate::rust::{Kind, Token, tokens};
use crate::tree::File;

const INTEGERS: [&str; 6] = ["usize", "u64", "isize", "i64", "u128", "i128"];
const EXPOSING: [&str; 5] = [
    "expose_provenance",
    "with_exposed_provenance",
    "with_exposed_provenance_mut",
    "from_exposed_addr",
    "expose_addr",
];

/// Finds casts of pointers to integers, and the functions that expose provenance.
pub(crate) fn check(file: &File) -> Vec<Finding> {
    if !file.is_rust() {
        return Vec::new();
    }
    let tokens: Vec<Token<'_>> = tokens(&file.text)
        .into_iter()
        .filter(|token| !token.is_prose())
        .collect();
    let mut findings = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let cast = token.is("as")
            && tokens
                .get(index + 1)
                .is_some_and(|next| INTEGERS.contains(&next.text));
        if cast && (ends_in_pointer(&tokens[..index]) || ends_in_pointer_type(&tokens[..index])) {
            findings.push(Finding::at(
                &file.path,
                token.line,
                "a pointer cast to an integer; use `.addr()` or `.map_addr(..)`",
            ));
        }
        if token.kind == Kind::Ident && EXPOSING.contains(&token.text) {
            findings.push(Finding::at(
                &file.path,
                token.line,
                format!("`{}` gives up a pointer's provenance", token.text),
            ));
        }
    }
    findings
}

/// Whether the tokens end in `ptr`, `some_ptr` or `.as_ptr()`.
fn ends_in_pointer(before: &[Token<'_>]) -> bool {
    let name = match before {
        [.., name, open, close] if open.is_punct('(') && close.is_punct(')') => name,
        [.., name] => name,
        [] => return false,
    };
    name.kind == Kind::Ident && (name.text == "ptr" || name.text.ends_with("_ptr"))
}

/// Whether the tokens end in `as *const T`.
fn ends_in_pointer_type(before: &[Token<'_>]) -> bool {
    let Some(cast) = before.iter().rposition(|token| token.is("as")) else {
        return false;
    };
    let rest = &before[cast + 1..];
    let starts = matches!(rest, [star, kind, ..] if star.is_punct('*') && (kind.is("const") || kind.is("mut")));
    // Whatever ends a statement or an argument ends the type too.
    starts
        && !rest
            .iter()
            .any(|token| token.is_punct(';') || token.is_punct('{') || token.is_punct('='))
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
    fn a_pointer_cast_to_an_integer_is_found() {
        for text in [
            "let a = &x as *const _ as usize;",
            "let a = (p as *mut Vec<u8>) as usize;",
            "let a = p as *const () as u64;",
            "let a = ptr as usize;",
            "let a = data_ptr as usize;",
            "let a = x.as_ptr() as usize;",
            "p.expose_provenance();",
            "std::ptr::with_exposed_provenance(a)",
        ] {
            assert_eq!(count(text), 1, "{text}");
        }
    }

    #[test]
    fn other_casts_pass() {
        for text in [
            "let a = x as *const u8; let b = n as usize;",
            "n.len() as u64",
            "p.addr()",
            "pointers as usize",
        ] {
            assert_eq!(count(text), 0, "{text}");
        }
    }
}
