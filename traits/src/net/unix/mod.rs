//! Unix sockets.

mod platform_net;
mod sockets;

pub use platform_net::{PlatformNet, SendPlatformNet, UnixListenOptions};
pub use sockets::{UnixDatagram, UnixListener, UnixStream};
pub use std::os::unix::net::SocketAddr as UnixAddr;
