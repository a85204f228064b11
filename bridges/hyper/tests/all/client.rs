use std::{
    error::Error,
    io,
    net::{SocketAddr, TcpListener},
    sync::{Arc, Mutex},
    time::Duration,
};

use anyrt::{
    Runtime,
    net::{TcpConnectOptions, TcpListenOptions, TcpListener as _},
};
use anyrt_hyper::{
    client::{self, ConnectError, Connector},
    server::{Peer, Server},
};
use axum::{Extension, Router, routing::get};
use bytes::Bytes;
use futures_util::future::{Either, select};
use http_body_util::{BodyExt, Empty};
use hyper::{Uri, Version};

use crate::support::start;
use anyrt_testing::in_time;

anyrt_testing::on_each_runtime! {
    connections_are_pooled_and_names_looked_up http_2_goes_over_one_connection
    what_keeps_it_from_connecting_is_told connections_of_the_pool_that_are_closed_are_replaced
}

type Peers = Arc<Mutex<Vec<SocketAddr>>>;

/// A service that notes who asks.
fn noting() -> (Router, Peers) {
    let peers = Peers::default();
    let noted = peers.clone();
    let router = Router::new().route(
        "/",
        get(
            async move |Extension(Peer(peer)): Extension<Peer<SocketAddr>>| {
                let mut peers = noted.lock().expect("nobody panics with it");
                if !peers.contains(&peer) {
                    peers.push(peer);
                }
                "noted"
            },
        ),
    );
    (router, peers)
}

fn address(host: &str, server: SocketAddr) -> Uri {
    format!("http://{host}:{}/", server.port())
        .parse()
        .expect("an address")
}

async fn connections_are_pooled_and_names_looked_up<R: Runtime>(rt: R) {
    let (router, peers) = noting();
    let running = start(&rt, Server::new(rt.clone()), router);
    let client = client::client::<_, Empty<Bytes>>(rt.clone());
    for round in 0..40 {
        let host = ["127.0.0.1", "localhost"][round % 2];
        let response = in_time(&rt, client.get(address(host, running.address))).await;
        let response = response.expect("an answer");
        let client::Peer(peer) = response.extensions().get().expect("it is known");
        assert_eq!(peer.port(), running.address.port());
        let body = response.into_body().collect().await.expect("it is whole");
        assert_eq!(body.to_bytes(), "noted");
    }
    // A connection goes back into the pool a moment after the answer's end, so that the next request may have
    // asked for another by then.
    let connections = peers.lock().expect("nobody panics with it").len();
    assert!(connections < 20, "{connections} connections");
    drop(client);
    running.end(&rt).await;
}

async fn http_2_goes_over_one_connection<R: Runtime>(rt: R) {
    let (router, peers) = noting();
    let running = start(&rt, Server::new(rt.clone()), router);
    let client: client::Client<R, Empty<Bytes>> = client::builder(rt.clone())
        .http2_only(true)
        .build(Connector::new(rt.clone()));
    let requests = (0..20).map(|_| client.get(address("127.0.0.1", running.address)));
    for response in in_time(&rt, futures_util::future::join_all(requests)).await {
        let response = response.expect("an answer");
        assert_eq!(response.version(), Version::HTTP_2);
    }
    assert_eq!(peers.lock().expect("nobody panics with it").len(), 1);
    drop(client);
    running.end(&rt).await;
}

async fn connections_of_the_pool_that_are_closed_are_replaced<R: Runtime>(rt: R) {
    let (router, peers) = noting();
    let server = Server::new(rt.clone()).idle_timeout(Duration::from_millis(20));
    let running = start(&rt, server, router);
    let client = client::client::<_, Empty<Bytes>>(rt.clone());
    let replaced = async {
        while peers.lock().expect("nobody panics with it").len() < 3 {
            // A close that comes late meets a request.
            let response = client.get(address("127.0.0.1", running.address)).await;
            if let Ok(response) = response {
                let body = response.into_body();
                body.collect().await.expect("it is whole");
            }
            // It is time that closes them: twice what they may be idle is when it is told at the latest.
            rt.sleep(Duration::from_millis(60)).await;
        }
    };
    in_time(&rt, replaced).await;
    running.end(&rt).await;
}

/// Finds the error of the connector among those that led to one.
fn cause<'a>(error: &'a (dyn Error + 'static)) -> &'a ConnectError {
    let mut error = error;
    loop {
        if let Some(found) = error.downcast_ref() {
            return found;
        }
        error = error.source().expect("the connector is the cause");
    }
}

async fn what_keeps_it_from_connecting_is_told<R: Runtime>(rt: R) {
    let client = client::client::<_, Empty<Bytes>>(rt.clone());
    let unused = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let refusing = unused.local_addr().expect("a bound socket");
    drop(unused);
    let error = in_time(&rt, client.get(address("127.0.0.1", refusing)))
        .await
        .expect_err("nobody listens");
    let kind = cause(&error).cause().map(io::Error::kind);
    assert_eq!(kind, Some(io::ErrorKind::ConnectionRefused));
    assert!(cause(&error).to_string().contains(&refusing.to_string()));

    let nowhere = "http://no-such-host.invalid/".parse().expect("an address");
    let error = in_time(&rt, client.get(nowhere))
        .await
        .expect_err("no such host");
    assert!(
        cause(&error)
            .to_string()
            .contains("no-such-host.invalid:80")
    );

    let (full, _listener, _clients) = full_listener(&rt).await;
    let impatient = Connector::new(rt.clone()).connect_timeout(Duration::from_millis(30));
    let error = in_time(&rt, impatient.connect(address("127.0.0.1", full))).await;
    let error = error.map(drop).expect_err("nobody answers");
    assert_eq!(
        error.cause().map(io::Error::kind),
        Some(io::ErrorKind::TimedOut)
    );
    let secret = Uri::from_static("https://127.0.0.1/");
    let error = Connector::new(rt.clone()).connect(secret).await;
    let error = error.map(drop).expect_err("it would be in the clear");
    assert!(error.to_string().contains("TLS"), "{error}");
    let relative = Uri::from_static("/path");
    let error = Connector::new(rt).connect(relative).await;
    assert!(
        error
            .map(drop)
            .expect_err("there is no host")
            .cause()
            .is_none()
    );
}

/// A listener whose backlog is full: connecting to it gives no answer.
async fn full_listener<R: Runtime>(rt: &R) -> (SocketAddr, R::TcpListener, Vec<R::TcpStream>) {
    let listener = rt
        .tcp_listen(
            ([127, 0, 0, 1], 0).into(),
            &TcpListenOptions::new().backlog(1),
        )
        .expect("a free port");
    let address = listener.local_addr().expect("a bound socket");
    let mut clients = Vec::new();
    loop {
        let connect = rt.tcp_connect(address, &TcpConnectOptions::new());
        let pause = rt.sleep(Duration::from_millis(100));
        match select(Box::pin(connect), Box::pin(pause)).await {
            Either::Left((client, _)) => clients.push(client.expect("somebody listens")),
            Either::Right(_) => return (address, listener, clients),
        }
    }
}
