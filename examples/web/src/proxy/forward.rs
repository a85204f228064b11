use std::{error::Error, net::SocketAddr};

use anyrt::{Runtime, combinators::time::timeout};
use http::{
    HeaderMap, HeaderValue, Method, Request, Response, StatusCode, Uri, Version,
    header::HOST,
    uri::{Authority, PathAndQuery, Scheme},
};
use http_body::Body as _;
use http_body_util::BodyExt;
use hyper::{body::Incoming, upgrade::OnUpgrade};
use hyper_util::client::legacy;

use super::{
    Pool,
    headers::{ask_for, say_who, sign, strip, upgrade},
    pool::Upstream,
    upgrade::join,
};
use crate::{
    body::{Body, empty},
    reply::plain,
    slow::{Fault, Guarded},
};

/// Where a request came from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin {
    pub(crate) peer: Option<SocketAddr>,
    pub(crate) is_secure: bool,
}

/// Passes a request on to one of the servers of `pool`, and its answer back.
///
/// A server that cannot be reached gets no more requests for a while, and another one is asked, if the request
/// is one that may be made twice and has no body: 502 if none can be reached, 503 if none is well, 504 if one does
/// not answer in time. Who asked and goes away takes the request with it.
pub(crate) async fn forward<R: Runtime>(
    rt: &R,
    pool: &Pool<R>,
    mut request: Request<Guarded<R>>,
    origin: Origin,
) -> Response<Body> {
    let wish = upgrade(request.headers());
    let ours = wish.as_ref().map(|_| hyper::upgrade::on(&mut request));
    let (mut head, body) = request.into_parts();
    let host = host_of(&head.headers, &head.uri);
    strip(&mut head.headers);
    say_who(
        &mut head.headers,
        origin.peer,
        host,
        origin.is_secure,
        head.version,
    );
    let fault = body.fault();
    let has_body = !body.is_end_stream();
    let may_repeat = !has_body && wish.is_none() && head.method.is_idempotent();
    let order = pool.in_turn();
    let attempts = if may_repeat {
        pool.route.retries + 1
    } else {
        1
    };
    let mut body = Some(body);
    let mut last = StatusCode::SERVICE_UNAVAILABLE;
    for upstream in order.into_iter().take(attempts) {
        let body: Body = match body.take().filter(|_| has_body) {
            Some(body) => body.boxed_unsync(),
            None => empty(),
        };
        let Some(mut asked) = rewritten(&head, upstream, body) else {
            return plain(StatusCode::BAD_REQUEST);
        };
        if let Some(protocol) = &wish {
            ask_for(asked.headers_mut(), protocol.clone());
        }
        match timeout(rt, pool.route.timeout, pool.client.request(asked)).await {
            Ok(Ok(response)) => {
                upstream.set_well(true);
                return passed_back(rt, response, ours);
            }
            Ok(Err(error)) => match refusal(&error, &fault) {
                Some(status) => return plain(status),
                None => {
                    upstream.set_well(false);
                    last = StatusCode::BAD_GATEWAY;
                }
            },
            Err(_elapsed) => return plain(StatusCode::GATEWAY_TIMEOUT),
        }
    }
    plain(last)
}

/// Returns the status of an error that asking another server does not mend; `None` if this one was not reached.
fn refusal(error: &legacy::Error, fault: &Fault) -> Option<StatusCode> {
    if let Some(status) = fault.status() {
        return Some(status);
    }
    if !error.is_connect() {
        return Some(StatusCode::BAD_GATEWAY);
    }
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        let found = error.downcast_ref::<std::io::Error>();
        if found.is_some_and(|error| error.kind() == std::io::ErrorKind::TimedOut) {
            return Some(StatusCode::GATEWAY_TIMEOUT);
        }
        cause = error.source();
    }
    None
}

/// Makes the request to a server.
fn rewritten(
    head: &http::request::Parts,
    upstream: &Upstream,
    body: Body,
) -> Option<Request<Body>> {
    let mut parts = upstream.uri.clone().into_parts();
    parts.scheme = parts.scheme.or(Some(Scheme::HTTP));
    let path = head.uri.path_and_query().cloned();
    parts.path_and_query = path.or(Some(PathAndQuery::from_static("/")));
    let mut request = Request::new(body);
    *request.method_mut() = head.method.clone();
    *request.uri_mut() = Uri::from_parts(parts).ok()?;
    *request.headers_mut() = head.headers.clone();
    *request.version_mut() = Version::HTTP_11;
    (head.method != Method::CONNECT).then_some(request)
}

/// Returns the host that was asked, which HTTP/2 has in the address.
fn host_of(headers: &HeaderMap, uri: &Uri) -> Option<HeaderValue> {
    let authority = uri.authority().map(Authority::as_str);
    let authority = authority.and_then(|host| HeaderValue::try_from(host).ok());
    authority.or_else(|| headers.get(HOST).cloned())
}

fn passed_back<R: Runtime>(
    rt: &R,
    mut response: Response<Incoming>,
    ours: Option<OnUpgrade>,
) -> Response<Body> {
    let version = response.version();
    let protocol = upgrade(response.headers());
    let is_other = response.status() == StatusCode::SWITCHING_PROTOCOLS;
    let theirs = is_other.then(|| hyper::upgrade::on(&mut response));
    let mut response = response.map(|body| body.map_err(Into::into).boxed_unsync());
    strip(response.headers_mut());
    sign(response.headers_mut(), version);
    match (theirs, ours, protocol) {
        (Some(theirs), Some(ours), Some(protocol)) => {
            ask_for(response.headers_mut(), protocol);
            join(rt, ours, theirs);
            response.map(|_| empty())
        }
        // It became something that nobody asked for.
        (Some(_), ..) => plain(StatusCode::BAD_GATEWAY),
        (None, ..) => response,
    }
}
