use std::path::Path;

use anyrt_traits::{
    AnyRuntime,
    any::{AnyTcpStream, AnyUnixStream},
    io::{ByteStream, ByteWrite, OwnedWriteHalf, ReuniteError},
    net::{PlatformNet, TcpConnectOptions, TcpNet, TcpStream},
};

use crate::mock::{Log, Mock, Tcp, addr, now};

fn erased() -> (AnyRuntime, Log) {
    let mock = Mock::<1>::new();
    (AnyRuntime::new(mock.clone()), mock.log)
}

fn tcp(rt: &AnyRuntime) -> AnyTcpStream {
    now(rt.tcp_connect(addr(80), &TcpConnectOptions::new())).expect("the mock connects")
}

fn unix(rt: &AnyRuntime) -> AnyUnixStream {
    now(rt.unix_connect(Path::new("/socket"))).expect("the mock connects")
}

/// Checks that the halves of two streams are given back, whole: each goes together with its other half.
fn refuse_to_reunite(a: AnyTcpStream, b: AnyTcpStream) {
    let (read_a, write_a) = a.into_halves();
    let (read_b, write_b) = b.into_halves();
    let Err(ReuniteError { read, write }) = AnyTcpStream::reunite(read_a, write_b) else {
        panic!("halves of two streams are not one");
    };
    assert!(write.is_write_vectored());
    AnyTcpStream::reunite(read, write_a).expect("the halves of the first stream");
    AnyTcpStream::reunite(read_b, write).expect("the halves of the second stream");
}

#[test]
fn the_halves_of_one_stream_are_that_stream_again() {
    let (rt, log) = erased();
    let (read, write) = tcp(&rt).into_halves();
    log.take();
    let stream = AnyTcpStream::reunite(read, write).expect("halves of one stream");
    assert!(stream.nodelay().expect("the mock answers"));
    drop(stream);
    assert_eq!(log.take(), ["nodelay"]);
}

#[test]
fn the_halves_of_one_unix_stream_are_that_stream_again() {
    let (rt, log) = erased();
    let (read, write) = unix(&rt).into_halves();
    log.take();
    drop(AnyUnixStream::reunite(read, write).expect("halves of one stream"));
    assert!(log.take().is_empty());
}

#[test]
fn halves_of_two_streams_of_one_type_are_given_back() {
    let (rt, _log) = erased();
    refuse_to_reunite(tcp(&rt), tcp(&rt));
}

#[test]
fn halves_of_two_types_of_stream_are_given_back() {
    let (rt, log) = erased();
    let other = rt.to_builder().tcp(Tcp::<2>(log)).build();
    refuse_to_reunite(tcp(&rt), tcp(&other));
    refuse_to_reunite(tcp(&other), tcp(&rt));
}

#[test]
fn halves_of_two_runtimes_are_given_back() {
    let (rt, _log) = erased();
    let same_type = AnyRuntime::new(Mock::<1>::new());
    refuse_to_reunite(tcp(&rt), tcp(&same_type));
    let other_type = AnyRuntime::new(Mock::<2>::new());
    refuse_to_reunite(tcp(&rt), tcp(&other_type));
}

#[test]
fn halves_of_two_unix_streams_are_given_back() {
    let (rt, _log) = erased();
    let (read_a, write_a) = unix(&rt).into_halves();
    let (read_b, write_b) = unix(&rt).into_halves();
    let error = AnyUnixStream::reunite(read_a, write_b).expect_err("halves of two streams");
    AnyUnixStream::reunite(error.read, write_a).expect("the halves of the first stream");
    AnyUnixStream::reunite(read_b, error.write).expect("the halves of the second stream");
}

#[test]
fn dropping_the_write_half_shuts_it_down() {
    let (rt, log) = erased();
    let (_read, write) = tcp(&rt).into_halves();
    log.take();
    drop(write);
    assert_eq!(log.take(), ["write half shut down"]);
}

#[test]
fn a_forgotten_write_half_is_not_shut_down() {
    let (rt, log) = erased();
    let (_read, write) = tcp(&rt).into_halves();
    log.take();
    write.forget();
    assert_eq!(log.take(), ["write half forgotten"]);

    let (_read, write) = unix(&rt).into_halves();
    log.take();
    write.forget();
    assert_eq!(log.take(), ["write half forgotten"]);
}

#[test]
fn a_reunited_stream_comes_apart_again() {
    let (rt, _log) = erased();
    let mut stream = tcp(&rt);
    for _ in 0..3 {
        let (read, write) = stream.into_halves();
        stream = AnyTcpStream::reunite(read, write).expect("halves of one stream");
    }
}
