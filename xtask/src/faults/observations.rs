//! What the test run printed.

use std::collections::BTreeSet;

use crate::matrix::family;

/// What was observed of one fault on one runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Observation {
    /// The faults that belong together: a file of the tests.
    pub(crate) group: String,
    /// The fault.
    pub(crate) fault: String,
    /// The runtime's module.
    pub(crate) runtime: String,
    /// What was seen.
    pub(crate) seen: String,
}

/// Reads the lines of the tests, sorted by group, fault and runtime. Other output may stand before on a line.
pub(crate) fn observations(output: &str) -> Vec<Observation> {
    let mut found: Vec<Observation> = output.lines().filter_map(observation).collect();
    found.sort_by(|a, b| {
        let key = |of: &Observation| (of.group.clone(), of.fault.clone(), family(&of.runtime));
        (key(a), &a.runtime).cmp(&(key(b), &b.runtime))
    });
    found
}

fn observation(line: &str) -> Option<Observation> {
    let (_, rest) = line.split_once("FAULT ")?;
    let mut words = rest.splitn(3, ' ');
    let (group, fault) = words.next()?.split_once("::")?;
    Some(Observation {
        group: group.to_owned(),
        fault: fault.to_owned(),
        runtime: words.next()?.to_owned(),
        seen: words.next()?.trim().to_owned(),
    })
}

/// Returns the runtimes in their order: by family, then by name.
pub(crate) fn runtimes(observations: &[Observation]) -> Vec<&str> {
    let names: BTreeSet<&str> = observations.iter().map(|of| of.runtime.as_str()).collect();
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_by_key(|name| family(name));
    names
}

/// Names what was not observed: each fault belongs to each runtime.
pub(crate) fn missing(observations: &[Observation]) -> Vec<String> {
    let faults: BTreeSet<(&str, &str)> = observations
        .iter()
        .map(|of| (of.group.as_str(), of.fault.as_str()))
        .collect();
    let mut missing = Vec::new();
    for (group, fault) in faults {
        for runtime in runtimes(observations) {
            let is_there = observations
                .iter()
                .any(|of| of.group == group && of.fault == fault && of.runtime == runtime);
            if !is_there {
                missing.push(format!("{runtime}::{group}::{fault} observed nothing"));
            }
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_behind_other_output_and_sorted() {
        let output = "running 3 tests\ntest smol::a::y ... FAULT a::y smol all is well\nok\n\
                      FAULT a::x tokio_local other\nFAULT a::y tokio all is well\ntest z ... ok\n";
        let found = observations(output);
        let shown: Vec<_> = found
            .iter()
            .map(|of| (of.fault.as_str(), of.runtime.as_str(), of.seen.as_str()))
            .collect();
        assert_eq!(
            shown,
            [
                ("x", "tokio_local", "other"),
                ("y", "tokio", "all is well"),
                ("y", "smol", "all is well")
            ]
        );
        assert_eq!(runtimes(&found), ["tokio", "tokio_local", "smol"]);
    }

    #[test]
    fn what_was_not_observed_is_named() {
        let found = observations("FAULT a::x tokio s\nFAULT a::y tokio s\nFAULT a::x smol s\n");
        assert_eq!(missing(&found), ["smol::a::y observed nothing"]);
    }
}
