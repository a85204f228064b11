//! Sockets and name resolution.
//!
//! [`TcpNet`], [`UdpNet`] and [`Resolve`] make up [`Net`]; [`PlatformNet`] is what an operating system
//! adds, which is Unix sockets on Unix and nothing elsewhere. The futures of shared sockets
//! ([`Accept`], [`Recv`], [`SendTo`], ...) exist once, here: a runtime implements only the `poll_` methods
//! below them, each of which gets a [`Waiter`], so that any number of futures can wait on one socket.

mod accept;
mod accept_loop;
mod bundle;
mod connect_host;
mod datagram;
mod datagram_futures;
mod listener;
mod resolve;
mod tcp;
mod tcp_options;
mod udp;
mod waiter;

#[cfg(unix)]
mod readiness;
#[cfg(unix)]
mod unix;

pub use accept::{Accept, ListenerExt};
pub use accept_loop::AcceptLoop;
pub use bundle::Net;
#[cfg(not(unix))]
pub use bundle::PlatformNet;
pub use connect_host::connect_host;
pub use datagram::{DatagramSocket, Received, RecvMode};
pub use datagram_futures::{DatagramSocketExt, PeekFrom, Recv, RecvFrom, SendConnected, SendTo};
pub use listener::Listener;
#[cfg(unix)]
pub use readiness::{
    AsyncIo, Interest, Readiness, ReadySource, ReadySourceExt, SendReadiness, WaitReady,
};
pub use resolve::Resolve;
pub use tcp::{TcpListener, TcpNet, TcpStream};
pub use tcp_options::{TcpConnectOptions, TcpKeepalive, TcpListenOptions};
pub use udp::{UdpNet, UdpOptions, UdpSocket};
#[cfg(unix)]
pub use unix::{
    PlatformNet, SendPlatformNet, UnixAddr, UnixDatagram, UnixListenOptions, UnixListener,
    UnixStream,
};
pub use waiter::{WaitList, Waiter};
