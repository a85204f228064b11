use std::{io, ops::Range};

use anyrt::fs::File;
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream::try_unfold};
use http_body::Frame;
use http_body_util::{BodyExt, StreamBody};

use super::gzip::Gzip;
use crate::body::{Body, Error};

/// How much of a file is in memory for one answer.
const AT_ONCE: usize = 64 * 1024;

/// Reads a part of a file, from front to back.
fn chunks<F>(file: F, part: Range<u64>) -> impl Stream<Item = io::Result<Bytes>>
where
    F: File<ReadAt: Send> + Send,
{
    try_unfold((file, part), async |(file, part): (F, Range<u64>)| {
        let rest = usize::try_from(part.end - part.start).unwrap_or(usize::MAX);
        if rest == 0 {
            return Ok(None);
        }
        let (count, mut bytes) = file.read_at(vec![0; rest.min(AT_ONCE)], part.start).await;
        match count? {
            // Its length is promised already: the connection ends, and who asked knows.
            0 => Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "the file was cut while it was sent",
            )),
            count => {
                bytes.truncate(count);
                let rest = part.start + count as u64..part.end;
                Ok(Some((bytes.into(), (file, rest))))
            }
        }
    })
}

/// A part of a file as a body.
pub(super) fn plain<F>(file: F, part: Range<u64>) -> Body
where
    F: File<ReadAt: Send> + Send + 'static,
{
    let frames = chunks(file, part).map(|chunk| chunk.map(Frame::data));
    StreamBody::new(frames)
        .map_err(|error| Box::new(error) as Error)
        .boxed_unsync()
}

/// A file as a body that is compressed on its way.
pub(super) fn compressed<F>(file: F, length: u64) -> Body
where
    F: File<ReadAt: Send> + Send + 'static,
{
    let frames = Gzip::new(Box::pin(chunks(file, 0..length)));
    StreamBody::new(frames)
        .map_err(|error| Box::new(error) as Error)
        .boxed_unsync()
}
