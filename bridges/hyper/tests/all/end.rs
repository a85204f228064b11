use std::{io::ErrorKind, time::Duration};

use anyrt::{
    Runtime,
    channels::mpsc::{self, UnboundedReceiver},
    net::TcpConnectOptions,
};
use anyrt_hyper::server::Server;
use axum::{Router, routing::post};
use futures_util::{
    AsyncReadExt, StreamExt,
    future::{Either, select},
};

use crate::support::{bytes, client1, client2, connect, get, start};
use anyrt_testing::in_time;

anyrt_testing::on_each_runtime! {
    an_answer_on_its_way_is_waited_for_and_idle_connections_end nobody_is_accepted_after_the_end_began
    grace_is_limited a_dropped_server_leaves_nothing
}

/// A service that says when it has begun, and then takes `pause`.
fn telling<R: Runtime>(rt: &R, pause: Duration) -> (Router, UnboundedReceiver<()>) {
    let (begun, began) = mpsc::unbounded_channel();
    let rt = rt.clone();
    let router = Router::new().route(
        "/",
        post(async move || {
            begun.send(()).ok();
            rt.sleep(pause).await;
            "done"
        }),
    );
    (router, began)
}

async fn an_answer_on_its_way_is_waited_for_and_idle_connections_end<R: Runtime>(rt: R) {
    let (router, mut began) = telling(&rt, Duration::from_millis(100));
    let running = start(&rt, Server::new(rt.clone()), router);
    // It is accepted before the others, whose requests are waited for.
    let mut idle = connect(&rt, running.address).await;
    let (mut first, mut second) = (
        client1(&rt, running.address).await,
        client2(&rt, running.address).await,
    );
    let answers = rt.spawn(async move {
        let one = first.send_request(get("/"));
        let two = second.send_request(get("http://test/"));
        let (one, two) = futures_util::future::join(one, two).await;
        (
            bytes(one.expect("an answer")).await,
            bytes(two.expect("an answer")).await,
        )
    });
    for _ in 0..2 {
        in_time(&rt, began.next()).await.expect("it begins");
    }
    let task = running.stop();
    let mut rest = Vec::new();
    in_time(&rt, idle.read_to_end(&mut rest))
        .await
        .expect("it is closed well");
    assert_eq!(rest, b"");
    let (one, two) = in_time(&rt, answers).await.expect("no panic");
    assert_eq!((&*one, &*two), (&b"done"[..], &b"done"[..]));
    in_time(&rt, task)
        .await
        .expect("it did not panic")
        .expect("it ended well");
}

async fn nobody_is_accepted_after_the_end_began<R: Runtime>(rt: R) {
    let (router, mut began) = telling(&rt, Duration::from_secs(600));
    let server = Server::new(rt.clone()).grace(Duration::from_millis(300));
    let running = start(&rt, server, router);
    let address = running.address;
    let mut busy = client1(&rt, address).await;
    let answer = rt.spawn(async move { busy.send_request(get("/")).await.map(drop) });
    in_time(&rt, began.next()).await.expect("it begins");
    let task = running.stop();
    let refused = async {
        loop {
            match rt.tcp_connect(address, &TcpConnectOptions::new()).await {
                // The listener may close while a connection is in its backlog.
                Err(error) if error.kind() != ErrorKind::ConnectionReset => return error.kind(),
                _ => rt.sleep(Duration::from_millis(1)).await,
            }
        }
    };
    assert_eq!(in_time(&rt, refused).await, ErrorKind::ConnectionRefused);
    in_time(&rt, task)
        .await
        .expect("it did not panic")
        .expect("it ended well");
    in_time(&rt, answer)
        .await
        .expect("no panic")
        .expect_err("the connection was dropped");
}

async fn grace_is_limited<R: Runtime>(rt: R) {
    let (router, mut began) = telling(&rt, Duration::from_secs(600));
    let server = Server::new(rt.clone()).grace(Duration::from_millis(20));
    let running = start(&rt, server, router);
    let mut client = client2(&rt, running.address).await;
    let answer = rt.spawn(async move { client.send_request(get("http://test/")).await.map(drop) });
    in_time(&rt, began.next()).await.expect("it begins");
    running.end(&rt).await;
    in_time(&rt, answer)
        .await
        .expect("no panic")
        .expect_err("the connection was dropped");
}

async fn a_dropped_server_leaves_nothing<R: Runtime>(rt: R) {
    let (router, mut began) = telling(&rt, Duration::from_secs(600));
    let running = start(&rt, Server::new(rt.clone()), router);
    let mut idle = connect(&rt, running.address).await;
    let mut client = client1(&rt, running.address).await;
    let answer = client.send_request(get("/"));
    match select(Box::pin(answer), began.next()).await {
        Either::Left(_) => panic!("it takes ten minutes"),
        Either::Right((_, answer)) => {
            running.drop_it(&rt).await;
            let answer = in_time(&rt, answer).await;
            answer.map(drop).expect_err("the connection was dropped");
        }
    }
    let mut rest = Vec::new();
    in_time(&rt, idle.read_to_end(&mut rest)).await.ok();
    assert_eq!(rest, b"");
}
