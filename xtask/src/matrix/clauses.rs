//! The clauses of the contract.

use crate::failure::{Failure, Outcome};

/// One clause.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Clause {
    /// Its name in lower case: `t1`.
    pub(crate) name: String,
    /// Its first sentence, without the full stop.
    pub(crate) title: String,
}

/// Reads the clauses of the contract, in its order: lines such as `- **T1** Dropping a ...`.
///
/// # Errors
///
/// Fails when the text has no clause, or one twice.
pub(crate) fn clauses(contract: &str) -> Outcome<Vec<Clause>> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for line in contract.lines() {
        let start = line
            .strip_prefix("- **")
            .and_then(|rest| rest.split_once("**"));
        if let Some((name, text)) = start.filter(|(name, _)| is_clause_name(&name.to_lowercase())) {
            found.push((name.to_lowercase(), text.trim().to_owned()));
            open = true;
        } else if line.starts_with("  ") && open {
            if let Some((_, text)) = found.last_mut() {
                text.push(' ');
                text.push_str(line.trim());
            }
        } else {
            open = false;
        }
    }
    if found.is_empty() {
        return Err(Failure::new("the contract has no clauses (`- **T1** ...`)"));
    }
    for (index, (name, _)) in found.iter().enumerate() {
        if found[..index].iter().any(|(earlier, _)| earlier == name) {
            return Err(Failure::new(format!(
                "the contract has clause {} twice",
                name.to_uppercase()
            )));
        }
    }
    Ok(found
        .into_iter()
        .map(|(name, text)| Clause {
            name,
            title: first_sentence(&text).to_owned(),
        })
        .collect())
}

/// Returns whether a word is shaped like a clause's name: letters, then digits.
pub(crate) fn is_clause_name(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_lowercase());
    digits.len() < word.len() && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

fn first_sentence(text: &str) -> &str {
    let end = text.find(". ").unwrap_or(text.len());
    text[..end].trim_end_matches('.').trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_first_sentence_over_lines() {
        let text = "# Contract\n## Tasks\n- **T1** Dropping a `JoinHandle`\n  detaches the task; it runs on. *Bare smol\n  cancels.*\n\n  no part\n- **B10** Options are read back.\n- **bold** no clause\n";
        let found = clauses(text).expect("has clauses");
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0],
            Clause {
                name: "t1".to_owned(),
                title: "Dropping a `JoinHandle` detaches the task; it runs on".to_owned()
            }
        );
        assert_eq!(found[1].title, "Options are read back");
    }

    #[test]
    fn a_contract_without_clauses_or_with_one_twice_is_a_failure() {
        assert!(clauses("# Contract\n").is_err());
        assert!(clauses("- **T1** A.\n- **T1** B.\n").is_err());
    }

    #[test]
    fn clause_names_are_letters_then_digits() {
        assert!(is_clause_name("t1") && is_clause_name("b10"));
        assert!(!is_clause_name("t") && !is_clause_name("1") && !is_clause_name("t1x"));
    }
}
