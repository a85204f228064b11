use std::{
    convert::Infallible,
    io::{self, IoSlice, IoSliceMut},
    net::SocketAddr,
    pin::Pin,
    sync::atomic::{AtomicUsize, Ordering},
    task::{Context, Poll},
    time::Duration,
};

use anyrt_traits::{
    io::{
        AsyncRead, AsyncWrite, ByteRead, ByteStream, ByteWrite, OwnedWriteHalf, ReadCursor,
        ReuniteError,
    },
    net::{TcpKeepalive, TcpStream, UnixAddr, UnixStream},
};

use super::{Log, addr, unix_addr};

/// A stream that writes down each call; every `KIND` is a type of its own.
pub(crate) struct Recorder<const KIND: u8> {
    id: usize,
    log: Log,
}

pub(crate) struct RecorderRead<const KIND: u8> {
    id: usize,
    log: Log,
}

pub(crate) struct RecorderWrite<const KIND: u8> {
    id: usize,
    log: Log,
    forgotten: bool,
}

impl<const KIND: u8> Recorder<KIND> {
    pub(crate) fn new(log: &Log) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        Self {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            log: log.clone(),
        }
    }
}

impl<const KIND: u8> ByteStream for Recorder<KIND> {
    type ReadHalf = RecorderRead<KIND>;
    type WriteHalf = RecorderWrite<KIND>;

    fn into_halves(self) -> (RecorderRead<KIND>, RecorderWrite<KIND>) {
        let Self { id, log } = self;
        let read = RecorderRead {
            id,
            log: log.clone(),
        };
        let write = RecorderWrite {
            id,
            log,
            forgotten: false,
        };
        (read, write)
    }

    fn reunite(
        read: RecorderRead<KIND>,
        mut write: RecorderWrite<KIND>,
    ) -> Result<Self, ReuniteError<RecorderRead<KIND>, RecorderWrite<KIND>>> {
        if read.id != write.id {
            return Err(ReuniteError { read, write });
        }
        write.forgotten = true;
        Ok(Self {
            id: read.id,
            log: read.log,
        })
    }
}

impl<const KIND: u8> OwnedWriteHalf for RecorderWrite<KIND> {
    fn forget(mut self) {
        self.log.push("write half forgotten");
        self.forgotten = true;
    }
}

impl<const KIND: u8> Drop for RecorderWrite<KIND> {
    fn drop(&mut self) {
        if !self.forgotten {
            self.log.push("write half shut down");
        }
    }
}

/// Reads give as many bytes as there is room for.
macro_rules! record_reads {
    ($type:ident, $name:literal) => {
        impl<const KIND: u8> AsyncRead for $type<KIND> {
            fn poll_read(
                self: Pin<&mut Self>,
                _cx: &mut Context<'_>,
                buf: &mut [u8],
            ) -> Poll<io::Result<usize>> {
                self.log.push(concat!($name, " poll_read"));
                buf.fill(b'r');
                Poll::Ready(Ok(buf.len()))
            }

            fn poll_read_vectored(
                self: Pin<&mut Self>,
                _cx: &mut Context<'_>,
                bufs: &mut [IoSliceMut<'_>],
            ) -> Poll<io::Result<usize>> {
                let count = bufs.len();
                self.log
                    .push(format!(concat!($name, " poll_read_vectored of {}"), count));
                bufs.iter_mut().for_each(|buf| buf.fill(b'v'));
                Poll::Ready(Ok(bufs.iter().map(|buf| buf.len()).sum()))
            }
        }

        impl<const KIND: u8> ByteRead for $type<KIND> {
            fn poll_read_uninit(
                self: Pin<&mut Self>,
                _cx: &mut Context<'_>,
                cursor: &mut ReadCursor<'_>,
            ) -> Poll<io::Result<()>> {
                self.log.push(concat!($name, " poll_read_uninit"));
                let Ok(_) = cursor.fill_zeroed(|buf| {
                    buf.fill(b'u');
                    Ok::<_, Infallible>(buf.len())
                });
                Poll::Ready(Ok(()))
            }
        }
    };
}

macro_rules! record_writes {
    ($type:ident, $name:literal) => {
        impl<const KIND: u8> AsyncWrite for $type<KIND> {
            fn poll_write(
                self: Pin<&mut Self>,
                _cx: &mut Context<'_>,
                buf: &[u8],
            ) -> Poll<io::Result<usize>> {
                self.log.push(concat!($name, " poll_write"));
                Poll::Ready(Ok(buf.len()))
            }

            fn poll_write_vectored(
                self: Pin<&mut Self>,
                _cx: &mut Context<'_>,
                bufs: &[IoSlice<'_>],
            ) -> Poll<io::Result<usize>> {
                let count = bufs.len();
                self.log
                    .push(format!(concat!($name, " poll_write_vectored of {}"), count));
                Poll::Ready(Ok(bufs.iter().map(|buf| buf.len()).sum()))
            }

            fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<io::Result<()>> {
                self.log.push(concat!($name, " poll_flush"));
                Poll::Ready(Ok(()))
            }

            fn poll_close(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<io::Result<()>> {
                self.log.push(concat!($name, " poll_close"));
                Poll::Ready(Ok(()))
            }
        }

        impl<const KIND: u8> ByteWrite for $type<KIND> {
            fn is_write_vectored(&self) -> bool {
                self.log.push(concat!($name, " is_write_vectored"));
                true
            }
        }
    };
}

record_reads!(Recorder, "stream");
record_writes!(Recorder, "stream");
record_reads!(RecorderRead, "read half");
record_writes!(RecorderWrite, "write half");

/// Writes down the call, and gives the value, if there is one to give.
macro_rules! record {
    ($($method:ident($($arg:ident: $ty:ty)?) -> $result:ty { $value:expr })*) => {
        $(fn $method(&self $(, $arg: $ty)?) -> io::Result<$result> {
            let entry = String::from(stringify!($method));
            $(let entry = format!("{entry} {:?}", $arg);)?
            self.log.push(entry);
            Ok($value)
        })*
    };
}

impl<const KIND: u8> TcpStream for Recorder<KIND> {
    record! {
        peer_addr() -> SocketAddr { addr(1) }
        local_addr() -> SocketAddr { addr(2) }
        nodelay() -> bool { true }
        set_nodelay(on: bool) -> () { () }
        ttl() -> u32 { 3 }
        set_ttl(hops: u32) -> () { () }
        linger() -> Option<Duration> { Some(Duration::from_secs(4)) }
        set_linger(time: Option<Duration>) -> () { () }
        keepalive() -> Option<TcpKeepalive> { Some(TcpKeepalive::new(Duration::from_secs(5))) }
        set_keepalive(keepalive: Option<TcpKeepalive>) -> () { () }
        recv_buffer_size() -> usize { 6 }
        set_recv_buffer_size(bytes: usize) -> () { () }
        send_buffer_size() -> usize { 7 }
        set_send_buffer_size(bytes: usize) -> () { () }
    }
}

impl<const KIND: u8> UnixStream for Recorder<KIND> {
    record! {
        peer_addr() -> UnixAddr { unix_addr("/peer") }
        local_addr() -> UnixAddr { unix_addr("/local") }
    }
}
