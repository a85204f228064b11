//! What several tests need: a server that runs beside them, and clients without a pool.

use anyrt_testing::in_time;
use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
};

use anyrt::{
    Runtime,
    channels::oneshot,
    net::{TcpConnectOptions, TcpListenOptions, TcpListener},
    task::JoinHandle,
};
use anyrt_hyper::{AnyrtExecutor, AnyrtIo, AnyrtTimer, server::Server};
use axum::Router;
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{
    Request, Response,
    body::Incoming,
    client::conn::{http1, http2},
};

/// A server that runs beside the test.
pub(crate) struct Running<R: Runtime> {
    pub(crate) address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: R::JoinHandle<io::Result<()>>,
}

impl<R: Runtime> Running<R> {
    /// Asks the server to end.
    pub(crate) fn stop(self) -> R::JoinHandle<io::Result<()>> {
        self.stop.send(()).expect("it runs");
        self.task
    }

    /// Asks the server to end, and waits for it.
    pub(crate) async fn end(self, rt: &R) {
        let ended = in_time(rt, self.stop()).await;
        ended.expect("it did not panic").expect("it ended well");
    }

    /// Drops the server in the middle of what it does.
    pub(crate) async fn drop_it(self, rt: &R) {
        self.task.abort();
        in_time(rt, self.task).await.expect_err("it was aborted");
    }
}

/// Starts a server of `router`.
pub(crate) fn start<R: Runtime>(rt: &R, server: Server<R>, router: Router) -> Running<R> {
    let listener = rt
        .tcp_listen((Ipv4Addr::LOCALHOST, 0).into(), &TcpListenOptions::new())
        .expect("a free port");
    let address = listener.local_addr().expect("a bound socket");
    let (stop, stopped) = oneshot::channel();
    let task = rt.spawn(async move {
        let stopped = async { stopped.await.unwrap_or_default() };
        server.serve(listener, router, stopped).await
    });
    Running {
        address,
        stop,
        task,
    }
}

/// Connects to the server, with nothing in between.
pub(crate) async fn connect<R: Runtime>(rt: &R, address: SocketAddr) -> R::TcpStream {
    let options = TcpConnectOptions::new();
    let connected = in_time(rt, rt.tcp_connect(address, &options)).await;
    connected.expect("somebody listens")
}

/// Connects a client that speaks HTTP/1.
pub(crate) async fn client1<R: Runtime>(
    rt: &R,
    address: SocketAddr,
) -> http1::SendRequest<Full<Bytes>> {
    let io = AnyrtIo::new(connect(rt, address).await);
    let (client, connection) = http1::handshake(io).await.expect("the server answers");
    rt.spawn(async move {
        connection.with_upgrades().await.ok();
    })
    .detach();
    client
}

/// Connects a client that speaks HTTP/2.
pub(crate) async fn client2<R: Runtime>(
    rt: &R,
    address: SocketAddr,
) -> http2::SendRequest<Full<Bytes>> {
    let io = AnyrtIo::new(connect(rt, address).await);
    let (client, connection) = http2::Builder::new(AnyrtExecutor::new(rt.clone()))
        .timer(AnyrtTimer::new(rt.clone()))
        .handshake(io)
        .await
        .expect("the server answers");
    rt.spawn(async move {
        connection.await.ok();
    })
    .detach();
    client
}

pub(crate) fn get(path: &str) -> Request<Full<Bytes>> {
    post(path, Bytes::new())
}

pub(crate) fn post(path: &str, body: impl Into<Bytes>) -> Request<Full<Bytes>> {
    Request::post(path)
        .header("host", "test")
        .body(Full::new(body.into()))
        .expect("a valid request")
}

pub(crate) async fn bytes(response: Response<Incoming>) -> Bytes {
    let collected = response.into_body().collect().await;
    collected.expect("the body is whole").to_bytes()
}

/// Bytes that are not all the same.
pub(crate) fn pattern(count: usize) -> Bytes {
    (0..count).map(|i| (i % 251) as u8).collect()
}
