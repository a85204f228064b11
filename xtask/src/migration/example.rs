//! Examples in documentation.

/// One example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Example {
    /// The file it is in.
    pub(crate) file: String,
    /// The line of its first fence, from 1.
    pub(crate) line: usize,
    /// What stands behind the fence.
    pub(crate) attributes: String,
    /// The lines between the fences, with those that are not shown.
    pub(crate) code: String,
}

impl Example {
    /// Returns a name that is an identifier.
    pub(crate) fn name(&self) -> String {
        let file: String = self
            .file
            .trim_start_matches("src/")
            .trim_end_matches(".rs")
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
            .collect();
        format!("{file}_{}", self.line)
    }

    /// Returns whether it is code that is compiled.
    fn is_compiled(&self) -> bool {
        let rust = ["", "rust", "no_run", "should_panic", "compile_fail"];
        self.attributes
            .split(',')
            .all(|word| rust.contains(&word.trim()) || word.starts_with("edition"))
    }
}

/// Finds the examples in the documentation of a file.
pub(crate) fn examples(file: &str, text: &str) -> Vec<Example> {
    let mut found = Vec::new();
    let mut open: Option<Example> = None;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_start();
        let Some(doc) = line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"))
        else {
            open = None;
            continue;
        };
        let doc = doc.strip_prefix(' ').unwrap_or(doc);
        match (&mut open, doc.trim_start().strip_prefix("```")) {
            (None, Some(attributes)) => {
                open = Some(Example {
                    file: file.to_owned(),
                    line: index + 1,
                    attributes: attributes.trim().to_owned(),
                    code: String::new(),
                });
            }
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some(example), None) => {
                example.code.push_str(doc);
                example.code.push('\n');
            }
            (None, None) => {}
        }
    }
    found.retain(Example::is_compiled);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_is_what_stands_between_fences() {
        let text = "/// Text.\n///\n/// ```no_run\n/// # hidden();\n///   shown();\n/// ```\nfn f() {}\n//! ```text\n//! no\n//! ```\n";
        let found = examples("src/sync/x.rs", text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].code, "# hidden();\n  shown();\n");
        assert_eq!(found[0].name(), "sync_x_3");
        assert_eq!(found[0].attributes, "no_run");
    }
}
