//! The command.

use std::path::Path;

use super::names::Parsed;
use super::rules::check;
use crate::cli::Args;
use crate::failure::Outcome;
use crate::finding::conclude;
use crate::rust::parse;
use crate::tree::{self, File};

/// The folders whose public items are the library's surface; `/*` stands for one folder of any name.
const LIBRARIES: [&str; 6] = [
    "src",
    "traits/src",
    "adapters/*/src",
    "combinators/src",
    "channels/src",
    "bridges/*/src",
];

/// Runs the check on the tree at `root`.
///
/// # Errors
///
/// Fails when a section is missing.
pub(crate) fn command(root: &Path, args: Args) -> Outcome {
    args.finish()?;
    let files = parsed(&tree::files(root)?);
    conclude("contract", &format!("{} files", files.len()), check(&files))
}

/// Parses the files that belong to a library.
pub(crate) fn parsed(files: &[File]) -> Vec<Parsed> {
    let library = |file: &File| {
        let folder = LIBRARIES
            .iter()
            .find_map(|pattern| within(&file.path, pattern))?;
        file.is_rust().then(|| Parsed {
            folder,
            path: file.path.clone(),
            source: parse(&file.text),
        })
    };
    files.iter().filter_map(library).collect()
}

/// The folder that matches `pattern` and holds `path`.
fn within(path: &str, pattern: &str) -> Option<String> {
    let mut folder = Vec::new();
    let mut parts = path.split('/');
    for expected in pattern.split('/') {
        let part = parts.next()?;
        if expected != "*" && expected != part {
            return None;
        }
        folder.push(part);
    }
    parts.next().map(|_| folder.join("/"))
}
