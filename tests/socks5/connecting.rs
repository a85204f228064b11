//! Claims about connections that come about.

use std::io;
use std::net::SocketAddr;

use anyrt::AnyRuntime;
use anyrt::net::{TcpConnectOptions, connect_host};
use anyrt::prelude::*;
use futures_util::io::{AsyncReadExt, AsyncWriteExt};

use crate::app::ask;
use crate::harness::{connect, listen, on_every_runtime, proxied};
use crate::scripted::{self, GREETING, REQUEST};
use crate::server::{self, Door};

/// A server that sends back what it reads up to the end.
fn start_echo<R: Runtime>(rt: &R) -> SocketAddr {
    let (listener, address) = listen(rt);
    let accepting = rt.clone();
    let accept = async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let echo = async move {
                let mut bytes = Vec::new();
                stream.read_to_end(&mut bytes).await?;
                stream.write_all(&bytes).await?;
                stream.close().await
            };
            accepting.spawn(echo).detach();
        }
    };
    rt.spawn(accept).detach();
    address
}

/// A library: it takes any runtime, and knows nothing of proxies.
async fn exchange<R: Runtime>(rt: R, host: &str, port: u16, bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut stream = connect_host(&rt, host, port, &TcpConnectOptions::new()).await?;
    stream.write_all(bytes).await?;
    stream.close().await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(answer)
}

#[test]
fn a_library_goes_through_the_proxy_unchanged() {
    on_every_runtime(async |rt| {
        let echo = start_echo(&rt);
        let proxy = server::start(&rt, Door::Open);
        let bytes: Vec<u8> = (0..=255).cycle().take(300_000).collect();
        let direct = exchange(rt.clone(), "localhost", echo.port(), &bytes).await;
        assert_eq!(direct.expect("the server is there"), bytes);
        let rt = proxied(&rt, proxy, None);
        // `localhost` may be an IPv6 address first, which the proxy is refused at, as anybody is.
        let answer = exchange(rt, "localhost", echo.port(), &bytes).await;
        assert_eq!(answer.expect("the proxy is there"), bytes);
    });
}

#[test]
fn the_connection_is_one_to_the_proxy() {
    on_every_runtime(async |rt| {
        let echo = start_echo(&rt);
        let proxy = server::start(&rt, Door::Open);
        let options = TcpConnectOptions::new().nodelay(true);
        let stream = proxied(&rt, proxy, None).tcp_connect(echo, &options).await;
        let stream = stream.expect("the proxy is there");
        assert_eq!(stream.peer_addr().expect("connected"), proxy);
        assert!(stream.nodelay().expect("a socket option"));
    });
}

#[test]
fn listening_does_not_go_through_the_proxy() {
    on_every_runtime(async |rt| {
        let (unused, nobody) = listen(&rt);
        drop(unused);
        let rt = proxied(&rt, nobody, None);
        let (listener, address) = listen(&rt);
        let client = std::net::TcpStream::connect(address).expect("somebody listens");
        let (_, peer) = listener.accept().await.expect("a client");
        assert_eq!(peer, client.local_addr().expect("connected"));
    });
}

#[test]
fn many_connections_are_made_at_once() {
    on_every_runtime(async |rt| {
        let echo = start_echo(&rt);
        let rt = proxied(&rt, server::start(&rt, Door::Open), None);
        let exchanges: Vec<_> = (0..64_u32)
            .map(|number| {
                let rt = rt.clone();
                async move {
                    let bytes = number.to_be_bytes();
                    let answer = exchange(rt, "127.0.0.1", echo.port(), &bytes).await;
                    assert_eq!(answer.expect("the proxy is there"), bytes);
                }
            })
            .collect();
        exchanges.join().await;
    });
}

#[test]
fn what_the_target_says_first_is_left_to_the_caller() {
    on_every_runtime(async |rt| {
        let outcome = b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x50and welcome";
        let turns = [(GREETING, b"\x05\x00".as_slice()), (REQUEST, outcome)];
        let (proxy, serving) = scripted::start_and_close(&rt, &turns);
        let mut stream = connect(&proxied(&rt, proxy, None))
            .await
            .expect("connected");
        let mut rest = String::new();
        stream.read_to_string(&mut rest).await.expect("some text");
        assert_eq!(rest, "and welcome");
        drop(stream);
        serving.await.expect("no panic");
    });
}

