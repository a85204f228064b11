//! Which names stand for futures.

use std::collections::BTreeSet;

use crate::rust::{AssocType, Source, TraitDef, last_segment, output_of, path_of, traits_at_top};

/// One file of a library crate.
#[derive(Debug)]
pub(crate) struct Parsed {
    /// The crate's folder.
    pub(crate) folder: String,
    /// The file's path.
    pub(crate) path: String,
    /// Its items.
    pub(crate) source: Source,
}

/// What the library crates together say of futures.
#[derive(Debug)]
pub(crate) struct Names<'a> {
    files: &'a [Parsed],
    /// `Future`, and the traits that have a kind of future among their supertraits.
    kinds: BTreeSet<&'a str>,
}

/// What a function returns, when that is a future.
#[derive(Debug)]
pub(crate) enum Returned<'a> {
    /// `async fn`, `impl Future`, `Pin<Box<dyn Future>>`: nothing to carry documentation. Holds the output.
    Unnamed(Vec<String>),
    /// A type with an `impl Future`. Holds its documentation and its output.
    Named(String, &'a [String]),
    /// An associated type. Holds its documentation joined with its bounding traits', and the output.
    Associated(String, Vec<String>),
}

impl<'a> Names<'a> {
    /// Gathers the names.
    pub(crate) fn new(files: &'a [Parsed]) -> Self {
        let mut kinds: BTreeSet<&str> = BTreeSet::from(["Future"]);
        loop {
            let before = kinds.len();
            for def in files.iter().flat_map(|file| &file.source.traits) {
                if traits_at_top(&def.supertraits)
                    .iter()
                    .any(|name| kinds.contains(name))
                {
                    kinds.insert(&def.name);
                }
            }
            if kinds.len() == before {
                return Self { files, kinds };
            }
        }
    }

    /// Returns whether bounds name a kind of future.
    pub(crate) fn is_future(&self, bounds: &[String]) -> bool {
        traits_at_top(bounds)
            .iter()
            .any(|name| self.kinds.contains(name))
    }

