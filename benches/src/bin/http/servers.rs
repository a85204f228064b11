use std::{
    ffi::OsStr,
    io::{self, BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    process::{Child, Command, Stdio},
};

use crate::flavour::Flavour;

/// A server that runs beside this program; closing its standard input ends it.
pub(crate) struct Server {
    child: Child,
    pub(crate) addresses: [SocketAddr; 2],
}

/// What a server has used since its start.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Usage {
    /// The processor time of the process, in nanoseconds.
    pub(crate) cpu: u64,
    /// The allocations of the thread that serves.
    pub(crate) allocations: u64,
}

impl Server {
    /// Starts a server, behind the words of another program if there are some.
    pub(crate) fn start(flavour: Flavour, before: &[&OsStr]) -> io::Result<Self> {
        let own = std::env::current_exe()?;
        let mut words = before.iter().copied().chain([own.as_os_str()]);
        let mut command = Command::new(words.next().unwrap_or_default());
        command
            .args(words)
            .args(["--serve", flavour.name()])
            // One thread that runs tasks, on the runtimes that ask their environment.
            .env("SMOL_THREADS", "1")
            .env("ASYNC_STD_THREAD_COUNT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit());
        let mut child = command.spawn()?;
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        let addresses = line.split_whitespace().map(str::parse).collect();
        let addresses: Result<Vec<SocketAddr>, _> = addresses;
        match addresses.ok().and_then(|found| found.try_into().ok()) {
            Some(addresses) => {
                let server = Self { child, addresses };
                server.wait()?;
                Ok(server)
            }
            None => Err(io::Error::other(format!(
                "the server {} does not start",
                flavour.name()
            ))),
        }
    }

    /// Waits until it answers.
    fn wait(&self) -> io::Result<()> {
        for _ in 0..200 {
            if self.usage().is_ok() {
                return Ok(());
            }
            std::thread::park_timeout(std::time::Duration::from_millis(10));
        }
        self.usage().map(drop)
    }

    pub(crate) fn usage(&self) -> io::Result<Usage> {
        let mut stream = TcpStream::connect(self.addresses[0])?;
        stream.write_all(b"GET /usage HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let body = answer.rsplit("\r\n\r\n").next().unwrap_or_default();
        let mut numbers = body.split(' ').map(str::parse);
        match (numbers.next(), numbers.next()) {
            (Some(Ok(cpu)), Some(Ok(allocations))) => Ok(Usage { cpu, allocations }),
            _ => Err(io::Error::other("a server does not tell what it uses")),
        }
    }

    /// Ends it, and waits until it has.
    pub(crate) fn stop(mut self) -> io::Result<()> {
        drop(self.child.stdin.take());
        self.child.wait().map(drop)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
