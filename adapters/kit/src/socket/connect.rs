use std::{
    fmt, io, mem,
    net::SocketAddr,
    os::fd::{AsFd, BorrowedFd},
    path::Path,
    pin::Pin,
    task::{Context, Poll, ready},
};

use anyrt_traits::net::TcpConnectOptions;
use rustix::io::Errno;
use socket2::{Domain, SockAddr, SockRef, Socket, Type};

use super::create::new_socket;
use crate::{life::Lifetime, task::ForeignWaker};

/// How a runtime takes a socket in, and waits for it.
pub trait Dial {
    /// What the runtime makes of the socket.
    type Stream: AsFd;

    /// Registers a socket, which does not block, with the runtime.
    ///
    /// # Errors
    ///
    /// Those of the runtime: that it has shut down, or what the system says.
    fn register(&self, socket: Socket) -> io::Result<Self::Stream>;

    /// Returns how long the runtime lives: its end wakes who waits for the connection.
    fn lifetime(&self) -> &Lifetime;

    /// Waits until the socket can be written to and `check` gives `true`; if it gives `false` the event
    /// was spurious, and the wait is for a new one.
    ///
    /// # Errors
    ///
    /// Those of the runtime and of `check`.
    fn poll_connected(
        &self,
        stream: &Self::Stream,
        cx: &mut Context<'_>,
        check: fn(BorrowedFd<'_>) -> io::Result<bool>,
    ) -> Poll<io::Result<()>>;
}

/// The future of a connection: it begins to connect at the first poll, waits until the socket is
/// writable, and makes sure that there is a peer, or else takes the socket's error.
///
/// # Cancel safety
///
/// Cancel safe: the connection half made is closed.
pub struct Connect<D: Dial> {
    dial: D,
    state: State<D::Stream>,
    waker: ForeignWaker,
}

enum State<S> {
    /// The socket is made at the first poll.
    Tcp(SocketAddr, TcpConnectOptions),
    Unix(SockAddr),
    /// The address was no good to begin with.
    Failed(io::Error),
    Waiting(S),
    Done,
}

/// Connects to a TCP address by way of `dial`.
///
/// # Errors
///
/// The future gives what the system or `dial` says.
///
/// # Cancel safety
///
/// Cancel safe: the connection half made is closed.
pub fn connect_tcp<D: Dial>(dial: D, addr: SocketAddr, options: &TcpConnectOptions) -> Connect<D> {
    Connect::new(dial, State::Tcp(addr, options.clone()))
}

/// Connects to the Unix socket at `path` by way of `dial`.
///
/// # Errors
///
/// The future gives what the system or `dial` says.
///
/// # Cancel safety
///
/// Cancel safe: the connection half made is closed.
pub fn connect_unix<D: Dial>(dial: D, path: &Path) -> Connect<D> {
    let state = SockAddr::unix(path).map_or_else(State::Failed, State::Unix);
    Connect::new(dial, state)
}

impl<D: Dial> Connect<D> {
    const fn new(dial: D, state: State<D::Stream>) -> Self {
        Self {
            dial,
            state,
            waker: ForeignWaker::new(),
        }
    }

    /// Begins to connect; tells whether the connection is made already.
    fn begin(&self, socket: Socket, addr: &SockAddr) -> io::Result<(D::Stream, bool)> {
        let connected = match socket.connect(addr) {
            Ok(()) => true,
            Err(error) if is_in_progress(&error) => false,
            Err(error) => return Err(error),
        };
        Ok((self.dial.register(socket)?, connected))
    }
}

/// Tells whether the connection was made; `false` if the event was spurious.
fn check(fd: BorrowedFd<'_>) -> io::Result<bool> {
    let socket = SockRef::from(&fd);
    // A connection has a peer, which saves asking for an error that there cannot be.
    let Err(no_peer) = socket.peer_addr() else {
        return Ok(true);
    };
    match socket.take_error()? {
        Some(error) => Err(error),
        None if no_peer.kind() == io::ErrorKind::NotConnected => Ok(false),
        None => Err(no_peer),
    }
}

// No field is ever pinned.
impl<D: Dial> Unpin for Connect<D> {}

impl<D: Dial> Future for Connect<D> {
    type Output = io::Result<D::Stream>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let (stream, connected) = match mem::replace(&mut self.state, State::Done) {
            State::Tcp(addr, options) => self.begin(tcp_socket(addr, &options)?, &addr.into())?,
            State::Unix(addr) => self.begin(new_socket(Domain::UNIX, Type::STREAM)?, &addr)?,
            State::Waiting(stream) => (stream, false),
            State::Failed(error) => return Poll::Ready(Err(error)),
            State::Done => {
                let error = io::Error::other("the connection has been given already");
                return Poll::Ready(Err(error));
            }
        };
        if !connected {
            let Self { dial, waker, .. } = &mut *self;
            let cx = &mut Context::from_waker(waker.guard(dial.lifetime(), cx.waker()));
            let polled = dial.poll_connected(&stream, cx, check);
            if polled.is_pending() {
                self.state = State::Waiting(stream);
                return Poll::Pending;
            }
            // The reactor may have it still, and would wake it when the stream's own takes its place.
            waker.clear();
            ready!(polled)?;
        }
        Poll::Ready(Ok(stream))
    }
}

impl<D: Dial> fmt::Debug for Connect<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connect").finish_non_exhaustive()
    }
}

fn is_in_progress(error: &io::Error) -> bool {
    // An interrupted connect goes on in the background.
    let in_progress = [Errno::INPROGRESS, Errno::INTR];
    in_progress
        .iter()
        .any(|errno| error.raw_os_error() == Some(errno.raw_os_error()))
}

fn tcp_socket(addr: SocketAddr, options: &TcpConnectOptions) -> io::Result<Socket> {
    let socket = new_socket(Domain::for_address(addr), Type::STREAM)?;
    if options.nodelay {
        socket.set_tcp_nodelay(true)?;
    }
    if let Some(keepalive) = options.keepalive {
        super::SocketOptions::set_keepalive(&socket, Some(keepalive))?;
    }
    if let Some(bytes) = options.recv_buffer_size {
        socket.set_recv_buffer_size(bytes)?;
    }
    if let Some(bytes) = options.send_buffer_size {
        socket.set_send_buffer_size(bytes)?;
    }
    if let Some(local) = options.local_addr {
        if options.reuse_addr {
            socket.set_reuse_address(true)?;
        }
        socket.bind(&local.into())?;
    }
    Ok(socket)
}
