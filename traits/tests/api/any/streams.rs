use std::{
    io::{IoSlice, IoSliceMut},
    mem::MaybeUninit,
    path::Path,
    pin::Pin,
    task::{Context, Poll, Waker},
    time::Duration,
};

use anyrt_traits::{
    AnyRuntime,
    any::{AnyTcpStream, AnyUnixStream},
    io::{ByteRead, ByteStream, ByteWrite, ReadCursor},
    net::{PlatformNet, TcpConnectOptions, TcpKeepalive, TcpNet, TcpStream, UnixStream},
};

use crate::mock::{Log, Mock, addr, now, unix_addr};

/// Calls every reading method, and checks that each gives what the recorder gives for that very method.
fn read_in_every_way(mut from: impl ByteRead + Unpin) {
    let mut cx = Context::from_waker(Waker::noop());
    let mut from = Pin::new(&mut from);

    let mut buf = [0; 4];
    let read = from.as_mut().poll_read(&mut cx, &mut buf);
    assert!(matches!(read, Poll::Ready(Ok(4))));
    assert_eq!(&buf, b"rrrr");

    let (mut one, mut two) = ([0; 1], [0; 2]);
    let mut bufs = [IoSliceMut::new(&mut one), IoSliceMut::new(&mut two)];
    let read = from.as_mut().poll_read_vectored(&mut cx, &mut bufs);
    assert!(matches!(read, Poll::Ready(Ok(3))));
    assert_eq!((&one, &two), (b"v", b"vv"));

    let mut memory = [MaybeUninit::uninit(); 3];
    let mut cursor = ReadCursor::new(&mut memory);
    cursor.put_slice(b"-");
    let read = from.as_mut().poll_read_uninit(&mut cx, &mut cursor);
    assert!(matches!(read, Poll::Ready(Ok(()))));
    assert_eq!(cursor.filled(), b"-uu");
}

/// Calls every writing method.
fn write_in_every_way(mut to: impl ByteWrite + Unpin) {
    let mut cx = Context::from_waker(Waker::noop());
    assert!(to.is_write_vectored());
    let mut to = Pin::new(&mut to);
    let written = to.as_mut().poll_write(&mut cx, b"four");
    assert!(matches!(written, Poll::Ready(Ok(4))));
    let bufs = [IoSlice::new(b"1"), IoSlice::new(b"22"), IoSlice::new(b"3")];
    let written = to.as_mut().poll_write_vectored(&mut cx, &bufs);
    assert!(matches!(written, Poll::Ready(Ok(4))));
    assert!(matches!(
        to.as_mut().poll_flush(&mut cx),
        Poll::Ready(Ok(()))
    ));
    assert!(matches!(
        to.as_mut().poll_close(&mut cx),
        Poll::Ready(Ok(()))
    ));
}

fn reads_of(name: &str) -> Vec<String> {
    ["poll_read", "poll_read_vectored of 2", "poll_read_uninit"]
        .map(|method| format!("{name} {method}"))
        .to_vec()
}

fn writes_of(name: &str) -> Vec<String> {
    [
        "is_write_vectored",
        "poll_write",
        "poll_write_vectored of 3",
        "poll_flush",
        "poll_close",
    ]
    .map(|method| format!("{name} {method}"))
    .to_vec()
}

fn tcp() -> (AnyTcpStream, Log) {
    let mock = Mock::<1>::new();
    let rt = AnyRuntime::new(mock.clone());
    let stream =
        now(rt.tcp_connect(addr(80), &TcpConnectOptions::new())).expect("the mock connects");
    mock.log.take();
    (stream, mock.log)
}

fn unix() -> (AnyUnixStream, Log) {
    let mock = Mock::<1>::new();
    let rt = AnyRuntime::new(mock.clone());
    let stream = now(rt.unix_connect(Path::new("/socket"))).expect("the mock connects");
    mock.log.take();
    (stream, mock.log)
}

#[test]
fn every_read_of_a_tcp_stream_is_forwarded_as_it_is() {
    let (stream, log) = tcp();
    read_in_every_way(stream);
    assert_eq!(log.take(), reads_of("stream"));
}

#[test]
fn every_write_of_a_tcp_stream_is_forwarded_as_it_is() {
    let (stream, log) = tcp();
    write_in_every_way(stream);
    assert_eq!(log.take(), writes_of("stream"));
}

#[test]
fn every_read_and_write_of_a_unix_stream_is_forwarded_as_it_is() {
    let (mut stream, log) = unix();
    read_in_every_way(&mut stream);
    assert_eq!(log.take(), reads_of("stream"));
    write_in_every_way(&mut stream);
    assert_eq!(log.take(), writes_of("stream"));
}

#[test]
fn every_read_and_write_of_tcp_halves_is_forwarded_as_it_is() {
    let (stream, log) = tcp();
    let (mut read, mut write) = stream.into_halves();
    read_in_every_way(&mut read);
    assert_eq!(log.take(), reads_of("read half"));
    write_in_every_way(&mut write);
    assert_eq!(log.take(), writes_of("write half"));
}

#[test]
fn every_read_and_write_of_unix_halves_is_forwarded_as_it_is() {
    let (stream, log) = unix();
    let (mut read, mut write) = stream.into_halves();
    read_in_every_way(&mut read);
    assert_eq!(log.take(), reads_of("read half"));
    write_in_every_way(&mut write);
    assert_eq!(log.take(), writes_of("write half"));
}

#[test]
fn every_question_to_a_tcp_stream_is_forwarded() -> std::io::Result<()> {
    let (stream, log) = tcp();
    assert_eq!(stream.peer_addr()?, addr(1));
    assert_eq!(stream.local_addr()?, addr(2));
    assert!(stream.nodelay()?);
    assert_eq!(stream.ttl()?, 3);
    assert_eq!(stream.linger()?, Some(Duration::from_secs(4)));
    let keepalive = TcpKeepalive::new(Duration::from_secs(5));
    assert_eq!(stream.keepalive()?, Some(keepalive));
    assert_eq!(stream.recv_buffer_size()?, 6);
    assert_eq!(stream.send_buffer_size()?, 7);
    let expected = [
        "peer_addr",
        "local_addr",
        "nodelay",
        "ttl",
        "linger",
        "keepalive",
        "recv_buffer_size",
        "send_buffer_size",
    ];
    assert_eq!(log.take(), expected);
    Ok(())
}

#[test]
fn every_option_set_on_a_tcp_stream_is_forwarded() -> std::io::Result<()> {
    let (stream, log) = tcp();
    stream.set_nodelay(true)?;
    stream.set_ttl(8)?;
    stream.set_linger(Some(Duration::ZERO))?;
    stream.set_keepalive(None)?;
    stream.set_recv_buffer_size(9)?;
    stream.set_send_buffer_size(10)?;
    let expected = [
        "set_nodelay true",
        "set_ttl 8",
        "set_linger Some(0ns)",
        "set_keepalive None",
        "set_recv_buffer_size 9",
        "set_send_buffer_size 10",
    ];
    assert_eq!(log.take(), expected);
    Ok(())
}

#[test]
fn the_addresses_of_a_unix_stream_are_forwarded() -> std::io::Result<()> {
    let (stream, log) = unix();
    let (peer, local) = (stream.peer_addr()?, stream.local_addr()?);
    assert_eq!(peer.as_pathname(), unix_addr("/peer").as_pathname());
    assert_eq!(local.as_pathname(), unix_addr("/local").as_pathname());
    assert_eq!(log.take(), ["peer_addr", "local_addr"]);
    Ok(())
}
