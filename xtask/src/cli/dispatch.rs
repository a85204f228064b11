//! From words to a command's exit code.

use std::process::ExitCode;

use super::Args;
use super::commands::COMMANDS;
use crate::failure::{Failure, Outcome};
use crate::{out, tree};

/// Runs the command that `words` name, and returns the process's exit code: 0 for success, 1 for a
/// failure, 2 for a command line that makes no sense.
pub(crate) fn run(words: &[String]) -> ExitCode {
    match dispatch(words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            out::note(&format!("error: {failure}"));
            ExitCode::from(failure.exit_code())
        }
    }
}

fn dispatch(words: &[String]) -> Outcome {
    let name = words.first().map_or("help", String::as_str);
    if matches!(name, "help" | "--help" | "-h") {
        out::line(&help());
        return Ok(());
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        return Err(Failure::usage(format!(
            "no command `{name}`; `cargo xtask help` lists them"
        )));
    };
    let rest = &words[1..];
    if rest.iter().any(|word| word == "--help" || word == "-h") {
        out::line(&format!(
            "cargo xtask {} {}\n\n{}",
            command.name, command.options, command.about
        ));
        return Ok(());
    }
    (command.run)(&tree::root()?, Args::new(rest))
}

fn help() -> String {
    let mut text =
        String::from("Everything a contributor or CI runs.\n\nUsage: cargo xtask COMMAND\n");
    for command in COMMANDS {
        let usage = format!("{} {}", command.name, command.options);
        text.push_str(&format!(
            "\n  {}\n      {}",
            usage.trim_end(),
            command.about
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_command_is_a_usage_failure_that_names_it() {
        let failure = dispatch(&["tset".to_owned()]).expect_err("must fail");
        assert_eq!(failure.exit_code(), 2);
        assert!(failure.to_string().contains("`tset`"));
    }

    #[test]
    fn the_help_lists_every_command() {
        let help = help();
        for command in COMMANDS {
            assert!(
                help.contains(&format!("\n  {}", command.name)),
                "{}",
                command.name
            );
        }
    }

    #[test]
    fn an_unknown_option_is_a_usage_failure() {
        let failure = dispatch(&["fmt".to_owned(), "--fast".to_owned()]).expect_err("must fail");
        assert_eq!(failure.exit_code(), 2);
    }
}
