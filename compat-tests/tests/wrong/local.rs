use std::{
    io,
    net::SocketAddr,
    panic::{self, AssertUnwindSafe},
    path::Path,
    pin::Pin,
    task::{Context, Poll, Waker},
    thread,
    time::{Duration, Instant, SystemTime},
};

use anyrt_tokio::{TokioLocal, TokioLocalHandle};
use anyrt_traits::{
    fs::{Fs, OpenOptions, Permissions},
    net::{
        PlatformNet, Resolve, TcpConnectOptions, TcpListenOptions, TcpNet, UdpNet, UdpOptions,
        UnixListenOptions,
    },
    process::{Command, Process},
    random::Random,
    signal::{Signal, SignalKind},
    stdio::Stdio,
    task::{BlockOn, Shutdown, ShutdownTimeout, SpawnBlocking, SpawnLocal},
    time::{SystemClock, Timer},
};

use crate::parts::forward_fs;

/// A right owner whose handle polls a task within the call that spawns it.
pub(crate) struct WrongLocal(TokioLocal);

impl WrongLocal {
    pub(crate) fn new() -> Self {
        Self(TokioLocal::new().expect("a reactor"))
    }
}

impl BlockOn for WrongLocal {
    type Handle = WrongHandle;

    fn handle(&self) -> WrongHandle {
        WrongHandle(self.0.handle())
    }

    fn block_on<F, Fut>(&self, main: F) -> Fut::Output
    where
        F: FnOnce(WrongHandle) -> Fut,
        Fut: Future,
    {
        self.0.block_on(|rt| main(WrongHandle(rt)))
    }
}

impl Shutdown for WrongLocal {
    fn shutdown(self, timeout: Duration) -> Result<(), ShutdownTimeout> {
        self.0.shutdown(timeout)
    }
}

#[derive(Clone)]
pub(crate) struct WrongHandle(TokioLocalHandle);

type Inner = TokioLocalHandle;

impl SpawnLocal for WrongHandle {
    type LocalJoinHandle<T: 'static> = <Inner as SpawnLocal>::LocalJoinHandle<T>;

    fn spawn_local<F>(&self, future: F) -> Self::LocalJoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        let mut future = Box::pin(future);
        let first = poll_at_once(future.as_mut());
        self.0.spawn_local(async move {
            match first {
                Ok(Poll::Ready(output)) => output,
                Ok(Poll::Pending) => future.await,
                Err(payload) => panic::resume_unwind(payload),
            }
        })
    }
}

fn poll_at_once<F: Future>(future: Pin<&mut F>) -> thread::Result<Poll<F::Output>> {
    panic::catch_unwind(AssertUnwindSafe(|| {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }))
}

impl Timer for WrongHandle {
    type Sleep = <Inner as Timer>::Sleep;

    fn now(&self) -> Instant {
        self.0.now()
    }

    fn sleep(&self, duration: Duration) -> Self::Sleep {
        self.0.sleep(duration)
    }

    fn sleep_until(&self, deadline: Instant) -> Self::Sleep {
        self.0.sleep_until(deadline)
    }
}

impl SystemClock for WrongHandle {
    fn system_time(&self) -> SystemTime {
        self.0.system_time()
    }
}

impl Random for WrongHandle {
    fn fill_random(&self, buf: &mut [u8]) {
        self.0.fill_random(buf);
    }
}

impl SpawnBlocking for WrongHandle {
    type BlockingHandle<T: Send + 'static> = <Inner as SpawnBlocking>::BlockingHandle<T>;

    fn spawn_blocking<F, T>(&self, closure: F) -> Self::BlockingHandle<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        self.0.spawn_blocking(closure)
    }
}

impl TcpNet for WrongHandle {
    type TcpStream = <Inner as TcpNet>::TcpStream;
    type TcpConnect = <Inner as TcpNet>::TcpConnect;
    type TcpListener = <Inner as TcpNet>::TcpListener;

    fn tcp_connect(&self, addr: SocketAddr, options: &TcpConnectOptions) -> Self::TcpConnect {
        self.0.tcp_connect(addr, options)
    }

    fn tcp_listen(
        &self,
        addr: SocketAddr,
        options: &TcpListenOptions,
    ) -> io::Result<Self::TcpListener> {
        self.0.tcp_listen(addr, options)
    }
}

impl UdpNet for WrongHandle {
    type UdpSocket = <Inner as UdpNet>::UdpSocket;

    fn udp_bind(&self, addr: SocketAddr, options: &UdpOptions) -> io::Result<Self::UdpSocket> {
        self.0.udp_bind(addr, options)
    }
}

impl Resolve for WrongHandle {
    type Lookup = <Inner as Resolve>::Lookup;

    fn resolve(&self, host: &str, port: u16) -> Self::Lookup {
        self.0.resolve(host, port)
    }
}

impl PlatformNet for WrongHandle {
    type UnixStream = <Inner as PlatformNet>::UnixStream;
    type UnixConnect = <Inner as PlatformNet>::UnixConnect;
    type UnixListener = <Inner as PlatformNet>::UnixListener;
    type UnixDatagram = <Inner as PlatformNet>::UnixDatagram;

    fn unix_connect(&self, path: &Path) -> Self::UnixConnect {
        self.0.unix_connect(path)
    }

    fn unix_listen(
        &self,
        path: &Path,
        options: &UnixListenOptions,
    ) -> io::Result<Self::UnixListener> {
        self.0.unix_listen(path, options)
    }

    fn unix_pair(&self) -> io::Result<(Self::UnixStream, Self::UnixStream)> {
        self.0.unix_pair()
    }

    fn unix_datagram(&self, path: Option<&Path>) -> io::Result<Self::UnixDatagram> {
        self.0.unix_datagram(path)
    }

    fn unix_datagram_pair(&self) -> io::Result<(Self::UnixDatagram, Self::UnixDatagram)> {
        self.0.unix_datagram_pair()
    }
}

impl WrongHandle {
    const fn opened<T>(&self, opening: T) -> T {
        opening
    }
}

forward_fs!(WrongHandle { 0: Inner } opens <Inner as Fs>::File as <Inner as Fs>::OpenFile);

impl Process for WrongHandle {
    type Child = <Inner as Process>::Child;

    fn spawn_child(&self, command: &mut Command) -> io::Result<Self::Child> {
        self.0.spawn_child(command)
    }
}

impl Signal for WrongHandle {
    type Signals = <Inner as Signal>::Signals;

    fn signal(&self, kind: SignalKind) -> io::Result<Self::Signals> {
        self.0.signal(kind)
    }

    fn ctrl_c(&self) -> io::Result<Self::Signals> {
        self.0.ctrl_c()
    }
}

impl Stdio for WrongHandle {
    type Stdin = <Inner as Stdio>::Stdin;
    type Stdout = <Inner as Stdio>::Stdout;
    type Stderr = <Inner as Stdio>::Stderr;

    fn stdin(&self) -> Self::Stdin {
        self.0.stdin()
    }

    fn stdout(&self) -> Self::Stdout {
        self.0.stdout()
    }

    fn stderr(&self) -> Self::Stderr {
        self.0.stderr()
    }
}
