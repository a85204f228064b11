use std::{net::UdpSocket, time::Duration};

use anyrt::{Runtime, net::SendReadiness};
use quinn::ConnectionError;

use crate::support::{connect, endpoints};
use anyrt_testing::in_time;

anyrt_testing::on_each_runtime! {
    a_peer_that_is_gone_times_out a_server_that_is_not_there_times_out closing_is_told_to_the_peer
    a_client_moves_to_another_socket
}

const SHORT: Duration = Duration::from_millis(300);

async fn a_peer_that_is_gone_times_out<R: Runtime + SendReadiness>(rt: R) {
    let (server, client) = endpoints(&rt, b"test", SHORT);
    let (near, far) = connect(&rt, &server, &client).await;
    // Both stay silent, and neither keeps the connection alive.
    let (one, two) = in_time(&rt, futures_util::future::join(near.closed(), far.closed())).await;
    assert_eq!(one, ConnectionError::TimedOut);
    assert_eq!(two, ConnectionError::TimedOut);
}

async fn a_server_that_is_not_there_times_out<R: Runtime + SendReadiness>(rt: R) {
    let (_server, client) = endpoints(&rt, b"test", SHORT);
    // It is bound and never answers.
    let silent = UdpSocket::bind("127.0.0.1:0").expect("a free port");
    let address = silent.local_addr().expect("it is bound");
    let connecting = client.connect(address, "localhost").expect("a valid name");
    let error = in_time(&rt, connecting).await.expect_err("nobody answers");
    assert_eq!(error, ConnectionError::TimedOut);
}

async fn closing_is_told_to_the_peer<R: Runtime + SendReadiness>(rt: R) {
    let (server, client) = endpoints(&rt, b"test", Duration::from_secs(30));
    let (near, far) = connect(&rt, &server, &client).await;
    let waiting = rt.spawn(async move { far.accept_uni().await.map(drop) });
    near.close(7_u8.into(), b"enough");
    let error = in_time(&rt, waiting)
        .await
        .expect("no panic")
        .expect_err("it is closed");
    let ConnectionError::ApplicationClosed(close) = error else {
        panic!("{error}");
    };
    assert_eq!(
        (close.error_code.into_inner(), &*close.reason),
        (7, &b"enough"[..])
    );
    in_time(&rt, client.wait_idle()).await;
}

async fn a_client_moves_to_another_socket<R: Runtime + SendReadiness>(rt: R) {
    let (server, client) = endpoints(&rt, b"test", Duration::from_secs(30));
    let (near, far) = connect(&rt, &server, &client).await;
    let before = client.local_addr().expect("it is bound");
    client
        .rebind(UdpSocket::bind("127.0.0.1:0").expect("a free port"))
        .expect("it registers");
    assert_ne!(client.local_addr().expect("it is bound"), before);
    let mut send = near.open_uni().await.expect("it is open");
    send.write_all(b"moved").await.expect("it is open");
    send.finish().expect("it is open");
    let receiving = async {
        let mut receive = far.accept_uni().await.expect("one is opened");
        receive.read_to_end(100).await.expect("it is short")
    };
    assert_eq!(in_time(&rt, receiving).await, b"moved");
}
