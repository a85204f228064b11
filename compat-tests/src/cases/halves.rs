//! B2: owned halves shut down what they own when they are dropped, and can be put together again.

use std::io::{ErrorKind, Read, Write};

use anyrt_traits::{
    io::{ByteStream, OwnedWriteHalf, ReuniteError},
    net::TcpStream,
};
use futures_util::{AsyncReadExt, AsyncWriteExt};

use super::flavour::{Owner, spawn};
use crate::harness::{tcp_pair, tcp_with_peer, unix_with_peer};

pub fn dropping_the_write_half_of_a_tcp_stream_sends_the_end<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, mut peer) = tcp_with_peer(&rt).await;
        let (mut read, write) = stream.into_halves();
        drop(write);
        assert_eq!(peer.read(&mut [0; 4]).expect("an end"), 0);
        peer.write_all(b"data")
            .expect("the other direction is open");
        let mut buf = [0; 4];
        read.read_exact(&mut buf).await.expect("the peer wrote");
        assert_eq!(&buf, b"data");
    });
}

pub fn dropping_the_write_half_of_a_unix_stream_sends_the_end<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, mut peer) = unix_with_peer(&rt).await;
        let (mut read, write) = stream.into_halves();
        drop(write);
        assert_eq!(peer.read(&mut [0; 4]).expect("an end"), 0);
        peer.write_all(b"data")
            .expect("the other direction is open");
        read.read_exact(&mut [0; 4]).await.expect("the peer wrote");
    });
}

pub fn a_forgotten_write_half_sends_no_end<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, mut peer) = tcp_with_peer(&rt).await;
        let (read, write) = stream.into_halves();
        write.forget();
        peer.set_nonblocking(true).expect("an open socket");
        let error = peer.read(&mut [0; 4]).expect_err("no data and no end");
        assert_eq!(error.kind(), ErrorKind::WouldBlock);
        peer.set_nonblocking(false).expect("an open socket");
        drop(read);
        assert_eq!(peer.read(&mut [0; 4]).expect("an end"), 0);
    });
}

pub fn a_forgotten_write_half_of_a_unix_stream_sends_no_end<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, mut peer) = unix_with_peer(&rt).await;
        let (read, write) = stream.into_halves();
        write.forget();
        peer.set_nonblocking(true).expect("an open socket");
        let error = peer.read(&mut [0; 4]).expect_err("no data and no end");
        assert_eq!(error.kind(), ErrorKind::WouldBlock);
        peer.set_nonblocking(false).expect("an open socket");
        drop(read);
        assert_eq!(peer.read(&mut [0; 4]).expect("an end"), 0);
    });
}

pub fn closing_the_write_half_sends_the_end_once<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, mut peer) = tcp_with_peer(&rt).await;
        let (_read, mut write) = stream.into_halves();
        write.write_all(b"data").await.expect("the peer is there");
        write.close().await.expect("the peer is there");
        write.close().await.expect("it is closed already");
        drop(write);
        let mut text = String::new();
        peer.read_to_string(&mut text).expect("an end");
        assert_eq!(text, "data");
    });
}

pub fn dropping_the_read_half_leaves_the_write_half_open<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, mut peer) = tcp_with_peer(&rt).await;
        let (read, mut write) = stream.into_halves();
        drop(read);
        write.write_all(b"data").await.expect("the peer is there");
        let mut buf = [0; 4];
        peer.read_exact(&mut buf).expect("it was written");
        assert_eq!(&buf, b"data");
    });
}

pub fn dropping_both_halves_closes_the_stream<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        for write_first in [true, false] {
            let (stream, mut peer) = tcp_with_peer(&rt).await;
            let (read, write) = stream.into_halves();
            if write_first {
                drop(write);
                drop(read);
            } else {
                drop(read);
                drop(write);
            }
            assert_eq!(peer.read(&mut [0; 4]).expect("an end"), 0);
            while peer.write(b"nobody").is_ok() {}
        }
    });
}

pub fn halves_of_one_stream_are_reunited<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, mut peer) = tcp_with_peer(&rt).await;
        let addresses = (stream.local_addr().ok(), stream.peer_addr().ok());
        let (read, write) = stream.into_halves();
        let mut stream = ByteStream::reunite(read, write)
            .map(|stream: <O::Handle as anyrt_traits::net::TcpNet>::TcpStream| stream)
            .expect("they belong together");
        assert_eq!(
            (stream.local_addr().ok(), stream.peer_addr().ok()),
            addresses
        );
        stream.write_all(b"ping").await.expect("the peer is there");
        peer.read_exact(&mut [0; 4])
            .expect("reuniting sends no end");
        peer.write_all(b"pong").expect("the stream is there");
        stream
            .read_exact(&mut [0; 4])
            .await
            .expect("the peer wrote");
    });
}

pub fn halves_of_one_unix_stream_are_reunited<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (stream, mut peer) = unix_with_peer(&rt).await;
        let (read, write) = stream.into_halves();
        let mut stream = ByteStream::reunite(read, write)
            .map(|stream: <O::Handle as anyrt_traits::net::PlatformNet>::UnixStream| stream)
            .expect("they belong together");
        stream.write_all(b"ping").await.expect("the peer is there");
        peer.read_exact(&mut [0; 4])
            .expect("reuniting sends no end");
    });
}

pub fn halves_of_two_streams_are_given_back<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (first, mut first_peer) = tcp_with_peer(&rt).await;
        let (second, mut second_peer) = tcp_with_peer(&rt).await;
        let (first_read, first_write) = first.into_halves();
        let (second_read, second_write) = second.into_halves();
        let result: Result<<O::Handle as anyrt_traits::net::TcpNet>::TcpStream, _> =
            ByteStream::reunite(first_read, second_write);
        let Err(ReuniteError {
            mut read,
            mut write,
        }) = result
        else {
            panic!("they are of two streams");
        };
        first_peer.write_all(b"data").expect("the half is there");
        read.read_exact(&mut [0; 4])
            .await
            .expect("it is the first one's");
        write.write_all(b"data").await.expect("the half is there");
        second_peer
            .read_exact(&mut [0; 4])
            .expect("it is the second one's");
        drop((first_write, second_read));
    });
}

pub fn halves_work_in_two_tasks<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (a, b) = tcp_pair(&rt).await;
        let ((mut a_read, mut a_write), (mut b_read, mut b_write)) =
            (a.into_halves(), b.into_halves());
        let data: Vec<u8> = (0..=255).cycle().take(300_000).collect();
        let (forth, back) = (data.clone(), data.clone());
        let sends = spawn(&rt, async move {
            a_write.write_all(&forth).await.expect("the peer reads");
        });
        let echoes = spawn(&rt, async move {
            let mut buf = vec![0; 4096];
            loop {
                let count = b_read.read(&mut buf).await.expect("the peer writes");
                if count == 0 {
                    break;
                }
                b_write
                    .write_all(&buf[..count])
                    .await
                    .expect("the peer reads");
            }
        });
        let mut received = Vec::new();
        a_read
            .read_to_end(&mut received)
            .await
            .expect("the peer writes");
        assert!(received == back, "every byte, in order");
        sends.await.expect("it does not panic");
        echoes.await.expect("it does not panic");
    });
}
