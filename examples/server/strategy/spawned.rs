//! Each client in a task of its own.

use std::io;
use std::sync::Arc;

use anyrt::prelude::*;

use crate::service::{Service, converse};

/// Hands each client to the runtime, which polls the tasks that were woken, on all its threads.
pub(super) async fn serve<R: Runtime>(
    rt: R,
    listener: R::TcpListener,
    service: Arc<Service>,
) -> io::Error {
    let mut connections = listener.accept_loop(rt.clone());
    loop {
        match connections.next().await {
            Ok((stream, _)) => {
                let talk = converse(rt.clone(), stream, Arc::clone(&service));
                rt.spawn(talk).detach();
            }
            Err(error) => return error,
        }
    }
}
