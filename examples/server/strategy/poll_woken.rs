//! All clients in one task, which polls those that were woken.

use std::future::poll_fn;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use anyrt::combinators::set::FuturesUnordered;
use anyrt::prelude::*;
use futures_util::{Stream, StreamExt};

use super::arrivals::arrivals;
use crate::service::{Service, converse};

/// Keeps the clients in a set, which gives each of them a waker of its own and polls the woken.
///
/// It is `poll_all.rs` but for the type of the collection.
pub(super) async fn serve<R: Runtime>(
    rt: R,
    listener: R::TcpListener,
    service: Arc<Service>,
) -> io::Error {
    let mut arrivals = pin!(arrivals(listener.accept_loop(rt.clone())));
    let mut clients = FuturesUnordered::new();
    poll_fn(|cx| {
        while let Poll::Ready(Some(arrived)) = arrivals.as_mut().poll_next(cx) {
            match arrived {
                Ok(stream) => clients.push(converse(rt.clone(), stream, Arc::clone(&service))),
                Err(error) => return Poll::Ready(error),
            }
        }
        while let Poll::Ready(Some(())) = clients.poll_next_unpin(cx) {}
        Poll::Pending
    })
    .await
}
