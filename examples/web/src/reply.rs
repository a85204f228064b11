//! Answers that are made here.

use http::{HeaderValue, Response, StatusCode, header};

use crate::body::{Body, empty, full};

/// Answers with a status alone, and its name as text.
pub(crate) fn plain(status: StatusCode) -> Response<Body> {
    let name = status.canonical_reason().unwrap_or_default();
    let mut response = Response::new(full(format!("{} {name}\n", status.as_u16())));
    *response.status_mut() = status;
    let text = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, text);
    response
}

/// Answers with a status that has no body.
pub(crate) fn bare(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(empty());
    *response.status_mut() = status;
    response
}

/// Leaves the body out, as an answer to HEAD does, and keeps the head.
pub(crate) fn without_body(response: Response<Body>) -> Response<Body> {
    response.map(|_| empty())
}
