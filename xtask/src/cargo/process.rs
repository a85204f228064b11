//! Running cargo: shown on the terminal, captured, or both.

use std::io::{BufRead as _, BufReader, PipeReader};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::out;

/// One cargo command line.
#[derive(Debug)]
pub(crate) struct Cargo {
    root: PathBuf,
    words: Vec<String>,
    program: Option<&'static str>,
    variables: Vec<(&'static str, String)>,
}

/// What a command that may fail has printed.
#[derive(Debug)]
pub(crate) struct Run {
    /// Its standard output, or both of its outputs where they were taken together.
    pub(crate) stdout: String,
    /// Whether it ended with success.
    pub(crate) success: bool,
}

impl Cargo {
    /// Prepares `cargo words...` in the workspace at `root`.
    pub(crate) fn new(root: &Path, words: &[&str]) -> Self {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        Self {
            root: root.to_path_buf(),
            words,
            program: None,
            variables: Vec::new(),
        }
    }

    /// Prepares `cargo words...` for a toolchain that the first word names, which rustup's `cargo` takes.
    pub(crate) fn rustup(root: &Path, words: &[&str]) -> Self {
        let mut cargo = Self::new(root, words);
        cargo.program = Some("cargo");
        cargo
    }

    /// Adds words at the end.
    pub(crate) fn args<I>(mut self, words: I) -> Self
    where
        I: IntoIterator<Item = String>,
    {
        self.words.extend(words);
        self
    }

    /// Sets an environment variable.
    pub(crate) fn env(mut self, name: &'static str, value: &str) -> Self {
        self.variables.push((name, value.to_owned()));
        self
    }

    /// Returns the command line as it would be typed.
    pub(crate) fn shown(&self) -> String {
        let variables = self
            .variables
            .iter()
            .map(|(name, value)| format!("{name}={value:?} "));
        format!(
            "{}cargo {}",
            variables.collect::<String>(),
            self.words.join(" ")
        )
    }

    fn command(&self) -> Command {
        let program = match self.program {
            Some(program) => program.into(),
            None => std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()),
        };
        let mut command = Command::new(program);
        command
            .args(&self.words)
            .current_dir(&self.root)
            .envs(self.variables.iter().map(|(n, v)| (n, v)));
        // What `cargo run` sets for this process says nothing of the processes it starts.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("CARGO_PKG_") || name == "CARGO_MANIFEST_DIR" {
                command.env_remove(name);
            }
        }
        command
    }

    fn failed(&self, how: &str) -> Failure {
        Failure::new(format!("`{}` {how}", self.shown()))
    }

    fn cannot_start(&self, error: &std::io::Error) -> Failure {
        self.failed(&format!("cannot start: {error}"))
    }

    /// Runs the command with the terminal as its output.
    ///
    /// # Errors
    ///
    /// Fails when the command does.
    pub(crate) fn run(&self) -> Outcome {
        out::note(&format!("$ {}", self.shown()));
        let status = self
            .command()
            .status()
            .map_err(|error| self.cannot_start(&error))?;
        if status.success() {
            Ok(())
        } else {
            Err(self.failed(&format!("failed ({status})")))
        }
    }

    /// Runs the command, showing its standard output line by line while keeping it.
    ///
    /// # Errors
    ///
    /// Fails when the command cannot start; a command that ran and failed is not an error here.
    pub(crate) fn tee(&self) -> Outcome<Run> {
        let (pipe, stdout) = std::io::pipe().map_err(|error| self.cannot_start(&error))?;
        let mut command = self.command();
        command.stdout(stdout);
        self.shown_and_kept(command, pipe)
    }

    /// Runs the command as [`tee`](Self::tee) does, with its standard error among its standard output.
    ///
    /// # Errors
    ///
    /// Those of `tee`.
    pub(crate) fn tee_both(&self) -> Outcome<Run> {
        let (pipe, stdout) = std::io::pipe().map_err(|error| self.cannot_start(&error))?;
        let stderr = stdout
            .try_clone()
            .map_err(|error| self.cannot_start(&error))?;
        let mut command = self.command();
        command.stdout(stdout).stderr(stderr);
        self.shown_and_kept(command, pipe)
    }

    fn shown_and_kept(&self, mut command: Command, pipe: PipeReader) -> Outcome<Run> {
        out::note(&format!("$ {}", self.shown()));
        let mut child = command.spawn().map_err(|error| self.cannot_start(&error))?;
        // It holds ends of the pipe that are written to.
        drop(command);
        let mut stdout = String::new();
        for line in BufReader::new(pipe).split(b'\n') {
            let Ok(line) = line else { break };
            let line = String::from_utf8_lossy(&line);
            out::line(line.trim_end_matches('\r'));
            stdout.push_str(&line);
            stdout.push('\n');
        }
        let status = child
            .wait()
            .map_err(|error| self.failed(&format!("is lost: {error}")))?;
        Ok(Run {
            stdout,
            success: status.success(),
        })
    }

    /// Runs the command, showing nothing.
    ///
    /// # Errors
    ///
    /// Fails when the command cannot start; a command that ran and failed is not an error here.
    pub(crate) fn quiet(&self) -> Outcome<Run> {
        let output = self
            .command()
            .output()
            .map_err(|error| self.cannot_start(&error))?;
        Ok(Run {
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            success: output.status.success(),
        })
    }

    /// Runs the command and returns its standard output.
    ///
    /// # Errors
    ///
    /// Fails when the command does, with what it wrote to its standard error.
    pub(crate) fn capture(&self) -> Outcome<String> {
        let output = self
            .command()
            .output()
            .map_err(|error| self.cannot_start(&error))?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            let stderr = String::from_utf8_lossy(&output.stderr);
            Err(self.failed(&format!(
                "failed ({}):\n{}",
                output.status,
                stderr.trim_end()
            )))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_command_is_named() {
        let failure = Cargo::new(Path::new("."), &["no-such-command"])
            .capture()
            .expect_err("must fail");
        assert!(
            failure
                .to_string()
                .starts_with("`cargo no-such-command` failed"),
            "{failure}"
        );
    }

    #[test]
    fn a_command_is_shown_with_its_variables() {
        let shown = Cargo::new(Path::new("."), &["doc"])
            .env("RUSTDOCFLAGS", "-D warnings")
            .shown();
        assert_eq!(shown, "RUSTDOCFLAGS=\"-D warnings\" cargo doc");
    }
}
