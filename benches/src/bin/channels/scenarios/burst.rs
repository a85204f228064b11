use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

use anyrt_benches::{Meter, held};

use crate::{
    entrant::Entrant,
    kinds::{Capacity, LocalQueue, Outcome},
    peers,
};

/// How many messages of 64 bytes wait at once.
const MESSAGES: u64 = 100_000;

/// What an unbounded channel takes and keeps, in bytes of heap.
#[derive(Debug)]
pub(crate) struct Burst {
    pub(crate) entrant: Entrant,
    /// Before the first message.
    pub(crate) idle: usize,
    /// With all of them.
    pub(crate) full: usize,
    /// After the last was received.
    pub(crate) kept: usize,
    /// Allocations per message.
    pub(crate) allocations: f64,
}

/// Fills and drains every unbounded channel.
pub(crate) fn bursts(wants: impl Fn(&Entrant) -> bool) -> Vec<Burst> {
    let queues = peers::queues()
        .into_iter()
        .map(|entry| (entry.entrant, entry.burst));
    let locals = peers::locals()
        .into_iter()
        .map(|entry| (entry.entrant, entry.burst));
    queues
        .chain(locals)
        .filter(|(entrant, _)| wants(entrant))
        .filter_map(|(_, burst)| burst())
        .collect()
}

/// Fills and drains one.
pub(crate) fn burst<Q: LocalQueue>() -> Option<Burst> {
    type Message = [u64; 8];
    let (ends, idle) = held(|| Q::make::<Message>(Capacity::Unbounded));
    let (mut sender, mut receiver) = ends?;
    let meter = Meter::start();
    let ((), grown) = held(|| {
        for number in 0..MESSAGES {
            assert!(at_once(Q::send(&mut sender, [number; 8])).is_some());
        }
    });
    let ((), shrunk) = held(|| {
        for number in 0..MESSAGES {
            let value = at_once(Q::recv(&mut receiver));
            assert_eq!(value.map(|value| value[0]), Some(number));
        }
    });
    let allocations = f64::from(u32::try_from(meter.stop().allocations).unwrap_or(u32::MAX));
    Some(Burst {
        entrant: Q::ENTRANT,
        idle,
        full: idle + grown,
        kept: idle.wrapping_add(grown).wrapping_add(shrunk),
        allocations: allocations / 100_000.0,
    })
}

/// What a future gives that is ready at once, or has only used up its turn.
fn at_once<F: Future<Output: Outcome>>(future: F) -> Option<<F::Output as Outcome>::Value> {
    let mut future = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    for _ in 0..2 {
        if let Poll::Ready(outcome) = future.as_mut().poll(&mut cx) {
            return outcome.value();
        }
    }
    None
}
