use std::{
    error::Error,
    future::poll_fn,
    pin::{Pin, pin},
    sync::Arc,
    task::Poll,
    time::Duration,
};

use anyrt_traits::{Runtime, time::Sleep};
use http::{Request, Response};
use http_body::Body;
use hyper::{
    body::Incoming,
    rt::{Read, Write},
    service::Service,
};
use hyper_util::server::conn::auto::{Builder, Connection, UpgradeableConnection};

use super::{activity::Activity, connections::Ending, idling::Idling};
use crate::AnyrtExecutor;

/// What a connection is served with.
#[derive(Debug)]
pub(super) struct Terms<R> {
    pub(super) rt: R,
    pub(super) http: Builder<AnyrtExecutor<R>>,
    pub(super) header: Option<Duration>,
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
    let http = &terms.http;
    if http.is_http1_available() && http.is_http2_available() {
        let connection = http.serve_connection_with_upgrades(io, service);
        attend(
            &terms,
            connection,
            UpgradeableConnection::graceful_shutdown,
            &activity,
            &ending,
        )
        .await;
    } else {
        // With upgrades hyper-util reads the version from the stream, whatever is set.
        let connection = http.serve_connection(io, service);
        attend(
            &terms,
            connection,
            Connection::graceful_shutdown,
            &activity,
            &ending,
        )
        .await;
    }
}

/// Polls a connection to its end, and has it end.
async fn attend<R: Runtime, C: Future>(
    terms: &Terms<R>,
    connection: C,
    end: impl Fn(Pin<&mut C>),
    activity: &Activity,
    ending: &Ending,
) {
    let Terms {
        rt, header, idle, ..
    } = terms;
    let mut connection = pin!(connection);
    let mut idling = pin!(idle.map(|limit| Idling::new(rt, limit)));
    // hyper looks at the time once it knows the version, which the first bytes tell.
    let mut first = pin!(header.map(|limit| rt.sleep(limit)));
    let mut was_late = false;
    let mut state = State::Open;
    poll_fn(|cx| {
        loop {
            // What goes wrong on a connection is the affair of its two sides, who are told by it.
            if connection.as_mut().poll(cx).is_ready() {
                return Poll::Ready(());
            }
            if state == State::Open && ending.poll(cx).is_ready() {
                end(connection.as_mut());
                state = State::Ending;
                continue;
            }
            if let Some(mut sleep) = first.as_mut().as_pin_mut() {
                if activity.has_begun() {
                    first.set(None);
                } else if sleep.as_mut().poll(cx).is_ready() {
                    if was_late {
                        return Poll::Ready(());
                    }
                    was_late = true;
                    end(connection.as_mut());
                    // HTTP/2 says goodbye, and does not end before it has heard the other side.
                    if let Some(deadline) = header.and_then(|limit| rt.now().checked_add(limit)) {
                        sleep.reset(deadline);
                    }
                    continue;
                }
            }
            let is_idle = match idling.as_mut().as_pin_mut() {
                Some(idling) => idling.poll(cx, rt, activity),
                None => Poll::Pending,
            };
            match (is_idle, state) {
                (Poll::Pending, _) => return Poll::Pending,
                (Poll::Ready(()), State::Idle) => return Poll::Ready(()),
                (Poll::Ready(()), State::Open | State::Ending) => {
                    end(connection.as_mut());
                    state = State::Idle;
                }
            }
        }
    })
    .await;
}
