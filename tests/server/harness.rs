//! What the claims share.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyrt::any::AnyJoinHandle;
use anyrt::combinators::task::AbortOnDrop;
use anyrt::combinators::time::timeout;
use anyrt::net::TcpListenOptions;
use anyrt::prelude::*;
use anyrt::{AnyRuntime, Backend};

use crate::service::{Place, Service};
use crate::strategy::Strategy;

/// How long a claim may take before the test gives up: a guard, not a measure.
const GUARD: Duration = Duration::from_secs(60);

/// A server that runs.
pub(crate) struct Server {
    pub(crate) rt: AnyRuntime,
    pub(crate) address: SocketAddr,
    pub(crate) service: Arc<Service>,
    _task: AbortOnDrop<io::Error, AnyJoinHandle<io::Error>>,
}

/// Tries a claim about a service that does no work.
pub(crate) fn on_every_runtime(strategies: &[Strategy], claim: impl AsyncFn(Server, Strategy)) {
    let service = || Service::new(Place::Elsewhere, || {});
    with_service(strategies, service, claim);
}

/// Tries a claim about each of the strategies, on every runtime, each time with a server of its own.
pub(crate) fn with_service(
    strategies: &[Strategy],
    service: impl Fn() -> Arc<Service>,
    claim: impl AsyncFn(Server, Strategy),
) {
    for backend in Backend::available() {
        for strategy in strategies {
            let in_time = anyrt::run_on(*backend, async |rt: AnyRuntime| {
                let server = start(&rt, *strategy, service());
                timeout(&rt, GUARD, claim(server, *strategy)).await
            });
            let in_time = in_time.expect("the runtime starts");
            assert!(
                in_time.is_ok(),
                "{strategy} on {backend}: it takes for ever"
            );
        }
    }
}

fn start(rt: &AnyRuntime, strategy: Strategy, service: Arc<Service>) -> Server {
    let any_port = ([127, 0, 0, 1], 0).into();
    let listener = rt.tcp_listen(any_port, &TcpListenOptions::new());
    let listener = listener.expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    let serve = strategy.serve(rt.clone(), listener, Arc::clone(&service));
    Server {
        rt: rt.clone(),
        address,
        service,
        _task: AbortOnDrop::new(rt.spawn(serve)),
    }
}
