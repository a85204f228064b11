//! What is `Send`, `Sync` and `Unpin`. Whether it holds is found when this is compiled.

use std::cell::Cell;

use anyrt_async_std::{
    AsyncStd, AsyncStdJoinHandle, AsyncStdSleep, AsyncStdTask, BlockingHandle, TcpConnect,
    TcpListener, TcpReadHalf, TcpStream, TcpWriteHalf, UdpSocket, UnixConnect, UnixDatagram,
    UnixListener, UnixReadHalf, UnixStream, UnixWriteHalf,
};

/// Fails to compile unless each type can be sent, shared, and moved when pinned.
macro_rules! assert_free {
    ($($type:ty),* $(,)?) => {
        const _: fn() = || {
            const fn free<T: Send + Sync + Unpin>() {}
            $(free::<$type>();)*
        };
    };
}

assert_free!(
    AsyncStd,
    AsyncStdJoinHandle<Cell<u8>>,
    AsyncStdSleep,
    BlockingHandle<Cell<u8>>,
    TcpConnect,
    TcpListener,
    TcpReadHalf,
    TcpStream,
    TcpWriteHalf,
    UdpSocket,
    UnixConnect,
    UnixDatagram,
    UnixListener,
    UnixReadHalf,
    UnixStream,
    UnixWriteHalf,
);

#[test]
fn a_task_can_be_sent() {
    const fn assert<T: Send + Unpin>() {}
    assert::<AsyncStdTask<Cell<u8>>>();
}
