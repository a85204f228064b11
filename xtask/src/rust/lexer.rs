//! Splitting Rust source into tokens: nested comments, raw strings, characters against lifetimes.
//!
//! Text that is not Rust gives tokens that mean nothing, never a panic.

use super::token::{Kind, Token};

/// Splits `text` into its tokens, comments included.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut lexer = Lexer {
        text,
        at: 0,
        line: 1,
    };
    let mut found = Vec::new();
    while let Some(token) = lexer.next() {
        found.push(token);
    }
    found
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl<'a> Lexer<'a> {
    fn next(&mut self) -> Option<Token<'a>> {
        let rest = &self.text[self.at..];
        let space = rest.len() - rest.trim_start().len();
        self.advance(space);
        let rest = &self.text[self.at..];
        let first = rest.chars().next()?;
        let (kind, length) = if rest.starts_with("//") {
            (line_comment(rest), rest.find('\n').unwrap_or(rest.len()))
        } else if rest.starts_with("/*") {
            (block_comment(rest), block_length(rest))
        } else if let Some(length) = string_length(rest) {
            (Kind::Text, length)
        } else if first == '\'' {
            quote(rest)
        } else if first.is_ascii_digit() {
            (Kind::Number, number_length(rest))
        } else if first == '_' || first.is_alphabetic() {
            let skip = if rest.starts_with("r#") { 2 } else { 0 };
            (Kind::Ident, skip + word_length(&rest[skip..]))
        } else {
            (Kind::Punct, first.len_utf8())
        };
        let token = Token {
            kind,
            text: strip(kind, &rest[..length]),
            line: self.line,
        };
        self.advance(length);
        Some(token)
    }

    fn advance(&mut self, length: usize) {
        self.line += self.text[self.at..self.at + length].matches('\n').count();
        self.at += length;
    }
}

fn line_comment(rest: &str) -> Kind {
    if rest.starts_with("//!") {
        Kind::InnerDoc
    } else if rest.starts_with("///") && !rest.starts_with("////") {
        Kind::OuterDoc
    } else {
        Kind::Comment
    }
}

fn block_comment(rest: &str) -> Kind {
    if rest.starts_with("/*!") {
        Kind::InnerDoc
    } else if rest.starts_with("/**") && !rest.starts_with("/***") && !rest.starts_with("/**/") {
        Kind::OuterDoc
    } else {
        Kind::Comment
    }
}

fn strip(kind: Kind, text: &str) -> &str {
    match kind {
        Kind::OuterDoc | Kind::InnerDoc if text.starts_with("/*") => {
            text[3..].strip_suffix("*/").unwrap_or(&text[3..])
        }
        Kind::OuterDoc | Kind::InnerDoc => &text[3..],
        _ => text,
    }
}

fn block_length(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        if rest.as_bytes()[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest.as_bytes()[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

/// The length of the string that `rest` starts with, prefix and quotes included.
fn string_length(rest: &str) -> Option<usize> {
    let prefix = ["br", "cr", "b", "c", "r"].into_iter().find(|p| {
        let after = &rest.as_bytes()[p.len().min(rest.len())..];
        rest.starts_with(p) && matches!(after.first(), Some(b'"' | b'#'))
    });
    let prefix = prefix.unwrap_or("");
    let body = &rest[prefix.len()..];
    if prefix.ends_with('r') {
        let hashes = body.len() - body.trim_start_matches('#').len();
        if !body[hashes..].starts_with('"') {
            return None;
        }
        let close = format!("\"{}", "#".repeat(hashes));
        let start = prefix.len() + hashes + 1;
        return Some(
            rest[start..]
                .find(&close)
                .map_or(rest.len(), |end| start + end + close.len()),
        );
    }
    if !body.starts_with('"') {
        return None;
    }
    Some(prefix.len() + quoted_length(body, b'"'))
}

fn quoted_length(body: &str, close: u8) -> usize {
    let bytes = body.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            byte if byte == close => return at + 1,
            _ => at += 1,
        }
    }
    body.len()
}

/// A character, or a lifetime: `'a'` closes after one character, `'a` does not.
fn quote(rest: &str) -> (Kind, usize) {
    let mut chars = rest[1..].chars();
    match (chars.next(), chars.next()) {
        (Some('\\'), _) => (Kind::Text, quoted_length(rest, b'\'')),
        (Some(first), Some('\'')) => (Kind::Text, first.len_utf8() + 2),
        _ => (Kind::Lifetime, 1 + word_length(&rest[1..])),
    }
}

fn number_length(rest: &str) -> usize {
    let whole = word_length(rest);
    let bytes = rest.as_bytes();
    if bytes.get(whole) == Some(&b'.') && bytes.get(whole + 1).is_some_and(u8::is_ascii_digit) {
        return whole + 1 + word_length(&rest[whole + 1..]);
    }
    whole
}

fn word_length(rest: &str) -> usize {
    rest.find(|c: char| c != '_' && !c.is_alphanumeric())
        .unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text)
            .into_iter()
            .filter(|t| !t.is_prose())
            .map(|t| t.text)
            .collect()
    }

    #[test]
    fn strings_and_comments_hide_what_they_hold() {
        let text =
            r####"a /* b /* c */ d */ "unsafe \" x" r#"un"safe"# b'\'' '"' br"q" // unsafe"####;
        let idents: Vec<_> = tokens(text)
            .into_iter()
            .filter(|t| t.kind == Kind::Ident)
            .map(|t| t.text)
            .collect();
        assert_eq!(idents, ["a", "b"], "b is the prefix of a byte character");
    }

    #[test]
    fn lifetimes_are_not_characters() {
        assert_eq!(
            words("<'a> 'b' '\\n' 'static"),
            ["<", "'a", ">", "'b'", "'\\n'", "'static"]
        );
    }

    #[test]
    fn ranges_are_not_fractions() {
        assert_eq!(
            words("0..10 1.5 r#type"),
            ["0", ".", ".", "10", "1.5", "r#type"]
        );
    }

    #[test]
    fn documentation_is_told_from_comments() {
        let kinds: Vec<_> = tokens("/// a\n//! b\n// c\n//// d\n/** e */\n/*! f */\n/**/")
            .into_iter()
            .map(|t| t.kind)
            .collect();
        assert_eq!(
            kinds,
            [
                Kind::OuterDoc,
                Kind::InnerDoc,
                Kind::Comment,
                Kind::Comment,
                Kind::OuterDoc,
                Kind::InnerDoc,
                Kind::Comment
            ]
        );
    }

    #[test]
    fn lines_are_counted_through_everything() {
        let found = tokens("\"a\nb\"\n/* x\n*/ y");
        assert_eq!(found.last().map(|t| (t.text, t.line)), Some(("y", 4)));
    }

    #[test]
    fn unfinished_text_ends_the_file() {
        for text in ["\"a", "/* a", "r#\"a", "'", "b'", "'\\"] {
            assert!(!tokens(text).is_empty(), "{text}");
        }
    }
}
