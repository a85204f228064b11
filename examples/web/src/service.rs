//! What becomes of a request.

use std::{
    convert::Infallible,
    fmt::Write as _,
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, PoisonError, RwLock},
    task::{Context, Poll},
    time::UNIX_EPOCH,
};

use anyrt::OsRuntime;
use anyrt_hyper::server::Peer;
use http::{
    Request, Response, StatusCode, Version,
    header::{CONTENT_LENGTH, HOST},
};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use tower_service::Service;

use crate::{
    body::{Body, Counted},
    files::{self, Question},
    log::Log,
    proxy::{self, Origin},
    reply::plain,
    site::Site,
    slow::Guarded,
};

/// Answers requests, by the site that there is at the time.
pub(crate) struct Web<R: OsRuntime> {
    rt: R,
    site: Arc<RwLock<Arc<Site<R>>>>,
    log: Log,
    is_secure: bool,
}

impl<R: OsRuntime> Web<R> {
    pub(crate) fn new(rt: R, site: Site<R>, log: Log) -> Self {
        Self {
            rt,
            is_secure: site.tls.is_some(),
            site: Arc::new(RwLock::new(Arc::new(site))),
            log,
        }
    }

    pub(crate) fn site(&self) -> Arc<Site<R>> {
        self.site
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Serves another site from now on.
    pub(crate) fn replace(&self, site: Site<R>) {
        let new = Arc::new(site);
        let mut place = self.site.write().unwrap_or_else(PoisonError::into_inner);
        let old = std::mem::replace(&mut *place, new);
        drop(place);
        drop(old);
    }

    async fn answer(&self, request: Request<Incoming>) -> Response<Body> {
        if !names_one_host(&request) {
            return plain(StatusCode::BAD_REQUEST);
        }
        let site = self.site();
        let Some(place) = site.place(request.uri().path()) else {
            return plain(StatusCode::NOT_FOUND);
        };
        let peer = request
            .extensions()
            .get::<Peer<SocketAddr>>()
            .map(|peer| peer.0);
        match (&place.route.root, &place.pool) {
            (Some(root), _) => {
                let question = Question {
                    method: request.method(),
                    uri: request.uri(),
                    headers: request.headers(),
                };
                files::serve(&self.rt, root, &place.route.prefix, question).await
            }
            (None, Some(pool)) => {
                let limits = &site.limits;
                if promised(&request).is_some_and(|length| length > limits.body_bytes) {
                    return plain(StatusCode::PAYLOAD_TOO_LARGE);
                }
                let guarded =
                    |body| Guarded::new(&self.rt, body, limits.body_bytes, limits.body_timeout);
                let origin = Origin {
                    peer,
                    is_secure: self.is_secure,
                };
                proxy::forward(&self.rt, pool, request.map(guarded), origin).await
            }
            (None, None) => plain(StatusCode::NOT_FOUND),
        }
    }

    async fn answer_and_note(self, request: Request<Incoming>) -> Response<Body> {
        if !self.log.is_on() {
            return self.answer(request).await;
        }
        let start = self.rt.now();
        let peer = request
            .extensions()
            .get::<Peer<SocketAddr>>()
            .map(|peer| peer.0);
        let mut line = String::new();
        let seconds = self.rt.system_time().duration_since(UNIX_EPOCH);
        let peer = peer.map_or_else(|| "-".to_owned(), |peer| peer.ip().to_string());
        let (method, uri, version) = (request.method(), request.uri(), request.version());
        // A quotation mark in it would end what is quoted.
        let path = uri.path_and_query().map_or("-", |path| path.as_str());
        let path = path.replace('"', "%22");
        write!(
            line,
            "{peer} {} \"{method} {path} {version:?}\"",
            seconds.map_or(0, |seconds| seconds.as_secs())
        )
        .ok();
        let response = self.answer(request).await;
        let status = response.status().as_u16();
        let (rt, log) = (self.rt.clone(), self.log.clone());
        let note = move |bytes: u64| {
            let took = rt.now().saturating_duration_since(start);
            log.line(format!(
                "{line} {status} {bytes} {:.6}\n",
                took.as_secs_f64()
            ));
        };
        response.map(|body| Counted::new(body, note).boxed_unsync())
    }
}

/// Tells whether a request says which host it asks, once, as HTTP/1.1 wants it (RFC 9112, section 3.2).
fn names_one_host(request: &Request<Incoming>) -> bool {
    request.version() != Version::HTTP_11 || request.headers().get_all(HOST).iter().count() == 1
}

fn promised(request: &Request<Incoming>) -> Option<u64> {
    let length = request.headers().get(CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}

impl<R: OsRuntime> Clone for Web<R> {
    fn clone(&self) -> Self {
        Self {
            rt: self.rt.clone(),
            site: self.site.clone(),
            log: self.log.clone(),
            is_secure: self.is_secure,
        }
    }
}

impl<R: OsRuntime> Service<Request<Incoming>> for Web<R> {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Incoming>) -> Self::Future {
        let this = self.clone();
        Box::pin(async move { Ok(this.answer_and_note(request).await) })
    }
}
