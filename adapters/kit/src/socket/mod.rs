//! Sockets, made and moved the same way for every runtime.

mod accept;
mod connect;
mod create;
mod forward;
mod options;
mod transfer;
mod unix_addr;

pub use accept::{accept, ip_addr, unix_addr};
pub use connect::{Connect, Dial, connect_tcp, connect_unix};
pub use create::{set_nonblocking, tcp_listener, udp_socket, unix_datagram, unix_listener};
pub use options::SocketOptions;
#[cfg(feature = "async-io")]
pub(crate) use transfer::MOST_BUFFERS;
pub use transfer::{
    is_empty, recv, recv_datagram, recv_uninit, recv_unix_datagram, recv_vectored, send,
    send_datagram, send_unix_datagram, send_vectored, shutdown_write,
};
