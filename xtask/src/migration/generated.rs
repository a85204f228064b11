//! The package that the examples are tested in, under the target folder.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::example::Example;
use crate::cargo::Cargo;
use crate::failure::{Failure, Outcome};

/// What came of each example: whether it passed.
pub(crate) type Results = Vec<(String, bool)>;

/// Writes a package whose documentation has the examples, and tests it.
///
/// # Errors
///
/// Fails when it cannot be written, or no test ran.
pub(crate) fn test(
    root: &Path,
    target: &Path,
    package: &str,
    tokio: &str,
    examples: &[Example],
) -> Outcome<Results> {
    let folder = target.join("migration").join(package);
    let source = folder.join("src");
    let write = |path: PathBuf, text: &str| {
        std::fs::write(&path, text)
            .map_err(|error| Failure::new(format!("cannot write {}: {error}", path.display())))
    };
    std::fs::create_dir_all(&source)
        .map_err(|error| Failure::new(format!("cannot make {}: {error}", source.display())))?;
    write(folder.join("Cargo.toml"), &manifest(root, package, tokio))?;
    write(source.join("lib.rs"), &library(examples))?;
    // The versions are those of the workspace.
    let lock = std::fs::read_to_string(root.join("Cargo.lock"))
        .map_err(|error| Failure::new(format!("cannot read Cargo.lock: {error}")))?;
    write(folder.join("Cargo.lock"), &lock)?;
    let words = ["test", "--doc", "--no-fail-fast", "--target-dir"];
    let run = Cargo::new(&folder, &words)
        .args([target.join("migration/target").display().to_string()])
        .tee()?;
    let results = results(&run.stdout);
    if results.len() != examples.len() {
        return Err(Failure::new(format!(
            "{} of {} examples ran",
            results.len(),
            examples.len()
        )));
    }
    Ok(results)
}

fn manifest(root: &Path, package: &str, tokio: &str) -> String {
    format!(
        "[package]\nname = \"migration-{package}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
         [workspace]\n\n[dependencies]\n\
         anyrt-channels = {{ path = {:?} }}\nfutures = \"0.3\"\nfutures-lite = \"2\"\n\
         tokio = {{ version = \"={tokio}\", features = [\"full\", \"test-util\"] }}\n",
        root.join("channels").display().to_string()
    )
}

fn library(examples: &[Example]) -> String {
    let mut text = String::new();
    for example in examples {
        writeln!(text, "/// ```{}", example.attributes).expect("a string takes all");
        for line in example.code.lines() {
            writeln!(text, "/// {line}").expect("a string takes all");
        }
        writeln!(text, "/// ```\npub mod {} {{}}\n", example.name()).expect("a string takes all");
    }
    text
}

/// Reads what the test of the documentation prints.
fn results(stdout: &str) -> Results {
    let result = |line: &str| {
        let (_, name) = line.strip_prefix("test ")?.split_once(" - ")?;
        let (name, rest) = name.split_once(" (line ")?;
        let is_ok = rest.ends_with("... ok");
        (is_ok || rest.ends_with("... FAILED")).then(|| (name.to_owned(), is_ok))
    };
    stdout.lines().filter_map(result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_run_are_read() {
        let stdout = "running 3 tests\ntest src/lib.rs - sync_mpsc_7 (line 1) ... ok\n\
                      test src/lib.rs - sync_watch_9 (line 8) - compile ... FAILED\n\ntest result: FAILED\n";
        let expected = [
            ("sync_mpsc_7".to_owned(), true),
            ("sync_watch_9".to_owned(), false),
        ];
        assert_eq!(results(stdout), expected);
    }
}
