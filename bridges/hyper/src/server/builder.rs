use std::{
    error::Error,
    future::{poll_fn, ready},
    io, mem,
    pin::pin,
    sync::Arc,
    task::Poll,
    time::Duration,
};

use anyrt_traits::{
    Runtime,
    io::{ByteRead, ByteWrite},
    net::{Listener, ListenerExt},
    task::JoinHandle,
};
use http::{Request, Response};
use http_body::Body;
use hyper::body::Incoming;
use hyper_util::{server::conn::auto, service::TowerToHyperService};
use tower_service::Service;

use super::{
    Exchanges, Watched,
    activity::Activity,
    connection::{Terms, converse},
    connections::Connections,
};
use crate::{AnyrtExecutor, AnyrtIo, AnyrtTimer};

/// Serves a tower service, such as a `Router` of axum, over HTTP/1 and HTTP/2, whichever the client speaks.
///
/// The defaults: the head of a request of HTTP/1 may take 30 seconds, a connection may be idle for 75, any
/// number of them may be open, and at the end those that are busy are waited for without a limit.
///
/// Requests carry the address of their client as a [`Peer`](super::Peer) among their extensions.
///
/// # Examples
///
/// ```
/// use std::{convert::Infallible, future::pending, io};
///
/// use anyrt_hyper::server::Server;
/// use anyrt_traits::{Runtime, net::TcpListenOptions};
/// use axum::{Router, routing::get};
///
/// async fn serve<R: Runtime>(rt: R) -> io::Result<()> {
///     let router: Router = Router::new().route("/", get(|| async { "hello" }));
///     let listener = rt.tcp_listen(([127, 0, 0, 1], 8080).into(), &TcpListenOptions::new())?;
///     Server::new(rt).serve(listener, router, pending()).await
/// }
/// ```
#[derive(Debug)]
pub struct Server<R> {
    rt: R,
    http: auto::Builder<AnyrtExecutor<R>>,
    header: Option<Duration>,
    idle: Option<Duration>,
    handshake: Duration,
    grace: Option<Duration>,
    limit: usize,
}

impl<R: Runtime> Server<R> {
    /// Takes the runtime to serve on.
    pub fn new(rt: R) -> Self {
        let mut http = auto::Builder::new(AnyrtExecutor::new(rt.clone()));
        http.http1().timer(AnyrtTimer::new(rt.clone()));
        http.http2().timer(AnyrtTimer::new(rt.clone()));
        let server = Self {
            rt,
            http,
            header: None,
            idle: Some(Duration::from_secs(75)),
            handshake: Duration::from_secs(10),
            grace: None,
            limit: usize::MAX,
        };
        server.header_read_timeout(Duration::from_secs(30))
    }

