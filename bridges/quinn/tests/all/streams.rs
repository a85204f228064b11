use std::time::Duration;

use anyrt::{Runtime, net::SendReadiness, task::JoinHandle};
use bytes::Bytes;
use futures_util::future::{join, join_all, try_join_all};

use crate::support::{connect, endpoints, pattern};
use anyrt_testing::in_time;

anyrt_testing::on_each_runtime! {
    much_goes_both_ways_at_once many_streams_and_connections_share_a_socket datagrams_arrive
    segments_are_offloaded
}

const IDLE: Duration = Duration::from_secs(30);

async fn much_goes_both_ways_at_once<R: Runtime + SendReadiness>(rt: R) {
    const SIZE: usize = 64 << 20;
    let (server, client) = endpoints(&rt, b"test", IDLE);
    let (near, far) = connect(&rt, &server, &client).await;
    let echo = rt.spawn(async move {
        let (mut send, mut receive) = far.accept_bi().await.expect("one is opened");
        let mut total = 0;
        while let Some(chunk) = receive.read_chunk(1 << 16, true).await.expect("it is open") {
            total += chunk.bytes.len();
            send.write_chunk(chunk.bytes).await.expect("it is open");
        }
        send.finish().expect("it is open");
        send.stopped().await.expect("it is open");
        total
    });
    let (mut send, mut receive) = near.open_bi().await.expect("it is open");
    let block = Bytes::from(pattern(1 << 20));
    let sending = async {
        for _ in 0..SIZE >> 20 {
            send.write_chunk(block.clone()).await.expect("it is open");
        }
        send.finish().expect("it is open");
    };
    let receiving = async {
        let mut place = 0;
        while let Some(chunk) = receive.read_chunk(1 << 16, true).await.expect("it is open") {
            for part in chunk.bytes.chunks(1 << 12) {
                let (start, end) = (place % (1 << 20), place % (1 << 20) + part.len());
                let is_right = match block.get(start..end) {
                    Some(expected) => part == expected,
                    // A part may go over the end of a block.
                    None => part[..(1 << 20) - start] == block[start..],
                };
                assert!(is_right, "other bytes at {place}");
                place += part.len();
            }
        }
        place
    };
    let ((), received) = in_time(&rt, join(sending, receiving)).await;
    assert_eq!(received, SIZE);
    assert_eq!(in_time(&rt, echo).await.expect("no panic"), SIZE);
    near.close(0_u8.into(), b"done");
    in_time(&rt, join(client.wait_idle(), server.wait_idle())).await;
}

async fn many_streams_and_connections_share_a_socket<R: Runtime + SendReadiness>(rt: R) {
    let (server, client) = endpoints(&rt, b"test", IDLE);
    let accepting = {
        let (rt, server) = (rt.clone(), server.clone());
        rt.clone().spawn(async move {
            while let Some(incoming) = server.accept().await {
                let connection = incoming.await.expect("a good handshake");
                let streams = rt.clone();
                rt.spawn(async move {
                    while let Ok((mut send, mut receive)) = connection.accept_bi().await {
                        streams
                            .spawn(async move {
                                let all = receive.read_to_end(1 << 20).await.expect("it is short");
                                send.write_all(&all).await.expect("it is open");
                                send.finish().expect("it is open");
                                send.stopped().await.ok();
                            })
                            .detach();
                    }
                })
                .detach();
            }
        })
    };
    let address = server.local_addr().expect("it is bound");
    let connections = (0..8).map(|_| client.connect(address, "localhost").expect("a valid name"));
    let connections = in_time(&rt, try_join_all(connections))
        .await
        .expect("good handshakes");
    let exchanges = connections.iter().flat_map(|connection| {
        (0..12_usize).map(move |number| async move {
            let sent = pattern(20_000 + number);
            let (mut send, mut receive) = connection.open_bi().await.expect("it is open");
            send.write_all(&sent).await.expect("it is open");
            send.finish().expect("it is open");
            let back = receive.read_to_end(1 << 20).await.expect("it is short");
            assert!(back == sent, "other bytes");
        })
    });
    in_time(&rt, join_all(exchanges)).await;
    client.close(0_u8.into(), b"done");
    in_time(&rt, client.wait_idle()).await;
    server.close(0_u8.into(), b"done");
    in_time(&rt, accepting).await.expect("no panic");
}

async fn datagrams_arrive<R: Runtime + SendReadiness>(rt: R) {
    let (server, client) = endpoints(&rt, b"test", IDLE);
    let (near, far) = connect(&rt, &server, &client).await;
    for number in 0..50_u8 {
        near.send_datagram(Bytes::from(vec![number; 100]))
            .expect("they are on");
        let got = in_time(&rt, far.read_datagram()).await.expect("it is open");
        assert_eq!(got, vec![number; 100]);
        far.send_datagram(got).expect("they are on");
        let back = in_time(&rt, near.read_datagram())
            .await
            .expect("it is open");
        assert_eq!(back.len(), 100);
    }
}

/// Linux takes several datagrams in one call: what is sent comes to more of them than there were calls.
async fn segments_are_offloaded<R: Runtime + SendReadiness>(rt: R) {
    if !cfg!(target_os = "linux") {
        return;
    }
    let (server, client) = endpoints(&rt, b"test", IDLE);
    let (near, far) = connect(&rt, &server, &client).await;
    let sent = pattern(4 << 20);
    let sending = async {
        let mut send = near.open_uni().await.expect("it is open");
        send.write_all(&sent).await.expect("it is open");
        send.finish().expect("it is open");
    };
    let receiving = async {
        let mut receive = far.accept_uni().await.expect("one is opened");
        receive.read_to_end(8 << 20).await.expect("it is short")
    };
    let ((), received) = in_time(&rt, join(sending, receiving)).await;
    assert!(received == sent, "other bytes");
    let udp = near.stats().udp_tx;
    assert!(
        udp.datagrams > 2 * udp.ios,
        "{} datagrams in {} calls",
        udp.datagrams,
        udp.ios
    );
}
