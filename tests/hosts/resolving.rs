//! Claims about the part, in a runtime.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use anyrt::net::{Resolve, TcpConnectOptions, TcpListenOptions, connect_host};
use anyrt::prelude::*;
use anyrt::{AnyRuntime, Backend};
use futures_util::FutureExt;
use futures_util::future::{Ready, ready};
use futures_util::io::{AsyncReadExt, AsyncWriteExt};

use crate::app::look_up;
use crate::table::Hosts;

fn on_every_runtime(claim: impl AsyncFn(AnyRuntime)) {
    for backend in Backend::available() {
        anyrt::run_on(*backend, async |rt| claim(rt).await).expect("the runtime starts");
    }
}

fn with_table(rt: &AnyRuntime, table: &str) -> AnyRuntime {
    let hosts = Hosts::new(rt.clone(), table.parse().expect("a good table"));
    rt.to_builder().resolve(hosts).build()
}

fn names(all: &[(&str, u16)]) -> Vec<(String, u16)> {
    let owned = |(name, port): &(&str, u16)| ((*name).to_owned(), *port);
    all.iter().map(owned).collect()
}

/// Knows one name, and counts how often it is asked.
#[derive(Clone, Default)]
struct Counting {
    asked: Arc<AtomicUsize>,
    last: Arc<Mutex<String>>,
}

impl Resolve for Counting {
    type Lookup = Ready<io::Result<Vec<SocketAddr>>>;

    fn resolve(&self, host: &str, port: u16) -> Self::Lookup {
        self.asked.fetch_add(1, Ordering::SeqCst);
        host.clone_into(&mut self.last.lock().expect("no panic"));
        ready(match host {
            "known" => Ok(vec![([10, 0, 0, 9], port).into()]),
            _ => Err(io::Error::new(ErrorKind::NotFound, "no such name")),
        })
    }
}

#[test]
fn a_name_in_the_table_is_answered_at_once() {
    on_every_runtime(async |rt| {
        let rt = with_table(&rt, "10.0.0.7 db.internal\n::7 db.internal");
        let found = rt.resolve("DB.internal", 5432).now_or_never();
        let found = found.expect("nothing to wait for").expect("in the table");
        let expected: [SocketAddr; 2] =
            ["10.0.0.7:5432", "[::7]:5432"].map(|text| text.parse().expect("an address"));
        assert_eq!(found, expected);
    });
}

#[test]
fn everything_else_goes_on_to_the_inner_runtime() {
    on_every_runtime(async |rt| {
        let inner = Counting::default();
        let rt = rt.to_builder().resolve(inner.clone()).build();
        let rt = with_table(&rt, "10.0.0.7 here");
        let asked = || inner.asked.load(Ordering::SeqCst);

        let answer = look_up(rt.clone(), names(&[("here", 1)])).await;
        assert_eq!(answer.expect("in the table"), "here 10.0.0.7:1\n");
        assert_eq!(asked(), 0);

        let answer = look_up(rt.clone(), names(&[("known", 2), ("here", 3)])).await;
        let answer = answer.expect("both are known");
        assert_eq!(answer, "known 10.0.0.9:2\nhere 10.0.0.7:3\n");
        assert_eq!(asked(), 1);

        let error = look_up(rt, names(&[("Nobody.", 4)])).await;
        let error = error.expect_err("there is no such name");
        assert_eq!(error.kind(), ErrorKind::NotFound);
        assert_eq!(error.to_string(), "Nobody.: no such name");
        assert_eq!(asked(), 2);
        // The name goes on as it was given.
        assert_eq!(*inner.last.lock().expect("no panic"), "Nobody.");
    });
}

#[test]
fn addresses_and_names_of_the_system_are_found_as_before() {
    on_every_runtime(async |rt| {
        let rt = with_table(&rt, "10.0.0.7 db.internal");
        let answer = look_up(rt.clone(), names(&[("::1", 9), ("127.0.0.1", 8)])).await;
        let answer = answer.expect("addresses are addresses");
        assert_eq!(answer, "::1 [::1]:9\n127.0.0.1 127.0.0.1:8\n");
        let found = rt
            .resolve("localhost", 7)
            .await
            .expect("a name of every system");
        assert!(found.iter().all(|address| address.ip().is_loopback()));
    });
}

#[test]
fn a_library_connects_by_a_name_that_only_the_table_knows() {
    /// The library: it takes any runtime.
    async fn greet<R: Runtime>(rt: R, host: &str, port: u16) -> io::Result<String> {
        let mut stream = connect_host(&rt, host, port, &TcpConnectOptions::new()).await?;
        stream.write_all(b"hello").await?;
        stream.close().await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        Ok(answer)
    }

    on_every_runtime(async |rt| {
        let rt = rt.to_builder().resolve(Counting::default()).build();
        let any_port = ([127, 0, 0, 1], 0).into();
        let listener = rt.tcp_listen(any_port, &TcpListenOptions::new());
        let listener = listener.expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let serving = rt.spawn(async move {
            let (mut stream, _) = listener.accept().await?;
            let mut request = String::new();
            stream.read_to_string(&mut request).await?;
            stream
                .write_all(format!("{request} yourself").as_bytes())
                .await?;
            stream.close().await
        });
        let with_table = with_table(&rt, "127.0.0.1 server.invalid");
        let answer = greet(with_table, "server.invalid", port).await;
        assert_eq!(answer.expect("the table knows it"), "hello yourself");
        serving
            .await
            .expect("no panic")
            .expect("both ends are here");
        let error = greet(rt, "server.invalid", port).await;
        let error = error.expect_err("nobody else knows it");
        assert_eq!(error.kind(), ErrorKind::NotFound);
    });
}
