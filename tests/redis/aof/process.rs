//! The server as a process of its own, which can be killed.

use std::env;
use std::io::{BufRead, BufReader, Read};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use anyrt::Backend;
use redis::Connection;

use crate::app::app;
use crate::harness::GUARD;
use crate::options::{Invocation, parse};

/// Where the child finds the arguments of the program, one a line.
const ARGUMENTS: &str = "ANYRT_TEST_REDIS_ARGUMENTS";

/// Runs the whole program if this process was started for that, and returns whether it was.
///
/// A test that starts processes begins with it: they are this test once more.
pub(super) fn is_child() -> bool {
    let Ok(arguments) = env::var(ARGUMENTS) else {
        return false;
    };
    let arguments = arguments.lines().map(str::to_owned);
    let Ok(Invocation::Serve(options)) = parse(arguments) else {
        panic!("the parent gives good arguments");
    };
    let backend = options.runtime.expect("the parent chooses");
    let ended = anyrt::run_on(backend, |rt| app(rt, options, backend.to_string()));
    ended
        .expect("the runtime starts")
        .expect("the server ends in order");
    true
}

/// A server in a process of its own.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    /// What else it prints; a child that prints where nobody reads panics.
    output: Option<BufReader<ChildStdout>>,
    address: SocketAddr,
    /// The lines that it printed before it listened.
    pub(super) said: Vec<String>,
}

impl Process {
    /// Starts the test of that name once more, as a server that keeps its file in a directory.
    pub(super) fn start(test: &str, backend: Backend, directory: &Path) -> Self {
        let directory = directory.to_str().expect("a path of letters");
        let arguments = [
            "--runtime",
            backend.name(),
            "--port=0",
            "--appendonly=yes",
            "--appendfsync=always",
            "--dir",
            directory,
            "--stop-on-stdin-close",
        ];
        let mut command = Command::new(env::current_exe().expect("a test has a binary"));
        command
            .args([test, "--exact", "--nocapture", "--test-threads=1"])
            .env(ARGUMENTS, arguments.join("\n"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command.spawn().expect("a test binary can be started again");
        let mut output = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut server = Self {
            child,
            address: SocketAddr::new(Ipv4Addr::LOCALHOST.into(), 0),
            said: Vec::new(),
            output: None,
        };
        for line in output.by_ref().lines() {
            let line = line.expect("text");
            if let Some((_, address)) = line.split_once("listening on ") {
                server.address = address.parse().expect("an address");
                server.output = Some(output);
                return server;
            }
            server.said.push(line);
        }
        panic!("the server did not start: {:?}", server.said);
    }

    /// Connects a client.
    pub(super) fn client(&self) -> Connection {
        let client = redis::Client::open(format!("redis://{}/", self.address));
        let client = client.expect("an address").get_connection();
        let client = client.expect("the server accepts");
        client.set_read_timeout(Some(GUARD)).expect("an option");
        client
    }

    /// Connects without any client library.
    pub(super) fn raw(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("the server accepts");
        stream.set_read_timeout(Some(GUARD)).expect("an option");
        stream.set_nodelay(true).expect("an option");
        stream
    }

    /// Ends the process at once, as `kill -9` does.
    pub(super) fn kill(&mut self) {
        self.child.kill().expect("it is a child of ours");
        self.child.wait().expect("it is a child of ours");
    }

    /// Sends a signal of Unix and waits for the end.
    #[cfg(unix)]
    pub(super) fn signal(&mut self, signal: &str) -> std::process::ExitStatus {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args([signal, &id]).status();
        assert!(sent.expect("there is such a program").success());
        let start = std::time::Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("it is a child of ours") {
                return status;
            }
            assert!(start.elapsed() < GUARD, "it never ended");
            std::thread::yield_now();
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // After the end both are refused.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
