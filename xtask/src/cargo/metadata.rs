//! The parts of `cargo metadata` that the checks read.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::read::Json;

/// The workspace as cargo sees it.
#[derive(Debug)]
pub(crate) struct Metadata {
    /// Every package: the members, and their dependencies unless left out.
    pub(crate) packages: Vec<Package>,
    /// For each package id, the ids of what it depends on.
    pub(crate) graph: Vec<(String, Vec<String>)>,
    /// Where cargo builds.
    pub(crate) target_directory: PathBuf,
}

/// One package.
#[derive(Clone, Debug, Default)]
pub(crate) struct Package {
    /// Its name.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
    /// Cargo's id for it.
    pub(crate) id: String,
    /// Its folder from the workspace's root, `.` for the root; `None` for a package from elsewhere.
    pub(crate) folder: Option<String>,
    /// Where its manifest is.
    pub(crate) manifest: PathBuf,
    /// The `rust-version` it states.
    pub(crate) rust_version: Option<String>,
    /// Its dependencies as declared.
    pub(crate) dependencies: Vec<Dependency>,
    /// Its features, optional dependencies among them.
    pub(crate) features: Vec<(String, Vec<String>)>,
    /// Whether it has examples.
    pub(crate) has_examples: bool,
    /// Whether it has a library.
    pub(crate) has_library: bool,
}

/// One declared dependency.
#[derive(Clone, Debug)]
pub(crate) struct Dependency {
    /// The package's name, whatever it is renamed to.
    pub(crate) name: String,
    /// The name that features and code use.
    pub(crate) alias: String,
    /// The table it stands in.
    pub(crate) kind: DependencyKind,
    /// Whether it is optional.
    pub(crate) optional: bool,
}

/// The table a dependency stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DependencyKind {
    /// `[dependencies]`.
    Normal,
    /// `[dev-dependencies]`.
    Dev,
    /// `[build-dependencies]`.
    Build,
}

impl Metadata {
    /// Reads cargo's JSON.
    ///
    /// # Errors
    ///
    /// Fails when the text is not that.
    pub(crate) fn parse(text: &str) -> Outcome<Self> {
        let json =
            Json::parse(text).map_err(|error| Failure::new(format!("cargo metadata: {error}")))?;
        let root = PathBuf::from(string(&json, "workspace_root"));
        let members: Vec<&str> = json
            .get("workspace_members")
            .items()
            .iter()
            .filter_map(Json::text)
            .collect();
        let packages: Vec<Package> = json
            .get("packages")
            .items()
            .iter()
            .map(|package| read_package(package, &root, &members))
            .collect();
        let nodes = json.get("resolve").get("nodes").items().iter();
        let graph = nodes
            .map(|node| (string(node, "id"), texts(node.get("dependencies"))))
            .collect();
        Ok(Self {
            packages,
            graph,
            target_directory: PathBuf::from(string(&json, "target_directory")),
        })
    }

    /// Returns the members of the workspace.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages
            .iter()
            .filter(|package| package.folder.is_some())
    }
}

fn read_package(json: &Json, root: &Path, members: &[&str]) -> Package {
    let id = string(json, "id");
    let targets: Vec<String> = json
        .get("targets")
        .items()
        .iter()
        .flat_map(|target| texts(target.get("kind")))
        .collect();
    Package {
        name: string(json, "name"),
        version: string(json, "version"),
        folder: members
            .contains(&id.as_str())
            .then(|| folder(&string(json, "manifest_path"), root)),
        id,
        manifest: PathBuf::from(string(json, "manifest_path")),
        rust_version: json.get("rust_version").text().map(str::to_owned),
        dependencies: json
            .get("dependencies")
            .items()
            .iter()
            .map(read_dependency)
            .collect(),
        features: json
            .get("features")
            .fields()
            .iter()
            .map(|(name, on)| (name.clone(), texts(on)))
            .collect(),
        has_examples: targets.iter().any(|kind| kind == "example"),
        has_library: targets
            .iter()
            .any(|kind| kind == "lib" || kind == "proc-macro"),
    }
}

fn read_dependency(json: &Json) -> Dependency {
    let name = string(json, "name");
    Dependency {
        alias: json.get("rename").text().unwrap_or(&name).to_owned(),
        name,
        kind: match json.get("kind").text() {
            Some("dev") => DependencyKind::Dev,
            Some("build") => DependencyKind::Build,
            _ => DependencyKind::Normal,
        },
        optional: *json.get("optional") == Json::Bool(true),
    }
}

fn folder(manifest: &str, root: &Path) -> String {
    let folder = Path::new(manifest)
        .parent()
        .and_then(|folder| folder.strip_prefix(root).ok());
    match folder.map(|folder| folder.to_string_lossy().replace('\\', "/")) {
        Some(path) if !path.is_empty() => path,
        _ => ".".to_owned(),
    }
}

fn string(json: &Json, field: &str) -> String {
    json.get(field).text().unwrap_or_default().to_owned()
}

fn texts(json: &Json) -> Vec<String> {
    json.items()
        .iter()
        .filter_map(Json::text)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_know_their_folders() {
        let text = r#"{"workspace_root": "/r", "target_directory": "/r/target", "workspace_members": ["a", "b"],
            "packages": [
                {"name": "a", "id": "a", "manifest_path": "/r/Cargo.toml", "targets": [{"kind": ["example"]}],
                 "features": {"default": ["x"], "x": ["dep:c"]},
                 "dependencies": [{"name": "c", "rename": "d", "kind": null, "optional": true}]},
                {"name": "b", "id": "b", "manifest_path": "/r/adapters/b/Cargo.toml", "dependencies": [{"name": "c", "kind": "dev"}]},
                {"name": "c", "id": "c", "manifest_path": "/elsewhere/c/Cargo.toml", "rust_version": "1.70"}],
            "resolve": {"nodes": [{"id": "a", "dependencies": ["c"]}]}}"#;
        let metadata = Metadata::parse(text).expect("reads");
        let folders: Vec<_> = metadata
            .members()
            .map(|member| member.folder.as_deref())
            .collect();
        assert_eq!(folders, [Some("."), Some("adapters/b")]);
        let first = &metadata.packages[0];
        assert!(first.has_examples && first.dependencies[0].optional);
        assert_eq!(
            (
                first.dependencies[0].name.as_str(),
                first.dependencies[0].alias.as_str()
            ),
            ("c", "d")
        );
        assert_eq!(
            metadata.packages[1].dependencies[0].kind,
            DependencyKind::Dev
        );
        assert_eq!(metadata.packages[2].rust_version.as_deref(), Some("1.70"));
        assert_eq!(metadata.graph, [("a".to_owned(), vec!["c".to_owned()])]);
    }

    #[test]
    fn what_is_not_json_is_a_failure() {
        assert!(Metadata::parse("error: no").is_err());
    }
}
