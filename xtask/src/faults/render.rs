//! The document.

use super::observations::{Observation, runtimes};

/// Returns `docs/FAULTS.md`: a section for each group, in it a row for each fault and different observation.
/// `about` says in a sentence what the faults of a group are.
pub(crate) fn document(observations: &[Observation], about: impl Fn(&str) -> String) -> String {
    let all = runtimes(observations);
    let mut text = format!(
        "# Faults\n\nWhat goes wrong around a runtime, provoked on each of {} runtimes, and what was observed. Each \
         fault has a\nprocess of its own, with a deadline; what the [contract](CONTRACT.md) promises there is \
         asserted, so that each\nrow is a test as well. The tests are in `compat-tests/tests/faults`, a file for \
         each section.\n\nWritten by `cargo xtask faults` on Linux. The runtimes:\n{}.\n",
        all.len(),
        listed(&all)
    );
    for group in observations.chunk_by(|a, b| a.group == b.group) {
        text.push_str(&format!(
            "\n## {}\n\n{}\n\n| Fault | On | Observed |\n|---|---|---|\n",
            capitalised(&words(&group[0].group)),
            about(&group[0].group)
        ));
        for fault in group.chunk_by(|a, b| a.fault == b.fault) {
            for (index, (seen, on)) in by_observation(fault).into_iter().enumerate() {
                let title = match index {
                    0 => capitalised(&words(&fault[0].fault)),
                    _ => String::new(),
                };
                let on = match on.len() == all.len() {
                    true => "all".to_owned(),
                    false => listed(&on),
                };
                text.push_str(&format!(
                    "| {title} | {on} | {} |\n",
                    seen.replace('|', "\\|")
                ));
            }
        }
    }
    text
}

/// The runtimes that saw the same, in the order of the first of them.
fn by_observation(fault: &[Observation]) -> Vec<(&str, Vec<&str>)> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for of in fault {
        match groups.iter_mut().find(|(seen, _)| *seen == of.seen) {
            Some((_, on)) => on.push(&of.runtime),
            None => groups.push((&of.seen, vec![&of.runtime])),
        }
    }
    groups
}

fn listed(names: &[&str]) -> String {
    words(&names.join(", "))
}

fn words(name: &str) -> String {
    name.replace('_', " ")
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::observations::observations;

    #[test]
    fn what_all_saw_is_one_row_and_what_some_saw_one_each() {
        let found = observations(
            "FAULT half_close::an_end tokio told\nFAULT half_close::an_end tokio_local told\n\
             FAULT half_close::two_ends tokio a | b\nFAULT half_close::two_ends tokio_local c\n",
        );
        let text = document(&found, |group| format!("About {group}."));
        let table = "\n## Half close\n\nAbout half_close.\n\n| Fault | On | Observed |\n|---|---|---|\n| An end | all | told |\n\
                     | Two ends | tokio | a \\| b |\n|  | tokio local | c |\n";
        assert!(text.ends_with(table), "{text}");
        assert!(text.contains("on each of 2 runtimes"));
    }
}
