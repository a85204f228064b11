//! Commands whose first argument says what they do.

use super::CommandError;

/// The words that may follow the name of a command.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subcommands {
    /// The name of the command, in small letters.
    pub(super) command: &'static str,
    /// The words, in capitals.
    pub(super) names: &'static [&'static str],
}

impl Subcommands {
    /// Makes the error for a word that is unknown, or that came with the wrong number of arguments.
    pub(super) fn refuse(self, given: &[u8]) -> CommandError {
        let command = self.command;
        if self
            .names
            .iter()
            .any(|name| given.eq_ignore_ascii_case(name.as_bytes()))
        {
            let subcommand = String::from_utf8_lossy(given).to_lowercase();
            return CommandError::WrongArity(format!("{command}|{subcommand}").into());
        }
        let given = String::from_utf8_lossy(&given[..given.len().min(128)]);
        let command = command.to_uppercase();
        format!("ERR unknown subcommand '{given}'. Try {command} HELP.").into()
    }
}
