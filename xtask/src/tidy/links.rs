//! Relative links in Markdown lead somewhere.

use std::path::Path;

use crate::finding::Finding;
use crate::tree::File;

/// Finds relative links to files that are not there.
///
/// Addresses, anchors and paths of rustdoc (`crate::Item`, `Item`) are rustdoc's and the reader's own.
pub(crate) fn check(root: &Path, files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.path.ends_with(".md")) {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (line, target) in targets(&file.text) {
            let path = target.split(['#', '?']).next().unwrap_or_default();
            if is_local(&target) && !path.is_empty() && !root.join(folder).join(path).exists() {
                findings.push(Finding::at(
                    &file.path,
                    line,
                    format!("links to `{path}`, which is not there"),
                ));
            }
        }
    }
    findings
}

fn is_local(target: &str) -> bool {
    let scheme = target.contains("://") || target.starts_with("mailto:");
    let item = target.contains("::")
        || target.chars().all(|c| c == '_' || c.is_alphanumeric())
        || target.ends_with("()");
    !scheme && !item && !target.starts_with('#')
}

/// The targets of `[text](target)` and `[name]: target`, outside code, with their lines.
fn targets(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        if fenced {
            continue;
        }
        let line = without_code(line);
        for part in line.split("](").skip(1) {
            if let Some(target) = part.split([')', ' ']).next() {
                found.push((index + 1, target.trim_matches(['<', '>']).to_owned()));
            }
        }
        let definition = line
            .trim_start()
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("]:"));
        if let Some(target) = definition.and_then(|(_, rest)| rest.split_whitespace().next()) {
            found.push((index + 1, target.trim_matches(['<', '>']).to_owned()));
        }
    }
    found
}

/// The line without the code between backticks; a link's text may hold some.
fn without_code(line: &str) -> String {
    let odd = line.matches('`').count() % 2 == 1;
    if odd {
        line.to_owned()
    } else {
        line.split('`').step_by(2).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::TempTree;

    fn found(text: &str) -> Vec<String> {
        let tree = TempTree::new(&[("docs/a.md", text), ("docs/b.md", ""), ("LICENSE-MIT", "")]);
        let files = crate::tree::files(tree.root()).expect("lists");
        check(tree.root(), &files)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn a_link_to_nothing_is_found() {
        assert_eq!(
            found("x\n[a](gone.md) and [`b`](b.md#x)"),
            ["docs/a.md:2: links to `gone.md`, which is not there"]
        );
        assert_eq!(found("[a]: ../gone/\n").len(), 1);
        assert_eq!(found("[a](../LICENSE-APACHE)").len(), 1);
    }

    #[test]
    fn links_that_lead_somewhere_pass() {
        let text = "[a](b.md) [b](../LICENSE-MIT) [c](https://x.example/y) [d](#e) [f](crate::G) [h](Timer)\n[i]: b.md\n";
        assert_eq!(found(text), Vec::<String>::new());
    }

    #[test]
    fn code_holds_no_links() {
        assert_eq!(
            found("```\n[a](gone.md)\n```\n`[a](gone.md)`"),
            Vec::<String>::new()
        );
    }
}
