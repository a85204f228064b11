use std::{error::Error, net::SocketAddr, pin::pin, time::Duration};

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
use percent_encoding::percent_decode_str;

use super::{
    Pool,
    headers::{ask_for, say_who, sign, strip, upgrade},
    pool::Upstream,
    upgrade::join,
};
use crate::{
    body::{Body, empty},
    reply::plain,
    slow::{Guarded, Progress},
};

/// Where a request came from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin {
    pub(crate) peer: Option<SocketAddr>,
    pub(crate) is_secure: bool,
}

/// Passes a request on to one of the servers of `pool`, and its answer back.
///
/// A server that cannot be reached gets no more requests for a while, and another one is asked, if the request has
/// no body; one that breaks off before it answers is not asked again for something that may not be done twice. 502 if
/// none answers, 503 if none is well, 504 if one takes too long. Who asked and goes away takes the request with it.
pub(crate) async fn forward<R: Runtime>(
    rt: &R,
    pool: &Pool<R>,
    mut request: Request<Guarded<R, Incoming>>,
    origin: Origin,
) -> Response<Body> {
    if leads_elsewhere(request.uri().path()) {
        return plain(StatusCode::BAD_REQUEST);
    }
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
    let progress = body.progress();
    let has_body = !body.is_end_stream();
    let may_repeat = wish.is_none() && head.method.is_idempotent();
    let attempts = if has_body { 1 } else { pool.route.retries + 1 };
    let mut order = pool.in_turn();
    let mut body = Some(body);
    let mut last = StatusCode::SERVICE_UNAVAILABLE;
    for _ in 0..attempts {
        let Some(upstream) = order.pop_front() else {
            break;
        };
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
        let asking = pool.client.request(asked);
        match in_time(rt, pool.route.timeout, &progress, asking).await {
            Some(Ok(response)) => {
                upstream.set_well(true);
                return passed_back(rt, pool.route.timeout, response, ours);
            }
            Some(Err(error)) => {
                if let Some(status) = progress.status() {
                    return plain(status);
                }
                if error.is_connect() {
                    upstream.set_well(false);
                    last = unreachable(&error);
                } else {
                    last = StatusCode::BAD_GATEWAY;
                    if !may_repeat {
                        break;
                    }
                    // A connection that was kept may have been at its end when the request came.
                    order.push_back(upstream);
                }
            }
            None => return plain(StatusCode::GATEWAY_TIMEOUT),
        }
    }
    plain(last)
}

/// Tells whether a path has steps that a server may take out of the route: `.` and `..`, in whatever writing.
fn leads_elsewhere(path: &str) -> bool {
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    decoded
        .split(['/', '\\'])
        .any(|part| part == "." || part == "..")
}

/// Waits until a server answers; `None` if it neither does nor takes more of the request for `patience`.
async fn in_time<R: Runtime, F: Future>(
    rt: &R,
    patience: Duration,
    progress: &Progress,
    asking: F,
) -> Option<F::Output> {
    let mut asking = pin!(asking);
    let mut since = rt.now();
    loop {
        let left = patience.saturating_sub(rt.now().saturating_duration_since(since));
        match timeout(rt, left, asking.as_mut()).await {
            Ok(answer) => return Some(answer),
            Err(_elapsed) if progress.last() > since => since = progress.last(),
            Err(_elapsed) => return None,
        }
    }
}

/// Returns the status for a server that cannot be reached.
fn unreachable(error: &legacy::Error) -> StatusCode {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        let found = error.downcast_ref::<std::io::Error>();
        if found.is_some_and(|error| error.kind() == std::io::ErrorKind::TimedOut) {
            return StatusCode::GATEWAY_TIMEOUT;
        }
        cause = error.source();
    }
    StatusCode::BAD_GATEWAY
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
    patience: Duration,
    mut response: Response<Incoming>,
    ours: Option<OnUpgrade>,
) -> Response<Body> {
    let version = response.version();
    let protocol = upgrade(response.headers());
    let is_other = response.status() == StatusCode::SWITCHING_PROTOCOLS;
    let theirs = is_other.then(|| hyper::upgrade::on(&mut response));
    let mut response =
        response.map(|body| Guarded::new(rt, body, u64::MAX, patience).boxed_unsync());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_seen_in_any_writing() {
        for path in [
            "/a/../b",
            "/a/%2e%2E/b",
            "/a/..%2fb",
            "/./a",
            "/a/..",
            "/a/..%5Cb",
        ] {
            assert!(leads_elsewhere(path), "{path}");
        }
        for path in ["/", "/a/b", "/a..b/...", "/.well-known/x", "/%252e%252e/a"] {
            assert!(!leads_elsewhere(path), "{path}");
        }
    }
}
