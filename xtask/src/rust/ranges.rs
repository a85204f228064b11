//! Which lines of a file are test code, and which define macros.

use super::token::Token;

/// Returns the ranges of lines, both ends included, of the items marked `#[cfg(test)]` or `#[test]`.
pub(crate) fn test_lines(tokens: &[Token<'_>]) -> Vec<(usize, usize)> {
    let code: Vec<&Token<'_>> = tokens.iter().filter(|token| !token.is_prose()).collect();
    let mut ranges = Vec::new();
    let mut at = 0;
    while at < code.len() {
        match test_attribute(&code[at..]) {
            Some(length) => {
                let end = item_end(&code, at + length);
                ranges.push((code[at].line, code[end.min(code.len() - 1)].line));
                at = end + 1;
            }
            None => at += 1,
        }
    }
    ranges
}

/// Returns the ranges of lines, both ends included, of the definitions by `macro_rules!`.
pub(crate) fn macro_lines(tokens: &[Token<'_>]) -> Vec<(usize, usize)> {
    let code: Vec<&Token<'_>> = tokens.iter().filter(|token| !token.is_prose()).collect();
    let starts = (0..code.len()).filter(|at| code[*at].is("macro_rules"));
    starts
        .map(|at| (code[at].line, code[item_end(&code, at)].line))
        .collect()
}

/// The number of tokens of the attribute that `code` starts with, when it marks a test.
fn test_attribute(code: &[&Token<'_>]) -> Option<usize> {
    if !(code.first()?.is_punct('#') && code.get(1)?.is_punct('[')) {
        return None;
    }
    let length = code.iter().position(|token| token.is_punct(']'))? + 1;
    let inside = &code[2..length - 1];
    let marks = match inside.first()? {
        first if first.is("test") => true,
        first if first.is("cfg") => {
            inside.iter().any(|t| t.is("test")) && !inside.iter().any(|t| t.is("not"))
        }
        _ => false,
    };
    marks.then_some(length)
}

/// The index of the token that ends the item: a `;` or the brace that closes its first block.
fn item_end(code: &[&Token<'_>], start: usize) -> usize {
    let mut depth = 0_usize;
    for (index, token) in code.iter().enumerate().skip(start) {
        match token.text {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => {
                depth = depth.saturating_sub(1);
                if depth == 0 && token.is_punct('}') {
                    return index;
                }
            }
            ";" if depth == 0 => return index,
            _ => {}
        }
    }
    code.len().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rust::tokens;

    #[test]
    fn a_test_module_is_test_code_to_its_last_brace() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c() {}\n";
        assert_eq!(test_lines(&tokens(text)), [(2, 5)]);
    }

    #[test]
    fn what_is_compiled_outside_tests_is_not_test_code() {
        assert!(
            test_lines(&tokens(
                "#[cfg(not(test))]\nmod a {}\n#[cfg(unix)]\nfn b() {}"
            ))
            .is_empty()
        );
    }

    #[test]
    fn a_declared_test_module_ends_at_its_semicolon() {
        assert_eq!(
            test_lines(&tokens("#[cfg(test)]\nmod tests;\nfn a() {}")),
            [(1, 2)]
        );
    }
}
