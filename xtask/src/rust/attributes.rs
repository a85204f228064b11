//! Attributes.

use super::token::Token;

/// Returns what each `#[...]` and `#![...]` holds between its brackets, in order.
pub(crate) fn attributes<'a, 'b>(tokens: &'b [Token<'a>]) -> Vec<&'b [Token<'a>]> {
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let bang = tokens.get(index + 1).is_some_and(|next| next.is_punct('!'));
        let open = index + 1 + usize::from(bang);
        if token.is_punct('#') && tokens.get(open).is_some_and(|next| next.is_punct('[')) {
            found.push(&tokens[open + 1..close(tokens, open)]);
        }
    }
    found
}

/// The index of the bracket that closes the one at `open`, or the end.
fn close(tokens: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(open) {
        if token.is_punct('[') {
            depth += 1;
        } else if token.is_punct(']') {
            depth -= 1;
            if depth == 0 {
                return index;
            }
        }
    }
    tokens.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rust::tokens;

    #[test]
    fn attributes_end_at_their_own_bracket() {
        let tokens = tokens("#![a(b)]\n#[doc = \"x\"] #[c([1])] fn f() { g[0] } r#type");
        let texts: Vec<String> = attributes(&tokens)
            .iter()
            .map(|inside| inside.iter().map(|token| token.text).collect())
            .collect();
        assert_eq!(texts, ["a(b)", "doc=\"x\"", "c([1])"]);
    }

    #[test]
    fn an_open_attribute_ends_with_the_file() {
        assert_eq!(attributes(&tokens("#[a(")).len(), 1);
        assert_eq!(attributes(&tokens("#[")).len(), 1);
    }
}
