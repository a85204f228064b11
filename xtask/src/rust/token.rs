//! Tokens.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An identifier or keyword.
    Ident,
    /// `'a`, without what follows.
    Lifetime,
    /// A number.
    Number,
    /// A string, byte string or character, quotes included.
    Text,
    /// One character of punctuation.
    Punct,
    /// `/// ...` or `/** ... */`, markers removed.
    OuterDoc,
    /// `//! ...` or `/*! ... */`, markers removed.
    InnerDoc,
    /// A comment that is not documentation, markers included.
    Comment,
}

/// One token and the line it starts on, the first line being 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    /// What it is.
    pub(crate) kind: Kind,
    /// Its text.
    pub(crate) text: &'a str,
    /// Its line.
    pub(crate) line: usize,
}

impl Token<'_> {
    /// Returns whether this is the identifier or keyword `word`.
    pub(crate) fn is(&self, word: &str) -> bool {
        self.kind == Kind::Ident && self.text == word
    }

    /// Returns whether this is the punctuation `mark`.
    pub(crate) fn is_punct(&self, mark: char) -> bool {
        self.kind == Kind::Punct && self.text.starts_with(mark)
    }

    /// Returns whether this is a comment or documentation.
    pub(crate) fn is_prose(&self) -> bool {
        matches!(self.kind, Kind::OuterDoc | Kind::InnerDoc | Kind::Comment)
    }
}
