use std::{io::ErrorKind, time::Duration};

use anyrt::{
    Runtime,
    net::{TcpListenOptions, TcpListener},
    task::JoinHandle,
};
use anyrt_hyper::server::Server;
use axum::{Router, body::Body, routing::post};
use bytes::Bytes;
use futures_util::{AsyncReadExt, AsyncWriteExt, FutureExt, StreamExt, stream};
use hyper_util::server::conn::auto::Builder;

use crate::support::{bytes, client1, client2, connect, get, start};
use anyrt_testing::in_time;

anyrt_testing::on_each_runtime! {
    a_head_that_does_not_come_ends_the_connection
    a_first_request_that_does_not_come_ends_the_connection limits_without_end_are_none
    one_version_alone_is_served an_idle_connection_is_ended
    a_service_that_takes_its_time_is_not_idle a_body_that_takes_its_time_is_not_idle
    a_client_that_does_not_read_is_idle no_more_connections_are_open_than_may_be
    a_handshake_that_fails_or_takes_too_long_ends_its_connection_alone
}

const SHORT: Duration = Duration::from_millis(500);

/// A service that takes four times as long as a connection may be idle, with or without having answered.
fn slow<R: Runtime>(rt: &R) -> Router {
    let (before, within) = (rt.clone(), rt.clone());
    Router::new()
        .route(
            "/answer",
            post(async move || {
                before.sleep(SHORT * 4).await;
                "late"
            }),
        )
        .route(
            "/body",
            post(async move || {
                let later = stream::once(async move {
                    within.sleep(SHORT * 4).await;
                    Ok::<_, std::io::Error>(Bytes::from_static(b"late"))
                });
                Body::from_stream(stream::iter([Ok(Bytes::from_static(b"first "))]).chain(later))
            }),
        )
        .route("/quick", post(async || "quick"))
        .route("/large", post(async || Bytes::from(vec![7; 64 << 20])))
}

/// Waits until the server closes the connection, and returns what came before.
async fn rest<R: Runtime>(rt: &R, mut stream: R::TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    match in_time(rt, stream.read_to_end(&mut bytes)).await {
        Ok(_) => {}
        Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset),
    }
    bytes
}

async fn a_head_that_does_not_come_ends_the_connection<R: Runtime>(rt: R) {
    let server = Server::new(rt.clone())
        .header_read_timeout(SHORT)
        .idle_timeout(None);
    let running = start(&rt, server, slow(&rt));
    let start = rt.now();
    let mut stream = connect(&rt, running.address).await;
    stream
        .write_all(b"POST /quick HTTP/1.1\r\nhost:")
        .await
        .expect("it reads");
    let answer = rest(&rt, stream).await;
    assert!(rt.now() - start >= SHORT, "it was given its time");
    assert!(
        answer.is_empty() || answer.starts_with(b"HTTP/1.1 408"),
        "{answer:?}"
    );
    running.end(&rt).await;
}

async fn a_first_request_that_does_not_come_ends_the_connection<R: Runtime>(rt: R) {
    let server = Server::new(rt.clone())
        .header_read_timeout(SHORT)
        .idle_timeout(None);
    let running = start(&rt, server, slow(&rt));
    // The version is known after so many bytes, and not before.
    for beginning in ["", "P", "PRI * HTTP", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"] {
        let start = rt.now();
        let mut stream = connect(&rt, running.address).await;
        stream
            .write_all(beginning.as_bytes())
            .await
            .expect("it reads");
        rest(&rt, stream).await;
        assert!(rt.now() - start >= SHORT, "it was given its time");
    }
    running.end(&rt).await;
}

async fn limits_without_end_are_none<R: Runtime>(rt: R) {
    let server = Server::new(rt.clone())
        .header_read_timeout(Duration::MAX)
        .idle_timeout(Duration::ZERO);
    let running = start(&rt, server, slow(&rt));
    let mut client = client1(&rt, running.address).await;
    let response = client
        .send_request(get("/answer"))
        .await
        .expect("an answer");
    assert_eq!(bytes(response).await, "late");
    running.end(&rt).await;
}

async fn one_version_alone_is_served<R: Runtime>(rt: R) {
    let server = Server::new(rt.clone()).configure(Builder::http1_only);
    let running = start(&rt, server, slow(&rt));
    let mut second = client2(&rt, running.address).await;
    let refused = second.send_request(get("http://test/quick"));
    in_time(&rt, refused).await.expect_err("HTTP/1 alone");
    let mut first = client1(&rt, running.address).await;
    let response = first.send_request(get("/quick")).await.expect("an answer");
    assert_eq!(bytes(response).await, "quick");
    running.end(&rt).await;

    let server = Server::new(rt.clone()).configure(Builder::http2_only);
    let running = start(&rt, server, slow(&rt));
    let mut first = client1(&rt, running.address).await;
    let refused = first.send_request(get("/quick"));
    in_time(&rt, refused).await.expect_err("HTTP/2 alone");
    let mut second = client2(&rt, running.address).await;
    let response = second
        .send_request(get("http://test/quick"))
        .await
        .expect("an answer");
    assert_eq!(bytes(response).await, "quick");
    running.end(&rt).await;
}

