use std::{
    future::ready,
    io,
    net::{SocketAddr, ToSocketAddrs},
    pin::Pin,
};

use anyrt_traits::{AnyRuntime, net::Resolve};

use crate::{fault::Fault, owner::is_in_context};

pub(crate) struct WrongResolve {
    pub(crate) rt: AnyRuntime,
    pub(crate) fault: Fault,
}

impl Resolve for WrongResolve {
    type Lookup = Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>>;

    fn resolve(&self, host: &str, port: u16) -> Self::Lookup {
        if self.fault == Fault::OnThread {
            return Box::pin(ready((host, port).to_socket_addrs().map(Iterator::collect)));
        }
        assert!(is_in_context(), "there is no reactor running");
        Box::pin(self.rt.resolve(host, port))
    }
}
