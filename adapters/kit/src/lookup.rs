//! Name resolution on the threads that may block.

use std::{
    fmt, io,
    net::{IpAddr, SocketAddr, ToSocketAddrs},
    pin::Pin,
    task::{Context, Poll, ready},
};

use anyrt_traits::task::{JoinHandle, SpawnBlocking};

type Addresses = io::Result<Vec<SocketAddr>>;

/// The future of a name's look-up by the system's resolver.
///
/// # Cancel safety
///
/// Runs on: a look-up that has begun ends on its own thread, its result unseen.
pub struct Lookup<H> {
    state: State<H>,
}

/// The look-up of a runtime that runs blocking closures as `S` does.
pub type LookupOn<S> = Lookup<<S as SpawnBlocking>::BlockingHandle<Addresses>>;

enum State<H> {
    Known(SocketAddr),
    Asking(H),
    Done,
}

/// Begins to look `host` up on `pool`, unless it is an address.
pub fn lookup<S: SpawnBlocking>(pool: &S, host: &str, port: u16) -> LookupOn<S> {
    // Brackets are how an IPv6 address stands in a URL.
    let bare = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .unwrap_or(host);
    let state = match bare.parse::<IpAddr>() {
        Ok(address) => State::Known(SocketAddr::new(address, port)),
        Err(_) => {
            let host = host.to_owned();
            State::Asking(pool.spawn_blocking(move || ask_the_system(&host, port)))
        }
    };
    Lookup { state }
}

fn ask_the_system(host: &str, port: u16) -> Addresses {
    let addresses: Vec<_> = (host, port).to_socket_addrs()?.collect();
    if addresses.is_empty() {
        let message = format!("the host {host:?} has no address");
        return Err(io::Error::new(io::ErrorKind::NotFound, message));
    }
    Ok(addresses)
}

impl<H: JoinHandle<Addresses>> Future for Lookup<H> {
    type Output = Addresses;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Addresses> {
        let addresses = match &mut self.state {
            State::Known(address) => Ok(vec![*address]),
            State::Asking(handle) => {
                ready!(Pin::new(handle).poll(cx)).unwrap_or_else(|error| Err(error.into()))
            }
            State::Done => Err(io::Error::other("the look-up has given its result already")),
        };
        self.state = State::Done;
        Poll::Ready(addresses)
    }
}

impl<H> fmt::Debug for Lookup<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lookup").finish_non_exhaustive()
    }
}
