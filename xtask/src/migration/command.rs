//! The command.

use std::path::Path;

use super::example::Example;
use super::exceptions::Exception;
use super::generated::{Results, test};
use super::render::{Chapter, document};
use super::source::SOURCES;
use crate::cargo::{Cargo, Metadata};
use crate::cli::Args;
use crate::failure::{Failure, Outcome};
use crate::out;

const DOCUMENT: &str = "docs/migration.md";

/// Runs the examples, and writes the document; `--check` compares with the committed one instead.
///
/// # Errors
///
/// Fails when an example fails that is no exception, an exception passes, or the document is stale.
pub(crate) fn command(root: &Path, mut args: Args) -> Outcome {
    let check = args.flag("--check");
    args.finish()?;
    let words = [
        "metadata",
        "--format-version",
        "1",
        "--locked",
        "--all-features",
    ];
    let metadata = Metadata::parse(&Cargo::new(root, &words).capture()?)?;
    let mut problems = Vec::new();
    let mut chapters = Vec::new();
    let mut tokio = String::new();
    for source in SOURCES {
        let (version, examples) = source.read(&metadata)?;
        if source.name == "tokio" {
            tokio.clone_from(&version);
        }
        let (left_out, meant): (Vec<Example>, Vec<Example>) = examples
            .iter()
            .cloned()
            .partition(|example| Exception::of(source.name, example).is_some());
        let run = |kind: &str, examples: &[Example]| -> Outcome<Results> {
            if examples.is_empty() {
                return Ok(Vec::new());
            }
            let package = format!("{}{kind}", source.name);
            test(root, &metadata.target_directory, &package, &tokio, examples)
        };
        let passing = run("", &meant)?;
        for (name, is_ok) in &passing {
            if !is_ok {
                problems.push(format!("{}: {name} fails", source.name));
            }
        }
        for (name, is_ok) in run("-exceptions", &left_out)? {
            if is_ok {
                problems.push(format!(
                    "{}: {name} is an exception and passes",
                    source.name
                ));
            }
        }
        chapters.push(chapter(source.name, version, &examples, &passing));
    }
    let text = document(&chapters);
    let path = root.join(DOCUMENT);
    if check {
        if std::fs::read_to_string(&path).ok().as_deref() != Some(&text) {
            problems.push(format!(
                "{DOCUMENT} is stale; `cargo xtask migration` writes it"
            ));
        }
    } else {
        std::fs::write(&path, &text)
            .map_err(|error| Failure::new(format!("cannot write {DOCUMENT}: {error}")))?;
    }
    if problems.is_empty() {
        out::line(&text);
        Ok(())
    } else {
        let problems = problems.join("\n  ");
        Err(Failure::new(format!("migration:\n  {problems}")))
    }
}

fn chapter(name: &str, version: String, examples: &[Example], passing: &Results) -> Chapter {
    let mut chapter = Chapter {
        name: name.to_owned(),
        version,
        ..Chapter::default()
    };
    for example in examples {
        let passed = passing.contains(&(example.name(), true));
        match chapter.files.last_mut() {
            Some((file, all, count)) if *file == example.file => {
                *all += 1;
                *count += usize::from(passed);
            }
            _ => chapter
                .files
                .push((example.file.clone(), 1, usize::from(passed))),
        }
        if let Some(exception) = Exception::of(name, example) {
            let place = format!("{}:{}", example.file, example.line);
            chapter.exceptions.push((place, exception.reason));
        }
    }
    chapter
}
