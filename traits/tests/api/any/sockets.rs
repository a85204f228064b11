use std::{
    io,
    net::{Ipv4Addr, Ipv6Addr},
    path::Path,
    pin::pin,
};

use anyrt_traits::{
    AnyRuntime,
    net::{
        DatagramSocketExt, ListenerExt, PlatformNet, Resolve, TcpConnectOptions, TcpListenOptions,
        TcpListener, TcpNet, UdpNet, UdpOptions, UdpSocket, UnixDatagram, UnixListenOptions,
        UnixListener,
    },
    random::Random,
};

use crate::mock::{Log, Mock, addr, now, poll_once, unix_addr};

fn erased() -> (AnyRuntime, Log) {
    let mock = Mock::<1>::new();
    (AnyRuntime::new(mock.clone()), mock.log)
}

#[test]
fn options_reach_the_runtime_inside() -> io::Result<()> {
    let (rt, log) = erased();
    now(rt.tcp_connect(addr(80), &TcpConnectOptions::new().nodelay(false)))?;
    now(rt.tcp_connect(addr(81), &TcpConnectOptions::new().nodelay(true)))?;
    rt.tcp_listen(addr(82), &TcpListenOptions::new().backlog(5))?;
    rt.udp_bind(addr(83), &UdpOptions::new().reuse_addr(true))?;
    now(rt.resolve("host", 84))?;
    rt.unix_listen(Path::new("/socket"), &UnixListenOptions::new().backlog(6))?;
    let expected = [
        "tcp_connect 127.0.0.1:80 nodelay false on 1",
        "tcp_connect 127.0.0.1:81 nodelay true on 1",
        "tcp_listen 127.0.0.1:82 backlog 5 on 1",
        "udp_bind 127.0.0.1:83 reuse true on 1",
        "resolve host on 1",
        "unix_listen /socket backlog 6 on 1",
    ];
    assert_eq!(log.take(), expected);
    Ok(())
}

#[test]
fn a_listener_gives_its_connections_and_its_address() -> io::Result<()> {
    let (rt, log) = erased();
    let listener = rt.tcp_listen(addr(0), &TcpListenOptions::new())?;
    assert_eq!(listener.local_addr()?, addr(9));
    let (_stream, peer) = now(listener.accept())?;
    assert_eq!(peer, addr(8));
    assert_eq!(log.take()[1..], ["listener local_addr"]);
    Ok(())
}

#[test]
fn a_unix_listener_gives_its_connections_and_its_address() -> io::Result<()> {
    let (rt, _log) = erased();
    let listener = rt.unix_listen(Path::new("/socket"), &UnixListenOptions::new())?;
    let local = listener.local_addr()?;
    assert_eq!(local.as_pathname(), unix_addr("/listener").as_pathname());
    let (_stream, peer) = now(listener.accept())?;
    assert_eq!(peer.as_pathname(), unix_addr("/client").as_pathname());
    Ok(())
}

#[test]
fn a_waiter_passes_through_a_listener_as_it_is() -> io::Result<()> {
    let (rt, log) = erased();
    let listener = rt.tcp_listen(addr(0), &TcpListenOptions::new())?;
    now(listener.accept())?;
    log.take();
    {
        let mut accept = pin!(listener.accept());
        assert!(poll_once(accept.as_mut()).is_pending());
        assert!(poll_once(accept.as_mut()).is_pending());
    }
    // The second poll moves the waiter to a new place on the list, as the mock does it; the drop takes it
    // off.
    let expected = [
        "waiter joins",
        "waiter 7 waits on",
        "waiter 7 leaves",
        "waiter 7 leaves",
    ];
    assert_eq!(log.take(), expected);
    Ok(())
}