async fn an_idle_connection_is_ended<R: Runtime>(rt: R) {
    let server = Server::new(rt.clone())
        .idle_timeout(SHORT)
        .header_read_timeout(None);
    let running = start(&rt, server, slow(&rt));
    // One that never says anything, and one that has had an answer, and one that speaks HTTP/2.
    let silent = connect(&rt, running.address).await;
    let mut kept = client1(&rt, running.address).await;
    let response = kept.send_request(get("/quick")).await.expect("an answer");
    assert_eq!(bytes(response).await, "quick");
    let mut second = client2(&rt, running.address).await;
    let response = second
        .send_request(get("http://test/quick"))
        .await
        .expect("an answer");
    assert_eq!(bytes(response).await, "quick");
    assert_eq!(rest(&rt, silent).await, b"");
    let closed = async {
        while !kept.is_closed() || !second.is_closed() {
            rt.sleep(Duration::from_millis(5)).await;
        }
    };
    in_time(&rt, closed).await;
    running.end(&rt).await;
}

async fn a_service_that_takes_its_time_is_not_idle<R: Runtime>(rt: R) {
    let running = start(&rt, Server::new(rt.clone()).idle_timeout(SHORT), slow(&rt));
    let mut client = client1(&rt, running.address).await;
    let response = in_time(&rt, client.send_request(get("/answer"))).await;
    assert_eq!(bytes(response.expect("an answer")).await, "late");
    let mut client = client2(&rt, running.address).await;
    let response = in_time(&rt, client.send_request(get("http://test/answer"))).await;
    assert_eq!(bytes(response.expect("an answer")).await, "late");
    running.end(&rt).await;
}

async fn a_body_that_takes_its_time_is_not_idle<R: Runtime>(rt: R) {
    let running = start(&rt, Server::new(rt.clone()).idle_timeout(SHORT), slow(&rt));
    let mut client = client1(&rt, running.address).await;
    let response = in_time(&rt, client.send_request(get("/body"))).await;
    assert_eq!(bytes(response.expect("an answer")).await, "first late");
    let mut client = client2(&rt, running.address).await;
    let response = in_time(&rt, client.send_request(get("http://test/body"))).await;
    assert_eq!(bytes(response.expect("an answer")).await, "first late");
    running.end(&rt).await;
}

async fn a_client_that_does_not_read_is_idle<R: Runtime>(rt: R) {
    let server = Server::new(rt.clone())
        .idle_timeout(SHORT)
        .max_connections(1);
    let running = start(&rt, server, slow(&rt));
    let mut stream = connect(&rt, running.address).await;
    stream
        .write_all(b"POST /large HTTP/1.1\r\nhost: test\r\n\r\n")
        .await
        .expect("it reads");
    // There is one place, which comes free when the first is given up, though it is still open here.
    let mut next = client1(&rt, running.address).await;
    let response = in_time(&rt, next.send_request(get("/quick"))).await;
    assert_eq!(bytes(response.expect("an answer")).await, "quick");
    let got = rest(&rt, stream).await;
    assert!(got.len() < 64 << 20, "it was cut off");
    running.end(&rt).await;
}

async fn no_more_connections_are_open_than_may_be<R: Runtime>(rt: R) {
    let running = start(&rt, Server::new(rt.clone()).max_connections(2), slow(&rt));
    let mut clients = [
        client1(&rt, running.address).await,
        client1(&rt, running.address).await,
    ];
    for client in &mut clients {
        let response = client.send_request(get("/quick")).await.expect("an answer");
        assert_eq!(bytes(response).await, "quick");
    }
    // A third is in the backlog, and its answer comes when another has gone.
    let mut third = client1(&rt, running.address).await;
    let mut answer = Box::pin(third.send_request(get("/quick")));
    rt.sleep(SHORT).await;
    assert!((&mut answer).now_or_never().is_none(), "it waits");
    drop(clients);
    let response = in_time(&rt, answer).await.expect("an answer");
    assert_eq!(bytes(response).await, "quick");
    drop(third);
    running.end(&rt).await;
}

async fn a_handshake_that_fails_or_takes_too_long_ends_its_connection_alone<R: Runtime>(rt: R) {
    let listener = rt
        .tcp_listen(([127, 0, 0, 1], 0).into(), &TcpListenOptions::new())
        .expect("a free port");
    let address = listener.local_addr().expect("a bound socket");
    let server = Server::new(rt.clone()).handshake_timeout(SHORT);
    let router = slow(&rt);
    let task = rt.spawn(async move {
        // The first byte says whether it is one of ours.
        let handshake = async |mut stream: R::TcpStream| {
            let mut byte = [0];
            stream.read_exact(&mut byte).await?;
            if byte == *b"!" {
                return Ok(stream);
            }
            Err(ErrorKind::InvalidData.into())
        };
        let handshake = move |stream| handshake(stream).boxed();
        server
            .serve_with(listener, handshake, router, std::future::pending())
            .await
    });
    let silent = connect(&rt, address).await;
    let mut wrong = connect(&rt, address).await;
    wrong.write_all(b"?").await.expect("it reads");
    let mut right = connect(&rt, address).await;
    right
        .write_all(b"!POST /quick HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n")
        .await
        .expect("it reads");
    let answer = rest(&rt, right).await;
    assert!(answer.ends_with(b"quick"), "{answer:?}");
    assert_eq!(rest(&rt, wrong).await, b"");
    assert_eq!(rest(&rt, silent).await, b"");
    task.abort();
    in_time(&rt, task).await.expect_err("it was aborted");
}
