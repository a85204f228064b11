use std::{
    collections::VecDeque,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use anyrt::Runtime;
use anyrt_hyper::client::{Client, Connector, builder};
use http::Uri;

use crate::{body::Body, config::Route};

/// The servers of one route, and the connections to them.
pub(crate) struct Pool<R: Runtime> {
    pub(super) upstreams: Vec<Upstream>,
    next: AtomicUsize,
    pub(super) client: Client<R, Body>,
    pub(super) route: Arc<Route>,
}

/// One server.
pub(super) struct Upstream {
    pub(super) uri: Uri,
    is_well: AtomicBool,
}

impl Upstream {
    pub(super) fn is_well(&self) -> bool {
        self.is_well.load(Ordering::Relaxed)
    }

    pub(super) fn set_well(&self, is_well: bool) {
        self.is_well.store(is_well, Ordering::Relaxed);
    }
}

impl<R: Runtime> Pool<R> {
    pub(crate) fn new(rt: &R, route: Arc<Route>) -> Self {
        let connector = Connector::new(rt.clone()).connect_timeout(route.connect_timeout);
        let upstreams = route.upstreams.iter().map(|uri| Upstream {
            uri: uri.clone(),
            is_well: AtomicBool::new(true),
        });
        Self {
            upstreams: upstreams.collect(),
            next: AtomicUsize::new(0),
            client: builder(rt.clone()).build(connector),
            route,
        }
    }

    /// Returns the servers in the order to ask them: in turn, and those that are not well last of all, or
    /// never, if somebody looks after them.
    pub(super) fn in_turn(&self) -> VecDeque<&Upstream> {
        let first = self.next.fetch_add(1, Ordering::Relaxed) % self.upstreams.len().max(1);
        let (after, before) = self.upstreams.split_at(first);
        let turn = || before.iter().chain(after);
        let mut order: VecDeque<_> = turn().filter(|upstream| upstream.is_well()).collect();
        if self.route.health.is_none() {
            // Nobody else would find out that one is back.
            order.extend(turn().filter(|upstream| !upstream.is_well()));
        }
        order
    }
}