#[test]
fn every_send_and_receive_of_a_udp_socket_is_forwarded() -> io::Result<()> {
    let (rt, log) = erased();
    let socket = rt.udp_bind(addr(0), &UdpOptions::new())?;
    log.take();
    let mut buf = [0; 3];
    let received = now(socket.recv_from(&mut buf))?;
    assert_eq!((received.len, received.addr), (3, addr(10)));
    assert!(received.truncated);
    assert_eq!(&buf, b"dgr");
    assert_eq!(now(socket.peek_from(&mut buf))?.len, 3);
    assert_eq!(now(socket.send_to(b"four", addr(14)))?, 4);
    assert_eq!(now(socket.send(b"four"))?, 4);
    let expected = [
        "poll_recv_from Take",
        "poll_recv_from Peek",
        "poll_send_to Some(127.0.0.1:14)",
        "poll_send_to None",
    ];
    assert_eq!(log.take(), expected);
    Ok(())
}

#[test]
fn every_option_of_a_udp_socket_is_forwarded() -> io::Result<()> {
    let (rt, log) = erased();
    let socket = rt.udp_bind(addr(0), &UdpOptions::new())?;
    log.take();
    let (v4, v6) = (Ipv4Addr::new(224, 0, 0, 1), Ipv6Addr::LOCALHOST);
    assert_eq!(socket.local_addr()?, addr(11));
    assert_eq!(socket.peer_addr()?, addr(12));
    socket.connect(addr(15))?;
    assert!(socket.broadcast()?);
    socket.set_broadcast(true)?;
    assert_eq!(socket.ttl()?, 13);
    socket.set_ttl(16)?;
    socket.set_multicast_loop(false)?;
    socket.set_multicast_ttl(17)?;
    socket.join_multicast_v4(v4, Ipv4Addr::LOCALHOST)?;
    socket.leave_multicast_v4(v4, Ipv4Addr::UNSPECIFIED)?;
    socket.join_multicast_v6(v6, 18)?;
    socket.leave_multicast_v6(v6, 19)?;
    let expected = [
        "local_addr",
        "peer_addr",
        "connect 127.0.0.1:15",
        "broadcast",
        "set_broadcast true",
        "ttl",
        "set_ttl 16",
        "set_multicast_loop false",
        "set_multicast_ttl 17",
        "join_multicast_v4 224.0.0.1 127.0.0.1",
        "leave_multicast_v4 224.0.0.1 0.0.0.0",
        "join_multicast_v6 ::1 18",
        "leave_multicast_v6 ::1 19",
    ];
    assert_eq!(log.take(), expected);
    Ok(())
}

#[test]
fn every_method_of_a_unix_datagram_socket_is_forwarded() -> io::Result<()> {
    let (rt, log) = erased();
    let socket = rt.unix_datagram(Some(Path::new("/here")))?;
    let local = socket.local_addr()?;
    assert_eq!(local.as_pathname(), Some(Path::new("/here")));
    let peer = socket.peer_addr()?;
    assert_eq!(peer.as_pathname(), Some(Path::new("/there")));
    socket.connect(Path::new("/peer"))?;
    let mut buf = [0; 8];
    let received = now(socket.recv_from(&mut buf))?;
    assert_eq!(received.addr.as_pathname(), Some(Path::new("/sender")));
    assert_eq!(now(socket.send(b"four"))?, 4);
    let expected = [
        "unix_datagram Some(\"/here\") on 1",
        "local_addr",
        "peer_addr",
        "connect \"/peer\"",
        "poll_recv_from Take",
        "poll_send_to None",
    ];
    assert_eq!(log.take(), expected);
    Ok(())
}

#[test]
fn unix_pairs_come_from_the_runtime_inside() -> io::Result<()> {
    let (rt, log) = erased();
    rt.unix_pair()?;
    rt.unix_datagram_pair()?;
    rt.unix_datagram(None)?;
    let expected = [
        "unix_pair on 1",
        "unix_datagram_pair on 1",
        "unix_datagram None on 1",
    ];
    assert_eq!(log.take(), expected);
    Ok(())
}

#[test]
fn random_bytes_come_from_the_runtime_inside() {
    let (rt, _log) = erased();
    let mut bytes = [0; 2];
    rt.fill_random(&mut bytes);
    assert_eq!(bytes, [1, 1]);
}
