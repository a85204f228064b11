//! The tree names no folder of one machine.

use crate::finding::Finding;
use crate::tree::File;

const FOLDERS: [&str; 5] = [
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("C:\\Us", "ers\\"),
];

/// Finds absolute paths into somebody's folders.
pub(crate) fn check(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        if let Some(folder) = FOLDERS.iter().find(|folder| starts_path(line, folder)) {
            findings.push(Finding::at(
                &file.path,
                index + 1,
                format!("`{folder}` is a path of one machine"),
            ));
        }
    }
    findings
}

/// Whether `folder` stands where a path begins, not inside a longer path or an address.
fn starts_path(line: &str, folder: &str) -> bool {
    let inside =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '~' | '}' | '*' | '/');
    line.match_indices(folder)
        .any(|(at, _)| !line[..at].ends_with(inside) || line[..at].ends_with("file://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        check(&File {
            path: "a.md".to_owned(),
            text: text.to_owned(),
        })
        .len()
    }

    #[test]
    fn a_path_of_one_machine_is_found() {
        assert_eq!(count(concat!("see `/ho", "me/me/x`")), 1);
        assert_eq!(count(concat!("path=/wo", "rk/main")), 1);
    }

    #[test]
    fn a_relative_path_or_an_address_is_not() {
        assert_eq!(
            count(concat!("https://a.example/ho", "me/x and ../wo", "rk/y")),
            0
        );
    }
}
