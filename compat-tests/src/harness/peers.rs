use std::{
    net::{Ipv4Addr, SocketAddr, SocketAddrV4},
    os::unix::net::{UnixListener, UnixStream},
    pin::pin,
    process,
    sync::atomic::{AtomicU32, Ordering},
    task::Poll,
};

use anyrt_traits::{
    io::AsyncWrite,
    net::{
        DatagramSocket, DatagramSocketExt, ListenerExt, PlatformNet, TcpConnectOptions,
        TcpListenOptions, TcpListener, TcpNet, UdpNet, UdpOptions, UdpSocket,
    },
    task::yield_now,
};

use futures_util::AsyncWriteExt;

use super::{Counter, TempDir, limit, poll};

/// This machine, at a port that the system chooses, and at an address that no other case uses, where the
/// system has many: a port that is free again is not taken by anybody else then.
pub(crate) fn own_address() -> SocketAddr {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    if cfg!(target_os = "linux") {
        let [_, _, high, low] = NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        let [.., process] = process::id().to_be_bytes();
        return (Ipv4Addr::new(127, 64 | process >> 1, high, low), 0).into();
    }
    LOCALHOST
}

/// This machine, at a port that the system chooses.
pub(crate) const LOCALHOST: SocketAddr = SocketAddr::V4(SocketAddrV4::new(Ipv4Addr::LOCALHOST, 0));

/// Connects a stream of the runtime to a socket that blocks and belongs to no runtime.
pub(crate) async fn tcp_with_peer<R: TcpNet>(rt: &R) -> (R::TcpStream, std::net::TcpStream) {
    let listener = std::net::TcpListener::bind(LOCALHOST).expect("a free port");
    let addr = listener.local_addr().expect("a bound socket");
    let stream = rt
        .tcp_connect(addr, &TcpConnectOptions::new())
        .await
        .expect("somebody listens");
    let (peer, _) = listener.accept().expect("somebody connected");
    peer.set_read_timeout(Some(limit() / 2))
        .expect("the time is not zero");
    peer.set_write_timeout(Some(limit() / 2))
        .expect("the time is not zero");
    (stream, peer)
}

/// Connects a Unix stream of the runtime to a socket that blocks and belongs to no runtime.
pub(crate) async fn unix_with_peer<R: PlatformNet>(rt: &R) -> (R::UnixStream, UnixStream) {
    let dir = TempDir::new();
    let path = dir.path("peer");
    let listener = UnixListener::bind(&path).expect("a fresh path");
    let stream = rt.unix_connect(&path).await.expect("somebody listens");
    let (peer, _) = listener.accept().expect("somebody connected");
    peer.set_read_timeout(Some(limit() / 2))
        .expect("the time is not zero");
    peer.set_write_timeout(Some(limit() / 2))
        .expect("the time is not zero");
    (stream, peer)
}

/// Listens on a port of the runtime's own.
pub(crate) fn tcp_listener<R: TcpNet>(rt: &R) -> (R::TcpListener, SocketAddr) {
    let listener = rt
        .tcp_listen(own_address(), &TcpListenOptions::new())
        .expect("a free port");
    let addr = listener.local_addr().expect("a bound socket");
    (listener, addr)
}

/// Connects two streams of the runtime; the second was accepted.
pub(crate) async fn tcp_pair<R: TcpNet>(rt: &R) -> (R::TcpStream, R::TcpStream) {
    let (listener, addr) = tcp_listener(rt);
    let options = TcpConnectOptions::new();
    let (connected, accepted) =
        futures_util::future::join(rt.tcp_connect(addr, &options), listener.accept()).await;
    let (accepted, _) = accepted.expect("somebody connects");
    (connected.expect("somebody listens"), accepted)
}

/// Binds a datagram socket to this machine.
pub(crate) fn udp_socket<R: UdpNet>(rt: &R) -> (R::UdpSocket, SocketAddr) {
    let socket = rt
        .udp_bind(LOCALHOST, &UdpOptions::new())
        .expect("a free port");
    let addr = socket.local_addr().expect("a bound socket");
    (socket, addr)
}

/// Connects two datagram sockets to each other.
pub(crate) fn udp_pair<R: UdpNet>(rt: &R) -> (R::UdpSocket, R::UdpSocket) {
    let (a, a_addr) = udp_socket(rt);
    let (b, b_addr) = udp_socket(rt);
    a.connect(b_addr).expect("a valid address");
    b.connect(a_addr).expect("a valid address");
    (a, b)
}

/// An address at which connections are refused, and datagrams too: its port is none of those that the system
/// chooses from.
pub(crate) fn port_nobody_listens_on() -> SocketAddr {
    SocketAddr::new(own_address().ip(), 4711)
}

/// Writes until the stream has to wait for its peer, and returns how many bytes it took; the waker of
/// `counter` is the one that it remembers.
pub(crate) async fn fill<W: AsyncWrite + Unpin>(stream: &mut W, counter: &Counter) -> usize {
    let chunk = vec![7; 64 * 1024];
    fill_with(|| {
        let written = poll(pin!(stream.write(&chunk)), counter);
        written.map(|count| count.expect("the peer is there"))
    })
    .await
}

/// Writes until the stream has to wait for its peer, and returns who waits and was not woken yet.
pub(crate) async fn fill_and_wait<W: AsyncWrite + Unpin>(stream: &mut W) -> Counter {
    loop {
        fill(stream, &Counter::new()).await;
        let counter = Counter::new();
        if poll(pin!(stream.write(b"more")), &counter).is_pending() {
            return counter;
        }
    }
}

/// Sends datagrams of one byte until the socket has to wait for its peer, and returns how many it took.
pub(crate) async fn fill_datagrams<S: DatagramSocket>(socket: &S) -> usize {
    fill_with(|| {
        let sent = poll(pin!(socket.send(&[7])), &Counter::new());
        sent.map(|count| count.expect("the peer is there"))
    })
    .await
}

/// Adds up what `attempt` gives until it has to wait, also when it is asked again after others had a turn:
/// a runtime may not know yet that there is room, or may want its turn.
async fn fill_with(mut attempt: impl FnMut() -> Poll<usize>) -> usize {
    let (mut total, mut has_waited) = (0, false);
    loop {
        match attempt() {
            Poll::Ready(count) => {
                total += count;
                has_waited = false;
            }
            Poll::Pending if has_waited && total > 0 => return total,
            Poll::Pending => {
                has_waited = true;
                yield_now().await;
            }
        }
    }
}

/// Ends a connection with a reset instead of an end.
pub(crate) fn reset(peer: std::net::TcpStream) {
    let peer = socket2::Socket::from(peer);
    peer.set_linger(Some(std::time::Duration::ZERO))
        .expect("an open socket");
    drop(peer);
}

/// Tells whether this machine has IP version 6.
pub(crate) fn has_version_six() -> bool {
    std::net::UdpSocket::bind((std::net::Ipv6Addr::LOCALHOST, 0)).is_ok()
}
