use std::{io, path::Path, sync::Arc};

use anyrt_adapter_kit::{socket, wait_queue::WaitQueue};
use anyrt_traits::net::{UnixAddr, UnixListenOptions};

use super::{UnixStream, listener::listener_impls};
use crate::shared::Shared;

/// A listening Unix socket over tokio's.
#[derive(Debug)]
pub struct UnixListener {
    inner: tokio::net::UnixListener,
    shared: Arc<Shared>,
    queue: WaitQueue,
}

impl UnixListener {
    pub(crate) fn new(
        shared: &Arc<Shared>,
        path: &Path,
        options: &UnixListenOptions,
    ) -> io::Result<Self> {
        let _context = shared.open()?;
        let listener = socket::unix_listener(path, options)?;
        Ok(Self {
            inner: tokio::net::UnixListener::from_std(listener)?,
            shared: shared.clone(),
            queue: WaitQueue::living_for(&shared.lifetime),
        })
    }
}

listener_impls!(
    UnixListener,
    tokio::net::UnixListener,
    UnixStream,
    UnixAddr,
    |peer| peer.into()
);

impl anyrt_traits::net::UnixListener for UnixListener {
    fn local_addr(&self) -> io::Result<UnixAddr> {
        Ok(self.inner.local_addr()?.into())
    }
}
