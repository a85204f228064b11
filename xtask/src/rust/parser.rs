//! From tokens to items: a recursive walk over modules, traits and impls that skips function bodies.
//!
//! Macros are not expanded. The items inside `pin_project!` are read as if they stood outside it;
//! the definitions and the arguments of other macros are skipped.

use super::items::{Alias, AssocType, Function, FutureImpl, Source, TraitDef, TypeDef};
use super::lexer::tokens;
use super::token::{Kind, Token};
use super::types::{last_segment, traits_at_top};

/// Reads the items of a file; test code and `#[doc(hidden)]` items are left out.
pub(crate) fn parse(text: &str) -> Source {
    let tokens: Vec<Token<'_>> = tokens(text)
        .into_iter()
        .filter(|token| token.kind != Kind::Comment)
        .collect();
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
        source: Source::default(),
    };
    parser.items(&Place::Module);
    parser.source
}

/// Where an item stands.
#[derive(Clone, Debug)]
enum Place {
    /// In a file or an inline module.
    Module,
    /// In a trait: its index among the traits.
    Trait {
        index: usize,
        name: String,
        public: bool,
    },
    /// In an impl without a trait.
    Inherent(String),
    /// In an impl of a trait for a type.
    TraitImpl { of_future: bool, type_name: String },
}

/// What stands in front of an item's keyword.
#[derive(Debug, Default)]
struct Head {
    docs: String,
    hidden: bool,
    test: bool,
    public: bool,
    is_async: bool,
}

