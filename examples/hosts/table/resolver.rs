//! The part itself.

use std::future::{Ready, ready};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use anyrt::Runtime;
use anyrt::net::Resolve;
use futures_util::future::Either;

use super::names::HostTable;

/// Answers from a table, and passes what is not in it on.
///
/// It is the `resolve` part of a runtime: `rt.to_builder().resolve(Hosts::new(rt, table)).build()`. A name
/// in the table is answered at once, on the spot, and its other addresses are not looked for: the table
/// hides them, as a hosts file does.
#[derive(Clone, Debug)]
pub(crate) struct Hosts<R> {
    inner: R,
    table: Arc<HostTable>,
}

impl<R: Runtime> Hosts<R> {
    /// Answers from `table`, and asks `inner` for what is not in it.
    pub(crate) fn new(inner: R, table: HostTable) -> Self {
        Self {
            inner,
            table: Arc::new(table),
        }
    }
}

impl<R: Runtime> Resolve for Hosts<R> {
    type Lookup = Either<Ready<io::Result<Vec<SocketAddr>>>, R::Lookup>;

    /// Looks `host` up in the table first.
    ///
    /// # Errors
    ///
    /// None of a name in the table; else those of the inner runtime.
    ///
    /// # Cancel safety
    ///
    /// Runs on: a look-up by the inner runtime that has begun ends on its own thread, its result unseen.
    fn resolve(&self, host: &str, port: u16) -> Self::Lookup {
        match self.table.get(host) {
            Some(addresses) => {
                let with_port = addresses.iter().map(|ip| SocketAddr::new(*ip, port));
                Either::Left(ready(Ok(with_port.collect())))
            }
            None => Either::Right(self.inner.resolve(host, port)),
        }
    }
}
