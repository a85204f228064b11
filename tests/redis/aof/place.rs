//! Where the file of a test is.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use anyrt::Backend;
use redis::{Connection, Value};

use crate::harness::{TestServer, ask, command, named};
use crate::persistence::{Policy, Settings};
use crate::server::Limits;

/// How many directories this process has made.
static DIRECTORIES: AtomicU64 = AtomicU64::new(0);

/// A directory of its own, removed at the end.
#[derive(Debug)]
pub(super) struct Place {
    directory: PathBuf,
}

impl Place {
    /// Makes an empty directory.
    pub(super) fn new() -> Self {
        let number = DIRECTORIES.fetch_add(1, Ordering::Relaxed);
        let name = format!("anyrt-aof-{}-{number}", std::process::id());
        let directory = std::env::temp_dir().join(name);
        fs::create_dir_all(&directory).expect("a directory");
        Self { directory }
    }

    /// Returns the settings of a server that keeps its file here.
    pub(super) fn settings(&self, policy: Policy) -> Settings {
        Settings {
            enabled: true,
            policy,
            directory: self.directory.clone(),
            ..Settings::default()
        }
    }

    /// Returns the path of the directory.
    pub(super) fn directory(&self) -> &Path {
        &self.directory
    }

    /// Returns the path at which a rewrite makes the next file.
    pub(super) fn successor(&self) -> PathBuf {
        self.directory.join("appendonly.aof.rewrite")
    }

    /// Returns the path of the file.
    pub(super) fn file(&self) -> PathBuf {
        self.directory.join("appendonly.aof")
    }

    /// Returns what the file holds.
    pub(super) fn read(&self) -> Vec<u8> {
        fs::read(self.file()).expect("the file is there")
    }

    /// Makes the file hold something.
    pub(super) fn write(&self, bytes: &[u8]) {
        fs::write(self.file(), bytes).expect("the file can be written");
    }

    /// Starts a server that keeps its file here; the error is why it does not.
    pub(super) fn try_start(&self, backend: Backend, policy: Policy) -> Result<TestServer, String> {
        TestServer::try_start(backend, Limits::default(), self.settings(policy), |rt| rt)
    }

    /// Starts a server that keeps its file here.
    pub(super) fn start(&self, backend: Backend) -> TestServer {
        let started = self.try_start(backend, Policy::Always);
        started.expect("the server starts")
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // What is left of it is in the way of nobody.
        fs::remove_dir_all(&self.directory).ok();
    }
}

/// Writes a command as the file holds it.
pub(super) fn encode(words: &[&str]) -> Vec<u8> {
    let mut bytes = format!("*{}\r\n", words.len());
    for word in words {
        bytes += &format!("${}\r\n{word}\r\n", word.len());
    }
    bytes.into_bytes()
}

/// Tries a claim on every runtime, each in a directory of its own.
pub(super) fn everywhere(claim: impl Fn(Backend, &Place)) {
    for backend in Backend::available() {
        let place = Place::new();
        named(*backend, || claim(*backend, &place));
    }
}

/// Tells all that the server remembers: for each database its keys in order, with type, value and the
/// time at which they expire.
pub(super) fn dump(client: &mut Connection) -> Vec<String> {
    let mut lines = Vec::new();
    for database in 0..16 {
        ask::<String>(client, &format!("SELECT {database}"));
        let mut keys: Vec<String> = ask(client, "KEYS *");
        keys.sort();
        for key in keys {
            let kind: String = ask(client, &format!("TYPE {key}"));
            let words: Vec<&str> = match kind.as_str() {
                "string" => vec!["GET", &key],
                "list" => vec!["LRANGE", &key, "0", "-1"],
                "hash" => vec!["HGETALL", &key],
                "set" => vec!["SMEMBERS", &key],
                "zset" => vec!["ZRANGE", &key, "0", "-1", "WITHSCORES"],
                other => panic!("{key} is of type {other}"),
            };
            let value: Value = command(&words).query(client).expect("a value");
            let mut value = format!("{value:?}");
            if let ("hash" | "set", Value::Array(parts)) = (
                kind.as_str(),
                command(&words).query(client).expect("a value"),
            ) {
                let size = if kind == "hash" { 2 } else { 1 };
                let mut parts: Vec<_> =
                    parts.chunks(size).map(|part| format!("{part:?}")).collect();
                parts.sort();
                value = parts.join(" ");
            }
            let until: i64 = ask(client, &format!("PEXPIRETIME {key}"));
            lines.push(format!("{database} {key} {kind} {value} until {until}"));
        }
    }
    ask::<String>(client, "SELECT 0");
    lines
}
