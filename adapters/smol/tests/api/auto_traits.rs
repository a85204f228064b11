//! What is `Send`, `Sync` and `Unpin`, and what is not. Whether it holds is found when this is compiled.

use std::{cell::Cell, rc::Rc};

use anyrt_smol::{
    BlockingHandle, Builder, Smol, SmolGlobal, SmolHandle, SmolJoinHandle, SmolLocal,
    SmolLocalHandle, SmolLocalJoinHandle, SmolSleep, TcpConnect, TcpListener, TcpReadHalf,
    TcpStream, TcpWriteHalf, UdpSocket, UnixConnect, UnixDatagram, UnixListener, UnixReadHalf,
    UnixStream, UnixWriteHalf,
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
    BlockingHandle<Cell<u8>>,
    Builder,
    Smol,
    SmolGlobal,
    SmolHandle,
    SmolJoinHandle<Cell<u8>>,
    SmolSleep,
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

// An owner and a handle of one thread stay there.
assert_not!(SmolLocal: Send);
assert_not!(SmolLocal: Sync);
assert_not!(SmolLocalHandle: Send);
assert_not!(SmolLocalHandle: Sync);
// So does the handle to a task there, whatever its output is.
assert_not!(SmolLocalJoinHandle<u8>: Send);
assert_not!(SmolLocalJoinHandle<Rc<u8>>: Send);
