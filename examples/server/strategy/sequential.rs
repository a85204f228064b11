//! One client after another.

use std::io;
use std::sync::Arc;

use anyrt::prelude::*;

use crate::service::{Service, converse};

/// Serves a client to its end before it accepts the next.
pub(super) async fn serve<R: Runtime>(
    rt: R,
    listener: R::TcpListener,
    service: Arc<Service>,
) -> io::Error {
    let mut connections = listener.accept_loop(rt.clone());
    loop {
        match connections.next().await {
            Ok((stream, _)) => converse(rt.clone(), stream, Arc::clone(&service)).await,
            Err(error) => return error,
        }
    }
}
