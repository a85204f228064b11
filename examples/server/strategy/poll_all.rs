//! All clients in one task, which polls all of them: the executor that one writes by hand.

use std::future::poll_fn;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use anyrt::prelude::*;
use futures_util::Stream;

use super::arrivals::arrivals;
use crate::service::{Service, converse};

/// Keeps the clients in a vector, and polls each of them whenever any of them was woken.
///
/// All of them wake the one task with the one waker it has, so that it cannot know which it was.
pub(super) async fn serve<R: Runtime>(
    rt: R,
    listener: R::TcpListener,
    service: Arc<Service>,
) -> io::Error {
    let mut arrivals = pin!(arrivals(listener.accept_loop(rt.clone())));
    let mut clients = Vec::new();
    poll_fn(|cx| {
        while let Poll::Ready(Some(arrived)) = arrivals.as_mut().poll_next(cx) {
            match arrived {
                Ok(stream) => {
                    let talk = converse(rt.clone(), stream, Arc::clone(&service));
                    clients.push(Box::pin(talk));
                }
                Err(error) => return Poll::Ready(error),
            }
        }
        clients.retain_mut(|client| client.as_mut().poll(cx).is_pending());
        Poll::Pending
    })
    .await
}
