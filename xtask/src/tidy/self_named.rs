//! A module with children is `name/mod.rs`, never `name.rs` beside `name/`.

use crate::finding::Finding;
use crate::tree::File;

/// Finds modules that stand beside the folder of their children.
///
/// Roots of crates (`tests/ui.rs` beside the cases in `tests/ui/`) are not modules.
pub(crate) fn check(files: &[File]) -> Vec<Finding> {
    let modules = files
        .iter()
        .filter(|file| file.is_rust() && !is_root(&file.path));
    let found = modules.filter(|file| {
        let folder = format!("{}/", file.path.trim_end_matches(".rs"));
        files
            .iter()
            .any(|other| other.is_rust() && other.path.starts_with(&folder))
    });
    found
        .map(|file| {
            Finding::about(
                &file.path,
                "stands beside its folder; the module belongs to its folder's mod.rs",
            )
        })
        .collect()
}

fn is_root(path: &str) -> bool {
    let parent = path.rsplit('/').nth(1).unwrap_or_default();
    matches!(parent, "tests" | "examples" | "benches" | "bin")
        || path.ends_with("src/lib.rs")
        || path.ends_with("src/main.rs")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(paths: &[&str]) -> usize {
        let file = |path: &&str| File {
            path: (*path).to_owned(),
            text: String::new(),
        };
        check(&paths.iter().map(file).collect::<Vec<_>>()).len()
    }

    #[test]
    fn a_module_beside_its_folder_is_found() {
        assert_eq!(count(&["a/src/net.rs", "a/src/net/tcp.rs"]), 1);
        assert_eq!(
            count(&["a/src/net/mod.rs", "a/src/net/tcp.rs", "a/src/network.rs"]),
            0
        );
    }

    #[test]
    fn a_crate_root_is_no_module() {
        assert_eq!(count(&["a/tests/ui.rs", "a/tests/ui/case.rs"]), 0);
    }
}