#[test]
fn the_bound_address_may_be_of_any_type() {
    let outcomes: [Vec<u8>; 4] = [
        [b"\x05\x00\x00\x01".as_slice(), &[9; 4 + 2]].concat(),
        [b"\x05\x00\x00\x04".as_slice(), &[9; 16 + 2]].concat(),
        [b"\x05\x00\x00\x03\x00".as_slice(), &[9; 2]].concat(),
        [b"\x05\x00\x00\x03\xff".as_slice(), &[9; 255 + 2]].concat(),
    ];
    on_every_runtime(async |rt| {
        for outcome in &outcomes {
            let said = [outcome, b"!".as_slice()].concat();
            let turns = [(GREETING, b"\x05\x00".as_slice()), (REQUEST, &said)];
            let (proxy, _serving) = scripted::start(&rt, &turns);
            let mut stream = connect(&proxied(&rt, proxy, None))
                .await
                .expect("connected");
            let mut next = [0];
            stream.read_exact(&mut next).await.expect("one more byte");
            assert_eq!(&next, b"!", "{outcome:?}");
        }
    });
}

#[test]
fn the_proxy_may_talk_byte_by_byte() {
    on_every_runtime(async |rt: AnyRuntime| {
        let outcome = b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00";
        let bytes = |said: &'static [u8], first: usize| {
            let mut turns: Vec<(usize, &[u8])> = said.chunks(1).map(|byte| (0, byte)).collect();
            turns[0].0 = first;
            turns
        };
        let turns = [bytes(b"\x05\x00", GREETING), bytes(outcome, REQUEST)].concat();
        let (proxy, _serving) = scripted::start(&rt, &turns);
        connect(&proxied(&rt, proxy, None))
            .await
            .expect("connected");
    });
}

#[test]
fn an_ipv6_target_is_asked_for_as_such() {
    on_every_runtime(async |rt| {
        let (listener, proxy) = listen(&rt);
        let request = rt.spawn(async move {
            let (mut client, _) = listener.accept().await.expect("a client");
            let mut heard = [0; 3 + 4 + 16 + 2];
            client
                .read_exact(&mut heard[..3])
                .await
                .expect("a greeting");
            client.write_all(b"\x05\x00").await.expect("it listens");
            client.read_exact(&mut heard[3..]).await.expect("a request");
            heard
        });
        let target = "[2001:db8::7]:258".parse().expect("an address");
        let options = TcpConnectOptions::new();
        let rt = proxied(&rt, proxy, None);
        let closed = rt.tcp_connect(target, &options).await;
        closed.expect_err("the proxy gives no answer");
        let mut expected = b"\x05\x01\x00\x05\x01\x00\x04\x20\x01\x0d\xb8".to_vec();
        expected.extend_from_slice(&[0; 11]);
        expected.extend_from_slice(b"\x07\x01\x02");
        assert_eq!(request.await.expect("no panic").as_slice(), expected);
    });
}

#[test]
fn the_program_asks_a_web_server() {
    on_every_runtime(async |rt| {
        let echo = start_web_server(&rt);
        let rt = proxied(&rt, server::start(&rt, Door::Open), None);
        let answer = ask(rt, "127.0.0.1".to_owned(), echo.port()).await;
        assert_eq!(
            answer.expect("the proxy is there"),
            "HTTP/1.0 200 OK\r\n\r\n"
        );
    });
}

/// A server that answers `HEAD` requests.
fn start_web_server<R: Runtime>(rt: &R) -> SocketAddr {
    let (listener, address) = listen(rt);
    let serve = async move {
        let (mut stream, _) = listener.accept().await?;
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).await?;
            request.push(byte[0]);
        }
        assert_eq!(request, b"HEAD / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n");
        stream.write_all(b"HTTP/1.0 200 OK\r\n\r\n").await?;
        stream.close().await
    };
    rt.spawn(serve).detach();
    address
}
