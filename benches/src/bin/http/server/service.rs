use std::convert::Infallible;

use anyrt_benches::{ProcessMeter, allocated};
use bytes::Bytes;
use http_body_util::Full;
use hyper::{Request, Response, body::Incoming};
use std::sync::LazyLock;

static LARGE: LazyLock<Bytes> = LazyLock::new(|| vec![b'x'; 1 << 20].into());

/// Answers at once; `/usage` tells what the process and the thread have used so far.
pub(super) async fn answer(
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let body = match request.uri().path() {
        "/small" => Bytes::from_static(b"Hello, World!"),
        "/large" => LARGE.clone(),
        _ => format!("{} {}", ProcessMeter::used(), allocated()).into(),
    };
    Ok(Response::new(Full::new(body)))
}
