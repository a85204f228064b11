use std::{
    io,
    net::{SocketAddr, UdpSocket},
    sync::Arc,
};

use anyrt_traits::{Runtime, net::SendReadiness};
use quinn::{Endpoint, EndpointConfig, ServerConfig};

use crate::AnyrtRuntime;

/// Makes an endpoint that connects from `addr`, port 0 meaning one that the system chooses.
///
/// # Errors
///
/// What the system says to the binding of the socket; also after the runtime's shutdown.
pub fn client<R: Runtime + SendReadiness>(rt: R, addr: SocketAddr) -> io::Result<Endpoint> {
    endpoint(rt, EndpointConfig::default(), None, UdpSocket::bind(addr)?)
}

/// Makes an endpoint that accepts connections at `addr`, and may connect, too.
///
/// # Errors
///
/// What the system says to the binding of the socket; also after the runtime's shutdown.
pub fn server<R: Runtime + SendReadiness>(
    rt: R,
    config: ServerConfig,
    addr: SocketAddr,
) -> io::Result<Endpoint> {
    let socket = UdpSocket::bind(addr)?;
    endpoint(rt, EndpointConfig::default(), Some(config), socket)
}

/// Makes an endpoint on a socket of one's own, with every setting.
///
/// # Errors
///
/// What the system says to the settings of the socket; also after the runtime's shutdown.
pub fn endpoint<R: Runtime + SendReadiness>(
    rt: R,
    config: EndpointConfig,
    server: Option<ServerConfig>,
    socket: UdpSocket,
) -> io::Result<Endpoint> {
    Endpoint::new(config, server, socket, Arc::new(AnyrtRuntime::new(rt)))
}
