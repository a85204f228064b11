//! What is `Send`, `Sync` and `Unpin`, and what is not. Whether it holds is found when this is compiled.

use std::{cell::Cell, rc::Rc};

use anyrt_tokio::{
    Builder, NoRuntime, TcpConnect, TcpListener, TcpReadHalf, TcpStream, TcpWriteHalf, Tokio,
    TokioHandle, TokioJoinHandle, TokioLocal, TokioLocalHandle, TokioSleep, UdpSocket, UnixConnect,
    UnixDatagram, UnixListener, UnixReadHalf, UnixStream, UnixWriteHalf,
};

/// Fails to compile if the type has the trait: then two implementations fit.
macro_rules! assert_not {
    ($type:ty: $bound:path) => {
        const _: fn() = || {
            trait Ambiguous<A> {
                fn item() {}
            }
            impl<T: ?Sized> Ambiguous<()> for T {}
            struct Fits;
            impl<T: ?Sized + $bound> Ambiguous<Fits> for T {}
            <$type as Ambiguous<_>>::item();
        };
    };
}

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
    Builder,
    NoRuntime,
    TcpConnect,
    TcpListener,
    TcpReadHalf,
    TcpStream,
    TcpWriteHalf,
    Tokio,
    TokioHandle,
    TokioJoinHandle<Cell<u8>>,
    UdpSocket,
    UnixConnect,
    UnixDatagram,
    UnixListener,
    UnixReadHalf,
    UnixStream,
    UnixWriteHalf,
);

// An owner and a handle of one thread stay there.
assert_not!(TokioLocal: Send);
assert_not!(TokioLocal: Sync);
assert_not!(TokioLocalHandle: Send);
assert_not!(TokioLocalHandle: Sync);
// An output that is not `Send` is taken where it was made.
assert_not!(TokioJoinHandle<Rc<u8>>: Send);
// A timer is linked into the wheel where it lies.
assert_not!(TokioSleep: Unpin);

#[test]
fn a_sleep_can_be_sent_and_shared() {
    const fn assert<T: Send + Sync>() {}
    assert::<TokioSleep>();
}
