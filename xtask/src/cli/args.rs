//! The words after the command: flags, and options with a value.

use crate::failure::{Failure, Outcome};

/// The words after a command, taken one option at a time; what is left over at the end is an error.
#[derive(Clone, Debug)]
pub(crate) struct Args {
    words: Vec<String>,
}

impl Args {
    /// Wraps the words after the command.
    pub(crate) fn new(words: &[String]) -> Self {
        Self {
            words: words.to_vec(),
        }
    }

    /// Takes a flag, and says whether it was there.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let before = self.words.len();
        self.words.retain(|word| word != name);
        self.words.len() != before
    }

    /// Takes an option's value, given as `--name value` or `--name=value`.
    ///
    /// # Errors
    ///
    /// A usage failure when the option stands without a value.
    pub(crate) fn value(&mut self, name: &str) -> Outcome<Option<String>> {
        let Some(at) = self
            .words
            .iter()
            .position(|w| w == name || w.starts_with(&format!("{name}=")))
        else {
            return Ok(None);
        };
        let word = self.words.remove(at);
        if let Some((_, value)) = word.split_once('=') {
            return Ok(Some(value.to_owned()));
        }
        if at < self.words.len() && !self.words[at].starts_with("--") {
            return Ok(Some(self.words.remove(at)));
        }
        Err(Failure::usage(format!("{name} needs a value")))
    }

    /// Takes every remaining word.
    pub(crate) fn rest(self) -> Vec<String> {
        self.words
    }

    /// Ends the parse.
    ///
    /// # Errors
    ///
    /// A usage failure that names the first word nobody took.
    pub(crate) fn finish(self) -> Outcome {
        match self.words.first() {
            None => Ok(()),
            Some(word) => Err(Failure::usage(format!("unexpected argument `{word}`"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(text: &str) -> Args {
        Args::new(
            &text
                .split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn options_take_both_spellings() {
        let mut given = args("--only a,b --seconds=3 --check");
        assert_eq!(
            given.value("--only").expect("has a value"),
            Some("a,b".to_owned())
        );
        assert_eq!(
            given.value("--seconds").expect("has a value"),
            Some("3".to_owned())
        );
        assert!(given.flag("--check"));
        assert!(given.finish().is_ok());
    }

    #[test]
    fn a_word_nobody_takes_is_a_usage_failure() {
        assert_eq!(
            args("--chekc").finish().expect_err("must fail").exit_code(),
            2
        );
    }

    #[test]
    fn an_option_without_a_value_is_a_usage_failure() {
        assert_eq!(
            args("--only --check")
                .value("--only")
                .expect_err("must fail")
                .exit_code(),
            2
        );
        assert_eq!(
            args("--only")
                .value("--only")
                .expect_err("must fail")
                .exit_code(),
            2
        );
    }
}
