use std::{
    io,
    pin::{Pin, pin},
    task::{Context, Poll},
};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf, copy_bidirectional};

use crate::poll;

/// One end: what it says, and whether it has heard the end.
#[derive(Default)]
struct End {
    says: Vec<io::Result<&'static [u8]>>,
    heard: usize,
    heard_end: bool,
}

impl AsyncRead for End {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match self.says.pop() {
            Some(Ok(bytes)) => {
                buf.put_slice(bytes);
                Poll::Ready(Ok(()))
            }
            Some(Err(error)) => Poll::Ready(Err(error)),
            None => Poll::Pending,
        }
    }
}

impl AsyncWrite for End {
    fn poll_write(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.heard += buf.len();
        Poll::Ready(Ok(buf.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.heard_end = true;
        Poll::Ready(Ok(()))
    }
}

#[test]
fn copy_bidirectional_of_tokio_waits_for_ever_after_a_half_close() {
    let (mut ends, mut silent) = (End::default(), End::default());
    ends.says = vec![Ok(b"")];
    {
        let mut copy = pin!(copy_bidirectional(&mut ends, &mut silent));
        for _ in 0..1000 {
            assert!(poll(copy.as_mut()).is_pending());
        }
    }
    assert!(
        silent.heard_end,
        "it was told, says nothing, and there is no limit to that"
    );
}

#[test]
fn copy_bidirectional_of_tokio_forgets_its_counts_at_an_error() {
    let (mut fails, mut other) = (End::default(), End::default());
    fails.says = vec![
        Err(io::ErrorKind::ConnectionReset.into()),
        Ok(b"0123456789"),
    ];
    let copied: Poll<io::Result<(u64, u64)>> =
        poll(pin!(copy_bidirectional(&mut fails, &mut other)));
    // The error is all that it gives; the type has no place for the ten bytes that went over.
    let Poll::Ready(Err(error)) = copied else {
        panic!("it fails at once");
    };
    assert_eq!(error.kind(), io::ErrorKind::ConnectionReset);
    assert!(error.get_ref().is_none());
    assert_eq!(other.heard, 10);
}