    /// Sets how long a connection may take to its first request, by whatever version of HTTP, and how long the
    /// head of a request of HTTP/1 may take from the end of the request before; `None` sets no limit. The
    /// connection is closed then, or with HTTP/2, told so, and closed one time later. 30 seconds unless set.
    #[must_use]
    pub fn header_read_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        // hyper adds it to the time, which must not overflow.
        let soon = |timeout: &Duration| self.rt.now().checked_add(*timeout).is_some();
        self.header = timeout.into().filter(soon);
        self.http.http1().header_read_timeout(self.header);
        self
    }

    /// Sets how long a connection may be idle: no byte moves, and the peer is who is waited for, since
    /// no service works on an answer, or the peer does not read it. `None`, or nothing at all, sets no limit.
    ///
    /// It is told after one to two times as long. The connection is asked to end, as at the end of the server,
    /// and dropped if it is still idle one time later. A peer that is slow to send the body of a
    /// request is not found out this way, while a service waits for it.
    #[must_use]
    pub fn idle_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.idle = timeout.into().filter(|timeout| !timeout.is_zero());
        self
    }

    /// Sets how long the handshake of [`serve_with`](Self::serve_with) may take; 10 seconds unless set.
    #[must_use]
    pub const fn handshake_timeout(mut self, timeout: Duration) -> Self {
        self.handshake = timeout;
        self
    }

    /// Sets how long connections may go on with the requests that they work on at the end of the server;
    /// `None`, the default, waits for all of them. Those that are left are dropped when the server's future is
    /// ready, or soon after.
    ///
    /// A connection that was upgraded is the service's own: it is waited for as the others are, and goes on after
    /// that. With upgrades, set a limit here, or end them by what ends the server.
    #[must_use]
    pub fn grace(mut self, grace: impl Into<Option<Duration>>) -> Self {
        self.grace = grace.into();
        self
    }

    /// Sets how many connections may be open at once, at least one. More are not accepted, and wait in the
    /// listener's backlog. A connection that was upgraded counts until it is closed.
    #[must_use]
    pub fn max_connections(mut self, limit: usize) -> Self {
        self.limit = limit.max(1);
        self
    }

    /// Lends hyper's own settings, such as the sizes of windows and buffers, or one version of HTTP alone, with
    /// which HTTP/1 has no upgrades. [`header_read_timeout`](Self::header_read_timeout) sets the one of HTTP/1.
    #[must_use]
    pub fn configure(
        mut self,
        configure: impl FnOnce(auto::Builder<AnyrtExecutor<R>>) -> auto::Builder<AnyrtExecutor<R>>,
    ) -> Self {
        self.http = configure(self.http);
        self
    }

    /// Serves the connections of `listener` until `shutdown` is ready, and then those that are busy to their
    /// end.
    ///
    /// # Errors
    ///
    /// What the listener says that no waiting mends. The connections that are there are ended as by `shutdown`
    /// before it is told.
    ///
    /// # Cancel safety
    ///
    /// Lossy: the listener is closed, and connections that are open are dropped, with the answers that are on
    /// their way.
    pub async fn serve<L, S, B>(
        self,
        listener: L,
        service: S,
        shutdown: impl Future<Output = ()>,
    ) -> io::Result<()>
    where
        L: Listener<
                Stream: ByteRead + ByteWrite + Unpin + Send + 'static,
                Addr: Clone + Send + Sync + 'static,
            >,
        S: Service<Request<Incoming>, Response = Response<B>> + Clone + Send + Sync + 'static,
        S::Future: Send + 'static,
        S::Error: Into<Box<dyn Error + Send + Sync>>,
        B: Body<Data: Send, Error: Into<Box<dyn Error + Send + Sync>>> + Send + 'static,
    {
        let handshake = |stream| ready(Ok(stream));
        self.serve_with(listener, handshake, service, shutdown)
            .await
    }

    /// Serves as [`serve`](Self::serve) does, on what `handshake` makes of each stream, in the connection's own
    /// task: a stream of TLS, say. A handshake that fails, or takes too long, ends the connection.
    ///
    /// # Errors
    ///
    /// Those of [`serve`](Self::serve).
    ///
    /// # Cancel safety
    ///
    /// As [`serve`](Self::serve): lossy.
    pub async fn serve_with<L, H, HFut, T, S, B>(
        self,
        listener: L,
        handshake: H,
        service: S,
        shutdown: impl Future<Output = ()>,
    ) -> io::Result<()>
    where
        L: Listener<Stream: Send + 'static, Addr: Clone + Send + Sync + 'static>,
        H: Fn(L::Stream) -> HFut,
        HFut: Future<Output = io::Result<T>> + Send + 'static,
        T: ByteRead + ByteWrite + Unpin + Send + 'static,
        S: Service<Request<Incoming>, Response = Response<B>> + Clone + Send + Sync + 'static,
        S::Future: Send + 'static,
        S::Error: Into<Box<dyn Error + Send + Sync>>,
        B: Body<Data: Send, Error: Into<Box<dyn Error + Send + Sync>>> + Send + 'static,
    {
        let terms = Arc::new(Terms {
            rt: self.rt.clone(),
            http: self.http,
            header: self.header,
            idle: self.idle,
        });
        let connections = Arc::new(Connections::default());
        // Dropped with this future, it takes the tasks that are left with it.
        let mut tasks = Tasks::<R>::default();
        let service = TowerToHyperService::new(service);
        let mut shutdown = pin!(shutdown);
        let mut accepting = listener.accept_loop(self.rt.clone());
        let outcome = loop {
            let next = async {
                poll_fn(|cx| connections.poll_below(self.limit, cx)).await;
                accepting.next().await
            };
            let mut next = pin!(next);
            let accepted = poll_fn(|cx| {
                if shutdown.as_mut().poll(cx).is_ready() {
                    return Poll::Ready(None);
                }
                next.as_mut().poll(cx).map(Some)
            });
            let (stream, peer) = match accepted.await {
                None => break Ok(()),
                Some(Ok(connection)) => connection,
                Some(Err(error)) => break Err(error),
            };
            let place = connections.enter();
            let ending = connections.listen();
            let activity = Arc::new(Activity::default());
            let service = Exchanges::new(service.clone(), peer, activity.clone());
            let terms = terms.clone();
            let shaken = within(self.rt.clone(), self.handshake, handshake(stream));
            tasks.add(self.rt.spawn(async move {
                if let Some(stream) = shaken.await {
                    let io = Watched::new(AnyrtIo::new(stream), activity.clone(), place);
                    converse(terms, io, service, activity, ending).await;
                }
            }));
        };
        drop(accepting);
        drop(listener);
        connections.end();
        let mut all_gone = pin!(poll_fn(|cx| connections.poll_below(1, cx)));
        let mut patience = pin!(self.rt.sleep(self.grace.unwrap_or(Duration::MAX)));
        poll_fn(|cx| {
            if all_gone.as_mut().poll(cx).is_ready() {
                return Poll::Ready(());
            }
            patience.as_mut().poll(cx)
        })
        .await;
        outcome
    }
}

/// The output of `work`, if it is there and no error within the limit.
async fn within<R: Runtime, T>(
    rt: R,
    limit: Duration,
    work: impl Future<Output = io::Result<T>>,
) -> Option<T> {
    let mut work = pin!(work);
    let mut sleep = pin!(rt.sleep(limit));
    poll_fn(|cx| {
        if let Poll::Ready(done) = work.as_mut().poll(cx) {
            return Poll::Ready(done.ok());
        }
        sleep.as_mut().poll(cx).map(|()| None)
    })
    .await
}

/// The tasks of connections, aborted when this is dropped.
struct Tasks<R: Runtime> {
    handles: Vec<R::JoinHandle<()>>,
    /// How many there may be before those that have ended are let go.
    enough: usize,
}

impl<R: Runtime> Default for Tasks<R> {
    fn default() -> Self {
        Self {
            handles: Vec::new(),
            enough: 64,
        }
    }
}

impl<R: Runtime> Tasks<R> {
    fn add(&mut self, handle: R::JoinHandle<()>) {
        if self.handles.len() >= self.enough {
            self.handles.retain(|handle| !handle.is_finished());
            self.enough = 2 * self.handles.len().max(32);
        }
        self.handles.push(handle);
    }
}

impl<R: Runtime> Drop for Tasks<R> {
    fn drop(&mut self) {
        for handle in mem::take(&mut self.handles) {
            handle.abort();
        }
    }
}
