//! `--only` and `--skip`.

use super::list::{STEPS, Step};
use crate::failure::{Failure, Outcome};

/// Returns the steps that `only` names (all without it), less those that `skip` names.
///
/// # Errors
///
/// A usage failure for a name that is no step.
pub(crate) fn select(only: Option<&str>, skip: Option<&str>) -> Outcome<Vec<&'static Step>> {
    let only = only.map(names).transpose()?;
    let skip = skip.map(names).transpose()?.unwrap_or_default();
    let chosen = |step: &&Step| {
        only.as_ref().is_none_or(|only| only.contains(&step.name)) && !skip.contains(&step.name)
    };
    Ok(STEPS.iter().filter(chosen).collect())
}

fn names(list: &str) -> Outcome<Vec<&'static str>> {
    let known = |word: &str| {
        STEPS
            .iter()
            .find(|step| step.name == word)
            .map(|step| step.name)
    };
    let all = || {
        STEPS
            .iter()
            .map(|step| step.name)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let words = list
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty());
    words
        .map(|word| {
            known(word)
                .ok_or_else(|| Failure::usage(format!("no step `{word}`; there are {}", all())))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(only: Option<&str>, skip: Option<&str>) -> Vec<&'static str> {
        select(only, skip)
            .expect("known names")
            .into_iter()
            .map(|step| step.name)
            .collect()
    }

    #[test]
    fn only_and_skip_narrow_the_list_in_its_own_order() {
        assert_eq!(chosen(Some("tidy, fmt"), None), ["fmt", "tidy"]);
        assert_eq!(chosen(Some("tidy,fmt"), Some("tidy")), ["fmt"]);
        assert_eq!(chosen(None, Some("unit")).len(), STEPS.len() - 1);
    }

    #[test]
    fn an_unknown_step_is_a_usage_failure() {
        assert_eq!(
            select(Some("tidi"), None)
                .expect_err("must fail")
                .exit_code(),
            2
        );
    }
}
