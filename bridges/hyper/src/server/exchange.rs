use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use http::{Request, Response};
use hyper::{body::Incoming, service::Service};
use hyper_util::service::TowerToHyperService;
use pin_project_lite::pin_project;

use super::{
    Peer,
    activity::Activity,
    body::{Tracked, Wait},
};

/// The requests of one connection on their way to a tower service.
#[derive(Debug, Clone)]
pub struct Exchanges<S, A> {
    service: TowerToHyperService<S>,
    peer: A,
    activity: Arc<Activity>,
}

impl<S, A> Exchanges<S, A> {
    pub(super) const fn new(
        service: TowerToHyperService<S>,
        peer: A,
        activity: Arc<Activity>,
    ) -> Self {
        Self {
            service,
            peer,
            activity,
        }
    }
}

impl<S, A, B> Service<Request<Incoming>> for Exchanges<S, A>
where
    S: tower_service::Service<Request<Incoming>, Response = Response<B>> + Clone,
    A: Clone + Send + Sync + 'static,
{
    type Response = Response<Tracked<B>>;
    type Error = S::Error;
    type Future = Exchange<<TowerToHyperService<S> as Service<Request<Incoming>>>::Future>;

    fn call(&self, mut request: Request<Incoming>) -> Self::Future {
        request.extensions_mut().insert(Peer(self.peer.clone()));
        let mut wait = Wait::new(self.activity.clone());
        wait.set(true);
        Exchange {
            inner: self.service.call(request),
            wait,
            activity: self.activity.clone(),
        }
    }
}

pin_project! {
    /// The future of a response.
    ///
    /// # Errors
    ///
    /// Those of the service.
    ///
    /// # Cancel safety
    ///
    /// Lossy: the answer is lost, and what else is lost the service's own future says.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct Exchange<F> {
        #[pin]
        inner: F,
        wait: Wait,
        activity: Arc<Activity>,
    }
}

impl<F, B, E> Future for Exchange<F>
where
    F: Future<Output = Result<Response<B>, E>>,
{
    type Output = Result<Response<Tracked<B>>, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let response = ready!(this.inner.poll(cx));
        this.wait.set(false);
        let activity = this.activity.clone();
        Poll::Ready(response.map(|response| response.map(|body| Tracked::new(body, activity))))
    }
}
