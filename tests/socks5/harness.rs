//! What the claims share.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use anyrt::combinators::time::timeout;
use anyrt::net::{TcpConnectOptions, TcpListenOptions};
use anyrt::prelude::*;
use anyrt::{AnyRuntime, Backend};

use crate::proxy::{Credentials, ProxyError, Socks5};

/// How long a claim may take before the test gives up: a guard, not a measure.
const GUARD: Duration = Duration::from_secs(60);

/// Tries a claim on every runtime.
pub(crate) fn on_every_runtime(claim: impl AsyncFn(AnyRuntime)) {
    for backend in Backend::available() {
        let in_time = anyrt::run_on(*backend, async |rt: AnyRuntime| {
            timeout(&rt.clone(), GUARD, claim(rt)).await
        });
        let in_time = in_time.expect("the runtime starts");
        assert!(in_time.is_ok(), "on {backend}: it takes for ever");
    }
}

/// Listens on a port of the system's choice.
pub(crate) fn listen<R: Runtime>(rt: &R) -> (R::TcpListener, SocketAddr) {
    let any_port = ([127, 0, 0, 1], 0).into();
    let listener = rt.tcp_listen(any_port, &TcpListenOptions::new());
    let listener = listener.expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    (listener, address)
}

/// Makes a runtime whose connections go through a proxy.
pub(crate) fn proxied(
    rt: &AnyRuntime,
    proxy: SocketAddr,
    credentials: Option<Credentials>,
) -> AnyRuntime {
    let socks5 = Socks5::new(rt.clone(), proxy, credentials);
    rt.to_builder().tcp(socks5).build()
}

/// Makes the credentials that the proxies of these tests know.
pub(crate) fn credentials() -> Credentials {
    Credentials::new("me".to_owned(), "secret".to_owned()).expect("they fit")
}

/// Connects to an address that nobody needs to be at, since the proxy is not a real one.
pub(crate) async fn connect<R: Runtime>(rt: &R) -> io::Result<R::TcpStream> {
    let nowhere = ([192, 0, 2, 1], 7).into();
    rt.tcp_connect(nowhere, &TcpConnectOptions::new()).await
}

/// Returns what the part itself says, from the error of a connection.
pub(crate) fn reason(error: &io::Error) -> &ProxyError {
    let inside = error.get_ref().expect("an error inside");
    inside.downcast_ref().expect("the error of the part")
}
