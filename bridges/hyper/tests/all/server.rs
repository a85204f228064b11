use std::{
    convert::Infallible,
    future::{Ready, ready},
    net::SocketAddr,
    task::{Context, Poll},
};

use anyrt::{
    Runtime,
    net::{TcpListenOptions, TcpListener, TcpStream},
    task::JoinHandle,
};
use anyrt_hyper::server::{Peer, Server};
use axum::{Extension, Router, routing::post};
use bytes::Bytes;
use futures_util::{AsyncReadExt, AsyncWriteExt, future::join_all};
use http_body_util::Full;
use hyper::{Request, Response, StatusCode, Version, body::Incoming};

use crate::support::{self, bytes, client1, client2, connect, get, pattern, start};
use anyrt_testing::in_time;

anyrt_testing::on_each_runtime! {
    an_echo_of_http_1 many_streams_of_http_2 requests_that_come_at_once_are_answered_in_order
    a_tower_service_of_ones_own the_address_of_the_client_is_there
    what_is_no_request_is_refused_and_disturbs_nobody
}

fn echo() -> Router {
    Router::new()
        .route("/echo", post(async |body: Bytes| body))
        .layer(axum::extract::DefaultBodyLimit::disable())
}

async fn an_echo_of_http_1<R: Runtime>(rt: R) {
    let running = start(&rt, Server::new(rt.clone()), echo());
    let mut client = client1(&rt, running.address).await;
    for size in [0, 1, 100, 64 * 1024, 2 << 20] {
        client.ready().await.expect("it is open");
        let sent = pattern(size);
        let response = in_time(
            &rt,
            client.send_request(support::post("/echo", sent.clone())),
        )
        .await;
        let response = response.expect("an answer");
        assert_eq!(response.version(), Version::HTTP_11);
        assert!(bytes(response).await == sent, "{size} bytes come back");
    }
    client.ready().await.expect("it is open");
    let response = client
        .send_request(get("/nowhere"))
        .await
        .expect("an answer");
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    drop(client);
    running.end(&rt).await;
}

async fn many_streams_of_http_2<R: Runtime>(rt: R) {
    let running = start(&rt, Server::new(rt.clone()), echo());
    let client = client2(&rt, running.address).await;
    let sent = pattern(256 * 1024);
    let exchanges = (0..50).map(|_| {
        let (mut client, sent) = (client.clone(), sent.clone());
        async move {
            let request = support::post("http://test/echo", sent.clone());
            let response = client.send_request(request).await.expect("an answer");
            assert_eq!(response.version(), Version::HTTP_2);
            assert!(bytes(response).await == sent, "other bytes");
        }
    });
    in_time(&rt, join_all(exchanges)).await;
    drop(client);
    running.end(&rt).await;
}

async fn requests_that_come_at_once_are_answered_in_order<R: Runtime>(rt: R) {
    let running = start(&rt, Server::new(rt.clone()), echo());
    let mut stream = connect(&rt, running.address).await;
    let mut text = String::new();
    for body in ["one", "two", "three"] {
        let length = body.len();
        text += &format!("POST /echo HTTP/1.1\r\nhost: test\r\ncontent-length: {length}\r\n");
        text += if body == "three" {
            "connection: close\r\n\r\n"
        } else {
            "\r\n"
        };
        text += body;
    }
    stream.write_all(text.as_bytes()).await.expect("it reads");
    let mut answers = String::new();
    in_time(&rt, stream.read_to_string(&mut answers))
        .await
        .expect("the server closes well");
    let places: Vec<_> = ["one", "two", "three"]
        .iter()
        .map(|body| answers.find(body).expect("each is answered"))
        .collect();
    assert!(places.is_sorted(), "{answers}");
    running.end(&rt).await;
}

#[derive(Clone)]
struct Hello;

impl tower_service::Service<Request<Incoming>> for Hello {
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Incoming>) -> Self::Future {
        let text = format!("hello {}", request.uri().path());
        ready(Ok(Response::new(Full::new(text.into()))))
    }
}

async fn a_tower_service_of_ones_own<R: Runtime>(rt: R) {
    let listener = rt
        .tcp_listen(([127, 0, 0, 1], 0).into(), &TcpListenOptions::new())
        .expect("a free port");
    let address = listener.local_addr().expect("a bound socket");
    let (stop, stopped) = anyrt::channels::oneshot::channel::<()>();
    let server = Server::new(rt.clone()).configure(hyper_http1_only);
    let task = rt.spawn(async move {
        let stopped = async { stopped.await.unwrap_or_default() };
        server.serve(listener, Hello, stopped).await
    });
    let mut client = client1(&rt, address).await;
    let response = client.send_request(get("/you")).await.expect("an answer");
    assert_eq!(bytes(response).await, "hello /you");
    stop.send(()).expect("it runs");
    in_time(&rt, task)
        .await
        .expect("it did not panic")
        .expect("it ended well");
}

fn hyper_http1_only<E>(
    http: hyper_util::server::conn::auto::Builder<E>,
) -> hyper_util::server::conn::auto::Builder<E> {
    http.http1_only()
}

async fn the_address_of_the_client_is_there<R: Runtime>(rt: R) {
    let router = Router::new().route(
        "/",
        post(async |Extension(Peer(peer)): Extension<Peer<SocketAddr>>| peer.to_string()),
    );
    let running = start(&rt, Server::new(rt.clone()), router);
    let stream = connect(&rt, running.address).await;
    let own = stream.local_addr().expect("it is connected");
    let io = anyrt_hyper::AnyrtIo::new(stream);
    let (mut client, connection) = hyper::client::conn::http1::handshake(io)
        .await
        .expect("the server answers");
    rt.spawn(connection).detach();
    let response = client.send_request(get("/")).await.expect("an answer");
    assert_eq!(bytes(response).await, own.to_string());
    drop(client);
    running.end(&rt).await;
}

async fn what_is_no_request_is_refused_and_disturbs_nobody<R: Runtime>(rt: R) {
    let running = start(&rt, Server::new(rt.clone()), echo());
    let mut good = client1(&rt, running.address).await;
    for bad in ["\0\0\0\0\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n"] {
        let mut stream = connect(&rt, running.address).await;
        stream.write_all(bad.as_bytes()).await.expect("it reads");
        let mut answer = String::new();
        // The server may reset what it has not read.
        in_time(&rt, stream.read_to_string(&mut answer)).await.ok();
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 400 "),
            "{answer}"
        );
    }
    let response = good.send_request(support::post("/echo", "x")).await;
    assert_eq!(bytes(response.expect("an answer")).await, "x");
    drop(good);
    running.end(&rt).await;
}
