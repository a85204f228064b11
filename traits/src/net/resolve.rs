use std::{io, net::SocketAddr};

/// Turns names into addresses.
///
/// Implementers must not block the threads that poll tasks.
pub trait Resolve {
    /// The future of [`resolve`](Resolve::resolve).
    type Lookup: Future<Output = io::Result<Vec<SocketAddr>>> + 'static;

    /// Looks up every address of `host`, in the order to try them; each comes with `port`.
    ///
    /// A host that is an address already is that address, without a look-up.
    ///
    /// # Errors
    ///
    /// A failed look-up, as the system tells it, also that there is no such name; or a name without any
    /// address, which is [`io::ErrorKind::NotFound`].
    ///
    /// # Cancel safety
    ///
    /// Runs on: a look-up that has begun ends on its own thread, its result unseen.
    fn resolve(&self, host: &str, port: u16) -> Self::Lookup;
}
