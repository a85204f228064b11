use std::pin::pin;

use anyrt_benches::Meter;

use crate::poll;

const WAITS: u64 = 100;

/// The allocations of so many futures, each of which is polled once and dropped.
fn allocations<F: Future>(mut wait: impl FnMut() -> F) -> u64 {
    let meter = Meter::start();
    for _ in 0..WAITS {
        assert!(poll(pin!(wait())).is_pending());
    }
    meter.stop().allocations
}

#[test]
fn async_channel_allocates_for_every_wait() {
    let (sender, receiver) = async_channel::bounded(1);
    assert!(allocations(|| receiver.recv()) >= WAITS);
    assert_eq!(sender.try_send(0), Ok(()));
    assert!(allocations(|| sender.send(1)) >= WAITS);
}

#[test]
fn flume_allocates_for_every_wait() {
    let (sender, receiver) = flume::bounded(1);
    assert!(allocations(|| receiver.recv_async()) >= WAITS);
    assert_eq!(sender.try_send(0), Ok(()));
    assert!(allocations(|| sender.send_async(1)) >= WAITS);
}

#[test]
fn crossfire_allocates_for_every_wait() {
    let (sender, receiver) = crossfire::mpsc::bounded_async(16);
    assert!(allocations(|| receiver.recv()) >= WAITS);
    for number in 0..16 {
        assert_eq!(sender.try_send(number), Ok(()));
    }
    assert!(allocations(|| sender.send(16)) >= WAITS);
}

#[test]
fn tachyonix_allocates_for_every_send_that_waits() {
    let (sender, _receiver) = tachyonix::channel(1);
    assert!(sender.try_send(0).is_ok());
    assert!(allocations(|| sender.send(1)) >= WAITS);
}

#[test]
fn futures_channel_allocates_for_every_message() {
    let (sender, mut receiver) = futures_channel::mpsc::unbounded();
    let meter = Meter::start();
    for number in 0..WAITS {
        assert_eq!(sender.unbounded_send(number), Ok(()));
        assert_eq!(receiver.try_recv(), Ok(number));
    }
    assert!(meter.stop().allocations >= WAITS);
}
