//! The rules that the module's head lists.

use std::collections::BTreeSet;

use super::names::{Names, Parsed, Returned};
use super::words::{WORDS, uses_a_word};
use crate::finding::Finding;
use crate::rust::{Function, TraitDef, is_result, last_segment, section};

/// Applies the rules to the files of the library crates.
pub(crate) fn check(files: &[Parsed]) -> Vec<Finding> {
    let names = Names::new(files);
    let reached = names.returned_or_bound();
    let mut findings = Vec::new();
    for file in files {
        for function in &file.source.functions {
            waiting(&names, file, function, &mut findings);
        }
        named_futures(&names, file, &reached, &mut findings);
        for def in file.source.traits.iter().filter(|def| def.public) {
            unreturned_types(&names, file, def, &mut findings);
        }
    }
    findings
}

/// One place where the sections are looked for.
struct Subject<'a> {
    path: &'a str,
    line: usize,
    what: String,
    docs: String,
}

impl Subject<'_> {
    fn report(&self, findings: &mut Vec<Finding>, message: &str) {
        findings.push(Finding::at(
            self.path,
            self.line,
            format!("{} {message}", self.what),
        ));
    }

    fn cancel_safety(&self, findings: &mut Vec<Finding>) {
        match section(&self.docs, "Cancel safety") {
            None => self.report(findings, "waits, and has no `# Cancel safety` section"),
            Some(text) if !uses_a_word(&text) => {
                self.report(
                    findings,
                    &format!("says under `# Cancel safety` none of: {}", WORDS.join(", ")),
                );
            }
            Some(_) => {}
        }
    }

    fn errors(&self, output: &[String], findings: &mut Vec<Finding>) {
        if is_result(output) && section(&self.docs, "Errors").is_none() {
            self.report(
                findings,
                "waits for a `Result`, and has no `# Errors` section",
            );
        }
    }
}

fn waiting(names: &Names<'_>, file: &Parsed, function: &Function, findings: &mut Vec<Finding>) {
    let owner = function.owner.as_deref();
    if let Some(owner) = owner
        && file
            .source
            .types
            .iter()
            .any(|def| def.name == owner && !def.public)
    {
        return;
    }
    let mut docs = function.docs.clone();
    let output = if function.is_async {
        function.output.clone()
    } else {
        match names.returned(file, owner, &function.output) {
            None => return,
            Some(Returned::Unnamed(output)) => output,
            Some(Returned::Named(more, output)) => {
                docs.push_str(&more);
                output.to_vec()
            }
            Some(Returned::Associated(more, output)) => {
                docs.push_str(&more);
                output
            }
        }
    };
    let what = format!("`{}`", function.name);
    let subject = Subject {
        path: &file.path,
        line: function.line,
        what,
        docs,
    };
    subject.cancel_safety(findings);
    subject.errors(&output, findings);
}

fn named_futures(
    names: &Names<'_>,
    file: &Parsed,
    reached: &BTreeSet<&str>,
    findings: &mut Vec<Finding>,
) {
    for def in file.source.types.iter().filter(|def| def.public) {
        let Some((docs, output)) = names.named(file, &def.name) else {
            continue;
        };
        let what = format!("the future `{}`", def.name);
        let subject = Subject {
            path: &file.path,
            line: def.line,
            what,
            docs,
        };
        subject.cancel_safety(findings);
        if !reached.contains(def.name.as_str()) {
            subject.errors(output, findings);
        }
    }
}

fn unreturned_types(names: &Names<'_>, file: &Parsed, def: &TraitDef, findings: &mut Vec<Finding>) {
    for assoc in def
        .types
        .iter()
        .filter(|assoc| names.is_future(&assoc.bounds))
    {
        let returned = file.source.functions.iter().any(|function| {
            function.owner.as_deref() == Some(&def.name)
                && last_segment(&function.output) == Some(&assoc.name)
        });
        if !returned {
            let docs = format!("{}\n{}", assoc.docs, names.bounding_docs(&assoc.bounds));
            let what = format!("the associated type `{}::{}`", def.name, assoc.name);
            let subject = Subject {
                path: &file.path,
                line: assoc.line,
                what,
                docs,
            };
            subject.cancel_safety(findings);
            subject.errors(&names.output(&assoc.bounds), findings);
        }
    }
}
