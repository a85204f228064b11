//! Which types are `Send`, `Sync` and `Unpin`: the lists are checked by the compiler.

use std::{cell::Cell, marker::PhantomPinned, net::SocketAddr, rc::Rc};

use anyrt_traits::{
    AnyRuntime, OsRuntime, Runtime,
    any::{
        AnyJoinHandle, AnyLookup, AnyRuntimeBuilder, AnySleep, AnyTcpConnect, AnyTcpListener,
        AnyTcpReadHalf, AnyTcpStream, AnyTcpWriteHalf, AnyUdpSocket, AnyUnixConnect,
        AnyUnixDatagram, AnyUnixListener, AnyUnixReadHalf, AnyUnixStream, AnyUnixWriteHalf,
    },
    io::{ByteStream, ReadAppend, ReadCursor, ReuniteError},
    net::{
        Accept, AcceptLoop, DatagramSocket, ListenerExt, PeekFrom, PlatformNet, Received, Recv,
        RecvFrom, RecvMode, Resolve, SendConnected, SendTo, TcpConnectOptions, TcpKeepalive,
        TcpListenOptions, TcpNet, UdpNet, UdpOptions, UnixListenOptions, WaitList, Waiter,
    },
    task::{JoinError, ShutdownTimeout, Spawn, SpawnBlocking, YieldNow},
    time::Timer,
};

use crate::mock::Mock;

/// `Send` but not `Sync`.
type Unshared = Cell<u8>;
/// Neither.
type Local = Rc<u8>;

/// Checks that each type has all the traits.
macro_rules! assert_all {
    ($($type:ty),+ $(,)?; $($trait:ident)+) => {
        const _: () = {
            const fn check<T: ?Sized $(+ $trait)+>() {}
            $(check::<$type>();)+
        };
    };
}

/// Checks that the type has none of the traits: the call is ambiguous if it has one.
macro_rules! assert_none {
    ($type:ty; $($trait:ident)+) => {
        $(const _: () = {
            trait Ambiguous<A> {
                fn check() {}
            }
            struct Has;
            impl<T: ?Sized> Ambiguous<()> for T {}
            impl<T: ?Sized + $trait> Ambiguous<Has> for T {}
            let _: fn() = <$type as Ambiguous<_>>::check;
        };)+
    };
}

assert_all!(
    AnyRuntime, AnyRuntimeBuilder,
    AnyJoinHandle<u8>, AnyJoinHandle<Unshared>,
    AnySleep, AnyLookup,
    AnyTcpStream, AnyTcpReadHalf, AnyTcpWriteHalf, AnyTcpConnect, AnyTcpListener,
    AnyUdpSocket,
    AnyUnixStream, AnyUnixReadHalf, AnyUnixWriteHalf, AnyUnixConnect, AnyUnixListener,
    AnyUnixDatagram;
    Send Sync Unpin
);

assert_all!(
    <AnyRuntime as Spawn>::JoinHandle<Unshared>,
    <AnyRuntime as SpawnBlocking>::BlockingHandle<Unshared>,
    <AnyRuntime as Timer>::Sleep,
    <AnyRuntime as TcpNet>::TcpStream,
    <AnyRuntime as TcpNet>::TcpConnect,
    <AnyRuntime as TcpNet>::TcpListener,
    <<AnyRuntime as TcpNet>::TcpStream as ByteStream>::ReadHalf,
    <<AnyRuntime as TcpNet>::TcpStream as ByteStream>::WriteHalf,
    <AnyRuntime as UdpNet>::UdpSocket,
    <AnyRuntime as Resolve>::Lookup,
    <AnyRuntime as PlatformNet>::UnixStream,
    <AnyRuntime as PlatformNet>::UnixConnect,
    <AnyRuntime as PlatformNet>::UnixListener,
    <AnyRuntime as PlatformNet>::UnixDatagram,
    <<AnyRuntime as PlatformNet>::UnixStream as ByteStream>::ReadHalf,
    <<AnyRuntime as PlatformNet>::UnixStream as ByteStream>::WriteHalf;
    Send Sync Unpin
);

assert_all!(AnyRuntime, Mock<1>; Runtime OsRuntime);
assert_none!(Local; Runtime OsRuntime);

// The handle gives a `T` away and never shares one: it is as free as a function that returns one.
assert_all!(AnyJoinHandle<Local>, AnyJoinHandle<PhantomPinned>; Send Sync Unpin);

assert_all!(JoinError, ShutdownTimeout, YieldNow; Send Sync Unpin);

assert_all!(
    ReadCursor<'static>, ReadAppend<'static, u8>, ReadAppend<'static, PhantomPinned>,
    ReuniteError<u8, u8>;
    Send Sync Unpin
);
assert_all!(ReadAppend<'static, Unshared>, ReuniteError<u8, Unshared>; Send Unpin);
assert_none!(ReadAppend<'static, Unshared>; Sync);
assert_none!(ReadAppend<'static, Local>; Send Sync);
assert_none!(ReuniteError<u8, Unshared>; Sync);
assert_none!(ReuniteError<Local, u8>; Send Sync);
assert_none!(ReuniteError<PhantomPinned, u8>; Unpin);

assert_all!(
    Waiter, dyn WaitList, RecvMode, Received<SocketAddr>,
    TcpConnectOptions, TcpKeepalive, TcpListenOptions, UdpOptions, UnixListenOptions;
    Send Sync
);
assert_all!(Waiter, Received<SocketAddr>; Unpin);
assert_none!(Received<Local>; Send Sync);

// What waits on a socket borrows it, and so is `Send` if the socket is `Sync`.
assert_all!(
    Accept<'static, AnyTcpListener>, AcceptLoop<'static, AnyTcpListener, AnyRuntime>,
    RecvFrom<'static, AnyUdpSocket>, Recv<'static, AnyUdpSocket>, PeekFrom<'static, AnyUdpSocket>,
    SendTo<'static, AnyUdpSocket>, SendConnected<'static, AnyUdpSocket>;
    Send Sync Unpin
);
assert_none!(Accept<'static, Unshared>; Send Sync);
assert_none!(AcceptLoop<'static, Unshared, AnyRuntime>; Send Sync);
assert_none!(AcceptLoop<'static, AnyTcpListener, Local>; Send Sync);
assert_none!(RecvFrom<'static, Unshared>; Send Sync);
assert_none!(Recv<'static, Unshared>; Send Sync);
assert_none!(PeekFrom<'static, Unshared>; Send Sync);
assert_none!(SendConnected<'static, Unshared>; Send Sync);

const fn assert_send<T: Send>(_: &T) {}

/// Everything that generic code awaits on a `Runtime` is `Send`, without a further bound.
#[expect(dead_code, reason = "that it compiles is the test")]
fn futures_of_a_runtime_are_send<R: Runtime>(rt: R, socket: R::UdpSocket, listener: R::TcpListener)
where
    R::UdpSocket: DatagramSocket<Addr = SocketAddr>,
{
    let addr = SocketAddr::from(([127, 0, 0, 1], 80));
    assert_send(&async move {
        rt.sleep(std::time::Duration::ZERO).await;
        rt.spawn(async {}).await?;
        rt.spawn_blocking(|| ()).await?;
        rt.resolve("host", 80).await?;
        let stream = rt.tcp_connect(addr, &TcpConnectOptions::new()).await?;
        let (read, write) = stream.into_halves();
        std::future::ready(()).await;
        listener.accept().await?;
        listener.accept_loop(rt).next().await?;
        drop((read, write, socket));
        Ok::<_, std::io::Error>(())
    });
}
