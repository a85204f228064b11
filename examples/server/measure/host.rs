//! A server that runs as long as it is measured.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use anyrt::combinators::task::AbortOnDrop;
use anyrt::net::TcpListenOptions;
use anyrt::prelude::*;

use crate::service::Service;
use crate::strategy::Strategy;

/// A server, which ends when this is dropped.
pub(super) struct Host<R: Runtime> {
    pub(super) address: SocketAddr,
    _task: AbortOnDrop<io::Error, R::JoinHandle<io::Error>>,
}

impl<R: Runtime> Host<R> {
    /// Starts a server on a port of the system's choice.
    pub(super) fn start(rt: &R, strategy: Strategy, service: &Arc<Service>) -> io::Result<Self> {
        let any_port = ([127, 0, 0, 1], 0).into();
        let listener = rt.tcp_listen(any_port, &TcpListenOptions::new())?;
        let address = listener.local_addr()?;
        let serve = strategy.serve(rt.clone(), listener, Arc::clone(service));
        Ok(Self {
            address,
            _task: AbortOnDrop::new(rt.spawn(serve)),
        })
    }
}
