//! The command.

use std::path::Path;

use super::copy::{CRATE, Copy};
use super::site::{Site, sites};
use super::verdict::Verdict;
use crate::cargo::{Cargo, Metadata};
use crate::failure::{Failure, Outcome};
use crate::out;
use crate::tree;

/// How many of a hundred have to be caught.
const ENOUGH: usize = 90;

/// Which models go through which files: the first row that fits counts, and the last fits all.
const MODELS: &[(&str, &[&str])] = &[
    ("channels/src/raw/ring/", &["seen", "mpsc", "mpmc"]),
    ("channels/src/raw/list/", &["seen", "mpsc", "mpmc"]),
    ("channels/src/raw/parked", &["seen", "mpsc"]),
    ("channels/src/raw/spin_lock", &["spin_lock"]),
    ("channels/src/raw/oneshot/", &["oneshot"]),
    ("channels/src/raw/shared_value/", &["watch"]),
    ("channels/src/raw/broadcast/", &["broadcast"]),
    ("channels/src/rendezvous", &["seen", "mpmc"]),
    ("channels/src/broadcast/", &["broadcast"]),
    ("channels/src/priority/", &["priority"]),
    ("channels/src/notify/", &["notify"]),
    ("channels/src/semaphore/", &["semaphore"]),
    ("channels/src/watch/", &["watch"]),
    ("", &[]),
];

/// Weakens each ordering of the channels, one at a time, in a copy, and runs the models on it.
///
/// # Errors
///
/// Fails when fewer than 90 of 100 are caught, or one of the others is not argued for where it stands.
pub(crate) fn command(root: &Path, only: Option<&str>) -> Outcome {
    let words = ["metadata", "--format-version", "1", "--no-deps"];
    let metadata = Metadata::parse(&Cargo::new(root, &words).capture()?)?;
    let files = tree::files(root)?;
    let copy = Copy::new(root, &metadata.target_directory, &files)?;
    let source = format!("{CRATE}/src/");
    let meant = files.iter().filter(|file| {
        file.is_rust()
            && file.path.starts_with(&source)
            && only.is_none_or(|only| file.path.contains(only))
    });
    let mut counts = Counts::default();
    for file in meant {
        for site in sites(&file.path, &file.text) {
            copy.write(&file.path, &site.weaken(&file.text))?;
            let run = copy.run(models(&file.path))?;
            copy.write(&file.path, &file.text)?;
            if !run.stdout.contains("\nrunning ") {
                return Err(Failure::new(format!(
                    "{}:{}: the copy does not build",
                    site.path, site.line
                )));
            }
            let verdict = Verdict::of(&run.stdout, run.success, site.is_argued);
            counts.add(&site, &verdict);
        }
    }
    counts.conclude()
}

fn models(path: &str) -> &'static [&'static str] {
    MODELS
        .iter()
        .find(|(prefix, _)| path.starts_with(prefix))
        .map_or(&[], |(_, models)| models)
}

#[derive(Debug, Default)]
struct Counts {
    caught: usize,
    argued: usize,
    missed: usize,
}

impl Counts {
    fn add(&mut self, site: &Site, verdict: &Verdict) {
        let (count, how) = match verdict {
            Verdict::Caught(model) => (&mut self.caught, format!("caught by {model}")),
            Verdict::Argued => (&mut self.argued, "argued where it stands".to_owned()),
            Verdict::Missed => (&mut self.missed, "MISSED".to_owned()),
        };
        *count += 1;
        out::line(&format!(
            "{}:{} {}: {how}",
            site.path, site.line, site.ordering
        ));
    }

    fn conclude(&self) -> Outcome {
        let all = self.caught + self.argued + self.missed;
        let line = format!(
            "{} of {all} orderings caught, {} argued, {} missed",
            self.caught, self.argued, self.missed
        );
        if all == 0 {
            return Err(Failure::new("no ordering was found"));
        }
        if self.missed > 0 || self.caught * 100 < ENOUGH * all {
            return Err(Failure::new(line));
        }
        out::line(&line);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_models() {
        assert_eq!(models("channels/src/raw/ring/send.rs").len(), 3);
        assert!(models("channels/src/blocking.rs").is_empty());
    }

    #[test]
    fn what_is_missed_fails() {
        let site = sites("a.rs", "x.load(Ordering::Acquire)").remove(0);
        let mut counts = Counts::default();
        assert!(counts.conclude().is_err());
        counts.add(&site, &Verdict::Caught("m".to_owned()));
        assert!(counts.conclude().is_ok());
        counts.add(&site, &Verdict::Missed);
        assert!(counts.conclude().is_err());
    }
}
