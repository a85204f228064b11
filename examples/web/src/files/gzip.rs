use std::{
    io::{self, Write},
    mem,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use futures_util::Stream;
use http::HeaderMap;
use http_body::Frame;

use super::conditions::list;

/// Files below this size, or above the other, are sent as they are.
const WORTH: std::ops::RangeInclusive<u64> = 256..=64 << 20;

/// Returns whether to compress: who asks takes it, and it is text of some size.
pub(super) fn is_worth_it(headers: &HeaderMap, kind: &str, length: u64) -> bool {
    WORTH.contains(&length) && is_text(kind) && is_accepted(headers)
}

fn is_text(kind: &str) -> bool {
    kind.starts_with("text/")
        || ["javascript", "json", "xml", "wasm"]
            .iter()
            .any(|part| kind.contains(part))
}

/// What is said of gzip counts, and if nothing is, what is said of the rest.
fn is_accepted(headers: &HeaderMap) -> bool {
    let weight_of = |wanted: &str| {
        list(headers, http::header::ACCEPT_ENCODING).find_map(|one| {
            let (name, weight) = one.split_once(';').unwrap_or((one, "q=1"));
            let weight = weight.trim().strip_prefix("q=");
            let weight = weight.and_then(|weight| weight.parse::<f32>().ok());
            name.trim()
                .eq_ignore_ascii_case(wanted)
                .then(|| weight.unwrap_or(1.0))
        })
    };
    let weight = weight_of("gzip").or_else(|| weight_of("*"));
    weight.is_some_and(|weight| weight > 0.0)
}

/// Compresses what a stream gives.
pub(super) struct Gzip<S> {
    chunks: Pin<Box<S>>,
    /// Until the end was written.
    encoder: Option<GzEncoder<Vec<u8>>>,
}

impl<S> Gzip<S> {
    pub(super) fn new(chunks: Pin<Box<S>>) -> Self {
        Self {
            chunks,
            encoder: Some(GzEncoder::new(Vec::new(), Compression::fast())),
        }
    }
}

impl<S: Stream<Item = io::Result<Bytes>>> Stream for Gzip<S> {
    type Item = io::Result<Frame<Bytes>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            let Some(encoder) = &mut this.encoder else {
                return Poll::Ready(None);
            };
            let out = match ready!(this.chunks.as_mut().poll_next(cx)) {
                Some(Ok(chunk)) => encoder
                    .write_all(&chunk)
                    .map(|()| mem::take(encoder.get_mut())),
                Some(Err(error)) => Err(error),
                None => match this.encoder.take() {
                    Some(encoder) => encoder.finish(),
                    None => Ok(Vec::new()),
                },
            };
            match out {
                Ok(out) if out.is_empty() => {}
                Ok(out) => return Poll::Ready(Some(Ok(Frame::data(out.into())))),
                Err(error) => {
                    this.encoder = None;
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderValue, header::ACCEPT_ENCODING};

    use super::*;

    #[test]
    fn text_of_some_size_is_compressed_for_who_takes_it() {
        let takes = |accepted: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(accepted));
            headers
        };
        assert!(is_worth_it(&takes("br, gzip"), "text/html", 1000));
        assert!(is_worth_it(&takes("gzip;q=0.5"), "application/json", 1000));
        assert!(!is_worth_it(&takes("gzip;q=0"), "text/html", 1000));
        assert!(!is_worth_it(&takes("gzip;q=0, *"), "text/html", 1000));
        assert!(is_worth_it(&takes("br;q=0.1, *;q=0.2"), "text/html", 1000));
        assert!(is_worth_it(&takes("GZIP"), "text/html", 1000));
        assert!(!is_worth_it(&takes("br"), "text/html", 1000));
        assert!(!is_worth_it(&takes("gzip"), "image/png", 1000));
        assert!(!is_worth_it(&takes("gzip"), "text/html", 10));
        assert!(!is_worth_it(&HeaderMap::new(), "text/html", 1000));
    }
}
