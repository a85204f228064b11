//! `cargo xtask bench`: the measurements of the `benches` crate.

use std::path::Path;

use crate::cargo::Cargo;
use crate::cli::Args;
use crate::failure::{Failure, Outcome};

/// The measurements there are, each a binary of `benches` that writes its table under `docs/bench/`.
const MEASUREMENTS: &[&str] = &[
    "overhead",
    "combinators",
    "channels",
    "files",
    "http",
    "quic",
];

/// Runs one measurement in release mode; the words after its name are its own.
///
/// # Errors
///
/// A usage failure for an unknown measurement; fails when the measurement does.
pub(crate) fn command(root: &Path, args: Args) -> Outcome {
    let mut words = args.rest();
    let known = words
        .first()
        .and_then(|word| MEASUREMENTS.iter().find(|name| *name == word));
    let Some(name) = known else {
        return Err(Failure::usage(format!(
            "name a measurement: {}",
            MEASUREMENTS.join(", ")
        )));
    };
    words.remove(0);
    let folder = root.join("docs/bench");
    std::fs::create_dir_all(&folder)
        .map_err(|error| Failure::new(format!("cannot make {}: {error}", folder.display())))?;
    let cargo = Cargo::new(
        root,
        &[
            "run",
            "--release",
            "--package",
            "anyrt-benches",
            "--bin",
            name,
            "--",
        ],
    );
    cargo.args(words).run()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_measurement_is_a_usage_failure() {
        for words in [Vec::new(), vec!["speed".to_owned()]] {
            let failure = command(Path::new("."), Args::new(&words)).expect_err("must fail");
            assert_eq!(failure.exit_code(), 2);
        }
    }
}
