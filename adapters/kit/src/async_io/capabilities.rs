//! What every handle can do whose runtime's reactor is async-io's.

/// Implements every capability but the spawning of tasks for a handle that has
/// `lifetime(&self) -> &Lifetime`.
#[macro_export]
macro_rules! async_io_capabilities {
    ($handle:ty) => {
        const _: () = {
            use std::{
                io,
                net::SocketAddr,
                os::fd::OwnedFd,
                path::Path,
                task::{Context, Poll},
                time::{Duration, Instant, SystemTime},
            };

            use $crate::{
                async_io::{
                    AsyncIoDial, AsyncIoSleep, BlockingHandle, Source, TcpConnect, TcpListener,
                    TcpStream, UdpSocket, UnixConnect, UnixDatagram, UnixListener, UnixStream,
                    begin_blocking, spawn_blocking,
                },
                clock,
                life::Lifetime,
                lookup::{LookupOn, lookup},
                pool::Pool,
                random,
                traits::{
                    net::{
                        PlatformNet, Readiness, Resolve, TcpConnectOptions, TcpListenOptions,
                        TcpNet, UdpNet, UdpOptions, UnixListenOptions,
                    },
                    random::Random,
                    task::{JoinError, SpawnBlocking},
                    time::{SystemClock, Timer},
                },
            };

            $crate::os_capabilities!($handle);

            impl Pool for $handle {
                fn lifetime(&self) -> &Lifetime {
                    self.lifetime()
                }

                fn begin<F, T>(
                    &self,
                    cx: &mut Context<'_>,
                    closure: F,
                ) -> (BlockingHandle<T>, Poll<Result<T, JoinError>>)
                where
                    F: FnOnce() -> T + Send + 'static,
                    T: Send + 'static,
                {
                    begin_blocking(self.lifetime(), cx, closure)
                }
            }

            impl Readiness for $handle {
                type Source = Source;

                fn register(&self, fd: OwnedFd) -> io::Result<Source> {
                    Source::new(fd, Pool::lifetime(self))
                }
            }

            impl Timer for $handle {
                type Sleep = AsyncIoSleep;

                #[inline]
                fn now(&self) -> Instant {
                    clock::now()
                }

                #[inline]
                fn sleep(&self, duration: Duration) -> AsyncIoSleep {
                    AsyncIoSleep::new(self.lifetime(), clock::now().checked_add(duration))
                }

                #[inline]
                fn sleep_until(&self, deadline: Instant) -> AsyncIoSleep {
                    AsyncIoSleep::new(self.lifetime(), Some(deadline))
                }
            }

            impl SystemClock for $handle {
                fn system_time(&self) -> SystemTime {
                    clock::system_time()
                }
            }

            impl Random for $handle {
                fn fill_random(&self, buf: &mut [u8]) {
                    random::fill(buf);
                }
            }

            impl SpawnBlocking for $handle {
                type BlockingHandle<T: Send + 'static> = BlockingHandle<T>;

                fn spawn_blocking<F, T>(&self, closure: F) -> BlockingHandle<T>
                where
                    F: FnOnce() -> T + Send + 'static,
                    T: Send + 'static,
                {
                    spawn_blocking(self.lifetime(), closure)
                }
            }

            impl TcpNet for $handle {
                type TcpStream = TcpStream;
                type TcpConnect = TcpConnect;
                type TcpListener = TcpListener;

                #[inline]
                fn tcp_connect(&self, addr: SocketAddr, options: &TcpConnectOptions) -> TcpConnect {
                    AsyncIoDial::<TcpStream>::connect(addr, options, self.lifetime())
                }

                fn tcp_listen(
                    &self,
                    addr: SocketAddr,
                    options: &TcpListenOptions,
                ) -> io::Result<TcpListener> {
                    TcpListener::bind(addr, options, self.lifetime())
                }
            }

            impl UdpNet for $handle {
                type UdpSocket = UdpSocket;

                fn udp_bind(
                    &self,
                    addr: SocketAddr,
                    options: &UdpOptions,
                ) -> io::Result<UdpSocket> {
                    UdpSocket::bind(addr, options, self.lifetime())
                }
            }

            impl Resolve for $handle {
                type Lookup = LookupOn<Self>;

                fn resolve(&self, host: &str, port: u16) -> LookupOn<Self> {
                    lookup(self, host, port)
                }
            }

            impl PlatformNet for $handle {
                type UnixStream = UnixStream;
                type UnixConnect = UnixConnect;
                type UnixListener = UnixListener;
                type UnixDatagram = UnixDatagram;

                fn unix_connect(&self, path: &Path) -> UnixConnect {
                    AsyncIoDial::<UnixStream>::connect(path, self.lifetime())
                }

                fn unix_listen(
                    &self,
                    path: &Path,
                    options: &UnixListenOptions,
                ) -> io::Result<UnixListener> {
                    UnixListener::bind(path, options, self.lifetime())
                }

                fn unix_pair(&self) -> io::Result<(UnixStream, UnixStream)> {
                    UnixStream::pair(self.lifetime())
                }

                fn unix_datagram(&self, path: Option<&Path>) -> io::Result<UnixDatagram> {
                    UnixDatagram::bind(path, self.lifetime())
                }

                fn unix_datagram_pair(&self) -> io::Result<(UnixDatagram, UnixDatagram)> {
                    UnixDatagram::pair(self.lifetime())
                }
            }
        };
    };
}
