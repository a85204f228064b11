//! Servers and clients for the claims.

use std::any::Any;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyrt::time::SystemClock;
use anyrt::{AnyRuntime, Backend};
use redis::{Cmd, Connection, ConnectionAddr, FromRedisValue, IntoConnectionInfo, RedisError};

use crate::persistence::{Settings, open};
use crate::server::{Limits, Server, Shutdown, listen, milliseconds, serve};
use crate::store::Store;

/// How long anything may take before a test gives up: a guard, not a measure.
pub(crate) const GUARD: Duration = Duration::from_secs(60);

/// A server on a thread of its own.
pub(crate) struct TestServer {
    pub(crate) address: SocketAddr,
    pub(crate) shutdown: Shutdown,
    thread: Option<thread::JoinHandle<io::Result<()>>>,
}

impl TestServer {
    /// Starts a server on a port of the system's choice.
    pub(crate) fn start(backend: Backend, limits: Limits) -> Self {
        let started = Self::try_start(backend, limits, Settings::default(), |rt| rt);
        started.expect("the server starts")
    }

    /// Starts a server with an append-only file, on a runtime that `wrap` makes of the one chosen.
    ///
    /// The error is why there is none.
    pub(crate) fn try_start(
        backend: Backend,
        limits: Limits,
        settings: Settings,
        wrap: impl FnOnce(AnyRuntime) -> AnyRuntime + Send + 'static,
    ) -> Result<Self, String> {
        let (ready, started) = mpsc::channel();
        let app = move |rt: AnyRuntime| async move {
            let rt = wrap(rt);
            let any_port = SocketAddr::new(Ipv4Addr::LOCALHOST.into(), 0);
            let (name, started) = (backend.to_string(), milliseconds(rt.system_time()));
            let server = Server::new(any_port, limits, settings, name, started);
            let mut store = Store::new(started);
            let log = match open(&rt, &server, &mut store).await {
                Ok(log) => log,
                Err(error) => {
                    ready.send(Err(error.to_string())).expect("the test waits");
                    return Ok(());
                }
            };
            let bound = listen(&rt, server, store, log)?;
            ready
                .send(Ok((bound.address(), bound.shutdown())))
                .expect("the test waits");
            serve(rt, bound).await
        };
        let thread =
            thread::spawn(move || anyrt::run_on(backend, app).expect("the runtime starts"));
        let (address, shutdown) = started.recv_timeout(GUARD).expect("the server starts")?;
        Ok(Self {
            address,
            shutdown,
            thread: Some(thread),
        })
    }

    /// Connects a client.
    pub(crate) fn client(&self) -> Connection {
        self.try_client("").expect("the server accepts")
    }

    /// Connects a client that speaks the third version of the protocol.
    pub(crate) fn client_resp3(&self) -> Connection {
        self.try_client("?protocol=resp3")
            .expect("the server accepts")
    }

    /// Connects a client, with options at the end of its address.
    pub(crate) fn try_client(&self, options: &str) -> Result<Connection, RedisError> {
        let info = format!("redis://{}/{options}", self.address).into_connection_info()?;
        assert!(matches!(info.addr(), ConnectionAddr::Tcp(..)));
        let connection = redis::Client::open(info)?.get_connection()?;
        connection.set_read_timeout(Some(GUARD))?;
        connection.set_write_timeout(Some(GUARD))?;
        Ok(connection)
    }

    /// Connects without any client library.
    pub(crate) fn raw(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("the server accepts");
        stream
            .set_read_timeout(Some(GUARD))
            .expect("a socket option");
        stream
            .set_write_timeout(Some(GUARD))
            .expect("a socket option");
        stream
    }

    /// Waits for the server to end, which somebody must have asked it to.
    pub(crate) fn join(&mut self) -> io::Result<()> {
        match self.thread.take() {
            Some(thread) => thread.join().expect("the server does not panic"),
            None => Ok(()),
        }
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        self.shutdown.begin();
        let ended = self.join();
        if !thread::panicking() {
            ended.expect("the server ends in order");
        }
    }
}

/// Tries a claim on every runtime, each with a server of its own.
pub(crate) fn on_every_runtime(claim: impl Fn(&mut TestServer)) {
    with_limits(Limits::default, claim);
}

/// Tries a claim on every runtime, with limits.
pub(crate) fn with_limits(limits: impl Fn() -> Limits, claim: impl Fn(&mut TestServer)) {
    for backend in Backend::available() {
        let attempt = || claim(&mut TestServer::start(*backend, limits()));
        named(*backend, attempt);
    }
}

/// Tries a claim, and names the runtime if it does not hold.
pub(crate) fn named(backend: Backend, claim: impl FnOnce()) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(claim)) {
        panic!("on {backend}: {}", message(&*panic));
    }
}

/// Returns the message of a panic.
fn message(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without a message")
}

/// Makes a command of words.
pub(crate) fn command(line: &[&str]) -> Cmd {
    let mut command = redis::cmd(line[0]);
    for word in &line[1..] {
        command.arg(word);
    }
    command
}

/// Sends a command, whose words are separated by single spaces, and returns its reply.
pub(crate) fn ask<T: FromRedisValue>(client: &mut Connection, line: &str) -> T {
    let words: Vec<_> = line.split(' ').collect();
    match command(&words).query(client) {
        Ok(reply) => reply,
        Err(error) => panic!("{line}: {error}"),
    }
}

/// Sends a command that is refused and returns the error as the server wrote it.
pub(crate) fn refused(client: &mut Connection, line: &str) -> String {
    let words: Vec<_> = line.split(' ').collect();
    match command(&words).query::<redis::Value>(client) {
        Ok(reply) => panic!("{line}: {reply:?}"),
        Err(error) => {
            format!(
                "{} {}",
                error.code().unwrap_or("?"),
                error.detail().unwrap_or("")
            )
        }
    }
}

/// Sends bytes, says that no more will come, and returns everything that comes back.
pub(crate) fn converse(stream: &mut TcpStream, bytes: &[u8]) -> String {
    stream.write_all(bytes).expect("the server reads");
    read_to_end(stream)
}

/// Returns everything that comes until the server closes the connection.
pub(crate) fn read_to_end(stream: &mut TcpStream) -> String {
    let mut reply = Vec::new();
    stream
        .read_to_end(&mut reply)
        .expect("the server closes in order");
    String::from_utf8_lossy(&reply).into_owned()
}

/// Reads exactly the bytes that are expected.
pub(crate) fn expect(stream: &mut TcpStream, expected: &str) {
    let mut reply = vec![0; expected.len()];
    stream.read_exact(&mut reply).expect("a reply");
    assert_eq!(String::from_utf8_lossy(&reply), expected);
}

/// Asks again and again until the answer is yes, each time by a request that the server has to answer.
///
/// For what time itself brings about, and for what the server tells of another client; the guard is no measure.
pub(crate) fn until(mut answer: impl FnMut() -> bool) {
    let start = Instant::now();
    while !answer() {
        assert!(start.elapsed() < GUARD, "it never came true");
        thread::yield_now();
    }
}
