//! The document.

use std::fmt::Write as _;

/// What there is to say of one crate.
#[derive(Debug, Default)]
pub(crate) struct Chapter {
    pub(crate) name: String,
    pub(crate) version: String,
    /// Of each file: how many examples it has, and how many of them pass.
    pub(crate) files: Vec<(String, usize, usize)>,
    /// The examples that are left out, and why.
    pub(crate) exceptions: Vec<(String, &'static str)>,
}

/// Writes it.
pub(crate) fn document(chapters: &[Chapter]) -> String {
    let mut text = String::from(
        "# Moving over\n\n\
         `cargo xtask migration` writes this file: it takes the examples from the documentation of the crates \
         whose names our channels follow, changes the path, compiles them and runs them. Nothing of them is \
         kept.\n",
    );
    for chapter in chapters {
        let total: usize = chapter.files.iter().map(|(_, all, _)| all).sum();
        let passed: usize = chapter.files.iter().map(|(_, _, passed)| passed).sum();
        write!(
            text,
            "\n## {} {}\n\n{passed} of {total} examples run with another path and no other change.\n\n\
             | file | examples | run |\n|---|---:|---:|\n",
            chapter.name, chapter.version
        )
        .expect("a string takes all");
        for (file, all, passed) in &chapter.files {
            writeln!(text, "| `{file}` | {all} | {passed} |").expect("a string takes all");
        }
        if chapter.exceptions.is_empty() {
            continue;
        }
        text.push_str("\nThose that do not:\n\n| example | why |\n|---|---|\n");
        for (example, reason) in &chapter.exceptions {
            writeln!(text, "| `{example}` | {reason} |").expect("a string takes all");
        }
    }
    text
}
