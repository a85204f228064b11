//! What handles of both kinds can do: all that is reached through [`Shared`](crate::shared::Shared).

/// Implements the capabilities for a handle that has `shared(&self) -> &Arc<Shared>`.
macro_rules! capabilities {
    ($handle:ty) => {
        const _: () = {
            use std::{
                io,
                net::SocketAddr,
                os::fd::OwnedFd,
                path::Path,
                time::{Duration, Instant, SystemTime},
            };

            use anyrt_adapter_kit::{
                clock,
                life::Lifetime,
                lookup::{LookupOn, lookup},
                pool::Pool,
                random,
                task::{QuietDrop, TaskOutput},
            };
            use anyrt_traits::{
                net::{
                    PlatformNet, Readiness, Resolve, TcpConnectOptions, TcpListenOptions, TcpNet,
                    UdpNet, UdpOptions, UnixListenOptions,
                },
                random::Random,
                task::SpawnBlocking,
                time::{SystemClock, Timer},
            };

            use $crate::{
                Source, TcpConnect, TcpListener, TcpStream, TokioJoinHandle, TokioSleep, UdpSocket,
                UnixConnect, UnixDatagram, UnixListener, UnixStream,
            };

            anyrt_adapter_kit::os_capabilities!($handle);

            impl Pool for $handle {
                fn lifetime(&self) -> &Lifetime {
                    &self.shared().lifetime
                }
            }

            impl Readiness for $handle {
                type Source = Source;

                fn register(&self, fd: OwnedFd) -> io::Result<Source> {
                    Source::new(self.shared(), fd)
                }
            }

            impl Timer for $handle {
                type Sleep = TokioSleep;

                #[inline]
                fn now(&self) -> Instant {
                    $crate::time::now()
                }

                #[inline]
                fn sleep(&self, duration: Duration) -> TokioSleep {
                    let now = self.now();
                    TokioSleep::new(self.shared(), now.checked_add(duration), now)
                }

                #[inline]
                fn sleep_until(&self, deadline: Instant) -> TokioSleep {
                    TokioSleep::new(self.shared(), Some(deadline), self.now())
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
                type BlockingHandle<T: Send + 'static> = TokioJoinHandle<T>;

                fn spawn_blocking<F, T>(&self, closure: F) -> TokioJoinHandle<T>
                where
                    F: FnOnce() -> T + Send + 'static,
                    T: Send + 'static,
                {
                    if self.shared().is_closed() {
                        drop(QuietDrop::new(closure));
                        return TokioJoinHandle::cancelled();
                    }
                    let shared = self.shared().clone();
                    let closure = move || {
                        let _running = shared.running();
                        TaskOutput::of(closure)
                    };
                    TokioJoinHandle::new(self.shared().handle.spawn_blocking(closure))
                }
            }

            impl TcpNet for $handle {
                type TcpStream = TcpStream;
                type TcpConnect = TcpConnect;
                type TcpListener = TcpListener;

                #[inline]
                fn tcp_connect(&self, addr: SocketAddr, options: &TcpConnectOptions) -> TcpConnect {
                    TcpConnect::new(self.shared(), addr, options)
                }

                fn tcp_listen(
                    &self,
                    addr: SocketAddr,
                    options: &TcpListenOptions,
                ) -> io::Result<TcpListener> {
                    TcpListener::new(self.shared(), addr, options)
                }
            }

            impl UdpNet for $handle {
                type UdpSocket = UdpSocket;

                fn udp_bind(
                    &self,
                    addr: SocketAddr,
                    options: &UdpOptions,
                ) -> io::Result<UdpSocket> {
                    UdpSocket::new(self.shared(), addr, options)
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
                    UnixConnect::new(self.shared(), path)
                }

                fn unix_listen(
                    &self,
                    path: &Path,
                    options: &UnixListenOptions,
                ) -> io::Result<UnixListener> {
                    UnixListener::new(self.shared(), path, options)
                }

                fn unix_pair(&self) -> io::Result<(UnixStream, UnixStream)> {
                    UnixStream::pair(self.shared())
                }

                fn unix_datagram(&self, path: Option<&Path>) -> io::Result<UnixDatagram> {
                    UnixDatagram::new(self.shared(), path)
                }

                fn unix_datagram_pair(&self) -> io::Result<(UnixDatagram, UnixDatagram)> {
                    UnixDatagram::pair(self.shared())
                }
            }
        };
    };
}

pub(crate) use capabilities;
