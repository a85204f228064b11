use std::{io, rc::Rc};

use anyrt_benches::Launch;
use anyrt_traits::Runtime;

use crate::parked::parked;

/// Launches by `Spawn`.
#[derive(Clone)]
pub(crate) struct Anyrt<R> {
    rt: R,
    driver: Driver,
}

/// Whose thread runs the tasks.
#[derive(Clone)]
pub(crate) enum Driver {
    /// The thread that waits for them, by way of tokio's current-thread runtime.
    Here(Rc<tokio::runtime::Runtime>),
    /// A thread of the runtime's own.
    Elsewhere,
}

impl<R: Runtime> Anyrt<R> {
    pub(crate) const fn new(rt: R, driver: Driver) -> Self {
        Self { rt, driver }
    }

    /// Returns the handle; whoever keeps `self` to call this keeps what drives the runtime too.
    pub(super) const fn rt(&self) -> &R {
        &self.rt
    }
}

impl<R: Runtime> Launch for Anyrt<R> {
    fn launch<F>(&self, future: F) -> io::Result<F::Output>
    where
        F: Future<Output: Send + 'static> + Send + 'static,
    {
        let task = self.rt.spawn(future);
        let joined = match &self.driver {
            Driver::Here(runtime) => runtime.block_on(task),
            Driver::Elsewhere => parked(task),
        };
        joined.map_err(io::Error::other)
    }
}
