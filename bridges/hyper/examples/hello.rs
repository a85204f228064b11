//! A router of axum, and a client that asks it, on the runtime that `ANYRT_RUNTIME` names.
//!
//! ```text
//! ANYRT_RUNTIME=smol cargo run -p anyrt-hyper --all-features --example hello
//! ```

use std::{error::Error, net::SocketAddr, time::Duration};

use anyrt::{
    Runtime,
    channels::oneshot,
    net::{TcpListenOptions, TcpListener},
};
use anyrt_hyper::{
    client::client,
    server::{Peer, Server},
};
use axum::{Extension, Router, routing::get};
use bytes::Bytes;
use http_body_util::{BodyExt, Empty};

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Outcome {
    anyrt::run(app)?
}

#[expect(clippy::print_stdout, reason = "a program talks to its terminal")]
async fn app<R: Runtime>(rt: R) -> Outcome {
    let listener = rt.tcp_listen(([127, 0, 0, 1], 0).into(), &TcpListenOptions::new())?;
    let address = listener.local_addr()?;
    let (stop, stopped) = oneshot::channel::<()>();
    let server = Server::new(rt.clone())
        .idle_timeout(Duration::from_secs(20))
        .max_connections(100);
    let serving = rt.spawn(async move {
        let stopped = async { stopped.await.unwrap_or_default() };
        server.serve(listener, router(), stopped).await
    });

    let client = client::<_, Empty<Bytes>>(rt.clone());
    let response = client.get(format!("http://{address}/").parse()?).await?;
    let version = response.version();
    let body = response.into_body().collect().await?.to_bytes();
    println!("{version:?}: {}", String::from_utf8_lossy(&body));

    drop(client);
    stop.send(()).map_err(|()| "the server has ended before")?;
    serving.await??;
    Ok(())
}

fn router() -> Router {
    Router::new().route(
        "/",
        get(async |Extension(Peer(peer)): Extension<Peer<SocketAddr>>| format!("hello, {peer}")),
    )
}