    fn traits(&self) -> impl Iterator<Item = &'a TraitDef> {
        self.files.iter().flat_map(|file| &file.source.traits)
    }

    /// Returns the documentation of the traits that bound an associated type.
    pub(crate) fn bounding_docs(&self, bounds: &[String]) -> String {
        let names = traits_at_top(bounds);
        self.traits()
            .filter(|def| names.contains(&def.name.as_str()))
            .map(|def| def.docs.clone() + "\n")
            .collect()
    }

    /// Returns what a future behind bounds gives: its `Output`, or its bounding trait's.
    pub(crate) fn output(&self, bounds: &[String]) -> Vec<String> {
        if let Some(output) = output_of(bounds) {
            return output.to_vec();
        }
        let names = traits_at_top(bounds);
        let mut bounding = self
            .traits()
            .filter(|def| names.contains(&def.name.as_str()));
        bounding
            .find_map(|def| output_of(&def.supertraits))
            .unwrap_or_default()
            .to_vec()
    }

    /// Returns the documentation and the `Output` of the named future that a file knows under `name`.
    ///
    /// An alias stands for its target, and adds its documentation.
    pub(crate) fn named(&self, seen: &Parsed, name: &str) -> Option<(String, &'a [String])> {
        let file = self.definition(seen, name)?;
        if let Some(alias) = file.source.aliases.iter().find(|alias| alias.name == name) {
            let (docs, output) =
                (alias.target != name).then(|| self.named(file, &alias.target))??;
            return Some((format!("{}\n{docs}", alias.docs), output));
        }
        let def = file.source.types.iter().find(|def| def.name == name)?;
        let same_crate = self
            .files
            .iter()
            .filter(|other| other.folder == file.folder);
        // Modules may have types of the same name: the impl is of the one that its own file means.
        let found = same_crate
            .flat_map(|other| {
                other
                    .source
                    .future_impls
                    .iter()
                    .map(move |found| (other, found))
            })
            .find(|(other, found)| {
                found.type_name == name
                    && self
                        .definition(other, name)
                        .is_some_and(|meant| meant.path == file.path)
            })?;
        Some((def.docs.clone(), &found.1.output))
    }

    /// Returns the file that defines what another one means by a name: of its own crate if there is one, and
    /// of those the nearest, and the least deep.
    fn definition(&self, seen: &Parsed, name: &str) -> Option<&'a Parsed> {
        let defines = |source: &Source| {
            source.types.iter().any(|def| def.name == name)
                || source.aliases.iter().any(|alias| alias.name == name)
        };
        let files = self.files.iter().filter(|file| defines(&file.source));
        files.min_by_key(|file| {
            let common = file
                .path
                .split('/')
                .zip(seen.path.split('/'))
                .take_while(|(one, other)| one == other)
                .count();
            let depth = file.path.split('/').count();
            (file.folder != seen.folder, usize::MAX - common, depth)
        })
    }

    fn associated(&self, owner: Option<&str>, name: &str) -> Option<&'a AssocType> {
        let mut candidates: Vec<(bool, &AssocType)> = Vec::new();
        for def in self.traits() {
            candidates.extend(
                def.types
                    .iter()
                    .filter(|t| t.name == name)
                    .map(|t| (owner != Some(&def.name), t)),
            );
        }
        candidates
            .into_iter()
            .min_by_key(|(elsewhere, _)| *elsewhere)
            .map(|(_, found)| found)
    }

    /// Judges a return type as seen in a file, inside `owner`.
    pub(crate) fn returned(
        &self,
        seen: &Parsed,
        owner: Option<&str>,
        output: &'a [String],
    ) -> Option<Returned<'a>> {
        let path = path_of(output);
        match path.as_slice() {
            ["impl"] => self
                .is_future(&output[1..])
                .then(|| Returned::Unnamed(self.output(&output[1..]))),
            [.., "BoxFuture" | "LocalBoxFuture"] => Some(Returned::Unnamed(boxed_output(output))),
            [.., "Pin" | "Box"] => {
                let object = &output[output.iter().position(|token| token == "dyn")? + 1..];
                let names_future = object
                    .iter()
                    .take_while(|t| *t != "<")
                    .any(|t| self.kinds.contains(t.as_str()));
                names_future
                    .then(|| Returned::Unnamed(output_of(object).unwrap_or_default().to_vec()))
            }
            [qualifier, name] if is_type_parameter(qualifier) => {
                let found = self.associated(owner, name)?;
                self.is_future(&found.bounds).then(|| {
                    let docs = format!("{}\n{}", found.docs, self.bounding_docs(&found.bounds));
                    Returned::Associated(docs, self.output(&found.bounds))
                })
            }
            [.., name] => self
                .named(seen, name)
                .map(|(docs, output)| Returned::Named(docs, output)),
            [] => None,
        }
    }

    /// Returns the names of the types that public functions return or trait impls bind, and what those
    /// names stand for when they are aliases.
    pub(crate) fn returned_or_bound(&self) -> BTreeSet<&'a str> {
        let sources = || self.files.iter().map(|file| &file.source);
        let returned = sources()
            .flat_map(|source| &source.functions)
            .filter_map(|f| last_segment(&f.output));
        let bound = sources()
            .flat_map(|source| &source.bound)
            .map(String::as_str);
        let mut names: BTreeSet<&str> = returned.chain(bound).collect();
        loop {
            let reached = sources()
                .flat_map(|source| &source.aliases)
                .filter(|alias| names.contains(alias.name.as_str()));
            let targets: Vec<&str> = reached.map(|alias| alias.target.as_str()).collect();
            let before = names.len();
            names.extend(targets);
            if names.len() == before {
                return names;
            }
        }
    }
}

/// `Self`, `<T as Trait>` or a generic parameter's short upper-case name, in front of `::Name`.
fn is_type_parameter(segment: &str) -> bool {
    segment == "Self"
        || segment == "<>"
        || (segment.len() <= 2 && segment.starts_with(char::is_uppercase))
}

/// The `T` of `BoxFuture<'a, T>`.
fn boxed_output(tokens: &[String]) -> Vec<String> {
    let start = tokens
        .iter()
        .position(|token| token == "<")
        .map_or(tokens.len(), |open| open + 1);
    let arguments = &tokens[start..tokens.len().saturating_sub(1).max(start)];
    match arguments {
        [lifetime, comma, rest @ ..] if lifetime.starts_with('\'') && comma == "," => rest.to_vec(),
        rest => rest.to_vec(),
    }
}