struct Parser<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
    source: Source,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token<'_>> {
        self.tokens.get(self.at)
    }

    fn is(&self, word: &str) -> bool {
        self.peek().is_some_and(|token| token.is(word))
    }

    fn is_punct(&self, mark: char) -> bool {
        self.peek().is_some_and(|token| token.is_punct(mark))
    }

    /// Takes the next token's text, if it is a name.
    fn name(&mut self) -> String {
        let name = self
            .peek()
            .filter(|token| token.kind == Kind::Ident)
            .map(|token| token.text.to_owned());
        if name.is_some() {
            self.at += 1;
        }
        name.unwrap_or_default()
    }

    /// Reads items up to the end or to the brace that closes the block.
    fn items(&mut self, place: &Place) {
        while self.at < self.tokens.len() && !self.is_punct('}') {
            let before = self.at;
            self.item(place);
            if self.at == before {
                self.at += 1;
            }
        }
    }

    fn item(&mut self, place: &Place) {
        let head = self.head();
        let Some(token) = self.peek() else { return };
        if head.test {
            self.skip_item();
            return;
        }
        let (line, keyword) = (token.line, token.text.to_owned());
        match keyword.as_str() {
            "fn" => self.function(place, head),
            "struct" | "enum" | "union" => {
                self.at += 1;
                let name = self.name();
                self.skip_item();
                let public = head.public && !head.hidden;
                self.source.types.push(TypeDef {
                    name,
                    line,
                    docs: head.docs,
                    public,
                });
            }
            "trait" => self.trait_item(head),
            "impl" => self.impl_item(&head),
            "type" => self.type_item(place, head, line),
            "mod" => self.block_or_semicolon(&Place::Module, head.hidden),
            "use" | "static" | "const" | "extern" => self.skip_item(),
            _ if token.kind == Kind::Ident => self.macro_call(place),
            // The block of an `extern "C"`.
            _ => self.skip_group(),
        }
    }

    /// Reads attributes, documentation, visibility and qualifiers.
    fn head(&mut self) -> Head {
        let mut head = Head::default();
        while let Some(token) = self.tokens.get(self.at) {
            match token.kind {
                Kind::OuterDoc => {
                    head.docs.push_str(token.text);
                    head.docs.push('\n');
                    self.at += 1;
                }
                Kind::InnerDoc => self.at += 1,
                Kind::Punct if token.text == "#" => self.attribute(&mut head),
                Kind::Ident if token.text == "pub" => {
                    self.at += 1;
                    head.public = !self.is_punct('(');
                    if !head.public {
                        self.skip_group();
                    }
                }
                Kind::Ident if self.is_qualifier() => {
                    head.is_async |= token.text == "async";
                    self.at += 1;
                }
                Kind::Text => self.at += 1,
                _ => break,
            }
        }
        head
    }

    /// Whether the current word qualifies a later keyword (`const fn`, not `const X`).
    fn is_qualifier(&self) -> bool {
        let next = self.tokens.get(self.at + 1);
        match self.tokens[self.at].text {
            "async" | "unsafe" | "default" | "safe" | "auto" => {
                next.is_some_and(|t| t.kind == Kind::Ident)
            }
            "const" => next.is_some_and(|t| {
                ["fn", "unsafe", "async", "extern"]
                    .iter()
                    .any(|word| t.is(word))
            }),
            "extern" => next.is_some_and(|t| t.kind == Kind::Text || t.is("fn")),
            _ => false,
        }
    }

    fn attribute(&mut self, head: &mut Head) {
        self.at += 1;
        let inner = self.is_punct('!');
        if inner {
            self.at += 1;
        }
        let start = self.at;
        self.skip_group();
        let inside = &self.tokens[(start + 1).min(self.at)
            ..self
                .at
                .saturating_sub(1)
                .max(start + 1)
                .min(self.tokens.len())];
        let Some(first) = inside.first().filter(|_| !inner) else {
            return;
        };
        if first.is("doc") {
            head.hidden |= inside.iter().any(|token| token.is("hidden"));
            for token in inside.iter().filter(|token| token.kind == Kind::Text) {
                head.docs.push_str(
                    &token
                        .text
                        .trim_matches(['"', '#', 'r'])
                        .replace("\\n", "\n"),
                );
                head.docs.push('\n');
            }
        } else if first.is("cfg") {
            let names = |word: &str| inside.iter().any(|token| token.is(word));
            head.test |= names("test") && !names("not");
        } else if first.is("test") {
            head.test = true;
        }
    }

    fn function(&mut self, place: &Place, head: Head) {
        self.at += 1;
        let line = self.tokens[self.at - 1].line;
        let name = self.name();
        self.skip_angles();
        self.skip_group();
        let mut output = Vec::new();
        if self.is_punct('-') {
            self.at += 2;
            output = self.until(&["where", "{", ";"]);
        }
        self.skip_item();
        let (owner, public) = match place {
            Place::Module => (None, head.public),
            Place::Trait { name, public, .. } => (Some(name.clone()), *public),
            Place::Inherent(type_name) => (Some(type_name.clone()), head.public),
            Place::TraitImpl { .. } => (None, false),
        };
        if public && !head.hidden {
            let name = owner
                .as_ref()
                .map_or_else(|| name.clone(), |owner| format!("{owner}::{name}"));
            let Head { docs, is_async, .. } = head;
            self.source.functions.push(Function {
                name,
                owner,
                line,
                docs,
                is_async,
                output,
            });
        }
    }

    fn trait_item(&mut self, head: Head) {
        self.at += 1;
        let name = self.name();
        self.skip_angles();
        let mut supertraits = Vec::new();
        if self.is_punct(':') {
            self.at += 1;
            supertraits = self.until(&["where", "{", ";"]);
        }
        let public = head.public && !head.hidden;
        let index = self.source.traits.len();
        let types = Vec::new();
        self.source.traits.push(TraitDef {
            name: name.clone(),
            docs: head.docs,
            public,
            supertraits,
            types,
        });
        self.block_or_semicolon(
            &Place::Trait {
                index,
                name,
                public,
            },
            false,
        );
    }

    fn impl_item(&mut self, head: &Head) {
        self.at += 1;
        self.skip_angles();
        let first = self.until(&["for", "where", "{", ";"]);
        let place = if self.is("for") {
            self.at += 1;
            let target = self.until(&["where", "{", ";"]);
            let type_name = last_segment(&target).unwrap_or_default().to_owned();
            Place::TraitImpl {
                of_future: traits_at_top(&first).last() == Some(&"Future"),
                type_name,
            }
        } else {
            Place::Inherent(last_segment(&first).unwrap_or_default().to_owned())
        };
        self.block_or_semicolon(&place, head.hidden);
    }

    fn type_item(&mut self, place: &Place, head: Head, line: usize) {
        self.at += 1;
        let name = self.name();
        self.skip_angles();
        let mut bounds = Vec::new();
        if self.is_punct(':') {
            self.at += 1;
            bounds = self.until(&["where", "=", ";"]);
        }
        let mut value = Vec::new();
        if self.is_punct('=') {
            self.at += 1;
            value = self.until(&["where", ";"]);
        }
        self.skip_item();
        match place {
            Place::Trait { index, .. } => {
                let docs = head.docs;
                self.source.traits[*index].types.push(AssocType {
                    name,
                    line,
                    docs,
                    bounds,
                });
            }
            Place::TraitImpl {
                of_future,
                type_name,
            } => {
                if *of_future && name == "Output" {
                    self.source.future_impls.push(FutureImpl {
                        type_name: type_name.clone(),
                        output: value,
                    });
                } else if let Some(bound) = last_segment(&value) {
                    self.source.bound.push(bound.to_owned());
                }
            }
            Place::Module => {
                if let Some(target) = last_segment(&value) {
                    let (docs, target) = (head.docs, target.to_owned());
                    self.source.aliases.push(Alias { name, docs, target });
                }
            }
            Place::Inherent(_) => {}
        }
    }

    fn macro_call(&mut self, place: &Place) {
        let mut last = String::new();
        while self
            .peek()
            .is_some_and(|t| t.kind == Kind::Ident || t.is_punct(':'))
        {
            self.tokens[self.at].text.clone_into(&mut last);
            self.at += 1;
        }
        if !self.is_punct('!') {
            return;
        }
        self.at += 1;
        self.name();
        if last == "pin_project" && self.is_punct('{') {
            self.block_or_semicolon(place, false);
        } else {
            self.skip_group();
        }
        if self.is_punct(';') {
            self.at += 1;
        }
    }

    /// Goes to the block's brace and reads its items, or to the semicolon that stands instead.
    fn block_or_semicolon(&mut self, place: &Place, hidden: bool) {
        self.until(&["{", ";"]);
        if self.is_punct('{') && !hidden {
            self.at += 1;
            self.items(place);
        } else if self.is_punct('{') {
            self.skip_group();
            return;
        }
        self.at += 1;
    }

    /// Takes tokens up to one of `ends` outside every bracket.
    fn until(&mut self, ends: &[&str]) -> Vec<String> {
        let mut taken: Vec<String> = Vec::new();
        let mut depth = 0_usize;
        while let Some(token) = self.tokens.get(self.at) {
            let arrow = token.text == ">" && taken.last().is_some_and(|last| last == "-");
            // `for<'a>` binds lifetimes; only a bare `for` ends a trait's path.
            let binder = token.is("for")
                && self
                    .tokens
                    .get(self.at + 1)
                    .is_some_and(|next| next.is_punct('<'));
            if depth == 0 && ends.contains(&token.text) && !binder {
                break;
            }
            match token.text {
                "<" | "(" | "[" if token.kind == Kind::Punct => depth += 1,
                ">" | ")" | "]" if token.kind == Kind::Punct && !arrow => {
                    depth = depth.saturating_sub(1);
                }
                _ => {}
            }
            if !token.is_prose() {
                taken.push(token.text.to_owned());
            }
            self.at += 1;
        }
        taken
    }

    fn skip_angles(&mut self) {
        if self.is_punct('<') {
            let mut depth = 0_usize;
            while let Some(token) = self.tokens.get(self.at) {
                let arrow = self.at > 0 && self.tokens[self.at - 1].is_punct('-');
                self.at += 1;
                if token.is_punct('<') {
                    depth += 1;
                } else if token.is_punct('>') && !arrow {
                    depth -= 1;
                    if depth == 0 {
                        return;
                    }
                }
            }
        }
    }

    /// Skips one bracketed group, if one starts here.
    fn skip_group(&mut self) {
        if !(self.is_punct('(') || self.is_punct('[') || self.is_punct('{')) {
            return;
        }
        let mut depth = 0_usize;
        while let Some(token) = self.tokens.get(self.at) {
            self.at += 1;
            match token.text {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => {
                    depth -= 1;
                    if depth == 0 {
                        return;
                    }
                }
                _ => {}
            }
        }
    }

    /// Skips to the end of an item: past its first block of braces, or past a semicolon.
    fn skip_item(&mut self) {
        let value = self.is("static") || self.is("const") || self.is("use");
        while let Some(token) = self.peek() {
            if token.is_punct(';') {
                self.at += 1;
                return;
            }
            if token.is_punct('}') {
                return;
            }
            let block = token.is_punct('{');
            if block || token.is_punct('(') || token.is_punct('[') {
                self.skip_group();
                if block && !value {
                    return;
                }
            } else {
                self.at += 1;
            }
        }
    }
}
