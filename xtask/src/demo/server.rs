//! The server's process: started, waited for, shut down, and never left behind.

use std::io::{BufRead as _, BufReader, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::client::Client;
use crate::failure::{Failure, Outcome};

/// How long the server may take to be ready, and to end.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the server prints in front of its address once it accepts connections.
const READY: &str = "listening on ";

/// How long a server that is in trouble may take to end, before it is told as running.
const GRACE: Duration = Duration::from_millis(500);

/// How many lines of the server's standard error a failure quotes.
const QUOTED: usize = 20;

/// A running server; dropping it kills the process.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    address: SocketAddr,
    /// The lines of its standard error; closed once that has ended.
    errors: Receiver<String>,
}

impl Server {
    /// Starts the program with `words` and waits until it says where it listens.
    ///
    /// # Errors
    ///
    /// Fails when the program cannot start, ends, or does not say so in time; quotes its standard error.
    pub(crate) fn start(program: &Path, words: &[&str]) -> Outcome<Self> {
        Self::start_with(program, words, &[])
    }

    /// Starts it as [`start`](Self::start) does, with variables in its environment.
    ///
    /// # Errors
    ///
    /// Those of [`start`](Self::start).
    pub(crate) fn start_with(
        program: &Path,
        words: &[&str],
        variables: &[(&str, &str)],
    ) -> Outcome<Self> {
        // Standard input stays open for as long as the server is wanted.
        let mut child = Command::new(program)
            .args(words)
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| {
                Failure::new(format!("cannot start {}: {error}", program.display()))
            })?;
        let (sender, errors) = mpsc::channel();
        if let Some(pipe) = child.stderr.take() {
            thread::spawn(move || {
                lines(pipe, |line| {
                    // Nobody listens any more once the server is dropped; the pipe is emptied all the same.
                    sender.send(line).ok();
                });
            });
        }
        let (sender, ready) = mpsc::channel();
        if let Some(pipe) = child.stdout.take() {
            thread::spawn(move || {
                lines(pipe, |line| {
                    let address = line
                        .split_once(READY)
                        .and_then(|(_, rest)| rest.trim().parse::<SocketAddr>().ok());
                    if let Some(address) = address {
                        // Nobody listens any more once the first address is taken.
                        sender.send(address).ok();
                    }
                });
            });
        }
        let mut server = Self {
            child,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            errors,
        };
        server.address = server.wait_until_ready(&ready)?;
        Ok(server)
    }

    /// Returns where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    fn wait_until_ready(&mut self, ready: &Receiver<SocketAddr>) -> Outcome<SocketAddr> {
        match ready.recv_timeout(PATIENCE) {
            Ok(address) => Ok(address),
            Err(RecvTimeoutError::Timeout) => Err(self.explain(&format!(
                "the server did not print `{READY}ADDRESS` within {} s",
                PATIENCE.as_secs()
            ))),
            Err(RecvTimeoutError::Disconnected) => {
                // It closes its standard output a moment before it has ended.
                self.wait(PATIENCE);
                Err(self.explain("the server did not start"))
            }
        }
    }

    /// Adds to a failure what is known of the process: how it ended, and its standard error.
    pub(crate) fn explain(&mut self, what: &str) -> Failure {
        let ended = self.wait(GRACE);
        let mut text = what.to_owned();
        if let Some(status) = ended {
            text.push_str(&format!("\nthe server ended: {status}"));
        }
        let errors = self.errors(ended.is_some());
        if !errors.is_empty() {
            text.push_str("\nits standard error ends with:");
            for line in &errors[errors.len().saturating_sub(QUOTED)..] {
                text.push_str(&format!("\n  {line}"));
            }
        }
        Failure::new(text)
    }

    /// Returns the lines of its standard error so far; all of them once the process `has_ended`.
    ///
    /// Waits for the end of the lines no longer than [`PATIENCE`]: a process of the server's own may hold it open.
    fn errors(&self, has_ended: bool) -> Vec<String> {
        if !has_ended {
            return self.errors.try_iter().collect();
        }
        let deadline = Instant::now() + PATIENCE;
        let left = || deadline.saturating_duration_since(Instant::now());
        std::iter::from_fn(|| self.errors.recv_timeout(left()).ok()).collect()
    }

    /// Asks the server to end, and waits for it.
    ///
    /// # Errors
    ///
    /// Fails when it does not end in time, or ends otherwise than with success.
    pub(crate) fn shut_down(mut self) -> Outcome {
        // The server may answer, or just close.
        if let Ok(mut client) = Client::connect(self.address) {
            client.call(&[b"SHUTDOWN"]).ok();
        }
        match self.wait(PATIENCE) {
            Some(status) if status.success() => Ok(()),
            Some(_) => Err(self.explain("the server failed when it was asked to end")),
            None => Err(self.explain(&format!(
                "the server did not end within {} s of SHUTDOWN",
                PATIENCE.as_secs()
            ))),
        }
    }

    fn wait(&mut self, patience: Duration) -> Option<std::process::ExitStatus> {
        let deadline = Instant::now() + patience;
        loop {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some(status);
            }
            if Instant::now() >= deadline {
                return None;
            }
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail when the process has already been waited for.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn lines(pipe: impl Read, mut each: impl FnMut(String)) {
    for line in BufReader::new(pipe).split(b'\n') {
        let Ok(line) = line else { return };
        each(String::from_utf8_lossy(&line).trim_end().to_owned());
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn start(script: &str) -> Outcome<Server> {
        Server::start(Path::new("/bin/sh"), &["-c", script])
    }

    #[test]
    fn the_address_is_read_from_the_first_lines() {
        let server = start("echo starting; echo 'listening on 127.0.0.1:4321'; exec sleep 60")
            .expect("is ready");
        assert_eq!(server.address().port(), 4321);
    }

    #[test]
    fn a_server_that_dies_is_told_with_its_standard_error() {
        let failure = start("echo 'address in use' >&2; exit 3")
            .expect_err("must fail")
            .to_string();
        assert!(
            failure.contains("exit status: 3") && failure.contains("address in use"),
            "{failure}"
        );
    }

    #[test]
    fn a_program_that_is_not_there_is_told() {
        let failure = Server::start(Path::new("no-such-program"), &[])
            .expect_err("must fail")
            .to_string();
        assert!(
            failure.contains("cannot start no-such-program"),
            "{failure}"
        );
    }
}
