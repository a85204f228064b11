//! What can be done with a channel, for every kind.

use super::{
    Entry, broadcast,
    burst::{self, Burst},
    cancelled, local, oneshot, pair, senders,
    streaming::{self, Shape},
    watch,
};
use crate::{
    entrant::Entrant,
    kinds::{Broadcast, Capacity, LocalQueue, Oneshot, Queue, Watch},
    places::{OneThread, Places, TwoThreads, Workers},
    row::Work,
};

/// Work by the place, the size of the messages and the capacity.
type Streaming = fn(Places, usize, Shape, Capacity) -> Option<Work>;
/// Work by the size of the messages and the capacity.
type ByCapacity = fn(usize, Capacity) -> Option<Work>;
/// Work by the size of the messages.
type BySize = fn(usize) -> Work;

/// A queue.
#[derive(Clone, Copy)]
pub(crate) struct QueueEntry {
    pub(crate) entrant: Entrant,
    pub(crate) streaming: Streaming,
    pub(crate) pair: ByCapacity,
    pub(crate) receives: ByCapacity,
    pub(crate) sends: ByCapacity,
    pub(crate) senders: fn() -> Option<Work>,
    pub(crate) burst: fn() -> Option<Burst>,
}

/// A queue that stays on its thread.
#[derive(Clone, Copy)]
pub(crate) struct LocalEntry {
    pub(crate) entrant: Entrant,
    pub(crate) streaming: ByCapacity,
    pub(crate) pair: ByCapacity,
    pub(crate) burst: fn() -> Option<Burst>,
}

/// A channel for one message.
#[derive(Clone, Copy)]
pub(crate) struct OneshotEntry {
    pub(crate) entrant: Entrant,
    pub(crate) ready: BySize,
    pub(crate) waited: BySize,
}

/// A channel whose messages go to every reader; the work is by the size and the number of readers.
#[derive(Clone, Copy)]
pub(crate) struct BroadcastEntry {
    pub(crate) entrant: Entrant,
    pub(crate) pair: fn(usize, usize) -> Work,
    pub(crate) streaming: fn(usize, usize) -> Work,
}

/// A channel that holds the latest value.
#[derive(Clone, Copy)]
pub(crate) struct WatchEntry {
    pub(crate) entrant: Entrant,
    pub(crate) work: BySize,
}

/// Works with the payload of so many bytes, which goes by the name given.
macro_rules! by_size {
    ($bytes:expr, $payload:ident, $work:expr) => {
        match $bytes {
            8 => {
                type $payload = u64;
                $work
            }
            _ => {
                type $payload = [u64; 8];
                $work
            }
        }
    };
}

impl QueueEntry {
    pub(crate) const fn of<Q: Queue>() -> Self {
        Self {
            entrant: <Q as Queue>::ENTRANT,
            streaming: |place, bytes, shape, capacity| match place {
                Places::One => {
                    by_size!(
                        bytes,
                        T,
                        streaming::work::<Q, T, OneThread>(shape, capacity)
                    )
                }
                Places::Workers => {
                    by_size!(bytes, T, streaming::work::<Q, T, Workers>(shape, capacity))
                }
                Places::Two => by_size!(
                    bytes,
                    T,
                    streaming::work::<Q, T, TwoThreads>(shape, capacity)
                ),
            },
            pair: |bytes, capacity| by_size!(bytes, T, pair::work::<Q, T>(capacity)),
            receives: |bytes, capacity| by_size!(bytes, T, cancelled::receives::<Q, T>(capacity)),
            sends: |bytes, capacity| by_size!(bytes, T, cancelled::sends::<Q, T>(capacity)),
            senders: senders::work::<Q>,
            burst: burst::burst::<Q>,
        }
    }
}

impl LocalEntry {
    pub(crate) const fn of<Q: LocalQueue>() -> Self {
        Self {
            entrant: Q::ENTRANT,
            streaming: |bytes, capacity| by_size!(bytes, T, local::streaming::<Q, T>(capacity)),
            pair: |bytes, capacity| by_size!(bytes, T, pair::work::<Q, T>(capacity)),
            burst: burst::burst::<Q>,
        }
    }
}

impl OneshotEntry {
    pub(crate) const fn of<O: Oneshot>() -> Self {
        Self {
            entrant: O::ENTRANT,
            ready: |bytes| by_size!(bytes, T, oneshot::ready::<O, T>()),
            waited: |bytes| by_size!(bytes, T, oneshot::waited::<O, T>()),
        }
    }
}

impl BroadcastEntry {
    pub(crate) const fn of<B: Broadcast>() -> Self {
        Self {
            entrant: B::ENTRANT,
            pair: |bytes, readers| by_size!(bytes, T, broadcast::pair::<B, T>(readers)),
            streaming: |bytes, readers| by_size!(bytes, T, broadcast::streaming::<B, T>(readers)),
        }
    }
}

impl WatchEntry {
    pub(crate) const fn of<W: Watch>() -> Self {
        Self {
            entrant: W::ENTRANT,
            work: |bytes| by_size!(bytes, T, watch::work::<W, T>()),
        }
    }
}

impl Entry for QueueEntry {
    fn entrant(&self) -> Entrant {
        self.entrant
    }
}

impl Entry for LocalEntry {
    fn entrant(&self) -> Entrant {
        self.entrant
    }
}

impl Entry for OneshotEntry {
    fn entrant(&self) -> Entrant {
        self.entrant
    }
}

impl Entry for BroadcastEntry {
    fn entrant(&self) -> Entrant {
        self.entrant
    }
}

impl Entry for WatchEntry {
    fn entrant(&self) -> Entrant {
        self.entrant
    }
}
