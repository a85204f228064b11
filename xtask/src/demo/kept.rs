//! Where the server under load keeps its append-only file, if it is to have one.

use std::fs;
use std::path::PathBuf;

use crate::failure::{Failure, Outcome};

/// The policies that the server knows.
const POLICIES: [&str; 3] = ["always", "everysec", "no"];

/// A directory for the file of one server, removed in the end.
#[derive(Debug)]
pub(crate) struct Kept {
    directory: PathBuf,
    policy: &'static str,
}

impl Kept {
    /// Checks the name of a policy.
    ///
    /// # Errors
    ///
    /// Fails when there is no such policy.
    pub(crate) fn policy(name: Option<&str>) -> Outcome<Option<&'static str>> {
        let Some(name) = name else { return Ok(None) };
        let known = POLICIES.into_iter().find(|known| *known == name);
        known.map(Some).ok_or_else(|| {
            Failure::usage(format!(
                "no policy `{name}`; there are {}",
                POLICIES.join(", ")
            ))
        })
    }

    /// Makes an empty directory.
    ///
    /// # Errors
    ///
    /// Fails when the system does not let it.
    pub(crate) fn new(policy: &'static str) -> Outcome<Self> {
        let name = format!("anyrt-demo-{}", std::process::id());
        let directory = std::env::temp_dir().join(name);
        fs::create_dir_all(&directory).map_err(|error| {
            Failure::new(format!("cannot make {}: {error}", directory.display()))
        })?;
        Ok(Self { directory, policy })
    }

    /// Returns what to tell the server.
    pub(crate) fn words(&self) -> Vec<String> {
        let directory = self.directory.display();
        vec![
            "--appendonly=yes".to_owned(),
            format!("--appendfsync={}", self.policy),
            format!("--dir={directory}"),
        ]
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        // What is left in the place for temporary files is in the way of nobody.
        fs::remove_dir_all(&self.directory).ok();
    }
}
