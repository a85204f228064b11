use std::io;

use anyrt_traits::net::DatagramSocketExt;

use crate::mock::{Log, Udp, addr, now};

fn socket() -> (Udp, Log) {
    let log = Log::default();
    (Udp(log.clone()), log)
}

#[test]
fn recv_gives_the_length_alone() -> io::Result<()> {
    let (socket, log) = socket();
    let mut buf = [0; 8];
    assert_eq!(now(socket.recv(&mut buf))?, 5);
    assert_eq!(&buf[..5], b"dgram");
    assert_eq!(log.take(), ["poll_recv_from Take"]);
    Ok(())
}

#[test]
fn recv_from_tells_the_sender_and_that_nothing_was_cut() -> io::Result<()> {
    let (socket, _log) = socket();
    let received = now(socket.recv_from(&mut [0; 5]))?;
    assert_eq!((received.len, received.addr), (5, addr(10)));
    assert!(!received.truncated);
    Ok(())
}

#[test]
fn recv_from_tells_that_a_datagram_was_cut() -> io::Result<()> {
    let (socket, _log) = socket();
    assert!(now(socket.recv_from(&mut [0; 4]))?.truncated);
    Ok(())
}

#[test]
fn peek_from_takes_nothing() -> io::Result<()> {
    let (socket, log) = socket();
    now(socket.peek_from(&mut [0; 8]))?;
    assert_eq!(log.take(), ["poll_recv_from Peek"]);
    Ok(())
}

#[test]
fn send_to_names_the_target_and_send_does_not() -> io::Result<()> {
    let (socket, log) = socket();
    assert_eq!(now(socket.send_to(b"four", addr(1)))?, 4);
    assert_eq!(now(socket.send(b"five!"))?, 5);
    let expected = ["poll_send_to Some(127.0.0.1:1)", "poll_send_to None"];
    assert_eq!(log.take(), expected);
    Ok(())
}
