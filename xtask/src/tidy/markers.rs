//! Nothing is left for later in the text: no markers, no macros that stand for missing code.

use crate::finding::Finding;
use crate::rust::tokens;
use crate::tree::File;

const MARKERS: [&str; 3] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
];
const MACROS: [&str; 2] = ["todo", "unimplemented"];

/// Finds markers as whole words in any text file, and the macros in sources.
pub(crate) fn check(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        if let Some(marker) = MARKERS.iter().find(|marker| has_word(line, marker)) {
            findings.push(Finding::at(
                &file.path,
                index + 1,
                format!("the marker `{marker}`"),
            ));
        }
    }
    if file.is_rust() {
        for pair in tokens(&file.text).windows(2) {
            if MACROS.iter().any(|name| pair[0].is(name)) && pair[1].is_punct('!') {
                findings.push(Finding::at(
                    &file.path,
                    pair[0].line,
                    format!("`{}!`", pair[0].text),
                ));
            }
        }
    }
    findings
}

fn has_word(line: &str, word: &str) -> bool {
    let part = |c: char| c == '_' || c.is_alphanumeric();
    line.match_indices(word)
        .any(|(at, _)| !line[..at].ends_with(part) && !line[at + word.len()..].starts_with(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        check(&File {
            path: path.to_owned(),
            text: text.to_owned(),
        })
        .len()
    }

    #[test]
    fn markers_are_found_in_any_text() {
        assert_eq!(count("a.md", concat!("- TO", "DO: write\n")), 1);
        assert_eq!(count("a.rs", concat!("// FIX", "ME\n")), 1);
        assert_eq!(count("a.yml", concat!("# MASTO", "DON, METHO", "DO\n")), 0);
    }

    #[test]
    fn macros_for_missing_code_are_found() {
        assert_eq!(
            count(
                "a.rs",
                "fn f() { todo!() }\nfn g() { unimplemented!(\"x\") }"
            ),
            2
        );
        assert_eq!(count("a.rs", "fn todo() { todo(); }"), 0);
    }
}
