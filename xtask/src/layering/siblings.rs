//! The dependencies among the workspace's own crates.

use super::layers::Layer;
use crate::cargo::Package;
use crate::finding::Finding;

/// Finds the dependencies that the table of layers refuses.
pub(crate) fn check(
    folder: &str,
    package: &Package,
    members: &[&Package],
    manifest: &str,
) -> Vec<Finding> {
    let Some(layer) = Layer::of(folder) else {
        return vec![Finding::about(
            manifest,
            format!("`{folder}` has no row in the table of layers"),
        )];
    };
    let mut findings = Vec::new();
    for dependency in &package.dependencies {
        let target = members.iter().find(|member| member.name == dependency.name);
        // A dev-dependency on itself turns features on for its own tests.
        let Some(target) = target
            .and_then(|member| member.folder.as_deref())
            .filter(|target| *target != folder)
        else {
            continue;
        };
        if let Some(refusal) = layer.refuses(dependency, target) {
            findings.push(Finding::about(
                manifest,
                format!("`{}` {refusal}", package.name),
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cargo::{Dependency, DependencyKind};

    const FOLDERS: [&str; 10] = [
        ".",
        "traits",
        "combinators",
        "channels",
        "adapters/kit",
        "adapters/tokio",
        "adapters/smol",
        "bridges/hyper",
        "compat-tests",
        "xtask",
    ];

    /// Whether `from` may depend on `to`.
    fn may(from: &str, to: &str, kind: DependencyKind, optional: bool) -> bool {
        let members: Vec<Package> = FOLDERS
            .iter()
            .map(|folder| Package {
                name: (*folder).to_owned(),
                folder: Some((*folder).to_owned()),
                ..Package::default()
            })
            .collect();
        let dependency = Dependency {
            name: to.to_owned(),
            alias: to.to_owned(),
            kind,
            optional,
        };
        let package = Package {
            name: from.to_owned(),
            dependencies: vec![dependency],
            ..Package::default()
        };
        check(
            from,
            &package,
            &members.iter().collect::<Vec<_>>(),
            "Cargo.toml",
        )
        .is_empty()
    }

    #[test]
    fn siblings_never_meet() {
        use DependencyKind::{Dev, Normal};
        assert!(!may("adapters/smol", "adapters/tokio", Normal, false));
        assert!(!may("adapters/smol", "adapters/tokio", Dev, false));
        assert!(!may("combinators", "channels", Normal, true));
        assert!(!may("channels", "combinators", Dev, false));
        assert!(may("adapters/smol", "adapters/kit", Normal, false));
    }

    #[test]
    fn traits_and_xtask_see_no_workspace_crate() {
        for to in FOLDERS
            .iter()
            .filter(|folder| !["traits", "xtask"].contains(folder))
        {
            assert!(
                !may("traits", to, DependencyKind::Normal, false),
                "traits -> {to}"
            );
            assert!(
                !may("xtask", to, DependencyKind::Dev, false),
                "xtask -> {to}"
            );
        }
    }

    #[test]
    fn the_facade_sees_adapters_behind_features() {
        assert!(may(".", "adapters/tokio", DependencyKind::Normal, true));
        assert!(!may(".", "adapters/tokio", DependencyKind::Normal, false));
        assert!(may(".", "traits", DependencyKind::Normal, false));
    }

    #[test]
    fn the_suite_sees_adapters_in_tests() {
        assert!(may(
            "compat-tests",
            "adapters/tokio",
            DependencyKind::Dev,
            false
        ));
        assert!(!may(
            "compat-tests",
            "adapters/tokio",
            DependencyKind::Normal,
            true
        ));
        assert!(!may(
            "compat-tests",
            "channels",
            DependencyKind::Normal,
            false
        ));
    }

    #[test]
    fn benches_see_everything() {
        assert!(FOLDERS.iter().filter(|to| **to != "xtask").all(|to| may(
            "benches",
            to,
            DependencyKind::Normal,
            false
        )));
    }

    #[test]
    fn a_folder_without_a_row_is_found() {
        assert!(!may("elsewhere", "traits", DependencyKind::Normal, false));
    }
}
