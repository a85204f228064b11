use std::{
    fmt, io,
    net::{IpAddr, SocketAddr},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use anyrt_traits::{Runtime, net::Resolve};
use hickory_net::NetError;
use hickory_resolver::{
    Resolver,
    config::{ResolverConfig, ResolverOpts},
    system_conf::read_system_conf,
};

use crate::{
    AnyrtProvider,
    scope::{Clock, Scope},
};

/// Asks name servers itself, without a thread that blocks, and keeps their answers as long as they hold.
///
/// It is a [`Resolve`]: the builder of `AnyRuntime` takes it in the place of a runtime's own, and everything
/// that connects by name then goes through it. Clones share the connections and the answers.
///
/// # Examples
///
/// ```
/// use anyrt_hickory::HickoryResolver;
/// use anyrt_traits::{AnyRuntime, OsRuntime};
///
/// async fn with_asynchronous_look_ups<R: OsRuntime>(rt: R) -> std::io::Result<AnyRuntime> {
///     let resolver = HickoryResolver::system(rt.clone()).await?;
///     Ok(AnyRuntime::new(rt).to_builder().resolve(resolver).build())
/// }
/// ```
pub struct HickoryResolver<R: Runtime> {
    resolver: Arc<Resolver<AnyrtProvider<R>>>,
    clock: Arc<dyn Clock>,
}

impl<R: Runtime> HickoryResolver<R> {
    /// Takes the settings of the system: on Unix those of `/etc/resolv.conf`, which a thread that may block
    /// reads, and the names of `/etc/hosts`.
    ///
    /// # Errors
    ///
    /// That the settings cannot be read; also after the runtime's shutdown.
    ///
    /// # Cancel safety
    ///
    /// Runs on: the reading, whose result is unseen.
    pub async fn system(rt: R) -> io::Result<Self> {
        let read = rt.clone().spawn_blocking(move || {
            let (config, options) = read_system_conf().map_err(into_io)?;
            Self::new(rt, config, options)
        });
        read.await.map_err(io::Error::other)?
    }

    /// Takes settings of one's own. The names of the system's `hosts` file are read here, unless the options
    /// leave them out: on a thread that may block.
    ///
    /// # Errors
    ///
    /// Those of hickory's builder.
    pub fn new(rt: R, config: ResolverConfig, options: ResolverOpts) -> io::Result<Self> {
        let clock = Arc::new(rt.clone());
        let builder = Resolver::builder_with_config(config, AnyrtProvider::new(rt));
        let resolver = builder.with_options(options).build().map_err(into_io)?;
        Ok(Self {
            resolver: Arc::new(resolver),
            clock,
        })
    }

    /// Lends hickory's resolver, to ask for records of other kinds; its futures are to be polled inside of a
    /// [`scope`](crate::scope).
    #[must_use]
    pub fn hickory(&self) -> &Resolver<AnyrtProvider<R>> {
        &self.resolver
    }
}

impl<R: Runtime> Clone for HickoryResolver<R> {
    fn clone(&self) -> Self {
        Self {
            resolver: self.resolver.clone(),
            clock: self.clock.clone(),
        }
    }
}

impl<R: Runtime> Resolve for HickoryResolver<R> {
    type Lookup = Lookup;

    fn resolve(&self, host: &str, port: u16) -> Lookup {
        if let Ok(address) = host.parse::<IpAddr>() {
            let found = Ok(vec![SocketAddr::new(address, port)]);
            return Lookup {
                inner: Box::pin(std::future::ready(found)),
            };
        }
        let (resolver, host) = (self.resolver.clone(), host.to_owned());
        let asked = async move {
            let found = resolver.lookup_ip(host.as_str()).await.map_err(into_io)?;
            let addresses: Vec<_> = found
                .iter()
                .map(|address| SocketAddr::new(address, port))
                .collect();
            if addresses.is_empty() {
                let text = format!("{host} has no address");
                return Err(io::Error::new(io::ErrorKind::NotFound, text));
            }
            Ok(addresses)
        };
        Lookup {
            inner: Box::pin(Scope::new(self.clock.clone(), asked)),
        }
    }
}

fn into_io(error: NetError) -> io::Error {
    if error.is_no_records_found() || error.is_nx_domain() {
        return io::Error::new(io::ErrorKind::NotFound, error);
    }
    match error {
        NetError::Timeout => io::Error::new(io::ErrorKind::TimedOut, error),
        NetError::Io(cause) => io::Error::new(cause.kind(), cause.to_string()),
        other => io::Error::other(other),
    }
}

impl<R: Runtime> fmt::Debug for HickoryResolver<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HickoryResolver").finish_non_exhaustive()
    }
}

/// The future of a look-up of [`HickoryResolver`].
///
/// # Errors
///
/// [`io::ErrorKind::NotFound`] for a name that there is not, or that has no address;
/// [`io::ErrorKind::TimedOut`] if no name server answers; others as hickory tells them.
///
/// # Cancel safety
///
/// Runs on: questions on their way are answered, unseen.
#[must_use = "futures do nothing unless polled"]
pub struct Lookup {
    inner: Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>>,
}

impl Future for Lookup {
    type Output = io::Result<Vec<SocketAddr>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.inner.as_mut().poll(cx)
    }
}

impl fmt::Debug for Lookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lookup").finish_non_exhaustive()
    }
}
