//! The command.

use std::path::Path;

use super::{
    allow, casts, ci, crate_files, decisions, index, links, machine_paths, markers, members,
    self_named, size, sleeps, unsafe_code,
};
use crate::cli::Args;
use crate::failure::Outcome;
use crate::finding::{Finding, conclude};
use crate::tree::{self, File};

/// The rules that judge one file at a time.
const PER_FILE: &[fn(&File) -> Vec<Finding>] = &[
    allow::check,
    casts::check,
    index::check,
    machine_paths::check,
    markers::check,
    size::check,
    sleeps::check,
    unsafe_code::check,
];

/// Runs the rules on the tree at `root`.
///
/// # Errors
///
/// Fails when one is broken.
pub(crate) fn command(root: &Path, args: Args) -> Outcome {
    args.finish()?;
    let files = tree::files(root)?;
    let findings = check(root, &files)?;
    conclude("tidy", &format!("{} files", files.len()), findings)
}

fn check(root: &Path, files: &[File]) -> Outcome<Vec<Finding>> {
    let list = tree::members(root)?;
    let mut findings: Vec<Finding> = files
        .iter()
        .flat_map(|file| PER_FILE.iter().flat_map(|rule| rule(file)))
        .collect();
    findings.extend(members::check(&list));
    findings.extend(crate_files::check(&list, files));
    findings.extend(self_named::check(files));
    findings.extend(decisions::check(files));
    findings.extend(links::check(root, files));
    findings.extend(ci::check(files));
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::TempTree;

    #[test]
    fn every_rule_is_run() {
        let workspace = "[workspace]\nmembers = [\n\"a\",\n]\n";
        let marker = concat!("// TO", "DO: later\n");
        let long = "\n".repeat(601);
        let tree = TempTree::new(&[
            ("Cargo.toml", workspace),
            ("a/Cargo.toml", "[package]\nname = \"a\"\n"),
            (
                "a/src/lib.rs",
                "pub mod b;\nunsafe fn f() {}\nfn g(p: *const u8) -> usize { p as *const u8 as usize }\n",
            ),
            ("a/src/b.rs", marker),
            ("a/src/b/mod.rs", "fn f() {}\n"),
            ("a/src/long.rs", &long),
            (
                "a/tests/t.rs",
                "fn t() { std::thread::sleep(D); }\n#[allow(x)]\nfn u() {}\n",
            ),
            (
                "docs/decisions/0002-b.md",
                concat!("[x](gone.md) /ho", "me/me/x\n"),
            ),
            (".github/workflows/ci.yml", "jobs:\n"),
        ]);
        let files = tree::files(tree.root()).expect("lists");
        let found: Vec<String> = check(tree.root(), &files)
            .expect("runs")
            .iter()
            .map(ToString::to_string)
            .collect();
        for part in [
            "#[expect(",
            "pointer",
            "index",
            "machine",
            "marker",
            "601 lines",
            "time itself",
            "`unsafe`",
            "Cargo.toml:3: ",
            "a/README.md",
            "stands beside",
            "0001",
            "gone.md",
            "no line of the workflow",
        ] {
            assert!(
                found.iter().any(|finding| finding.contains(part)),
                "{part} not among {found:#?}"
            );
        }
    }
}
