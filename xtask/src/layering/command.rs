//! The command.

use std::path::Path;

use super::layers::matches;
use super::{default_features, exceptions, reach, runtimes, siblings};
use crate::cargo::{Cargo, Metadata, Package};
use crate::cli::Args;
use crate::failure::Outcome;
use crate::finding::{Finding, conclude};
use crate::out;

/// Runs the check on the workspace at `root`.
///
/// # Errors
///
/// Fails when a rule is broken.
pub(crate) fn command(root: &Path, args: Args) -> Outcome {
    args.finish()?;
    let text = Cargo::new(root, &["metadata", "--no-deps", "--format-version", "1"]).capture()?;
    let metadata = Metadata::parse(&text)?;
    let members: Vec<&Package> = metadata.members().collect();
    let mut findings = declared(&members);
    for (folder, member) in members
        .iter()
        .filter_map(|member| Some((member.folder.as_deref()?, *member)))
    {
        if reach::NEUTRAL_FOLDERS
            .iter()
            .any(|pattern| matches(pattern, folder))
        {
            let words = [
                "tree",
                "--locked",
                "--edges",
                "normal,build",
                "--prefix",
                "none",
                "--format",
                "{p} {f}",
                "--target",
                "all",
                "-p",
            ];
            let tree = Cargo::new(root, &words)
                .args([member.name.clone()])
                .capture()?;
            findings.extend(reach::check(&tree, folder, &manifest(folder)));
        }
    }
    for line in exceptions::listed() {
        out::line(&line);
    }
    conclude("layering", &format!("{} crates", members.len()), findings)
}

/// Checks what the manifests declare.
fn declared(members: &[&Package]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for member in members {
        let Some(folder) = member.folder.as_deref() else {
            continue;
        };
        let manifest = manifest(folder);
        findings.extend(siblings::check(folder, member, members, &manifest));
        findings.extend(runtimes::check(folder, member, &manifest));
        findings.extend(default_features::check(member, &manifest));
    }
    findings
}

fn manifest(folder: &str) -> String {
    if folder == "." {
        "Cargo.toml".to_owned()
    } else {
        format!("{folder}/Cargo.toml")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::TempTree;

    #[test]
    fn a_workspace_that_breaks_the_rules_is_found_out_through_cargo() {
        let package = |name: &str| {
            format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n")
        };
        let traits = package("anyrt-traits")
            + "[dependencies]\nrt = { package = \"tokio\", version = \"1\" }\n";
        let smol =
            package("anyrt-smol") + "[dependencies]\nanyrt-tokio = { path = \"../tokio\" }\n";
        let tree = TempTree::new(&[
            (
                "Cargo.toml",
                "[workspace]\nresolver = \"3\"\nmembers = [\"traits\", \"adapters/tokio\", \"adapters/smol\"]\n",
            ),
            ("traits/Cargo.toml", &traits),
            ("traits/src/lib.rs", ""),
            ("adapters/tokio/Cargo.toml", &package("anyrt-tokio")),
            ("adapters/tokio/src/lib.rs", ""),
            ("adapters/smol/Cargo.toml", &smol),
            ("adapters/smol/src/lib.rs", ""),
        ]);
        let words = [
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
            "--offline",
        ];
        let text = Cargo::new(tree.root(), &words)
            .capture()
            .expect("cargo reads the tree");
        let metadata = Metadata::parse(&text).expect("reads");
        let mut found: Vec<String> = declared(&metadata.members().collect::<Vec<_>>())
            .iter()
            .map(ToString::to_string)
            .collect();
        found.sort();
        assert_eq!(
            found,
            [
                "adapters/smol/Cargo.toml: `anyrt-smol` may not depend on `adapters/tokio`",
                "traits/Cargo.toml: names the runtime `tokio`, which belongs to adapters/tokio",
            ]
        );
    }
}
