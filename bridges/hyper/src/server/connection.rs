use std::{error::Error, future::poll_fn, pin::pin, sync::Arc, task::Poll, time::Duration};

use anyrt_traits::Runtime;
use http::{Request, Response};
use http_body::Body;
use hyper::{
    body::Incoming,
    rt::{Read, Write},
    service::Service,
};
use hyper_util::server::conn::auto::Builder;

use super::{activity::Activity, connections::Ending, idling::Idling};
use crate::AnyrtExecutor;

/// What a connection is served with.
#[derive(Debug)]
pub(super) struct Terms<R> {
    pub(super) rt: R,
    pub(super) http: Builder<AnyrtExecutor<R>>,
    pub(super) idle: Option<Duration>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    /// It was asked to end, since the server does.
    Ending,
    /// It was asked to end, since it was idle.
    Idle,
}

/// Serves one connection to its end.
///
/// It is asked to end when the server does, and when it was idle; one that stays idle after that is dropped.
pub(super) async fn converse<R, I, S, B>(
    terms: Arc<Terms<R>>,
    io: I,
    service: S,
    activity: Arc<Activity>,
    ending: Ending,
) where
    R: Runtime,
    I: Read + Write + Unpin + Send + 'static,
    S: Service<Request<Incoming>, Response = Response<B>> + 'static,
    S::Future: Send + 'static,
    S::Error: Into<Box<dyn Error + Send + Sync>>,
    B: Body<Data: Send, Error: Into<Box<dyn Error + Send + Sync>>> + Send + 'static,
{
    let Terms { rt, http, idle } = &*terms;
    let mut connection = pin!(http.serve_connection_with_upgrades(io, service));
    let mut idling = pin!(idle.map(|limit| Idling::new(rt, limit)));
    let mut state = State::Open;
    poll_fn(|cx| {
        loop {
            // What goes wrong on a connection is the affair of its two sides, who are told by it.
            if connection.as_mut().poll(cx).is_ready() {
                return Poll::Ready(());
            }
            if state == State::Open && ending.poll(cx).is_ready() {
                connection.as_mut().graceful_shutdown();
                state = State::Ending;
                continue;
            }
            let is_idle = match idling.as_mut().as_pin_mut() {
                Some(idling) => idling.poll(cx, rt, &activity),
                None => Poll::Pending,
            };
            match (is_idle, state) {
                (Poll::Pending, _) => return Poll::Pending,
                (Poll::Ready(()), State::Idle) => return Poll::Ready(()),
                (Poll::Ready(()), State::Open | State::Ending) => {
                    connection.as_mut().graceful_shutdown();
                    state = State::Idle;
                }
            }
        }
    })
    .await;
}
